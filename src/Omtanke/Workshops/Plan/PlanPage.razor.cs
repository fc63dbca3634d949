using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Workshops.Plan;

/// <summary>Planning a workshop: the agenda, how people join, who runs it, and everything that is settled before it begins.</summary>
public sealed partial class PlanPage
{
    private const int MostFacilitators = 10;

    [Parameter, EditorRequired] public required Planned Planned { get; set; }

    /// <summary>Where people join, whole, for the QR code.</summary>
    [Parameter, EditorRequired] public required string Link { get; set; }

    /// <summary>Where they type the code, as one says it.</summary>
    [Parameter, EditorRequired] public required string JoinAddress { get; set; }

    /// <summary>Where a colleague takes over, as one says it.</summary>
    [Parameter, EditorRequired] public required string TakeOverAddress { get; set; }

    /// <summary>What was typed of the details.</summary>
    [Parameter] public Typed Details { get; set; } = new();

    /// <summary>What was typed of the agenda.</summary>
    [Parameter] public Typed Agenda { get; set; } = new();

    /// <summary>Whom somebody wanted to take in.</summary>
    [Parameter] public Typed Running { get; set; } = new();

    /// <summary>Somebody else changed the same form meanwhile.</summary>
    [Parameter] public bool Clash { get; set; }

    /// <summary>A word on why nothing was done; null when all went well.</summary>
    [Parameter] public string? Trouble { get; set; }

    /// <summary>What it was begun from, where the visitor may read that.</summary>
    [Parameter] public OriginFound? From { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/workshops/{id}", Show).May<Workshop>(Operation.Read, Kind.Workshop);
        doors.MapPost("/workshops/{id}", Settle).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/agenda", Arrange).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/agenda/{item:guid}/position", Move).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapGet("/workshops/{id}/calendar.ics", Calendar).May<Workshop>(Operation.Read, Kind.Workshop);
        doors.MapGet("/workshops/{id}/people", Suggestions.People).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/facilitators", TakeIn).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/facilitators/{person:guid}/absence", LetGo).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/erasure", Erase).May<Workshop>(Operation.Erase, Kind.Workshop);
    }

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid workshop) => $"/workshops/{workshop}";

    private static async Task<IResult> Show(Guid id, Database db, Shelf shelf, Origins origins, Visit visit, Settings settings, CancellationToken stop)
    {
        var workshop = await db.FoundWorkshop(id);
        return Of(await Planned.Of(workshop, db, shelf, visit), settings, from: workshop.FromOrigin is { } origin ? await origins.Find(origin, workshop.FromId, stop) : null);
    }

    private static async Task<IResult> Settle(Guid id, Posted form, Database db, Shelf shelf, Visit visit, Settings settings)
    {
        var (workshop, typed) = (await db.ClaimWorkshop(id), new Typed(form));
        var planned = await Planned.Of(workshop, db, shelf, visit);
        if (workshop.ClosedAt is not null)
            return Of(planned, settings, trouble: "workshops.plan.errors.closed");
        var before = Plan.Details.Of(workshop);
        var details = Plan.Details.Read(typed, before, promised: planned.Joined > 0, visit.Now);
        if (typed.Errors.Any)
            return Of(planned, settings, details: typed);
        if (typed["seen"] != before.Seen && details != before)
            return Of(planned, settings, details: typed, trouble: "workshops.plan.errors.clash");
        details.Into(workshop);
        await db.SaveChangesAsync();
        return Page.SeeOther(AddressOf(id), "workshops.plan.saved", AddressOf(id));
    }

    private static Task<IResult> Arrange(Guid id, Posted form, Database db, Shelf shelf, Visit visit, Settings settings) =>
        Save(id, form, wishes => wishes, AddressOf(id) + "#agenda", db, shelf, visit, settings);

    /// <summary>One item up or down, for those without the script; what else was changed in the form is saved with it.</summary>
    private static Task<IResult> Move(Guid id, Guid item, Posted form, Database db, Shelf shelf, Visit visit, Settings settings) =>
        Save(id, form, wishes => Plan.Agenda.Moved(wishes, item, up: form["way"] == "up"), $"{AddressOf(id)}#i-{item}", db, shelf, visit, settings);

    private static async Task<IResult> Save(
        Guid id, Posted form, Func<IReadOnlyList<Wish>, IReadOnlyList<Wish>> then, string onward, Database db, Shelf shelf, Visit visit, Settings settings)
    {
        var (workshop, typed) = (await db.ClaimWorkshop(id), new Typed(form));
        var planned = await Planned.Of(workshop, db, shelf, visit);
        if (workshop.ClosedAt is not null)
            return Of(planned, settings, trouble: "workshops.plan.errors.closed");
        var wishes = planned.Agenda.Read(typed);
        typed.Errors.AddWhen(wishes.All(wish => wish.IsOut), "save", "workshops.plan.errors.nothing-left");
        if (typed.Errors.Any)
            return Of(planned, settings, agenda: typed);
        // Saying what holds already clashes with nobody: a form sent twice, or moved without anything being typed.
        if (typed.Has("seen") && typed["seen"] != planned.Agenda.Seen && !planned.Agenda.Says(wishes))
            return Of(planned, settings, agenda: typed, trouble: "workshops.plan.errors.clash");
        Plan.Agenda.Take(then(wishes));
        await db.SaveChangesAsync();
        return Page.SeeOther(onward, "workshops.plan.agenda-saved");
    }

    private static async Task<IResult> Calendar(Guid id, Database db, Shelf shelf, Visit visit, Settings settings)
    {
        var planned = await Planned.Of(await db.FoundWorkshop(id), db, shelf, visit);
        var workshop = planned.Workshop;
        var about = (await shelf.As(workshop)).In(workshop.Language).Words.With("workshops.plan.calendar-about", ("link", settings.Link(Joining.AddressOf(workshop.Code))));
        var file = new CalendarFile(
            id, workshop.PlannedAt, Math.Max(planned.Agenda.Minutes, 5), await db.VersionOf(id), Cancelled: false, workshop.Title, settings.MailFrom, about, workshop.Place.Length > 0 ? workshop.Place : null);
        return Results.Text(file.Write(visit.Now), CalendarFile.MediaType);
    }

    private static async Task<IResult> TakeIn(Guid id, Posted form, Database db, Shelf shelf, Visit visit, Settings settings)
    {
        var (workshop, typed) = (await db.ClaimWorkshop(id), new Typed(form));
        typed.Errors.AddWhen(typed["person"].Length == 0, "person", "workshops.plan.errors.person-missing");
        var person = await typed.Person("person", db);
        typed.Errors.AddWhen(workshop.Facilitators.Length >= MostFacilitators, "person", "workshops.plan.errors.many-facilitators");
        if (typed.Errors.Any)
            return Of(await Planned.Of(workshop, db, shelf, visit), settings, running: typed);
        if (!workshop.Facilitators.Contains(person!.Id))
        {
            workshop.Facilitators = [.. workshop.Facilitators, person.Id];
            db.Add(new Coming { Workshop = id, Person = person.Id, At = visit.Now, ByCode = false });
            await db.SaveChangesAsync();
        }
        return Page.SeeOther($"{AddressOf(id)}#runs", "workshops.plan.taken-in", $"{AddressOf(id)}/facilitators");
    }

    /// <summary>Somebody runs it no longer. Only whoever began it says so, and never of themself: a workshop always has somebody who runs it.</summary>
    private static async Task<IResult> LetGo(Guid id, Guid person, Database db, Gate gate, Shelf shelf, Visit visit, Settings settings)
    {
        var workshop = await db.ClaimWorkshop(id);
        if (workshop.Owner != gate.Me || person == gate.Me)
            return Of(await Planned.Of(workshop, db, shelf, visit), settings, trouble: "workshops.plan.errors.not-owner");
        if (workshop.Facilitators.Contains(person))
        {
            workshop.Facilitators = [.. workshop.Facilitators.Where(other => other != person)];
            // What they wrote down is still the group's, and theirs no longer.
            await db.Actions.Where(action => action.Origin == Origin.Workshop && action.OriginId == id && action.Keeper == person).ExecuteUpdateAsync(set => set.SetProperty(action => action.Keeper, gate.Me));
            // They have seen the take-over code.
            workshop.TakeOver = Workshop.NewCode();
            await db.SaveChangesAsync();
            await db.WorkshopComings.Where(coming => coming.Workshop == id && coming.Person == person).ExecuteDeleteAsync();
        }
        return Page.SeeOther($"{AddressOf(id)}#runs", "workshops.plan.gone");
    }

    private static async Task<IResult> Erase(Guid id, Database db, Erasure erasure)
    {
        var workshop = await db.ClaimWorkshop(id);
        await erasure.Note(id, "workshops", null);
        db.Remove(workshop);
        await db.SaveChangesAsync();
        return Page.SeeOther("/workshops", "workshops.plan.erased");
    }

    private static IResult Of(Planned planned, Settings settings, Typed? details = null, Typed? agenda = null, Typed? running = null, string? trouble = null, OriginFound? from = null)
    {
        var wrong = ((Typed?[])[details, agenda, running]).Any(typed => typed?.Errors.Any is true);
        return Page.Of<PlanPage>(
            new
            {
                Planned = planned, Link = settings.Link(Joining.AddressOf(planned.Workshop.Code)), JoinAddress = Joining.Said(settings.Link(Joining.Address)), TakeOverAddress = Joining.Said(settings.Link("/workshops/take-over")),
                Details = details ?? new(), Agenda = agenda ?? new(), Running = running ?? new(), Trouble = trouble, Clash = trouble == "workshops.plan.errors.clash", From = from,
            },
            trouble is not null ? StatusCodes.Status409Conflict : wrong ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private Details Settled => Plan.Details.Of(Workshop);

    private Workshop Workshop => Planned.Workshop;

    private string Home => AddressOf(Workshop.Id);

    private Typed Wrong => ((Typed[])[Details, Agenda, Running]).FirstOrDefault(typed => typed.Errors.Any) ?? new();

    private bool Hold => Wrong.Errors.Any || Clash;

    // What is asked without names shows nothing of fewer than five.
    private bool AsksWithoutNames => Planned.Agenda.Lines.Any(line => line.Item is { IsOut: false, NeedsSeveral: true });

    private string Lead => string.Join(" · ", new[] { Visit.Moment(Workshop.PlannedAt), Workshop.Place, Workshop.ForWhom }.Where(said => said.Length > 0));

    private string Theirs => string.Join(" · ", new[] { Workshop.Title, Workshop.ForWhom, Visit.Moment(Workshop.PlannedAt), Workshop.Place, Visit[$"workshops.devices.{Workshop.Devices}"], Visit.Words.Count("workshops.days", Workshop.Days) }.Where(said => said.Length > 0));

    private string Came(Guid person) => Planned.Comings.TryGetValue(person, out var coming)
        ? Visit.With(coming.ByCode ? "workshops.plan.came-by-code" : "workshops.plan.came", ("day", Visit.ShortDay(Clock.Day(coming.At))), ("time", Visit.Time(coming.At)))
        : Workshop.Owner == person ? Visit["workshops.plan.owner"] : "";
}
