namespace Omtanke.Year;

/// <summary>Which days something may be laid on. What the law asks for may be done earlier than its last day, not later.</summary>
public static class Limits
{
    /// <summary>How long before a legal date it is said for the first and the last time.</summary>
    public const int FirstMonths = 6, LastMonths = 2;

    // When the last day has passed already, it is made good soon.
    private const int CatchUpMonths = 3;

    /// <summary>The last day it may be planned for; null where any will do.</summary>
    public static DateOnly? Last(DateOnly? legal, DateOnly today) => legal is not { } day ? null : day >= today ? day : today.AddMonths(CatchUpMonths);

    /// <summary>The word for what is wrong with planning it for a day; null when nothing is.</summary>
    public static string? Wrong(DateOnly day, DateOnly? legal, DateOnly today) =>
        day < today ? "year.errors.past" : day > Last(legal, today) ? "year.errors.law" : day.Year > today.Year + Turn.Ahead ? "year.errors.far" : null;

    /// <summary>
    /// Where a thing comes to lie that is moved to a month: on the same day of it, or its last where it is shorter; not before today in this month, nor after the last legal day in that one's.
    /// </summary>
    public static DateOnly InMonth(DateOnly day, int year, int month, DateOnly? legal, DateOnly today)
    {
        var there = new DateOnly(year, month, Math.Min(day.Day, DateTime.DaysInMonth(year, month)));
        if (there < today && IsSameMonth(there, today))
            there = today;
        return Last(legal, today) is { } last && there > last && IsSameMonth(there, last) ? last : there;
    }

    /// <summary>How many months before it something is to be said of a legal date: six, then two; null while it is far, and when it has passed.</summary>
    public static int? Notice(DateOnly legal, DateOnly today) =>
        legal < today ? null : legal <= today.AddMonths(LastMonths) ? LastMonths : legal <= today.AddMonths(FirstMonths) ? FirstMonths : null;

    private static bool IsSameMonth(DateOnly one, DateOnly other) => (one.Year, one.Month) == (other.Year, other.Month);
}
