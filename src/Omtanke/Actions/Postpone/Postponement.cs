using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Actions.Postpone;

/// <summary>An action gets a later day, and why; or it is put aside, and why, and may come back. Nothing goes silently.</summary>
internal static class Postponement
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/actions/{id}/postponement", Later).May<PlannedAction>(Operation.Write, Kind.Action);
        doors.MapPost("/actions/{id}/removal", PutAside).May<PlannedAction>(Operation.Close, Kind.Action);
        doors.MapPost("/actions/{id}/return", TakeBack).May<PlannedAction>(Operation.Reopen, Kind.Action);
    }

    private static async Task<IResult> Later(Guid id, Posted form, Database db, Gate gate, Origins origins, Visit visit, CancellationToken stop)
    {
        var (typed, action) = (new Typed(form), await db.HeldAction(id));
        typed.Errors.AddWhen(typed["day"].Length == 0, "day", "form.wrong.day-missing");
        var (day, reason) = (typed.DayThatMayBe("day"), typed.Lines("reason", "actions.wrong.reason"));
        // Sent twice, it has that day already.
        if (day is not null && day == action.DueOn && typed.Version == action.Version - 1)
            return Page.SeeOther(Follow.ActionPage.AddressOf(id), "actions.postpone.done");
        typed.Errors.AddWhen(!action.IsOpen, "day", "actions.wrong.day-over");
        typed.Errors.AddWhen(day <= action.DueOn, "day", "actions.wrong.day-earlier");
        typed.Errors.AddWhen(day < visit.Today, "day", "actions.wrong.due-past");
        typed.Errors.AddWhen(day < action.StartOn, "day", "actions.wrong.due-before-start");
        if (day is not { } due || typed.Errors.Any)
            return await Follow.ActionPage.Of(action, db, gate, origins, stop, new("postpone", typed));
        if (typed.Version != action.Version)
            return await Follow.ActionPage.Of(action, db, gate, origins, stop, new("postpone", typed, Clash: true));
        db.Add(action.Postpone(due, reason, gate.Me, visit.Now));
        await db.SaveChangesAsync(stop);
        return Page.SeeOther(Follow.ActionPage.AddressOf(id), "actions.postpone.done", $"/actions/{id}/postponement");
    }

    private static async Task<IResult> PutAside(Guid id, Posted form, Database db, Gate gate, Origins origins, Visit visit, CancellationToken stop)
    {
        var (typed, action) = (new Typed(form), await db.HeldAction(id));
        var why = typed.Lines("why", "actions.wrong.why");
        if (typed.Errors.Any)
            return await Follow.ActionPage.Of(action, db, gate, origins, stop, new("aside", typed));
        if (!action.IsOut)
            db.Add(action.PutAside(why, gate.Me, visit.Now));
        await db.SaveAndLetGo(action, stop);
        return Page.SeeOther(Follow.ActionPage.AddressOf(id), "actions.aside.done", $"/actions/{id}/removal");
    }

    private static async Task<IResult> TakeBack(Guid id, Database db, Gate gate, Visit visit, CancellationToken stop)
    {
        var action = await db.HeldAction(id);
        // What rests with its problem comes back with it.
        if (action is { IsOut: true, IsOutWithPart: false })
            db.Add(action.TakeBack(gate.Me, visit.Now));
        await db.SaveChangesAsync(stop);
        return Page.SeeOther(Follow.ActionPage.AddressOf(id), "actions.aside.is-back");
    }
}
