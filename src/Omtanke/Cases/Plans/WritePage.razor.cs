using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Plans;

/// <summary>Writing a plan, with the pen in hand. Two pages at once never overwrite each other: the second is shown both texts.</summary>
public sealed partial class WritePage
{
    [Parameter, EditorRequired] public required Opened Opened { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>It was changed meanwhile, or the pen was given on (a word key).</summary>
    [Parameter] public string? Clash { get; set; }

    /// <summary>A word in what is written that looks like an illness.</summary>
    [Parameter] public string? Illness { get; set; }

    [Parameter, EditorRequired] public required bool Mine { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/cases/{id}/plans/{plan:guid}/text", Show).May<Case>(Operation.Write, Kind.Case);
        doors.MapPost("/cases/{id}/plans/{plan:guid}/text", Save).May<Case>(Operation.Write, Kind.Case);
    }

    private static async Task<IResult> Show(Guid id, Guid plan, Database db, Gate gate, Library library)
    {
        var one = await db.FoundCase(id);
        return await Opened.Of(one, plan, db, gate.Grant) is not { } opened ? await PlansPage.Missing(one, db, gate.Me)
            : one.IsOpen && opened.Holder == gate.Me ? Of(opened, gate.Me, library, new Typed()) : Page.SeeOther(PlanPage.AddressOf(opened));
    }

    private static async Task<IResult> Save(Guid id, Guid plan, Posted form, Database db, Gate gate, Visit visit, Library library, DeskLetters desk)
    {
        var (one, typed) = (await db.ClaimCase(id), new Typed(form));
        if (await Opened.Of(one, plan, db, gate.Grant) is not { } opened)
            return await PlansPage.Missing(one, db, gate.Me);
        // It ended while this was written: what was typed stands in the fields.
        if (!one.IsOpen)
            return Of(opened, gate.Me, library, typed, "case-plans.errors.over-typed");
        var content = typed.Plan(opened.Plan.Kind, visit.Today, opened.Content, PlanContent.RuleOf(opened.Plan.Kind) is { } rule ? library.Rule(rule).Days : null);
        if (typed.Errors.Any)
            return Of(opened, gate.Me, library, typed);
        var kept = $"{PlanPage.AddressOf(opened)}/text";
        if (content.Says(opened.Content))
            return Page.SeeOther(PlanPage.AddressOf(opened), null, kept);
        if (opened.Holder != gate.Me)
            return Of(opened, gate.Me, library, typed, "case-plans.errors.pen-elsewhere");
        if (typed.Version != opened.Text.Version)
            return Of(opened, gate.Me, library, typed, "case-plans.errors.clash");
        db.Add(opened.Plan.Write(content, adjusted: opened.Settled, gate.Me, gate.Grant, visit.Now));
        await db.PlanReviews.Where(review => review.Plan == plan).ExecuteDeleteAsync();
        db.AddRange(content.RemindedOn(visit.Today).Select(day => new PlanReview { Plan = plan, OnDay = day }));
        await db.SaveChangesAsync();
        // Whoever had answered the text before is asked again.
        foreach (var person in opened.Both.Where(person => person != gate.Me && (opened.By(person) is not null || opened.RefusedBy(person) is not null) && opened.People.ContainsKey(person)))
            await desk.Asked(FormattableString.Invariant($"case {id} plan {plan} {opened.Plan.Version} anew"), opened.People[person]);
        return Page.SeeOther(PlanPage.AddressOf(opened), opened.Settled ? "case-plans.adjusted" : "case-plans.saved", kept);
    }

    private static IResult Of(Opened opened, Guid me, Library library, Typed typed, string? clash = null) => Page.Of<WritePage>(
        new
        {
            Opened = opened, Typed = typed, Clash = clash, Mine = me == opened.Case.Employee,
            Illness = DiagnosisHint.In(string.Join('\n', PlanContent.FieldsOf(opened.Plan.Kind).Select(field => typed.Or(field, opened.Content[field]))), library.IllnessWords),
        },
        clash is not null ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private string Home => PlanPage.AddressOf(Opened);

    private PlanKind Which => Opened.Plan.Kind;

    private string HoursOf(int week) => Typed.Or($"hours{week}", week > Opened.Content.Hours.Count ? "" : Opened.Content.Hours[week - 1].ToString("0.#", Visit.Culture));

    private string ReviewOf(int row) => Typed.Or($"review{row}", row > Opened.Content.Reviews.Count ? "" : Dates.Write(Opened.Content.Reviews[row - 1]));
}
