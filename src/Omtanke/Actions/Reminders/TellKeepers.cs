using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Actions.Reminders;

/// <summary>
/// Lays on the desk of those who follow an action up that whoever answers for it is stuck, or that mail to them does not arrive; and on the desk of whoever asked somebody to take one on that the answer is no. They are reminded once a day that something waits. What reminders were about is forgotten after thirteen months, like the letters.
/// </summary>
public sealed class TellKeepers(Database db, DeskLetters letters) : IChore
{
    /// <inheritdoc />
    public string Name => "action-calls";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        if (Morning.AtWork(now) is not { } today)
            return;
        var (week, year) = (now.AddDays(-7), now.AddMonths(-13));
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var people = await db.People.FromSql($"""
            with news as (
                select e.action, 'Stuck' as what, e.id as mark, null::uuid as asker from action_events e where e.what = 'Stuck' and e.at > {week}
                union all
                select e.action, 'Declined', e.id, (select o.person from action_events o where o.action = e.action and o.what = 'Offered' and o.whom = e.person and o.at <= e.at order by o.at desc limit 1)
                from action_events e where e.what = 'Declined' and e.whom is null and e.person is not null and e.at > {week}
                union all
                select distinct r.action, 'Undelivered', r.letter, null::uuid
                from letters l join action_reminders r on r.letter = l.id join actions a on a.id = r.action and a.owner = r.person
                where l.dead_at > {week}),
            told as (
                insert into action_calls (id, action, person, what, mark, at)
                select gen_random_uuid(), a.id, k.person, n.what, n.mark, {now}
                from news n join actions a on a.id = n.action and not a.is_out
                cross join lateral (
                    select called as person from called_to(a.id) called where n.what <> 'Declined'
                    union all
                    select p.id from people p where n.what = 'Declined' and p.id = n.asker and p.left_on is null) k
                on conflict do nothing returning person)
            select p.* from people p where p.id in (select person from told) order by p.id
            """).AsNoTracking().ToListAsync(stop);
        foreach (var person in people)
            await letters.Remind(person, today);
        await db.ActionCalls.Where(call => call.At < year).ExecuteDeleteAsync(stop);
        await db.ActionReminders.Where(reminder => reminder.NotedAt < year).ExecuteDeleteAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
