using System.Globalization;
using Omtanke.Conversations.Ask;
using Omtanke.Web;

namespace Omtanke.Conversations.Agree;

/// <summary>An agreement as typed.</summary>
public sealed record TypedAgreement(string What, string Who, string Due)
{
    /// <summary>The longest agreement.</summary>
    public const int Longest = 1000;

    /// <summary>Nothing yet.</summary>
    public static readonly TypedAgreement Blank = new("", "", "");

    /// <summary>As a form sent it.</summary>
    public static TypedAgreement From(Posted form) => new(form["what"].ReplaceLineEndings("\n"), form["who"], form["due"]);

    /// <summary>As it stands now.</summary>
    public static TypedAgreement Of(Point point) => new(point.What, point.Agreement.Who.ToString(), point.Agreement.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Whether this says the same.</summary>
    public bool Says(string what, Doer who, DateOnly dueOn) => What == what && Who == who.ToString() && Dates.Read(Due, out var day) && day == dueOn;

    /// <summary>Who and when are meant; what is wrong goes into <paramref name="errors"/>, each at its field.</summary>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="today">Today.</param>
    /// <param name="before">The date that stood there: one that has passed meanwhile need not be changed along with the words.</param>
    public (Doer Who, DateOnly DueOn) Judge(Errors errors, DateOnly today, DateOnly? before = null)
    {
        errors.AddWhen(What.Length == 0, "what", "conversations.agree.error.what-missing");
        errors.AddWhen(What.Length > Longest, "what", "conversations.agree.error.what-long");
        var chosen = Enum.GetValues<Doer>().Where(doer => doer.ToString() == Who).ToList();
        errors.AddWhen(chosen.Count == 0, "who", "conversations.agree.error.who-missing");
        if (!Dates.Read(Due, out var day))
            errors.Add("due", Due.Length == 0 ? "conversations.agree.error.due-missing" : "conversations.ask.error.date-wrong");
        else if (day != before)
        {
            errors.AddWhen(day < today, "due", "conversations.agree.error.due-past");
            errors.AddWhen(day > today.AddYears(2), "due", "conversations.agree.error.due-far");
        }
        return (chosen.FirstOrDefault(), day);
    }
}

/// <summary>The next talk as typed: a date and a time, or nothing.</summary>
public sealed record TypedTalk(string Date, string Time)
{
    /// <summary>As a form sent it.</summary>
    public static TypedTalk From(Posted form) => new(form["date"], form["time"]);

    /// <summary>As it stands now.</summary>
    public static TypedTalk Of(DateTimeOffset? at) => at is { } moment
        ? new(Data.Clock.Local(moment).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Data.Clock.Local(moment).ToString("HH:mm", CultureInfo.InvariantCulture))
        : new("", "");

    /// <summary>The moment meant; none when nothing was typed.</summary>
    public DateTimeOffset? Judge(Errors errors, DateTimeOffset now)
    {
        if (Date.Length == 0 && Time.Length == 0)
            return null;
        var (dated, timed) = (Dates.Read(Date, out var day), Dates.ReadHour(Time, out var hour));
        errors.AddWhen(!dated, "date", Date.Length == 0 ? "conversations.ask.error.date-missing" : "conversations.ask.error.date-wrong");
        errors.AddWhen(!timed, "time", Time.Length == 0 ? "conversations.ask.error.time-missing" : "conversations.ask.error.time-wrong");
        if (!dated || !timed)
            return null;
        var at = Data.Clock.At(day, hour);
        errors.AddWhen(at <= now, Data.Clock.Day(now) == day ? "time" : "date", "conversations.ask.error.past");
        errors.AddWhen(at >= now + Conversation.Ahead, "date", "conversations.ask.error.far");
        return at;
    }
}
