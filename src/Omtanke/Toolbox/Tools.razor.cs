using Omtanke.Content;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>All tools, or those for one audience.</summary>
public sealed partial class Tools
{
    /// <summary>GET /tools?for=leader</summary>
    public static IResult Open(Library library, string? @for)
    {
        var audiences = Tool.Audiences.Where(audience => library.Tools.Any(tool => tool.Audience.Contains(audience))).ToList();
        var chosen = audiences.Find(audience => audience == @for);
        return Page.Of<Tools>(new
        {
            Shown = (IReadOnlyList<Tool>)[.. library.Tools.Where(tool => chosen is null || tool.Audience.Contains(chosen))],
            Audiences = (IReadOnlyList<string>)audiences,
            Chosen = chosen,
        });
    }
}
