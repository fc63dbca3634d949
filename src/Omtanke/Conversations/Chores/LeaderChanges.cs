using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations.Letters;
using Omtanke.Data;

namespace Omtanke.Conversations.Chores;

/// <summary>
/// Sees when a conversation's leader is no longer above its employee: it rests, and its former leader sees nothing of it, until the employee decides. If the same leader
/// is back before that, it goes on. If the employee has left the workplace, it is closed, and a talk that was planned leaves the leader's calendar.
/// </summary>
public sealed class LeaderChanges(Database db, ConversationLetters letters) : IChore
{
    private const int Most = 200;

    /// <inheritdoc />
    public string Name => "leader-changes";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        while (await Some(now, stop))
            stop.ThrowIfCancellationRequested();
    }

    private async Task<bool> Some(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var changed = await Changed(stop);
        var people = (await db.StillHere([.. changed.SelectMany<Conversation, Guid>(conversation => [conversation.Employee, conversation.Leader]).Distinct()], stop)).ToDictionary(person => person.Id);
        var news = new List<(Conversation, Organisation.Person, News, Event)>();
        foreach (var conversation in changed)
        {
            var here = people.GetValueOrDefault(conversation.Employee);
            var happened = here is null ? conversation.Close(null, now) : conversation.PausedAt is null ? conversation.Pause(now) : conversation.Resume(null, now);
            db.Add(happened);
            if (here is not null)
                news.Add((conversation, here, happened.What == Moment.Paused ? News.Decide : News.Changed, happened));
            else if (conversation is { PlannedAt: { } at, HeldAt: null } && at > now && people.TryGetValue(conversation.Leader, out var leader))
                news.Add((conversation, leader, News.Cancelled, happened));
        }
        await db.SaveChangesAsync(stop);
        foreach (var (conversation, person, what, happened) in news)
            await letters.Tell(conversation, person, what, happened.Id, now, what == News.Decide ? Leads.HandOver : Leads.Overview);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return changed.Count > 0;
    }

    /// <summary>The open conversations that no longer are as the organisation is: one question for all of them. A leader counts wherever they lead on the employee's way up.</summary>
    private Task<List<Conversation>> Changed(CancellationToken stop) => db.Conversations.FromSql($"""
        with recursive going as (
            select c.id, c.leader, m.unit from conversations c left join memberships m on m.person = c.employee and m.until_on is null
            where c.state in ('Invited', 'Planned', 'Held', 'Agreed')),
        path as (
            select u.id as unit, u.id as above, u.parent from units u where u.id in (select unit from going)
            union
            select path.unit, u.id, u.parent from path join units u on u.id = path.parent),
        led as (
            select going.id from going join path on path.unit = going.unit
            join roles r on r.unit = path.above and r.person = going.leader and r.role = 'Leader' and r.until_on is null
            join people leader on leader.id = going.leader and leader.left_on is null)
        select c.* from conversations c join people employee on employee.id = c.employee
        where c.state in ('Invited', 'Planned', 'Held', 'Agreed')
            and (employee.left_on is not null or (c.paused_at is null) <> (c.id in (select id from led)))
        order by c.id limit {Most}
        """).ToListAsync(stop);
}
