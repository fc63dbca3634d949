using Microsoft.AspNetCore.Components;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Team;

/// <summary>What waits for a psychologist: how long, how urgent, in what language. Whose it is and why is seen by whoever takes it, and nobody else.</summary>
public sealed partial class IntakePage
{
    [Parameter, EditorRequired] public required IReadOnlyList<Listed> Free { get; set; }

    /// <summary>What no longer fits: somebody else was there first.</summary>
    [Parameter] public string? Trouble { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/cases/intake", Show).May(Operation.HandOver, Kind.Case);
        doors.MapPost("/cases/{id}/taking", Take).May<Listed>(Operation.HandOver, Kind.Case);
    }

    private static Task<IResult> Show(Database db) => Of(db);

    private static async Task<IResult> Take(Guid id, Posted form, Database db, Gate gate, CaseLetters letters, Visit visit)
    {
        var typed = new Typed(form);
        if (await db.Assign(id, gate.Me, typed.Version, Rail.First(Listed.HurryIn(typed), visit.Today), visit.Now) is not { } taken)
            return await Of(db, "cases.intake.taken", StatusCodes.Status409Conflict);
        await letters.Tell(id, FormattableString.Invariant($"given {typed.Version}"), taken.Employee);
        return Page.SeeOther($"/cases/{id}", "cases.intake.yours");
    }

    private static async Task<IResult> Of(Database db, string? trouble = null, int status = StatusCodes.Status200OK) =>
        Page.Of<IntakePage>(new { Free = (IReadOnlyList<Listed>)await db.FreeCases(), Trouble = trouble }, status);
}
