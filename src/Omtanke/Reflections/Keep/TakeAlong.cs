using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Reflections.Keep;

/// <summary>My own words to take along: one note on paper, as Word or JSON, a drawing as a picture, or all of them.</summary>
internal static class TakeAlong
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/reflections/{id}/paper", Paper).May<Reflection>(Operation.Read, Kind.Private);
        doors.MapGet("/reflections/{id}/word", Word).May<Reflection>(Operation.Read, Kind.Private);
        doors.MapGet("/reflections/{id}/json", Json).May<Reflection>(Operation.Read, Kind.Private);
        doors.MapGet("/reflections/{id}/drawing.svg", Drawing).May<Reflection>(Operation.Read, Kind.Private);
        doors.MapGet("/reflections/mine.json", All).May(Operation.Read, Kind.Private);
    }

    /// <summary>The form filled in, to print.</summary>
    private static async Task<IResult> Paper(Guid id, Database db, Gate gate, Shelf shelf)
    {
        var reflection = await db.Found(id);
        var (library, answer) = (await shelf.As(reflection), reflection.Read(gate.Grant));
        return library.Tool(reflection.Tool) is { } tool && ReflectionPage.StepOf(library, reflection, answer) is { } step
            ? Page.Of<OnPaper>(new { Reflection = reflection, Tool = tool, Step = step, Answer = answer })
            : Page.SeeOther($"/reflections/{id}");
    }

    private static async Task<IResult> Word(Guid id, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var reflection = await db.Found(id);
        var (library, answer) = (await shelf.As(reflection), reflection.Read(gate.Grant));
        return library.Tool(reflection.Tool) is { } tool && ReflectionPage.StepOf(library, reflection, answer) is { } step
            ? Results.File(FormDocument.Of(tool, step, visit.Language, visit.Culture, answer), WordPaper.MediaType, $"{step.Id}.docx")
            : Page.SeeOther($"/reflections/{id}");
    }

    /// <summary>What was drawn, as a picture that stands alone.</summary>
    private static async Task<IResult> Drawing(Guid id, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var reflection = await db.Found(id);
        var answer = reflection.Read(gate.Grant);
        return ReflectionPage.StepOf(await shelf.As(reflection), reflection, answer) is { } step && StepKinds.Read(step) is IDrawn drawn
            ? Results.File(Encoding.UTF8.GetBytes(drawn.Draw(visit.Language, answer)), "image/svg+xml", $"{step.Id}.svg")
            : Page.SeeOther($"/reflections/{id}");
    }

    private static async Task<IResult> Json(Guid id, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var reflection = await db.Found(id);
        return AsFile(Told(reflection, gate.Grant, await shelf.As(reflection), visit), $"{reflection.Step}.json");
    }

    /// <summary>All at once. Each is asked for singly, so each stands in the log of openings as itself.</summary>
    private static async Task<IResult> All(Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var all = new List<object>();
        foreach (var reflection in await db.ReflectionsOf(gate.Me))
            if (await gate.Ask<Reflection>(reflection.Id, Kind.Private, Operation.Read) is { Verdict: Verdict.Yes, Grant: { } grant })
                all.Add(Told(reflection, grant, await shelf.As(reflection), visit));
        return AsFile(all, "reflections.json");
    }

    private static object Told(Reflection reflection, AccessGrant grant, Library library, Visit visit)
    {
        var answer = reflection.Read(grant);
        var step = ReflectionPage.StepOf(library, reflection, answer);
        return new
        {
            reflection.Tool, reflection.ToolVersion, reflection.Step, Title = visit.Language.Has(reflection.Step, "title") ? visit.Language.Text(reflection.Step, "title") : null, reflection.BegunAt, reflection.SavedAt,
            Answer = answer.Fields.ToDictionary(field => field, field => answer[field], StringComparer.Ordinal),
            InWords = step is null ? [] : StepKinds.Read(step).SumUp(visit.Language, answer).ToArray(),
        };
    }

    private static IResult AsFile(object content, string name) => Results.File(JsonSerializer.SerializeToUtf8Bytes(content, Readable), "application/json", name);
}
