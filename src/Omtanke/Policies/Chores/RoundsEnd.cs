using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Policies.Chores;

/// <summary>
/// What happens to rounds by themselves: those who are asked are told in the morning of the first day, if the group wanted it; each night the comments without names are mixed, so that
/// nothing of the order they came in is left; a round ends when its last day is over, and the group is told; and a year later its comments are forgotten.
/// </summary>
public sealed class RoundsEnd(Database db, DeskLetters letters) : IChore
{
    private const int Most = 500;

    /// <inheritdoc />
    public string Name => "policy-rounds";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        var today = Clock.Day(now);
        await Mix(today, stop);
        await Close(today, now, stop);
        await Forget(now, stop);
        if (Morning.Of(now) is { } day)
            while (await Tell(day, now, stop))
                stop.ThrowIfCancellationRequested();
    }

    // Written anew in one go and in any order, the rows of a day tell neither by their place nor by the number of the transaction which of them came together.
    private async Task Mix(DateOnly today, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var yesterday = today.AddDays(-1);
        var rounds = await db.Rounds.FromSql($"select * from policy_rounds where not named and from_on <= {yesterday} and (mixed_on is null or mixed_on < {yesterday}) and (mixed_on is null or mixed_on <= until_on) for update skip locked")
            .ToListAsync(stop);
        foreach (var round in rounds)
        {
            await db.Database.ExecuteSqlAsync($"""
                with days as (select id, policy, round, section, text, on_day from policy_comments where round = {round.Id} and author is null and on_day <= {yesterday}
                        and not exists (select from policy_replies r where r.comment = policy_comments.id)),
                    gone as (delete from policy_comments c using days where c.id = days.id returning c.id)
                insert into policy_comments (id, policy, round, section, author, text, on_day)
                select gen_random_uuid(), policy, round, section, null, text, on_day from days where exists (select from gone) order by random()
                """, stop);
            round.MixedOn = yesterday;
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
    }

    private async Task Close(DateOnly today, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var over = await db.Rounds.FromSql($"select * from policy_rounds where closed_at is null and until_on < {today} limit {Most} for update skip locked").ToListAsync(stop);
        foreach (var round in over)
        {
            round.ClosedAt = now;
            var policy = await db.FoundPolicy(round.Policy);
            db.Add(policy.Happened(Moment.RoundClosed, null, now));
            foreach (var person in await db.People.AsNoTracking().Where(person => policy.Members.Contains(person.Id) && person.LeftOn == null).ToListAsync(stop))
                await letters.Remind(person, today);
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
    }

    private async Task Forget(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var before = now.AddMonths(-Round.KeptMonths);
        await db.Database.ExecuteSqlAsync($"delete from policy_comments c using policy_rounds r where r.id = c.round and r.closed_at < {before}", stop);
        // Who has left the workplace is no longer named by what they said.
        var gone = Clock.Day(now).AddDays(-30);
        await db.Database.ExecuteSqlAsync($"update policy_comments c set author = null from people p where p.id = c.author and p.left_on < {gone}", stop);
        await transaction.CommitAsync(stop);
    }

    // Some people at a time: a letter that is written already is not written again, so what was cut off goes on.
    private async Task<bool> Tell(DateOnly today, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var round = (await db.Rounds.FromSql($"select * from policy_rounds where tell and told_at is null and from_on <= {today} and closed_at is null order by from_on limit 1 for update skip locked").ToListAsync(stop)).FirstOrDefault();
        if (round is null)
            return false;
        var occasion = $"round {round.Id}";
        var some = await db.People.FromSql($"""
            select p.* from people p where p.left_on is null
                and (cardinality({round.Reach}) = 0 or exists (select from memberships m where m.person = p.id and m.until_on is null and m.unit = any({round.Reach})))
                and not exists (select from letters l where l.unique_key = 'desk ' || {occasion} || ' ' || p.id)
            order by p.id limit {Most}
            """).AsNoTracking().ToListAsync(stop);
        foreach (var person in some)
            await letters.Asked(occasion, person);
        if (some.Count < Most)
            round.ToldAt = now;
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return true;
    }
}
