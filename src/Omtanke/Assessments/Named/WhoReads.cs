using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Assessments.Named;

/// <summary>Somebody who may read an answer with a name.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Roles">What they do for the workplace; none for somebody of the same unit.</param>
/// <param name="Leads">Leads the unit.</param>
public sealed record Reader(Guid Person, string Name, IReadOnlyList<Role> Roles, bool Leads);

/// <summary>Who may read, by name: told to everybody before the first question.</summary>
internal static class WhoReads
{
    private static readonly Role[] Told = [Role.SafetyRepresentative, Role.ShopSteward, Role.EnvironmentMember, Role.HumanResources, Role.TopManagement, Role.Psychologist, Role.Leader];

    /// <summary>The named few of a confidential collection who are still here.</summary>
    public static async Task<IReadOnlyList<Reader>> Of(IReadOnlyCollection<Guid> readers, Database db)
    {
        var (people, held) = await db.InOneTrip(
            () => db.People.AsNoTracking().Where(person => readers.Contains(person.Id) && person.LeftOn == null).Select(person => new { person.Id, person.Name }).ToListAsync(),
            () => db.Roles.AsNoTracking().Where(one => readers.Contains(one.Person) && one.UntilOn == null).ToListAsync());
        var roles = held.ToLookup(one => one.Person, one => one.Role);
        return [.. people.OrderBy(person => person.Name, StringComparer.CurrentCulture).Select(person => new Reader(person.Id, person.Name, [.. roles[person.Id].Where(Told.Contains).Distinct().OrderBy(role => Array.IndexOf(Told, role))], false))];
    }

    /// <summary>Those who sit in a unit and are still here, its leader first.</summary>
    public static async Task<IReadOnlyList<Reader>> Of(IReadOnlyList<Chair> chairs, Database db)
    {
        var people = chairs.Select(chair => chair.Person).ToArray();
        var names = await db.People.AsNoTracking().Where(person => people.Contains(person.Id) && person.LeftOn == null).ToDictionaryAsync(person => person.Id, person => person.Name);
        return [.. chairs.Where(chair => names.ContainsKey(chair.Person)).Select(chair => new Reader(chair.Person, names[chair.Person], [], chair.Leads)).OrderBy(one => !one.Leads).ThenBy(one => one.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>Those who may read what somebody in this chair answers; not they themselves.</summary>
    public static async Task<IReadOnlyList<Reader>> Of(Collection collection, Chair chair, Database db) =>
        [.. (collection.Mode == Mode.Confidential ? await Of(collection.Readers, db) : await Of(await db.ChairsOf(collection.Id, chair.Unit), db)).Where(one => one.Person != chair.Person)];
}
