using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Cases.Chores;

/// <summary>Reminds of the day a plan is looked at again: the employee and the psychologist, and the leader while the plan is shared; of a plan that goes on though its case is closed, the psychologist no more. It sees dates, never a text; the letter says that something waits.</summary>
public sealed class PlanReminders(Database db, DeskLetters desk) : IChore
{
    /// <inheritdoc />
    public string Name => "cases-plans";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        if (Morning.AtWork(now) is not { } today)
            return;
        // What is for a day off comes on the first working day after it.
        var before = Workdays.Before(today);
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        // A letter that is written already is not written again: run twice, it is one reminder.
        var plans = await db.CasePlans.FromSql($"select p.* from case_plans p join case_plan_reviews r on r.plan = p.id where r.on_day > {before} and r.on_day <= {today}").AsNoTracking().ToListAsync(stop);
        var ids = plans.ConvertAll(plan => plan.CaseId);
        var cases = await db.Cases.AsNoTracking().Include(one => one.Consents).Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, stop);
        var readers = plans.Where(plan => cases.ContainsKey(plan.CaseId)).SelectMany(plan => plan.Reminded(cases[plan.CaseId])).Select(person => (Guid?)person);
        foreach (var person in (await db.TheseAtWork(readers)).Values)
            await desk.Remind(person, today);
        await transaction.CommitAsync(stop);
    }
}
