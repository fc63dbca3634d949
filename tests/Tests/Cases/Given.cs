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
    public static Task<Guid> ACase(this Visits house, Guid employee, Guid leader, Guid? psychologist, bool byEmployee = false, bool closed = false, string? phone = null) =>
        house.Ask(db => ACase(house, db, employee, leader, psychologist, byEmployee, closed, null, phone), Acting.AtChores);

    private static async Task<Guid> ACase(Visits house, Database db, Guid employee, Guid leader, Guid? psychologist, bool byEmployee, bool closed, Action<Database, Case>? more, string? phone)
    {
        var (id, now) = (Ids.New(), house.Clock.GetUtcNow());
        var (key, grant) = Tests.Given.AKey(house, db, Kind.Case, id);
        var unit = await db.UnitOf(employee);
        var (one, registered) = byEmployee ? Case.ByEmployee(id, key, employee, unit, "da", Urgency.Ordinary, now) : Case.ByLeader(id, key, leader, employee, unit, "da", Urgency.Ordinary, now);
        db.AddRange(one, registered, Registration.Of(id, phone is null ? Said : Said with { Phone = phone }, grant), new OpeningOwner { Record = id, Kind = Kind.Case, Person = employee });
        if (closed)
            db.AddRange(one.Begin(psychologist ?? employee, now)!, one.Close(psychologist ?? employee, now));
        await db.SaveChangesAsync();
        if (psychologist is { } somebody)
            await db.Database.ExecuteSqlAsync($"update cases set psychologist = {somebody}, assigned_at = {now} where id = {id}");
        db.ChangeTracker.Clear();
        more?.Invoke(db, await db.FoundCase(id));
        await db.SaveChangesAsync();
        return id;
    }

    /// <summary>From now on this leader leads the unit this employee is in.</summary>
    public static Task Leads(this Visits house, Guid leader, Guid employee) => house.Do(async db => await db.Lead((await db.UnitOf(employee))!.Value, leader, Clock.Day(house.Clock.GetUtcNow())));

    /// <summary>Henrik leads her no longer, and she has said yes to Aisha.</summary>
    /// <returns>Aisha.</returns>
    public static Task<Guid> NewLeader(this Visits house, Guid id) => house.Ask(async db =>
    {
        var (one, aisha, now) = (await db.ClaimCase(id), await Id(db, "aisha"), house.Clock.GetUtcNow());
        await db.Lead((await db.UnitOf(one.Employee))!.Value, aisha, Clock.Day(now));
        db.AddRange(one.LoseLeader(now), one.LetLeaderIn(aisha, now), Consent.Give(id, Topic.LeaderContact, aisha, one.Employee, now, aisha));
        await db.SaveChangesAsync();
        return aisha;
    }, Acting.AtChores);

    /// <summary>The psychologist has the case; the database does it otherwise.</summary>
    public static void Has(Case one, Guid psychologist) => typeof(Case).GetProperty(nameof(Case.Psychologist))!.SetValue(one, psychologist);

    /// <summary>A sentence written for the leader of a case.</summary>
    public static Task<Guid> AMessage(this Visits house, Guid of, string text) => house.Ask(async db =>
    {
        var (one, id) = (await db.FoundCase(of), Ids.New());
        db.Add(Message.Of(id, one, one.Psychologist!.Value, text, await Tests.Given.AGrant(house, db, one.Key), house.Clock.GetUtcNow()));
        await db.SaveChangesAsync();
        return id;
    }, Acting.AtChores);

    /// <summary>A time that is proposed for a meeting of three, to which nobody has said anything yet.</summary>
    public static Task<Guid> AThree(this Visits house, Guid of, string? place = null) => house.Ask(async db =>
    {
        var (one, now) = (await db.FoundCase(of), house.Clock.GetUtcNow());
        var meeting = ThreeMeeting.Ask(Ids.New(), one, now.AddDays(9), 60, now);
        meeting.MeetAt(place, await Tests.Given.AGrant(house, db, one.Key));
        db.Add(meeting);
        await db.SaveChangesAsync();
        return meeting.Id;
    }, Acting.AtChores);

    /// <summary>A return-to-work plan of a case, in the employee's hand, perhaps shared with the leader.</summary>
    public static Task<Guid> APlan(this Visits house, Guid of, bool shared = false, string support = "En makker om formiddagen") => house.Ask(async db =>
    {
        var (one, now) = (await db.FoundCase(of), house.Clock.GetUtcNow());
        var plan = CasePlan.Begin(Ids.New(), one, PlanKind.Return, one.Employee, now);
        var content = PlanContent.Empty with { StartsOn = new DateOnly(2026, 11, 30), Hours = [12, 15, 20], Texts = new Dictionary<string, string> { ["support"] = support } };
        db.AddRange(plan, plan.Write(content, adjusted: false, one.Employee, await Tests.Given.AGrant(house, db, one.Key), now));
        if (shared)
            db.Add(Consent.Give(of, Topic.SharePlan, plan.Id, one.Employee, now, one.Leader));
        await db.SaveChangesAsync();
        return plan.Id;
    }, Acting.AtChores);

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
