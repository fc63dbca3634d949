using Omtanke.Content;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>A step as Word, blank where it can be filled in; or a tool from end to end.</summary>
static class WordForm
{
    /// <summary>GET /tools/care-conversation/T07.F2/word</summary>
    internal static IResult Open(Library library, Visit visit, string slug, string step) =>
        library.Tool(slug) is { } tool && tool.Step(step) is { } found
            ? Results.File(FormDocument.Of(tool, found, visit.Language, visit.Culture), WordPaper.MediaType, $"{found.Id}.docx")
            : Page.NotFound();

    /// <summary>GET /tools/care-conversation/word</summary>
    internal static IResult Whole(Library library, Visit visit, string slug) =>
        library.Tool(slug) is { } tool ? Results.File(FormDocument.Whole(tool, visit.Language, visit.Culture), WordPaper.MediaType, $"{tool.Id}-{tool.Slug}.docx") : Page.NotFound();
}
