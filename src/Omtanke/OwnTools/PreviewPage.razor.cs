using Microsoft.AspNetCore.Components;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.OwnTools;

/// <summary>The draft as its readers will find it, on the screen and on paper.</summary>
public sealed partial class PreviewPage
{
    [Parameter, EditorRequired] public required Work Work { get; set; }
    [Parameter, EditorRequired] public required Judgement Judged { get; set; }

    /// <summary>One step alone, on paper.</summary>
    [Parameter] public Step? Only { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/own-tools/{number:int}/preview", Show).May(Operation.Organise, Kind.Tools);

    private static async Task<IResult> Show(int number, string? step, Database db, Bookcase bookcase, Shelf shelf)
    {
        if (await db.ToRead(number) is not var (work, draft))
            return Gone.Page();
        var judged = bookcase.Judge(draft.Folder, new Own(number, 0, work.BasedOn, []));
        shelf.Speak(judged.Library);
        return Page.Of<PreviewPage>(new { Work = work, Judged = judged, Only = step is null || judged.Faults.Count > 0 ? null : judged.Tool?.Tool.Step(step) });
    }

    private Tool Tool => Judged.Tool!.Tool;

    private string Text(string field) => Visit.Language.Has(Tool.Id, field) ? Visit.Language.Text(Tool.Id, field) : "";
}
