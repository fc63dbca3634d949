using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Meetings.Evaluate;

/// <summary>How a meeting was (L10.F2): what worked, what to change. Shown to all who are in it when everybody who was there has answered, or after a week; never with names.</summary>
public sealed partial class EvaluationPage
{
    [Parameter, EditorRequired] public required Series Series { get; set; }
    [Parameter, EditorRequired] public required Meeting Meeting { get; set; }

    /// <summary>What was said; when it is shown.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<(Worth Worth, string? Worked, string? Change)> Said { get; set; }

    /// <summary>Whether the visitor has answered.</summary>
    [Parameter] public bool Answered { get; set; }

    /// <summary>Whether the visitor was there, and the series goes on.</summary>
    [Parameter] public bool May { get; set; }

    /// <summary>How many have answered.</summary>
    [Parameter] public int Count { get; set; }

    /// <summary>How many were there.</summary>
    [Parameter] public int Of { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [Parameter] public string? Trouble { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/meetings/{id}/{meeting:guid}/evaluation", Show).May<Series>(Operation.Read, Kind.Series);
        doors.MapPost("/meetings/{id}/{meeting:guid}/evaluation", Say).May<Series>(Operation.Confirm, Kind.Series);
    }

    private static async Task<IResult> Show(Guid id, Guid meeting, Database db, Gate gate, Visit visit) =>
        await db.MeetingOf(id, meeting) is not { } found ? Page.NotFound()
        : found.StageAt(visit.Now) is Stage.Now or Stage.Over ? await Shown(await db.FoundSeries(id), found, db, gate, new Typed())
        : Page.SeeOther($"/meetings/{id}/{meeting}");

    private static async Task<IResult> Say(Guid id, Guid meeting, Posted form, Database db, Gate gate, Visit visit)
    {
        var (series, typed) = (await db.ClaimSeries(id), new Typed(form));
        if (await db.MeetingOf(id, meeting) is not { } found)
            return Page.NotFound();
        await db.Entry(found).ReloadAsync();
        var there = found.WhoCame(series.Members).ToList();
        if (found.StageAt(visit.Now) is not (Stage.Now or Stage.Over) || found.ShownAt is not null || !there.Contains(gate.Me))
            return await Shown(series, found, db, gate, new Typed(), "meetings.errors.evaluated");
        var worth = typed.One("worth", Enum.GetValues<Worth>(), "meetings.errors.worth");
        var (worked, change) = (typed.Line("worked", Evaluation.Longest), typed.Line("change", Evaluation.Longest));
        if (typed.Errors.Any)
            return await Shown(series, found, db, gate, typed);
        var answered = await db.Evaluators.AsNoTracking().Where(one => one.Meeting == meeting).Select(one => one.Person).ToListAsync();
        // Pressed twice, it is one: what was sent cannot be found again to be changed.
        if (!answered.Contains(gate.Me))
        {
            db.Add(new Evaluator { Meeting = meeting, Person = gate.Me, Series = id });
            db.Add(Evaluation.Of(found, worth, worked, change, gate.Grant));
            await db.SaveChangesAsync();
            if (there.TrueForAll(person => person == gate.Me || answered.Contains(person)))
                await db.Database.ExecuteSqlAsync($"select show_evaluations({meeting}, {visit.Now})");
        }
        return Page.SeeOther($"/meetings/{id}/{meeting}/evaluation", "meetings.evaluate.said", $"/meetings/{id}/{meeting}/evaluation");
    }

    private static async Task<IResult> Shown(Series series, Meeting meeting, Database db, Gate gate, Typed typed, string? trouble = null)
    {
        // Row-level security shows what was said from the moment it is shown to all, and not before.
        var (said, answered) = await db.InOneTrip(
            () => db.Evaluations.AsNoTracking().Where(one => one.Meeting == meeting.Id).OrderBy(one => one.Id).ToListAsync(),
            () => db.Evaluators.AsNoTracking().Where(one => one.Meeting == meeting.Id).Select(one => one.Person).ToListAsync());
        var there = meeting.WhoCame(series.Members).ToList();
        return Page.Of<EvaluationPage>(
            new
            {
                Series = series, Meeting = meeting, Said = (IReadOnlyList<(Worth, string?, string?)>)[.. said.Select(one => one.Read(gate.Grant))], Answered = answered.Contains(gate.Me), May = there.Contains(gate.Me) && series.EndedAt is null,
                Count = answered.Count, Of = Math.Max(there.Count, answered.Count), Typed = typed, Trouble = trouble,
            },
            trouble is not null ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private IEnumerable<((string Id, string Words) Title, IReadOnlyList<string> Lines)> Lines =>
    [
        (("worked", Visit.Language.Text("L10.F2.1", "label")), [.. Said.Select(one => one.Worked).OfType<string>()]),
        (("change", Visit.Language.Text("L10.F2.2", "label")), [.. Said.Select(one => one.Change).OfType<string>()]),
    ];

    private static string IconOf(Worth worth) => worth switch { Worth.Much => "check", Worth.Some => "minus", Worth.Little => "x" };
}
