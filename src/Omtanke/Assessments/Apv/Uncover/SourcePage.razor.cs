using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Uncover;

/// <summary>Where something was uncovered: one of one's own collections, a workshop by its tool, or whatever else by its name, with the day.</summary>
public sealed partial class SourcePage
{
    private const int Recent = 50;

    [Parameter, EditorRequired] public required Whole Whole { get; set; }

    /// <summary>One's own that are over.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Collection> Collections { get; set; }

    /// <summary>Tools that are used together in a room.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<(string Value, string Text)> Tools { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/apv/{id}/sources/new", Show).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/sources", Add).May<Assessment>(Operation.Write, Kind.Apv);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Shelf shelf, Visit visit) => await Of(await db.FoundApv(id), new Typed(), db, gate, shelf, visit);

    private static async Task<IResult> Add(Guid id, Posted form, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var (apv, typed) = (await db.ClaimApv(id), new Typed(form));
        var kind = typed.One<SourceKind>("kind", "apv.errors.source-kind");
        var collection = kind == SourceKind.Collection && typed["collection"].Length > 0 ? (await Mine(db, gate.Me)).Find(one => one.Id.ToString() == typed["collection"]) : null;
        typed.Errors.AddWhen(kind == SourceKind.Collection && typed["collection"].Length > 0 && collection is null, "collection", "apv.errors.collection");
        var tool = kind == SourceKind.Workshop && (await ToolsOf(shelf, visit)).Any(one => one.Value == typed["tool"]) ? typed["tool"] : "";
        // A collection of one's own brings its name and day along.
        var name = typed.Line("name", Assessment.LongestTitle, collection is null ? "apv.errors.source-name" : null) is { Length: > 0 } own ? own : collection?.Title ?? "";
        var day = collection?.ClosedAt is { } closed && typed["day"].Length == 0 ? Clock.Day(closed) : typed.DayBy("day", visit.Today);
        if (typed.Errors.Any)
            return await Of(apv, typed, db, gate, shelf, visit);
        var made = typed.NewId;
        if (!await db.ApvSources.AnyAsync(one => one.Id == made))
        {
            db.Add(new Source { Id = made, Apv = id, Kind = kind, Name = name, OnDay = day!.Value, Collection = collection?.Id, Method = collection?.Step ?? tool });
            db.Add(apv.Happened(Moment.SourceAdded, gate.Me, visit.Now, name));
        }
        await db.SaveChangesAsync();
        return Page.SeeOther(Way.WayPage.AddressOf(id, Element.Uncover), await db.SaidOf("apv.source.done", name), $"/apv/{id}/sources");
    }

    private static Task<List<Collection>> Mine(Database db, Guid me) =>
        db.Collections.AsNoTracking().Where(one => one.ClosedAt != null && one.Keepers.Contains(me)).OrderByDescending(one => one.ClosedAt).Take(Recent).ToListAsync();

    private static async Task<IReadOnlyList<(string Value, string Text)>> ToolsOf(Shelf shelf, Visit visit) =>
        [.. (await shelf.Library()).Tools.Where(Together.Suits).Select(tool => (tool.Id, visit.Language.Text(tool.Id, "title")))];

    private static async Task<IResult> Of(Assessment apv, Typed typed, Database db, Gate gate, Shelf shelf, Visit visit)
    {
        var (whole, mine, tools) = ((Whole?)null, new List<Collection>(), (IReadOnlyList<(string, string)>)[]);
        await db.InOneTrip(async () => whole = await db.WholeApv(apv), async () => mine = await Mine(db, gate.Me), async () => tools = await ToolsOf(shelf, visit));
        return Page.Of<SourcePage>(
            new { Whole = whole, Collections = (IReadOnlyList<Collection>)mine, Tools = tools, Typed = typed },
            typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
