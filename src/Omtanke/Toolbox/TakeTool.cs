using Omtanke.OwnTools;

namespace Omtanke.Toolbox;

/// <summary>A tool as a folder to take along: to read, to work on elsewhere, or to give to another workplace.</summary>
static class TakeTool
{
    /// <summary>GET /tools/types-of-stress/zip</summary>
    internal static async Task<IResult> Open(Shelf shelf, Bookcase bookcase, HttpContext http, string slug) =>
        (await shelf.Library()).Tool(slug) is { } tool && await bookcase.FolderOf(tool) is { } folder
            ? Results.File(folder.ToZip(), "application/zip", $"{folder.Name}.zip")
            : shelf.Missing(slug, http);
}
