using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Policies.Write;

/// <summary>Writing one section: saved while it is written. Two who write in the same one both see both texts, and nothing is lost.</summary>
public sealed partial class SectionPage
{
    [Parameter, EditorRequired] public required Draft Draft { get; set; }
    [Parameter, EditorRequired] public required Section Section { get; set; }

    /// <summary>What stands in the form: what was typed, or what is there.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <inheritdoc cref="Title"/>
    [Parameter, EditorRequired] public required string Text { get; set; }

    /// <summary>The version the form says it was shown with.</summary>
    [Parameter, EditorRequired] public required int Version { get; set; }

    [Parameter] public Typed Typed { get; set; } = new();

    /// <summary>Somebody else saved meanwhile: their text is shown beside the one typed.</summary>
    [Parameter] public bool Clash { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<Look> Others { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Names { get; set; }
    [Parameter] public int Versions { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/policies/{id}/sections/{section:guid}", Show).May<Policy>(Operation.Read, Kind.Group);
        doors.MapPost("/policies/{id}/sections/{section:guid}", Save).May<Policy>(Operation.Write, Kind.Group);
    }

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid policy, Guid section) => $"/policies/{policy}/sections/{section}";

    private static async Task<IResult> Show(Guid id, Guid section, Database db, Gate gate, Library library, Visit visit)
    {
        var policy = await db.FoundPolicy(id);
        if (await db.PolicySections.SingleOrDefaultAsync(one => one.Id == section && one.Policy == id) is not { } found)
            return Page.NotFound();
        if (!policy.Drafting)
            return Page.SeeOther(DraftPage.AddressOf(id));
        return await Of(policy, found, found.Title, found.Text, found.Version, new Typed(), clash: false, db, gate, library, visit);
    }

    private static async Task<IResult> Save(Guid id, Guid section, Posted form, HttpContext http, Database db, Gate gate, Library library, Visit visit)
    {
        var (policy, typed, scripted) = (await db.FoundPolicy(id), new Typed(form), Autosave.Asks(http.Request));
        // One at a time: who comes second meets what the first has saved.
        if (await db.ClaimSection(id, section) is not { } found)
            return Page.NotFound();
        if (!policy.Drafting)
            return scripted ? Autosave.Refused(visit["policies.errors.published"], StatusCodes.Status410Gone) : await DraftPage.Of(policy, db, gate, library, visit, trouble: "policies.errors.published");
        var (title, text) = (typed.Line("title", Policy.LongestTitle, "policies.errors.section-title"), typed.Text("text", Steps.Field.Longest, tooLong: "policies.errors.text-too-long"));
        if (typed.Errors.Any)
            return scripted
                ? Autosave.Refused(string.Join(' ', typed.Errors.All.Values.Select(key => visit[key])))
                : await Of(policy, found, typed["title"], text, typed.Version, typed, clash: false, db, gate, library, visit);
        if (!found.Says(title, text))
        {
            if (typed.Version != found.Version)
                return scripted
                    ? Autosave.Conflict(new Dictionary<string, object> { ["title"] = found.Title, ["text"] = found.Text }, found.Version)
                    : await Of(policy, found, title, text, found.Version, typed, clash: true, db, gate, library, visit);
            if (found.Write(title, text, await db.LatestOf(section), gate.Me, visit.Now) is { } version)
                db.Add(version);
            await db.SaveChangesAsync();
        }
        return scripted ? Autosave.Saved(visit, found.Version) : Page.SeeOther($"{DraftPage.AddressOf(id)}#s-{section}", "policies.section.saved", AddressOf(id, section));
    }

    private static async Task<IResult> Of(
        Policy policy, Section section, string title, string text, int version, Typed typed, bool clash, Database db, Gate gate, Library library, Visit visit)
    {
        await Looking.At(policy.Id, section.Id, gate.Me, db, visit.Now);
        var others = await Looking.Others(policy, gate.Me, db, visit.Now);
        return Page.Of<SectionPage>(
            new
            {
                Draft = await Draft.Of(policy, db, library), Section = section, Title = title, Text = text, Version = version, Typed = typed, Clash = clash,
                Others = (IReadOnlyList<Look>)[.. others.Where(look => look.Section == section.Id)], Names = await db.NamesOf([section.SavedBy, .. others.Select(look => (Guid?)look.Person)]),
                Versions = await db.PolicyVersions.CountAsync(one => one.Section == section.Id),
            },
            clash ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private string By(Guid? person) => person is { } id && Names.TryGetValue(id, out var name) ? name : Visit["policies.somebody"];

    private string? Language => Draft.Policy.Language == Visit.Code ? null : Draft.Policy.Language;

    // What the text has holes for comes first, so that it is at hand.
    private IEnumerable<Blank> BlanksInOrder => Draft.Document.Blanks.OrderByDescending(blank => Text.Contains($"{{{blank.Hole}}}", StringComparison.Ordinal));
}
