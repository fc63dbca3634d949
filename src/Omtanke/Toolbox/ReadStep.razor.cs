using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>One step of a tool on a page of its own, to link to and to show.</summary>
public sealed partial class ReadStep
{
    /// <summary>GET /tools/care-conversation/T07.P</summary>
    public static async Task<IResult> Open(Shelf shelf, HttpContext http, string slug, string step, Database db) =>
        (await shelf.Library()).Tool(slug) is { } tool && tool.Step(step) is { } found
            ? Page.Of<ReadStep>(new { Tool = tool, Step = found, Videos = await Videos.Of(tool, db) })
            : shelf.Missing(slug, http);
}
