using System.Globalization;
using Microsoft.AspNetCore.Components;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Three;

/// <summary>
/// The meeting of three: any of them proposes a time, and it stands only while all three say yes to that very time. Each sees their own answer and whether it is on; never who else has answered.
/// </summary>
public sealed partial class ThreePage
{
    [Parameter, EditorRequired] public required Case Case { get; set; }
    [Parameter, EditorRequired] public required Guid Me { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, Person> People { get; set; }

    /// <summary>The latest one proposed; null where none was.</summary>
    [Parameter] public ThreeMeeting? Meeting { get; set; }

    /// <summary>Whether the place is open, and another time may be proposed. The page with the answers opens nothing, so that no log tells who has just been there.</summary>
    [Parameter] public bool Moving { get; set; }

    /// <summary>Where it is, opened; only where <see cref="Moving"/>.</summary>
    [Parameter] public string? Place { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>What no longer fits.</summary>
    [Parameter] public string? Trouble { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/cases/{id}/three", Show).May<ThreeMeeting>(Operation.Read, Kind.Case);
        doors.MapGet("/cases/{id}/three/{meeting:guid}/time", Planned).May<Case>(Operation.Read, Kind.Case);
        doors.MapPost("/cases/{id}/three", Propose).May<Case>(Operation.Write, Kind.Case);
        doors.MapPost("/cases/{id}/three/{meeting:guid}/time", Move).May<Case>(Operation.Write, Kind.Case);
        doors.MapPost("/cases/{id}/three/{meeting:guid}/answer", Answer).May<ThreeMeeting>(Operation.Confirm, Kind.Case);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate) => await Of(await db.FoundCase(id), db, gate.Me, new Typed());

    private static async Task<IResult> Planned(Guid id, Guid meeting, Database db, Gate gate, Visit visit)
    {
        var one = await db.FoundCase(id);
        return await db.LatestThree(id) is { } found && found.Id == meeting && found.IsAhead(visit.Now) && found.Stands(one) ? await Of(one, db, gate.Me, new Typed(), moving: gate.Grant) : Page.SeeOther($"/cases/{id}/three");
    }

    private static async Task<IResult> Propose(Guid id, Posted form, Database db, Gate gate, Visit visit, ThreeLetters letters)
    {
        var (one, typed) = (await db.ClaimCase(id), new Typed(form));
        if (one is not { IsOpen: true, HasLeaderContact: true, Psychologist: not null })
            return await Of(one, db, gate.Me, typed, "three-party.errors.not-possible");
        var (at, minutes, place) = Read(typed, visit.Now);
        if (typed.Errors.Any)
            return await Of(one, db, gate.Me, typed);
        var made = Guid.TryParse(typed["id"], out var shown) && shown != Guid.Empty ? shown : Ids.New();
        if (await db.LatestThree(id) is { } latest && (latest.Id == made || latest.IsAhead(visit.Now) && latest.Stands(one)))
            // Pressed twice, it is one; somebody else was first, and theirs stands.
            return latest.Id == made ? Page.SeeOther($"/cases/{id}/three") : await Of(one, db, gate.Me, typed, "three-party.errors.first");
        var meeting = ThreeMeeting.Ask(made, one, at!.Value, minutes, visit.Now);
        meeting.MeetAt(place, gate.Grant);
        // Whoever proposes a time can come.
        db.AddRange(meeting, meeting.Accept(one, gate.Me, one.Consents, visit.Now)!);
        await db.SaveChangesAsync();
        await letters.Ask(one, meeting, "asked");
        return Page.SeeOther($"/cases/{id}/three", "three-party.asked", $"/cases/{id}/three");
    }

    private static async Task<IResult> Move(Guid id, Guid meeting, Posted form, Database db, Gate gate, Visit visit, ThreeLetters letters)
    {
        var (one, typed) = (await db.ClaimCase(id), new Typed(form));
        if (await db.LatestThree(id) is not { } found || found.Id != meeting || !found.IsAhead(visit.Now) || !found.Stands(one) || !IsRound(typed, found))
            return await Of(one, db, gate.Me, typed, "three-party.errors.changed", gate.Grant);
        var (at, minutes, place) = Read(typed, visit.Now);
        if (typed.Errors.Any)
            return await Of(one, db, gate.Me, typed, moving: gate.Grant);
        if (at == found.StartsAt && minutes == found.Minutes)
        {
            if (place != (found.PlaceOf(gate.Grant) ?? ""))
            {
                found.MeetElsewhere(place, gate.Grant, visit.Now);
                await db.SaveChangesAsync();
                await letters.TellPlace(one, found);
            }
            return Page.SeeOther($"/cases/{id}/three", "three-party.place-saved", $"/cases/{id}/three");
        }
        // The entry in the calendars goes before the time does.
        if (found.BookedAt is not null)
            await CallingOff.Told(one, found, db, letters, visit.Now);
        found.Move(at!.Value, minutes, visit.Now);
        found.MeetAt(place, gate.Grant);
        var mine = found.Accept(one, gate.Me, one.Consents, visit.Now);
        // What is taken back goes first: of one thing there is one live yes.
        await db.SaveChangesAsync();
        db.Add(mine!);
        await db.SaveChangesAsync();
        await letters.Ask(one, found, "asked");
        return Page.SeeOther($"/cases/{id}/three", "three-party.moved", $"/cases/{id}/three");
    }

    private static async Task<IResult> Answer(Guid id, Guid meeting, Posted form, Database db, Gate gate, Visit visit, ThreeLetters letters)
    {
        var (one, typed) = (await db.ClaimCase(id), new Typed(form));
        if (await db.LatestThree(id) is not { } found || found.Id != meeting || !found.IsAhead(visit.Now) || !found.Stands(one) || typed["say"] is not ("yes" or "no") || !IsRound(typed, found))
            return await Of(await db.FoundCase(id), db, gate.Me, new Typed(), "three-party.errors.changed");
        if (typed["say"] == "no")
        {
            await CallingOff.Told(one, found, db, letters, visit.Now);
            found.Decline(one, gate.Me, one.Consents, visit.Now);
            await db.SaveChangesAsync();
            return Page.SeeOther($"/cases/{id}/three");
        }
        var mine = found.Accept(one, gate.Me, one.Consents, visit.Now);
        await db.SaveChangesAsync();
        if (mine is not null)
            db.Add(mine);
        await db.SaveChangesAsync();
        if (found.BookedAt is null && await db.ThreeAgree(found.Id))
        {
            var contact = Contact.Plan(id, ContactKind.ThreeParty, Clock.Day(found.StartsAt), visit.Now);
            db.Add(contact);
            await db.SaveChangesAsync();
            found.Book(contact.Id, visit.Now);
            await db.SaveChangesAsync();
            await letters.Tell(one, found, cancelled: false, visit.Now);
        }
        return Page.SeeOther($"/cases/{id}/three", "three-party.said-yes");
    }

    private static (DateTimeOffset? At, int Minutes, string Place) Read(Typed typed, DateTimeOffset now)
    {
        var at = typed.Moment("date", "time");
        typed.Errors.AddWhen(at <= now, "date", "three-party.errors.past");
        typed.Errors.AddWhen(at > now + ThreeMeeting.Ahead, "date", "three-party.errors.far");
        return (at, typed.Number("minutes", ThreeMeeting.Shortest, ThreeMeeting.Longest, "three-party.errors.minutes"), typed.Line("place", ThreeMeeting.LongestPlace));
    }

    // Which time the page was shown with.
    private static bool IsRound(Typed typed, ThreeMeeting meeting) => typed["round"] == meeting.Round.ToString(CultureInfo.InvariantCulture);

    private static async Task<IResult> Of(Case one, Database db, Guid me, Typed typed, string? trouble = null, AccessGrant? moving = null)
    {
        var (meeting, people) = await db.InOneTrip(() => db.LatestThree(one.Id), () => db.TheseAtWork(one.Employee, one.Leader, one.Psychologist));
        return Page.Of<ThreePage>(
            new { Case = one, Me = me, People = people, Meeting = meeting, Moving = moving is not null, Place = moving is null ? null : meeting?.PlaceOf(moving), Typed = typed, Trouble = trouble },
            trouble is not null ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private bool IsOn => Meeting is { } meeting && meeting.IsAhead(Visit.Now) && meeting.Stands(Case);

    private bool MayPropose => Case is { IsOpen: true, HasLeaderContact: true, Psychologist: not null };

    private bool Said => Meeting is { } meeting && meeting.HasYesOf(Me, Case.Consents);
}
