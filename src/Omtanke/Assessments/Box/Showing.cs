using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Assessments.Box;

/// <summary>Shows a result to everybody who was asked: when whoever answers for it says so, or on the day that was promised, whichever comes first.</summary>
public sealed class Showing(Database db)
{
    /// <summary>Shows it, and with it the rounds before it that have been shown: a line through several rounds is for all who were asked in the last.</summary>
    /// <param name="collection">Claimed, closed, and released.</param>
    /// <param name="by">Who shows it; null when the day has come.</param>
    /// <param name="now">The time.</param>
    public async Task Show(Collection collection, Guid? by, DateTimeOffset now)
    {
        if (collection.ClosedAt is null || collection.ShownAt is not null)
            return;
        db.Add(collection.Show(by, now));
        await db.SaveChangesAsync();
        foreach (var round in await db.Collections.AsNoTracking().Where(one => one.Series == collection.Series && one.Round <= collection.Round && one.ShownAt != null).Select(one => one.Id).ToListAsync())
        {
            await db.Collecting(round);
            await db.Database.ExecuteSqlAsync($"insert into collection_shown (collection, person) select {round}, person from collection_asked where collection = {collection.Id} on conflict do nothing");
        }
        await db.Collected();
    }
}
