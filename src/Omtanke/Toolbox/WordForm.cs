using Omtanke.Content;
using Omtanke.OwnTools;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>A step as Word, blank where it can be filled in; or a tool from end to end.</summary>
static class WordForm
{
    /// <summary>GET /tools/care-conversation/T07.F2/word</summary>
    internal static async Task<IResult> Open(Shelf shelf, HttpContext http, Visit visit, string slug, string step) =>
        (await shelf.Library()).Tool(slug) is { } tool && tool.Step(step) is { } found
            ? Results.File(FormDocument.Of(tool, found, visit.Language, visit.Culture), WordPaper.MediaType, $"{found.Id}.docx")
            : shelf.Missing(slug, http);

    /// <summary>GET /tools/care-conversation/word</summary>
    internal static async Task<IResult> Whole(Shelf shelf, HttpContext http, Visit visit, string slug) =>
        (await shelf.Library()).Tool(slug) is { } tool ? Results.File(FormDocument.Whole(tool, visit.Language, visit.Culture), WordPaper.MediaType, $"{tool.Id}-{tool.Slug}.docx") : shelf.Missing(slug, http);
}
