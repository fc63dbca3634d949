namespace Omtanke.Assessments;

/// <summary>What those who are asked are promised. Settled before it opens, and shown before the first question.</summary>
public enum Mode
{
    /// <summary>Nobody can see who answered what; only figures of groups are shown.</summary>
    Anonymous,
    /// <summary>Every answer bears a name, and a few named people read it when it has closed; all others see only figures of groups.</summary>
    Confidential,
    /// <summary>Every answer bears a name, and those of the same unit read it when it has closed, to talk about it; all others see only figures of groups.</summary>
    Dialogue,
}

/// <summary>What happened to a collection.</summary>
public enum Moment
{
    Begun,
    Changed,
    Opened,
    /// <summary>Somebody had the personal letters shown, codes and all.</summary>
    LettersShown,
    Closed,
    /// <summary>The result was shown to all who were asked.</summary>
    Shown,
    /// <summary>The single answers were deleted.</summary>
    Cleared,
}

/// <summary>
/// One asking of chosen units: one opening of one step, with a day on which those asked hear what came of it and one on which they talk about it.
/// A repeated one is a series of rounds, each a collection of its own.
/// </summary>
public sealed class Collection
{
    /// <summary>How long a title may be.</summary>
    public const int LongestTitle = 150;

    /// <summary>How long a comment may be.</summary>
    public const int LongestComment = 1000;

    /// <summary>So few cannot be told about without telling of somebody (confidentiality.md).</summary>
    public const int Fewest = Organisation.Thresholds.Fewest;

    /// <summary>So many answers before anybody sees exact numbers, whatever a workplace has chosen.</summary>
    public const int FewestComments = 10;

    /// <summary>Under so many a talk says more than figures (catalogue 5).</summary>
    public const int TalkUnder = 15;

    /// <summary>The fewest where everybody answers with their name: it takes two to talk.</summary>
    public const int FewestNamed = 2;

    /// <summary>So many may be named to read at most: a promise that is kept by few.</summary>
    public const int MostReaders = 5;

    /// <summary>How many months after the closing single answers are kept.</summary>
    public const int KeptMonths = 6;

    public required Guid Id { get; init; }
    public required Guid Series { get; init; }
    public required int Round { get; init; }
    /// <summary>The tool's id, e.g. <c>T01</c>.</summary>
    public required string Tool { get; init; }
    /// <summary>The step that is asked, e.g. <c>T01.M</c>.</summary>
    public required string Step { get; init; }
    /// <summary>The edition it was planned with, where the tool is the workplace's own.</summary>
    public int? ToolVersion { get; init; }
    /// <summary>The language of letters on paper; whoever answers chooses their own.</summary>
    public required string Language { get; set; }
    public required string Title { get; set; }
    public required Mode Mode { get; set; }
    /// <summary>Who plans it; the first answers for it.</summary>
    public required Guid[] Keepers { get; set; }
    /// <summary>The named few who read a confidential one.</summary>
    public Guid[] Readers { get; set; } = [];
    /// <summary>The units that are asked, each with all below it.</summary>
    public required Guid[] Units { get; set; }
    /// <summary>Whether there is room for a comment.</summary>
    public required bool AsksComment { get; set; }
    public required DateTimeOffset OpensAt { get; set; }
    public required DateTimeOffset ClosesAt { get; set; }
    /// <summary>The day by which everybody asked hears what came of it.</summary>
    public required DateOnly FeedbackOn { get; set; }
    /// <summary>The day on which it is talked about.</summary>
    public required DateOnly DialogueOn { get; set; }
    /// <summary>Comes again after so many weeks; null for once.</summary>
    public int? EveryWeeks { get; set; }
    public required DateTimeOffset BegunAt { get; init; }
    public DateTimeOffset? OpenedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    /// <summary>The questions, by name, as they were when it opened: an answer is told by its place.</summary>
    public string[] Questions { get; set; } = [];
    /// <summary>How many answers each of them has.</summary>
    public int[] Options { get; set; } = [];
    /// <summary>About how many minutes it takes, known when it opens: ten seconds to read a question and choose, five where there are but two answers, as on a list to tick, and one minute to write in.</summary>
    public int Minutes => (int)Math.Ceiling((Options.Sum(options => options > 2 ? 10 : 5) + (AsksComment ? 60 : 0)) / 60m);
    /// <summary>How many people are asked.</summary>
    public int Asked { get; set; }
    /// <summary>Its secret, while there is something in the box.</summary>
    public Guid? Key { get; set; }
    /// <summary>How many it takes before anything is told: those of the workplace when it opened, which were promised.</summary>
    public Organisation.Thresholds Thresholds { get; set; } = new();
    /// <summary>How many mailings have been written.</summary>
    public int Told { get; set; }
    /// <summary>How many answered, in all; known when it is closed.</summary>
    public int? Answered { get; set; }
    /// <summary>When its result was shown to all who were asked.</summary>
    public DateTimeOffset? ShownAt { get; set; }
    /// <summary>When everybody had been written to about that.</summary>
    public DateTimeOffset? ResultToldAt { get; set; }
    public DateTimeOffset? ClearedAt { get; set; }

    /// <summary>Who answers for it.</summary>
    public Guid Owner => Keepers[0];

    /// <summary>What a unit is called in what is told: the whole of several units is the same in every round of the series.</summary>
    public Guid InSeries(Guid unit) => unit == Id ? Series : unit;

    /// <summary>Whether everybody answers with their name, signed in, and no codes are made.</summary>
    public bool IsNamed => Mode != Mode.Anonymous;

    /// <summary>The fewest that can be asked.</summary>
    public int Least => IsNamed ? FewestNamed : Thresholds.Means;

    /// <summary>Whether it is still being planned.</summary>
    public bool IsPlanned => OpenedAt is null;

    /// <summary>Whether it takes answers at this moment. What is past its time is closed, though nobody has emptied the box yet.</summary>
    public bool IsOpen(DateTimeOffset now) => OpenedAt is not null && ClosedAt is null && now < ClosesAt;

    /// <summary>It is out.</summary>
    public CollectionEvent Open(IReadOnlyList<Asked> questions, int asked, Guid key, Guid? by, DateTimeOffset now)
    {
        (Questions, Options) = ([.. questions.Select(one => one.Question.Name)], [.. questions.Select(one => one.Question.Options.Count)]);
        (Asked, Key, OpenedAt) = (asked, key, now);
        return Happened(Moment.Opened, by, now);
    }

    /// <summary>It is over. Without names its secret is gone at once; with names it stays for the minute it takes until the box is counted.</summary>
    public CollectionEvent Close(int answered, Guid? by, DateTimeOffset now)
    {
        (Answered, Key, ClosedAt) = (answered, IsNamed ? Key : null, now);
        return Happened(Moment.Closed, by, now);
    }

    /// <summary>Everybody who was asked sees the result from now on.</summary>
    public CollectionEvent Show(Guid? by, DateTimeOffset now)
    {
        ShownAt = now;
        return Happened(Moment.Shown, by, now);
    }

    /// <summary>The next round: the same asking so many weeks later, at the same hour. What stood still for a while does not catch up by asking several times at once.</summary>
    public Collection Next(DateTimeOffset now)
    {
        var weeks = EveryWeeks ?? throw new InvalidOperationException("It is not repeated.");
        var days = 7 * weeks;
        while (Later(ClosesAt, days) <= now)
            days += 7 * weeks;
        return new()
        {
            Id = Data.Ids.New(), Series = Series, Round = Round + 1, Tool = Tool, Step = Step, ToolVersion = ToolVersion, Language = Language, Title = Title, Mode = Mode, Keepers = Keepers, Readers = Readers, Units = Units,
            AsksComment = AsksComment, OpensAt = Later(OpensAt, days), ClosesAt = Later(ClosesAt, days), FeedbackOn = FeedbackOn.AddDays(days), DialogueOn = DialogueOn.AddDays(days), EveryWeeks = EveryWeeks,
            BegunAt = now,
        };
    }

    /// <summary>A note of what happened to it.</summary>
    public CollectionEvent Happened(Moment what, Guid? by, DateTimeOffset now) => new() { Id = Data.Ids.New(), Collection = Id, What = what, Person = by, At = now };

    // By people's clocks: nine in the morning stays nine, whether the clocks were changed or not.
    private static DateTimeOffset Later(DateTimeOffset at, int days)
    {
        var local = Data.Clock.Local(at);
        return Data.Clock.At(DateOnly.FromDateTime(local.DateTime).AddDays(days), TimeOnly.FromDateTime(local.DateTime));
    }
}

/// <summary>Something that happened to a collection.</summary>
public sealed class CollectionEvent
{
    public required Guid Id { get; init; }
    public required Guid Collection { get; init; }
    public required Moment What { get; init; }
    /// <summary>Who did it; null for what happened by itself.</summary>
    public Guid? Person { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A unit as it was when the collection opened.</summary>
public sealed class CollectionUnit
{
    public required Guid Collection { get; init; }
    public required Guid Unit { get; init; }
    /// <summary>The unit above it among those asked.</summary>
    public Guid? Parent { get; init; }
    public required string Name { get; init; }
    /// <summary>Its place in the list: above before below, by name.</summary>
    public required int Position { get; init; }
    /// <summary>How many are asked in the unit itself.</summary>
    public required int Asked { get; init; }
    /// <summary>Too few to stand alone: counted as if they belonged to this unit above it.</summary>
    public Guid? CountedWith { get; init; }
}

/// <summary>Somebody who is asked, and where they are counted.</summary>
public sealed class AskedPerson
{
    public required Guid Collection { get; init; }
    public required Guid Person { get; init; }
    /// <summary>The unit they belong to.</summary>
    public required Guid Unit { get; init; }
    /// <summary>The unit they are counted in.</summary>
    public required Guid Base { get; init; }
}

/// <summary>Somebody a result is shown to: one of all who were asked.</summary>
public sealed class ShownTo
{
    public required Guid Collection { get; init; }
    public required Guid Person { get; init; }
}

/// <summary>Somebody's place in a collection with names: one of those asked in a unit, or whoever leads it.</summary>
public sealed class Chair
{
    public required Guid Collection { get; init; }
    public required Guid Person { get; init; }
    public required Guid Unit { get; init; }
    /// <summary>The unit their answer is counted in; none where there is nobody to be counted among.</summary>
    public Guid? Base { get; init; }
    public required bool Asked { get; init; }
    public required bool Leads { get; init; }
}
