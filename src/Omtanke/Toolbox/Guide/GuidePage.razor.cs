using Omtanke.Content;
using Omtanke.Web;

namespace Omtanke.Toolbox.Guide;

/// <summary>A page of the guide. It holds our own words only and nobody's name, so that a phone may keep it and show it without a network.</summary>
public sealed partial class GuidePage
{
    /// <summary>GET /guide: on to the visitor's language.</summary>
    public static IResult Choose(Visit visit) => Page.SeeOther($"/guide/{visit.Code}");

    /// <summary>GET /guide/da and /guide/da/before</summary>
    public static IResult Open(Library library, HttpContext http, string language, string? part)
    {
        var chosen = PocketGuide.Parts.FirstOrDefault(known => known.Name == part);
        if (!library.Speaks(language) || (part is not null && chosen is null)) return Page.NotFound();
        http.Response.Headers.ContentLanguage = language;
        return Page.Of<GuidePage>(new { Library = library, Language = library.In(language), Part = chosen });
    }
}
