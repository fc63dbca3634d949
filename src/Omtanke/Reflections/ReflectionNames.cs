using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Reflections;

/// <summary>One's own notes by the step they were written for.</summary>
public sealed class ReflectionNames(Database db, Visit visit) : INamesRecords
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<NamedRecord>> Name(IReadOnlyCollection<Guid> records, CancellationToken stop) =>
    [
        .. (await db.Reflections.AsNoTracking().Where(one => records.Contains(one.Id)).Select(one => new { one.Id, one.Step }).ToListAsync(stop))
            .Select(one => new NamedRecord(one.Id, Kind.Private, visit.Language.Has(one.Step, "title") ? visit.Language.Text(one.Step, "title") : visit["reflections.title"], $"/reflections/{one.Id}")),
    ];
}
