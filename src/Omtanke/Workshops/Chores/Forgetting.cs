using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Workshops.Chores;

/// <summary>Forgets workshops: one that never took place three months after its day, and one that did six years after it was closed, with its minutes and actions.</summary>
public sealed class Forgetting(Database db, Erasure erasure) : IChore
{
    private const int Most = 100, NeverDays = 90, Years = 6;

    /// <inheritdoc />
    public string Name => "workshops-forgotten";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        while (await Some(now, stop))
            stop.ThrowIfCancellationRequested();
    }

    private async Task<bool> Some(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var (never, old) = (now.AddDays(-NeverDays), now.AddYears(-Years));
        var due = await db.Workshops.FromSql($"""
            select * from workshops where (opened_at is null and planned_at < {never} and (closed_at is null or closed_at < {never})) or closed_at < {old} order by begun_at limit {Most} for update skip locked
            """).ToListAsync(stop);
        await erasure.Note([.. due.Select(workshop => (workshop.Id, "workshops", (Guid?)null))]);
        db.RemoveRange(due);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return due.Count > 0;
    }
}
