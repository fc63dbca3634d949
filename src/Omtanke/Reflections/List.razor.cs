using Microsoft.AspNetCore.Components;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Reflections;

/// <summary>My own notes: which steps I have thought about, and when. Nothing of what I wrote is opened to show the list.</summary>
public sealed partial class List
{
    [Parameter, EditorRequired] public required IReadOnlyList<Reflection> Mine { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/reflections", Show).May(Operation.Read, Kind.Private);

    private static async Task<IResult> Show(Database db, Gate gate) => Page.Of<List>(new { Mine = (IReadOnlyList<Reflection>)await db.ReflectionsOf(gate.Me) });

    /// <summary>Steps I have answered more than once, and which still are among the tools.</summary>
    private IReadOnlyList<IGrouping<string, Reflection>> Repeated =>
        [.. Mine.Where(reflection => reflection.Version > 0 && Visit.Language.Has(reflection.Step, "title")).GroupBy(reflection => reflection.Step).Where(times => times.Count() > 1)];

    // A step may have gone from the tools since; what was written stays, under its id.
    private string TitleOf(Reflection reflection) => Visit.Language.Has(reflection.Step, "title") ? Visit.Language.Text(reflection.Step, "title") : reflection.Step;
}
