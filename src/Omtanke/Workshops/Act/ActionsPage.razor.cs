using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Workshops.Act;

/// <summary>What is to be done: what, who, by when, and how it will be seen that it worked. Kept while the workshop runs and after; what is open from last time stands first.</summary>
public sealed partial class ActionsPage
{
    [Parameter, EditorRequired] public required Workshop Workshop { get; set; }

    /// <summary>Those of this workshop, by date.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<WorkshopAction> Actions { get; set; }

    /// <summary>What is open from the workshops before.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<WorkshopAction> Earlier { get; set; }

    /// <summary>What one could be made of with one press.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Proposal> Proposals { get; set; }

    /// <summary>What was typed into the form for a new one and could not be taken as it is.</summary>
    [Parameter] public TypedAction? New { get; set; }

    /// <summary>The action whose form could not be taken as it is, what was typed, and whether somebody else was there first.</summary>
    [Parameter] public (Guid Action, TypedAction Typed, bool Clash)? Wrong { get; set; }

    /// <summary>The earlier action whose new date could not be read, and what was typed.</summary>
    [Parameter] public (Guid Action, string Typed)? Undated { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/workshops/{id}/actions", Show).May<Workshop>(Operation.Read, Kind.Workshop);
        doors.MapPost("/workshops/{id}/actions", Add).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/actions/{action:guid}", Save).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/actions/{action:guid}/outcome", Tell).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/actions/{action:guid}/removal", Remove).May<Workshop>(Operation.Write, Kind.Workshop);
    }

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid workshop) => $"/workshops/{workshop}/actions";

    private static async Task<IResult> Show(Guid id, Database db, Shelf shelf) => await Of(await db.FoundWorkshop(id), db, shelf);

    /// <summary>A new one: typed, or made of an idea or of what the group agreed on.</summary>
    private static async Task<IResult> Add(Guid id, Posted form, Database db, Shelf shelf)
    {
        var workshop = await db.ClaimWorkshop(id);
        var there = await db.ActionsOf(id);
        var position = there.Select(action => action.Position).DefaultIfEmpty().Max() + 1;
        if (form.Has("idea") || form.Has("item"))
        {
            var proposals = await Act.Actions.ProposalsOf(db, workshop, there, await shelf.As(workshop));
            var proposal = proposals.FirstOrDefault(one => form.Has("idea") ? one.Idea.ToString() == form["idea"] : one.Item.ToString() == form["item"] && one.Field == form["field"]);
            // Pressed again, it is made already.
            if (proposal is null || there.Count >= Act.Actions.Most)
                return Page.SeeOther(AddressOf(id));
            db.Add(proposal.Make(id, position));
            await db.SaveChangesAsync();
            return Page.SeeOther($"{AddressOf(id)}#a-{proposal.Id}", "workshops.actions.made");
        }
        var typed = new TypedAction(form);
        var (due, done) = typed.Judge();
        typed.Errors.AddWhen(there.Count >= Act.Actions.Most, "what", "workshops.actions.errors.too-many");
        if (typed.Errors.Any)
            return await Of(workshop, db, shelf, typed);
        // The form brings the id: sent twice, it is there once.
        var action = Guid.TryParse(form["id"], out var given) && given != Guid.Empty ? given : Ids.New();
        if (!await db.WorkshopActions.AnyAsync(one => one.Id == action))
        {
            db.Add(new WorkshopAction { Id = action, Workshop = id, Position = position, What = typed.What, Who = typed.Who, DueOn = due, Effect = typed.Effect, DoneOn = done, Version = 1 });
            await db.SaveChangesAsync();
        }
        return Page.SeeOther($"{AddressOf(id)}#a-{action}", "workshops.actions.added", AddressOf(id));
    }

    private static async Task<IResult> Save(Guid id, Guid action, Posted form, HttpContext http, Database db, Shelf shelf, Visit visit)
    {
        var (workshop, typed, scripted) = (await db.FoundWorkshop(id), new TypedAction(form), Autosave.Asks(http.Request));
        if (await db.ClaimAction(id, action) is not { } found)
            return scripted ? Autosave.Refused(visit["workshops.actions.errors.gone"], StatusCodes.Status410Gone) : Page.NotFound();
        var (due, done) = typed.Judge();
        if (typed.Errors.Any)
            return scripted ? Autosave.Refused(string.Join(' ', typed.Errors.All.Values.Select(key => visit[key]).Distinct(StringComparer.Ordinal))) : await Of(workshop, db, shelf, wrong: (action, typed, false));
        if (!typed.Says(found, due, done))
        {
            if (typed.Version != found.Version)
                return scripted ? Autosave.Conflict(Told(found), found.Version) : await Of(workshop, db, shelf, wrong: (action, typed, true));
            (found.What, found.Who, found.DueOn, found.Effect, found.DoneOn, found.Version) = (typed.What, typed.Who, due, typed.Effect, done, found.Version + 1);
            await db.SaveChangesAsync();
        }
        return scripted ? Autosave.Saved(visit, found.Version, HintOf(found, visit)) : Page.SeeOther($"{AddressOf(id)}#a-{action}", "workshops.actions.saved", $"{AddressOf(id)}/{action}");
    }

    /// <summary>What became of it: done, or not yet and perhaps a new date. Asked when the group meets again, so it may be told from the next workshop's page.</summary>
    private static async Task<IResult> Tell(Guid id, Guid action, Posted form, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var asked = Guid.TryParse(form["next"], out var next) && next != id && (await gate.Ask<Workshop>(next, Kind.Workshop, Operation.Read)).Verdict == Verdict.Yes ? next : id;
        var back = AddressOf(asked);
        if (await db.ClaimAction(id, action) is not { } found)
            return Page.SeeOther(back);
        var isDay = Dates.Read(form["date"], out var day);
        if (form["outcome"] == "done")
            found.DoneOn ??= visit.Today;
        else if (isDay)
            (found.DueOn, found.DoneOn) = (day, null);
        else if (form["date"].Length > 0)
            return await Of(await db.FoundWorkshop(asked), db, shelf, undated: (action, form["date"]));
        if (db.Entry(found).State == EntityState.Modified)
            found.Version++;
        await db.SaveChangesAsync();
        return Page.SeeOther(form["outcome"] == "done" ? back : $"{back}#e-{action}", form["outcome"] == "done" ? "workshops.actions.told-done" : isDay ? "workshops.actions.told-date" : "workshops.actions.told-open");
    }

    private static async Task<IResult> Remove(Guid id, Guid action, Database db)
    {
        if (await db.ClaimAction(id, action) is { } found)
        {
            db.Remove(found);
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(AddressOf(id), "workshops.actions.removed");
    }

    private static async Task<IResult> Of(Workshop workshop, Database db, Shelf shelf, TypedAction? @new = null, (Guid, TypedAction, bool Clash)? wrong = null, (Guid, string)? undated = null)
    {
        var actions = await db.ActionsOf(workshop.Id);
        return Page.Of<ActionsPage>(
            new
            {
                Workshop = workshop, Actions = (IReadOnlyList<WorkshopAction>)actions, New = @new, Wrong = wrong, Undated = undated, Earlier = (IReadOnlyList<WorkshopAction>)(workshop.Previous is null ? [] : await db.OpenActionsBefore(workshop.Id)),
                Proposals = await Act.Actions.ProposalsOf(db, workshop, actions, await shelf.As(workshop)),
            },
            wrong is { } one ? one.Clash ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity : @new is null && undated is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static Dictionary<string, object> Told(WorkshopAction action) => new(StringComparer.Ordinal)
    {
        ["what"] = action.What, ["who"] = action.Who, ["due"] = Day(action.DueOn), ["effect"] = action.Effect, ["done"] = Day(action.DoneOn),
    };

    internal static string Day(DateOnly? day) => day is { } there ? Dates.Write(there) : "";

    /// <summary>What it lacks, in words.</summary>
    internal static string HintOf(WorkshopAction action, Visit visit) => string.Join(' ', action.Missing().Select(key => visit[key]));
}
