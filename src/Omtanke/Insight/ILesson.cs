using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Insight;

/// <summary>
/// The hatch through which each room tells what the whole workplace may learn of a year: figures that are released already, and how far what was agreed is. No text anybody wrote, no name, and nothing that ranks units.
/// </summary>
public interface ILesson
{
    /// <summary>What a year gives to learn from. Runs inside the visitor's own transaction. All rooms ask in the same round trips: it only asks, and changes nothing.</summary>
    Task<Lesson> Of(YearSeen seen, CancellationToken stop);
}

/// <summary>Which year is looked at, and where.</summary>
/// <param name="Year">The year.</param>
/// <param name="Unit">The group of units; none is the whole workplace.</param>
/// <param name="Groups">The groups there are (<see cref="UnitGroups"/>): what was asked of smaller units alone is theirs.</param>
/// <param name="Tree">All units as they are today.</param>
/// <param name="Now">This moment.</param>
public sealed record YearSeen(int Year, Guid? Unit, IReadOnlyCollection<Guid> Groups, UnitTree Tree, DateTimeOffset Now)
{
    /// <summary>When it begins.</summary>
    public DateTimeOffset From => Clock.At(new(Year, 1, 1), TimeOnly.MinValue);

    /// <summary>When it is over.</summary>
    public DateTimeOffset Until => Clock.At(new(Year + 1, 1, 1), TimeOnly.MinValue);

    /// <summary>Whether it is over.</summary>
    public bool IsOver => Now >= Until;

    /// <summary>Today.</summary>
    public DateOnly Today => Clock.Day(Now);
}

/// <summary>What a room gives to learn from.</summary>
public sealed record Lesson
{
    /// <summary>Nothing.</summary>
    public static readonly Lesson None = new();

    /// <summary>What was asked, and how it went from round to round.</summary>
    public IReadOnlyList<Course> Courses { get; init; } = [];

    /// <summary>What was agreed, and how far it is.</summary>
    public IReadOnlyList<Deeds> Deeds { get; init; } = [];

    /// <summary>What people did together, and how often: of the whole workplace only.</summary>
    public IReadOnlyList<Held> Held { get; init; } = [];

    /// <summary>What holds for everybody.</summary>
    public IReadOnlyList<Paper> Papers { get; init; } = [];
}

/// <summary>Something that was asked, from round to round; in the visitor's language.</summary>
/// <param name="Title">What the collection is called.</param>
/// <param name="Language">The language of the title.</param>
/// <param name="Subject">What was asked.</param>
/// <param name="Who">Which units.</param>
/// <param name="Scale">What its numbers mean.</param>
/// <param name="Rounds">When, the first first.</param>
/// <param name="Lines">What is told in one number each.</param>
public sealed record Course(string Title, string Language, string Subject, string Who, string Scale, IReadOnlyList<CourseRound> Rounds, IReadOnlyList<CourseLine> Lines)
{
    /// <summary>How its number is told (a word key with <c>n</c> and <c>day</c>): as people who answered, where nothing else is counted.</summary>
    public string Counted { get; init; } = "learning.answered";

    /// <summary>Why something of it is hidden, each reason once.</summary>
    public IEnumerable<Hidden> Reasons => Rounds.Select(round => round.Why).Concat(Lines.SelectMany(line => line.Marks.Select(mark => mark.Why))).OfType<Hidden>().Distinct().Order();
}

/// <summary>One round of it.</summary>
/// <param name="ClosedOn">The day it closed.</param>
/// <param name="People">How many answered; none where that is hidden.</param>
/// <param name="Why">Why all of it is hidden.</param>
public sealed record CourseRound(DateOnly ClosedOn, Count? People, Hidden? Why);

/// <summary>A theme, or one answer of several.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Meaning">What a high number means; none where the title says it.</param>
/// <param name="Colour">Its colour, where it has one.</param>
/// <param name="Marks">One for each round.</param>
public sealed record CourseLine(string Title, string? Meaning, string? Colour, IReadOnlyList<Mark> Marks);

/// <summary>What is told of a theme in one round.</summary>
/// <param name="Share">Where it lies between the lowest there could be and the highest, from 0 to 1; none where nothing is told.</param>
/// <param name="Told">The number as it is written.</param>
/// <param name="Why">Why there is none; no reason either where it was not asked.</param>
/// <param name="Partly">Something of it is hidden: the number is of the rest.</param>
public sealed record Mark(decimal? Share, string Told, Hidden? Why, bool Partly = false);

/// <summary>What was agreed in the year, and how far it is today.</summary>
/// <param name="From">Where it was agreed: <c>workshops</c>, <c>apv</c>.</param>
/// <param name="Done">What is done.</param>
/// <param name="UnderWay">What is not, and has its time still.</param>
/// <param name="Late">What is not, and its day is over.</param>
/// <param name="Effect">What was seen of those that were looked at afterwards; none where nobody looks in a way that is kept.</param>
public sealed record Deeds(string From, int Done, int UnderWay, int Late, Effect? Effect = null)
{
    /// <summary>All of it.</summary>
    public int All => Done + UnderWay + Late;

    /// <summary>Several sources as one.</summary>
    public static Deeds Of(IEnumerable<Deeds> all) => all.Aggregate(new Deeds("", 0, 0, 0), (sum, one) => new("", sum.Done + one.Done, sum.UnderWay + one.UnderWay, sum.Late + one.Late));
}

/// <summary>Whether what was done made the difference it was meant to.</summary>
public sealed record Effect(int Helped, int Partly, int Not);

/// <summary>Something people did together.</summary>
/// <param name="What">One word: <c>workshops</c>.</param>
/// <param name="Times">How often.</param>
public sealed record Held(string What, int Times);

/// <summary>Something that holds for everybody, and that everybody may read.</summary>
/// <param name="PublishedOn">The day it was published.</param>
/// <param name="ReviewOn">The day it is read again at the latest.</param>
public sealed record Paper(string Title, string Language, string Address, DateOnly PublishedOn, DateOnly ReviewOn);
