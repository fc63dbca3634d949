using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;
using Omtanke.Workshops.Live;

namespace Omtanke.Workshops.Run;

/// <summary>Running a workshop: where it is, the clock, the groups, the board. What is asked for is a place or a state, never <em>one further</em>: pressed twice, it is done once.</summary>
public sealed partial class RunPage
{
    private const int MostNames = 300;

    [Parameter, EditorRequired] public required Snapshot Snapshot { get; set; }
    [Parameter, EditorRequired] public required Controls Controls { get; set; }

    /// <summary>The word key of what was wrong with what was sent.</summary>
    [Parameter] public string? Fault { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/workshops/{id}/run", Show).May<Workshop>(Operation.Read, Kind.Workshop);
        doors.MapGet("/workshops/{id}/run/live", Parts).May<Workshop>(Operation.Read, Kind.Workshop).Passive();
        doors.MapGet("/workshops/{id}/run/stream", Stream).May<Workshop>(Operation.Read, Kind.Workshop).Passive();
        doors.MapPost("/workshops/{id}/opening", Begin).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/place", GoTo).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/clock", Clock).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/rounds", Seat).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/stage", Turn).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/ideas", Write).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/ideas/{idea:guid}/removal", Remove).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/ideas/{idea:guid}/grouping", Group).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/ideas/{idea:guid}/choice", Choose).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/agreed/{item:guid}", Agree).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/closing", Close).May<Workshop>(Operation.Close, Kind.Workshop);
        doors.MapPost("/workshops/{id}/participants", Add).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/participants/{participant:guid}/absence", GoneHome).May<Workshop>(Operation.Write, Kind.Workshop);
    }

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid workshop) => $"/workshops/{workshop}/run";

    private static async Task<IResult> Show(Guid id, Database db, Shelf shelf, Visit visit) => await Of(id, db, shelf, visit);

    private static async Task<IResult> Of(Guid id, Database db, Shelf shelf, Visit visit, string? fault = null)
    {
        var snapshot = await SnapshotOf(id, db, shelf, visit);
        return Page.Of<RunPage>(new { Snapshot = snapshot, Controls = await Controls.Of(snapshot, db, visit), Fault = fault }, fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Parts(Guid id, string? since, HttpContext http, Database db, Shelf shelf, Visit visit)
    {
        Streams.Tell(http.Response, visit.Now);
        if (Streams.IsNow(since, await db.VersionOf(id)))
            return Results.NoContent();
        var snapshot = await SnapshotOf(id, db, shelf, visit);
        return Page.Of<RunParts>(new { Snapshot = snapshot, Controls = await Controls.Of(snapshot, db, visit) });
    }

    // There are one or two who run it: they are told the number, and ask for their own page.
    private static IResult Stream(Guid id, HttpContext http, Gate gate, Caller caller, Changes changes, IServiceScopeFactory scopes) =>
        Streams.Numbers(changes.Of(id, caller.Session!.Value, Streams.VersionFor(gate.Me, caller.Session.Value, id, scopes), Streams.LifeFor(http.Request), http.RequestAborted));

    /// <summary>The doors open: it begins with the first item.</summary>
    private static async Task<IResult> Begin(Guid id, Database db, Visit visit)
    {
        var workshop = await db.ClaimWorkshop(id);
        if (workshop.ClosedAt is null && (await db.ItemsOf(id)).Find(item => !item.IsOut) is { } first)
        {
            workshop.Open(first.Id, visit.Now);
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(AddressOf(id));
    }

    private static async Task<IResult> GoTo(Guid id, Posted form, HttpContext http, Database db, Shelf shelf, Visit visit)
    {
        var workshop = await db.ClaimWorkshop(id);
        var meant = form["to"].Split(' ');
        if (workshop.IsOpen && await db.ItemMeant(id, meant[0]) is { IsOut: false } item && meant.Length == 2 && int.TryParse(meant[1], NumberStyles.None, CultureInfo.InvariantCulture, out var piece))
        {
            var pieces = Pieces.Of(item, (await shelf.As(workshop)).Step(item.Step), visit.Language).Count;
            workshop.GoTo(item.Id);
            item.Piece = Math.Clamp(piece, 0, Math.Max(0, pieces - 1));
            await db.SaveChangesAsync();
        }
        return Done(id, http);
    }

    private static async Task<IResult> Clock(Guid id, Posted form, HttpContext http, Database db, Shelf shelf, Visit visit)
    {
        var workshop = await db.ClaimWorkshop(id);
        if (!workshop.IsOpen)
            return Done(id, http);
        switch (form["do"])
        {
            case "start" when int.TryParse(form["minutes"], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 1 and <= 60:
                workshop.Start(minutes, visit.Now);
                break;
            case "start":
                return await Refused("workshops.errors.minutes", id, http, db, shelf, visit);
            case "pause":
                workshop.Pause(visit.Now);
                break;
            case "resume":
                workshop.Resume(visit.Now);
                break;
            case "more":
                workshop.Lengthen(visit.Now);
                break;
            case "stop":
                workshop.Stop();
                break;
        }
        await db.SaveChangesAsync();
        return Done(id, http);
    }

    /// <summary>Seats everybody for the next round; the same round asked for twice is seated once. The clock of a new round starts with it.</summary>
    private static async Task<IResult> Seat(Guid id, Posted form, HttpContext http, Database db, Shelf shelf, Visit visit)
    {
        var workshop = await db.ClaimWorkshop(id);
        if (!workshop.IsOpen || await db.ItemMeant(id, form["item"]) is not { } item || !int.TryParse(form["round"], NumberStyles.None, CultureInfo.InvariantCulture, out var round) || round != item.Round + 1)
            return Done(id, http);
        if (!await db.Participants.AnyAsync(one => one.Workshop == id && one.LeftAt == null))
            return await Refused("workshops.errors.nobody", id, http, db, shelf, visit);
        if (form["people"].Length > 0)
        {
            if (!int.TryParse(form["people"], NumberStyles.None, CultureInfo.InvariantCulture, out var people) || people is < 2 or > 12)
                return await Refused("workshops.errors.people", id, http, db, shelf, visit);
            item.People = people;
        }
        var step = (await shelf.As(workshop)).Step(item.Step);
        await Rounds.Seat(db, workshop, item, round, step, visit.Language, visit.Now);
        if (Together.Of(step, visit.Language).Seating is { Rotates: true, Minutes: { } minutes })
            workshop.Start(minutes, visit.Now);
        await db.SaveChangesAsync();
        return Done(id, http);
    }

    private static async Task<IResult> Turn(Guid id, Posted form, HttpContext http, Database db)
    {
        var workshop = await db.ClaimWorkshop(id);
        if (workshop.IsOpen && await db.ItemMeant(id, form["item"]) is { Mode: Mode.Ideas or Mode.Count } item && Enum.TryParse<Stage>(form["stage"], out var stage) && Enum.IsDefined(stage)
            && (item.Mode == Mode.Ideas || stage is Stage.Gathering or Stage.Shown))
        {
            item.Stage = stage;
            await db.SaveChangesAsync();
        }
        return Done(id, http);
    }

    /// <summary>An idea for somebody without a phone.</summary>
    private static async Task<IResult> Write(Guid id, Posted form, HttpContext http, Database db, Shelf shelf, Visit visit)
    {
        var (workshop, item) = (await db.FoundWorkshop(id), await db.ItemMeant(id, form["item"]));
        var text = form["text"];
        var fault = item is not { TakesIdeas: true } || !workshop.IsOpen ? "workshops.errors.over"
            : Together.Of((await shelf.As(workshop)).Step(item.Step), visit.Language).Places.All(place => place.Name != form["place"]) ? "workshops.errors.place"
            : text.Length == 0 ? "workshops.errors.empty" : text.Length > Idea.Longest ? "workshops.errors.long" : null;
        if (fault is not null)
            return await Refused(fault, id, http, db, shelf, visit);
        var idea = Guid.TryParse(form["id"], CultureInfo.InvariantCulture, out var made) && made != Guid.Empty ? made : Guid.NewGuid();
        await db.WriteIdea(new Idea
        {
            Id = idea, Workshop = id, Item = item!.Id, Place = form["place"], Text = text, At = item.Anonymous ? null : visit.Now,
            // Each is somebody else's, who has no phone: five of them are five.
            Token = SHA256.HashData(idea.ToByteArray()),
        });
        return Done(id, http);
    }

    private static Task<IResult> Remove(Guid id, Guid idea, Posted form, HttpContext http, Database db) => Change(id, idea, http, db, (found, _) => found.IsGone = form["gone"] != "no");

    private static Task<IResult> Group(Guid id, Guid idea, Posted form, HttpContext http, Database db) => Change(id, idea, http, db, (found, all) =>
    {
        var under = Guid.TryParse(form["under"], CultureInfo.InvariantCulture, out var other) ? all.Find(one => one.Id == other && one.Id != found.Id && !one.IsGone) : null;
        // Onto one that lies under another: all lie under the same. What lay under this one comes along.
        var head = under is { Under: { } above } ? all.Find(one => one.Id == above) ?? under : under;
        if (head?.Id == found.Id)
            return;
        found.Under = head?.Id;
        if (head is not null)
            foreach (var along in all.Where(one => one.Under == found.Id))
                along.Under = head.Id;
    });

    private static async Task<IResult> Choose(Guid id, Guid idea, Posted form, HttpContext http, Database db, Shelf shelf, Visit visit)
    {
        var workshop = await db.ClaimWorkshop(id);
        if (await db.Ideas.FirstOrDefaultAsync(found => found.Id == idea && found.Workshop == id) is not { } chosen || await db.ItemMeant(id, chosen.Item.ToString()) is not { } item)
            return Page.NotFound();
        var pick = Math.Max(1, Together.Of((await shelf.As(workshop)).Step(item.Step), visit.Language).Pick);
        if (form["chosen"] == "yes" && !chosen.IsChosen && await db.Ideas.CountAsync(other => other.Item == item.Id && other.IsChosen && !other.IsGone) >= pick)
            return await Refused("workshops.errors.pick", id, http, db, shelf, visit);
        chosen.IsChosen = form["chosen"] == "yes";
        await db.SaveChangesAsync();
        return Done(id, http);
    }

    /// <summary>What the group agrees on, saved while it is written. Two who write in it both see both texts.</summary>
    private static async Task<IResult> Agree(Guid id, Guid item, Posted form, HttpContext http, Database db, Shelf shelf, Visit visit)
    {
        var workshop = await db.ClaimWorkshop(id);
        if (await db.ItemMeant(id, item.ToString()) is not { Mode: Mode.Agree } found)
            return Page.SeeOther(AddressOf(id));
        var (sheet, before, scripted) = (StepKinds.Read((await shelf.As(workshop)).Step(found.Step)), Steps.Answer.FromJson(found.Answer), Autosave.Asks(http.Request));
        if (!workshop.IsOpen)
            return scripted ? Autosave.Refused(visit["workshops.errors.over"], StatusCodes.Status410Gone) : await Of(id, db, shelf, visit, "workshops.errors.over");
        var taken = sheet.Take(form.Fields, before);
        if (taken.Faults.Count > 0)
            return scripted ? Autosave.Refused(string.Join(' ', sheet.Told(visit.Language, taken.Answer, taken.Faults).Select(fault => fault.Text).Distinct())) : await Of(id, db, shelf, visit, "workshops.errors.answer");
        if (!taken.Answer.Equals(before))
        {
            if (!int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) || seen != found.Answered)
                return scripted ? Autosave.Conflict(sheet.Told(visit.Language, before), found.Answered) : await Of(id, db, shelf, visit, "workshops.errors.clash");
            (found.Answer, found.Answered) = (taken.Answer.ToJson(), found.Answered + 1);
            await db.SaveChangesAsync();
        }
        return scripted ? Autosave.Saved(visit, found.Answered) : Page.SeeOther(AddressOf(id), "workshops.agree.saved");
    }

    /// <summary>People without a phone, a name a line: they get a partner too.</summary>
    private static async Task<IResult> Add(Guid id, Posted form, HttpContext http, Database db, Shelf shelf, Visit visit)
    {
        var workshop = await db.FoundWorkshop(id);
        var names = form["names"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (workshop.ClosedAt is not null || names.Length is 0 or > MostNames || Array.Exists(names, name => name.Length > Participant.LongestName))
            return await Refused("workshops.errors.names", id, http, db, shelf, visit);
        foreach (var name in names)
            db.Add(new Participant { Id = Ids.New(), Workshop = id, Name = name, SecretHash = RandomNumberGenerator.GetBytes(32), Simulated = true, JoinedAt = visit.Now, SeenAt = visit.Now });
        await db.SaveChangesAsync();
        await Rounds.Mend(db, workshop, visit.Now);
        await Tell(id, db, visit);
        return Done(id, http);
    }

    private static async Task<IResult> GoneHome(Guid id, Guid participant, HttpContext http, Database db, Visit visit)
    {
        if (await db.Participants.AnyAsync(one => one.Id == participant && one.Workshop == id))
            await db.SayGoodbye(participant, visit.Now);
        await Rounds.Mend(db, await db.FoundWorkshop(id), visit.Now);
        await Tell(id, db, visit);
        return Done(id, http);
    }

    /// <summary>It is over, and its minutes are written. A rehearsal is not closed: it ends where it began.</summary>
    private static async Task<IResult> Close(Guid id, Database db, Shelf shelf, Visit visit)
    {
        var workshop = await db.ClaimWorkshop(id);
        if (workshop.Rehearsing || workshop.OpenedAt is null)
            return Page.SeeOther(AddressOf(id));
        var library = await shelf.As(workshop);
        workshop.Close(visit.Now);
        await db.SaveChangesAsync();
        await WriteUp.Minutes.Write(db, workshop, library, visit.Now);
        return Page.SeeOther($"/workshops/{id}/minutes");
    }

    // Coming and going is not counted by itself: in a hall of two thousand nobody would see anything else.
    private static Task Tell(Guid id, Database db, Visit visit) => db.Database.ExecuteSqlAsync($"update workshop_versions set version = version + 1, at = {visit.Now} where workshop = {id}");

    private static async Task<IResult> Change(Guid id, Guid idea, HttpContext http, Database db, Action<Idea, List<Idea>> change)
    {
        var workshop = await db.ClaimWorkshop(id);
        if (await db.Ideas.FirstOrDefaultAsync(found => found.Id == idea && found.Workshop == id) is not { } meant)
            return Page.NotFound();
        if (workshop.IsOpen)
        {
            change(meant, await db.Ideas.Where(found => found.Item == meant.Item && found.Place == meant.Place).ToListAsync());
            await db.SaveChangesAsync();
        }
        return Done(id, http);
    }

    private static async Task<IResult> Refused(string fault, Guid id, HttpContext http, Database db, Shelf shelf, Visit visit) =>
        http.Request.Headers.ContainsKey("X-Omtanke") ? Results.Json(new { error = visit.With(fault, ("longest", Idea.Longest)) }, statusCode: StatusCodes.Status422UnprocessableEntity) : await Of(id, db, shelf, visit, fault);

    private static IResult Done(Guid id, HttpContext http) => http.Request.Headers.ContainsKey("X-Omtanke") ? Results.NoContent() : Page.SeeOther(AddressOf(id));

    private static async Task<Snapshot> SnapshotOf(Guid id, Database db, Shelf shelf, Visit visit)
    {
        var workshop = await db.FoundWorkshop(id);
        return await Snapshot.Of(db, workshop, await shelf.As(workshop), visit.Now);
    }
}
