using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Meetings.Letters;
using Omtanke.Meetings.Meet;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Meetings.Find;

/// <summary>Other times for a meeting. Those that stay keep their answers; a time that was set no longer holds, and calendars are told.</summary>
public sealed partial class TimesPage
{
    [Parameter, EditorRequired] public required Series Series { get; set; }
    [Parameter, EditorRequired] public required Meeting Meeting { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>What is proposed now.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<DateTimeOffset> Now { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/meetings/{id}/{meeting:guid}/times", Show).May<Series>(Operation.Publish, Kind.Series);
        doors.MapPost("/meetings/{id}/{meeting:guid}/times", Propose).May<Series>(Operation.Publish, Kind.Series);
    }

    private static async Task<IResult> Show(Guid id, Guid meeting, Database db, Visit visit) =>
        await db.MeetingOf(id, meeting) is not { } found ? Page.NotFound()
        : found.StageAt(visit.Now) is not (Stage.Finding or Stage.Ahead) ? Page.SeeOther(MeetingPage.AddressOf(found))
        : await Of(await db.FoundSeries(id), found, db, new Typed());

    private static async Task<IResult> Propose(Guid id, Guid meeting, Posted form, Database db, Gate gate, Shelf shelf, SeriesLetters letters, Visit visit)
    {
        var (series, typed) = (await db.ClaimSeries(id), new Typed(form));
        if (await db.MeetingOf(id, meeting) is not { } found)
            return Page.NotFound();
        if (found.StageAt(visit.Now) is not (Stage.Finding or Stage.Ahead))
            return await MeetingPage.Of(series, found, db, gate, await shelf.Library(), visit, trouble: "meetings.errors.over");
        var times = typed.Times(visit.Now);
        if (typed.Errors.Any)
            return await Of(series, found, db, typed);
        var (held, now) = (await db.MeetingTimes.Where(time => time.Meeting == meeting).ToListAsync(), visit.Now);
        // Its calendar entry goes before the time does.
        if (found.PlannedAt is not null)
        {
            await letters.Tell(series, found, cancelled: true, series.Members, now);
            found.FindAnew();
        }
        db.RemoveRange(held.Where(time => !times.Contains(time.StartsAt)));
        NextPage.Propose(found, times.Except(held.Select(time => time.StartsAt)), db);
        await db.SaveChangesAsync();
        await letters.Ask(series, $"times {meeting} {found.Round}", series.Members.Where(member => member != gate.Me));
        return Page.SeeOther(MeetingPage.AddressOf(found), "meetings.next.asked", $"/meetings/{id}/{meeting}/times");
    }

    private static async Task<IResult> Of(Series series, Meeting meeting, Database db, Typed typed) => Page.Of<TimesPage>(
        new
        {
            Series = series, Meeting = meeting, Typed = typed,
            Now = (IReadOnlyList<DateTimeOffset>)await db.MeetingTimes.Where(time => time.Meeting == meeting.Id).OrderBy(time => time.StartsAt).Select(time => time.StartsAt).ToListAsync(),
        },
        typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
