using Omtanke.Content;
using Omtanke.OwnTools;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>One step on paper: a form to fill in by hand, or what there is to read.</summary>
public sealed partial class BlankForm
{
    /// <summary>GET /tools/care-conversation/T07.F2/paper</summary>
    public static async Task<IResult> Open(Shelf shelf, HttpContext http, string slug, string step) =>
        (await shelf.Library()).Tool(slug) is { } tool && tool.Step(step) is { } found
            ? Page.Of<BlankForm>(new { Tool = tool, Step = found })
            : shelf.Missing(slug, http);
}
