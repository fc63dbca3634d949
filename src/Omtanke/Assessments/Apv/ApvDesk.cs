using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv;

/// <summary>What assessments lay on a person's own page: those they keep, with what is overdue in them, and those of leaders they are asked to. What they answer for themself lies there as all actions do.</summary>
public sealed class ApvDesk(Database db, Visit visit) : IDesk
{
    /// <inheritdoc />
    public string? Only => "exists (select from apvs where keepers @> array[acting_person()]) or exists (select from apv_leaders where person = acting_person())";

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var (today, apvs, problems) = (Clock.Day(now), db.Apvs, db.ApvProblems);
        var (open, kept, asked) = (new List<PlannedAction>(), new List<Assessment>(), new List<(NamedLeader Leader, Assessment Apv)>());
        await db.InOneTrip(
            async () => open = await db.ApvActions.AsNoTracking()
                .Where(action => !action.IsOut && (action.Status == Status.Planned || action.Status == Status.UnderWay || (action.Status == Status.Done && (action.Effect == null || action.Effect == Outcome.TooEarly)))
                    && problems.Any(problem => problem.Id == action.Part && !problem.IsOut && problem.SolvedOn == null)
                    && apvs.Any(apv => apv.Id == action.OriginId && apv.ClosedAt == null && apv.Keepers.Contains(person)))
                .ToListAsync(stop),
            async () => kept = await apvs.AsNoTracking().Where(apv => apv.ClosedAt == null && apv.Keepers.Contains(person)).OrderBy(apv => apv.BegunAt).ToListAsync(stop),
            async () => asked = [.. (await db.ApvLeaders.AsNoTracking().Where(one => one.Person == person).Join(apvs.Where(apv => apv.ClosedAt == null), one => one.Apv, apv => apv.Id, (leader, apv) => new { Leader = leader, Apv = apv }).ToListAsync(stop)).Select(one => (one.Leader, one.Apv))]);
        return
        [
            .. asked.SelectMany(one => Led(one.Leader, one.Apv, today)),
            .. kept.Select(apv => Kept(apv, [.. open.Where(action => action.OriginId == apv.Id && action.Owner != person)], today)),
        ];
    }

    private DeskItem Kept(Assessment apv, List<PlannedAction> others, DateOnly today) => others.Count(action => action.IsLate(today)) is var late && late > 0
        ? new(Pile.Waiting, visit.Words.Count("apv.desk.late", late, ("title", apv.Title)), $"/apv/{apv.Id}/follow-up", others.Where(action => action.IsLate(today)).Min(action => action.DueOn), Urgent: true)
        : others.Count(action => action.IsToBeChecked(today)) is var check && check > 0
            ? new(Pile.Waiting, visit.Words.Count("apv.desk.to-check", check, ("title", apv.Title)), $"/apv/{apv.Id}/follow-up")
            : new(Pile.UnderWay, visit.With("apv.desk.keeps", ("title", apv.Title)), $"/apv/{apv.Id}");

    // Whether somebody has thought about it is their own business: the line stands until the day is over.
    private IEnumerable<DeskItem> Led(NamedLeader leader, Assessment apv, DateOnly today)
    {
        var at = Lead.LeadersPage.AddressOf(apv.Id);
        if (leader.AgreedAt is null)
            yield return new(Pile.Waiting, visit.With("apv.desk.asked", ("title", apv.Title)), at);
        else if (apv.AloneBy >= today)
            yield return new(Pile.Waiting, visit.With("apv.desk.alone", ("title", apv.Title)), at, apv.AloneBy);
        else if (apv.MeetOn >= today)
            yield return new(Pile.UnderWay, visit.With("apv.desk.meet", ("title", apv.Title)), at, apv.MeetOn);
    }
}
