using Microsoft.EntityFrameworkCore;
using Omtanke.Cases.Three;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Cases.Chores;

/// <summary>
/// Writes down when a case's leader no longer is above its employee (they see nothing from that moment: the database itself asks), so that the new leader inherits nothing and the employee is asked. When the employee has left the workplace, it is over:
/// every yes falls, a meeting is called off, the psychologist is told, and it is counted as left; when its psychologist has, or is one no more, it waits for another, and the employee and the team are told.
/// </summary>
public sealed class Changes(Database db, CaseLetters letters, ThreeLetters meetings, CountBox box) : IChore
{
    private const int Most = 200;

    /// <inheritdoc />
    public string Name => "cases-changes";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        await Until(() => Some(now, stop), stop);
        await Until(() => GiveBack(now, stop), stop);
    }

    private static async Task Until(Func<Task<int>> some, CancellationToken stop)
    {
        while (await some() == Most)
            stop.ThrowIfCancellationRequested();
    }

    private async Task<int> Some(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var changed = await Changed(stop);
        var employees = changed.ConvertAll(one => one.Employee);
        var here = (await db.People.Where(person => employees.Contains(person.Id) && person.LeftOn == null).Select(person => person.Id).ToListAsync(stop)).ToHashSet();
        var left = changed.FindAll(one => one.IsOpen && !here.Contains(one.Employee));
        var stay = changed.Except(left).ToList();
        db.AddRange(stay.ConvertAll(one => one.LoseLeader(now)));
        await db.SaveChangesAsync(stop);
        // Of one that is over there is nothing to ask.
        foreach (var one in stay.Where(one => one.IsOpen))
            await letters.Tell(one.Id, FormattableString.Invariant($"leader {one.Version}"), one.Employee);
        foreach (var one in left)
            await Leave(one, now, stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return changed.Count;
    }

    // Before anything was held there is nothing to count. What was said stays sealed: of that no routine counts anything.
    private async Task Leave(Case one, DateTimeOffset now, CancellationToken stop)
    {
        await db.CaseConsents.Where(said => said.CaseId == one.Id).LoadAsync(stop);
        var begun = one.State == Progress.Begun;
        db.Add(one.Leave(now, (await db.TheWorkplace())!.CaseMonths));
        if (begun)
            await box.Put(Counting.Facts, Facts.Of(new(one, null, null, new(Ended.Left, null), await db.ContactsOf(one.Id)), await db.CountedIn(one.Employee, one.Unit)), now);
        await CallingOff.Fallen(one, db, meetings, now);
        one.EndConsents(now);
        await db.SaveChangesAsync(stop);
        await letters.Tell(one.Id, "left", DeskNews.Changed, one.Psychologist);
    }

    private async Task<int> GiveBack(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var orphaned = await Orphaned(stop);
        foreach (var one in orphaned)
        {
            db.Add(one.GiveBack(now));
            await CallingOff.Fallen(one, db, meetings, now);
        }
        await db.SaveChangesAsync(stop);
        foreach (var one in orphaned)
            await letters.Tell(one.Id, FormattableString.Invariant($"back {one.Version}"), one.Employee);
        if (orphaned.Count > 0)
            await letters.TellTeam(Clock.Day(now));
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return orphaned.Count;
    }

    /// <summary>The open cases of those who have been psychologists and are none today.</summary>
    private Task<List<Case>> Orphaned(CancellationToken stop) => db.Cases.FromSql($"""
        select c.* from cases c where c.closed_at is null and c.psychologist in (
            select r.person from roles r join people p on p.id = r.person where r.role = 'Psychologist' group by r.person having bool_and(r.until_on is not null or p.left_on is not null))
        order by c.id limit {Most}
        """).ToListAsync(stop);

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
