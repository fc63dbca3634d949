using Omtanke.Content;
using Omtanke.OwnTools;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>A tool on paper from end to end, as one brings it to a meeting: what it is for, what happens when, and each step blank.</summary>
public sealed partial class WholeOnPaper
{
    /// <summary>GET /tools/care-conversation/paper</summary>
    public static async Task<IResult> Open(Shelf shelf, HttpContext http, string slug) =>
        (await shelf.Library()).Tool(slug) is { } tool ? Page.Of<WholeOnPaper>(new { Tool = tool }) : shelf.Missing(slug, http);

    // What is filled in begins on a sheet of its own, to be handed out alone; what is read goes on below.
    static bool BeginsASheet(Step step, int place) => place == 0 || StepKinds.Read(step).Fields.Count > 0;
}
