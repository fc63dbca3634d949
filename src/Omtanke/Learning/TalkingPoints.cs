using Omtanke.Content;
using Omtanke.Insight;

namespace Omtanke.Learning;

/// <summary>What to talk about at the next meeting: open questions made of what is there. Each rule finds something or nothing; the words of each stand with the interface's.</summary>
public static class TalkingPoints
{
    /// <summary>How many a meeting has time for.</summary>
    public const int Many = 3;

    // A tenth of the way from lowest to highest.
    private const decimal Moved = .1m;

    /// <summary>The rules, the most pressing first; the last ones always have something to ask.</summary>
    private static readonly Func<Learned, Words, string?>[] Rules =
    [
        (learned, words) => Farthest(learned) is var (line, before, now) ? words.With("learning.talk.moved", ("theme", line), ("before", before), ("now", now)) : null,
        (learned, words) => learned.Deeds.Late > 0 ? words.Count("learning.talk.late", learned.Deeds.Late) : null,
        (learned, words) => Highest(learned) is { } line && line != Farthest(learned)?.Line ? words.With("learning.talk.highest", ("theme", line)) : null,
        (learned, words) => learned.Lesson.Courses.Count == 0 ? words["learning.talk.not-asked"] : null,
        (learned, words) => learned.Reasons.Count > 0 ? words["learning.talk.hidden"] : null,
        (learned, words) => learned.Deeds.Done > 0 && learned.Lesson.Deeds.Any(deeds => deeds is { Done: > 0, Effect: null }) ? words.Count("learning.talk.effect", learned.Lesson.Deeds.Where(deeds => deeds.Effect is null).Sum(deeds => deeds.Done)) : null,
        (learned, words) => learned.Due.Count > 0 ? words.Count("learning.talk.due", learned.Due.Count) : null,
        (learned, words) => learned is { IsWhole: true, IsLatest: true, Lesson.Papers.Count: 0 } ? words["learning.talk.no-papers"] : null,
        (_, words) => words["learning.talk.heard"],
        (_, words) => words["learning.talk.one-thing"],
        (_, words) => words["learning.talk.next"],
    ];

    /// <inheritdoc cref="TalkingPoints"/>
    public static IReadOnlyList<string> Of(Learned learned, Words words) => [.. Rules.Select(rule => rule(learned, words)).OfType<string>().Take(Many)];

    // What has moved farthest since the time before, of all that was told both times.
    private static (string Line, string Before, string Now)? Farthest(Learned learned) =>
        learned.Lesson.Courses.SelectMany(course => course.Lines).Where(line => line.Marks.Count > 1)
            .Select(line => (line.Title, Before: line.Marks[^2], Now: line.Marks[^1])).Where(one => one.Before.Share is not null && one.Now.Share is not null)
            .Select(one => (one.Title, one.Before, one.Now, Far: Math.Abs(one.Now.Share!.Value - one.Before.Share!.Value)))
            .Where(one => one.Far >= Moved).OrderByDescending(one => one.Far).Select(one => ((string, string, string)?)(one.Title, one.Before.Told, one.Now.Told)).FirstOrDefault();

    // The theme that stands out in what was asked last; none where two are alike. Of themes, never of units.
    private static string? Highest(Learned learned) =>
        learned.Lesson.Courses.Select(course => course.Lines.Where(line => line is { Meaning: not null, Marks: [.., { Share: not null }] }).OrderByDescending(line => line.Marks[^1].Share).ToList())
            .Where(lines => lines.Count > 1 && lines[0].Marks[^1].Share > lines[1].Marks[^1].Share).Select(lines => lines[0].Title).FirstOrDefault();
}
