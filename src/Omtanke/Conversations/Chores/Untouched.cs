using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations.Letters;
using Omtanke.Data;

namespace Omtanke.Conversations.Chores;

/// <summary>
/// Closes conversations nobody closes: those in which nothing has happened for twelve months and nothing is planned or due. Both are told two weeks before, and whoever
/// does anything in it keeps it open. Nobody's is closed unannounced: where nobody ran on the day of the notice, the two weeks count from when it was sent.
/// </summary>
public sealed class Untouched(Database db, ConversationLetters letters) : IChore
{
    private const int Months = 12, NoticeDays = 14, Most = 200;

    /// <inheritdoc />
    public string Name => "untouched";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        if (Morning.Of(now) is not { } today)
            return;
        // Touched on that day or later, it is left alone: its twelve months are further off than the notice.
        var before = Morning.Start(today.AddDays(NoticeDays).AddMonths(-Months).AddDays(1));
        await Some(() => LetBe(before, stop), stop);
        while (await Some(() => Close(today, now, stop), stop))
            stop.ThrowIfCancellationRequested();
        while (Morning.AtWork(now) is not null && await Some(() => Tell(before, today, stop), stop))
            stop.ThrowIfCancellationRequested();
    }

    // A batch is a transaction: cut off half-way, all of it stands as before, and comes again.
    private async Task<bool> Some(Func<Task<bool>> work, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var any = await work();
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return any;
    }

    private async Task<bool> LetBe(DateTimeOffset before, CancellationToken stop) =>
        await db.Database.ExecuteSqlAsync($"update conversations c set closes_on = null where closes_on is not null and (closed_at is not null or touched_at(c) >= {before})", stop) > 0;

    private async Task<bool> Close(DateOnly today, DateTimeOffset now, CancellationToken stop)
    {
        var over = await db.Conversations.FromSql($"""
            select c.* from conversations c where c.closes_on <= {today} and c.state in ('Planned', 'Held', 'Agreed')
            order by c.closes_on limit {Most} for update skip locked
            """).ToListAsync(stop);
        db.AddRange(over.ConvertAll(conversation => conversation.CloseUntouched(now)));
        await db.SaveChangesAsync(stop);
        return over.Count > 0;
    }

    private async Task<bool> Tell(DateTimeOffset before, DateOnly today, CancellationToken stop)
    {
        var told = await db.Conversations.FromSql($"""
            update conversations set closes_on = {today.AddDays(NoticeDays)} where id in (
                select c.id from conversations c where c.state in ('Planned', 'Held', 'Agreed') and c.closes_on is null and c.begun_at < {before} and touched_at(c) < {before}
                order by c.begun_at limit {Most} for update skip locked)
            returning *
            """).AsNoTracking().ToListAsync(stop);
        // Whoever was shut out when the leader changed is not told of what they may no longer see.
        var readers = told.SelectMany<Conversation, Guid>(conversation => conversation.PausedAt is null ? [conversation.Employee, conversation.Leader] : [conversation.Employee]).Distinct().ToList();
        foreach (var person in await db.StillHere(readers, stop))
            await letters.Gather(person, News.Untouched, today);
        return told.Count > 0;
    }
}
