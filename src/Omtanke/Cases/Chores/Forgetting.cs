using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Cases.Chores;

/// <summary>
/// Forgets cases when their time is up: the employee is told two weeks before, and on the day all of it goes, keys first. This chore sees dates and states, never what was said.
/// The day that was promised is kept also when nobody ran two weeks before it.
/// </summary>
public sealed class Forgetting(Database db, Erasure erasure, DeskLetters letters) : IChore
{
    private const int Most = 200, NoticeDays = 14;

    /// <inheritdoc />
    public string Name => "cases-retention";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        var today = Clock.Day(now);
        await Until(() => Erase(today, stop), stop);
        if (Morning.Of(now) is not null)
            await Until(() => Tell(today, now, stop), stop);
    }

    // A batch is a transaction: cut off half-way, all of it stands as before, and comes again.
    private async Task Until(Func<Task<int>> some, CancellationToken stop)
    {
        for (var more = true; more;)
        {
            stop.ThrowIfCancellationRequested();
            await using var transaction = await db.Begin(Acting.AtChores, stop);
            more = await some() == Most;
            await transaction.CommitAsync(stop);
        }
    }

    private async Task<int> Erase(DateOnly today, CancellationToken stop)
    {
        var gone = await db.Cases.FromSql($"select * from cases where erase_on <= {today} order by erase_on limit {Most} for update skip locked").AsNoTracking().ToListAsync(stop);
        await Erasing.Of(gone, db, erasure, stop);
        return gone.Count;
    }

    private async Task<int> Tell(DateOnly today, DateTimeOffset now, CancellationToken stop)
    {
        var told = await db.Cases.FromSql($"""
            update cases set notice_sent_at = {now} where id in (
                select id from cases where erase_on <= {today.AddDays(NoticeDays)} and notice_sent_at is null order by erase_on limit {Most} for update skip locked)
            returning *
            """).AsNoTracking().ToListAsync(stop);
        var employees = told.ConvertAll(one => one.Employee);
        foreach (var person in await db.People.AsNoTracking().Where(person => employees.Contains(person.Id) && person.LeftOn == null).ToListAsync(stop))
            await letters.Remind(person, today);
        return told.Count;
    }
}
