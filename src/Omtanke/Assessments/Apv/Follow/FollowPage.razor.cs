using Microsoft.AspNetCore.Components;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Follow;

/// <summary>The fourth element: how far each action is, and whether it helped, seen by the same method as the problem. Told by whoever answers for it, or by those who keep the assessment.</summary>
public sealed partial class FollowPage
{
    [Parameter, EditorRequired] public required Whole Whole { get; set; }
    [Parameter, EditorRequired] public required bool Keeps { get; set; }

    /// <summary>Who is looking.</summary>
    [Parameter, EditorRequired] public required Guid Me { get; set; }

    /// <summary>The action whose form could not be taken as it is, what was typed, and whether somebody else was there first.</summary>
    [Parameter] public (Guid Action, Typed Typed, bool Clash)? Wrong { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/apv/{id}/follow-up", Show).May<Assessment>(Operation.Read, Kind.Apv);
        doors.MapPost("/apv/{id}/actions/{action:guid}/outcome", Tell).May<Assessment>(Operation.Confirm, Kind.Apv);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate) => await Of(await db.FoundApv(id), db, gate);

    private static async Task<IResult> Tell(Guid id, Guid action, Posted form, Database db, Gate gate, Visit visit)
    {
        var (apv, typed) = (await db.FoundApv(id), new Typed(form));
        // Whoever answers for one action tells of that one.
        if (await db.ClaimAction(Origin.Apv, id, action) is not { IsOut: false } found || !(apv.Keepers.Contains(gate.Me) || found.Owner == gate.Me))
            return Page.NotFound();
        var status = typed.One<Status>("status", "apv.errors.status");
        Outcome? effect = typed["effect"].Length == 0 ? null : typed.One<Outcome>("effect", "apv.errors.effect");
        var note = typed.Lines("note");
        typed.Errors.AddWhen(effect is Outcome.Worked or Outcome.Partly or Outcome.Not && status != Status.Done, "effect", "apv.errors.effect-before");
        typed.Errors.AddWhen(status == Status.Dropped && note.Length == 0, "note", "apv.errors.dropped");
        if (typed.Errors.Any)
            return await Of(apv, db, gate, (action, typed, false));
        // Too early to say of what is not done yet goes without saying.
        effect = status == Status.Done ? effect : null;
        if ((found.Status, found.Effect, found.EffectNote) != (status, effect, note))
        {
            if (typed.Version != found.Version)
                return await Of(apv, db, gate, (action, typed, true));
            db.Add(found.Tell(status, effect, note, gate.Me, visit.Now));
            await db.SaveChangesAsync();
        }
        return Page.SeeOther($"/apv/{id}/follow-up#a-{action}", await db.SaidOf("apv.follow.done", note), $"/apv/{id}/actions/{action}/outcome");
    }

    private static async Task<IResult> Of(Assessment apv, Database db, Gate gate, (Guid, Typed, bool Clash)? wrong = null) => Page.Of<FollowPage>(
        new { Whole = await db.WholeApv(apv), Keeps = apv.Keepers.Contains(gate.Me), Me = gate.Me, Wrong = wrong },
        wrong is { } one ? one.Clash ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private IEnumerable<PlannedAction> Late => Whole.Holding.Where(action => action.IsLate(Visit.Today));

    private bool MayTell(PlannedAction action) => !Whole.Assessment.IsClosed && (Keeps || action.Owner == Me);

    private string? Language => ApvFrame.LanguageOf(Whole.Assessment, Visit);
}
