using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Actions.Mend;

/// <summary>Changing what an action says.</summary>
public sealed partial class WordingPage
{
    [Parameter, EditorRequired] public required PlannedAction Action { get; set; }

    /// <summary>Those who help.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Person> Helpers { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>Whether somebody else was there first.</summary>
    [Parameter] public bool Clash { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/actions/{id}/wording", Show).May<PlannedAction>(Operation.Write, Kind.Action);
        doors.MapPost("/actions/{id}/wording", Save).May<PlannedAction>(Operation.Write, Kind.Action);
    }

    private static async Task<IResult> Show(Guid id, Database db, CancellationToken stop) => await Of(await db.FoundAction(id), new(), db, stop);

    private static async Task<IResult> Save(Guid id, Posted form, Database db, Gate gate, Visit visit, CancellationToken stop)
    {
        var (typed, action) = (new Typed(form), await db.HeldAction(id));
        var told = await Told.Of(typed, db);
        // A day that has passed may stay, and is not chosen anew.
        typed.Errors.AddWhen(told.DueOn < visit.Today && told.DueOn != action.DueOn, "due", "actions.wrong.due-past");
        // What an APV plans has somebody who answers for it, and a day.
        typed.Errors.AddWhen(action.Origin == Origin.Apv && told.DueOn is null, "due", "form.wrong.day-missing");
        typed.Errors.AddWhen(action.Origin == Origin.Apv && told.Who.Length == 0, "who", "actions.wrong.who");
        if (typed.Errors.Any)
            return await Of(action, typed, db, stop);
        if (told.Says(Told.Of(action)))
            return Page.SeeOther(Follow.ActionPage.AddressOf(id), null, $"/actions/{id}/wording");
        if (typed.Version != action.Version)
            return await Of(action, typed, db, stop, clash: true);
        var (later, reason) = (action.IsOpen && told.DueOn > action.DueOn, typed.Lines("reason"));
        typed.Errors.AddWhen(later && reason.Length == 0, "reason", "actions.wrong.reason");
        if (typed.Errors.Any)
            return await Of(action, typed, db, stop);
        var look = action.CheckOn;
        if (later)
            db.Add(action.Postpone(told.DueOn!.Value, reason, gate.Me, visit.Now));
        var before = action.Says();
        // The look that is not chosen anew has moved along.
        (told.CheckOn == look ? told with { CheckOn = action.CheckOn } : told).Into(action);
        if (!before.SequenceEqual(action.Says()))
            db.Add(action.Changed(before, gate.Me, visit.Now));
        await db.SaveChangesAsync(stop);
        return Page.SeeOther(Follow.ActionPage.AddressOf(id), "actions.saved", $"/actions/{id}/wording");
    }

    private static async Task<IResult> Of(PlannedAction action, Typed typed, Database db, CancellationToken stop, bool clash = false) => Page.Of<WordingPage>(
        new { Action = action, Typed = typed, Clash = clash, Helpers = (IReadOnlyList<Person>)await db.People.AsNoTracking().Where(person => action.Helpers.Contains(person.Id)).OrderBy(person => person.Name).ToListAsync(stop) },
        clash ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
