using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Actions.Reminders;

/// <summary>
/// Reminds whoever answers for an action: a week before its day, on it, a week after, and then once a week; and of the day to look whether it worked. From two weeks over time those who keep what it came of hear it too, once a week.
/// Whichever room reminds, it is one letter a day; who has had one today waits for tomorrow's. In batches: each is written wholly or not at all, and what was noted is never noted again, however often this is cut off and on however many nodes it runs.
/// </summary>
public sealed class RemindOfActions(Database db, Outbox outbox, PlanLetter letter) : IChore
{
    private const int Most = 500;

    /// <inheritdoc />
    public string Name => "action-reminders";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        if (Morning.AtWork(now) is not { } today)
            return;
        foreach (var some in (await Due(today, stop)).GroupBy(due => due.Person).OrderBy(person => person.Key).Chunk(Most))
        {
            stop.ThrowIfCancellationRequested();
            await Write([.. some.SelectMany(due => due)], today, now, stop);
        }
    }

    /// <summary>
    /// What somebody is to be reminded of today, each occasion as long as no later one has come. Nothing that somebody saw to on the very day or after: they remember.
    /// What was missed while nobody ran is due as long as it makes sense.
    /// </summary>
    private async Task<List<Due>> Due(DateOnly today, CancellationToken stop)
    {
        const string Zone = "Europe/Copenhagen";
        var (monday, key) = (Morning.Monday(today), DeskLetters.ReminderOf(today));
        var (ahead, lookedSince) = (today.AddDays(7), today.AddDays(-35));
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        // A plan made for any day takes them from the wrong end.
        await db.Database.ExecuteSqlAsync($"set local plan_cache_mode = force_custom_plan", stop);
        return await db.Database.SqlQuery<Due>($"""
            with live as (
                select a.id, a.version, a.owner, a.origin, a.origin_id, a.keeper, a.due_on as day_on, false as looks
                from actions a where not a.is_out and a.status in ('Planned', 'UnderWay') and a.due_on <= {ahead}
                union all
                select a.id, a.version, a.owner, a.origin, a.origin_id, a.keeper, greatest(coalesce(a.check_on, a.due_on), a.done_on), true
                from actions a where not a.is_out and a.status = 'Done' and (a.effect is null or a.effect = 'TooEarly') and coalesce(a.check_on, a.due_on) is not null
                    and greatest(coalesce(a.check_on, a.due_on), a.done_on) between {lookedSince} and {today}),
            owned as (
                select l.id, l.version, l.owner as person, l.day_on, turn.what, turn.for_on
                from live l join people p on p.id = l.owner and p.left_on is null
                left join reminder_choices c on c.person = p.id
                cross join lateral (select
                    case when c.choice = 'Weekly' or {today} >= l.day_on + 14 then case when l.looks then 'LookWeekly' else 'Weekly' end
                        when l.looks then case when {today} >= l.day_on + 7 then 'LookWeekAfter' else 'Look' end
                        when {today} >= l.day_on + 7 then 'WeekAfter' when {today} >= l.day_on then 'Day' else 'WeekBefore' end as what,
                    case when c.choice = 'Weekly' or {today} >= l.day_on + 14 then {monday}
                        when {today} >= l.day_on + 7 then l.day_on + 7 when {today} >= l.day_on then l.day_on else l.day_on - 7 end as for_on,
                    -- In the letter of the week stands what was due when the week began.
                    case when c.choice = 'Weekly' then case when l.looks then l.day_on else l.day_on - 7 end when {today} >= l.day_on + 14 then l.day_on + 14 end as week_from) turn
                where c.choice is distinct from 'Off' and (turn.week_from is null or turn.week_from <= {monday})),
            kept as (
                select l.id, l.version, k.person, l.day_on, 'Keeper' as what, {monday}::date as for_on
                from live l
                cross join lateral (select distinct person from unnest(origin_keepers(l.origin, l.origin_id) || l.keeper) person where person is distinct from l.owner) k
                join people p on p.id = k.person and p.left_on is null
                left join reminder_choices c on c.person = p.id
                -- Where nobody with an account answers for it, nobody else hears of its day.
                where not l.looks and l.day_on + case when l.owner is null then 0 else 14 end <= {monday} and c.choice is distinct from 'Off')
            select d.id as "Action", d.version as "Version", d.person as "Person", d.day_on as "DayOn", d.what as "What", d.for_on as "ForOn"
            from (select * from owned union all select * from kept) d
            where not exists (select from action_reminders r where r.action = d.id and r.person = d.person and r.what = d.what and r.for_on = d.for_on)
                and not exists (select from action_events e where e.action = d.id and e.at >= (d.for_on::timestamp at time zone {Zone}))
                and not exists (select from letters t where t.unique_key = {key} || d.person::text)
            """).ToListAsync(stop);
    }

    private async Task Write(IReadOnlyList<Due> due, DateOnly today, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var ids = due.Select(one => one.Person).Distinct().ToArray();
        // Those another node is writing to are its business.
        var people = (await db.People.FromSql($"select * from people where id = any({ids}) and left_on is null order by id for no key update skip locked").AsNoTracking().ToListAsync(stop)).ToDictionary(person => person.Id);
        var letters = people.Keys.ToDictionary(person => person, _ => Ids.New());
        var noted = (await Note([.. due.Where(one => people.ContainsKey(one.Person))], letters, now, stop)).ToLookup(reminder => reminder.Person);
        var drafts = noted.Select(reminders =>
        {
            var to = people[reminders.Key];
            var (subject, body) = letter.Of(to, reminders.Select(reminder => new Reminded(reminder.Id, Enum.Parse<Prompt>(reminder.What), reminder.DayOn)));
            return new DraftLetter(letters[to.Id], DeskLetters.ReminderOf(today) + to.Id, (to.Name, to.Email), subject, body);
        }).ToList();
        var written = await outbox.WriteByDay(drafts);
        // Another room was there first this very moment: theirs leads to the same page, and ours comes tomorrow.
        if (drafts.Where(draft => !written.Contains(draft.UniqueKey)).Select(draft => draft.Id).ToArray() is { Length: > 0 } late)
            await db.ActionReminders.Where(reminder => late.Contains(reminder.Letter)).ExecuteDeleteAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Notes what is still as it was a moment ago, and gives what is new.</summary>
    private Task<List<Noted>> Note(IReadOnlyList<Due> due, Dictionary<Guid, Guid> letters, DateTimeOffset now, CancellationToken stop)
    {
        var (actions, versions, people) = (due.Select(one => one.Action).ToArray(), due.Select(one => one.Version).ToArray(), due.Select(one => one.Person).ToArray());
        var (whats, days, fors) = (due.Select(one => one.What).ToArray(), due.Select(one => one.DayOn).ToArray(), due.Select(one => one.ForOn).ToArray());
        var (ids, of) = (due.Select(_ => Ids.New()).ToArray(), due.Select(one => letters[one.Person]).ToArray());
        return db.Database.SqlQuery<Noted>($"""
            with due as (
                select d.* from unnest({ids}, {actions}, {versions}, {people}, {whats}, {days}, {fors}, {of}) as d (id, action, version, person, what, day_on, for_on, letter)
                join actions a on a.id = d.action and a.version = d.version),
            noted as (
                insert into action_reminders (id, action, person, what, for_on, letter, noted_at)
                select id, action, person, what, for_on, letter, {now} from due on conflict do nothing returning id)
            select d.id as "Id", d.person as "Person", d.what as "What", d.day_on as "DayOn" from due d join noted n on n.id = d.id
            """).ToListAsync(stop);
    }

    private sealed record Noted(Guid Id, Guid Person, string What, DateOnly DayOn);
}

/// <summary>Something somebody is to be reminded of.</summary>
internal sealed record Due(Guid Action, int Version, Guid Person, DateOnly DayOn, string What, DateOnly ForOn);
