using Microsoft.EntityFrameworkCore;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Demo;

/// <summary>Two years of early intervention in Fjordby: three psychologists, one who leads them, and what each has.</summary>
public static partial class Fjordby
{
    /// <summary>One course as it went. Days count from today, backwards below nought.</summary>
    /// <param name="Employee">Whose it is.</param>
    /// <param name="Came">When it was asked for.</param>
    /// <param name="By">The psychologist; null while nobody has it.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Share">How much of it came from work.</param>
    /// <param name="Talks">The talks: held when the day is gone, else planned.</param>
    private sealed record Help(string Employee, int Came, string? By, Reason Reason, WorkShare Share, params int[] Talks)
    {
        /// <summary>Asked for by the employee.</summary>
        public bool Own { get; init; }

        /// <summary>Whether the employee, who asked for it, has let the leader in.</summary>
        public bool LeaderIn { get; init; }

        /// <summary>When the leader was called, or should have been.</summary>
        public (int Day, bool Held)? Call { get; init; }

        /// <summary>When it ended.</summary>
        public int? Over { get; init; }

        public Progress Ended { get; init; } = Progress.Closed;

        /// <summary>Why it was closed.</summary>
        public Ended Why { get; init; }

        /// <summary>The employee's own word at the end; null where they left it out.</summary>
        public Outcome? Word { get; init; } = Outcome.Better;

        public Urgency Urgency { get; init; }
        public string[] Stress { get; init; } = [];
    }

    private const string Lars = "Lars Vestergaard", Rasmus = "Rasmus Bay", Amir = "Amir Haddad";

    private static readonly Help[] Interventions =
    [
        new("Dorthe Kjær", -640, Lars, Reason.LongAbsence, WorkShare.Most, -630, -616, -588) { Call = (-634, true), Over = -560, Stress = ["T05.Y1"] },
        new("Piotr Zielinski", -575, Amir, Reason.PlanWanted, WorkShare.Some, -566, -548) { Call = (-570, true), Over = -520, Why = Omtanke.Cases.Ended.NotNeeded, Word = Outcome.MuchBetter },
        new("Hanne Gade", -540, Rasmus, Reason.FearOfAbsence, WorkShare.All, -528, -514, -500, -479) { Call = (-533, true), Over = -470, Stress = ["T05.Y2", "T05.Y3"] },
        new("Jens Ole Bak", -470, Lars, Reason.IllBeing, WorkShare.Some, -461, -447) { Own = true, Over = -430, Why = Omtanke.Cases.Ended.OtherHelp, Word = Outcome.Same },
        new("Sara Munk", -402, Amir, Reason.FearOfAbsence, WorkShare.Most, -395, -379, -365) { Call = (-398, true), Over = -350, Stress = ["T05.Y3"], Word = Outcome.MuchBetter },
        new("Stefan Kruse", -365, Rasmus, Reason.Clarification, WorkShare.All, -356, -344) { Own = true, LeaderIn = true, Call = (-350, true), Over = -322, Why = Omtanke.Cases.Ended.OtherWork, Word = null },
        new("Trine Elkjær", -310, Lars, Reason.LongAbsence, WorkShare.None, -302, -288, -270) { Call = (-304, true), Over = -255, Word = Outcome.MuchBetter },
        new("Dennis Hyldgaard", -268, Amir, Reason.PlanWanted, WorkShare.Most, -259, -240) { Call = (-262, true), Over = -214, Stress = ["T05.Y1"] },
        new("Zainab Karimi", -205, Rasmus, Reason.IllBeing, WorkShare.Some, -197, -183) { Own = true, Over = -160, Why = Omtanke.Cases.Ended.Midway, Word = null },
        new("Kurt Olesen", -170, Lars, Reason.FearOfAbsence, WorkShare.All, -160, -146, -130) { Call = (-164, true), Over = -118, Stress = ["T05.Y4"] },
        new("Omar Farah", -140, Amir, Reason.Clarification, WorkShare.Most) { Over = -134, Ended = Progress.Declined },
        new("Freja Aaen", -96, Rasmus, Reason.LongAbsence, WorkShare.Most, -88, -74, -53) { Call = (-90, true), Over = -40, Stress = ["T05.Y2"], Why = Omtanke.Cases.Ended.NotNeeded },
        // What goes on.
        new("Line Østergaard", -58, Lars, Reason.FearOfAbsence, WorkShare.Most, -48, -34, -13, 3) { Call = (-52, true), Stress = ["T05.Y1", "T05.Y3"] },
        new("Louise Thygesen", -44, Rasmus, Reason.IllBeing, WorkShare.Some, -35, -21, 6) { Own = true },
        new("Yusuf Demir", -33, Amir, Reason.PlanWanted, WorkShare.Most, -24, -10, 4) { Call = (-27, true) },
        new("Bjarke Steen", -26, Lars, Reason.LongAbsence, WorkShare.All, -12, 9) { Call = (-4, false), Stress = ["T05.Y2"] },
        new("Fatma Yilmaz", -19, Lars, Reason.Clarification, WorkShare.Some, -8, 0) { Own = true, LeaderIn = true, Call = (0, false) },
        new("Abdi Warsame", -11, Amir, Reason.FearOfAbsence, WorkShare.Most, 2) { Call = (-2, true) },
        new("Camilla Juhl", -16, Rasmus, Reason.IllBeing, WorkShare.Unsure) { Own = true, Over = -12, Ended = Progress.Withdrawn },
        // What waits.
        new("Marius Ionescu", -9, null, Reason.LongAbsence, WorkShare.Most) { Stress = ["T05.Y1"] },
        new("Signe Winther", -3, null, Reason.FearOfAbsence, WorkShare.All) { Urgency = Urgency.Soon },
        new("Peter Brandt", -1, null, Reason.IllBeing, WorkShare.Some) { Own = true },
    ];

    /// <summary>Lets them be helped; does nothing where they have been. Only in a demo.</summary>
    private static async Task Intervene(Database db, IServiceProvider services, IReadOnlyDictionary<string, Guid> people, DateTimeOffset now)
    {
        await using var transaction = await db.Begin(Acting.AtChores);
        var english = await db.People.Where(person => person.Language == "en").Select(person => person.Id).ToListAsync();
        var lead = people["Kirsten Mølgaard"];
        foreach (var help in Interventions)
        {
            var (id, employee, came) = (Ids.New(), people[help.Employee], At(help.Came, 9));
            var leader = (await db.LeaderOf(employee))?.Id ?? people["Karen Friis"];
            var (key, grant) = DemoGate.For(help.Own ? employee : leader, came, db, services).Begin(Kind.Case, id, id, employee);
            var (unit, language) = (await db.UnitOf(employee), english.Contains(employee) ? "en" : "da");
            var (one, registered) = help.Own ? Case.ByEmployee(id, key, employee, unit, language, help.Urgency, came) : Case.ByLeader(id, key, leader, employee, unit, language, help.Urgency, came);
            var registration = Registration.Of(id, new Said(help.Reason, help.Share, help.Stress, Reached.Phone, "70 10 20 30"), grant);
            db.AddRange(one, registered, registration);
            if (help.LeaderIn)
            {
                one.Consents.Add(Consent.Give(id, Topic.LeaderContact, leader, employee, At(help.Came + 2, 10)));
                db.Add(one.LetLeaderIn(leader, At(help.Came + 2, 10)));
            }
            Follow(help, one, registration, grant);
            await db.SaveChangesAsync();
            if (help.By is { } name)
                await db.Database.ExecuteSqlAsync($"update cases set psychologist = {people[name]}, assigned_at = {At(help.Came + 1, 13)} where id = {id}");
            db.ChangeTracker.Clear();
            if (help.Employee == Sharer)
                await Share(id, grant, db, now);
        }
        db.AddRange(
            new Staff { Person = people[Lars], Languages = ["da", "en"] }, new Staff { Person = people[Rasmus], Languages = ["da", "de"], AwayFrom = Clock.Day(now).AddDays(20), AwayUntil = Clock.Day(now).AddDays(34) },
            new Staff { Person = people[Amir], Languages = ["da", "en", "ar"] });
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();

        void Follow(Help help, Case one, Registration registration, AccessGrant grant)
        {
            if (help.By is not { } name)
                return;
            var by = people[name];
            db.Add(one.Happened(Omtanke.Cases.Moment.Assigned, lead, At(help.Came + 1, 13), by));
            foreach (var day in help.Talks)
                Meet(one, ContactKind.Talk, day, day < 0, 50, by);
            if (help.Call is { } call)
                Meet(one, ContactKind.LeaderStart, call.Day, call.Held, 25, by);
            if (help.Over is not { } over)
                return;
            if (help.Ended == Progress.Closed && help.Call is not null)
                Meet(one, ContactKind.LeaderEnd, over, true, 20, by);
            if (help.Ended == Progress.Closed)
            {
                // None of those that are over had a plan.
                var ending = new Ending { Id = one.Id, AskedAt = At(over - 7, 10) };
                if (help.Word is { } word)
                    ending.Say(new(word, NoLeaderEnd: false), grant);
                ending.Decide(new(help.Why, help.Why == Omtanke.Cases.Ended.Midway ? null : PlanThen.None), grant);
                db.Add(ending);
            }
            if (help.Ended == Progress.Declined)
                registration.Point(Signpost.OccupationalInjury, grant);
            db.Add(help.Ended switch
            {
                Progress.Declined => one.Decline(by, At(over, 14)),
                Progress.Withdrawn => one.Withdraw(one.RegisteredBy, At(over, 14)),
                _ => one.Close(by, At(over, 14)),
            });
        }

        void Meet(Case one, ContactKind kind, int day, bool held, int minutes, Guid by)
        {
            var contact = Contact.Plan(one.Id, kind, WorkingDay(Clock.Day(now).AddDays(day)), one.RegisteredAt.AddDays(1));
            db.Add(contact);
            if (!held)
                return;
            contact.Hold(one, contact.DueOn!.Value, minutes, Contact.Usual(kind), by);
            if (one.Begin(by, At(day, 12)) is { } begun)
                db.Add(begun);
        }

        // Nothing of it lies ahead, at whatever hour the demo is begun.
        DateTimeOffset At(int day, int hour) => Clock.At(WorkingDay(Clock.Day(now).AddDays(day)), new(hour, 0)) is var at && at < now ? at : now;
    }
}
