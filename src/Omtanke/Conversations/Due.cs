using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Conversations;

/// <summary>What somebody is to be reminded of.</summary>
internal static class Remind
{
    /// <summary>Seven days before an agreement is due, on the day, and seven days after.</summary>
    public const string Agreement = "agreement";
    /// <summary>The day before a talk.</summary>
    public const string Tomorrow = "tomorrow";
    /// <summary>On the day of the next talk the two agreed on.</summary>
    public const string NextTalk = "next";
    /// <summary>The employee, the day after the talk (E4).</summary>
    public const string After = "E4";
    /// <summary>The leader, six weeks after the talk (T07.S5).</summary>
    public const string LookBack = "T07.S5";
}

/// <summary>A reminder just noted as sent.</summary>
internal sealed class Reminded
{
    [Column("conversation")] public Guid Conversation { get; init; }
    [Column("agreement")] public Guid? Agreement { get; init; }
    [Column("person")] public Guid Person { get; init; }
    [Column("what")] public string What { get; init; } = "";
    [Column("for_on")] public DateOnly ForOn { get; init; }
}

/// <summary>Which reminders are due.</summary>
internal static class Due
{
    /// <summary>Reminders are sent at nine in the morning, on people's clocks.</summary>
    public static readonly TimeOnly At = new(9, 0);

    /// <summary>The newest day whose reminders are due: today from nine o'clock on, until then yesterday.</summary>
    public static DateOnly Day(DateTimeOffset now) => Clock.Day(now).AddDays(TimeOnly.FromDateTime(Clock.Local(now).DateTime) >= At ? 0 : -1);

    /// <summary>
    /// Notes up to <paramref name="most"/> reminders as sent and tells which. What is noted is never noted again, whoever asks; what was missed
    /// while nobody ran is made up for within three days, except what would come too late to be of use.
    /// </summary>
    public static Task<List<Reminded>> Note(Database db, DateTimeOffset now, int most)
    {
        var day = Day(now);
        var oldest = day.AddDays(-3);
        return db.Database.SqlQuery<Reminded>($"""
            with due (conversation, agreement, person, what, for_on) as (
                select c.id, a.id, p.id, 'agreement', a.due_on + days.n
                from agreements a
                join conversations c on c.id = a.conversation
                cross join (values (-7), (0), (7)) as days (n)
                join people p on p.left_on is null and ((p.id = c.employee and a.who in ('Employee', 'Both')) or (p.id = c.leader and a.who in ('Leader', 'Both')))
                where a.state = 'Open' and a.due_on between {oldest} - 7 and {day} + 7 and a.due_on + days.n between {oldest} and {day}
                  and c.paused_at is null and (c.state = 'Agreed' or (a.carried_from is not null and c.state in ('Invited', 'Planned', 'Held')))
                  and a.due_on + days.n > (coalesce(c.agreed_at, c.begun_at) at time zone 'Europe/Copenhagen')::date
                union all
                select c.id, null, p.id, 'tomorrow', (c.planned_at at time zone 'Europe/Copenhagen')::date - 1
                from conversations c join people p on p.id in (c.employee, c.leader) and p.left_on is null
                where c.state = 'Planned' and c.paused_at is null and c.planned_at > {now} and (c.planned_at at time zone 'Europe/Copenhagen')::date - 1 = {day}
                union all
                select c.id, null, p.id, 'next', (c.next_talk_at at time zone 'Europe/Copenhagen')::date
                from conversations c join people p on p.id in (c.employee, c.leader) and p.left_on is null
                where c.state = 'Agreed' and c.paused_at is null and (c.next_talk_at at time zone 'Europe/Copenhagen')::date between {oldest} and {day}
                  and not exists (select 1 from conversations later where later.follows = c.id and later.state not in ('Declined', 'Withdrawn'))
                union all
                select c.id, null, p.id, 'E4', (c.held_at at time zone 'Europe/Copenhagen')::date + 1
                from conversations c join people p on p.id = c.employee and p.left_on is null
                where c.state in ('Held', 'Agreed', 'Closed') and c.paused_at is null and (c.held_at at time zone 'Europe/Copenhagen')::date + 1 between {oldest} and {day}
                union all
                select c.id, null, p.id, 'T07.S5', (c.held_at at time zone 'Europe/Copenhagen')::date + 42
                from conversations c join people p on p.id = c.leader and p.left_on is null
                where c.state in ('Held', 'Agreed', 'Closed') and c.paused_at is null and (c.held_at at time zone 'Europe/Copenhagen')::date + 42 between {oldest} and {day})
            insert into reminders (id, conversation, agreement, person, what, for_on, sent_at)
            select gen_random_uuid(), d.conversation, d.agreement, d.person, d.what, d.for_on, {now} from due d
            where not exists (select 1 from reminders r where r.conversation = d.conversation and r.person = d.person and r.what = d.what and r.for_on = d.for_on
                              and coalesce(r.agreement, r.conversation) = coalesce(d.agreement, d.conversation))
            limit {most}
            on conflict do nothing
            returning conversation, agreement, person, what, for_on
            """).ToListAsync();
    }

    /// <summary>
    /// Open conversations whose leader no longer leads any unit the employee is in, from their own upwards, or has left the workplace.
    /// </summary>
    public static Task<List<Conversation>> WithoutTheirLeader(Database db, int most) =>
        db.Conversations.FromSql($"""
            with recursive led (leader, unit) as (
                select r.person, r.unit from roles r join people p on p.id = r.person and p.left_on is null where r.role = 'Leader' and r.until_on is null
                union
                select led.leader, u.id from led join units u on u.parent = led.unit)
            select c.* from conversations c
            where c.paused_at is null and c.state in ('Invited', 'Planned', 'Held', 'Agreed')
              and not exists (select 1 from memberships m join led on led.unit = m.unit where m.person = c.employee and m.until_on is null and led.leader = c.leader)
            limit {most}
            """).ToListAsync();
}
