using Microsoft.AspNetCore.Components;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Print;

/// <summary>An assessment on paper and as Word for those outside, such as the inspectorate: functions for whoever answers for something, and no figures of sickness absence. Names in what was written are pointed out above it.</summary>
public sealed partial class PaperPage
{
    [Parameter, EditorRequired] public required Whole Whole { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<string> Units { get; set; }
    [Parameter] public string? Workplace { get; set; }

    /// <summary>Words in it that somebody of the workplace is called.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<string> Named { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/apv/{id}/paper", Show).May<Assessment>(Operation.Read, Kind.Apv);
        doors.MapGet("/apv/{id}/paper.docx", Word).May<Assessment>(Operation.Read, Kind.Apv);
    }

    private static async Task<IResult> Show(Guid id, Database db, Visit visit)
    {
        var (whole, units, workplace) = await Read(id, db);
        return Page.Of<PaperPage>(new { Whole = whole, Units = units, Workplace = workplace, Named = await db.NamesSaidIn(Naming.PrintedOf(whole, visit.Words)) });
    }

    private static async Task<IResult> Word(Guid id, Database db, Library library, Visit visit)
    {
        var (whole, units, workplace) = await Read(id, db);
        return Results.File(ApvDocument.Of(whole, units, workplace, library.In(whole.Assessment.Language), visit.Today), WordPaper.MediaType, "apv.docx");
    }

    private static async Task<(Whole Whole, IReadOnlyList<string> Units, string? Workplace)> Read(Guid id, Database db)
    {
        var apv = await db.FoundApv(id);
        var (whole, tree, workplace) = ((Whole?)null, new UnitTree([]), (string?)null);
        await db.InOneTrip(async () => whole = await db.WholeApv(apv), async () => tree = await db.UnitTree(), async () => workplace = (await db.TheWorkplace())?.Name);
        return (whole!, [.. apv.Units.Select(unit => tree[unit]?.Name).OfType<string>()], workplace);
    }

    private Assessment Apv => Whole.Assessment;

    private string? Language => ApvFrame.LanguageOf(Apv, Visit);
}
