using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Administration.Units;

/// <summary>Who leads each unit, and how many belong directly to it.</summary>
/// <param name="Leaders">Of the units shown.</param>
/// <param name="People">Null in a large workplace, where counting everybody takes longer than anybody wants to wait for a list of units.</param>
public sealed record UnitFacts(IReadOnlyDictionary<Guid, (Guid Person, string Name)> Leaders, IReadOnlyDictionary<Guid, int>? People)
{
    /// <summary>Of these units, in one round trip.</summary>
    public static async Task<UnitFacts> Read(Database db, IReadOnlyList<Guid> shown, bool counted)
    {
        var (people, roles) = (db.People, db.Roles);
        var (leaders, counts) = await db.InOneTrip(
            () => roles.AsNoTracking().Where(role => role.Role == Role.Leader && role.UntilOn == null && shown.Contains(role.Unit!.Value))
                .Join(people, role => role.Person, person => person.Id, (role, person) => new { Unit = role.Unit!.Value, person.Id, person.Name }).ToListAsync(),
            async () => counted
                ? await db.Memberships.AsNoTracking().Where(membership => membership.UntilOn == null)
                    .GroupBy(membership => membership.Unit).Select(unit => new { unit.Key, Count = unit.Count() }).ToDictionaryAsync(unit => unit.Key, unit => unit.Count)
                : null);
        return new UnitFacts(leaders.ToDictionary(leader => leader.Unit, leader => (leader.Id, leader.Name)), counts);
    }

    /// <summary>How many belong to a unit and to those below it.</summary>
    public int? In(UnitTree units, Guid unit) => People is { } people ? units.Branch(unit).Sum(part => people.GetValueOrDefault(part)) : null;
}
