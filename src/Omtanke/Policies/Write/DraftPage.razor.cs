using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Policies.Write;

/// <summary>The whole text as the group has it now (T03.S3): read it, and go to a section to write. Sections come in, move, go out and come back here.</summary>
public sealed partial class DraftPage
{
    [Parameter, EditorRequired] public required Draft Draft { get; set; }

    /// <summary>Names of those who have written.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Names { get; set; }

    /// <summary>Who else of the group has looked lately, and where.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Look> Others { get; set; }

    /// <summary>When the visitor had looked the time before.</summary>
    [Parameter] public DateTimeOffset? Before { get; set; }

    /// <summary>Whether there is a published edition.</summary>
    [Parameter] public bool IsPublished { get; set; }

    [Parameter] public Typed Typed { get; set; } = new();

    /// <summary>A word on why nothing was done; null when all went well.</summary>
    [Parameter] public string? Trouble { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/policies/{id}/draft", Show).May<Policy>(Operation.Read, Kind.Group);
        doors.MapPost("/policies/{id}/draft", Anew).May<Policy>(Operation.Write, Kind.Group);
        doors.MapGet("/policies/{id}/draft/word", Word).May<Policy>(Operation.Read, Kind.Group);
        doors.MapPost("/policies/{id}/sections", Add).May<Policy>(Operation.Write, Kind.Group);
        doors.MapPost("/policies/{id}/sections/{section:guid}/position", Move).May<Policy>(Operation.Write, Kind.Group);
        doors.MapPost("/policies/{id}/sections/{section:guid}/absence", LeaveOut).May<Policy>(Operation.Write, Kind.Group);
    }

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid policy) => $"/policies/{policy}/draft";

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Library library, Visit visit) =>
        await Of(await db.FoundPolicy(id), db, gate, library, visit);

    /// <summary>The page.</summary>
    internal static async Task<IResult> Of(Policy policy, Database db, Gate gate, Library library, Visit visit, Typed? typed = null, string? trouble = null)
    {
        var before = await Looking.At(policy.Id, null, gate.Me, db, visit.Now);
        var draft = await Draft.Of(policy, db, library);
        var others = await Looking.Others(policy, gate.Me, db, visit.Now);
        return Page.Of<DraftPage>(
            new
            {
                Draft = draft, Others = others, Before = before, Typed = typed ?? new Typed(), Trouble = trouble, IsPublished = await db.Editions.AnyAsync(edition => edition.Policy == policy.Id),
                Names = await db.NamesOf([.. draft.Sections.Select(section => section.SavedBy), .. others.Select(look => (Guid?)look.Person)]),
            },
            trouble is not null ? StatusCodes.Status409Conflict : typed?.Errors.Any is true ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Word(Guid id, Database db, Library library)
    {
        var draft = await Draft.Of(await db.FoundPolicy(id), db, library);
        return Results.File(PolicyDocument.Of(draft), WordPaper.MediaType, $"{draft.Language.Words["policies.file-draft"]}.docx");
    }

    /// <summary>A new edition is begun from what was published: the text stands as it was left.</summary>
    private static async Task<IResult> Anew(Guid id, Database db, Gate gate, Visit visit)
    {
        var policy = await db.ClaimPolicy(id);
        if (!policy.Drafting)
        {
            db.Add(policy.Anew(gate.Me, visit.Now));
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(AddressOf(id), "policies.draft.anew-done");
    }

    private static async Task<IResult> Add(Guid id, Posted form, Database db, Gate gate, Library library, Visit visit)
    {
        var (policy, typed) = (await db.ClaimPolicy(id), new Typed(form));
        if (!policy.Drafting)
            return await Of(policy, db, gate, library, visit, typed, "policies.errors.published");
        var draft = await Draft.Of(policy, db, library);
        var ours = draft.Unused.FirstOrDefault(unused => unused.Id == typed["source"]);
        typed.Errors.AddWhen(ours is null && typed["source"].Length > 0, "source", "policies.errors.source");
        typed.Errors.AddWhen(draft.Sections.Count >= Section.Most, "new-title", "policies.errors.too-many");
        var title = ours is not null ? draft.Language.Text(ours.Id, "title") : typed.Line("new-title", Policy.LongestTitle, "policies.errors.section-title");
        if (typed.Errors.Any)
            return await Of(policy, db, gate, library, visit, typed);
        var (section, first) = Section.Begin(
            id, draft.Sections.Select(one => one.Position).DefaultIfEmpty().Max() + 1, ours?.Id, title, ours is null ? "" : Document.Starter(ours, draft.Language), gate.Me, visit.Now);
        db.Add(section);
        db.Add(first);
        await db.SaveChangesAsync();
        return Page.SeeOther(SectionPage.AddressOf(id, section.Id), "policies.draft.added", $"/policies/{id}/sections");
    }

    private static async Task<IResult> Move(Guid id, Guid section, Posted form, Database db, Gate gate, Library library, Visit visit)
    {
        var policy = await db.ClaimPolicy(id);
        var sections = await db.SectionsOf(id);
        var place = sections.FindIndex(one => one.Id == section);
        if (place < 0)
            return Page.NotFound();
        if (!policy.Drafting)
            return await Of(policy, db, gate, library, visit, trouble: "policies.errors.published");
        // Past what lies left out: that is not seen here.
        var on = form["way"] == "up" ? sections.FindLastIndex(Math.Max(place - 1, 0), place, one => !one.IsOut) : sections.FindIndex(place + 1, one => !one.IsOut);
        if (on >= 0 && on != place)
        {
            var moved = sections[place];
            sections.RemoveAt(place);
            sections.Insert(on, moved);
            for (var position = 0; position < sections.Count; position++)
                sections[position].Position = position + 1;
            await db.SaveChangesAsync();
        }
        return Page.SeeOther($"{AddressOf(id)}#s-{section}");
    }

    private static async Task<IResult> LeaveOut(Guid id, Guid section, Posted form, Database db, Gate gate, Library library, Visit visit)
    {
        var policy = await db.ClaimPolicy(id);
        if (await db.ClaimSection(id, section) is not { } found)
            return Page.NotFound();
        if (!policy.Drafting)
            return await Of(policy, db, gate, library, visit, trouble: "policies.errors.published");
        found.IsOut = form["out"] != "no";
        await db.SaveChangesAsync();
        return Page.SeeOther(found.IsOut ? AddressOf(id) : $"{AddressOf(id)}#s-{section}", found.IsOut ? "policies.draft.left-out" : "policies.draft.brought-back");
    }

    private bool IsNews(Section section) => section.SavedBy is { } by && by != Visit.Person && Before is { } before && section.SavedAt > before;

    private string By(Guid? person) => person is { } id && Names.TryGetValue(id, out var name) ? name : Visit["policies.somebody"];

    private string TitleOf(Guid section) => Draft.Sections.FirstOrDefault(one => one.Id == section)?.Title ?? "";

    private string? Language => Draft.Policy.Language == Visit.Code ? null : Draft.Policy.Language;
}
