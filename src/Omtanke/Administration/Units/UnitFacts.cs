using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Administration.Units;

/// <summary>Who leads each unit, and how many belong directly to it.</summary>
public sealed record UnitFacts(IReadOnlyDictionary<Guid, (Guid Person, string Name)> Leaders, IReadOnlyDictionary<Guid, int> People)
{
    /// <summary>Of all units, in two questions.</summary>
    public static async Task<UnitFacts> Read(Database db)
    {
        var (people, roles) = (db.People, db.Roles);
        var leaders = await roles.AsNoTracking().Where(role => role.Role == Role.Leader && role.UntilOn == null)
            .Join(people, role => role.Person, person => person.Id, (role, person) => new { Unit = role.Unit!.Value, person.Id, person.Name }).ToListAsync();
        var counts = await db.Memberships.AsNoTracking().Where(membership => membership.UntilOn == null)
            .GroupBy(membership => membership.Unit).Select(unit => new { unit.Key, Count = unit.Count() }).ToListAsync();
        return new UnitFacts(leaders.ToDictionary(leader => leader.Unit, leader => (leader.Id, leader.Name)), counts.ToDictionary(unit => unit.Key, unit => unit.Count));
    }

    /// <summary>How many belong to a unit and to those below it.</summary>
    public int In(UnitTree units, Guid unit) => units.Branch(unit).Sum(part => People.GetValueOrDefault(part));
}
