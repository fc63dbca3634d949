using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations.Letters;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Conversations.Chores;

/// <summary>
/// Reminds people, once of each thing and in at most one letter a day: of what they promised, of a talk, of what helps after one. The letter says only that
/// something waits; what it is stands on their own page. This chore sees dates and states, never a text. It writes while people are at work: what falls on a day off comes on the
/// first working day after it, and of a talk people are reminded on the last one before it.
/// </summary>
public sealed class Reminders(Database db, ConversationLetters letters) : IChore
{
    private const int Most = 500;

    /// <inheritdoc />
    public string Name => "reminders";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        if (Morning.AtWork(now) is not { } today)
            return;
        foreach (var some in (await Live(stop)).Chunk(Most))
        {
            stop.ThrowIfCancellationRequested();
            await using var transaction = await db.Begin(Acting.AtChores, stop);
            // A plan made once for all batches takes the agreements from the wrong end, and then each batch takes seconds.
            await db.Database.ExecuteSqlAsync($"set local plan_cache_mode = force_custom_plan", stop);
            // Whoever is in more than one batch gets one letter all the same: a letter is for a person and a day.
            foreach (var person in await Note(some, today, now, stop))
                await letters.Gather(person, News.Reminder, today);
            await transaction.CommitAsync(stop);
        }
    }

    /// <summary>The conversations that go on.</summary>
    private async Task<List<Guid>> Live(CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        return await db.Conversations
            .Where(conversation => (conversation.State == Stage.Invited || conversation.State == Stage.Planned || conversation.State == Stage.Held || conversation.State == Stage.Agreed) && conversation.PausedAt == null)
            .OrderBy(conversation => conversation.Id).Select(conversation => conversation.Id).ToListAsync(stop);
    }

    /// <summary>
    /// Notes what is due as reminded of, and gives those to write to. What was missed while nobody ran is due as long as it makes sense: each promise has one reminder
    /// at a time, the newest; a talk is not reminded of once it began. Each is noted for the day it was for, also where that is a day off. Nothing is due that was agreed on the very day or after: those who agreed it remember.
    /// An agreement is reminded of once both have confirmed it, here or where it was carried from.
    /// Whoever had a letter today waits for tomorrow's.
    /// </summary>
    private Task<List<Person>> Note(Guid[] conversations, DateOnly today, DateTimeOffset now, CancellationToken stop)
    {
        const string Zone = "Europe/Copenhagen";
        var (dawn, nextEnds, weekEnds) = (Morning.Start(today), Morning.NextEnds(today), Morning.Start(today.AddDays(8)));
        var (afterTalkSince, sixWeeksSince, sixWeeksUntil) = (Morning.Start(today.AddDays(-14)), Morning.Start(today.AddDays(-72)), Morning.Start(today.AddDays(-41)));
        var (weekAhead, weekAgo, twoWeeksAgo, longAgo) = (today.AddDays(7), today.AddDays(-7), today.AddDays(-14), today.AddDays(-74));
        return db.People.FromSql($"""
            with live as (
                select id, employee, leader, state, planned_at, next_talk_at, held_at, agreed_at, greatest(held_at, agreed_at) as settled_at
                from conversations where id = any({conversations}) and state in ('Invited', 'Planned', 'Held', 'Agreed') and paused_at is null),
            due as (
                select c.id as conversation, a.id as agreement, side.person, turn.what, turn.for_on
                from agreements a join live c on c.id = a.conversation
                cross join lateral (values (c.employee, 'Leader'), (c.leader, 'Employee')) side (person, other)
                cross join lateral (select
                    case when a.due_on > {today} then 'agreement week before' when a.due_on > {weekAgo} then 'agreement' else 'agreement week after' end as what,
                    case when a.due_on > {today} then a.due_on - 7 when a.due_on > {weekAgo} then a.due_on else a.due_on + 7 end as for_on) turn
                where a.state = 'Open' and (c.state = 'Agreed' or a.confirmed_before) and a.due_on > {twoWeeksAgo} and a.due_on <= {weekAhead}
                    and a.who <> side.other and (greatest(a.state_at, c.agreed_at) at time zone {Zone})::date < turn.for_on
                union all
                select c.id, a.id, side.person, 'did it help', a.due_on + 14
                from agreements a join live c on c.id = a.conversation cross join lateral (values (c.employee), (c.leader)) side (person)
                where a.state in ('Open', 'Done') and (c.state = 'Agreed' or a.confirmed_before) and a.due_on > {longAgo} and a.due_on <= {twoWeeksAgo}
                    and not exists (select 1 from outcomes o where o.agreement = a.id and o.person = side.person and o.answer <> 'TooEarly')
                union all
                select c.id, null, side.person, 'talk', (c.planned_at at time zone {Zone})::date - 1
                from live c cross join lateral (values (c.employee), (c.leader)) side (person)
                where c.state = 'Planned' and c.planned_at > {now} and c.planned_at < {nextEnds}
                    and (select (max(e.at) at time zone {Zone})::date from conversation_events e where e.conversation = c.id and e.what = 'Accepted')
                        < least((c.planned_at at time zone {Zone})::date - 1, {today})
                union all
                select c.id, null, side.person, 'next talk', (c.next_talk_at at time zone {Zone})::date - 7
                from live c cross join lateral (values (c.employee), (c.leader)) side (person)
                where c.state in ('Held', 'Agreed') and c.next_talk_at > {now} and c.next_talk_at < {weekEnds}
                    and (c.settled_at at time zone {Zone})::date < (c.next_talk_at at time zone {Zone})::date - 7
                    and not exists (select 1 from conversations f where f.follows = c.id and f.state not in ('Declined', 'Withdrawn', 'Lapsed'))
                union all
                select c.id, null, c.employee, 'E4', (c.held_at at time zone {Zone})::date + 1
                from live c where c.state in ('Held', 'Agreed') and c.held_at >= {afterTalkSince} and c.held_at < {dawn}
                union all
                select c.id, null, c.leader, 'T07.S5', (c.held_at at time zone {Zone})::date + 42
                from live c where c.state in ('Held', 'Agreed') and c.held_at >= {sixWeeksSince} and c.held_at < {sixWeeksUntil}),
            noted as (
                insert into reminders (id, conversation, agreement, person, what, for_on, sent_at)
                select gen_random_uuid(), conversation, agreement, person, what, for_on, {now} from due
                where person in (select id from people where left_on is null)
                    and person not in (select person from reminders where sent_at >= {dawn} and sent_at < {now})
                on conflict do nothing returning person)
            select p.* from people p where p.id in (select person from noted)
            """).AsNoTracking().ToListAsync(stop);
    }
}
