using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.OwnTools;

/// <summary>What one edition changed in the one before it, or what the draft changes in the edition in use; and going back to it.</summary>
public sealed partial class EditionPage
{
    [Parameter, EditorRequired] public required Work Work { get; set; }

    /// <summary>Which edition; null for the draft.</summary>
    [Parameter] public int? Number { get; set; }

    /// <summary>The number of the one it is compared with.</summary>
    [Parameter] public int Earlier { get; set; }

    [Parameter] public ToolFolder? Before { get; set; }
    [Parameter, EditorRequired] public required ToolFolder After { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/own-tools/{number:int}/editions/{edition}", Show).May(Operation.Organise, Kind.Tools);
        doors.MapPost("/own-tools/{number:int}/editions/{edition}/draft", Restore).May(Operation.Organise, Kind.Tools);
    }

    private static async Task<IResult> Show(int number, string edition, Database db)
    {
        if (await db.ToRead(number) is not var (work, draft))
            return Gone.Page();
        var which = edition == "draft" ? work.Latest + 1 : Parse(edition);
        var both = await db.Editions.AsNoTracking().Where(one => one.Tool == number && (one.Number == which || one.Number == which - 1)).ToDictionaryAsync(one => one.Number, one => one.Files);
        var after = edition == "draft" ? draft.Folder : both.TryGetValue(which, out var files) ? ToolFolder.FromJson(files) : null;
        return after is null
            ? Gone.Page($"/own-tools/{number}")
            : Page.Of<EditionPage>(new { Work = work, Number = edition == "draft" ? (int?)null : which, Earlier = which - 1, Before = both.TryGetValue(which - 1, out var before) ? ToolFolder.FromJson(before) : null, After = after });
    }

    private static async Task<IResult> Restore(int number, string edition, Database db, Gate gate, Visit visit)
    {
        if (await db.ToChange(number) is not var (_, draft))
            return Gone.Page();
        var which = Parse(edition);
        if (await db.Editions.AsNoTracking().FirstOrDefaultAsync(one => one.Tool == number && one.Number == which) is not { } found)
            return Gone.Page($"/own-tools/{number}");
        draft.Take(found.Folder, gate.Me, visit.Now);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/own-tools/{number}", "own-tools.restore.done");
    }

    private static int Parse(string edition) => int.TryParse(edition, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private IReadOnlyList<ToolDifference> Changes => Before is null ? [] : ToolEdit.Differences(Before, After);

    private string Title => Number is { } number ? Visit.With("own-tools.editions.number", ("number", number)) : Visit["own-tools.compare.draft"];
}
