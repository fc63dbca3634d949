using Microsoft.EntityFrameworkCore;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Case = Omtanke.Cases.Case;

namespace Omtanke.Tests.Cases;

/// <summary>Cases, and the people of the team, put straight into the database.</summary>
internal static class Given
{
    /// <summary>What was said at the registration of each case here.</summary>
    public static readonly Said Said = new(Reason.LongAbsence, WorkShare.Most, ["T05.Y1"], Reached.Phone, "70 12 13 14");

    /// <summary>Maja's case, registered by Henrik (or by herself), with Lars as the psychologist unless nobody has it yet.</summary>
    public static Task<Guid> ACase(this Visits house, bool byEmployee = false, bool assigned = true, bool closed = false, Action<Database, Case>? more = null, string? phone = null) => house.Ask(async db =>
    {
        var (maja, henrik, lars) = (await Id(db, "maja"), await Id(db, "henrik"), await Id(db, "lars"));
        return await ACase(house, db, maja, henrik, assigned ? lars : null, byEmployee, closed, more, phone);
    }, Acting.AtChores);

    /// <summary>A case of these people.</summary>
    public static Task<Guid> ACase(this Visits house, Guid employee, Guid leader, Guid? psychologist, bool byEmployee = false, bool closed = false) =>
        house.Ask(db => ACase(house, db, employee, leader, psychologist, byEmployee, closed, null, null), Acting.AtChores);

    private static async Task<Guid> ACase(Visits house, Database db, Guid employee, Guid leader, Guid? psychologist, bool byEmployee, bool closed, Action<Database, Case>? more, string? phone)
    {
        var (id, now) = (Ids.New(), house.Clock.GetUtcNow());
        var (key, grant) = Tests.Given.AKey(house, db, Kind.Case, id);
        var unit = await db.UnitOf(employee);
        var (one, registered) = byEmployee ? Case.ByEmployee(id, key, employee, unit, "da", Urgency.Ordinary, now) : Case.ByLeader(id, key, leader, employee, unit, "da", Urgency.Ordinary, now);
        db.AddRange(one, registered, Registration.Of(id, phone is null ? Said : Said with { Phone = phone }, grant), new OpeningOwner { Record = id, Person = employee });
        if (closed)
            db.Add(one.Close(psychologist, now));
        await db.SaveChangesAsync();
        if (psychologist is { } somebody)
            await db.Database.ExecuteSqlAsync($"update cases set psychologist = {somebody}, assigned_at = {now} where id = {id}");
        db.ChangeTracker.Clear();
        more?.Invoke(db, await db.FoundCase(id));
        await db.SaveChangesAsync();
        return id;
    }

    /// <summary>Somebody with a role in the whole workplace.</summary>
    public static async Task<Guid> Somebody(this Visits house, string name, params Role[] roles)
    {
        var person = new Person { Id = Ids.New(), Name = name, Email = $"{Ids.New():N}@fjordby.example", Language = "da", JoinedOn = new DateOnly(2020, 1, 1) };
        await house.Do(async db =>
        {
            db.Add(person);
            await db.SaveChangesAsync();
            foreach (var role in roles)
                await db.Give(person.Id, role, null, new DateOnly(2020, 1, 1));
        });
        return person.Id;
    }

    /// <summary>The case as the database has it, with its consents; null when it is gone.</summary>
    public static Task<Case?> TheCase(this Visits house, Guid id) => house.Ask(db => db.Cases.AsNoTracking().Include(one => one.Consents).SingleOrDefaultAsync(one => one.Id == id), Acting.AtChores);

    /// <summary>What row-level security shows this person of one case: the names of the tables with a row.</summary>
    public static Task<List<string>> Seen(this Visits house, Guid id, Guid person) => house.Ask(
        db => db.Database.SqlQuery<string>($"""
            select 'case' as "Value" from cases where id = {id} union all select 'said' from case_registrations where id = {id}
            union all select distinct 'event' from case_events where case_id = {id} union all select distinct 'contact ' || kind from case_contacts where case_id = {id}
            union all select distinct 'guide' from case_guides where case_id = {id} union all select distinct 'consent ' || topic from case_consents where case_id = {id} order by 1
            """).ToListAsync(),
        Acting.As(person));

    private static Task<Guid> Id(Database db, string persona) => db.People.Where(person => person.Email == persona + "@fjordby.example").Select(person => person.Id).SingleAsync();
}
