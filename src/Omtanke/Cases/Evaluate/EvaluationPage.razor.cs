using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Evaluate;

/// <summary>How it was, asked of the employee when the case is closed: once, without a name, and counted with those of the others. Whoever leaves it out has said nothing.</summary>
public sealed partial class EvaluationPage
{
    /// <summary>How long it can be answered after the closing.</summary>
    internal const int Days = 60;

    [Parameter, EditorRequired] public required Case Case { get; set; }

    /// <summary>It has been answered.</summary>
    [Parameter] public bool Done { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/cases/{id}/evaluation", Show).May<Ending>(Operation.Read, Kind.Case);
        doors.MapPost("/cases/{id}/evaluation", Give).May<Ending>(Operation.Confirm, Kind.Case);
    }

    internal static string AddressOf(Guid id) => $"/cases/{id}/evaluation";

    /// <summary>Whether it can be answered now: it is closed, and not long ago.</summary>
    internal static bool IsOpen(Case one, DateTimeOffset now) => one is { State: Progress.Closed, ClosedAt: { } closed } && now < closed.AddDays(Days);

    /// <summary>Those of some cases that their employee has answered of.</summary>
    internal static async Task<IReadOnlyList<Guid>> Answered(IReadOnlyCollection<Guid> cases, Guid person, Database db, BallotKeys keys)
    {
        var marks = cases.ToDictionary(one => keys.NameIn(one, person));
        // Together: other desks ask under marks of their own.
        var (_, given) = await db.InOneTrip(
            async () =>
            {
                await db.Set("omtanke.marks", string.Join(',', marks.Keys));
                return true;
            },
            () => db.Database.SqlQuery<Guid>($"select mark as \"Value\" from case_evaluators").ToListAsync());
        return [.. given.Where(marks.ContainsKey).Select(mark => marks[mark])];
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, BallotKeys keys) => await Of(await db.FoundCase(id), db, gate, keys, new Typed());

    private static async Task<IResult> Give(Guid id, Posted form, Database db, Gate gate, Visit visit, BallotKeys keys, CountBox box)
    {
        var (one, typed) = (await db.ClaimCase(id), new Typed(form));
        if (!IsOpen(one, visit.Now))
            return await Of(one, db, gate, keys, typed, StatusCodes.Status410Gone);
        var answers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var question in Facts.Afterwards)
            if (typed[question.Id].Length > 0)
                answers[question.Id] = typed.Number(question.Id, 1, question.Options, "case-evaluation.errors.answer") - 1;
        if (answers.Count == 0)
            typed.Errors.Add(Facts.Afterwards[0].Id, "case-evaluation.errors.none");
        if (typed.Errors.Any)
            return await Of(one, db, gate, keys, typed, StatusCodes.Status422UnprocessableEntity);
        // Pressed twice, it is one: what was sent cannot be found again to be changed.
        if ((await Answered([id], gate.Me, db, keys)).Count == 0)
        {
            var (mark, year) = (keys.NameIn(id, gate.Me), visit.Today.Year);
            await db.Database.ExecuteSqlAsync($"insert into case_evaluators (mark, year) values ({mark}, {year})");
            await box.Put(Counting.Evaluations, new CaseFact(await db.CountedIn(gate.Me, one.Unit), answers), visit.Now);
        }
        return Page.SeeOther(AddressOf(id), "case-evaluation.thanks");
    }

    private static async Task<IResult> Of(Case one, Database db, Gate gate, BallotKeys keys, Typed typed, int status = StatusCodes.Status200OK) =>
        Page.Of<EvaluationPage>(new { Case = one, Done = (await Answered([one.Id], gate.Me, db, keys)).Count > 0, Typed = typed }, status);
}
