using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Reflections.Begin;

/// <summary>Choosing a step to think about alone.</summary>
public sealed partial class BeginPage
{
    // As many themes as a group may agree on, and as long.
    private const int MostThemes = 20, LongestTheme = 100;

    [Parameter, EditorRequired] public required IReadOnlyList<(Tool Tool, IReadOnlyList<Step> Steps)> Choices { get; set; }

    /// <summary>The step somebody came for.</summary>
    [Parameter] public Step? Chosen { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/reflections/new", Show).May(Operation.Begin, Kind.Private);
        doors.MapPost("/reflections", Start).May(Operation.Begin, Kind.Private);
    }

    private static async Task<IResult> Show(Shelf shelf, string? step)
    {
        var library = await shelf.Library();
        return Page.Of<BeginPage>(new { Choices = All(library), Chosen = Find(library, step).Step });
    }

    private static async Task<IResult> Start(Posted form, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var library = await shelf.Library();
        var (tool, step) = Find(library, form["step"]);
        if (tool is null || step is null)
            return Page.SeeOther("/reflections/new");
        var edition = tool.Own?.Version;
        var themes = form["themes"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(theme => theme.Length <= LongestTheme).Take(MostThemes).ToList();
        var start = StepKinds.Read(step) is Themes ours ? ours.BeginWith(themes, library.Languages) : Answer.Empty;
        // Begun and left empty before, or pressed twice: the same one goes on, with the themes it is begun with now.
        if (await db.Reflections.FirstOrDefaultAsync(mine => mine.Author == gate.Me && mine.Step == step.Id && mine.ToolVersion == edition && mine.Version == 0) is { } empty)
        {
            if (StepKinds.Read(step) is Themes && await gate.Ask<Reflection>(empty.Id, Kind.Private, Operation.Write) is { Verdict: Verdict.Yes, Grant: { } again } && !empty.Read(again).Equals(start))
            {
                empty.StartWith(again, start);
                await db.SaveChangesAsync();
            }
            return Page.SeeOther($"/reflections/{empty.Id}");
        }
        var id = Ids.New();
        var (key, grant) = gate.Begin(Kind.Private, id, gate.Me, gate.Me);
        var reflection = Reflection.Begin(id, gate.Me, tool, step.Id, key, grant, visit.Now);
        reflection.StartWith(grant, start);
        db.Add(reflection);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/reflections/{id}");
    }

    private static IReadOnlyList<(Tool, IReadOnlyList<Step>)> All(Library library) =>
        [.. library.Tools.Select(tool => (tool, (IReadOnlyList<Step>)[.. tool.Steps.Where(IsForOneself)])).Where(choice => choice.Item2.Count > 0)];

    private static (Tool? Tool, Step? Step) Find(Library library, string? id) =>
        library.Tools.SelectMany(tool => tool.Steps.Select(step => (tool, step))).FirstOrDefault(pair => pair.step.Id == id && IsForOneself(pair.step));

    // A form that two fill in together says that both see it: it has no place here.
    private static bool IsForOneself(Step step) => StepKinds.Read(step).Fields.Count > 0 && (step.Private || step.Kind != "form");
}
