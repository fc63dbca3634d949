using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Actions.Divide;

/// <summary>One action becomes several, or several become one. What they said stays in their history.</summary>
internal static class Division
{
    private const int Most = 10;

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/actions/{id}/parts", Split).May<PlannedAction>(Operation.Write, Kind.Action);
        doors.MapPost("/actions/{id}/merger", Merge).May<PlannedAction>(Operation.Write, Kind.Action);
    }

    private static async Task<IResult> Split(Guid id, Posted form, Database db, Gate gate, Origins origins, Visit visit, CancellationToken stop)
    {
        var (typed, action) = (new Typed(form), await db.HeldAction(id));
        var parts = typed["parts"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        typed.Errors.AddWhen(parts.Length is < 2 or > Most, "parts", "actions.wrong.parts");
        typed.Errors.AddWhen(parts.Any(part => part.Length > PlannedAction.Longest), "parts", "form.wrong.text-too-long");
        // Sent twice, it is done once.
        var first = typed.NewId;
        if (await db.Actions.AnyAsync(one => one.Id == first, stop))
            return Page.SeeOther(Follow.ActionPage.AddressOf(id));
        if (typed.Errors.Any)
            return await Follow.ActionPage.Of(action, db, gate, origins, stop, new("split", typed));
        if (typed.Version != action.Version)
            return await Follow.ActionPage.Of(action, db, gate, origins, stop, new("split", typed, Clash: true));
        // The first line is what this one says from now on; each of the others becomes one of its own.
        foreach (var (part, n) in parts.Skip(1).Select((part, n) => (part, n)))
        {
            var made = action.Split(n == 0 ? first : Ids.New(), part, visit.Now);
            db.Add(made);
            db.Add(made.Made(gate.Me));
            db.Add(action.Step(ActionMoment.Split, gate.Me, visit.Now, part));
        }
        var before = action.Says();
        action.What = parts[0];
        if (before["what"] != action.What)
            db.Add(action.Changed(before, gate.Me, visit.Now));
        await db.SaveChangesAsync(stop);
        return Page.SeeOther(Follow.ActionPage.AddressOf(id), "actions.split.done", $"/actions/{id}/parts");
    }

    private static async Task<IResult> Merge(Guid id, Posted form, Database db, Gate gate, Origins origins, Visit visit, CancellationToken stop)
    {
        var (typed, action) = (new Typed(form), await db.HeldAction(id));
        var into = Guid.TryParse(typed["into"], CultureInfo.InvariantCulture, out var chosen) && chosen != id && (await gate.Ask<PlannedAction>(chosen, Kind.Action, Operation.Write)).Verdict == Verdict.Yes ? await db.HeldAction(chosen) : null;
        typed.Errors.AddWhen(into is not { IsOpen: true }, "into", "actions.wrong.into");
        if (into is null || typed.Errors.Any)
            return await Follow.ActionPage.Of(action, db, gate, origins, stop, new("merge", typed));
        db.AddRange(action.GoInto(into, gate.Me, visit.Now));
        await db.SaveAndLetGo(action, stop);
        return Page.SeeOther(Follow.ActionPage.AddressOf(into.Id), "actions.merge.done");
    }
}
