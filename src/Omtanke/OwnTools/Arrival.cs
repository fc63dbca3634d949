using Microsoft.AspNetCore.Http.Features;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.OwnTools;

/// <summary>Taking in a tool as a zip file: as one more of the workplace's own, or as another draft of one there is. Nothing of it is used before somebody has looked at it.</summary>
internal static class Arrival
{
    private const int Largest = 1024 * 1024;
    private const long MostToSwallow = 200 * 1024 * 1024;

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/own-tools/arrivals", Begin).May(Operation.Organise, Kind.Tools);
        doors.MapPost("/own-tools/{number:int}/arrivals", Replace).May(Operation.Organise, Kind.Tools);
    }

    private static async Task<IResult> Begin(HttpContext http, Database db, Bookcase bookcase, Gate gate, Visit visit)
    {
        var (folder, refused, status) = await FolderOf(http, bookcase, new Own(0, 0, null, []));
        if (folder is null)
            return await WorkList.Show(db, bookcase, visit, refused, status);
        var ours = bookcase.Ours.Tools.FirstOrDefault(tool => tool.Id == folder.Outline().Id);
        var work = await db.Begin(folder, ours?.Id, ours is null ? null : bookcase.Ours.FolderOf(ours), gate.Me, visit.Now);
        return Page.SeeOther($"/own-tools/{work.Number}", "own-tools.arrival.done");
    }

    private static async Task<IResult> Replace(int number, HttpContext http, Database db, Bookcase bookcase, Gate gate, Visit visit)
    {
        if (await db.ToChange(number) is not var (work, draft))
            return Gone.Page();
        var (folder, refused, status) = await FolderOf(http, bookcase, new Own(number, 0, work.BasedOn, []));
        // Another tool's folder would leave everybody's notes without their questions.
        if (folder?.Outline().Id is { } id && id != draft.Folder.Outline().Id)
            (folder, refused, status) = (null, [new ContentError("tool.yaml", 1, id, $"is another tool: this one is {draft.Folder.Outline().Id} in its file")], StatusCodes.Status422UnprocessableEntity);
        if (folder is null)
            return await WorkPage.Show(work, draft, db, bookcase, refused: refused, status: status);
        draft.Take(folder, gate.Me, visit.Now);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/own-tools/{number}", "own-tools.arrival.done");
    }

    private static async Task<(ToolFolder? Folder, IReadOnlyList<ContentError> Refused, int Status)> FolderOf(HttpContext http, Bookcase bookcase, Own own)
    {
        var (sent, trouble) = await FileOf(http, Largest);
        if (sent is null)
            return (null, [new ContentError("zip", 0, "", trouble!)], trouble!.Key == "is-larger-than-x-kb" ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity);
        try
        {
            var folder = ToolFolder.FromZip(new MemoryStream(sent.Bytes));
            var judged = bookcase.Judge(folder, own);
            return judged.Faults.Count > 0 ? (null, judged.Faults, StatusCodes.Status422UnprocessableEntity) : (folder, [], StatusCodes.Status200OK);
        }
        catch (ContentException refused)
        {
            return (null, refused.Errors, StatusCodes.Status422UnprocessableEntity);
        }
    }

    /// <summary>The file of a form, or what is wrong with it.</summary>
    internal static async Task<(SentFile? File, Complaint? Trouble)> FileOf(HttpContext http, int largest)
    {
        if (http.Request.ContentLength > largest + 100_000)
        {
            // A browser shows no answer while it is still sending: what is too large is swallowed first, up to a point.
            if (http.Request.ContentLength <= MostToSwallow)
            {
                if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                    size.MaxRequestBodySize = MostToSwallow;
                await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
            }
            return (null, $"is larger than {largest / 1024} KB");
        }
        try
        {
            if (!http.Request.HasFormContentType || await http.Request.ReadFormAsync() is not { } form || form.Files.GetFile("file") is not { Length: > 0 } file)
                return (null, "is no file: choose one first");
            if (file.Length > largest)
                return (null, $"is larger than {largest / 1024} KB");
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            return (new SentFile(file.FileName, bytes.ToArray(), form), null);
        }
        catch (InvalidDataException)
        {
            return (null, "is no file: choose one first");
        }
    }

    /// <summary>A file that came with a form.</summary>
    internal sealed record SentFile(string FileName, byte[] Bytes, IFormCollection Form);
}
