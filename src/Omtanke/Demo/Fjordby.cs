using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Demo;

/// <summary>The invented workplace: Fjordby Kommune, a small municipality by the water. The same one serves the demo, the tests and the pictures.</summary>
public static class Fjordby
{
    /// <summary>Founds it in an empty database; does nothing in one that has a workplace.</summary>
    public static async Task Found(Database db, DateTimeOffset now)
    {
        if (await db.Workplaces.AnyAsync())
            return;
        var since = Clock.Day(now).AddYears(-2);
        db.Add(new Workplace { Id = Ids.New(), Name = "Fjordby Kommune", Language = "da", FoundedAt = now });
        var top = Unit(db, "Fjordby Kommune", null);
        var care = Unit(db, "Hjemmeplejen Øst", top);
        var school = Unit(db, "Fjordskolen", top);
        Join(db, "karen", top, since, Role.TopManagement, top);
        Join(db, "henrik", care, since, Role.Leader, care);
        Join(db, "aisha", school, since, Role.Leader, school);
        Join(db, "maja", care, since);
        Join(db, "jonas", care, since, Role.SafetyRepresentative);
        Join(db, "birgit", top, since, Role.HumanResources);
        Join(db, "lars", top, since, Role.Psychologist);
        Join(db, "admin", top, since, Role.Administrator);
        await db.SaveChangesAsync();
    }

    private static Guid Unit(Database db, string name, Guid? parent)
    {
        var unit = new Unit { Id = Ids.New(), Name = name, Parent = parent };
        db.Add(unit);
        return unit.Id;
    }

    private static void Join(Database db, string key, Guid unit, DateOnly since, Role? role = null, Guid? leads = null)
    {
        var persona = Cast.All.Single(someone => someone.Key == key);
        var person = new Person { Id = Ids.New(), Name = persona.Name, Email = persona.Email, Language = "da", JoinedOn = since };
        db.Add(person);
        db.Add(new Membership { Id = Ids.New(), Person = person.Id, Unit = unit, FromOn = since });
        if (role is not { } held)
            return;
        db.Add(new RoleHolding { Id = Ids.New(), Person = person.Id, Role = held, Unit = held == Role.Leader ? leads : null, FromOn = since });
        if (held == Role.TopManagement)
            db.Add(new RoleHolding { Id = Ids.New(), Person = person.Id, Role = Role.Leader, Unit = leads, FromOn = since });
    }
}
