using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Security;

namespace Omtanke.Demo;

/// <summary>The invented workplace: Fjordby Kommune, a small municipality by the water. The same one serves the demo, the tests and the pictures.</summary>
public static partial class Fjordby
{
    private const string Domain = "@fjordby.example";

    /// <summary>Whether another workplace than this stands here. In a real one nobody has an address in a place that is not there.</summary>
    public static async Task<bool> IsElsewhere(Database db) => await db.Workplaces.AnyAsync() && !await db.People.AnyAsync(person => person.Email.EndsWith(Domain));

    /// <summary>Founds the workplace and its people in an empty database; does nothing in one that has a workplace.</summary>
    /// <returns>Whether it was founded now.</returns>
    public static async Task<bool> Found(Database db, DateTimeOffset now)
    {
        if (await db.Workplaces.AnyAsync())
            return false;
        var since = Clock.Day(now).AddYears(-2);
        db.Add(new Workplace { Id = Ids.New(), Name = "Fjordby Kommune", Language = "da", FoundedAt = now.AddYears(-2) });
        var units = Places.ToDictionary(place => place.Name, _ => Ids.New(), StringComparer.Ordinal);
        foreach (var place in Places)
            db.Add(new Unit { Id = units[place.Name], Name = place.Name, Parent = place.Below is { } above ? units[above] : null });
        var people = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var place in Places)
            foreach (var (name, index) in place.People.Select((name, index) => (name, index)))
                people[name] = Join(db, name, units[place.Name], since.AddDays(index * 9 % 200), leads: name == place.Leader ? units[place.Name] : null);
        foreach (var (name, role, unit) in Duties)
            db.Add(new RoleHolding { Id = Ids.New(), Person = people[name], Role = role, Unit = unit is null ? null : units[unit], FromOn = since });
        Remember(db, people, units, Clock.Day(now));
        await db.SaveChangesAsync();
        return true;
    }

    /// <summary>Lets its people live through their two years of conversations; does nothing where there is one already. Only in a demo.</summary>
    public static async Task Live(Database db, IServiceProvider services, DateTimeOffset now)
    {
        await using (await db.Begin(Acting.AtChores))
            if (await db.Conversations.AnyAsync())
                return;
        var people = await db.People.AsNoTracking().ToDictionaryAsync(person => person.Name, person => person.Id, StringComparer.Ordinal);
        await LetIn(db, now);
        await MakeTheirOwn(db, services.GetRequiredService<Bookcase>(), people["Birgit Dam"], now);
        var past = new Past(db, services, people, now);
        await past.Live([.. Earlier, .. Now]);
        await past.Reflect(Notes);
        await Write(db, services.GetRequiredService<Content.Library>(), people, now);
        await Meet(db, services.GetRequiredService<Content.Library>(), people, now);
        await Ask(db, services, people, now);
        await Assess(db, people, now);
        await Confer(db, services, people, now);
        await Intervene(db, services, people, now);
        await LayTheYear(db, people, now);
        await Intend(db, people, now);
        await LookBackOnCases(db, services.GetRequiredService<Cases.CountBox>(), now);
    }

    /// <summary>Nearly everybody has been in; a few are invited, and the newest are not. None of these accounts has any way to sign in.</summary>
    private static async Task LetIn(Database db, DateTimeOffset now)
    {
        var people = await db.People.AsNoTracking().Where(person => person.LeftOn == null).OrderBy(person => person.Email).ToListAsync();
        foreach (var (person, index) in people.Select((person, index) => (person, index)).Where(entry => entry.index % 12 != 11))
        {
            var invited = now.AddDays(-600 + (index * 7));
            db.Add(new Account { Id = person.Id, Email = person.Email, SecurityStamp = person.Id.ToString(), InvitedAt = invited, ActivatedAt = index % 9 == 8 ? null : invited.AddHours(5 + index) });
        }
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    /// <summary>The address of somebody in Fjordby: those who may be played have their key, all others first and last name.</summary>
    public static string EmailOf(string name) =>
        Cast.All.FirstOrDefault(persona => persona.Name == name)?.Email ?? $"{Plain(name)}{Domain}";

    private static Guid Join(Database db, string name, Guid unit, DateOnly since, Guid? leads)
    {
        var person = new Person { Id = Ids.New(), Name = name, Email = EmailOf(name), Language = ReadEnglish.Contains(name) ? "en" : "da", JoinedOn = since };
        db.Add(person);
        // Moves and changes of leader below have their own dates; everybody else has been where they are since they came.
        if (!Moved.Any(move => move.Name == name))
            db.Add(new Membership { Id = Ids.New(), Person = person.Id, Unit = unit, FromOn = since });
        if (leads is not null && name != NewLeader)
            db.Add(new RoleHolding { Id = Ids.New(), Person = person.Id, Role = Role.Leader, Unit = leads, FromOn = since });
        return person.Id;
    }

    /// <summary>What has changed in the two years: who moved, who took over, who left.</summary>
    private static void Remember(Database db, Dictionary<string, Guid> people, Dictionary<string, Guid> units, DateOnly today)
    {
        foreach (var (name, from, to, months) in Moved)
        {
            var (came, day) = (today.AddYears(-2), today.AddMonths(-months));
            db.Add(new Membership { Id = Ids.New(), Person = people[name], Unit = units[from], FromOn = came, UntilOn = day });
            db.Add(new Membership { Id = Ids.New(), Person = people[name], Unit = units[to], FromOn = day });
        }
        var (began, changed) = (today.AddYears(-2), today.AddMonths(-LeaderChangedMonthsAgo));
        var west = units["Hjemmeplejen Vest"];
        var former = new Person { Id = Ids.New(), Name = FormerLeader, Email = EmailOf(FormerLeader), Language = "da", JoinedOn = began, LeftOn = changed };
        db.Add(former);
        db.Add(new Membership { Id = Ids.New(), Person = former.Id, Unit = west, FromOn = began, UntilOn = changed });
        db.Add(new RoleHolding { Id = Ids.New(), Person = former.Id, Role = Role.Leader, Unit = west, FromOn = began, UntilOn = changed });
        db.Add(new RoleHolding { Id = Ids.New(), Person = people[NewLeader], Role = Role.Leader, Unit = west, FromOn = changed });
    }

    private static string Plain(string name) => string.Join('.', name.ToLowerInvariant().Split(' ', '-'))
        .Replace("æ", "ae", StringComparison.Ordinal).Replace("ø", "oe", StringComparison.Ordinal).Replace("å", "aa", StringComparison.Ordinal);
}
