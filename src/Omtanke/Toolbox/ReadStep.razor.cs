using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>One step of a tool on a page of its own, to link to and to show.</summary>
public sealed partial class ReadStep
{
    /// <summary>GET /tools/care-conversation/T07.P</summary>
    public static async Task<IResult> Open(Library library, string slug, string step, Database db) =>
        library.Tool(slug) is { } tool && tool.Step(step) is { } found
            ? Page.Of<ReadStep>(new { Tool = tool, Step = found, Videos = await Videos.Of(tool, db) })
            : Page.NotFound();
}
