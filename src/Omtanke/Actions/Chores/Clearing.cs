using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Actions.Chores;

/// <summary>Forgets what has been over for six years: done, dropped or put aside, and nobody has touched it since.</summary>
public sealed class Clearing(Database db, Erasure erasure) : IChore
{
    private const int Most = 200, Years = 6;

    /// <inheritdoc />
    public string Name => "actions-clearing";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromHours(6);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var before = now.AddYears(-Years);
        var old = await db.Actions.FromSql($"""
            select * from actions where made_at < {before} and (is_out or status in ('Done', 'Dropped')) and not exists (select from action_events e where e.action = actions.id and e.at >= {before})
            order by made_at limit {Most} for update skip locked
            """).ToListAsync(stop);
        await erasure.Note([.. old.Select(action => (action.Id, "actions", (Guid?)null))]);
        db.RemoveRange(old);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
    }
}
