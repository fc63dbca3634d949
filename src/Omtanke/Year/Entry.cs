using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Year;

/// <summary>What may happen to what stands in the year.</summary>
public enum Moment
{
    Laid,
    Moved,
    Changed,
    Done,
    Reopened,
    PutAside,
    TakenBack,
}

/// <summary>Something the workplace has laid into its year: its own, a suggestion that was taken in, or the day that is planned for what another room knows is due.</summary>
public sealed class Entry
{
    /// <summary>How long a name may be.</summary>
    public const int LongestTitle = 120;

    /// <summary>How long a note may be.</summary>
    public const int LongestNote = 500;

    public required Guid Id { get; init; }
    /// <summary>What it plans for, by <see cref="Organisation.Occasion.Key"/>; empty for all else.</summary>
    public string Occasion { get; init; } = "";
    /// <summary>The suggestion it was made from; empty for all else.</summary>
    public string Suggestion { get; init; } = "";
    public required OccasionKind Kind { get; init; }
    /// <summary>Its name; empty where it goes with the suggestion, in every language.</summary>
    public required string Title { get; set; }
    /// <summary>The language the name is written in.</summary>
    public required string Language { get; init; }
    public string Note { get; set; } = "";
    public required DateOnly Day { get; set; }
    /// <summary>The rule of law it comes from; empty for none.</summary>
    public string Rule { get; init; } = "";
    /// <summary>The last day by that rule, where it sets one.</summary>
    public DateOnly? LatestOn { get; init; }
    /// <summary>Where one begins on it; empty for nowhere.</summary>
    public string Address { get; init; } = "";
    public DateOnly? DoneOn { get; set; }
    /// <summary>Put aside; it may be taken back.</summary>
    public bool IsOut { get; set; }
    public required int Version { get; set; }
    public Guid? MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Whether it only says when something is planned that another room keeps.</summary>
    public bool IsPlan => Occasion.Length > 0;

    /// <summary>It is there.</summary>
    public Happening Lay(Guid by, DateTimeOffset now) => Happened(Moment.Laid, by, now, null, Day);

    /// <summary>It comes on another day.</summary>
    public Happening Move(DateOnly day, Guid by, DateTimeOffset now)
    {
        var before = Day;
        (Day, Version) = (day, Version + 1);
        return Happened(Moment.Moved, by, now, before, day);
    }

    /// <summary>It is called something else, or its note says something else.</summary>
    public Happening Change(string title, string note, Guid by, DateTimeOffset now)
    {
        (Title, Note, Version) = (title, note, Version + 1);
        return Happened(Moment.Changed, by, now);
    }

    /// <summary>It is done.</summary>
    public Happening Finish(Guid by, DateTimeOffset now)
    {
        (DoneOn, Version) = (Clock.Day(now), Version + 1);
        return Happened(Moment.Done, by, now);
    }

    /// <summary>It is not done after all.</summary>
    public Happening Reopen(Guid by, DateTimeOffset now)
    {
        (DoneOn, Version) = (null, Version + 1);
        return Happened(Moment.Reopened, by, now);
    }

    /// <summary>Out of the year, or back in it.</summary>
    public Happening Put(bool aside, Guid by, DateTimeOffset now)
    {
        (IsOut, Version) = (aside, Version + 1);
        return Happened(aside ? Moment.PutAside : Moment.TakenBack, by, now);
    }

    private Happening Happened(Moment what, Guid by, DateTimeOffset now, DateOnly? from = null, DateOnly? to = null) =>
        new() { Id = Ids.New(), Entry = Id, What = what, FromDay = from, ToDay = to, Person = by, At = now };
}

/// <summary>Something that happened to it, and who did it.</summary>
public sealed class Happening
{
    public required Guid Id { get; init; }
    public required Guid Entry { get; init; }
    public required Moment What { get; init; }
    public DateOnly? FromDay { get; init; }
    public DateOnly? ToDay { get; init; }
    public Guid? Person { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A suggestion that nobody wants this year.</summary>
public sealed class Declined
{
    public required int Year { get; init; }
    public required string Key { get; init; }
    public Guid? Person { get; init; }
    public required DateTimeOffset At { get; init; }
}
