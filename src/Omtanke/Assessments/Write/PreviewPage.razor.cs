using Microsoft.AspNetCore.Components;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Write;

/// <summary>The questions as those who are asked will see them. Nothing that is chosen here goes anywhere.</summary>
public sealed partial class PreviewPage
{
    [Parameter, EditorRequired] public required int Number { get; set; }
    [Parameter, EditorRequired] public required string Title { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Asked> Questions { get; set; }

    /// <summary>What is asked in people's own words.</summary>
    [Parameter] public string? Comment { get; set; }

    /// <summary>Whether the visitor may change it.</summary>
    [Parameter] public bool MayChange { get; set; }

    /// <summary>How many it takes before anything is told.</summary>
    [Parameter, EditorRequired] public required Organisation.Thresholds Limits { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/collections/questions/{number:int}/preview", Show).May(Operation.Begin, Kind.Collection);

    private static async Task<IResult> Show(int number, Database db, Bookcase bookcase, Shelf shelf, Gate gate, Visit visit)
    {
        if (await db.ToRead(number, Purpose.Questions) is not var (work, draft))
            return Page.SeeOther("/collections/new");
        var judged = bookcase.Judge(draft.Folder, new Own(number, 0, null, []));
        // Something is missing still: it is said where it is written.
        if (judged.Faults.Count > 0 || judged.Tool is not { } tool)
            return Page.SeeOther(WritePage.MayChange(work, gate) ? WritePage.AddressOf(number) : "/collections/new", "collections.write.unfinished");
        shelf.Speak(judged.Library);
        var step = tool.Tool.Steps[0];
        return Page.Of<PreviewPage>(new
        {
            Number = number, Title = visit.Language.Text(tool.Tool.Id, "title"), Questions = Questionnaire.Of(step, visit.Language), Comment = Questionnaire.CommentOf(step, visit.Language), MayChange = WritePage.MayChange(work, gate), Limits = await db.ThresholdsNow(),
        });
    }
}
