using System.Security.Cryptography;
using System.Text;
using Omtanke.Content;
using Omtanke.Web;

namespace Omtanke.Toolbox.Guide;

/// <summary>What a phone needs to keep the guide: a list of its pages, and what to call it on the home screen.</summary>
public static class GuideFiles
{
    /// <summary>GET /guide/pages.json: what the service worker fetches and keeps; a new version makes it fetch again.</summary>
    public static IResult Pages(Library library, Edition edition) => Results.Json(new
    {
        version = edition.Version,
        pages = library.Languages.SelectMany(language =>
            (string[])[$"/guide/{language.Code}", .. PocketGuide.Parts.Select(part => $"/guide/{language.Code}/{part.Name}"), $"/guide/{language.Code}/app.webmanifest"]),
    });

    /// <summary>GET /guide/da/app.webmanifest</summary>
    public static IResult Manifest(Library library, string language) => !library.Speaks(language) ? Page.NotFound() : Results.Json(new
    {
        name = library.Text(PocketGuide.Id, "title", language),
        short_name = library.In(language).Words["guide.short-name"],
        description = library.Text(PocketGuide.Id, "purpose", language),
        lang = language,
        start_url = $"/guide/{language}",
        scope = "/guide",
        display = "standalone",
        background_color = "#f3f5f0",
        theme_color = "#f3f5f0",
        icons = new[] { Icon("icon-192.png", "192x192"), Icon("icon-512.png", "512x512") },
    }, contentType: "application/manifest+json");

    static object Icon(string name, string sizes) => new { src = Asset.At(name), sizes, type = "image/png", purpose = "any maskable" };
}

/// <summary>Which edition of the guide this is: another one as soon as a word, a drawing, the program or the look changes.</summary>
public sealed class Edition(Library library)
{
    /// <summary>A short mark of everything the guide is made of.</summary>
    public string Version { get; } = Mark(library);

    static string Mark(Library library)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in Ingredients(library)) sum.AppendData(Encoding.UTF8.GetBytes(part + "\n"));
        return Convert.ToHexStringLower(sum.GetHashAndReset())[..16];
    }

    static IEnumerable<string> Ingredients(Library library) =>
    [
        typeof(Edition).Module.ModuleVersionId.ToString(), Asset.At("omtanke.css"), Asset.At("step-kinds.css"), Asset.At("omtanke.js"),
        .. library.Languages.SelectMany(language => language.Everything), .. library.Tool(PocketGuide.Id)!.Steps.SelectMany(step => step.AllDrawings),
    ];
}
