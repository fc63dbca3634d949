using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;

namespace Omtanke.Workshops.Act;

/// <summary>What workshops end with: questions about their actions in the one plan.</summary>
public static class WorkshopActions
{
    /// <summary>How many a workshop may have.</summary>
    public const int Most = 100;

    private static readonly TimeSpan Sitting = TimeSpan.FromHours(1);

    extension(Database db)
    {
        /// <summary>The actions of a workshop, those due first at the top; not those put aside.</summary>
        public Task<List<PlannedAction>> ActionsOf(Guid workshop) => db.ActionsOf(Origin.Workshop, workshop);

        /// <summary>The same with those put aside, the last ones made last.</summary>
        public Task<List<PlannedAction>> EveryActionOf(Guid workshop) =>
            db.Actions.AsNoTracking().Where(action => action.Origin == Origin.Workshop && action.OriginId == workshop).OrderBy(action => action.DueOn == null).ThenBy(action => action.DueOn).ThenBy(action => action.Position).ToListAsync();

        /// <summary>What is still open from the workshops of the same group before this one, those due first at the top. Only those the acting person ran.</summary>
        public Task<List<PlannedAction>> OpenActionsBefore(Guid workshop) =>
            db.Actions.FromSql($"""
                with recursive earlier as (
                    select w.previous as id, 1 as far from workshops w where w.id = {workshop}
                    union all
                    select w.previous, earlier.far + 1 from earlier join workshops w on w.id = earlier.id where earlier.far < 60)
                select a.* from actions a where a.origin = 'Workshop' and a.status in ('Planned', 'UnderWay') and not a.is_out and a.origin_id in (select id from earlier)
                """).AsNoTracking().OrderBy(action => action.DueOn == null).ThenBy(action => action.DueOn).ThenBy(action => action.Position).ToListAsync();

        /// <summary>Whether an action is still being written: made within the hour by this person, and nothing else has come of it.</summary>
        public async Task<bool> IsBeingWritten(PlannedAction action, Guid by, DateTimeOffset now) =>
            action.Keeper == by && now - action.MadeAt <= Sitting && !await db.ActionEvents.AnyAsync(one => one.Action == action.Id && (one.Person != by || (one.What != ActionMoment.Made && one.What != ActionMoment.Changed)));

        /// <summary>Notes a change of an action. Whoever goes on writing in one sitting changes it once: what stood in a field before they began is kept, and not each word on the way.</summary>
        public async Task Note(ActionEvent changed)
        {
            var since = changed.At - Sitting;
            var sitting = (await db.ActionEvents.AsNoTracking().Where(one => one.Action == changed.Action && one.At >= since).OrderByDescending(one => one.At).ThenByDescending(one => one.Version).ToListAsync())
                .TakeWhile(one => one.What is ActionMoment.Made or ActionMoment.Changed && one.Person == changed.Person).ToList();
            if (!sitting.Exists(one => one.What == ActionMoment.Made) && changed.Overwritten().Keys.Any(field => !sitting.Exists(one => one.Overwritten().ContainsKey(field))))
                db.Add(changed);
        }
    }
}
