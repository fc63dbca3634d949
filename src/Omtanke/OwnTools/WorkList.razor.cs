using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.OwnTools;

/// <summary>The workplace's own tools, and how to begin one: by copying one of ours, or by taking in a folder from elsewhere.</summary>
public sealed partial class WorkList
{
    [Parameter, EditorRequired] public required IReadOnlyList<Row> Works { get; set; }
    [Parameter, EditorRequired] public required Library Ours { get; set; }

    /// <summary>What was wrong with a folder just sent.</summary>
    [Parameter] public IReadOnlyList<ContentError>? Refused { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/own-tools", (Database db, Bookcase bookcase, Visit visit) => Show(db, bookcase, visit)).May(Operation.Organise, Kind.Tools);
        doors.MapPost("/own-tools", Copy).May(Operation.Organise, Kind.Tools);
    }

    internal static async Task<IResult> Show(Database db, Bookcase bookcase, Visit visit, IReadOnlyList<ContentError>? refused = null, int status = StatusCodes.Status200OK)
    {
        var works = await db.OwnTools.AsNoTracking().Where(work => work.Purpose == Purpose.Tool).OrderBy(work => work.Number).ToListAsync();
        var drafts = await db.Drafts.AsNoTracking().ToDictionaryAsync(draft => draft.Tool);
        var editions = await db.Editions.AsNoTracking().Where(edition => db.Set<Work>().Any(work => work.Number == edition.Tool && work.Latest == edition.Number)).ToDictionaryAsync(edition => edition.Tool, edition => edition.Files);
        return Page.Of<WorkList>(new
        {
            Works = (IReadOnlyList<Row>)[.. works.Select(work => new Row(
                work, Wording.Title(drafts[work.Number].Folder, visit.Code), drafts[work.Number].Files != editions.GetValueOrDefault(work.Number), Wording.News(work, drafts[work.Number], bookcase.Ours).Count))],
            bookcase.Ours,
            Refused = refused,
        }, status);
    }

    private static async Task<IResult> Copy(Posted form, Database db, Bookcase bookcase, Gate gate, Visit visit)
    {
        if (bookcase.Ours.Tools.FirstOrDefault(tool => tool.Id == form["tool"]) is not { } tool)
            return Page.SeeOther("/own-tools");
        var folder = bookcase.Ours.FolderOf(tool);
        var work = await db.Begin(folder, tool.Id, folder, gate.Me, visit.Now);
        return Page.SeeOther($"/own-tools/{work.Number}", "own-tools.copied");
    }

    private string? BasedOn(Work work) => work.BasedOn is { } id && Visit.Language.Has(id, "title") ? Visit.Language.Text(id, "title") : null;

    /// <summary>One of them.</summary>
    /// <param name="Work">The tool.</param>
    /// <param name="Title">What it is called, as it is being worked on.</param>
    /// <param name="HasDraft">Whether something in it is not in use yet.</param>
    /// <param name="News">How much has changed in ours since it was copied.</param>
    public sealed record Row(Work Work, string Title, bool HasDraft, int News);
}
