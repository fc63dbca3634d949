using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Workshops.WriteUp;

/// <summary>The minutes, for those who ran the workshop: to read, to change part by part, to print and take as Word, to hand out, and on to the next time.</summary>
public sealed partial class MinutesPage
{
    [Parameter, EditorRequired] public required Protocol Protocol { get; set; }

    /// <summary>Whether the parts are open to be written in.</summary>
    [Parameter] public bool Writing { get; set; }

    /// <summary>The part that could not be taken as it is: what was typed, and whether somebody else was there first.</summary>
    [Parameter] public (Guid Part, string Typed, bool Clash)? Wrong { get; set; }

    /// <summary>Those the minutes were handed to by name.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Person> Readers { get; set; }

    /// <summary>Those who joined as themselves and do not have them yet.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Person> Known { get; set; }

    /// <summary>What was typed in the form for handing out, or for the next time, where something is wrong with it.</summary>
    [Parameter] public Typed Typed { get; set; } = new();

    [CascadingParameter] public required Visit Visit { get; set; }

    private Workshop Workshop => Protocol.Workshop;

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/workshops/{id}/minutes", Show).May<Workshop>(Operation.Read, Kind.Workshop);
        doors.MapPost("/workshops/{id}/minutes", WriteNow).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapGet("/workshops/{id}/minutes/word", Word).May<Workshop>(Operation.Read, Kind.Workshop);
        doors.MapPost("/workshops/{id}/minutes/{part:guid}", Save).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/minutes/{part:guid}/absence", LeaveOut).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/next-meeting", Next).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/reopening", Reopen).May<Workshop>(Operation.Reopen, Kind.Workshop);
    }

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid workshop) => $"/workshops/{workshop}/minutes";

    private static async Task<IResult> Show(Guid id, string? write, Database db, Shelf shelf) => await Of(await db.FoundWorkshop(id), db, shelf, writing: write is not null);

    private static async Task<IResult> WriteNow(Guid id, Database db, Shelf shelf, Visit visit)
    {
        var workshop = await db.ClaimWorkshop(id);
        if (workshop.ClosedAt is not null)
            await Minutes.Write(db, workshop, await shelf.As(workshop), visit.Now);
        return Page.SeeOther(AddressOf(id));
    }

    private static async Task<IResult> Word(Guid id, Database db, Shelf shelf)
    {
        var workshop = await db.FoundWorkshop(id);
        var protocol = await Protocol.Of(db, workshop, await shelf.As(workshop), withWalls: true);
        return Results.File(MinutesDocument.Of(protocol), WordPaper.MediaType, $"{protocol.Language.Words["workshops.minutes.file"]}.docx");
    }

    private static async Task<IResult> Save(Guid id, Guid part, Posted form, HttpContext http, Database db, Shelf shelf, Visit visit)
    {
        var (workshop, text, scripted) = (await db.FoundWorkshop(id), form["text"], Autosave.Asks(http.Request));
        // One at a time: who comes second meets what the first has saved.
        if ((await db.WorkshopMinutes.FromSql($"select * from workshop_minutes where id = {part} and workshop = {id} for update").ToListAsync()).FirstOrDefault() is not { } found)
            return scripted ? Autosave.Refused(visit["workshops.minutes.errors.gone"], StatusCodes.Status410Gone) : Page.NotFound();
        if (text.Length > MinutesPart.Longest)
            return scripted ? Autosave.Refused(visit["workshops.minutes.errors.too-long"]) : await Of(workshop, db, shelf, writing: true, wrong: (part, text, false));
        if (found.Text != text)
        {
            if (form["version"] != found.Version.ToString(System.Globalization.CultureInfo.InvariantCulture))
                return scripted ? Autosave.Conflict(new Dictionary<string, object>(StringComparer.Ordinal) { ["text"] = found.Text }, found.Version) : await Of(workshop, db, shelf, writing: true, wrong: (part, text, true));
            (found.Text, found.Version) = (text, found.Version + 1);
            await db.SaveChangesAsync();
        }
        return scripted ? Autosave.Saved(visit, found.Version) : Page.SeeOther($"{AddressOf(id)}?write=yes#w-{part}", "workshops.minutes.saved", $"{AddressOf(id)}/{part}");
    }

    private static async Task<IResult> LeaveOut(Guid id, Guid part, Posted form, Database db)
    {
        if (await db.WorkshopMinutes.SingleOrDefaultAsync(one => one.Id == part && one.Workshop == id) is not { } found)
            return Page.NotFound();
        var isOut = form["out"] != "no";
        if (found.IsOut != isOut)
        {
            (found.IsOut, found.Version) = (isOut, found.Version + 1);
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(isOut ? $"{AddressOf(id)}?write=yes#out" : $"{AddressOf(id)}?write=yes#w-{part}", isOut ? "workshops.minutes.left-out" : "workshops.minutes.brought-back");
    }

    /// <summary>When the group meets again.</summary>
    private static async Task<IResult> Next(Guid id, Posted form, Database db, Shelf shelf, Visit visit)
    {
        var (workshop, typed) = (await db.FoundWorkshop(id), new Typed(form));
        DateTimeOffset? at = null;
        if (typed.DayIfAny("next-day") is { } day)
        {
            typed.Errors.AddWhen(day < visit.Today, "next-day", "workshops.minutes.errors.past");
            var time = new TimeOnly(9, 0);
            typed.Errors.AddWhen(typed["next-time"].Length > 0 && !Dates.ReadHour(typed["next-time"], out time), "next-time", "workshops.minutes.errors.time");
            if (!typed.Errors.Any)
                at = Clock.At(day, time);
        }
        if (typed.Errors.Any)
            return await Of(workshop, db, shelf, faulty: typed);
        workshop.NextAt = at;
        await db.SaveChangesAsync();
        return Page.SeeOther($"{AddressOf(id)}#next", at is null ? "workshops.minutes.next-none" : "workshops.minutes.next-saved", $"/workshops/{id}/next-meeting");
    }

    /// <summary>Closed by mistake, it goes on while what was written is there. What nobody has changed in the minutes is written anew when it is closed again.</summary>
    private static async Task<IResult> Reopen(Guid id, Database db, Visit visit)
    {
        var workshop = await db.ClaimWorkshop(id);
        if (workshop.ClosedAt is null || workshop.ClearedAt is not null)
            return Page.SeeOther(AddressOf(id));
        workshop.Reopen(visit.Now);
        await db.WorkshopMinutes.Where(part => part.Workshop == id && part.Version == 1).ExecuteDeleteAsync();
        for (var left = 5; ; left--)
            try
            {
                await db.SaveChangesAsync();
                return Page.SeeOther(workshop.OpenedAt is null ? $"/workshops/{id}" : $"/workshops/{id}/run", "workshops.minutes.reopened");
            }
            catch (DbUpdateException taken) when (left > 0 && taken.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
            {
                // Another workshop joins by the old code meanwhile.
                workshop.Code = Workshop.NewCode();
            }
    }

    /// <summary>The page.</summary>
    internal static async Task<IResult> Of(
        Workshop workshop, Database db, Shelf shelf, bool writing = false, (Guid, string, bool Clash)? wrong = null, Typed? faulty = null)
    {
        var known = workshop.ClosedAt is null ? [] : await db.Participants.Where(one => one.Workshop == workshop.Id && one.Person != null).Select(one => one.Person!.Value).Distinct().ToListAsync();
        var people = await db.People.AsNoTracking().Where(person => person.LeftOn == null && (workshop.Readers.Contains(person.Id) || known.Contains(person.Id))).OrderBy(person => person.Name).ToListAsync();
        return Page.Of<MinutesPage>(
            new
            {
                Protocol = await Protocol.Of(db, workshop, await shelf.As(workshop), withWalls: true), Writing = writing, Wrong = wrong, Typed = faulty ?? new(),
                Readers = (IReadOnlyList<Person>)[.. people.Where(person => workshop.Readers.Contains(person.Id))],
                Known = (IReadOnlyList<Person>)[.. people.Where(person => !workshop.Readers.Contains(person.Id) && !workshop.Facilitators.Contains(person.Id))],
            },
            wrong is { Clash: true } ? StatusCodes.Status409Conflict : wrong is not null || faulty is not null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
