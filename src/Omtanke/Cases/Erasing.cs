using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Cases;

/// <summary>Erases cases: keys first, then everything below them, with the letters about them. What is left is a tombstone.</summary>
internal static class Erasing
{
    /// <summary>Erases these.</summary>
    public static async Task Of(IReadOnlyCollection<Case> gone, Database db, Erasure erasure, CancellationToken stop)
    {
        if (gone.Count == 0)
            return;
        var ids = gone.Select(one => one.Id).ToArray();
        await erasure.Note([.. gone.Select(one => (one.Id, "cases", (Guid?)one.Key))]);
        await db.Database.ExecuteSqlAsync($"delete from letters using unnest({ids}) gone (id) where unique_key like 'desk case ' || gone.id || ' %'", stop);
        await db.Cases.Where(one => ids.Contains(one.Id)).ExecuteDeleteAsync(stop);
    }
}
