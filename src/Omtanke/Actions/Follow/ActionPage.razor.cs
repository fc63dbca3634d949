using Microsoft.AspNetCore.Components;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Actions.Follow;

/// <summary>One action: everything it says, how it goes, who sees it, and what happened to it.</summary>
public sealed partial class ActionPage
{
    [Parameter, EditorRequired] public required Whole Whole { get; set; }

    /// <summary>The form that could not be taken as it is.</summary>
    [Parameter] public Wrong? Wrong { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    /// <summary>Where an action stands.</summary>
    public static string AddressOf(Guid action) => $"/actions/{action}";

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/actions/{id}", Show).May<PlannedAction>(Operation.Read, Kind.Action);
        doors.MapPost("/actions/{id}/outcome", Tell).May<PlannedAction>(Operation.Confirm, Kind.Action);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Origins origins, CancellationToken stop) => await Of(await db.FoundAction(id), db, gate, origins, stop);

    private static async Task<IResult> Tell(Guid id, Posted form, Database db, Gate gate, Origins origins, Visit visit, CancellationToken stop)
    {
        var (typed, action) = (new Typed(form), (await db.HeldAction(id))!);
        var status = typed.One("status", Enum.GetValues<Status>(), "actions.wrong.status");
        Outcome? effect = typed["effect"].Length == 0 ? null : typed.One("effect", Enum.GetValues<Outcome>(), "actions.wrong.effect");
        var (note, look) = (typed.Lines("note"), typed.DayThatMayBe("look"));
        typed.Errors.AddWhen(effect is Outcome.Worked or Outcome.Partly or Outcome.Not && status != Status.Done, "effect", "actions.wrong.effect-before");
        typed.Errors.AddWhen(effect == Outcome.TooEarly && !(look > visit.Today), "look", "actions.wrong.look");
        typed.Errors.AddWhen(status == Status.Dropped && note.Length == 0, "note", "actions.wrong.dropped");
        if (typed.Errors.Any)
            return await Of(action, db, gate, origins, stop, new("tell", typed));
        // Whoever moves a card on the board says nothing of whether it helped.
        var moves = !typed.Has("effect") && !typed.Has("note");
        if (moves ? action.Status != status : (action.Status, action.Effect, action.EffectNote) != (status, effect, note) || (look is not null && look != action.CheckOn))
        {
            if (typed.Version != action.Version)
                return await Of(action, db, gate, origins, stop, new("tell", typed, Clash: true));
            db.Add(moves ? action.Move(status, gate.Me, visit.Now) : action.Tell(status, effect, note, gate.Me, visit.Now));
            action.CheckOn = look ?? action.CheckOn;
            await db.SaveChangesAsync(stop);
        }
        return Page.SeeOther(BackTo(typed, id), "actions.tell.done", $"/actions/{id}/outcome");
    }

    /// <summary>The page, perhaps with a form that could not be taken.</summary>
    internal static async Task<IResult> Of(PlannedAction action, Database db, Gate gate, Origins origins, CancellationToken stop, Wrong? wrong = null) => Page.Of<ActionPage>(
        new { Whole = await Whole.Of(action, db, gate, origins, stop), Wrong = wrong },
        wrong is null ? StatusCodes.Status200OK : wrong.Clash ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity);

    // A board sends one back to where one moved it.
    private static string BackTo(Typed typed, Guid id) => typed["back"].StartsWith(Look.Asked.Address + "?", StringComparison.Ordinal) ? typed["back"] : AddressOf(id);

    private PlannedAction Action => Whole.Action;

    private string? Language => Action.Language == Visit.Code ? null : Action.Language;

    private Typed TypedIn(string form) => Wrong?.Form == form ? Wrong.Typed : new();

    private string Who => new Look.Line(Action, Whole.NameOf(Action.Owner)).WhoIn(Visit);

    // Nobody, where whoever answered for it has left and the product asks.
    private Guid? AskedBy => Whole.Events.LastOrDefault(one => one.What == ActionMoment.Offered)?.Person;

    private bool IsAsked => Action.IsOpen && Action.OfferedTo == Whole.Me;

    private IEnumerable<(string Word, string Said)> Facts => new[]
    {
        ("actions.field.issue", Action.Issue), ("actions.field.cause", Action.Cause), ("actions.field.measure", Action.Measure), ("actions.field.needs", Action.Needs),
    }.Where(fact => fact.Item2.Length > 0);
}

/// <summary>A form of the page that could not be taken as it is.</summary>
/// <param name="Form">Which one.</param>
/// <param name="Typed">What was typed, and what is wrong with it.</param>
/// <param name="Clash">Whether somebody else was there first.</param>
public sealed record Wrong(string Form, Typed Typed, bool Clash = false);
