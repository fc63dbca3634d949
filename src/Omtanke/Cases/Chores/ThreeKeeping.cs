using Microsoft.EntityFrameworkCore;
using Omtanke.Cases.Three;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Cases.Chores;

/// <summary>
/// What happens to meetings of three by themselves: one that no longer stands is called off, whatever it was that made it fall, and one that is on is reminded of the day before. It sees times and states, never a text.
/// </summary>
public sealed class ThreeKeeping(Database db, ThreeLetters letters, DeskLetters desk) : IChore
{
    private const int Most = 200;

    /// <inheritdoc />
    public string Name => "cases-three";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        await CallOff(now, stop);
        if (Morning.AtWork(now) is { } today)
            await Remind(today, stop);
    }

    private async Task CallOff(DateTimeOffset now, CancellationToken stop)
    {
        for (var more = true; more;)
        {
            await using var transaction = await db.Begin(Acting.AtChores, stop);
            // Those that stand no longer, by the same rule as everywhere (ThreeMeeting.Stands).
            var fallen = await db.CaseMeetings.FromSql($"""
                select m.* from case_meetings m join cases c on c.id = m.case_id
                where m.cancelled_at is null and m.starts_at > {now} and not (c.closed_at is null and c.leader is not distinct from m.leader and c.psychologist is not distinct from m.psychologist
                    and coalesce(c.leader_since <= m.asked_at, false) and c.leader_left_at is null and coalesce(leader_has_contact(c.id, c.employee, c.leader, c.registered_by), false))
                order by m.starts_at limit {Most} for update of m skip locked
                """).ToListAsync(stop);
            foreach (var meeting in fallen)
            {
                var one = await db.Cases.Include(found => found.Consents).SingleAsync(found => found.Id == meeting.CaseId, stop);
                await CallingOff.Told(one, meeting, db, letters, now);
                meeting.Cancel(now);
            }
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
            db.ChangeTracker.Clear();
            more = fallen.Count == Most;
        }
    }

    // On the last working day before it. A letter that is written already is not written again: run twice, it is one reminder.
    private async Task Remind(DateOnly today, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var (from, until) = (Morning.Start(today.AddDays(1)), Morning.NextEnds(today));
        var people = await db.People.FromSql($"""
            select distinct p.* from case_meetings m join cases c on c.id = m.case_id join people p on p.id in (c.employee, m.leader, m.psychologist) and p.left_on is null
            where m.starts_at >= {from} and m.starts_at < {until} and m.booked_at is not null and m.cancelled_at is null
            """).AsNoTracking().ToListAsync(stop);
        foreach (var person in people)
            await desk.Remind(person, today);
        await transaction.CommitAsync(stop);
    }
}
