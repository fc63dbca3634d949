using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations.Letters;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Conversations.Chores;

/// <summary>
/// Forgets conversations when their time is up: both are told two weeks before; on the day all of it goes, with its keys and its letters, and only a count is left.
/// Preparations go 30 days after their conversation closed. The day both were told is kept also when nobody ran two weeks before it: keeping longer than
/// promised would be worse than a letter less about a date that has stood on the conversation's page all the time.
/// </summary>
public sealed class Forgetting(Database db, Erasure erasure, ConversationLetters letters) : IChore
{
    private const int NoticeDays = 14, PreparationDays = 30, Most = 200;

    /// <inheritdoc />
    public string Name => "retention";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        var today = Clock.Day(now);
        while (await Some(() => EraseConversations(today, stop), stop))
            stop.ThrowIfCancellationRequested();
        while (await Some(() => ErasePreparations(today, stop), stop))
            stop.ThrowIfCancellationRequested();
        while (Morning.Of(now) is not null && await Some(() => Tell(today, now, stop), stop))
            stop.ThrowIfCancellationRequested();
    }

    // A batch is a transaction: cut off half-way, all of it stands as before, and comes again.
    private async Task<bool> Some(Func<Task<bool>> work, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var any = await work();
        await transaction.CommitAsync(stop);
        return any;
    }

    private async Task<bool> Tell(DateOnly today, DateTimeOffset now, CancellationToken stop)
    {
        var told = await db.Conversations.FromSql($"""
            update conversations set notice_sent_at = {now} where id in (
                select id from conversations where erase_on > {today} and erase_on <= {today.AddDays(NoticeDays)} and notice_sent_at is null
                order by erase_on limit {Most} for update skip locked)
            returning *
            """).AsNoTracking().ToListAsync(stop);
        // Whoever was shut out when the leader changed is not told of what they may no longer see.
        var readers = told.SelectMany<Conversation, Guid>(conversation => conversation.PausedAt is null ? [conversation.Employee, conversation.Leader] : [conversation.Employee]).Distinct().ToList();
        foreach (var person in await db.StillHere(readers, stop))
            await letters.Gather(person, News.Retention, today);
        return told.Count > 0;
    }

    private async Task<bool> EraseConversations(DateOnly today, CancellationToken stop)
    {
        var gone = await db.Conversations.FromSql($"select * from conversations where erase_on <= {today} order by erase_on limit {Most} for update skip locked")
            .AsNoTracking().ToListAsync(stop);
        if (gone.Count == 0)
            return false;
        var ids = gone.ConvertAll(conversation => conversation.Id);
        await erasure.Note(gone.ConvertAll(conversation => (conversation.Id, "conversations", (Guid?)conversation.Key)));
        await ErasePreparationsOf(ids, stop);
        await db.Database.ExecuteSqlAsync($"""
            delete from letters using unnest({ids}) gone (id)
            where unique_key >= 'conversation ' || gone.id || ' ' and unique_key < 'conversation ' || gone.id || '!'
            """, stop);
        await ConversationFigures.Count(db, gone, stop);
        await db.Conversations.Where(conversation => ids.Contains(conversation.Id)).ExecuteDeleteAsync(stop);
        return true;
    }

    private async Task<bool> ErasePreparations(DateOnly today, CancellationToken stop)
    {
        var (preparations, before) = (db.Preparations, Morning.Start(today.AddDays(1 - PreparationDays)));
        var over = await db.Conversations
            .Where(conversation => conversation.ClosedAt < before && preparations.Any(step => step.Conversation == conversation.Id))
            .OrderBy(conversation => conversation.ClosedAt).Take(Most).Select(conversation => conversation.Id).ToListAsync(stop);
        await ErasePreparationsOf(over, stop);
        return over.Count > 0;
    }

    private async Task ErasePreparationsOf(List<Guid> conversations, CancellationToken stop)
    {
        var steps = await db.Preparations.AsNoTracking().Where(step => conversations.Contains(step.Conversation)).Select(step => new { step.Id, step.Key }).ToListAsync(stop);
        await erasure.Note(steps.ConvertAll(step => (step.Id, "preparations", (Guid?)step.Key)));
        await db.Preparations.Where(step => conversations.Contains(step.Conversation)).ExecuteDeleteAsync(stop);
    }
}
