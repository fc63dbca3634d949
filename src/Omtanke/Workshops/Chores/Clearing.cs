using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Workshops.Chores;

/// <summary>Deletes what single people wrote, voted and answered, who sat where and who was there, on the day that was promised from the beginning. Minutes and actions stay.</summary>
public sealed class Clearing(Database db) : IChore
{
    private const int Most = 100;

    /// <inheritdoc />
    public string Name => "workshops-single-texts";

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
        var today = Clock.Day(now);
        var due = await db.Workshops.FromSql($"""
            select * from workshops where cleared_at is null and closed_at is not null and (closed_at at time zone 'Europe/Copenhagen')::date + days <= {today} order by closed_at limit {Most} for update skip locked
            """).ToListAsync(stop);
        var ids = due.ConvertAll(workshop => workshop.Id);
        if (ids.Count > 0)
        {
            await db.Votes.Where(vote => ids.Contains(vote.Workshop)).ExecuteDeleteAsync(stop);
            await db.Ballots.Where(ballot => ids.Contains(ballot.Workshop)).ExecuteDeleteAsync(stop);
            await db.Seats.Where(seat => ids.Contains(seat.Workshop)).ExecuteDeleteAsync(stop);
            // An action stays; which single text it was made of does not.
            await db.Database.ExecuteSqlAsync($"update actions set made_of = null where origin = 'Workshop' and origin_id = any ({ids}) and made_of in (select i.id from workshop_ideas i where i.workshop = any ({ids}))", stop);
            await db.Ideas.Where(idea => ids.Contains(idea.Workshop)).ExecuteDeleteAsync(stop);
            await db.Participants.Where(one => ids.Contains(one.Workshop)).ExecuteDeleteAsync(stop);
            foreach (var workshop in due)
                workshop.ClearedAt = now;
            await db.SaveChangesAsync(stop);
        }
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return ids.Count > 0;
    }
}
