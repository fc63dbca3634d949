using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
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
        return whole.Actions.FirstOrDefault(one => one.Id == action) is { } found ? await Of(whole, whole.All.First(one => one.Id == found.Problem), found, new Typed(), db) : Page.NotFound();
    }

    private static async Task<IResult> Add(Guid id, Posted form, Database db, Gate gate, Visit visit)
    {
        var (apv, typed) = (await db.ClaimApv(id), new Typed(form));
        var whole = await db.WholeApv(apv);
        if (Find(whole, typed["problem"]) is not { } problem)
            return Page.SeeOther($"/apv/{id}/plan");
        var (told, made) = (await Read(typed, db), typed.NewId);
        if (typed.Errors.Any)
            return await Of(whole, problem, null, typed, db);
        if (!await db.ApvActions.AnyAsync(one => one.Id == made))
        {
            db.Add(new PlannedAction
            {
                Id = made, Apv = id, Problem = problem.Id, What = told.What, Responsible = told.Responsible, Person = told.Person, StartOn = told.StartOn, DueOn = told.DueOn, Measure = told.Measure, CheckOn = told.CheckOn, Needs = told.Needs, With = told.With,
                Status = Status.Planned, PlannedAt = visit.Now, Version = 1,
            });
            db.Add(apv.Happened(Moment.ActionPlanned, gate.Me, visit.Now, told.What));
        }
        await db.SaveChangesAsync();
        return Page.SeeOther($"/apv/{id}/plan#a-{made}", "apv.action.done", $"/apv/{id}/actions");
    }

    private static async Task<IResult> Save(Guid id, Guid action, Posted form, Database db, Gate gate, Visit visit)
    {
        var (apv, typed) = (await db.FoundApv(id), new Typed(form));
        if (await db.ClaimAction(id, action) is not { } found)
            return Page.NotFound();
        var told = await Read(typed, db);
        if (typed.Errors.Any || (told != Told.Of(found) && typed.Version != found.Version))
        {
            var whole = await db.WholeApv(apv);
            return await Of(whole, whole.All.First(one => one.Id == found.Problem), found, typed, db, clash: !typed.Errors.Any);
        }
        if (told != Told.Of(found))
        {
            told.Into(found);
            db.Add(apv.Happened(Moment.ActionChanged, gate.Me, visit.Now, told.What));
            await db.SaveChangesAsync();
        }
        return Page.SeeOther($"/apv/{id}/plan#a-{action}", "apv.saved", $"/apv/{id}/actions/{action}");
    }

    private static Task<IResult> PutAside(Guid id, Guid action, Database db, Gate gate, Visit visit) => Put(id, action, isOut: true, db, gate, visit);

    private static Task<IResult> TakeBack(Guid id, Guid action, Database db, Gate gate, Visit visit) => Put(id, action, isOut: false, db, gate, visit);

    private static async Task<IResult> Put(Guid id, Guid action, bool isOut, Database db, Gate gate, Visit visit)
    {
        var apv = await db.FoundApv(id);
        if (await db.ClaimAction(id, action) is { } found && found.IsOut != isOut)
        {
            (found.IsOut, found.Version) = (isOut, found.Version + 1);
            db.Add(apv.Happened(isOut ? Moment.ActionOut : Moment.ActionBack, gate.Me, visit.Now, found.What));
            await db.SaveChangesAsync();
        }
        return Page.SeeOther($"/apv/{id}/plan", isOut ? "apv.put-aside.done" : "apv.put-aside.is-back");
    }

    private static Problem? Find(Whole whole, string problem) => whole.Problems.FirstOrDefault(one => one.Id.ToString() == problem);

    private static async Task<Told> Read(Typed typed, Database db)
    {
        var (what, responsible) = (typed.Lines("what", "apv.errors.action-what"), typed.Line("responsible", Assessment.LongestTitle, "apv.errors.responsible"));
        var person = await typed.Person("person", db);
        var (start, due, check) = (typed.DayByIfAny("start"), typed.DayBy("due", missing: "apv.errors.due"), typed.DayByIfAny("check"));
        var (measure, needs, with) = (typed.Lines("measure"), typed.Lines("needs"), typed.Lines("with"));
        typed.Errors.AddWhen(start > due, "due", "apv.errors.due-before");
        typed.Errors.AddWhen(check < start, "check", "apv.errors.check");
        return new(what, responsible, person?.Id, start, due ?? default, measure, check, needs, with);
    }

    private static async Task<IResult> Of(Whole whole, Problem problem, PlannedAction? action, Typed typed, Database db, bool clash = false) => Page.Of<ActionPage>(
        new
        {
            Whole = whole, Problem = problem, Action = action, Typed = typed, Clash = clash,
            Email = action?.Person is { } person ? await db.People.Where(one => one.Id == person).Select(one => one.Email).FirstOrDefaultAsync() : null,
        },
        clash ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    /// <summary>What a form says of an action.</summary>
    private sealed record Told(string What, string Responsible, Guid? Person, DateOnly? StartOn, DateOnly DueOn, string Measure, DateOnly? CheckOn, string Needs, string With)
    {
        public static Told Of(PlannedAction action) => new(action.What, action.Responsible, action.Person, action.StartOn, action.DueOn, action.Measure, action.CheckOn, action.Needs, action.With);

        public void Into(PlannedAction action)
        {
            (action.What, action.Responsible, action.Person, action.StartOn) = (What, Responsible, Person, StartOn);
            (action.DueOn, action.Measure, action.CheckOn, action.Needs, action.With, action.Version) = (DueOn, Measure, CheckOn, Needs, With, action.Version + 1);
        }
    }
}
