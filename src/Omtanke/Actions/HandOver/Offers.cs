using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Actions.HandOver;

/// <summary>An action goes from one hand to another: somebody is asked, and says yes or no. Until then whoever answers for it still does.</summary>
public static class Offers
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
        // Pressed twice, it is asked once.
        if (to is not null && action.OfferedTo == to.Id)
            return Page.SeeOther(Follow.ActionPage.AddressOf(id));
        if (WhyNot(action, to, gate.Me) is { } why)
            typed.Errors.Add("to", why);
        if (typed.Errors.Any || to is null)
            return await Follow.ActionPage.Of(action, db, gate, origins, stop, new("offer", typed));
        await Hand(db, action, to, gate.Me, letters, visit.Now);
        await db.SaveChangesAsync(stop);
        return Page.SeeOther(Follow.ActionPage.AddressOf(id), to.Id == gate.Me ? "actions.offer.taken" : "actions.offer.done", $"/actions/{id}/offer");
    }

    /// <summary>
    /// Whom a form means that names who answers for an action, where somebody does already: it is theirs until whoever is named says yes, and nobody takes it from them by leaving the field empty.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="action">The action.</param>
    /// <param name="named">Who the form names; null for nobody.</param>
    /// <param name="me">Who sends it.</param>
    /// <returns>Who is to be asked, null for nobody; and the word key of what is wrong with that.</returns>
    public static async Task<(Person? To, string? Wrong)> Meant(Database db, PlannedAction action, Guid? named, Guid me)
    {
        if (action.Owner is not { } owner || named == owner)
            return (null, null);
        if (named is not { } id)
            return (null, await db.People.AnyAsync(person => person.Id == owner && person.LeftOn == null) ? "actions.wrong.who-answers" : null);
        var to = await db.People.AsNoTracking().SingleAsync(person => person.Id == id);
        return (to, WhyNot(action, to, me));
    }

    /// <summary>Asks somebody; whoever keeps the plan takes it on themself by saying so.</summary>
    public static async Task Hand(Database db, PlannedAction action, Person to, Guid me, DeskLetters letters, DateTimeOffset now)
    {
        if (to.Id == me)
        {
            db.Add(action.TakeOn(me, to.Name, now));
            return;
        }
        db.Add(action.Offer(to.Id, me, now));
        await letters.AskedByDay(to, now);
    }

    // Whoever has been asked answers first: else it could go round in a circle.
    private static string? WhyNot(PlannedAction action, Person? to, Guid me) =>
        action.OfferedTo is not null ? "actions.wrong.to-waiting"
        : !action.IsOpen ? "actions.wrong.to-over"
        : to is null || to.Id != action.Owner ? null
        : to.Id == me ? "actions.wrong.to-yourself" : "actions.wrong.to-already";

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
