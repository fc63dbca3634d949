using Microsoft.AspNetCore.Components;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Reflections;

/// <summary>My own notes: which steps I have thought about, and when. Nothing of what I wrote is opened to show the list.</summary>
public sealed partial class List
{
    [Parameter, EditorRequired] public required IReadOnlyList<Reflection> Mine { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Titles { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/reflections", Show).May(Operation.Read, Kind.Private);

    private static async Task<IResult> Show(Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var mine = await db.ReflectionsOf(gate.Me);
        var titles = new Dictionary<Guid, string>();
        foreach (var reflection in mine)
            titles[reflection.Id] = await shelf.As(reflection) is var library && library.In(visit.Code) is var language && language.Has(reflection.Step, "title") ? language.Text(reflection.Step, "title") : reflection.Step;
        return Page.Of<List>(new { Mine = (IReadOnlyList<Reflection>)mine, Titles = (IReadOnlyDictionary<Guid, string>)titles });
    }

    /// <summary>Steps I have answered more than once, and which still are among the tools.</summary>
    private IReadOnlyList<IGrouping<string, Reflection>> Repeated =>
        [.. Mine.Where(reflection => reflection.Version > 0 && Visit.Language.Has(reflection.Step, "title")).GroupBy(reflection => reflection.Step).Where(times => times.Count() > 1)];

    // A step may have gone from the tools since; what was written stays, under its id.
    private string TitleOf(Reflection reflection) => Titles[reflection.Id];
}
