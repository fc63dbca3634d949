using Omtanke.Actions;
using Omtanke.Data;

namespace Omtanke.Assessments.Apv;

/// <summary>Who takes part in it all the way.</summary>
public enum TakingPart
{
    /// <summary>The working-environment organisation.</summary>
    Organisation,
    /// <summary>The staff, where there is no such organisation.</summary>
    Staff,
    /// <summary>Some leaders, for themselves: a leader-APV. It does not by itself meet the workplace's duty.</summary>
    Leaders,
}

/// <summary>How leaders go about theirs.</summary>
public enum Method
{
    /// <summary>By form: what wears, what can wait, what carries (L13).</summary>
    Form,
    /// <summary>By the wheel: what happens when one thrives (L14).</summary>
    Wheel,
}

/// <summary>What may happen to it.</summary>
public enum Moment
{
    Begun,
    ChangeTakenUp,
    SourceAdded,
    ProblemFound,
    ProblemChanged,
    ProblemOut,
    ProblemBack,
    AbsenceTaken,
    // What happened to an action stands in its own history. Some of what happened before they had one could not be told to be of one of them, and stands here.
    ActionPlanned,
    ActionChanged,
    ActionOut,
    ActionBack,
    ActionTold,
    TookPart,
    KeeperCame,
    KeeperLeft,
    LeaderCame,
    LeaderLeft,
    Closed,
    Reopened,
}

/// <summary>
/// A workplace assessment (APV) of some units: uncover and assess, sickness absence, plan, follow up. Everybody at the workplace reads it; those who keep it write.
/// </summary>
public sealed class Assessment
{
    /// <summary>How long a title may be.</summary>
    public const int LongestTitle = 150;

    /// <summary>How long one of its texts may be.</summary>
    public const int Longest = 500;

    /// <summary>How long before a topic is due again it is said.</summary>
    public const int SoonMonths = 6;

    public required Guid Id { get; init; }
    public required string Title { get; set; }
    /// <summary>The language it is written in.</summary>
    public required string Language { get; init; }
    /// <summary>The units it is about, each with all below it; none where it is about some leaders.</summary>
    public required Guid[] Units { get; init; }
    public required TakingPart Part { get; set; }
    /// <summary>Who keeps it, in the order they came.</summary>
    public required Guid[] Keepers { get; set; }
    public required DateTimeOffset BegunAt { get; init; }
    public DateTimeOffset? ClosedAt { get; set; }
    /// <summary>How the leaders go about it.</summary>
    public Method? Method { get; set; }
    /// <summary>The day by which each of them has thought about it alone.</summary>
    public DateOnly? AloneBy { get; set; }
    /// <summary>The day they meet.</summary>
    public DateOnly? MeetOn { get; set; }

    /// <summary>Whether it is some leaders' own.</summary>
    public bool IsForLeaders => Part == TakingPart.Leaders;

    /// <summary>The day by which leaders take theirs up again: a year after it was closed, and while it goes on a year after it was begun.</summary>
    public DateOnly? AgainOn => IsForLeaders ? Clock.Day(ClosedAt ?? BegunAt).AddYears(1) : null;

    /// <summary>Whether some of the same leaders have begun this one since: then it is the one that counts.</summary>
    public bool IsFollowedBy(Assessment later) => later.IsForLeaders && later.BegunAt > (ClosedAt ?? BegunAt) && later.Keepers.Intersect(Keepers).Any();

    /// <summary>The word for that nobody has taken part yet; in one that is over nobody is asked to.</summary>
    public string NobodyYet => IsClosed ? "apv.together.none-closed" : Part switch { TakingPart.Organisation => "apv.together.none", TakingPart.Staff => "apv.together.none-staff", TakingPart.Leaders => "apv.together.none-leaders" };

    /// <summary>Whether it is over, and its topics' clocks run.</summary>
    public bool IsClosed => ClosedAt is not null;

    /// <summary>Something of it happened.</summary>
    public Event Happened(Moment what, Guid? by, DateTimeOffset now, string about = "") =>
        new() { Id = Ids.New(), Apv = Id, What = what, About = about.Length > 200 ? about[..199] + "…" : about, Person = by, At = now };

    /// <summary>What is to be done about one of its problems: in the open plan, as everything in an assessment is.</summary>
    public PlannedAction Plan(Problem problem, Guid id, int position, string what, DateTimeOffset now) => new()
    {
        Id = id, Origin = Origin.Apv, OriginId = Id, OriginName = Title, Part = problem.Id, Position = position, Issue = problem.What, Severity = problem.Severity, Extent = problem.Extent,
        What = what, Language = Language, Units = Units, Shown = Shown.Workplace, MadeAt = now,
    };

    /// <summary>It is over: every problem has its answer, and each topic is examined from that day.</summary>
    public Event Close(IEnumerable<Topic> topics, Guid by, DateTimeOffset now)
    {
        ClosedAt = now;
        foreach (var topic in topics)
            topic.ExaminedOn = Clock.Day(now);
        return Happened(Moment.Closed, by, now);
    }

    /// <summary>It goes on after all; the topics' clocks stand again where they stood.</summary>
    public Event Reopen(IEnumerable<Topic> topics, Guid by, DateTimeOffset now)
    {
        ClosedAt = null;
        foreach (var topic in topics)
            topic.ExaminedOn = null;
        return Happened(Moment.Reopened, by, now);
    }

    /// <summary>Somebody more keeps it.</summary>
    public Event TakeIn(Guid person, string name, Guid by, DateTimeOffset now)
    {
        Keepers = [.. Keepers, person];
        return Happened(Moment.KeeperCame, by, now, name);
    }

    /// <summary>Somebody keeps it no longer; one always does.</summary>
    public Event LetGo(Guid person, string name, Guid by, DateTimeOffset now)
    {
        Keepers = [.. Keepers.Where(keeper => keeper != person)];
        return Happened(Moment.KeeperLeft, by, now, name);
    }
}

/// <summary>Something that happened to it, who did it, and what it was about.</summary>
public sealed class Event
{
    public required Guid Id { get; init; }
    public required Guid Apv { get; init; }
    public required Moment What { get; init; }
    public required string About { get; init; }
    public Guid? Person { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Something it looks at: one of ours by its key, or one of the workplace's own by its name.</summary>
public sealed class Topic
{
    /// <summary>Conditions of the mind: the themes of the executive order on the psychosocial working environment.</summary>
    public static readonly IReadOnlyList<string> OfTheMind = ["workload", "demands", "emotional", "offensive", "violence", "violence-outside"];

    /// <summary>Conditions of body and place.</summary>
    public static readonly IReadOnlyList<string> OfThePlace = ["body", "accidents", "indoor", "noise", "substances", "layout"];

    /// <summary>All of ours.</summary>
    public static readonly IReadOnlyList<string> Ours = [.. OfTheMind, .. OfThePlace];

    public const int LongestName = 100;

    public required Guid Id { get; init; }
    public required Guid Apv { get; init; }
    public required int Position { get; init; }
    /// <summary>One of <see cref="Ours"/>; empty for one of the workplace's own.</summary>
    public required string Key { get; init; }
    public required string Name { get; init; }
    /// <summary>The day its assessment was over.</summary>
    public DateOnly? ExaminedOn { get; set; }

    /// <summary>Whether it is the one with this key, or with this name.</summary>
    public bool IsCalled((string Key, string Name) touched) => Key == touched.Key && string.Equals(Name, touched.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>What tells the same topic again in another assessment.</summary>
    public string Same => Key.Length > 0 ? Key : Name.Trim().ToLowerInvariant();

    /// <summary>What it is called.</summary>
    public string In(Web.Visit visit) => In(visit.Words);

    /// <inheritdoc cref="In(Web.Visit)"/>
    public string In(Content.Words words) => Key.Length > 0 ? words[$"apv.topic.{Key}"] : Name;
}
