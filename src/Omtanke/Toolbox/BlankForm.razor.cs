using Omtanke.Content;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>One step on paper: a form to fill in by hand, or what there is to read.</summary>
public sealed partial class BlankForm
{
    /// <summary>GET /tools/care-conversation/T07.F2/paper</summary>
    public static IResult Open(Library library, string slug, string step) =>
        library.Tool(slug) is { } tool && tool.Step(step) is { } found ? Page.Of<BlankForm>(new { Tool = tool, Step = found }) : Page.NotFound();
}
