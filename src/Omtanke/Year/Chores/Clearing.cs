using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Year.Chores;

/// <summary>Forgets what is six years old, as the assessments do.</summary>
public sealed class Clearing(Database db, Erasure erasure) : IChore
{
    private const int Most = 200, Years = 6;

    /// <inheritdoc />
    public string Name => "year-clearing";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromHours(6);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var before = Clock.Day(now).AddYears(-Years);
        var old = await db.YearEntries.FromSql($"select * from year_entries where day < {before} order by day limit {Most} for update skip locked").ToListAsync(stop);
        await db.Database.ExecuteSqlAsync($"delete from year_declined where year < {before.Year}", stop);
        await db.Database.ExecuteSqlAsync($"delete from year_warnings where due_on < {before}", stop);
        await erasure.Note([.. old.Select(entry => (entry.Id, "year_entries", (Guid?)null))]);
        db.RemoveRange(old);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
    }
}
