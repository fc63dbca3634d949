using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases;

/// <summary>Courses by whose they are.</summary>
public sealed class CaseNames(Database db, Visit visit) : INamesRecords
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<NamedRecord>> Name(IReadOnlyCollection<Guid> records, CancellationToken stop)
    {
        var people = db.People;
        var found = await db.Cases.AsNoTracking().Where(one => records.Contains(one.Id)).Select(one => new { one.Id, one.Employee, Name = people.Where(person => person.Id == one.Employee).Select(person => person.Name).First() }).ToListAsync(stop);
        return [.. found.Select(one => new NamedRecord(one.Id, Kind.Case, one.Employee == visit.Person ? visit["cases.yours"] : visit.With("cases.of", ("name", one.Name)), $"/cases/{one.Id}"))];
    }
}
