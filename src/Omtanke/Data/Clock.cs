namespace Omtanke.Data;

/// <summary>
/// The time, which a demo and a test may move forward. Stored times are UTC; people see Europe/Copenhagen.
/// </summary>
public sealed class Clock : TimeProvider
{
    private long offsetTicks;

    /// <summary>The zone people live in.</summary>
    public static readonly TimeZoneInfo Copenhagen = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref offsetTicks));

    /// <summary>How far this clock stands ahead of the machine's.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));
        set => Interlocked.Exchange(ref offsetTicks, value.Ticks);
    }

    /// <summary>The same moment as people's clocks show it.</summary>
    public static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Copenhagen);

    /// <summary>The date on people's calendars at this moment.</summary>
    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    /// <summary>A date and time as somebody typed it, as a moment in UTC. A time that the clocks jump over in spring is moved to the next that exists; one that comes twice in autumn means the first.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (Copenhagen.IsInvalidTime(local))
            local = local.AddHours(1);
        var offset = Copenhagen.IsAmbiguousTime(local) ? Copenhagen.GetAmbiguousTimeOffsets(local).Max() : Copenhagen.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
