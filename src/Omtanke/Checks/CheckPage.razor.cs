using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Checks;

/// <summary>Did it help? What whoever answered for it says, beside what those it was for say, once that may be told; and the question itself, for those who are asked.</summary>
public sealed partial class CheckPage
{
    [Parameter, EditorRequired] public required PlannedAction Action { get; set; }

    /// <summary>The newest check; null before there is one.</summary>
    [Parameter] public EffectCheck? Check { get; set; }

    /// <summary>Whether the visitor is asked, and whether they have answered.</summary>
    [Parameter] public (bool Asked, bool Answered) Mine { get; set; }

    /// <summary>What was sent and could not be taken.</summary>
    [Parameter] public Typed Typed { get; set; } = new();

    /// <summary>Whether they came too late.</summary>
    [Parameter] public bool Late { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/actions/{id}/check", Show).May<PlannedAction>(Operation.Read, Kind.Action);
        doors.MapPost("/actions/{id}/check", Give).May<EffectCheck>(Operation.Confirm, Kind.Action);
    }

    private static async Task<IResult> Show(Guid id, Database db, BallotKeys keys, Gate gate) => await Of(await db.FoundAction(id), db, keys, gate.Me);

    private static async Task<IResult> Give(Guid id, Posted form, Database db, BallotKeys keys, Gate gate, Visit visit)
    {
        var (typed, me) = (new Typed(form), gate.Me);
        var felt = typed.One("felt", Enum.GetValues<Felt>(), "effect-checks.choose");
        var action = await db.Actions.AsNoTracking().SingleAsync(one => one.Id == id);
        if (typed.Errors.Any)
            return await Of(action, db, keys, me, typed);
        var check = (await db.CheckOf(id))!;
        // Kept from closing until this is stored, and read once more now that it is.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared(hashtextextended({check.Id}::text, 0))");
        check = (await db.CheckOf(id))!;
        if (!check.IsOpen(visit.Now) || check.Key is not { } key || await keys.Fetch(key) is not { } ballots)
            return await Of(action, db, keys, me, late: true);
        var (mark, envelope) = (keys.NameIn(check.Id, me), Ids.New());
        var content = ballots.Seal(envelope, [(byte)felt]);
        await db.Set("omtanke.marks", mark.ToString());
        if (await db.Database.ExecuteSqlAsync($"insert into effect_given (\"check\", mark) values ({check.Id}, {mark}) on conflict do nothing") == 1)
            await db.Database.ExecuteSqlAsync($"insert into effect_box (id, \"check\", sealed) values ({envelope}, {check.Id}, {content})");
        return Page.SeeOther($"/actions/{id}/check", "effect-checks.thanks");
    }

    private static async Task<IResult> Of(PlannedAction action, Database db, BallotKeys keys, Guid me, Typed? typed = null, bool late = false)
    {
        var check = await db.CheckOf(action.Id);
        var asked = check is { ClosedAt: null } && await db.IsAsked(check.Id, me);
        var answered = asked && (await db.Answered(keys, me, [check!.Id])).Count > 0;
        return Page.Of<CheckPage>(new { Action = action, Check = check, Mine = (asked, answered), Typed = typed ?? new Typed(), Late = late },
            late ? StatusCodes.Status410Gone : typed is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private bool MayAnswer => Mine is { Asked: true, Answered: false } && Check!.IsOpen(Visit.Now) && !Late;

    // Where the mean lies: half a step of the scale from either end and it is called by that end.
    private static string NearestTo(decimal mean) => mean < 0.5m ? "Not" : mean < 1.5m ? "Partly" : "Worked";

    /// <summary>How many answered, exactly or as a band.</summary>
    private string People(Count count) => count.From == count.To ? Visit.With("effect-checks.people", ("n", count.From)) : Visit.With("effect-checks.people-band", ("from", count.From), ("to", count.To));
}
