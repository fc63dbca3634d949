using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Actions.Follow;

/// <summary>All that stands about one action, as one visitor sees it.</summary>
public sealed class Whole
{
    private const int MostNear = 40;

    public required PlannedAction Action { get; init; }

    /// <summary>Who is looking.</summary>
    public required Guid Me { get; init; }

    /// <summary>What happened to it, the first at the top.</summary>
    public IReadOnlyList<ActionEvent> Events { get; private set; } = [];

    public UnitTree Tree { get; private set; } = new([]);

    /// <summary>What it came of, as far as the visitor may read it.</summary>
    public OriginFound? Origin { get; private set; }

    /// <summary>Whether the visitor answers for it, or for the plan it stands in.</summary>
    public bool Writes { get; private set; }

    /// <summary>The action it was a part of, where the visitor sees that one.</summary>
    public PlannedAction? From { get; private set; }

    /// <summary>The action it went into, where the visitor sees that one.</summary>
    public PlannedAction? Into { get; private set; }

    /// <summary>Others it may go into: the visitor's own, and those of the same plan.</summary>
    public IReadOnlyList<PlannedAction> Near { get; private set; } = [];

    private Dictionary<Guid, string> names = [];

    /// <summary>The name of somebody; null for nobody, or somebody who is gone.</summary>
    public string? NameOf(Guid? person) => person is { } id ? names.GetValueOrDefault(id) : null;

    /// <summary>Those who see it because they are named, each once.</summary>
    public IEnumerable<string> Few => new[] { Action.Owner, Action.Keeper, Action.OfferedTo }.OfType<Guid>().Concat(Action.Helpers).Distinct().Select(id => NameOf(id)).OfType<string>();

    /// <summary>Everything about it, in two trips.</summary>
    public static async Task<Whole> Of(PlannedAction action, Database db, Gate gate, Origins origins, CancellationToken stop)
    {
        var (id, me, origin, originId) = (action.Id, gate.Me, action.Origin, action.OriginId);
        var whole = new Whole { Action = action, Me = me };
        Guid[] named = [.. new[] { action.Owner, action.Keeper, action.OfferedTo }.OfType<Guid>(), .. action.Helpers];
        await db.InOneTrip(
            async () => whole.Events = await db.ActionEvents.AsNoTracking().Where(one => one.Action == id).OrderBy(one => one.At).ThenBy(one => one.Version).ThenBy(one => one.Id).ToListAsync(stop),
            async () => whole.Tree = await db.UnitTree(),
            async () => whole.names = await db.People.FromSql($"select * from people where id in (select unnest({named}) union select e.person from action_events e where e.action = {id} union select e.whom from action_events e where e.action = {id} union select was::uuid from action_events e, unnest(string_to_array(concat_ws(' ', nullif(e.before ->> 'owner', ''), nullif(e.before ->> 'helpers', '')), ' ')) one (was) where e.action = {id})")
                .AsNoTracking().ToDictionaryAsync(person => person.Id, person => person.Name, stop),
            async () => whole.Writes = (await gate.Ask<PlannedAction>(id, Kind.Action, action.IsOut ? Operation.Reopen : Operation.Write)).Verdict == Verdict.Yes,
            async () => whole.Into = action.MergedInto is { } into ? await db.Actions.AsNoTracking().FirstOrDefaultAsync(one => one.Id == into, stop) : null,
            async () => whole.From = action.SplitFrom is { } part ? await db.Actions.AsNoTracking().FirstOrDefaultAsync(one => one.Id == part, stop) : null,
            async () => whole.Near = action.IsOpen
                ? await db.Actions.FromSql($"""
                    select * from actions where id in (select id from actions where owner = {me} union all select id from actions where keeper = {me} union all select id from actions where origin_id = {originId} and origin = {origin.ToString()})
                    and (owner = {me} or keeper = {me} or keeps_origin(origin, origin_id))
                    """).AsNoTracking()
                    .Where(one => one.Id != id && !one.IsOut && (one.Status == Status.Planned || one.Status == Status.UnderWay)).OrderBy(one => one.DueOn).ThenBy(one => one.Id).Take(MostNear).ToListAsync(stop)
                : []);
        whole.Origin = await origins.Find(origin, originId, stop);
        return whole;
    }
}
