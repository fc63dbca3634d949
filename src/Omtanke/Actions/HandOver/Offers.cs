using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Actions.HandOver;

/// <summary>An action goes from one hand to another: somebody is asked, and says yes or no. Until then whoever answers for it still does.</summary>
internal static class Offers
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/actions/{id}/offer", Ask).May<PlannedAction>(Operation.Write, Kind.Action);
        doors.MapPost("/actions/{id}/offer/withdrawal", Withdraw).May<PlannedAction>(Operation.Write, Kind.Action);
        doors.MapPost("/actions/{id}/acceptance", Accept).May<PlannedAction>(Operation.HandOver, Kind.Action);
        doors.MapPost("/actions/{id}/refusal", Refuse).May<PlannedAction>(Operation.HandOver, Kind.Action);
    }

    private static async Task<IResult> Ask(Guid id, Posted form, Database db, Gate gate, Origins origins, DeskLetters letters, Visit visit, CancellationToken stop)
    {
        var (typed, action) = (new Typed(form), await db.HeldAction(id));
        typed.Errors.AddWhen(typed["to"].Length == 0, "to", "actions.wrong.to-nobody");
        var to = await typed.Person("to", db);
        // Pressed twice, it is asked once. Whoever has been asked answers first: else it could go round in a circle.
        if (to is not null && action.OfferedTo == to.Id)
            return Page.SeeOther(Follow.ActionPage.AddressOf(id));
        typed.Errors.AddWhen(action.OfferedTo is not null, "to", "actions.wrong.to-waiting");
        typed.Errors.AddWhen(!action.IsOpen, "to", "actions.wrong.to-over");
        typed.Errors.AddWhen(to is not null && to.Id == action.Owner, "to", to?.Id == gate.Me ? "actions.wrong.to-yourself" : "actions.wrong.to-already");
        if (typed.Errors.Any || to is null)
            return await Follow.ActionPage.Of(action, db, gate, origins, stop, new("offer", typed));
        // Whoever keeps the plan takes it on themself by saying so.
        if (to.Id == gate.Me)
        {
            db.Add(action.TakeOn(gate.Me, to.Name, visit.Now));
        }
        else
        {
            db.Add(action.Offer(to.Id, gate.Me, visit.Now));
            await letters.AskedByDay(to, visit.Now);
        }
        await db.SaveChangesAsync(stop);
        return Page.SeeOther(Follow.ActionPage.AddressOf(id), to.Id == gate.Me ? "actions.offer.taken" : "actions.offer.done", $"/actions/{id}/offer");
    }

    private static async Task<IResult> Withdraw(Guid id, Database db, Gate gate, Visit visit, CancellationToken stop)
    {
        var action = await db.HeldAction(id);
        if (action.OfferedTo is { } asked)
        {
            var back = action.Decline("", gate.Me, visit.Now);
            back.Whom = asked;
            db.Add(back);
            await db.SaveAndLetGo(action, stop);
        }
        return Page.SeeOther(Follow.ActionPage.AddressOf(id), "actions.offer.withdrawn");
    }

    private static async Task<IResult> Accept(Guid id, Database db, Gate gate, Visit visit, CancellationToken stop)
    {
        var action = await db.HeldAction(id);
        // Taken back a moment before: then it is not theirs to take.
        if (action.OfferedTo != gate.Me)
            return Page.SeeOther(Look.Asked.Address, "actions.offer.gone");
        db.Add(action.TakeOn(gate.Me, visit.Name!, visit.Now));
        await db.SaveChangesAsync(stop);
        return Page.SeeOther(Follow.ActionPage.AddressOf(id), "actions.offer.accepted");
    }

    private static async Task<IResult> Refuse(Guid id, Posted form, Database db, Gate gate, Origins origins, Visit visit, CancellationToken stop)
    {
        var (typed, action) = (new Typed(form), await db.HeldAction(id));
        if (action.OfferedTo != gate.Me)
            return Page.SeeOther(Look.Asked.Address, "actions.offer.gone");
        var answer = typed.Lines("answer");
        if (typed.Errors.Any)
            return await Follow.ActionPage.Of(action, db, gate, origins, stop, new("refusal", typed));
        db.Add(action.Decline(answer, gate.Me, visit.Now));
        await db.SaveAndLetGo(action, stop);
        return Page.SeeOther(Look.Asked.Address, "actions.offer.refused", $"/actions/{id}/refusal");
    }
}
