using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Import;

/// <summary>Taking in a result as figures, where a workplace has asked with somebody else's tool. Nothing is kept before the preview has been seen.</summary>
public sealed partial class ImportPage
{
    private const int Largest = 500_000;

    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>The table, as it was typed or came as a file.</summary>
    [Parameter] public string Table { get; set; } = "";

    /// <summary>What would be kept; none before there is anything to look at.</summary>
    [Parameter] public OtherFigures? Figures { get; set; }

    /// <summary>How many it takes before anything is told.</summary>
    [Parameter, EditorRequired] public required Organisation.Thresholds Limits { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/collections/other-results/new", async (Database db) => Page.Of<ImportPage>(new { Typed = new Typed(), Limits = await db.ThresholdsNow() })).May(Operation.Organise, Kind.Collection);
        doors.MapPost("/collections/other-results", Take).May(Operation.Organise, Kind.Collection);
    }

    // The words suggest it, until somebody has seen the tick and taken it away.
    private static bool IsAboutActs(Typed typed, string topic) =>
        typed.All("acts").Contains(topic, StringComparer.OrdinalIgnoreCase) || (OffensiveActs.Suggested(topic) && !typed.All("acts-seen").Contains(topic, StringComparer.OrdinalIgnoreCase));

    private static async Task<IResult> Take(Posted form, Database db, Gate gate, Visit visit)
    {
        var (typed, limits) = (new Typed(form), await db.ThresholdsNow());
        var table = typed["table"];
        if (form.Fields.Files.GetFile("file") is { Length: > 0 } file)
        {
            if (file.Length > Largest)
            {
                typed.Errors.Add("file", "collections.import.errors.large");
                return Page.Of<ImportPage>(new { Typed = typed, Table = table, Limits = limits }, StatusCodes.Status413PayloadTooLarge);
            }
            using var text = new StreamReader(file.OpenReadStream());
            table = (await text.ReadToEndAsync()).Replace("\0", "", StringComparison.Ordinal);
        }
        var (title, source) = (typed.Line("title", Collection.LongestTitle, "collections.import.errors.title"), typed.Line("source", Collection.LongestTitle, "collections.import.errors.source"));
        var day = typed.Day("measured");
        typed.Errors.AddWhen(day > visit.Today, "measured", "collections.import.errors.later");
        typed.Errors.AddWhen(table.Length == 0, "table", "collections.import.errors.table");
        typed.Errors.AddWhen(table.Length > Largest, "table", "collections.import.errors.large");
        var figures = typed.Errors["table"] is null ? OtherFigures.Of(table, topic => IsAboutActs(typed, topic), limits) : null;
        typed.Errors.AddWhen(figures is { Told.Count: 0, Faults.Count: 0 }, "table", "collections.import.errors.nothing");
        var keeps = form["do"] == "keep" && figures is { Faults.Count: 0 };
        if (typed.Errors.Any || !keeps)
            return Page.Of<ImportPage>(new { Typed = typed, Table = table, Figures = figures, Limits = limits }, typed.Errors.Any || figures is { Faults.Count: > 0 } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
        var id = typed.NewId;
        // Pressed twice, it is one.
        if (!await db.OtherResults.AnyAsync(one => one.Id == id))
        {
            db.Add(new OtherResult { Id = id, Title = title, Source = source, MeasuredOn = day!.Value, Figures = OtherResult.Write(figures!.Told), LeftOut = figures.Out.Count, Person = gate.Me, At = visit.Now });
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(OtherResultPage.AddressOf(id), "collections.import.done", "/collections/other-results");
    }
}
