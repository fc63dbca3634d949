namespace Omtanke.Data;

/// <summary>Nobody is written to by night: what is due on a day is due at nine on people's clocks, in summer and in winter.</summary>
public static class Morning
{
    private static readonly TimeOnly Nine = new(9, 0), Five = new(17, 0);

    /// <summary>The day whose letters may be written now; null while it is too early.</summary>
    public static DateOnly? Of(DateTimeOffset now) =>
        Clock.Day(now) is var day && Clock.At(day, Nine) <= now ? day : null;

    /// <summary>The day, while people are at work: a working day from nine to five on their clocks; null otherwise.</summary>
    public static DateOnly? AtWork(DateTimeOffset now) => Of(now) is { } day && Workdays.Is(day) && now < Clock.At(day, Five) ? day : null;

    /// <summary>The working day on which a letter leaves that is written now, where it leaves only while people are at work: today until five, else the next one.</summary>
    public static DateOnly NextAtWork(DateTimeOffset now) => Clock.Day(now) is var day && now < Clock.At(day, Five) ? Workdays.From(day) : Workdays.From(day.AddDays(1));

    /// <summary>When people begin their day.</summary>
    public static DateTimeOffset Begins(DateOnly day) => Clock.At(day, Nine);

    /// <summary>The moment the next working day ends. Of a meeting people are reminded on the last working day before it: of all that begins until then, today.</summary>
    public static DateTimeOffset NextEnds(DateOnly today) => Start(Workdays.From(today.AddDays(1)).AddDays(1));

    /// <summary>The Monday of a day's week.</summary>
    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>The moment a day begins.</summary>
    public static DateTimeOffset Start(DateOnly day) => Clock.At(day, TimeOnly.MinValue);
}
