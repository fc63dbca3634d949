using Omtanke.Content;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>One step of a tool on a page of its own, to link to and to show.</summary>
public sealed partial class ReadStep
{
    /// <summary>GET /tools/care-conversation/T07.P</summary>
    public static IResult Open(Library library, string slug, string step) =>
        library.Tool(slug) is { } tool && tool.Step(step) is { } found
            ? Page.Of<ReadStep>(new { Tool = tool, Step = found })
            : Page.NotFound();
}
