using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Uncover;

/// <summary>A problem: what it is, how bad and how widespread, and whether it was solved at once.</summary>
public sealed partial class ProblemPage
{
    [Parameter, EditorRequired] public required Whole Whole { get; set; }

    /// <summary>The problem as it stands; none for a new one.</summary>
    [Parameter] public Problem? Problem { get; set; }

    /// <summary>Whether somebody else was there first.</summary>
    [Parameter] public bool Clash { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/apv/{id}/problems/new", New).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/problems", Add).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapGet("/apv/{id}/problems/{problem:guid}", Show).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/problems/{problem:guid}", Save).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/problems/{problem:guid}/removal", PutAside).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/problems/{problem:guid}/return", TakeBack).May<Assessment>(Operation.Write, Kind.Apv);
    }

    private static async Task<IResult> New(Guid id, Database db) => Of(await db.WholeApv(await db.FoundApv(id)), null, new Typed());

    private static async Task<IResult> Show(Guid id, Guid problem, Database db)
    {
        var whole = await db.WholeApv(await db.FoundApv(id));
        return whole.All.FirstOrDefault(one => one.Id == problem) is { } found ? Of(whole, found, new Typed()) : Page.NotFound();
    }

    private static async Task<IResult> Add(Guid id, Posted form, Database db, Gate gate, Visit visit)
    {
        var (apv, typed) = (await db.ClaimApv(id), new Typed(form));
        var whole = await db.WholeApv(apv);
        var (told, made) = (Read(typed, whole, visit.Today), typed.NewId);
        if (typed.Errors.Any)
            return Of(whole, null, typed);
        if (!await db.ApvProblems.AnyAsync(one => one.Id == made))
        {
            db.Add(new Problem
            {
                Id = made, Apv = id, Topic = told.Topic, Source = told.Source, What = told.What, Severity = told.Severity, Extent = told.Extent, SolvedOn = told.SolvedOn, Solution = told.Solution, Version = 1, FoundAt = visit.Now,
            });
            db.Add(apv.Happened(Moment.ProblemFound, gate.Me, visit.Now, told.What));
        }
        await db.SaveChangesAsync();
        return Page.SeeOther($"/apv/{id}/problems#p-{made}", await db.SaidOf("apv.problem.done", told.What, told.Solution), $"/apv/{id}/problems");
    }

    private static async Task<IResult> Save(Guid id, Guid problem, Posted form, Database db, Gate gate, Visit visit, Library library)
    {
        var (apv, typed) = (await db.FoundApv(id), new Typed(form));
        if (await db.ClaimProblem(id, problem) is not { } found)
            return Page.NotFound();
        var whole = await db.WholeApv(apv);
        var told = Read(typed, whole, visit.Today);
        if (typed.Errors.Any)
            return Of(whole, found, typed);
        if (told != Told.Of(found))
        {
            if (typed.Version != found.Version)
                return Of(whole, found, typed, clash: true);
            told.Into(found);
            db.Add(apv.Happened(Moment.ProblemChanged, gate.Me, visit.Now, told.What));
            await db.LetActionsFollow(found, WhyAtRest(found, apv, library), gate.Me, visit.Now);
            await db.SaveChangesAsync();
        }
        return Page.SeeOther($"/apv/{id}/problems#p-{problem}", await db.SaidOf("apv.saved", told.What, told.Solution), $"/apv/{id}/problems/{problem}");
    }

    private static Task<IResult> PutAside(Guid id, Guid problem, Database db, Gate gate, Visit visit, Library library) => Put(id, problem, isOut: true, db, gate, visit, library);

    private static Task<IResult> TakeBack(Guid id, Guid problem, Database db, Gate gate, Visit visit, Library library) => Put(id, problem, isOut: false, db, gate, visit, library);

    private static async Task<IResult> Put(Guid id, Guid problem, bool isOut, Database db, Gate gate, Visit visit, Library library)
    {
        var apv = await db.FoundApv(id);
        if (await db.ClaimProblem(id, problem) is { } found && found.IsOut != isOut)
        {
            (found.IsOut, found.Version) = (isOut, found.Version + 1);
            db.Add(apv.Happened(isOut ? Moment.ProblemOut : Moment.ProblemBack, gate.Me, visit.Now, found.What));
            await db.LetActionsFollow(found, WhyAtRest(found, apv, library), gate.Me, visit.Now);
            await db.SaveChangesAsync();
        }
        return Page.SeeOther($"/apv/{id}/problems", isOut ? "apv.put-aside.done" : "apv.put-aside.is-back");
    }

    private static string WhyAtRest(Problem problem, Assessment apv, Library library) => library.In(apv.Language).Words[problem.IsOut ? "apv.action.rests-out" : "apv.action.rests-solved"];

    private static Told Read(Typed typed, Whole whole, DateOnly today)
    {
        var what = typed.Lines("what", "apv.errors.what");
        var topic = whole.Topics.FirstOrDefault(one => one.Id.ToString() == typed["topic"]);
        typed.Errors.AddWhen(topic is null, "topic", "apv.errors.topic");
        var source = whole.Sources.FirstOrDefault(one => one.Id.ToString() == typed["source"])?.Id;
        var (severity, extent) = (typed.Level("severity", "apv.errors.severity"), typed.Level("extent", "apv.errors.extent"));
        var (solved, solution) = (typed.DayByIfAny("solved", today), typed.Lines("solution"));
        typed.Errors.AddWhen(solution.Length > 0 && solved is null, "solved", "apv.errors.solved");
        return new(topic?.Id ?? Guid.Empty, source, what, severity, extent, solved, solution);
    }

    private static IResult Of(Whole whole, Problem? problem, Typed typed, bool clash = false) => Page.Of<ProblemPage>(
        new { Whole = whole, Problem = problem, Typed = typed, Clash = clash },
        clash ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private string Action => Problem is null ? $"/apv/{Whole.Assessment.Id}/problems" : $"/apv/{Whole.Assessment.Id}/problems/{Problem.Id}";

    private IEnumerable<(string, string)> Levels(string of) => Enumerable.Range(1, Apv.Problem.Levels).Select(level => (level.ToString(CultureInfo.InvariantCulture), Visit[$"apv.{of}.{level}"]));

    /// <summary>What a form says of a problem.</summary>
    private sealed record Told(Guid Topic, Guid? Source, string What, short Severity, short Extent, DateOnly? SolvedOn, string Solution)
    {
        public static Told Of(Problem problem) => new(problem.Topic, problem.Source, problem.What, problem.Severity, problem.Extent, problem.SolvedOn, problem.Solution);

        public void Into(Problem problem)
        {
            (problem.Topic, problem.Source, problem.What, problem.Severity, problem.Extent) = (Topic, Source, What, Severity, Extent);
            (problem.SolvedOn, problem.Solution, problem.Version) = (SolvedOn, Solution, problem.Version + 1);
        }
    }
}
