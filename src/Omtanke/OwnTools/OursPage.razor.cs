using Microsoft.AspNetCore.Components;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.OwnTools;

/// <summary>What has changed in ours since the workplace copied it: each text is taken in or left, and then no longer told of.</summary>
public sealed partial class OursPage
{
    [Parameter, EditorRequired] public required Work Work { get; set; }
    [Parameter, EditorRequired] public required Draft Draft { get; set; }

    /// <summary>Ours as the copy knows it.</summary>
    [Parameter, EditorRequired] public required ToolFolder Known { get; set; }

    /// <summary>Ours today.</summary>
    [Parameter, EditorRequired] public required ToolFolder Ours { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<ToolDifference> News { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/own-tools/{number:int}/ours", Show).May(Operation.Organise, Kind.Tools);
        doors.MapPost("/own-tools/{number:int}/ours", Settle).May(Operation.Organise, Kind.Tools);
    }

    private static async Task<IResult> Show(int number, Database db, Bookcase bookcase) =>
        await db.ToRead(number) is not var (work, draft) || draft.Known is not { } known || OursOf(work, bookcase) is not { } ours
            ? Gone.Page()
            : Page.Of<OursPage>(new { Work = work, Draft = draft, Known = known, Ours = ours, News = Wording.News(work, draft, bookcase.Ours) });

    private static async Task<IResult> Settle(int number, Posted form, Database db, Bookcase bookcase, Gate gate, Visit visit)
    {
        if (await db.ToChange(number) is not var (work, draft) || draft.Known is not { } known || OursOf(work, bookcase) is not { } ours)
            return Gone.Page();
        var name = form.Has("take") ? form["take"] : form["leave"];
        foreach (var change in Wording.News(work, draft, bookcase.Ours).Where(change => change.Name == name || (name == "*" && form.Has("leave"))))
        {
            if (form.Has("take"))
                draft.Take(draft.Folder.TakeIn(ours, change), gate.Me, visit.Now);
            known = known.TakeIn(ours, change);
        }
        // Nothing left to tell: from here on it is compared with ours as it is today.
        draft.Base = name == "*" || ToolEdit.Differences(known, ours).Count == 0 ? ours.ToJson() : known.ToJson();
        await db.SaveChangesAsync();
        return Page.SeeOther($"/own-tools/{number}/ours", form.Has("take") ? "own-tools.news.taken" : "own-tools.news.left");
    }

    private static ToolFolder? OursOf(Work work, Bookcase bookcase) => bookcase.Ours.Tools.FirstOrDefault(tool => tool.Id == work.BasedOn) is { } tool ? bookcase.Ours.FolderOf(tool) : null;

    // What the workplace has written in the same place, where it is its own.
    private string? Mine(ToolDifference change) =>
        change.What == Differs.Text && change.Key.Split('.') is [var code, var field] && Draft.Folder.Said().GetValueOrDefault((code, change.Id, field)) is { } mine && mine != change.Before && mine != change.After ? mine : null;
}
