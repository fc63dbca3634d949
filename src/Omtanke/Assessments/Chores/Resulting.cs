using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Box;
using Omtanke.Data;

namespace Omtanke.Assessments.Chores;

/// <summary>
/// Makes the release of each closed collection, the rounds of a series in their order, and shows results on the day that was promised. Each by itself: all of it, or nothing, so what was cut off is made anew.
/// One that fails keeps no other from being made.
/// </summary>
public sealed class Resulting(Database db, Releasing releasing, Showing showing) : IChore
{
    /// <inheritdoc />
    public string Name => "collections-results";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        var (tried, failed) = (new List<Guid>(), new List<Exception>());
        while (await ReleaseOne(now, tried, failed, stop))
            stop.ThrowIfCancellationRequested();
        while (await ShowOne(now, stop))
            stop.ThrowIfCancellationRequested();
        if (failed.Count > 0)
            throw new AggregateException(failed);
    }

    private async Task<bool> ReleaseOne(DateTimeOffset now, List<Guid> tried, List<Exception> failed, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var passed = tried.ToArray();
        // The row is held while its release is made: another node passes it over.
        var due = await db.Collections.FromSql($"""
            select c.* from collections c
            where c.closed_at is not null and c.id <> all ({passed}) and not exists (select from releases r where r.id = c.id)
              and not exists (select from collections b where b.series = c.series and b.round < c.round and b.closed_at is not null and not exists (select from releases r where r.id = b.id))
            order by c.closed_at limit 1 for no key update of c skip locked
            """).ToListAsync(stop);
        foreach (var collection in due)
        {
            tried.Add(collection.Id);
            try
            {
                await releasing.Release(collection, now);
                await transaction.CommitAsync(stop);
            }
            catch (Exception wrong) when (!stop.IsCancellationRequested && !CutOff.Is(wrong))
            {
                failed.Add(wrong);
            }
        }
        db.ChangeTracker.Clear();
        return due.Count > 0;
    }

    private async Task<bool> ShowOne(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var today = Clock.Day(now);
        var due = await db.Collections.FromSql($"""
            select c.* from collections c where c.closed_at is not null and c.shown_at is null and c.feedback_on <= {today} and exists (select from releases r where r.id = c.id)
            order by c.feedback_on limit 1 for no key update of c skip locked
            """).ToListAsync(stop);
        foreach (var collection in due)
            await showing.Show(collection, null, now);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return due.Count > 0;
    }
}
