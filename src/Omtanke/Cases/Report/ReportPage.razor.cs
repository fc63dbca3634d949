using System.Globalization;
using Microsoft.AspNetCore.Components;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Cases.Report;

/// <summary>The yearly report to those at the top: figures that came through the release gate, and what the team has learnt of how work is arranged.</summary>
public sealed partial class ReportPage
{
    /// <summary>Where it stands.</summary>
    public const string Address = "/cases/report";

    /// <summary>What is in it and what is not, line by line.</summary>
    internal static readonly string[] Limits = ["closed", "bands", "hidden", "points", "never"];

    [Parameter, EditorRequired] public required CaseReport Report { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Address, Show).May(Operation.Read, Kind.Point);
        doors.MapGet($"{Address}/word", Word).May(Operation.Read, Kind.Point);
    }

    private static async Task<IResult> Show(string? year, string? unit, Database db, CaseYears years, Visit visit) => Page.Of<ReportPage>(new { Report = await CaseReport.Of(year, unit, db, years, visit) });

    private static async Task<IResult> Word(string? year, string? unit, Database db, CaseYears years, Visit visit)
    {
        var report = await CaseReport.Of(year, unit, db, years, visit);
        return Results.File(ReportPaper.Of(report, visit), WordPaper.MediaType, $"{visit["case-report.file"]}-{report.Year.ToString(CultureInfo.InvariantCulture)}.docx");
    }

    private string Where => Report.Unit?.Name ?? Visit["case-report.whole"];

    private string At(string path = "", int? year = null) => $"{Address}{path}?year={(year ?? Report.Year).ToString(CultureInfo.InvariantCulture)}{(Report.Unit is { } unit ? $"&unit={unit.Id}" : "")}";

    private static string Width(decimal share) => $"{(share * 100).ToString("0.#", CultureInfo.InvariantCulture)}%";
}
