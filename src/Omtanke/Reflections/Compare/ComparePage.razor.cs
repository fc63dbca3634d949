using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Reflections.Compare;

/// <summary>One step as I have answered it at different times, side by side; only I can, and each opening stands in my log.</summary>
public sealed partial class ComparePage
{
    /// <summary>More columns than these cannot be read beside each other: the latest are shown.</summary>
    internal const int Most = 6;

    [Parameter, EditorRequired] public required Times Times { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/reflections/compare/{step}", Show).May(Operation.Read, Kind.Private);
        doors.MapGet("/reflections/compare/{step}/word", Word).May(Operation.Read, Kind.Private);
        doors.MapGet("/reflections/compare/{step}/json", Json).May(Operation.Read, Kind.Private);
    }

    private static async Task<IResult> Show(string step, Database db, Gate gate, Shelf shelf, Visit visit) =>
        await Find(step, db, gate, shelf, visit) is { } times ? Page.Of<ComparePage>(new { Times = times }) : Page.SeeOther("/reflections");

    private static async Task<IResult> Word(string step, Database db, Gate gate, Shelf shelf, Visit visit) =>
        await Find(step, db, gate, shelf, visit) is { } times ? Results.File(times.Word(visit), WordPaper.MediaType, $"{times.Step.Id}.docx") : Page.SeeOther("/reflections");

    private static async Task<IResult> Json(string step, Database db, Gate gate, Shelf shelf, Visit visit) =>
        await Find(step, db, gate, shelf, visit) is { } times ? times.Json(visit) : Page.SeeOther("/reflections");

    /// <summary>None where there is nothing of mine to compare: an unknown step and one never answered look the same.</summary>
    private static async Task<Times?> Find(string id, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var mine = await db.Reflections.Where(reflection => reflection.Author == gate.Me && reflection.Step == id && reflection.Version > 0)
            .OrderByDescending(reflection => reflection.BegunAt).ThenBy(reflection => reflection.Id).ToListAsync();
        // A tool of the workplace's own may have changed between them: they are read by what the newest was asked.
        if (mine is not [var newest, ..])
            return null;
        var library = await shelf.As(newest);
        var shown = new List<(Reflection, Answer)>();
        foreach (var reflection in mine.Take(Most).Reverse())
            if (await gate.Ask<Reflection>(reflection.Id, Kind.Private, Operation.Read) is { Verdict: Verdict.Yes, Grant: { } grant })
                shown.Add((reflection, reflection.Read(grant)));
        return shown is not [.., var (_, last)] || Keep.ReflectionPage.StepOf(library, newest, last) is not { } step ? null : new Times(step, shown, mine.Count - shown.Count, visit.Language);
    }
}
