using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Meetings;

/// <summary>One meeting of a series: its time is found, it is held, and it is looked back on.</summary>
public sealed class Meeting
{
    /// <summary>How many times may be proposed.</summary>
    public const int MostTimes = 10;

    /// <summary>How short and how long a meeting may be.</summary>
    public const int FewestMinutes = 10, MostMinutes = 480;

    /// <summary>How long a place may be.</summary>
    public const int LongestPlace = 200;

    /// <summary>How far ahead a time may lie.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(730);

    /// <summary>How long what was said of it waits for those who have not answered.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(7);

    private const string PlaceColumn = "meetings.place";

    public required Guid Id { get; init; }
    public required Guid Series { get; init; }
    /// <summary>1, 2, 3 … in the order they were called.</summary>
    public required int Number { get; init; }
    /// <summary>They say goodbye at it.</summary>
    public bool IsLast { get; init; }
    public required int Minutes { get; set; }
    public Sealed<string>? Place { get; set; }
    public Guid? Facilitator { get; set; }
    /// <summary>Counts the proposals of times.</summary>
    public int Round { get; set; }
    public DateTimeOffset? PlannedAt { get; private set; }
    /// <summary>Counts what calendars were told.</summary>
    public int Sequence { get; private set; }
    /// <summary>Who said beforehand that they cannot come.</summary>
    public Guid[] Away { get; set; } = [];
    /// <summary>Who came; null until somebody has said so.</summary>
    public Guid[]? Came { get; private set; }
    /// <summary>How many were in the series that day.</summary>
    public int? Expected { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }
    /// <summary>When what was said of it was shown to all who are in it.</summary>
    public DateTimeOffset? ShownAt { get; private set; }
    /// <summary>Counts every change of the agenda.</summary>
    public int Version { get; set; } = 1;
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>When it is over by the clock; null while it has no time.</summary>
    public DateTimeOffset? EndsAt => PlannedAt?.AddMinutes(Minutes);

    /// <summary>How far it has come.</summary>
    public Stage StageAt(DateTimeOffset now) =>
        CancelledAt is not null ? Stage.Cancelled
        : PlannedAt is not { } at ? Stage.Finding
        : at > now ? Stage.Ahead
        : at.AddMinutes(Minutes) > now && Came is null ? Stage.Now
        : Stage.Over;

    /// <summary>Whether it is still to come.</summary>
    public bool IsToCome(DateTimeOffset now) => StageAt(now) is Stage.Finding or Stage.Ahead or Stage.Now;

    /// <summary>It has a time, the first or another.</summary>
    public Moment Fix(DateTimeOffset at)
    {
        var moved = PlannedAt is not null;
        (PlannedAt, Sequence) = (at, Sequence + 1);
        return moved ? Moment.Moved : Moment.Planned;
    }

    /// <summary>Its time is looked for anew.</summary>
    public void FindAnew() => (PlannedAt, Sequence, Away) = (null, Sequence + 1, []);

    /// <summary>It is called off.</summary>
    public void Cancel(int expected, DateTimeOffset now) => (CancelledAt, Expected, Sequence) = (now, expected, Sequence + 1);

    /// <summary>Who was there is written down.</summary>
    public void Hold(IReadOnlyCollection<Guid> came, int expected) => (Came, Expected) = ([.. came], Math.Max(expected, came.Count));

    /// <summary>What was said of it is shown.</summary>
    public void Show(DateTimeOffset at) => ShownAt = at;

    /// <summary>Those who may say how it was: who came; while nobody has said who did, all who did not send word.</summary>
    public IEnumerable<Guid> WhoCame(IReadOnlyCollection<Guid> members) => members.Where(member => Came?.Contains(member) ?? !Away.Contains(member));

    /// <summary>Where it is.</summary>
    public string? PlaceIn(AccessGrant grant) => grant.Open(Place, PlaceColumn, Id);

    /// <summary>It is held there.</summary>
    public void MoveTo(string place, AccessGrant grant) => Place = grant.Seal(place, PlaceColumn, Id);
}

/// <summary>How far a meeting has come.</summary>
public enum Stage
{
    /// <summary>Its time is being found.</summary>
    Finding,
    Ahead,
    Now,
    Over,
    Cancelled,
}

/// <summary>A time that is proposed for a meeting.</summary>
public sealed class MeetingTime
{
    public required Guid Id { get; init; }
    public required Guid Series { get; init; }
    public required Guid Meeting { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
}

/// <summary>Whether somebody can come.</summary>
public enum Can
{
    Yes,
    IfNeedBe,
    No,
}

/// <summary>What one of them says of a proposed time.</summary>
public sealed class Vote
{
    public required Guid Time { get; init; }
    public required Guid Person { get; init; }
    public required Guid Series { get; init; }
    public required Can Can { get; set; }
}

/// <summary>A point of the agenda: out of a tool, or in their own words.</summary>
public sealed class Point
{
    /// <summary>How many an agenda may have.</summary>
    public const int Most = 30;

    /// <summary>How long one may last.</summary>
    public const int MostMinutes = 240;

    /// <summary>How long the heading of one's own point may be, and its text.</summary>
    public const int LongestTitle = 120, LongestText = 2000;

    private const string TitleColumn = "meeting_points.title", TextColumn = "meeting_points.text";

    public required Guid Id { get; init; }
    public required Guid Series { get; init; }
    public required Guid Meeting { get; init; }
    public required int Position { get; set; }
    /// <summary>The part of a tool, by its id in the content; null for their own.</summary>
    public string? Source { get; init; }
    public Sealed<string>? Title { get; private set; }
    public Sealed<string>? Text { get; private set; }
    public required int Minutes { get; set; }
    /// <summary>What was agreed before and is still open is looked at here.</summary>
    public bool Carries { get; init; }

    /// <summary>One out of a tool.</summary>
    public static Point Of(Meeting meeting, int position, Fixed source) =>
        new() { Id = Ids.New(), Series = meeting.Series, Meeting = meeting.Id, Position = position, Source = source.Source, Minutes = source.Minutes, Carries = source.Carries };

    /// <summary>One in their own words.</summary>
    public static Point Own(Meeting meeting, int position, string title, string text, int minutes, AccessGrant grant)
    {
        var point = new Point { Id = Ids.New(), Series = meeting.Series, Meeting = meeting.Id, Position = position, Minutes = minutes };
        point.Write(title, text, grant);
        return point;
    }

    /// <summary>Other words.</summary>
    public void Write(string title, string text, AccessGrant grant) => (Title, Text) = (grant.SealAny(title, TitleColumn, Id), grant.Seal(text, TextColumn, Id));

    /// <summary>What it says; nothing where it comes out of a tool.</summary>
    public (string Title, string Text) Read(AccessGrant grant) => (grant.Open(Title, TitleColumn, Id) ?? "", grant.Open(Text, TextColumn, Id) ?? "");
}
