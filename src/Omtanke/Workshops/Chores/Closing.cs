using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Workshops.Rehearse;
using Omtanke.Workshops.WriteUp;

namespace Omtanke.Workshops.Chores;

/// <summary>Closes a workshop that was left open: nothing has changed in it for half a day, or it has been going on for a whole one. The minutes are written as always.</summary>
public sealed class Closing(Database db, Bookcase bookcase) : IChore
{
    private static readonly TimeSpan Still = TimeSpan.FromHours(12), Longest = TimeSpan.FromHours(24);

    /// <inheritdoc />
    public string Name => "workshops-left-open";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        while (await One(now, stop))
            stop.ThrowIfCancellationRequested();
    }

    // Each by itself: closed and written up, or not at all.
    private async Task<bool> One(DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var (still, begun) = (now - Still, now - Longest);
        var left = await db.Workshops.FromSql($"""
            select w.* from workshops w where w.opened_at is not null and w.closed_at is null
                and (greatest(w.opened_at, w.reopened_at) < {begun} or greatest(w.opened_at, w.reopened_at, (select v.at from workshop_versions v where v.workshop = w.id)) < {still})
            order by w.opened_at limit 1 for update skip locked
            """).ToListAsync(stop);
        // A rehearsal that was left is over, and nothing of it is written up.
        if (left is [{ Rehearsing: true } rehearsed])
            await Rehearsal.End(rehearsed, db);
        else if (left is [var workshop])
        {
            workshop.Close(now);
            await db.SaveChangesAsync(stop);
            await Minutes.Write(db, workshop, await bookcase.As(workshop), now);
        }
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return left.Count > 0;
    }
}
