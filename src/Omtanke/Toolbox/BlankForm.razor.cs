using Omtanke.Content;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>A form to print and fill in by hand.</summary>
public sealed partial class BlankForm
{
    /// <summary>GET /tools/care-conversation/T07.F2/paper</summary>
    public static IResult Open(Library library, string slug, string step) =>
        library.Tool(slug) is { } tool && tool.Step(step) is { } found && StepKinds.Read(found).Fields.Count > 0
            ? Page.Of<BlankForm>(new { Tool = tool, Step = found })
            : Page.NotFound();
}
