using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Cases.Chores;

/// <summary>
/// Sees when a case's leader no longer is above its employee: from then on they see nothing, the new leader inherits nothing, and the employee is asked. When the employee has left the workplace, it is over.
/// </summary>
public sealed class Changes(Database db, CaseLetters letters) : IChore
{
    private const int Most = 200;

    /// <inheritdoc />
    public string Name => "cases-changes";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        while (await Some(now, stop) == Most)
            stop.ThrowIfCancellationRequested();
    }

    private async Task<int> Some(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var changed = await Changed(stop);
        var employees = changed.ConvertAll(one => one.Employee);
        var here = (await db.People.Where(person => employees.Contains(person.Id) && person.LeftOn == null).Select(person => person.Id).ToListAsync(stop)).ToHashSet();
        foreach (var one in changed)
            db.Add(here.Contains(one.Employee) || !one.IsOpen ? one.LoseLeader(now) : one.Close(null, now));
        await db.SaveChangesAsync(stop);
        // Of one that is over there is nothing to ask.
        foreach (var one in changed.Where(one => one.IsOpen && here.Contains(one.Employee)))
            await letters.Tell(one.Id, FormattableString.Invariant($"leader {one.Version}"), one.Employee);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return changed.Count;
    }

    /// <summary>The cases that no longer are as the organisation is, those that are over but not forgotten among them: one question for all. A leader counts wherever they lead on the employee's way up.</summary>
    private Task<List<Case>> Changed(CancellationToken stop) => db.Cases.FromSql($"""
        with recursive going as (
            select c.id, c.leader, m.unit from cases c left join memberships m on m.person = c.employee and m.until_on is null where c.leader is not null and c.leader_left_at is null),
        path as (
            select u.id as unit, u.id as above, u.parent from units u where u.id in (select unit from going)
            union
            select path.unit, u.id, u.parent from path join units u on u.id = path.parent),
        led as (
            select going.id from going join path on path.unit = going.unit
            join roles r on r.unit = path.above and r.person = going.leader and r.role = 'Leader' and r.until_on is null
            join people leader on leader.id = going.leader and leader.left_on is null)
        select c.* from cases c join people employee on employee.id = c.employee
        where (c.closed_at is null and employee.left_on is not null) or (c.leader is not null and c.leader_left_at is null and c.id not in (select id from led))
        order by c.id limit {Most}
        """).ToListAsync(stop);
}
