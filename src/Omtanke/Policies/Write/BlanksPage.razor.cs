using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Policies.Write;

/// <summary>What is filled in once and stands in many places: names, numbers, a date.</summary>
public sealed partial class BlanksPage
{
    [Parameter, EditorRequired] public required Draft Draft { get; set; }

    /// <summary>What stands in the form.</summary>
    [Parameter, EditorRequired] public required Answer Answer { get; set; }

    [Parameter] public IReadOnlyList<Fault> Faults { get; set; } = [];

    /// <summary>What somebody else saved meanwhile.</summary>
    [Parameter] public bool Clash { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/policies/{id}/blanks", Show).May<Policy>(Operation.Read, Kind.Group);
        doors.MapPost("/policies/{id}/blanks", Save).May<Policy>(Operation.Write, Kind.Group);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Library library, Visit visit)
    {
        var policy = await db.FoundPolicy(id);
        if (!policy.Drafting)
            return Page.SeeOther(DraftPage.AddressOf(id));
        await Looking.At(id, null, gate.Me, db, visit.Now);
        var draft = await Draft.Of(policy, db, library);
        return Page.Of<BlanksPage>(new { Draft = draft, draft.Answer });
    }

    private static async Task<IResult> Save(Guid id, Posted form, HttpContext http, Database db, Gate gate, Library library, Visit visit)
    {
        var (policy, typed, scripted) = (await db.ClaimPolicy(id), new Typed(form), Autosave.Asks(http.Request));
        if (!policy.Drafting)
            return scripted ? Autosave.Refused(visit["policies.errors.published"], StatusCodes.Status410Gone) : await DraftPage.Of(policy, db, gate, library, visit, trouble: "policies.errors.published");
        var draft = await Draft.Of(policy, db, library);
        var ours = draft.Document.Blanks.Select(blank => blank.Id).ToHashSet(StringComparer.Ordinal);
        var taken = draft.Document.Take(form.Fields.Where(field => ours.Contains(field.Key)), draft.Answer);
        if (taken.Faults.Count > 0)
            return scripted
                ? Autosave.Refused(string.Join(' ', draft.Document.Told(visit.Language, taken.Answer, taken.Faults).Select(fault => fault.Text).Distinct(StringComparer.Ordinal)))
                : Page.Of<BlanksPage>(new { Draft = draft, taken.Answer, taken.Faults }, StatusCodes.Status422UnprocessableEntity);
        if (!taken.Answer.Equals(draft.Answer))
        {
            if (typed.Version != draft.Blanks.Version)
                return scripted
                    ? Autosave.Conflict(ours.ToDictionary(blank => blank, object (blank) => draft.Answer[blank], StringComparer.Ordinal), draft.Blanks.Version)
                    : Page.Of<BlanksPage>(new { Draft = draft, taken.Answer, Clash = true }, StatusCodes.Status409Conflict);
            (draft.Blanks.Answer, draft.Blanks.Version, draft.Blanks.SavedBy, draft.Blanks.SavedAt) = (taken.Answer.ToJson(), draft.Blanks.Version + 1, gate.Me, visit.Now);
            await db.SaveChangesAsync();
        }
        return scripted ? Autosave.Saved(visit, draft.Blanks.Version) : Page.SeeOther(DraftPage.AddressOf(id), "policies.section.saved", $"/policies/{id}/blanks");
    }

    private IEnumerable<Blank> Different => Clash ? Draft.Document.Blanks.Where(blank => Draft.Answer[blank.Id] != Answer[blank.Id]) : [];
}
