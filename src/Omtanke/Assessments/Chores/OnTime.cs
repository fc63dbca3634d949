using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Box;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Assessments.Chores;

/// <summary>Opens and closes collections when their time has come. Each by itself: all of it, or nothing. What cannot open waits, and whoever plans it is reminded once a day.</summary>
public sealed class OnTime(Database db, Opening opening, Closing closing, DeskLetters letters) : IChore
{
    /// <inheritdoc />
    public string Name => "collections-on-time";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        while (await CloseOne(now, stop))
            stop.ThrowIfCancellationRequested();
        var stuck = new List<Guid>();
        while (await OpenOne(now, stuck, stop))
            stop.ThrowIfCancellationRequested();
    }

    private async Task<bool> CloseOne(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var due = await db.Collections.FromSql($"select * from collections where opened_at is not null and closed_at is null and closes_at <= {now} order by closes_at limit 1 for no key update skip locked").ToListAsync(stop);
        foreach (var collection in due)
            await closing.Close(collection, null, now);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return due.Count > 0;
    }

    private async Task<bool> OpenOne(DateTimeOffset now, List<Guid> stuck, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var passed = stuck.ToArray();
        var due = await db.Collections.FromSql($"select * from collections where opened_at is null and opens_at <= {now} and id <> all ({passed}) order by opens_at limit 1 for no key update skip locked").ToListAsync(stop);
        foreach (var collection in due)
            if (await opening.Open(collection, null, now) is not null)
            {
                stuck.Add(collection.Id);
                if (Morning.Of(now) is { } today)
                    foreach (var person in await db.People.AsNoTracking().Where(person => collection.Keepers.Contains(person.Id) && person.LeftOn == null).ToListAsync(stop))
                        await letters.Remind(person, today);
            }
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return due.Count > 0;
    }
}
