using Omtanke.Content;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Toolbox.Find;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>All tools, or those that suit what somebody tells and looks for.</summary>
public sealed partial class Tools
{
    /// <summary>GET /tools?q=stress&amp;for=leader&amp;when=strain&amp;people=10&amp;minutes=60</summary>
    public static async Task<IResult> Open(HttpRequest request, Finder finder, Shelf shelf, Gate gate, Visit visit)
    {
        var wish = Wish.From(request.Query);
        return Page.Of<Tools>(new { Wish = wish, Found = await finder.Find(wish, await shelf.Library(), visit.Language), MayChange = gate.Allows(Kind.Tools, Operation.Organise) });
    }
}
