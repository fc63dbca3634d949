using Microsoft.AspNetCore.Components;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Plans;

/// <summary>The plans of a case, and beginning one; to the leader those the employee shares.</summary>
public sealed partial class PlansPage
{
    [Parameter, EditorRequired] public required Case Case { get; set; }
    [Parameter, EditorRequired] public required Relation As { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<CasePlan> Plans { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, Person> People { get; set; }

    /// <summary>What no longer fits.</summary>
    [Parameter] public string? Trouble { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/cases/{id}/plans", Show).May<Case>(Operation.Read, Kind.Case);
        doors.MapPost("/cases/{id}/plans", Begin).May<Case>(Operation.Write, Kind.Case);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate) => await Of(await db.FoundCase(id), db, gate.Me);

    private static async Task<IResult> Begin(Guid id, Posted form, Database db, Gate gate, Visit visit)
    {
        var (one, typed) = (await db.ClaimCase(id), new Typed(form));
        var kind = typed.One<PlanKind>("kind", Enum.GetValues<PlanKind>(), "case-plans.errors.kind");
        // Whether there is a plan, and whether it is shared, is the employee's: the leader begins none.
        if (typed.Errors.Any || one.RelationOf(gate.Me) == Relation.Leader)
            return await Of(one, db, gate.Me, "case-plans.errors.kind");
        NotNow.Unless(one.IsOpen);
        var plan = CasePlan.Begin(typed.NewId, one, kind, gate.Me, visit.Now);
        // Pressed twice, it is one.
        if (!(await db.PlansOf(id)).Exists(other => other.Id == plan.Id))
        {
            db.AddRange(plan, plan.Write(PlanContent.Empty, adjusted: false, gate.Me, gate.Grant, visit.Now));
            await db.SaveChangesAsync();
        }
        return Page.SeeOther($"/cases/{id}/plans/{plan.Id}/text");
    }

    /// <summary>What a leader meets where nothing is shared with them, or not any more: the same for a plan that is there as for one that is not.</summary>
    internal static async Task<IResult> Missing(Case one, Database db, Guid me) =>
        one.RelationOf(me) == Relation.Leader ? await Of(one, db, me, "case-plans.not-shared", StatusCodes.Status404NotFound) : Page.NotFound();

    private static async Task<IResult> Of(Case one, Database db, Guid me, string? trouble = null, int status = StatusCodes.Status409Conflict)
    {
        var (plans, people) = await db.InOneTrip(() => db.PlansOf(one.Id), () => db.TheseAtWork(one.Employee, one.Leader, one.Psychologist));
        return Page.Of<PlansPage>(new { Case = one, As = one.RelationOf(me), Plans = (IReadOnlyList<CasePlan>)plans, People = people, Trouble = trouble }, trouble is null ? StatusCodes.Status200OK : status);
    }
}
