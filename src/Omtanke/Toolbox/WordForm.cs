using Omtanke.Content;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>A form as Word, blank.</summary>
static class WordForm
{
    /// <summary>GET /tools/care-conversation/T07.F2/word</summary>
    internal static IResult Open(Library library, Visit visit, string slug, string step) =>
        library.Tool(slug) is { } tool && tool.Step(step) is { } found && FormDocument.Exists(found)
            ? Results.File(FormDocument.Of(tool, found, visit.Language, visit.Culture), WordPaper.MediaType, $"{found.Id}.docx")
            : Page.NotFound();
}
