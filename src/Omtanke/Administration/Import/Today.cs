using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Administration.Import;

/// <summary>Somebody as they stand today.</summary>
public sealed record Standing(Person Person, Guid? Unit, IReadOnlyList<RoleHolding> Holdings);

/// <summary>The workplace as it stands today, as far as a file touches it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Units">All units.</param>
/// <param name="People">Those the file names, by address in small letters.</param>
/// <param name="Leaders">Who leads each unit, by the row that says so.</param>
/// <param name="Language">The workplace's own language.</param>
public sealed record Today(DateOnly Day, UnitTree Units, IReadOnlyDictionary<string, Standing> People, IReadOnlyDictionary<Guid, (RoleHolding Holding, string Name)> Leaders, string Language)
{
    /// <summary>Reads it in a handful of questions, however long the file is.</summary>
    public static async Task<Today> Read(Database db, Sheet sheet, DateOnly day)
    {
        var addresses = sheet.Rows.Select(row => row[Column.Email].ToLowerInvariant()).Distinct().ToArray();
        var people = await db.People.FromSql($"select * from people where lower(email) = any({addresses})").AsNoTracking().ToListAsync();
        var ids = people.Select(person => person.Id).ToArray();
        var memberships = await db.Memberships.AsNoTracking().Where(membership => ids.Contains(membership.Person) && membership.UntilOn == null).ToDictionaryAsync(membership => membership.Person, membership => membership.Unit);
        var holdings = (await db.Roles.AsNoTracking().Where(holding => ids.Contains(holding.Person) && holding.UntilOn == null).ToListAsync()).ToLookup(holding => holding.Person);
        var everybody = db.People;
        var leaders = await db.Roles.AsNoTracking().Where(holding => holding.Role == Role.Leader && holding.UntilOn == null)
            .Join(everybody, holding => holding.Person, person => person.Id, (holding, person) => new { holding, person.Name }).ToListAsync();
        return new Today(
            day, await db.UnitTree(),
            people.ToDictionary(person => person.Email.ToLowerInvariant(), person => new Standing(person, memberships.TryGetValue(person.Id, out var unit) ? unit : null, [.. holdings[person.Id]]), StringComparer.Ordinal),
            leaders.ToDictionary(leader => leader.holding.Unit!.Value, leader => (leader.holding, leader.Name)),
            (await db.TheWorkplace())?.Language ?? "da");
    }
}
