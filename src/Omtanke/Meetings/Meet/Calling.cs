using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Meetings.Find;
using Omtanke.Meetings.Letters;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Meetings.Meet;

/// <summary>What whoever keeps the series does with a meeting: settles its time, moves it, calls it off. Calendars are told.</summary>
internal static class Calling
{
    public static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/meetings/{id}/{meeting:guid}/time", Fix).May<Series>(Operation.Publish, Kind.Series);
        doors.MapPost("/meetings/{id}/{meeting:guid}/details", Move).May<Series>(Operation.Publish, Kind.Series);
        doors.MapPost("/meetings/{id}/{meeting:guid}/cancellation", Cancel).May<Series>(Operation.Publish, Kind.Series);
    }

    private static async Task<IResult> Fix(Guid id, Guid meeting, Posted form, Database db, Gate gate, Shelf shelf, SeriesLetters letters, Visit visit)
    {
        var series = await db.ClaimSeries(id);
        if (await db.MeetingOf(id, meeting) is not { } found)
            return Page.NotFound();
        if (found.StageAt(visit.Now) != Stage.Finding)
            return await MeetingPage.Of(series, found, db, gate, await shelf.Library(), visit, trouble: "meetings.errors.fixed-already");
        var time = Guid.TryParse(form["time"], out var chosen) ? await db.MeetingTimes.SingleOrDefaultAsync(time => time.Id == chosen && time.Meeting == meeting) : null;
        if (time is null || time.StartsAt <= visit.Now)
            return await MeetingPage.Of(series, found, db, gate, await shelf.Library(), visit, trouble: "meetings.errors.time-gone");
        // Whoever cannot come at this time has said so already.
        found.Away = [.. await db.MeetingVotes.Where(vote => vote.Time == chosen && vote.Can == Can.No).Select(vote => vote.Person).ToListAsync()];
        await Settle(series, found, time.StartsAt, db, gate, letters, visit);
        return Page.SeeOther(MeetingPage.AddressOf(found), "meetings.next.fixed");
    }

    /// <summary>Another time or place, longer or shorter. Calendars hold no place, and are told of the rest.</summary>
    private static async Task<IResult> Move(Guid id, Guid meeting, Posted form, Database db, Gate gate, Shelf shelf, SeriesLetters letters, Visit visit)
    {
        var (series, typed) = (await db.ClaimSeries(id), new Typed(form));
        if (await db.MeetingOf(id, meeting) is not { } found)
            return Page.NotFound();
        if (found.StageAt(visit.Now) != Stage.Ahead || typed["sequence"] != found.Sequence.ToString(CultureInfo.InvariantCulture))
            return await MeetingPage.Of(series, found, db, gate, await shelf.Library(), visit, trouble: "meetings.errors.moved-already");
        var at = typed.Ahead("date", "time", visit.Now);
        var (minutes, place) = (typed.Number("minutes", Meeting.FewestMinutes, Meeting.MostMinutes, "meetings.errors.minutes"), typed.Line("place", Meeting.LongestPlace));
        if (typed.Errors.Any)
            return await MeetingPage.Of(series, found, db, gate, await shelf.Library(), visit, typed);
        found.MoveTo(place, gate.Grant);
        if (found.PlannedAt != at || found.Minutes != minutes)
        {
            // Who could not come then may be able to now.
            if (found.PlannedAt != at)
                found.Away = [];
            found.Minutes = minutes;
            await Settle(series, found, at!.Value, db, gate, letters, visit);
        }
        await db.SaveChangesAsync();
        return Page.SeeOther(MeetingPage.AddressOf(found), "meetings.meet.moved");
    }

    private static async Task Settle(Series series, Meeting meeting, DateTimeOffset at, Database db, Gate gate, SeriesLetters letters, Visit visit)
    {
        db.Add(series.Happened(meeting.Fix(at), gate.Me, visit.Now));
        await db.SaveChangesAsync();
        await letters.Tell(series, meeting, cancelled: false, series.Members, visit.Now);
    }

    private static async Task<IResult> Cancel(Guid id, Guid meeting, Database db, Gate gate, Shelf shelf, Library library, SeriesLetters letters, Visit visit)
    {
        var series = await db.ClaimSeries(id);
        if (await db.MeetingOf(id, meeting) is not { } found)
            return Page.NotFound();
        if (found.StageAt(visit.Now) is not (Stage.Finding or Stage.Ahead))
            return await MeetingPage.Of(series, found, db, gate, await shelf.Library(), visit, trouble: "meetings.errors.over");
        await letters.Tell(series, found, cancelled: true, series.Members, visit.Now);
        if (found.PlannedAt is null)
            await letters.Ask(series, $"cancelled {meeting}", series.Members.Where(member => member != gate.Me));
        found.Cancel(series.Members.Length, visit.Now);
        db.Add(series.Happened(Moment.Cancelled, gate.Me, visit.Now));
        await NextPage.MoveUp(series, found, await db.MeetingsOf(id), db, library, visit.Now);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/meetings/{id}", "meetings.meet.is-cancelled");
    }
}
