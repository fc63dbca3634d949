using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Meetings;

/// <summary>Series of meetings by the name their members gave them.</summary>
public sealed class SeriesNames(Database db) : INamesRecords
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<NamedRecord>> Name(IReadOnlyCollection<Guid> records, CancellationToken stop) =>
        [.. (await db.Series.AsNoTracking().Where(one => records.Contains(one.Id)).Select(one => new { one.Id, one.Name }).ToListAsync(stop)).Select(one => new NamedRecord(one.Id, Kind.Series, one.Name, $"/meetings/{one.Id}"))];
}
