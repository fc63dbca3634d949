using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Actions.HandOver;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Workshops.Act;

/// <summary>What is to be done: what, who, by when, and how it will be seen that it worked. Kept while the workshop runs and after; what is open from last time stands first.</summary>
public sealed partial class ActionsPage
{
    [Parameter, EditorRequired] public required Workshop Workshop { get; set; }

    /// <summary>Those of this workshop by date, those put aside among them.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<PlannedAction> Every { get; set; }

    /// <summary>What is open from the workshops before.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<PlannedAction> Earlier { get; set; }

    /// <summary>What one could be made of with one press.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Proposed> Proposed { get; set; }

    /// <summary>In whose plan they may come to stand.</summary>
    [Parameter, EditorRequired] public required Reach Reach { get; set; }

    /// <summary>What was typed into the form for a new one and could not be taken as it is.</summary>
    [Parameter] public TypedAction? New { get; set; }

    /// <summary>The action whose form could not be taken as it is, what was typed, and whether somebody else was there first.</summary>
    [Parameter] public (Guid Action, TypedAction Typed, bool Clash)? Wrong { get; set; }

    /// <summary>The action whose new date or whose way aside could not be taken, and what was typed.</summary>
    [Parameter] public (Guid Action, Typed Typed)? Way { get; set; }

    /// <summary>What was chosen of who sees them, and could not be taken as it is.</summary>
    [Parameter] public Typed Showing { get; set; } = new();

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/workshops/{id}/actions", Show).May<Workshop>(Operation.Read, Kind.Workshop);
        doors.MapPost("/workshops/{id}/actions", Add).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/actions/audience", ShowTo).May<Workshop>(Operation.Publish, Kind.Workshop);
        doors.MapPost("/workshops/{id}/actions/{action:guid}", Save).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/actions/{action:guid}/outcome", Tell).May<Workshop>(Operation.Write, Kind.Workshop);
        doors.MapPost("/workshops/{id}/actions/{action:guid}/absence", PutAside).May<Workshop>(Operation.Write, Kind.Workshop);
    }

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid workshop) => $"/workshops/{workshop}/actions";

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Shelf shelf) => await Of(await db.FoundWorkshop(id), db, gate, shelf);

    /// <summary>A new one: typed, or made with one press.</summary>
    private static async Task<IResult> Add(Guid id, Posted form, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var workshop = await db.ClaimWorkshop(id);
        var there = await db.EveryActionOf(id);
        var position = there.Select(action => action.Position).DefaultIfEmpty().Max() + 1;
        var full = there.Count(action => !action.IsOut) >= WorkshopActions.Most;
        if (form.Has("idea") || form.Has("proposal"))
        {
            var proposed = (await Proposals.Of(db, workshop, await shelf.As(workshop))).Without(there).FirstOrDefault(one => form.Has("idea") ? one.Idea.ToString() == form["idea"] : one.MadeOf.ToString() == form["proposal"]);
            // Pressed again, it is made already.
            if (proposed is null || full)
                return Page.SeeOther(AddressOf(id), full ? "workshops.actions.errors.too-many" : null);
            var made = proposed.Make(workshop, position, await Doer.Meant(proposed.Proposal.Who, null, workshop, db), gate.Me, visit.Now);
            await Make(made, gate.Me, db);
            return Page.SeeOther($"{AddressOf(id)}#a-{made.Id}", "workshops.actions.made");
        }
        var typed = new TypedAction(form);
        var (due, _) = typed.Judge(visit.Today);
        typed.Errors.AddWhen(full, "what", "workshops.actions.errors.too-many");
        if (typed.Errors.Any)
            return await Of(workshop, db, gate, shelf, typed);
        // The form brings the id: sent twice, it is there once.
        var action = Guid.TryParse(form["id"], out var given) && given != Guid.Empty ? given : Ids.New();
        var notice = "workshops.actions.added";
        if (there.TrueForAll(one => one.Id != action))
        {
            var doer = await Doer.Meant(typed.Who, null, workshop, db);
            var added = new PlannedAction
            {
                Id = action, Origin = Origin.Workshop, OriginId = id, OriginName = workshop.Title, Position = position, Language = workshop.Language, Keeper = gate.Me, MadeAt = visit.Now, Shown = workshop.Shown, Units = workshop.Units,
                What = typed.What, Owner = doer.Person, Who = doer.Said, DueOn = due, Measure = typed.Measure,
            };
            await Make(added, gate.Me, db);
            if (doer.Person is null && typed.Who.Length > 0)
                notice = "workshops.actions.added-unknown";
        }
        return Page.SeeOther($"{AddressOf(id)}#a-{action}", notice, AddressOf(id));
    }

    private static async Task Make(PlannedAction action, Guid by, Database db)
    {
        db.Add(action);
        db.Add(action.Made(by));
        await db.SaveChangesAsync();
    }

    private static async Task<IResult> Save(Guid id, Guid action, Posted form, HttpContext http, Database db, Gate gate, Shelf shelf, DeskLetters letters, Visit visit)
    {
        var (workshop, typed, scripted) = (await db.FoundWorkshop(id), new TypedAction(form), Autosave.Asks(http.Request));
        if (await db.ClaimAction(Origin.Workshop, id, action) is not { IsOut: false } found)
            return scripted ? Autosave.Refused(visit["workshops.actions.errors.gone"], StatusCodes.Status410Gone) : Page.NotFound();
        var (due, done) = typed.Judge(visit.Today, found);
        if (typed.Errors.Any)
            return await Refuse();
        var (doer, asked) = (await Doer.Meant(typed.Who, found, workshop, db), (Person?)null);
        // Whoever is asked already has not answered: it is where it was.
        if (found.OfferedTo is { } waiting && doer.Person == waiting)
            doer = new(found.Owner, found.Who);
        if (!typed.Says(found, doer, due, done))
        {
            if (typed.Version != found.Version)
                return scripted ? Autosave.Conflict(Told(found), found.Version) : await Of(workshop, db, gate, shelf, wrong: (action, typed, true));
            // What is being written is everybody's to turn round. After that somebody answers for it, and counts on the day.
            if (!await db.IsBeingWritten(found, gate.Me, visit.Now))
            {
                (asked, var no) = await Offers.Meant(db, found, doer.Person, gate.Me);
                if (no is not null)
                    typed.Errors.Add("who", no);
                typed.Errors.AddWhen(found.IsOpen && due > found.DueOn, "due", "workshops.actions.errors.later");
                if (typed.Errors.Any)
                    return await Refuse();
                // Until whoever is asked says yes, it stays where it is.
                if (found.Owner is { } owner && doer.Person != owner)
                    doer = new(owner, doer.Person is null ? doer.Said : found.Who);
            }
            if (!typed.Says(found, doer, due, found.DoneOn))
                await db.Note(Change(found, typed, doer, due, gate.Me, visit.Now));
            if (asked is not null)
                await Offers.Hand(db, found, asked, gate.Me, letters, visit.Now);
            if (done != found.DoneOn)
                db.Add(TellDone(found, done, gate.Me, visit.Now));
            await db.SaveChangesAsync();
        }
        return scripted ? Autosave.Saved(visit, found.Version, HintOf(found, visit)) : Page.SeeOther($"{AddressOf(id)}#a-{action}", asked is null ? "workshops.actions.saved" : "actions.offer.done", $"{AddressOf(id)}/{action}");

        async Task<IResult> Refuse() =>
            scripted ? Autosave.Refused(string.Join(' ', typed.Errors.All.Values.Select(key => visit[key]).Distinct(StringComparer.Ordinal))) : await Of(workshop, db, gate, shelf, wrong: (action, typed, false));
    }

    private static ActionEvent Change(PlannedAction action, TypedAction typed, Doer doer, DateOnly? due, Guid by, DateTimeOffset now)
    {
        var before = action.Says();
        // Whoever takes it on now was not asked for it before.
        if (action.Owner != doer.Person)
            action.OfferedTo = null;
        (action.What, action.Owner, action.Who, action.DueOn, action.Measure) = (typed.What, doer.Person, doer.Said, due, typed.Measure);
        action.Helpers = [.. action.Helpers.Where(helper => helper != doer.Person)];
        return action.Changed(before, by, now);
    }

    private static ActionEvent TellDone(PlannedAction action, DateOnly? done, Guid by, DateTimeOffset now)
    {
        var told = action.Tell(done is not null ? Status.Done : Status.UnderWay, done is null ? null : action.Effect, action.EffectNote, by, now);
        action.DoneOn = done;
        return told;
    }

    /// <summary>What became of it: done, or not yet and perhaps a new date. Asked when the group meets again, so it may be told from the next workshop's page.</summary>
    private static async Task<IResult> Tell(Guid id, Guid action, Posted form, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var asked = Guid.TryParse(form["next"], out var next) && next != id && (await gate.Ask<Workshop>(next, Kind.Workshop, Operation.Read)).Verdict == Verdict.Yes ? next : id;
        var back = AddressOf(asked);
        if (await db.ClaimAction(Origin.Workshop, id, action) is not { IsOpen: true } found)
            return Page.SeeOther(back);
        var typed = new Typed(form);
        if (form["outcome"] == "done")
        {
            db.Add(found.Move(Status.Done, gate.Me, visit.Now));
            await db.SaveChangesAsync();
            return Page.SeeOther(back, "workshops.actions.told-done");
        }
        var (day, why) = (typed.DayThatMayBe("date"), typed.Lines("why"));
        typed.Errors.AddWhen(day < found.StartOn, "date", "workshops.actions.errors.before-start");
        typed.Errors.AddWhen(day < visit.Today && day != found.DueOn, "date", "actions.wrong.due-past");
        typed.Errors.AddWhen(day > found.DueOn && why.Length == 0, "why", "actions.wrong.reason");
        if (typed.Errors.Any)
            return await Of(await db.FoundWorkshop(asked), db, gate, shelf, way: (action, typed));
        if (day > found.DueOn)
        {
            db.Add(found.Postpone(day.Value, why, gate.Me, visit.Now));
        }
        else if (day is not null && day != found.DueOn)
        {
            var before = found.Says();
            found.DueOn = day;
            db.Add(found.Changed(before, gate.Me, visit.Now));
        }
        await db.SaveChangesAsync();
        return Page.SeeOther($"{back}#{(asked == id ? "a" : "e")}-{action}", day is null ? "workshops.actions.told-open" : "workshops.actions.told-date");
    }

    /// <summary>Put aside, and why; and back again.</summary>
    private static async Task<IResult> PutAside(Guid id, Guid action, Posted form, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var (typed, isOut) = (new Typed(form), form["out"] != "no");
        if (await db.ClaimAction(Origin.Workshop, id, action) is not { } found)
            return Page.NotFound();
        if (found.IsOut != isOut)
        {
            var reason = isOut ? typed.Lines("reason", "actions.wrong.why") : "";
            if (typed.Errors.Any)
                return await Of(await db.FoundWorkshop(id), db, gate, shelf, way: (action, typed));
            db.Add(isOut ? found.PutAside(reason, gate.Me, visit.Now) : found.TakeBack(gate.Me, visit.Now));
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(isOut ? $"{AddressOf(id)}#aside" : $"{AddressOf(id)}#a-{action}", isOut ? "workshops.actions.put-aside" : "workshops.actions.came-back");
    }

    /// <summary>In whose plan they stand: those there are, and those that come.</summary>
    private static async Task<IResult> ShowTo(Guid id, Posted form, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var (workshop, typed) = (await db.ClaimWorkshop(id), new Typed(form));
        var (shown, units) = (await Reach.Of(db, gate, workshop.Units)).Chosen(typed, workshop.Shown);
        if (typed.Errors.Any)
            return await Of(workshop, db, gate, shelf, showing: typed);
        (workshop.Shown, workshop.Units) = (shown, units);
        foreach (var action in await db.Actions.FromSql($"select * from actions where origin = 'Workshop' and origin_id = {id} order by id for update").ToListAsync())
            if (action.Shown != shown || !action.Units.SequenceEqual(units))
            {
                (action.Shown, action.Units) = (shown, units);
                db.Add(action.Step(ActionMoment.ShownTo, gate.Me, visit.Now));
            }
        await db.SaveChangesAsync();
        return Page.SeeOther($"{AddressOf(id)}#audience", $"workshops.actions.audience.{shown}-done", $"{AddressOf(id)}/audience");
    }

    private static async Task<IResult> Of(
        Workshop workshop, Database db, Gate gate, Shelf shelf, TypedAction? @new = null, (Guid, TypedAction, bool Clash)? wrong = null, (Guid, Typed)? way = null, Typed? showing = null)
    {
        var library = await shelf.As(workshop);
        var (every, earlier, proposed, reach) = (new List<PlannedAction>(), new List<PlannedAction>(), (IReadOnlyList<Proposed>)[], (Reach?)null);
        await db.InOneTrip(
            async () => every = await db.EveryActionOf(workshop.Id),
            async () => earlier = workshop.Previous is null ? [] : await db.OpenActionsBefore(workshop.Id),
            async () => proposed = await Proposals.Of(db, workshop, library),
            async () => reach = await Reach.Of(db, gate, workshop.Units));
        return Page.Of<ActionsPage>(
            new
            {
                Workshop = workshop, Every = (IReadOnlyList<PlannedAction>)every, New = @new, Wrong = wrong, Way = way, Earlier = (IReadOnlyList<PlannedAction>)earlier, Proposed = proposed.Without(every), Reach = reach, Showing = showing ?? new(),
            },
            wrong is { } one ? one.Clash ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity
            : @new is null && way is null && showing is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static Dictionary<string, object> Told(PlannedAction action) => new(StringComparer.Ordinal)
    {
        ["what"] = action.What, ["who"] = action.Who, ["due"] = Day(action.DueOn), ["measure"] = action.Measure, ["done"] = Day(action.DoneOn),
    };

    internal static string Day(DateOnly? day) => day is { } there ? Dates.Write(there) : "";

    /// <summary>What it lacks, or who gets it, in words.</summary>
    internal static string HintOf(PlannedAction action, Visit visit) => string.Join(' ', ((string[])
    [
        action.Who.Length == 0 ? visit["workshops.actions.no-owner"] : action.Owner is not null ? visit.With("workshops.actions.gets-it", ("name", action.Who)) : "",
        action.OfferedTo is not null ? visit["actions.offer.pending"] : "", action.DueOn is null ? visit["workshops.actions.no-date"] : "",
    ]).Where(said => said.Length > 0));
}
