namespace Omtanke.Data;

/// <summary>Nobody is written to by night: what is due on a day is due at nine on people's clocks, in summer and in winter.</summary>
public static class Morning
{
    private static readonly TimeOnly Nine = new(9, 0);

    /// <summary>The day whose letters may be written now; null while it is too early.</summary>
    public static DateOnly? Of(DateTimeOffset now) =>
        Clock.Day(now) is var day && Clock.At(day, Nine) <= now ? day : null;

    /// <summary>The moment a day begins.</summary>
    public static DateTimeOffset Start(DateOnly day) => Clock.At(day, TimeOnly.MinValue);
}
