using Omtanke.Insight;
using Omtanke.Organisation;

namespace Omtanke.Learning;

/// <summary>What a year has given to learn from. The page, the report in Word and the table to take along are made of this and of nothing else.</summary>
/// <param name="Seen">Which year, and where.</param>
/// <param name="Workplace">What the workplace is called.</param>
/// <param name="Years">The years there are, the latest first.</param>
/// <param name="Groups">The groups of units there are, above before below.</param>
/// <param name="Lesson">What the rooms gave.</param>
/// <param name="Counts">Bare counts of the years that are over, the latest first.</param>
public sealed record Learned(YearSeen Seen, string Workplace, IReadOnlyList<int> Years, IReadOnlyList<(Unit Unit, int Depth)> Groups, Lesson Lesson, IReadOnlyList<YearCount> Counts)
{
    /// <summary>The group looked at; none is the whole workplace.</summary>
    public Unit? Unit => Seen.Unit is { } unit ? Seen.Tree[unit] : null;

    /// <summary>The whole workplace is looked at.</summary>
    public bool IsWhole => Seen.Unit is null;

    /// <summary>It is the latest year there is.</summary>
    public bool IsLatest => Seen.Year == Years[0];

    /// <summary>What was agreed, from everywhere.</summary>
    public Deeds Deeds => Deeds.Of(Lesson.Deeds);

    /// <summary>How often something was held.</summary>
    public int Times(string what) => Lesson.Held.Where(held => held.What == what).Sum(held => held.Times);

    /// <summary>The counts of one thing, the latest year first.</summary>
    public IReadOnlyList<YearCount> CountsOf(string what) => IsWhole ? [.. Counts.Where(count => count.What == what)] : [];

    /// <summary>The counts of cases of early intervention, the latest year first; none where there has been no year with enough of them, as where the workplace has no such team.</summary>
    public IReadOnlyList<YearCount> Cases => CountsOf("cases") is var counts && counts.Any(count => count.Told is not null) ? counts : [];

    /// <summary>What is to be read again by now.</summary>
    public IReadOnlyList<Paper> Due => [.. Lesson.Papers.Where(paper => paper.ReviewOn <= Seen.Today)];

    /// <summary>Why something is hidden, each reason once.</summary>
    public IReadOnlyList<Hidden> Reasons => [.. Lesson.Courses.SelectMany(course => course.Reasons).Distinct().Order()];

    /// <summary>Nothing at all yet.</summary>
    public bool IsEmpty => Lesson.Courses.Count == 0 && Lesson.Deeds.Count == 0 && Lesson.Papers.Count == 0 && Lesson.Held.All(held => held.Times == 0) && Counts.All(count => count.Told is null);
}
