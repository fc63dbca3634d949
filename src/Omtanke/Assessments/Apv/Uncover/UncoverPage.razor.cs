using Microsoft.AspNetCore.Components;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Uncover;

/// <summary>The first element: where it was looked, and what was found.</summary>
public sealed partial class UncoverPage
{
    [Parameter, EditorRequired] public required Whole Whole { get; set; }
    [Parameter, EditorRequired] public required bool Keeps { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors) => doors.MapGet("/apv/{id}/problems", Show).May<Assessment>(Operation.Read, Kind.Apv);

    private static async Task<IResult> Show(Guid id, Database db, Gate gate)
    {
        var apv = await db.FoundApv(id);
        return Page.Of<UncoverPage>(new { Whole = await db.WholeApv(apv), Keeps = apv.Keepers.Contains(gate.Me) });
    }

    private bool Writes => Keeps && !Whole.Assessment.IsClosed;

    private string? Language => ApvFrame.LanguageOf(Whole.Assessment, Visit);
}
