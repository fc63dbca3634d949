using Microsoft.AspNetCore.Components;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Act;

/// <summary>The third element: what is done about each problem that was not solved at once, the gravest first.</summary>
public sealed partial class PlanPage
{
    [Parameter, EditorRequired] public required Whole Whole { get; set; }
    [Parameter, EditorRequired] public required bool Keeps { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors) => doors.MapGet("/apv/{id}/plan", Show).May<Assessment>(Operation.Read, Kind.Apv);

    private static async Task<IResult> Show(Guid id, Database db, Gate gate)
    {
        var apv = await db.FoundApv(id);
        return Page.Of<PlanPage>(new { Whole = await db.WholeApv(apv), Keeps = apv.Keepers.Contains(gate.Me) });
    }

    private bool Writes => Keeps && !Whole.Assessment.IsClosed;

    private string? Language => ApvFrame.LanguageOf(Whole.Assessment, Visit);
}
