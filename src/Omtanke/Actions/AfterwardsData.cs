using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Actions;

/// <summary>What came of a result.</summary>
public static class AfterwardsData
{
    /// <summary>The most of it that one page shows.</summary>
    public const int Most = 200;

    extension(Database db)
    {
        /// <summary>The actions that were made of something, and those of the workshops that were begun from it, as far as they are the visitor's to see; those due first at the top.</summary>
        public Task<List<PlannedAction>> ActionsAfter(Origin origin, Guid id) =>
            db.Actions.FromSql($"select * from actions_after({origin.ToString()}, {id})").AsNoTracking().OrderBy(action => action.DueOn == null).ThenBy(action => action.DueOn).ThenBy(action => action.Id).Take(Most).ToListAsync();
    }
}
