using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Actions.Chores;

/// <summary>
/// Whoever left the workplace can do nothing more about what they answered for. What a group or everybody sees is offered to the leader of its unit, else of the unit they last belonged to, else to whoever made it.
/// What only few may see is offered to one of those who see it already, and to nobody new: who keeps the workshop or the meetings it came of, who made it, who helps.
/// Who said no is not asked again; where nobody is left to ask, the history says so.
/// </summary>
public sealed class Leavers(Database db, DeskLetters letters) : IChore
{
    private const int Most = 50;

    /// <inheritdoc />
    public string Name => "actions-leavers";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        while (await Some(now, stop))
            stop.ThrowIfCancellationRequested();
    }

    private async Task<bool> Some(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var adrift = await db.Actions.FromSql($"""
            select a.* from actions a
            where not a.is_out and a.status in ('Planned', 'UnderWay')
            and ((a.offered_to is null and a.owner in (select id from people where left_on is not null) and not exists (select from action_events e where e.action = a.id and e.what = 'Adrift'))
                or a.offered_to in (select id from people where left_on is not null))
            order by a.id limit {Most} for update of a skip locked
            """).ToListAsync(stop);
        foreach (var action in adrift)
            await Offer(action, now, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return adrift.Count == Most;
    }

    private async Task Offer(PlannedAction action, DateTimeOffset now, CancellationToken stop)
    {
        // Whoever was asked has left as well.
        if (action.OfferedTo is not null)
        {
            db.Add(action.Decline("", null, now));
            if (action.Owner is { } still && await db.People.AnyAsync(person => person.Id == still && person.LeftOn == null, stop))
                return;
        }
        if (await Next(action, stop) is { } next)
        {
            db.Add(action.Offer(next.Id, null, now));
            await letters.AskedByDay(next, now);
        }
        else
        {
            db.Add(action.Step(ActionMoment.Adrift, null, now));
        }
    }

    // Nearest first: up from each of its units, then up from where its owner last belonged, then whoever made it. Of what few may see nobody is asked for being a leader: its promise is that a leader does not read it.
    // Who keeps a collection does not see what one of its readers made of it for themself.
    private async Task<Person?> Next(PlannedAction action, CancellationToken stop) => (await db.People.FromSql($"""
        with recursive up as (
            select u.id, u.parent, 0 as way, 0 as height from units u where u.id = any({action.Units})
            union all
            select u.id, u.parent, 1, 0 from units u where u.id = (select m.unit from memberships m where m.person = {action.Owner} order by m.until_on desc nulls first, m.from_on desc limit 1)
            union all
            select u.id, u.parent, up.way, up.height + 1 from up join units u on u.id = up.parent where up.height < 64),
        near as (
            select r.person, up.way, up.height from up join roles r on r.unit = up.id and r.role = 'Leader' and r.until_on is null where {action.Shown != Shown.Few}
            union all
            select keeper, 2, place::int from unnest(origin_keepers({action.Origin.ToString()}, {action.OriginId})) with ordinality as k (keeper, place) where {action.Shown == Shown.Few && action.Origin != Origin.Collection}
            union all
            select {action.Keeper}::uuid, 3, 0
            union all
            select helper, 4, place::int from unnest({action.Helpers}) with ordinality as h (helper, place) where {action.Shown == Shown.Few})
        select p.* from people p join (select person, min(way * 100 + height) as place from near group by person) n on n.person = p.id
        where p.left_on is null and not exists (select from action_events e where e.action = {action.Id} and e.what = 'Declined' and e.person = p.id and e.whom is null)
        order by n.place, p.id limit 1
        """).AsNoTracking().ToListAsync(stop)).FirstOrDefault();
}
