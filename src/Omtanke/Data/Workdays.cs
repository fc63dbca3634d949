namespace Omtanke.Data;

/// <summary>
/// The days people are at work in Denmark: Monday to Friday without the public holidays. Pure, for any year of the calendar.
/// </summary>
public static class Workdays
{
    // From Easter Sunday: skærtorsdag, langfredag, 2. påskedag, Kristi himmelfartsdag, 2. pinsedag; påskedag and pinsedag are Sundays anyway.
    // Store bededag, the fourth Friday after Easter, has been a working day since 2024 (lov nr. 214 af 6. marts 2023).
    private static readonly int[] FromEaster = [-3, -2, 1, 39, 50];

    // Nytårsdag, juledag, 2. juledag. Grundlovsdag, juleaftensdag and nytårsaftensdag are no public holidays, but most workplaces are closed, and whoever is at work can wait a day for a letter: they count with them.
    private static readonly (int Month, int Day)[] EveryYear = [(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)];

    /// <summary>Whether it is one.</summary>
    public static bool Is(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !EveryYear.Contains((day.Month, day.Day)) && !FromEaster.Contains(day.DayNumber - Easter(day.Year).DayNumber);

    /// <summary>The first one from a day on, that day included.</summary>
    public static DateOnly From(DateOnly day)
    {
        while (!Is(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>The last one before a day.</summary>
    public static DateOnly Before(DateOnly day)
    {
        do
            day = day.AddDays(-1);
        while (!Is(day));
        return day;
    }

    /// <summary>Easter Sunday of a year: the Sunday after the first full moon of spring, by the rule of the Gregorian calendar.</summary>
    public static DateOnly Easter(int year)
    {
        var (century, golden) = (year / 100, year % 19);
        // The age of the moon, put right for the leap days left out and for its own drift.
        var moon = (century - (century / 4) - (((8 * century) + 13) / 25) + (19 * golden) + 15) % 30;
        moon -= moon / 28 * (1 - (moon / 28 * (29 / (moon + 1)) * ((21 - golden) / 11)));
        var weekday = (year + (year / 4) + moon + 2 - century + (century / 4)) % 7;
        return new DateOnly(year, 3, 28).AddDays(moon - weekday);
    }
}
