using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Assessments.Apv;

/// <summary>Forgets what is six years old: assessments by the day they were closed, discussions by the day they were held, changes that were taken up.</summary>
public sealed class Clearing(Database db, Erasure erasure) : IChore
{
    private const int Most = 50, Years = 6;

    /// <inheritdoc />
    public string Name => "apv-clearing";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromHours(6);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var (before, day) = (now.AddYears(-Years), Clock.Day(now).AddYears(-Years));
        var old = await db.Apvs.FromSql($"select * from apvs where closed_at < {before} order by closed_at limit {Most} for update skip locked").ToListAsync(stop);
        await db.ApvDiscussions.Where(one => one.HeldOn < day).ExecuteDeleteAsync(stop);
        await db.ApvChanges.Where(one => one.Apv != null && one.OnDay < day).ExecuteDeleteAsync(stop);
        await erasure.Note([.. old.Select(apv => (apv.Id, "apvs", (Guid?)null))]);
        db.RemoveRange(old);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
    }
}
