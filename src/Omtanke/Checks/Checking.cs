using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Checks;

/// <summary>Opens a check on its day, and closes it two weeks later: the envelopes are opened and counted at once, and they, who answered and the secret are gone.</summary>
public sealed class Checking(Database db, BallotKeys keys) : IChore
{
    private const int Most = 50, DaysAfter = 35;

    /// <inheritdoc />
    public string Name => "effect-checks";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(15);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        while (await CloseOne(now, stop))
            stop.ThrowIfCancellationRequested();
        while (Morning.AtWork(now) is { } today && await OpenSome(today, now, stop) == Most)
            stop.ThrowIfCancellationRequested();
    }

    // Where fewer are asked than anything could be told of, nobody is troubled; that it was looked into stands all the same.
    private async Task<int> OpenSome(DateOnly today, DateTimeOffset now, CancellationToken stop)
    {
        var since = today.AddDays(-DaysAfter);
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var due = await db.Actions.FromSql($"""
            select a.* from actions a
            where a.status = 'Done' and not a.is_out and greatest(coalesce(a.check_on, a.due_on), a.done_on) between {since} and {today}
                and (a.shown = 'Workplace' or (a.shown = 'Units' and cardinality(a.units) > 0)) and coalesce(a.check_on, a.due_on) is not null
                and not exists (select from effect_checks c where c.action = a.id and c.look_on = coalesce(a.check_on, a.due_on))
            order by a.id limit {Most} for no key update skip locked
            """).AsNoTracking().ToListAsync(stop);
        // What is the whole workplace's and names no unit is for everybody: the topmost units with all below them.
        var top = due.Exists(action => action.Units.Length == 0) ? await db.Units.Where(unit => unit.Parent == null).Select(unit => unit.Id).ToArrayAsync(stop) : [];
        foreach (var action in due)
        {
            var units = action.Units.Length == 0 ? top : action.Units;
            var (id, asked, look, ends) = (Ids.New(), await CountAsked(action, units, stop), action.LookOn!.Value, now.AddDays(EffectCheck.Days));
            var closed = asked >= new Thresholds().Means ? (DateTimeOffset?)null : now;
            // Another node may have been here since the question was asked.
            var made = await db.Database.ExecuteSqlAsync($"""
                insert into effect_checks (id, action, look_on, units, asked, opened_at, closes_at, closed_at) values ({id}, {action.Id}, {look}, {units}, {asked}, {now}, {ends}, {closed}) on conflict do nothing
                """, stop);
            if (made == 1 && closed is null && keys.Begin(id, now).Key is var key)
                await db.EffectChecks.Where(check => check.Id == id).ExecuteUpdateAsync(set => set.SetProperty(check => check.Key, key), stop);
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return due.Count;
    }

    private async Task<int> CountAsked(PlannedAction action, Guid[] units, CancellationToken stop) => (await db.Database.SqlQuery<int>($"""
        with recursive down as (
            select id from units where id = any({units})
            union
            select u.id from units u join down on u.parent = down.id)
        select count(distinct m.person)::int as "Value" from memberships m join down on down.id = m.unit join people p on p.id = m.person and p.left_on is null
        where m.until_on is null and m.person is distinct from {action.Owner}
            and not exists (select from roles r where r.person = m.person and r.role = 'Leader' and r.until_on is null and r.unit = any({units}))
        """).ToListAsync(stop))[0];

    private async Task<bool> CloseOne(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var due = (await db.EffectChecks.FromSql($"select * from effect_checks where closed_at is null and closes_at <= {now} order by closes_at limit 1 for update skip locked").ToListAsync(stop)).FirstOrDefault();
        if (due is not null)
        {
            // Whoever is answering this moment is either counted, or told that it is over.
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({due.Id}::text, 0))", stop);
            var given = new List<Felt>();
            // A database brought back from before an earlier closing has envelopes that nothing opens: they were counted once.
            if (due.Key is { } key && await keys.Fetch(key) is { } ballots)
                given.AddRange((await db.Database.SqlQuery<Enveloped>($"""select id as "Id", sealed as "Sealed" from effect_box where "check" = {due.Id}""").ToListAsync(stop)).Select(one => (Felt)ballots.Open(one.Id, one.Sealed)[0]));
            (due.ClosedAt, due.Release) = (now, JsonSerializer.Serialize(due.Count(given), JsonSerializerOptions.Web));
            if (due.Key is { } gone)
                await keys.Shred(gone, "effect_box");
            due.Key = null;
            await db.Database.ExecuteSqlAsync($"delete from effect_box where \"check\" = {due.Id}", stop);
            await db.Database.ExecuteSqlAsync($"delete from effect_given where \"check\" = {due.Id}", stop);
            await db.SaveChangesAsync(stop);
        }
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return due is not null;
    }

    private sealed record Enveloped(Guid Id, byte[] Sealed);
}
