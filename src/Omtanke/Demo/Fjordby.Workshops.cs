using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
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

    // Days ago, and of what was agreed: what, who, how many days afterwards at the latest, and how many days afterwards it was done.
    private static readonly (int Ago, string Tool, string Title, string ForWhom, string By, (string What, string Who, int Due, int? Done)[] Agreed)[] Before =
    [
        (395, "T02", "Vi tager hul på snakken", "Lærerne på Fjordskolen", "Hanne Gade",
            [("Fem minutter til hinanden først på hvert teammøde", "Hanne", 14, 10), ("En stol og en dør på lærerværelset, hvor man kan tale i fred", "Aisha", 60, 71)]),
        (361, "T10", "Det, arbejdet gør ved os", "Plejecenter Strandlyst", "Grethe Lind",
            [("To sammen om de tungeste vagter", "Mikkel", 30, 28), ("Vagtplanen bliver sendt ud fire uger før", "Mikkel", 45, 44), ("Ny seddel til overlevering mellem dag og nat", "Lone og Grethe", 40, 61)]),
        (344, "T08", "Gode kolleger", "Park og vej", "Allan Ploug", [("Vi spørger til den, der har været ude for noget, samme dag", "Alle", 7, 5), ("En makker til de nye de første tre måneder", "Carsten", 30, 30)]),
        (243, "T04", "Sammen om at bære", "Børnehuset Bøgen", "Hanne Gade", [("Gruppen deles også om formiddagen", "Marianne", 21, 20), ("Ørepropper og et stille hjørne", "Katrine", 14, 9), ("Vikarer får en side med det vigtigste", "Sara", 30, null)]),
        (151, "T09", "Det skal være til at sige højt", "Fjordskolen, alle", "Hanne Gade", [("Ugens fejl på tavlen, lederen begynder", "Aisha", 20, 18), ("Vi aftaler, hvordan man siger fra på et møde", "Teamene", 45, 52)]),
        (72, "T11", "Sådan taler vi sammen", "Ledergruppen i Sundhed og ældre", "Erik Toft", [("Kortere referater, så de bliver læst", "Susanne", 20, 15), ("Et fast spørgsmål om trivsel på hvert møde", "Henrik og Mikkel", 90, null), ("Vi besøger hinandens morgenmøder", "Alle", 120, null)]),
    ];

    /// <summary>Lets them meet; does nothing where they have. Only in a demo.</summary>
    private static async Task Meet(Database db, Library library, IReadOnlyDictionary<string, Guid> people, DateTimeOffset now)
    {
        await using var transaction = await db.Begin(Acting.AtChores);
        var (jonas, today) = (people["Jonas Bech"], Clock.Day(now));
        var (then, next) = (Clock.At(WorkingDay(today.AddDays(-13)), new TimeOnly(13, 0)), Clock.At(WorkingDay(today.AddDays(8)), new TimeOnly(9, 0)));
        foreach (var (ago, tool, title, forWhom, by, agreed) in Before)
            await MeetBefore(await Plan(db, library, tool, title, forWhom, "Personalestuen", people[by], Clock.At(WorkingDay(today.AddDays(-ago)), new TimeOnly(13, 0)), now.AddDays(-ago - 12), null), agreed);
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
        Agree(db, held, ideas, today);
        await db.SaveChangesAsync();
        await Minutes.Write(db, held, library, then.AddMinutes(118));
        var other = (await db.WorkshopMinutes.Where(part => part.Workshop == held.Id).ToListAsync()).Single(Minutes.IsOther);
        (other.Text, other.Version) = ("Aftenholdet kunne ikke være med. Jonas tager tavlen med til deres møde på mandag.", 2);
        (held.HandedOutAt, held.Readers) = (then.AddDays(1), [people["Henrik Lund"]]);
        await Plan(db, library, "T02", "Vi tager hul på snakken", OurTeam, "Mødelokale 2, Havnegade", jonas, next, now.AddDays(-3), held.Id);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();

        async Task MeetBefore(Workshop workshop, (string What, string Who, int Due, int? Done)[] agreed)
        {
            var (from, day) = (workshop.PlannedAt, Clock.Day(workshop.PlannedAt));
            workshop.Open((await db.ItemsOf(workshop.Id))[0].Id, from);
            workshop.Close(from.AddMinutes(110));
            foreach (var ((what, who, due, done), place) in agreed.Select((one, place) => (one, place)))
                db.Add(new WorkshopAction { Id = Ids.New(), Workshop = workshop.Id, Position = place + 1, What = what, Who = who, DueOn = day.AddDays(due), DoneOn = done is { } after ? day.AddDays(after) : null, Effect = "", Version = 1 });
            await db.SaveChangesAsync();
            await Minutes.Write(db, workshop, library, from.AddMinutes(110));
        }
    }

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

    private static void Agree(Database db, Workshop workshop, Dictionary<string, Guid> ideas, DateOnly today)
    {
        foreach (var (idea, what, who, due, effect, place) in new[]
        {
            ("Ti minutters kaffe sammen, før vi kører", "Kaffe kl. 7.20 hver dag i december. Alle kører ti minutter senere.", "Maja og Omar", today.AddDays(9), "Vi sidder der. I januar spørger vi, om det gjorde en forskel.", 1),
            ("Ruter, der bliver lavet om samme morgen", "Ruter bliver kun lavet om før kl. 6.30, undtagen ved sygdom", "Henrik", today.AddDays(-4), "Vi tæller ændringer i to uger og sammenligner.", 2),
            ("Beskeder på tre forskellige telefoner", "Én telefon til beskeder. De to andre bliver lagt væk.", "", today.AddDays(21), "", 3),
        })
            db.Add(new WorkshopAction { Id = Ids.New(), Workshop = workshop.Id, Idea = ideas[idea], Position = place, What = what, Who = who, DueOn = due, Effect = effect, Version = 1 });
    }

    private static DateOnly WorkingDay(DateOnly day) => day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(-1), DayOfWeek.Sunday => day.AddDays(1), _ => day };
}
