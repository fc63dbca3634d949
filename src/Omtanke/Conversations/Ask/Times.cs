using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Conversations.Ask;

/// <summary>Times as somebody proposes them: up to three dates with a time of day, kept as they were typed.</summary>
public sealed class Times
{
    /// <summary>How many may be proposed at once.</summary>
    public const int Most = 3;

    private readonly (string Date, string Time)[] typed = new (string, string)[Most];

    private Times() { }

    /// <summary>What was typed, row by row.</summary>
    public IReadOnlyList<(string Date, string Time)> Typed => typed;

    /// <summary>What we suggest: the next two weekdays, one morning and one afternoon; first of all <paramref name="wished"/>, if that is still to come.</summary>
    public static Times Suggested(DateOnly today, DateTimeOffset? wished = null, DateTimeOffset now = default)
    {
        var first = Workdays.From(today.AddDays(1));
        var second = Workdays.From(first.AddDays(1));
        var times = new Times { typed = { [0] = Row(first, new(10, 0)), [1] = Row(second, new(14, 0)), [2] = ("", "") } };
        if (wished is { } at && at > now)
            (times.typed[0], times.typed[1]) = (Row(Clock.Day(at), TimeOnly.FromDateTime(Clock.Local(at).DateTime)), ("", ""));
        return times;
    }

    /// <summary>As a form sent them: <c>date1</c>, <c>time1</c> …</summary>
    public static Times From(Posted form)
    {
        var times = new Times();
        for (var row = 0; row < Most; row++)
            times.typed[row] = (Text(form, "date", row), Text(form, "time", row));
        return times;
    }

    /// <summary>The moments meant, in order; what is wrong goes into <paramref name="errors"/>, each at its field.</summary>
    public IReadOnlyList<DateTimeOffset> Judge(Errors errors, DateTimeOffset now)
    {
        var meant = new List<DateTimeOffset>();
        for (var row = 0; row < Most; row++)
        {
            var ((typedDate, typedTime), date, time) = (typed[row], $"date{row + 1}", $"time{row + 1}");
            if (typedDate.Length == 0 && typedTime.Length == 0)
                continue;
            var (dated, timed) = (Dates.Read(typedDate, out var day), Dates.ReadHour(typedTime, out var hour));
            errors.AddWhen(!dated, date, typedDate.Length == 0 ? "conversations.ask.error.date-missing" : "conversations.ask.error.date-wrong");
            errors.AddWhen(!timed, time, typedTime.Length == 0 ? "conversations.ask.error.time-missing" : "conversations.ask.error.time-wrong");
            if (!dated || !timed)
                continue;
            var at = Clock.At(day, hour);
            errors.AddWhen(at <= now, Clock.Day(now) == day ? time : date, "conversations.ask.error.past");
            errors.AddWhen(at >= now + Conversation.Ahead, date, "conversations.ask.error.far");
            errors.AddWhen(meant.Contains(at), date, "conversations.ask.error.twice");
            meant.Add(at);
        }
        errors.AddWhen(typed.All(row => row is ("", "")), "date1", "conversations.ask.error.no-time");
        return [.. meant.Order()];
    }

    private static (string, string) Row(DateOnly day, TimeOnly time) =>
        (Dates.Write(day), Dates.Write(time));

    private static string Text(Posted form, string name, int row) => form[$"{name}{row + 1}"];
}
