using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Cases.Three;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Follow;

/// <summary>One case: the rail, what was said, the contacts, the guide cards, and what has happened; each reader sees what is theirs. Taking it back, pointing elsewhere, giving it back to the team.</summary>
public sealed partial class CasePage
{
    [Parameter, EditorRequired] public required CaseFile File { get; set; }
    [Parameter, EditorRequired] public required Library Library { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>What no longer fits: somebody else was there first.</summary>
    [Parameter] public string? Trouble { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/cases/{id}", Show).May<Case>(Operation.Read, Kind.Case);
        doors.MapPost("/cases/{id}/withdrawal", Withdraw).May<Case>(Operation.Erase, Kind.Case);
        doors.MapPost("/cases/{id}/refusal", Decline).May<Case>(Operation.Close, Kind.Case);
        doors.MapPost("/cases/{id}/handing-back", HandBack).May<Case>(Operation.HandOver, Kind.Case);
    }

    /// <summary>The page as this reader sees it.</summary>
    internal static async Task<IResult> Of(
        Guid id, Database db, Guid me, AccessGrant grant, Visit visit, Library library, Typed typed, int status = StatusCodes.Status200OK, string? trouble = null) =>
        Page.Of<CasePage>(new { File = await CaseFile.Of(id, db, me, grant), Library = library, Typed = typed, Trouble = trouble }, status);

    private static Task<IResult> Show(Guid id, Database db, Gate gate, Visit visit, Library library) => Of(id, db, gate.Me, gate.Grant, visit, library, new Typed());

    private static async Task<IResult> Withdraw(Guid id, Database db, Gate gate, CaseLetters letters, Visit visit)
    {
        var one = await db.ClaimCase(id);
        db.Add(one.Withdraw(gate.Me, visit.Now));
        await db.SaveChangesAsync();
        if (one.Employee != gate.Me)
            await letters.Tell(id, "withdrawn", one.Employee);
        await letters.TellOver(one, gate.Me);
        return Page.SeeOther("/cases", "cases.withdrawn");
    }

    private static async Task<IResult> Decline(Guid id, Posted form, Database db, Gate gate, CaseLetters letters, Visit visit, Library library)
    {
        var typed = new Typed(form);
        var signpost = typed.One("signpost", Enum.GetValues<Signpost>(), "cases.errors.signpost");
        if (typed.Errors.Any)
            return await Of(id, db, gate.Me, gate.Grant, visit, library, typed, StatusCodes.Status422UnprocessableEntity);
        var one = await db.ClaimCase(id);
        db.Add(one.Decline(gate.Me, visit.Now, (await db.TheWorkplace())!.CaseMonths));
        (await db.CaseRegistrations.SingleAsync(said => said.Id == id)).Point(signpost, gate.Grant);
        await db.SaveChangesAsync();
        await letters.Tell(id, "declined", one.Employee);
        await letters.TellOver(one, gate.Me);
        return Page.SeeOther($"/cases/{id}", "cases.decline.done");
    }

    private static async Task<IResult> HandBack(Guid id, Posted form, Database db, CaseLetters letters, ThreeLetters meetings, Visit visit)
    {
        var (typed, one) = (new Typed(form), await db.ClaimCase(id));
        // Before the case goes: afterwards its psychologist sees no meeting either. Whoever takes it next proposes a time anew, also when it is the same.
        await CallingOff.Ahead(one, db, meetings, visit.Now);
        await db.SaveChangesAsync();
        if (!await db.HandBack(id, typed.Version, visit.Now))
            throw new NotNow();
        await letters.Tell(id, FormattableString.Invariant($"back {typed.Version}"), one.Employee);
        await letters.TellTeam(visit.Today);
        return Page.SeeOther("/cases", "cases.hand-back.done");
    }

    private Case Case => File.Case;
    private string Home => $"/cases/{Case.Id}";
    private bool Mine => File.As == Relation.Employee;
    private IReadOnlyList<Stop> Rail => File.Rail(Visit.Today);

    private Progress Told => Case.Told(Case.State, File.As, Case.Psychologist is not null);

    private string? Lead => Case switch
    {
        _ when Told == Progress.Withdrawn => Visit["cases.lead-withdrawn"],
        _ when Told == Progress.Declined => Visit[Mine ? "cases.lead-declined" : "cases.lead-declined-other"],
        _ when Told == Progress.Closed => Visit["cases.lead-closed"],
        { Psychologist: null } => Visit[Mine ? "cases.lead-waiting" : "cases.lead-waiting-other"],
        _ when File.As != Relation.Keeper && File.NameOf(Case.Psychologist) is { } name => Visit.With("cases.with", ("name", name)),
        _ => null,
    };

    private string Tell(Happening what) => Visit.With(
        what is { Person: null, What: Moment.GivenBack } ? "cases.event.GivenBack-self" : $"cases.event.{what.What}", ("name", File.NameOf(what.Person) ?? Visit["openings.gone"]), ("about", File.NameOf(what.About) ?? Visit["openings.gone"]));
}
