using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Cases.Plans;

/// <summary>A plan as it stands: read it, confirm exactly this text, share it, give the pen on, and take it along on paper.</summary>
public sealed partial class PlanPage
{
    [Parameter, EditorRequired] public required Opened Opened { get; set; }
    [Parameter, EditorRequired] public required Guid Me { get; set; }

    /// <summary>The rule of law it rests on; null where there is none.</summary>
    [Parameter] public Rule? Rule { get; set; }

    /// <summary>A word in it that looks like an illness; for whoever has the pen.</summary>
    [Parameter] public string? Illness { get; set; }

    /// <summary>What was typed as the reason of a no.</summary>
    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>What no longer fits.</summary>
    [Parameter] public string? Trouble { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/cases/{id}/plans/{plan:guid}", Show).May<Case>(Operation.Read, Kind.Case);
        doors.MapPost("/cases/{id}/plans/{plan:guid}/pen", Give).May<Case>(Operation.Write, Kind.Case);
        doors.MapPost("/cases/{id}/plans/{plan:guid}/pen/asking", AskForPen).May<Case>(Operation.Write, Kind.Case);
        doors.MapPost("/cases/{id}/plans/{plan:guid}/confirmation", Confirm).May<Case>(Operation.Confirm, Kind.Case);
        doors.MapPost("/cases/{id}/plans/{plan:guid}/refusal", Refuse).May<Case>(Operation.Confirm, Kind.Case);
        doors.MapGet("/cases/{id}/plans/{plan:guid}/paper", Paper).May<Case>(Operation.Read, Kind.Case);
        doors.MapGet("/cases/{id}/plans/{plan:guid}/paper.docx", Word).May<Case>(Operation.Read, Kind.Case);
        doors.MapGet("/cases/{id}/plans/{plan:guid}/versions/{version:int}", Earlier).May<Case>(Operation.Read, Kind.Case);
    }

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Opened opened) => $"/cases/{opened.Case.Id}/plans/{opened.Plan.Id}";

    /// <summary>The page.</summary>
    internal static IResult Of(Opened opened, Guid me, Library library, string? trouble = null, Typed? typed = null) => Page.Of<PlanPage>(
        new
        {
            Opened = opened, Me = me, Rule = PlanContent.RuleOf(opened.Plan.Kind) is { } rule ? library.Rule(rule) : null,
            Illness = opened.Holder == me ? DiagnosisHint.In(opened.Content.Words, library.IllnessWords) : null, Trouble = trouble, Typed = typed ?? new Typed(),
        },
        trouble is not null ? StatusCodes.Status409Conflict : typed?.Errors.Any is true ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> Show(Guid id, Guid plan, Database db, Gate gate, Library library) =>
        await Opened.Of(await db.FoundCase(id), plan, db, gate.Grant) is { } opened ? Of(opened, gate.Me, library) : await PlansPage.Missing(await db.FoundCase(id), db, gate.Me);

    private static async Task<IResult> Give(Guid id, Guid plan, Posted form, Database db, Gate gate, Visit visit, Library library, DeskLetters desk)
    {
        var one = await db.ClaimCase(id);
        if (await Opened.Of(one, plan, db, gate.Grant) is not { } opened)
            return await PlansPage.Missing(one, db, gate.Me);
        var (had, taken) = (opened.Holder, Guid.TryParse(form["to"], out var to) && to == gate.Me && opened.MayTakePen(gate.Me, visit.Now));
        if (!opened.Readers.Contains(to) || (had ?? gate.Me) != gate.Me && !taken)
            return Of(opened, gate.Me, library, "case-plans.errors.pen");
        NotNow.Unless(one.IsOpen);
        if (taken)
            opened.Plan.TakePen(gate.Me, opened.Readers, opened.Text.SavedAt, visit.Now);
        else
            opened.Plan.Give(gate.Me, to, opened.Readers);
        await db.SaveChangesAsync();
        if (taken && opened.People.GetValueOrDefault(had!.Value) is { } slow)
            await desk.Told(FormattableString.Invariant($"case {id} pen taken {plan} {visit.Now.ToUnixTimeSeconds()}"), DeskNews.Changed, slow);
        if (to != gate.Me)
            await desk.Asked(FormattableString.Invariant($"case {id} pen {plan} {opened.Text.Version}"), opened.People[to]);
        return Page.SeeOther(AddressOf(opened), to == gate.Me ? "case-plans.pen.is-yours" : "case-plans.pen.given");
    }

    // Neutral, as every letter: that something waits, not what. On their own page whoever has the pen finds which plan.
    private static async Task<IResult> AskForPen(Guid id, Guid plan, Database db, Gate gate, Visit visit, Library library, DeskLetters desk)
    {
        var one = await db.ClaimCase(id);
        if (await Opened.Of(one, plan, db, gate.Grant) is not { } opened)
            return await PlansPage.Missing(one, db, gate.Me);
        NotNow.Unless(one.IsOpen);
        // Pressed twice, it is asked once.
        if (opened.Asker != gate.Me)
        {
            if (opened.Holder is not { } holder || holder == gate.Me || opened.Asker is not null)
                return Of(opened, gate.Me, library, "case-plans.errors.pen");
            opened.Plan.AskForPen(gate.Me, opened.Readers, visit.Now);
            await db.SaveChangesAsync();
            if (opened.People.GetValueOrDefault(holder) is { } person)
                await desk.Asked(FormattableString.Invariant($"case {id} pen asked {plan} {visit.Now.ToUnixTimeSeconds()}"), person);
        }
        return Page.SeeOther(AddressOf(opened), "case-plans.pen.asked");
    }

    private static async Task<IResult> Confirm(Guid id, Guid plan, Posted form, Database db, Gate gate, Library library, Visit visit, DeskLetters desk)
    {
        var one = await db.ClaimCase(id);
        if (await Opened.Of(one, plan, db, gate.Grant) is not { } opened)
            return await PlansPage.Missing(one, db, gate.Me);
        if (!one.IsOpen)
            return Of(opened, gate.Me, library, "case-plans.errors.over");
        // Nobody confirms a text they have not seen.
        if (!opened.Both.Contains(gate.Me) || form["text"] != opened.Text.Print || opened.Content.IsEmpty)
            return Of(opened, gate.Me, library, "case-plans.errors.stale");
        if (opened.By(gate.Me) is null)
        {
            db.Add(new PlanConfirmation { Plan = plan, Version = opened.Text.Version, Person = gate.Me, At = visit.Now });
            await db.SaveChangesAsync();
            foreach (var other in opened.Both.Where(person => opened.By(person) is null && person != gate.Me && opened.Readers.Contains(person) && opened.People.ContainsKey(person)))
                await desk.Asked(FormattableString.Invariant($"case {id} plan {plan} {opened.Text.Version}"), opened.People[other]);
        }
        return Page.SeeOther(AddressOf(opened), "case-plans.confirm.done");
    }

    private static async Task<IResult> Refuse(Guid id, Guid plan, Posted form, Database db, Gate gate, Library library, Visit visit, DeskLetters desk)
    {
        var (one, typed) = (await db.ClaimCase(id), new Typed(form));
        if (await Opened.Of(one, plan, db, gate.Grant) is not { } opened)
            return await PlansPage.Missing(one, db, gate.Me);
        if (!one.IsOpen)
            return Of(opened, gate.Me, library, "case-plans.errors.over");
        // Pressed twice, it is said once; and nobody says no to a text they have not seen.
        if (opened.RefusedBy(gate.Me) is not null)
            return Page.SeeOther(AddressOf(opened), "case-plans.refuse.done");
        if (!opened.MayRefuse(gate.Me) || typed["text"] != opened.Text.Print)
            return Of(opened, gate.Me, library, "case-plans.errors.stale", typed);
        var reason = typed.Text("reason", PlanRefusal.Longest, "case-plans.errors.reason");
        if (typed.Errors.Any)
            return Of(opened, gate.Me, library, typed: typed);
        db.Add(PlanRefusal.Of(plan, opened.Text.Version, reason, gate.Me, gate.Grant, visit.Now));
        await db.SaveChangesAsync();
        foreach (var other in opened.Readers.Where(person => person != gate.Me && opened.People.ContainsKey(person)))
            await desk.Told(FormattableString.Invariant($"case {id} plan {plan} {opened.Text.Version} answered"), DeskNews.Changed, opened.People[other]);
        return Page.SeeOther(AddressOf(opened), "case-plans.refuse.done");
    }

    private static async Task<IResult> Paper(Guid id, Guid plan, Database db, Gate gate) =>
        await Opened.Of(await db.FoundCase(id), plan, db, gate.Grant) is { } opened ? Page.Of<PaperPage>(new { Opened = opened }) : await PlansPage.Missing(await db.FoundCase(id), db, gate.Me);

    private static async Task<IResult> Word(Guid id, Guid plan, Database db, Gate gate, Visit visit) =>
        await Opened.Of(await db.FoundCase(id), plan, db, gate.Grant) is { } opened
            // A name in a folder of downloads tells nobody anything.
            ? Results.File(PlanDocument.Of(opened, visit), WordPaper.MediaType, $"{visit["case-plans.paper.file"]}.docx")
            : await PlansPage.Missing(await db.FoundCase(id), db, gate.Me);

    private static async Task<IResult> Earlier(Guid id, Guid plan, int version, Database db, Gate gate) =>
        await Opened.Of(await db.FoundCase(id), plan, db, gate.Grant, version) is { } opened ? Page.Of<PaperPage>(new { Opened = opened }) : await PlansPage.Missing(await db.FoundCase(id), db, gate.Me);

    private bool Mine => Me == Opened.Case.Employee;

    private bool Going => Opened.Case.IsOpen;

    private bool HasPen => Opened.Holder == Me;

    private string ConfirmTitle => (Opened.Settled, Alone: Opened.Both.Count == 1) switch
    {
        (true, true) => "case-plans.confirm.settled-alone",
        (true, false) => "case-plans.confirm.settled",
        (false, true) => "case-plans.confirm.title-alone",
        (false, false) => "case-plans.confirm.title",
    };

    private string Home => AddressOf(Opened);
}
