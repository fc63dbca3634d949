using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Actions.Share;

/// <summary>Who sees an action. To more than before only when that is said with one's own hand: its history, names and reasons come along.</summary>
public sealed partial class ReadersPage
{
    [Parameter, EditorRequired] public required PlannedAction Action { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [Parameter, EditorRequired] public required Reach Reach { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/actions/{id}/readers", Show).May<PlannedAction>(Operation.Write, Kind.Action);
        doors.MapPost("/actions/{id}/readers", Save).May<PlannedAction>(Operation.Write, Kind.Action);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate)
    {
        var action = await db.FoundAction(id);
        return action.Origin == Origin.Apv ? Page.SeeOther(Follow.ActionPage.AddressOf(id)) : await Of(action, new(), db, gate);
    }

    private static async Task<IResult> Save(Guid id, Posted form, Database db, Gate gate, Visit visit, CancellationToken stop)
    {
        var (typed, action) = (new Typed(form), await db.HeldAction(id));
        // The plan of an APV is everybody's to read.
        if (action.Origin == Origin.Apv)
            return Page.SeeOther(Follow.ActionPage.AddressOf(id));
        var reach = await Reach.Of(db, gate, action.Units);
        var (shown, units) = reach.Chosen(typed, action.Shown);
        var wider = shown > action.Shown || (shown == action.Shown && shown == Shown.Units && units.Except(action.Units.SelectMany(reach.Tree.Branch)).Any());
        typed.Errors.AddWhen(wider && !typed.Has("wider"), "wider", "actions.wrong.wider");
        if (typed.Errors.Any)
            return await Of(action, typed, db, gate);
        if (shown != action.Shown || !units.ToHashSet().SetEquals(action.Units))
        {
            typed.Errors.AddWhen(typed.Version != action.Version, "shown", "actions.wrong.readers-changed");
            if (typed.Errors.Any)
                return await Of(action, typed, db, gate, StatusCodes.Status409Conflict);
            (action.Shown, action.Units) = (shown, units);
            db.Add(action.Step(ActionMoment.ShownTo, gate.Me, visit.Now));
            await db.SaveAndLetGo(action, stop);
        }
        // Whoever leads a unit may have given it out of their own sight.
        return Page.SeeOther(await db.Actions.AnyAsync(one => one.Id == id, stop) ? Follow.ActionPage.AddressOf(id) : Look.Asked.Address, "actions.readers.done", $"/actions/{id}/readers");
    }

    private static async Task<IResult> Of(PlannedAction action, Typed typed, Database db, Gate gate, int status = StatusCodes.Status422UnprocessableEntity) => Page.Of<ReadersPage>(
        new { Action = action, Typed = typed, Reach = await Reach.Of(db, gate, action.Units) }, typed.Errors.Any ? status : StatusCodes.Status200OK);
}
