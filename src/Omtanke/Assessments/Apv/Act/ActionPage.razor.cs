using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Actions.HandOver;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Act;

/// <summary>An action of the plan: what, who answers for it, by when, and how it will be seen that it worked.</summary>
public sealed partial class ActionPage
{
    [Parameter, EditorRequired] public required Whole Whole { get; set; }

    /// <summary>What it is about.</summary>
    [Parameter, EditorRequired] public required Problem Problem { get; set; }

    /// <summary>The action as it stands; none for a new one.</summary>
    [Parameter] public PlannedAction? Action { get; set; }

    /// <summary>The address of the person who answers for it.</summary>
    [Parameter] public string? Email { get; set; }

    /// <summary>Whether somebody else was there first.</summary>
    [Parameter] public bool Clash { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/apv/{id}/actions/new", New).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/actions", Add).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapGet("/apv/{id}/actions/{action:guid}", Show).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/actions/{action:guid}", Save).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/actions/{action:guid}/removal", PutAside).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/actions/{action:guid}/return", TakeBack).May<Assessment>(Operation.Write, Kind.Apv);
    }

    private static async Task<IResult> New(Guid id, HttpRequest request, Database db)
    {
        var whole = await db.WholeApv(await db.FoundApv(id));
        return Find(whole, request.Query["problem"].ToString()) is { } problem ? await Of(whole, problem, null, new Typed(), db) : Page.SeeOther($"/apv/{id}/plan");
    }

    private static async Task<IResult> Show(Guid id, Guid action, Database db)
    {
        var whole = await db.WholeApv(await db.FoundApv(id));
        return whole.Actions.FirstOrDefault(one => one.Id == action) is { } found && About(whole, found) is { } problem ? await Of(whole, problem, found, new Typed(), db) : Page.NotFound();
    }

    private static async Task<IResult> Add(Guid id, Posted form, Database db, Gate gate, Visit visit)
    {
        var (apv, typed) = (await db.ClaimApv(id), new Typed(form));
        var whole = await db.WholeApv(apv);
        if (Find(whole, typed["problem"]) is not { } problem)
            return Page.SeeOther($"/apv/{id}/plan");
        var (told, made) = (await Read(typed, db, visit.Today), typed.NewId);
        if (typed.Errors.Any)
            return await Of(whole, problem, null, typed, db);
        if (!await db.Actions.AnyAsync(one => one.Id == made))
        {
            var action = apv.Plan(problem, made, whole.Actions.Count, told.What, visit.Now);
            told.Into(action);
            db.Add(action);
            db.Add(action.Made(gate.Me));
        }
        await db.SaveChangesAsync();
        return Page.SeeOther($"/apv/{id}/plan#a-{made}", await db.SaidOf("apv.action.done", told.Texts), $"/apv/{id}/actions");
    }

    private static async Task<IResult> Save(Guid id, Guid action, Posted form, Database db, Gate gate, DeskLetters letters, Visit visit)
    {
        var (apv, typed) = (await db.FoundApv(id), new Typed(form));
        if (await db.ClaimAction(Origin.Apv, id, action) is not { } found)
            return Page.NotFound();
        var told = await Read(typed, db, visit.Today, found);
        // Whoever is asked already has not answered: it is where it was.
        if (found.OfferedTo is { } waiting && told.Owner == waiting)
            told = told with { Owner = found.Owner, Who = found.Who };
        var (clash, asked) = (told != Told.Of(found) && typed.Version != found.Version, (Person?)null);
        var (later, reason) = (found.IsOpen && told.DueOn > found.DueOn, typed.Lines("reason"));
        if (!clash)
        {
            (asked, var no) = await Offers.Meant(db, found, told.Owner, gate.Me);
            if (no is not null)
                typed.Errors.Add("person", no);
            typed.Errors.AddWhen(later && reason.Length == 0, "reason", "actions.wrong.reason");
        }
        if (typed.Errors.Any || clash)
            return await Back(apv, found, typed, db, clash: !typed.Errors.Any);
        // Until whoever is asked says yes, it stays where it is.
        if (found.Owner is { } owner && told.Owner != owner)
            told = told with { Owner = owner, Who = told.Owner is null ? told.Who : found.Who };
        var look = found.CheckOn;
        if (later)
            db.Add(found.Postpone(told.DueOn!.Value, reason, gate.Me, visit.Now));
        // The look that is not chosen anew has moved along.
        told = told.CheckOn == look ? told with { CheckOn = found.CheckOn } : told;
        if (told != Told.Of(found))
        {
            var before = found.Says();
            // Whoever takes it on now was not asked for it before.
            if (found.Owner != told.Owner)
                found.OfferedTo = null;
            told.Into(found);
            db.Add(found.Changed(before, gate.Me, visit.Now));
        }
        if (asked is not null)
            await Offers.Hand(db, found, asked, gate.Me, letters, visit.Now);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/apv/{id}/plan#a-{action}", await db.SaidOf(asked is null ? "apv.saved" : "actions.offer.done", told.Texts), $"/apv/{id}/actions/{action}");
    }

    private static async Task<IResult> PutAside(Guid id, Guid action, Posted form, Database db, Gate gate, Visit visit)
    {
        var (apv, typed) = (await db.FoundApv(id), new Typed(form));
        if (await db.ClaimAction(Origin.Apv, id, action) is { IsOut: false } found)
        {
            var why = typed.Lines("why", "actions.wrong.why");
            if (typed.Errors.Any)
                return await Back(apv, found, typed, db);
            db.Add(found.PutAside(why, gate.Me, visit.Now));
        }
        await db.SaveChangesAsync();
        return Page.SeeOther($"/apv/{id}/plan", "apv.put-aside.done");
    }

    private static async Task<IResult> TakeBack(Guid id, Guid action, Database db, Gate gate, Visit visit)
    {
        // Where what it is about is solved or put aside, it rests on.
        if (await db.ClaimAction(Origin.Apv, id, action) is { IsOut: true } found && await db.ApvProblems.AnyAsync(one => one.Id == found.Part && !one.IsOut && one.SolvedOn == null))
            db.Add(found.TakeBack(gate.Me, visit.Now));
        await db.SaveChangesAsync();
        return Page.SeeOther($"/apv/{id}/plan", "apv.put-aside.is-back");
    }

    private static Problem? Find(Whole whole, string problem) => whole.ToPlan.FirstOrDefault(one => one.Id.ToString() == problem);

    private static Problem? About(Whole whole, PlannedAction action) => whole.All.FirstOrDefault(one => one.Id == action.Part);

    // The page with what could not be taken.
    private static async Task<IResult> Back(Assessment apv, PlannedAction found, Typed typed, Database db, bool clash = false)
    {
        var whole = await db.WholeApv(apv);
        return About(whole, found) is { } problem ? await Of(whole, problem, found, typed, db, clash) : Page.NotFound();
    }

    private static async Task<Told> Read(Typed typed, Database db, DateOnly today, PlannedAction? now = null)
    {
        var (what, responsible) = (typed.Lines("what", "apv.errors.action-what"), typed.Line("responsible", Assessment.LongestTitle, "apv.errors.responsible"));
        var person = await typed.Person("person", db);
        var (start, due, check) = (typed.DayByIfAny("start"), typed.DayBy("due", missing: "apv.errors.due"), typed.DayByIfAny("check"));
        var (measure, needs, with) = (typed.Lines("measure"), typed.Lines("needs"), typed.Lines("with"));
        // A day that has passed may stay, and is not chosen anew.
        typed.Errors.AddWhen(due < today && due != now?.DueOn, "due", "actions.wrong.due-past");
        typed.Errors.AddWhen(start > due, "due", "apv.errors.due-before");
        typed.Errors.AddWhen(check < start, "check", "apv.errors.check");
        return new(what, responsible, person?.Id, start, due, measure, check, needs, with);
    }

    private static async Task<IResult> Of(Whole whole, Problem problem, PlannedAction? action, Typed typed, Database db, bool clash = false) => Page.Of<ActionPage>(
        new
        {
            Whole = whole, Problem = problem, Action = action, Typed = typed, Clash = clash,
            Email = action?.Owner is { } person ? await db.People.Where(one => one.Id == person && one.LeftOn == null).Select(one => one.Email).FirstOrDefaultAsync() : null,
        },
        clash ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    /// <summary>What a form says of an action.</summary>
    private sealed record Told(string What, string Who, Guid? Owner, DateOnly? StartOn, DateOnly? DueOn, string Measure, DateOnly? CheckOn, string Needs, string With)
    {
        public static Told Of(PlannedAction action) => new(action.What, action.Who, action.Owner, action.StartOn, action.DueOn, action.Measure, action.CheckOn, action.Needs, action.With);

        // Not who answers for it: outside the workplace a name there is never told.
        public string[] Texts => [What, Measure, Needs, With];

        public void Into(PlannedAction action)
        {
            (action.What, action.Who, action.Owner, action.StartOn) = (What, Who, Owner, StartOn);
            (action.DueOn, action.Measure, action.CheckOn, action.Needs, action.With) = (DueOn, Measure, CheckOn, Needs, With);
        }
    }
}
