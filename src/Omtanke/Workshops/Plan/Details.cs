using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Workshops.Plan;

/// <summary>What is settled beforehand: what it is called, for whom, when, where, with which devices, who sits apart, and how long single texts are kept.</summary>
public sealed record Details(string Title, string ForWhom, string Place, DateTimeOffset At, Devices Devices, bool Apart, int Days)
{
    /// <summary>How long single texts are kept, unless somebody wants it otherwise.</summary>
    public const int UsualDays = 30;

    /// <summary>The details of a workshop as they are.</summary>
    public static Details Of(Workshop workshop) => new(workshop.Title, workshop.ForWhom, workshop.Place, workshop.PlannedAt, workshop.Devices, workshop.Apart, workshop.Days);

    /// <summary>As a form has them; what is wrong goes into it.</summary>
    /// <param name="typed">The form.</param>
    /// <param name="before">How they were; null for a new workshop.</param>
    /// <param name="promised">Whether somebody has joined: then nothing is kept for longer than they were told.</param>
    /// <param name="now">The time.</param>
    public static Details Read(Typed typed, Details? before, bool promised, DateTimeOffset now)
    {
        var details = new Details(
            typed.Line("title", Workshop.LongestLine, "workshops.plan.errors.title"), typed.Line("who", Workshop.LongestLine), typed.Line("place", Workshop.LongestLine), When(typed, before, now),
            typed.One("devices", Enum.GetValues<Devices>(), "workshops.plan.errors.devices"), typed.Has("apart"), typed.Number("days", 0, 365, "workshops.plan.errors.days"));
        if (promised && before is not null)
            typed.Errors.AddWhen(details.Days > before.Days, "days", "workshops.plan.errors.days-promised");
        return details;
    }

    /// <summary>Writes them into the workshop.</summary>
    public void Into(Workshop workshop) =>
        (workshop.Title, workshop.ForWhom, workshop.Place, workshop.PlannedAt, workshop.Devices, workshop.Apart, workshop.Days) = (Title, ForWhom, Place, At, Devices, Apart, Days);

    /// <summary>What two who change them at once are told apart by.</summary>
    public string Seen => Mark.Of([Title, ForWhom, Place, At.UtcTicks, Devices, Apart, Days]);

    // A day that stood there already may be past: the rest of the form can still be mended.
    private static DateTimeOffset When(Typed typed, Details? before, DateTimeOffset now)
    {
        var (dated, timed) = (Dates.Read(typed["date"], out var day), Dates.ReadHour(typed["time"], out var hour));
        typed.Errors.AddWhen(!dated, "date", "workshops.plan.errors.date");
        typed.Errors.AddWhen(!timed, "time", "workshops.plan.errors.time");
        if (!dated || !timed)
            return default;
        var (at, today) = (Clock.At(day, hour), Clock.Day(now));
        typed.Errors.AddWhen(at != before?.At && day < today, "date", "workshops.plan.errors.date-past");
        typed.Errors.AddWhen(day > today.AddYears(2), "date", "workshops.plan.errors.date-far");
        return at;
    }
}
