using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Meetings;

/// <summary>What a series of meetings is for. All but one come out of the tools.</summary>
public enum SeriesKind
{
    /// <summary>Leaders of one group, about how they are themselves (L09).</summary>
    Peers,
    /// <summary>A network of leaders, with its short contract (L10).</summary>
    Network,
    /// <summary>What comes again every year (L15).</summary>
    Year,
    /// <summary>Something of their own.</summary>
    Own,
}

/// <summary>
/// A series of meetings of some named people, who each said yes. What they write is theirs, sealed under the series' own key; whoever goes out no longer opens it, and it is
/// erased two years after its end.
/// </summary>
public sealed class Series
{
    /// <summary>How long a name may be.</summary>
    public const int LongestName = 100;

    /// <summary>How many may be in one, those asked counted.</summary>
    public const int MostPeople = 30;

    /// <summary>How many meetings may lie ahead.</summary>
    public const int MostAhead = 12;

    /// <summary>How long it is kept after its end.</summary>
    public const int KeptYears = 2;

    public required Guid Id { get; init; }
    public required SeriesKind Kind { get; init; }
    public required string Name { get; set; }
    /// <summary>Who said yes, in the order they came.</summary>
    public required Guid[] Members { get; set; }
    /// <summary>Who calls the meetings.</summary>
    public required Guid Keeper { get; set; }
    /// <summary>Whoever the keeping is offered to.</summary>
    public Guid? OfferedTo { get; set; }
    public required Guid Key { get; init; }
    public required DateTimeOffset BegunAt { get; init; }
    /// <summary>When they last talked about whether they are on the track.</summary>
    public DateTimeOffset? LookedAt { get; set; }
    /// <summary>The day they talk about it again: a year after the last time, or after they began (L10, L15).</summary>
    public DateOnly LookOn => Clock.Day(LookedAt ?? BegunAt).AddYears(1);
    public DateTimeOffset? EndedAt { get; private set; }
    public DateOnly? EraseOn { get; private set; }
    public DateTimeOffset? NoticeSentAt { get; set; }

    /// <summary>What the gate must know.</summary>
    public State Access => EndedAt is null ? State.Active : State.Closed;

    /// <summary>What somebody is to it.</summary>
    public Relation RelationOf(Guid person) => person == Keeper && Members.Contains(person) ? Relation.Keeper : Members.Contains(person) ? Relation.Member : Relation.None;

    /// <summary>Who keeps it when this one goes: whoever else has been in it longest.</summary>
    public Guid? After(Guid person) => Members.Where(member => member != person).Select(member => (Guid?)member).FirstOrDefault();

    /// <summary>The keeping goes over to whoever it was offered to.</summary>
    public Event TakeOver(DateTimeOffset now)
    {
        var (before, after) = (Keeper, OfferedTo!.Value);
        (Keeper, OfferedTo) = (after, null);
        return Happened(Moment.HandedOn, after, now, before);
    }

    /// <summary>It is over; it can be read for a while.</summary>
    public Event End(Guid? by, DateTimeOffset now)
    {
        (EndedAt, EraseOn, OfferedTo) = (now, Clock.Day(now).AddYears(KeptYears), null);
        return Happened(Moment.Ended, by, now);
    }

    /// <summary>They have talked about it: what was before counts no more.</summary>
    public Event LookAt(Guid by, DateTimeOffset now)
    {
        LookedAt = now;
        return Happened(Moment.LookedAt, by, now);
    }

    /// <summary>Something of it happened.</summary>
    public Event Happened(Moment what, Guid? by, DateTimeOffset now, Guid? about = null) =>
        new() { Id = Ids.New(), Series = Id, What = what, Person = by, About = about, At = now };
}

/// <summary>What may happen to a series.</summary>
public enum Moment
{
    Begun,
    Joined,
    Left,
    HandedOn,
    /// <summary>A meeting got its time.</summary>
    Planned,
    Moved,
    Cancelled,
    Held,
    ContractChanged,
    LookedAt,
    Ended,
}

/// <summary>Something that happened, who did it, and whom it was about.</summary>
public sealed class Event
{
    public required Guid Id { get; init; }
    public required Guid Series { get; init; }
    public required Moment What { get; init; }
    public Guid? Person { get; init; }
    public Guid? About { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Somebody is asked to come in. Until they say yes they see no more of it than this.</summary>
public sealed class Invitation
{
    public required Guid Series { get; init; }
    public required Guid Person { get; init; }
    public required SeriesKind Kind { get; init; }
    public required string Name { get; set; }
    public Guid? AskedBy { get; set; }
    public required DateTimeOffset AskedAt { get; set; }
    public DateTimeOffset? DeclinedAt { get; set; }
}

/// <summary>What somebody takes along when it ends.</summary>
public sealed class Farewell
{
    /// <summary>How long it may be.</summary>
    public const int Longest = 1000;

    private const string Column = "series_farewells.text";

    public required Guid Id { get; init; }
    public required Guid Series { get; init; }
    public required Guid Person { get; init; }
    public required Sealed<string> Text { get; set; }
    public required DateTimeOffset At { get; set; }

    /// <summary>Somebody writes it.</summary>
    public static Farewell Of(Guid series, Guid person, string text, AccessGrant grant, DateTimeOffset now)
    {
        var id = Ids.New();
        return new() { Id = id, Series = series, Person = person, Text = grant.SealAny(text, Column, id), At = now };
    }

    /// <summary>Writes it anew.</summary>
    public void Write(string text, AccessGrant grant, DateTimeOffset now) => (Text, At) = (grant.SealAny(text, Column, Id), now);

    /// <summary>What it says.</summary>
    public string Read(AccessGrant grant) => grant.Open(Text, Column, Id)!;
}
