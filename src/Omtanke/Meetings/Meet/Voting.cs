using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Meetings.Letters;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Meetings.Meet;

/// <summary>What each of them says for themself: when they can come, and that they cannot after all.</summary>
internal static class Voting
{
    public static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/meetings/{id}/{meeting:guid}/calendar.ics", Calendar).May<Series>(Operation.Read, Kind.Series);
        doors.MapPost("/meetings/{id}/{meeting:guid}/votes", Say).May<Series>(Operation.Confirm, Kind.Series);
        doors.MapPost("/meetings/{id}/{meeting:guid}/absence", Excuse).May<Series>(Operation.Confirm, Kind.Series);
    }

    private static async Task<IResult> Calendar(Guid id, Guid meeting, Database db, SeriesLetters letters, Visit visit) =>
        await db.MeetingOf(id, meeting) is not { } found ? Page.NotFound()
        : letters.Calendar(found, visit.Code, found.CancelledAt is not null, found.Sequence) is { } file ? Results.Text(file.Write(visit.Now), CalendarFile.MediaType)
        : Page.SeeOther(MeetingPage.AddressOf(found));

    /// <summary>Somebody says when they can come: each of the times, so that nobody has to guess.</summary>
    private static async Task<IResult> Say(Guid id, Guid meeting, Posted form, Database db, Gate gate, Shelf shelf, SeriesLetters letters, Visit visit)
    {
        var (series, typed) = (await db.ClaimSeries(id), new Typed(form));
        if (await db.MeetingOf(id, meeting) is not { } found)
            return Page.NotFound();
        if (found.StageAt(visit.Now) != Stage.Finding)
            return await MeetingPage.Of(series, found, db, gate, await shelf.Library(), visit, trouble: "meetings.errors.fixed-already");
        var times = await db.MeetingTimes.AsNoTracking().Where(time => time.Meeting == meeting).ToListAsync();
        var said = times.Where(time => time.StartsAt > visit.Now).ToDictionary(time => time.Id, time => typed.One($"can-{time.Id}", Enum.GetValues<Can>(), "meetings.errors.can"));
        if (typed.Errors.Any)
            return await MeetingPage.Of(series, found, db, gate, await shelf.Library(), visit, typed);
        var votes = await db.MeetingVotes.Where(vote => vote.Series == id).ToListAsync();
        foreach (var (time, can) in said)
            if (votes.Find(vote => vote.Time == time && vote.Person == gate.Me) is { } vote)
                vote.Can = can;
            else
                db.Add(new Vote { Time = time, Person = gate.Me, Series = id, Can = can });
        await db.SaveChangesAsync();
        // Whoever settles it hears when there is nobody more to wait for.
        if (series.Keeper != gate.Me && Poll.Of(times, [.. db.MeetingVotes.Local], series.Members).Missing.Count == 0)
            await letters.Ask(series, $"all {meeting} {found.Round}", [series.Keeper]);
        return Page.SeeOther(MeetingPage.AddressOf(found), "meetings.poll.said");
    }

    private static async Task<IResult> Excuse(Guid id, Guid meeting, Posted form, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var series = await db.ClaimSeries(id);
        if (await db.MeetingOf(id, meeting) is not { } found)
            return Page.NotFound();
        if (found.StageAt(visit.Now) is not (Stage.Ahead or Stage.Now))
            return await MeetingPage.Of(series, found, db, gate, await shelf.Library(), visit, trouble: "meetings.errors.over");
        var (comes, others) = (form["away"] == "no", found.Away.Where(one => one != gate.Me));
        found.Away = comes ? [.. others] : [.. others, gate.Me];
        await db.SaveChangesAsync();
        return Page.SeeOther(MeetingPage.AddressOf(found), comes ? "meetings.meet.is-coming" : "meetings.meet.is-excused");
    }
}
