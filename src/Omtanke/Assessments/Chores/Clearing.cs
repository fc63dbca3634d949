using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Assessments.Chores;

/// <summary>
/// Deletes what single people answered and wrote, and the list of those asked, on the day that was promised. What was released stays, and so do the names without a person by which two rounds are held
/// against each other. One that never opened is forgotten three months
/// after its day, and one that did six years after it was closed.
/// </summary>
public sealed class Clearing(Database db, Erasure erasure) : IChore
{
    private const int Most = 50, NeverDays = 90, Years = 6;

    /// <inheritdoc />
    public string Name => "collections-single-answers";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        while (await Clear(now, stop))
            stop.ThrowIfCancellationRequested();
        while (await Forget(now, stop))
            stop.ThrowIfCancellationRequested();
    }

    private async Task<bool> Clear(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var before = now.AddMonths(-Collection.KeptMonths);
        var due = await db.Collections.FromSql($"select * from collections where cleared_at is null and closed_at <= {before} order by closed_at limit {Most} for no key update skip locked").ToListAsync(stop);
        foreach (var collection in due)
        {
            await db.Collecting(collection.Id);
            await db.Database.ExecuteSqlAsync($"delete from collection_answers where collection = {collection.Id}", stop);
            await db.Database.ExecuteSqlAsync($"delete from collection_comments where collection = {collection.Id}", stop);
            await db.Database.ExecuteSqlAsync($"delete from collection_codes where collection = {collection.Id}", stop);
            await db.Database.ExecuteSqlAsync($"delete from collection_asked where collection = {collection.Id}", stop);
            await db.Database.ExecuteSqlAsync($"delete from collection_shown where collection = {collection.Id}", stop);
            // Answers with a name go with their keys, so that no older backup opens one; and with them who sat where.
            await erasure.Note([.. (await db.NamedAnswers.AsNoTracking().Where(one => one.Collection == collection.Id).Select(one => new { one.Id, one.Key }).ToListAsync(stop)).Select(one => (one.Id, "named_answers", (Guid?)one.Key))]);
            await db.Database.ExecuteSqlAsync($"delete from named_answers where collection = {collection.Id}", stop);
            await db.Database.ExecuteSqlAsync($"delete from collection_chairs where collection = {collection.Id}", stop);
            await db.Collected();
            collection.ClearedAt = now;
            db.Add(collection.Happened(Moment.Cleared, null, now));
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return due.Count > 0;
    }

    private async Task<bool> Forget(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var (never, old) = (now.AddDays(-NeverDays), now.AddYears(-Years));
        var due = await db.Collections.FromSql($"select * from collections where (opened_at is null and closes_at < {never}) or closed_at < {old} order by begun_at limit {Most} for no key update skip locked").ToListAsync(stop);
        await erasure.Note([.. due.Select(collection => (collection.Id, "collections", (Guid?)null))]);
        db.RemoveRange(due);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return due.Count > 0;
    }
}
