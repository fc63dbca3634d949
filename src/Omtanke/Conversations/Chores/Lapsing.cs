using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations.FollowUp;
using Omtanke.Conversations.Letters;
using Omtanke.Data;

namespace Omtanke.Conversations.Chores;

/// <summary>
/// Ends invitations nobody answers, 30 days after the last time that was proposed or the last thing that happened. What was carried into one is open again where it came
/// from; whoever asked is told that there is news. It is erased like one that was declined.
/// </summary>
public sealed class Lapsing(Database db, ConversationLetters letters) : IChore
{
    private const int Days = 30, Most = 200;

    /// <inheritdoc />
    public string Name => "lapsing";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        while (Morning.Of(now) is { } today && await Some(Morning.Start(today.AddDays(1 - Days)), now, stop))
            stop.ThrowIfCancellationRequested();
    }

    private async Task<bool> Some(DateTimeOffset before, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var unanswered = await db.Conversations.FromSql($"""
            select c.* from conversations c where c.state = 'Invited' and c.begun_at < {before}
                and not exists (select from proposals p where p.conversation = c.id and p.starts_at >= {before})
                and not exists (select from conversation_events e where e.conversation = c.id and e.at >= {before})
            order by c.begun_at limit {Most} for update skip locked
            """).ToListAsync(stop);
        var lapsed = unanswered.ConvertAll(conversation => (Conversation: conversation, Event: conversation.Lapse(now)));
        foreach (var (conversation, happened) in lapsed)
        {
            db.Add(happened);
            await Carrying.BringBack(conversation, db, now);
        }
        await db.SaveChangesAsync(stop);
        var askers = (await db.StillHere([.. unanswered.Select(conversation => conversation.BegunBy).Distinct()], stop)).ToDictionary(person => person.Id);
        foreach (var (conversation, happened) in lapsed)
            if (askers.TryGetValue(conversation.BegunBy, out var asker))
                await letters.Tell(conversation, asker, News.Changed, happened.Id, now);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return unanswered.Count > 0;
    }
}
