using Omtanke.Data;

namespace Omtanke.Assessments.Letters;

/// <summary>When those who are asked are written to: when it opens, and on the third and the seventh day after, or the first working day from then, everybody alike, whether they have answered or not.</summary>
public static class Mailings
{
    private static readonly int[] Days = [3, 7];

    /// <summary>The days on which everybody is reminded: only while there is still a day left to answer.</summary>
    public static IReadOnlyList<DateOnly> RemindersOf(Collection collection)
    {
        var (opens, closes) = (Clock.Day(collection.OpenedAt ?? collection.OpensAt), Clock.Day(collection.ClosesAt));
        return [.. Days.Select(days => Workdays.From(opens.AddDays(days))).Distinct().Where(day => day < closes)];
    }

    /// <summary>How many mailings should have been written by now: the invitation, and each reminder from nine on its morning, while people are at work.</summary>
    public static int DueOf(Collection collection, DateTimeOffset now) =>
        collection.IsOpen(now) ? 1 + RemindersOf(collection).Count(day => Morning.AtWork(now) is { } today && day <= today) : 0;
}
