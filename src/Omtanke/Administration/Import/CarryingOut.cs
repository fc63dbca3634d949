using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Administration.Import;

/// <summary>Carries out a whole plan: a dozen statements however many people, in the transaction of the visit, so all of it stands or none.</summary>
internal static class CarryingOut
{
    public static async Task CarryOut(this Database db, Plan plan, DateOnly day)
    {
        db.AddRange(plan.NewUnits);
        await db.SaveChangesAsync();
        await People(db, plan, day);
        await Places(db, plan, day);
        await Duties(db, plan, day);
        await Goodbyes(db, plan);
    }

    private static async Task People(Database db, Plan plan, DateOnly day)
    {
        var (ids, names) = (plan.NewPeople.Select(person => person.Id).ToArray(), plan.NewPeople.Select(person => person.Name).ToArray());
        var (emails, languages) = (plan.NewPeople.Select(person => person.Email).ToArray(), plan.NewPeople.Select(person => person.Language).ToArray());
        await db.Database.ExecuteSqlAsync($"""
            insert into people (id, name, email, language, joined_on)
            select n.id, n.name, n.email, n.language, {day} from unnest({ids}, {names}, {emails}, {languages}) as n (id, name, email, language)
            """);
        var (corrected, newNames, newLanguages) = (plan.Corrected.Select(person => person.Id).ToArray(), plan.Corrected.Select(person => person.Name).ToArray(), plan.Corrected.Select(person => person.Language).ToArray());
        await db.Database.ExecuteSqlAsync($"""
            update people set name = n.name, language = n.language from unnest({corrected}, {newNames}, {newLanguages}) as n (id, name, language) where people.id = n.id
            """);
        var returned = plan.Returned.ToArray();
        await db.People.Where(person => returned.Contains(person.Id)).ExecuteUpdateAsync(set => set.SetProperty(person => person.LeftOn, (DateOnly?)null));
    }

    private static async Task Places(Database db, Plan plan, DateOnly day)
    {
        var (people, units, ids) = (plan.Moves.Select(move => move.Person).ToArray(), plan.Moves.Select(move => move.Unit).ToArray(), plan.Moves.Select(_ => Ids.New()).ToArray());
        await db.Database.ExecuteSqlAsync($"update memberships set until_on = greatest(from_on, {day}) where person = any({people}) and until_on is null");
        await db.Database.ExecuteSqlAsync($"""
            insert into memberships (id, person, unit, from_on) select n.id, n.person, n.unit, {day} from unnest({ids}, {people}, {units}) as n (id, person, unit)
            """);
    }

    private static async Task Duties(Database db, Plan plan, DateOnly day)
    {
        var ended = plan.Ended.ToArray();
        await db.Database.ExecuteSqlAsync($"update roles set until_on = greatest(from_on, {day}) where id = any({ended}) and until_on is null");
        db.AddRange(plan.Given);
        await db.SaveChangesAsync();
    }

    private static async Task Goodbyes(Database db, Plan plan)
    {
        foreach (var (person, day) in plan.Left)
            await db.Leave(person, day);
        var gone = plan.Left.Select(leaving => leaving.Person).ToArray();
        await db.Sessions.Where(session => gone.Contains(session.Person)).ExecuteDeleteAsync();
        await db.EntryCodes.Where(code => code.Person != null && gone.Contains(code.Person.Value)).ExecuteDeleteAsync();
    }
}
