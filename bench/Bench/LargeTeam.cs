using System.Security.Cryptography;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Bench;

/// <summary>
/// Ten years of early intervention, evenly spread: what came in the last twelve weeks is open, what came in the last one waits for a psychologist. Three in four are registered by the leader; of those who register
/// themselves, three in four let the leader in. Each carries what such a course carries: its contacts and events, the employee's yeses, two sentences for the leader, now and then a meeting of three, a plan for each second.
/// </summary>
internal sealed class LargeTeam(Installation installation, IKeyRing ring, DateTimeOffset now, IReadOnlyList<Guid> psychologists)
{
    private const int Days = 3650, Open = 84, Free = 7;

    // In this order: what others point at comes first.
    private const string
        Keys = "keys.data_keys (id, kind, owner, kek_version, wrapped, made_at)",
        Cases = "cases (id, employee, unit, source, registered_by, leader, leader_since, psychologist, state, urgency, language, key, registered_at, assigned_at, begun_at, closed_at, erase_on)",
        Registrations = "case_registrations (id, text)",
        Events = "case_events (id, case_id, what, person, about, at)",
        Contacts = "case_contacts (id, case_id, kind, due_on, held_on, minutes, with_whom, leader, made_at)",
        Consents = "case_consents (id, case_id, topic, about, person, given_at, withdrawn_at, leader, text_hash)",
        Messages = "case_messages (id, case_id, leader, author, text, hash, written_at)",
        Meetings = "case_meetings (id, case_id, leader, psychologist, starts_at, minutes, place, asked_at, booked_at, contact)",
        Plans = "case_plans (id, case_id, kind, pen, version, made_at)",
        Texts = "case_plan_texts (plan, version, text, hash, adjusted, saved_by, saved_at)",
        Confirmations = "case_plan_confirmations (plan, version, person, at)",
        Reviews = "case_plan_reviews (plan, on_day)",
        Endings = "case_endings (id, asked_at, word, decision)";

    private readonly Dictionary<string, List<object?[]>> rows = new[] { Keys, Cases, Registrations, Events, Contacts, Consents, Messages, Meetings, Plans, Texts, Confirmations, Reviews, Endings }.ToDictionary(table => table, _ => new List<object?[]>());

    /// <summary>A case under way, by the psychologist who has it and by the leader in it.</summary>
    public Dictionary<Guid, Guid> UnderWay { get; } = [];

    private readonly DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);

    /// <summary>The rows of some of the cases, by the table and the columns they belong in.</summary>
    /// <param name="numbers">Which.</param>
    /// <param name="of">How many there are in all.</param>
    /// <param name="who">The employee, the leader and the unit of each.</param>
    public IEnumerable<(string Table, IReadOnlyList<object?[]> Rows)> Of(IEnumerable<int> numbers, int of, Func<int, (Guid Employee, Guid Leader, Guid Unit)> who)
    {
        foreach (var table in rows.Values)
            table.Clear();
        foreach (var n in numbers)
            Add(n, (int)((long)n * Days / of), who(n));
        return rows.Select(table => (table.Key, (IReadOnlyList<object?[]>)table.Value));
    }

    private void Add(int n, int age, (Guid Employee, Guid Leader, Guid Unit) who)
    {
        var (id, key, dataKey, registered) = (Ids.New(), Ids.New(), RandomNumberGenerator.GetBytes(32), now.AddDays(-age));
        var stored = new DataKey { Id = key, Kind = Kind.Case, Owner = id, KekVersion = ring.Version, Wrapped = ring.Wrap(Kind.Case, key, dataKey), MadeAt = registered };
        var grant = new AccessGrant(installation.Workplace, stored, dataKey, mayWrite: true);
        var (given, begun, closed) = (age >= Free, age >= Free, age >= Open);
        var (psychologist, own, leader) = (given ? psychologists[n % psychologists.Count] : (Guid?)null, n % 4 == 3, n % 16 == 3 ? (Guid?)null : who.Leader);
        rows[Keys].Add([key, nameof(Kind.Case), id, ring.Version, stored.Wrapped, registered]);
        rows[Cases].Add([
            id, who.Employee, who.Unit, own ? "Employee" : "Leader", own ? who.Employee : who.Leader, leader, leader is null ? null : registered, psychologist, closed ? "Closed" : begun ? "Begun" : "Registered",
            n % 5 == 0 ? "Soon" : "Ordinary", n % 12 == 0 ? "pl" : "da", key, registered, given ? registered.AddDays(3) : null, begun ? registered.AddDays(6) : null, closed ? registered.AddDays(70) : null, closed ? today.AddYears(2) : null]);
        rows[Registrations].Add([id, Registration.Of(id, new(Reason.IllBeing, WorkShare.Most, ["T05.Y1"], Reached.OwnPage, null), grant).Text.Bytes]);
        Happened(id, "Registered", own ? who.Employee : who.Leader, null, registered);
        if (own && leader is not null)
        {
            Yes(id, Topic.LeaderContact, who.Leader, who.Employee, registered, who.Leader);
            Happened(id, "LeaderIn", who.Employee, who.Leader, registered);
        }
        if (psychologist is not { } whose)
            return;
        if (!closed)
            UnderWay[whose] = id;
        if (!closed && leader is { } inIt)
            UnderWay[inIt] = id;
        Happened(id, "Assigned", whose, whose, registered.AddDays(3));
        Happened(id, "Begun", whose, null, registered.AddDays(6));
        foreach (var (kind, on) in (IEnumerable<(string, int)>)[("Talk", 6), ("Talk", 27), ("Talk", 48)])
            Planned(id, kind, on, age);
        if (closed)
            End(id, whose, registered.AddDays(70), grant);
        if (leader is not { } with)
            return;
        Planned(id, "LeaderStart", 5, age, with);
        Planned(id, "LeaderEnd", 69, age, with);
        Tell(Case.ByLeader(id, key, with, who.Employee, who.Unit, "da", Urgency.Ordinary, registered).Case, whose, registered.AddDays(6), grant);
        if (n % 3 == 0)
            Meet(id, who.Employee, with, whose, age, grant);
        if (n % 2 == 0)
            Write(id, who.Employee, with, whose, registered.AddDays(6), grant);
    }

    // Two sentences; one of them said yes to.
    private void Tell(Case one, Guid psychologist, DateTimeOffset at, AccessGrant grant)
    {
        foreach (var (text, yes) in (IEnumerable<(string, bool)>)[("Der er brug for ro om formiddagen i de næste uger.", true), ("En fast aftale om ugen er en hjælp.", false)])
        {
            var message = Message.Of(Ids.New(), one, psychologist, text, grant, at);
            rows[Messages].Add([message.Id, one.Id, message.Leader, psychologist, message.Text.Bytes, message.Hash, at]);
            if (yes)
                Yes(one.Id, Topic.PassOn, message.Id, one.Employee, at.AddDays(1), message.Leader, message.Hash);
        }
    }

    private void Meet(Guid of, Guid employee, Guid leader, Guid psychologist, int age, AccessGrant grant)
    {
        const int On = 34;
        var (asked, at) = (now.AddDays(10 - age), now.AddDays(On - age));
        var meeting = new ThreeMeeting { Id = Ids.New(), CaseId = of, Leader = leader, Psychologist = psychologist };
        meeting.MeetAt("Mødelokale 2", grant);
        rows[Meetings].Add([meeting.Id, of, leader, psychologist, at, 60, meeting.Place!.Bytes, asked, asked.AddDays(2), Planned(of, "ThreeParty", On, age, leader)]);
        foreach (var person in (Guid[])[employee, leader, psychologist])
            Yes(of, Topic.ThreeParty, meeting.Id, person, asked.AddDays(1), null);
    }

    // Two texts, the second confirmed by both.
    private void Write(Guid of, Guid employee, Guid leader, Guid psychologist, DateTimeOffset at, AccessGrant grant)
    {
        var starts = DateOnly.FromDateTime(at.UtcDateTime).AddDays(14);
        var content = new PlanContent(
            starts, [10, 12, 15, 18, 22, 26, 30, 37], PlanContent.FieldsOf(PlanKind.Return).ToDictionary(field => field, _ => "Opgaverne med faste aftaler først; vagterne i weekenden venter til senere."), [starts.AddDays(14), starts.AddDays(42)]);
        var plan = Ids.New();
        rows[Plans].Add([plan, of, nameof(PlanKind.Return), psychologist, 2, at]);
        foreach (var version in (int[])[1, 2])
        {
            var text = PlanText.Of(plan, version, content, adjusted: false, psychologist, grant, at.AddDays(version));
            rows[Texts].Add([plan, version, text.Text.Bytes, text.Hash, false, psychologist, at.AddDays(version)]);
        }
        Yes(of, Topic.SharePlan, plan, employee, at.AddDays(3), leader);
        rows[Confirmations].AddRange(new[] { employee, leader }.Select(person => new object?[] { plan, 2, person, at.AddDays(4) }));
        rows[Reviews].AddRange(content.Reviews.Select(day => new object?[] { plan, day }));
    }

    private void End(Guid of, Guid psychologist, DateTimeOffset at, AccessGrant grant)
    {
        var ending = new Ending { Id = of };
        ending.Say(new(Outcome.Better, false), grant);
        ending.Decide(new(Ended.Reached, PlanThen.GoesOn), grant);
        rows[Endings].Add([of, at.AddDays(-7), ending.Word!.Bytes, ending.Decision!.Bytes]);
        Happened(of, "Closed", psychologist, null, at);
    }

    private void Happened(Guid of, string what, Guid? person, Guid? about, DateTimeOffset at) => rows[Events].Add([Ids.New(), of, what, person, about, at]);

    private void Yes(Guid of, Topic topic, Guid about, Guid person, DateTimeOffset at, Guid? leader, byte[]? text = null) => rows[Consents].Add([Ids.New(), of, topic.ToString(), about, person, at, null, leader, text]);

    private Guid Planned(Guid of, string kind, int on, int age, Guid? leader = null)
    {
        var id = Ids.New();
        var (day, held) = (today.AddDays(on - age), on < age);
        rows[Contacts].Add([id, of, kind, day, held ? day : null, held ? 45 : null, held ? kind == "Talk" ? "Employee" : "Leader" : null, held ? leader : null, now.AddDays(-age)]);
        return id;
    }
}
