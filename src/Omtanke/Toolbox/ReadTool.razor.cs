using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>One tool, whole: for whom, why, how long, who sees what, and every step.</summary>
public sealed partial class ReadTool
{
    /// <summary>Where a tool is put to use, for those that have a room of their own.</summary>
    static readonly Dictionary<string, string> uses = new() { ["T03"] = "/policies", ["T07"] = "/conversations/new", ["E"] = "/guide" };

    string? Use => uses.GetValueOrDefault(Tool.Id);

    // Whoever is signed in may hold a workshop; the door decides.
    bool IsTogether => Visit.Person is not null && Together.Suits(Tool);

    /// <summary>GET /tools/care-conversation</summary>
    public static async Task<IResult> Open(Shelf shelf, Gate gate, HttpContext http, string slug, Database db) => (await shelf.Library()).Tool(slug) is { } tool
        ? Page.Of<ReadTool>(new { Tool = tool, Videos = await Videos.Of(tool, db), MayChange = gate.Allows(Kind.Tools, Operation.Organise) })
        : shelf.Missing(slug, http);
}
