using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Steps;
using Omtanke.Workshops;
using Omtanke.Workshops.Begin;
using Omtanke.Workshops.Plan;
using Omtanke.Workshops.WriteUp;

namespace Omtanke.Demo;

/// <summary>What Fjordby has done together in a room: several in the two years, Jonas one on strain with his colleagues, and the next is planned.</summary>
public static partial class Fjordby
{
    private static readonly string[] CameThen = ["Maja", "Omar", "Line", "Peter", "Kirsten", "Ali", "Dorthe", "", "Søren", "Mette", ""];

    // Who wrote it, in which lane, what, who voted for it, and whether it was chosen; those with a head were laid under it.
    private static readonly (int By, string Lane, string Text, int[] Votes, bool Chosen, string? Under)[] OnTheWall =
    [
        (0, "T04.S4.L1", "Ti minutters kaffe sammen, før vi kører", [0, 1, 2, 4, 5, 8, 9], true, null),
        (3, "T04.S4.L1", "At vi spiser frokost sammen om fredagen", [], false, "Ti minutters kaffe sammen, før vi kører"),
        (2, "T04.S4.L1", "Når nogen siger tak", [3, 7], false, null),
        (5, "T04.S4.L1", "Turen ud ad fjordvejen om morgenen", [6], false, null),
        (9, "T04.S4.L1", "At få lov at gøre en opgave færdig", [10], false, null),
        (1, "T04.S4.L2", "Ruter, der bliver lavet om samme morgen", [0, 1, 2, 3, 6, 7, 8, 10], true, null),
        (7, "T04.S4.L2", "Beskeder på tre forskellige telefoner", [3, 4, 5, 9], true, null),
        (10, "T04.S4.L2", "Telefonen ringer, mens man er inde hos en borger", [], false, "Beskeder på tre forskellige telefoner"),
        (4, "T04.S4.L2", "Man ved ikke, hvem man skal ringe til om natten", [6], false, null),
        (8, "T04.S4.L2", "Vi springer pausen over, når en er syg", [], false, null),
    ];

    // Days ago, who sees what was agreed, and each of it: what, who, how many days afterwards at the latest, how many days afterwards it was done, how it would be seen that it worked, and whether it did.
    private static readonly (int Ago, string Tool, string Title, string ForWhom, string By, Shown Shown, string? Unit, (string What, string Who, int Due, int? Done, string Measure, Outcome? Effect)[] Agreed)[] Before =
    [
        (395, "T02", "Vi tager hul på snakken", "Lærerne på Fjordskolen", "Hanne Gade", Shown.Units, "Fjordskolen",
            [
                ("Fem minutter til hinanden først på hvert teammøde", "Hanne Gade", 14, 10, "Vi gør det stadig efter jul.", Outcome.Worked),
                ("En stol og en dør på lærerværelset, hvor man kan tale i fred", "Aisha Rahman", 60, 71, "Den bliver brugt.", Outcome.Partly),
            ]),
        (361, "T10", "Det, arbejdet gør ved os", "Plejecenter Strandlyst", "Grethe Lind", Shown.Units, "Plejecenter Strandlyst",
            [
                ("To sammen om de tungeste vagter", "Mikkel Aagaard", 30, 28, "Ingen går alene på stue fire.", Outcome.Worked), ("Vagtplanen bliver sendt ud fire uger før", "Mikkel Aagaard", 45, 44, "", Outcome.Worked),
                ("Ny seddel til overlevering mellem dag og nat", "Lone og Grethe", 40, 61, "Natholdet ringer sjældnere.", Outcome.Not),
            ]),
        (344, "T08", "Gode kolleger", "Park og vej", "Allan Ploug", Shown.Few, null,
            [("Vi spørger til den, der har været ude for noget, samme dag", "Alle", 7, 5, "", null), ("En makker til de nye de første tre måneder", "Carsten Bruhn", 30, 30, "De nye siger det selv.", Outcome.Worked)]),
        (243, "T04", "Sammen om at bære", "Børnehuset Bøgen", "Hanne Gade", Shown.Few, null,
            [("Gruppen deles også om formiddagen", "Marianne Vad", 21, 20, "Der er mere ro klokken ti.", Outcome.Worked), ("Ørepropper og et stille hjørne", "Katrine Vang", 14, 9, "", null), ("Vikarer får en side med det vigtigste", "Sara Munk", 30, null, "", null)]),
        (151, "T09", "Det skal være til at sige højt", "Fjordskolen, alle", "Hanne Gade", Shown.Workplace, null,
            [("Ugens fejl på tavlen, lederen begynder", "Aisha Rahman", 20, 18, "Der står også andres fejl end lederens.", Outcome.Worked), ("Vi aftaler, hvordan man siger fra på et møde", "Teamene", 45, 52, "", null)]),
        (72, "T11", "Sådan taler vi sammen", "Ledergruppen i Sundhed og ældre", "Erik Toft", Shown.Few, null,
            [
                ("Kortere referater, så de bliver læst", "Susanne Bruun", 20, 15, "Vi spørger tre, om de har læst det.", Outcome.TooEarly), ("Et fast spørgsmål om trivsel på hvert møde", "Henrik og Mikkel", 90, null, "", null),
                ("Vi besøger hinandens morgenmøder", "Alle", 120, null, "", null),
            ]),
    ];

    /// <summary>Lets them meet; does nothing where they have. Only in a demo.</summary>
    private static async Task Meet(Database db, Library library, IReadOnlyDictionary<string, Guid> people, DateTimeOffset now)
    {
        await using var transaction = await db.Begin(Acting.AtChores);
        var (jonas, today) = (people["Jonas Bech"], Clock.Day(now));
        var (then, next) = (Clock.At(WorkingDay(today.AddDays(-13)), new TimeOnly(13, 0)), Clock.At(WorkingDay(today.AddDays(8)), new TimeOnly(9, 0)));
        var units = await db.Units.AsNoTracking().ToDictionaryAsync(unit => unit.Name, unit => unit.Id);
        foreach (var (ago, tool, title, forWhom, by, shown, unit, agreed) in Before)
        {
            var workshop = await Plan(db, library, tool, title, forWhom, "Personalestuen", people[by], Clock.At(WorkingDay(today.AddDays(-ago)), new TimeOnly(13, 0)), now.AddDays(-ago - 12), null);
            (workshop.Shown, workshop.Units) = (shown, unit is null ? [] : [units[unit]]);
            await MeetBefore(workshop, agreed);
        }
        var held = await Plan(db, library, "T04", "Sammen om at bære", OurTeam, "Kantinen på Havnegade", jonas, then, then.AddDays(-9), null);
        var items = await db.ItemsOf(held.Id);
        held.Open(items[0].Id, then);
        held.GoTo(items[^1].Id);
        await db.SaveChangesAsync();
        var phones = CameThen.Select((name, place) => (Participant: Came(held, name, then.AddMinutes(place - 8)), Secret: Workshop.NewCode() + Workshop.NewCode())).ToList();
        foreach (var (participant, _) in phones)
        {
            db.Add(participant);
            await db.SaveChangesAsync();
        }
        Count(db, items.Single(item => item.Step == "T04.S3"), [.. phones.Select(phone => phone.Secret)]);
        var ideas = Hang(db, items.Single(item => item.Step == "T04.S4"), phones, then.AddMinutes(70));
        await db.SaveChangesAsync();
        foreach (var (_, _, text, _, _, under) in OnTheWall.Where(one => one.Under is not null))
            (await db.Ideas.FindAsync(ideas[text]))!.Under = ideas[under!];
        held.Close(then.AddMinutes(118));
        held.NextAt = next;
        (held.Shown, held.Units) = (Shown.Units, [units["Hjemmeplejen Øst"]]);
        Agree(db, held, items.Single(item => item.Step == "T04.S4").Id, ideas, people["Henrik Lund"], today);
        await db.SaveChangesAsync();
        await Minutes.Write(db, held, library, then.AddMinutes(118));
        var other = (await db.WorkshopMinutes.Where(part => part.Workshop == held.Id).ToListAsync()).Single(Minutes.IsOther);
        (other.Text, other.Version) = ("Aftenholdet kunne ikke være med. Jonas tager tavlen med til deres møde på mandag.", 2);
        (held.HandedOutAt, held.Readers) = (then.AddDays(1), [people["Henrik Lund"]]);
        await Plan(db, library, "T02", "Vi tager hul på snakken", OurTeam, "Mødelokale 2, Havnegade", jonas, next, now.AddDays(-3), held.Id);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();

        async Task MeetBefore(Workshop workshop, (string What, string Who, int Due, int? Done, string Measure, Outcome? Effect)[] agreed)
        {
            var (from, day) = (workshop.PlannedAt, Clock.Day(workshop.PlannedAt));
            workshop.Open((await db.ItemsOf(workshop.Id))[0].Id, from);
            workshop.Close(from.AddMinutes(110));
            foreach (var ((what, who, due, done, measure, effect), place) in agreed.Select((one, place) => (one, place)))
            {
                var action = ActionOf(workshop, place + 1, what, who, people.TryGetValue(who, out var owner) ? owner : null, day.AddDays(due), measure, from.AddMinutes(100));
                db.AddRange(action, action.Made(workshop.Owner));
                if (done is { } after)
                    db.Add(action.Tell(Status.Done, effect, "", action.Owner ?? workshop.Owner, from.AddDays(after)));
            }
            await db.SaveChangesAsync();
            await Minutes.Write(db, workshop, library, from.AddMinutes(110));
        }
    }

    private static PlannedAction ActionOf(Workshop workshop, int position, string what, string who, Guid? owner, DateOnly due, string measure, DateTimeOffset at, Guid? item = null, Guid? idea = null) => new()
    {
        Id = Ids.New(), Origin = Origin.Workshop, OriginId = workshop.Id, OriginName = workshop.Title, Part = item, MadeOf = idea, Position = position, What = what, Language = workshop.Language, Owner = owner, Who = who, DueOn = due,
        Measure = measure, Shown = workshop.Shown, Units = workshop.Units, Keeper = workshop.Owner, MadeAt = at,
    };

    private const string OurTeam = "Hjemmeplejen Øst, dagholdet";

    private static async Task<Workshop> Plan(Database db, Library library, string tool, string title, string forWhom, string place, Guid by, DateTimeOffset at, DateTimeOffset begun, Guid? previous) => await BeginPage.Make(
        db, Ids.New(), library.Tool(tool)!, library.In("da"), new Details(title, forWhom, place, at, Devices.Each, Apart: true, Details.UsualDays), previous, by, begun);

    private static Participant Came(Workshop workshop, string name, DateTimeOffset at) =>
        new() { Id = Ids.New(), Workshop = workshop.Id, SecretHash = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32), Name = name, JoinedAt = at, SeenAt = at.AddHours(2) };

    private static void Count(Database db, Item item, IReadOnlyList<string> secrets)
    {
        item.Stage = Stage.Shown;
        foreach (var (secret, place) in secrets.Select((secret, place) => (secret, place)))
            db.Add(new Ballot
            {
                Workshop = item.Workshop, Item = item.Id, Token = Participant.TokenOf(secret, item.Id), Answer = Answer.Empty.With($"{item.Step}.now", place % 2 == 1 ? "yellow" : "green").ToJson(),
            });
    }

    private static Dictionary<string, Guid> Hang(Database db, Item item, IReadOnlyList<(Participant Participant, string Secret)> phones, DateTimeOffset at)
    {
        item.Stage = Stage.Voted;
        var ideas = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var (by, lane, text, votes, chosen, under) in OnTheWall)
        {
            ideas[text] = Ids.New();
            db.Add(new Idea
            {
                Id = ideas[text], Workshop = item.Workshop, Item = item.Id, Place = lane, Text = text, Token = Participant.TokenOf(phones[by].Secret, item.Id), Author = phones[by].Participant.Id, At = at.AddMinutes(by),
                IsChosen = chosen,
            });
            db.AddRange(votes.Select(voter => new Vote { Workshop = item.Workshop, Item = item.Id, Idea = ideas[text], Token = Participant.TokenOf(phones[voter].Secret, item.Id) }));
        }
        return ideas;
    }

    private static void Agree(Database db, Workshop workshop, Guid item, Dictionary<string, Guid> ideas, Guid henrik, DateOnly today)
    {
        foreach (var (idea, what, who, owner, due, measure, place) in new (string, string, string, Guid?, DateOnly, string, int)[]
        {
            ("Ti minutters kaffe sammen, før vi kører", "Kaffe kl. 7.20 hver dag i december. Alle kører ti minutter senere.", "Maja og Omar", null, today.AddDays(9), "Vi sidder der. I januar spørger vi, om det gjorde en forskel.", 1),
            ("Ruter, der bliver lavet om samme morgen", "Ruter bliver kun lavet om før kl. 6.30, undtagen ved sygdom", "Henrik Lund", henrik, today.AddDays(-4), "Vi tæller ændringer i to uger og sammenligner.", 2),
            ("Beskeder på tre forskellige telefoner", "Én telefon til beskeder. De to andre bliver lagt væk.", "", null, today.AddDays(21), "", 3),
        })
        {
            var action = ActionOf(workshop, place, what, who, owner, due, measure, workshop.ClosedAt!.Value, item, ideas[idea]);
            db.AddRange(action, action.Made(workshop.Owner));
        }
    }

    private static DateOnly WorkingDay(DateOnly day) => day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(-1), DayOfWeek.Sunday => day.AddDays(1), _ => day };
}
