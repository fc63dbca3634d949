using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Insight;

namespace Omtanke.Assessments.Apv;

/// <summary>What workplace assessments give the whole workplace to learn from: how far the actions that were planned in a year are, and whether they made a difference. All of it is everybody's to read.</summary>
public sealed class ApvLessons(Database db) : ILesson
{
    /// <inheritdoc />
    public async Task<Lesson> Of(YearSeen seen, CancellationToken stop)
    {
        var (from, until, today) = (seen.From, seen.Until, seen.Today);
        var (apvs, problems) = (db.Apvs, db.ApvProblems);
        var planned = await db.ApvActions.AsNoTracking()
            .Where(action => !action.IsOut && action.Status != Status.Dropped && action.MadeAt >= from && action.MadeAt < until && problems.Any(problem => problem.Id == action.Part && !problem.IsOut && problem.SolvedOn == null))
            .Join(apvs, action => action.OriginId, apv => apv.Id, (action, apv) => new { action.Status, action.DueOn, action.Effect, apv.Units }).ToListAsync(stop);
        var here = planned.Where(one => seen.Unit is not { } group || one.Units.All(unit => seen.Tree.Up(unit).Any(above => above.Id == group))).ToList();
        if (here.Count == 0)
            return Lesson.None;
        var (done, left) = (here.Where(one => one.Status == Status.Done).ToList(), here.Where(one => one.Status != Status.Done).ToList());
        var effect = new Effect(done.Count(one => one.Effect == Outcome.Worked), done.Count(one => one.Effect == Outcome.Partly), done.Count(one => one.Effect == Outcome.Not));
        return new() { Deeds = [new("apv", done.Count, left.Count(one => one.DueOn >= today), left.Count(one => one.DueOn < today), effect)] };
    }
}
