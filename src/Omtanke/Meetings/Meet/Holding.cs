using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Meetings.Meet;

/// <summary>What any of them may write down about a meeting: who runs it, who came, what somebody takes on, and that it is done.</summary>
internal static class Holding
{
    public static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/meetings/{id}/{meeting:guid}/facilitator", Swap).May<Series>(Operation.Write, Kind.Series);
        doors.MapPost("/meetings/{id}/{meeting:guid}/attendance", Note).May<Series>(Operation.Write, Kind.Series);
        doors.MapPost("/meetings/{id}/{meeting:guid}/actions", Agree).May<Series>(Operation.Write, Kind.Series);
        doors.MapPost("/meetings/{id}/{meeting:guid}/actions/{action:guid}/done", Finish).May<Series>(Operation.Write, Kind.Series);
    }

    private static async Task<IResult> Swap(Guid id, Guid meeting, Posted form, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var (series, typed) = (await db.ClaimSeries(id), new Typed(form));
        if (await db.MeetingOf(id, meeting) is not { } found)
            return Page.NotFound();
        Guid? person = Guid.TryParse(typed["person"], out var chosen) && series.Members.Contains(chosen) ? chosen : null;
        typed.Errors.AddWhen(person is null && typed["person"].Length > 0, "person", "meetings.errors.to");
        if (typed.Errors.Any)
            return await MeetingPage.Of(series, found, db, gate, await shelf.Library(), visit, typed);
        if (!found.IsToCome(visit.Now))
            return await MeetingPage.Of(series, found, db, gate, await shelf.Library(), visit, trouble: "meetings.errors.over");
        found.Facilitator = person;
        await db.SaveChangesAsync();
        return Page.SeeOther(MeetingPage.AddressOf(found), "meetings.meet.swapped");
    }

    private static async Task<IResult> Note(Guid id, Guid meeting, Posted form, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var series = await db.ClaimSeries(id);
        if (await db.MeetingOf(id, meeting) is not { } found)
            return Page.NotFound();
        if (found.StageAt(visit.Now) is not (Stage.Now or Stage.Over))
            return await MeetingPage.Of(series, found, db, gate, await shelf.Library(), visit, trouble: "meetings.errors.not-yet");
        var came = form.All("came").Select(one => Guid.TryParse(one, out var person) ? person : Guid.Empty).Where(series.Members.Contains).Distinct().ToList();
        if (found.Came is null)
            db.Add(series.Happened(Moment.Held, gate.Me, visit.Now));
        found.Hold(came, series.Members.Length);
        await db.SaveChangesAsync();
        return Page.SeeOther(MeetingPage.AddressOf(found), "meetings.meet.noted");
    }

    /// <summary>What somebody takes on: an action of the plan, seen by those in the series.</summary>
    private static async Task<IResult> Agree(Guid id, Guid meeting, Posted form, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var (series, typed) = (await db.FoundSeries(id), new Typed(form));
        if (await db.MeetingOf(id, meeting) is not { } found)
            return Page.NotFound();
        var what = typed.Text("what", PlannedAction.Longest, "meetings.errors.what");
        Guid? owner = Guid.TryParse(typed["owner"], out var chosen) && series.Members.Contains(chosen) ? chosen : null;
        typed.Errors.AddWhen(owner is null, "owner", "meetings.errors.owner");
        var due = typed.Day("due");
        typed.Errors.AddWhen(due < visit.Today, "due", "meetings.errors.past");
        var measure = typed.Line("measure", PlannedAction.LongestLine);
        if (typed.Errors.Any)
            return await MeetingPage.Of(series, found, db, gate, await shelf.Library(), visit, typed);
        var made = typed.NewId;
        // Pressed twice, it is one.
        if (!await db.Actions.AnyAsync(action => action.Id == made))
        {
            var who = (await db.NamesOf([owner!.Value])).GetValueOrDefault(owner.Value, "");
            var action = ActionOf(series, found, made, what, (owner.Value, who), due!.Value, measure, visit.Code, gate.Me, visit.Now);
            db.Add(action);
            db.Add(action.Made(gate.Me));
            await db.SaveChangesAsync();
        }
        return Page.SeeOther($"{MeetingPage.AddressOf(found)}#agreed", "meetings.actions.made", $"{MeetingPage.AddressOf(found)}/actions");
    }

    /// <summary>An action agreed at a meeting. It belongs to the series, so that the next meeting finds it.</summary>
    internal static PlannedAction ActionOf(Series series, Meeting meeting, Guid id, string what, (Guid Id, string Name) owner, DateOnly due, string measure, string language, Guid by, DateTimeOffset now) => new()
    {
        Id = id, Origin = Origin.Meeting, OriginId = series.Id, OriginName = series.Name, Part = meeting.Id, What = what, Language = language, Owner = owner.Id, Who = owner.Name, DueOn = due, Measure = measure,
        Shown = Shown.Few, Keeper = by, MadeAt = now,
    };

    private static async Task<IResult> Finish(Guid id, Guid meeting, Guid action, Database db, Gate gate, Visit visit)
    {
        if (await db.MeetingOf(id, meeting) is not { } found || await db.ClaimAction(Origin.Meeting, id, action) is not { } one)
            return Page.NotFound();
        if (one.IsOpen)
            db.Add(one.Move(Status.Done, gate.Me, visit.Now));
        await db.SaveChangesAsync();
        return Page.SeeOther(MeetingPage.AddressOf(found), "meetings.actions.is-done");
    }
}
