using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments;
using Omtanke.Assessments.Box;
using Omtanke.Assessments.Named;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Demo;

/// <summary>What Fjordby has been asked: HR where they stand, this year and last, the AMR three times how strained they are, and once more right now. By the same box as a real collection.</summary>
public static partial class Fjordby
{
    private static readonly string[] Said =
    [
        "Vi taler om det, når det er gået galt. Jeg ville ønske, vi gjorde det før.", "Min nærmeste kollega spørger altid, hvordan det går. Det hjælper.",
        "Vi ved ikke, hvem vi skal gå til.", "Det er blevet nemmere at sige fra.", "Lad os få en fast tid til det på mødet.", "Politikken ligger i en skuffe.",
        "Der er travlt, og så er det det første, vi springer over.", "Jeg savner, at nogen siger tak.", "Det nye hold er gode til at tage imod.", "Vikarerne får ingen af de her snakke.",
        "Jeg er glad for at være her.", "Vi mangler et rum, hvor man kan tale i fred.", "Det skal også gælde om natten.", "Mere ro om morgenen, tak.",
    ];

    // How many of a hundred are in the green, from round to round.
    private static readonly int[] Green = [48, 34, 57];

    /// <summary>Lets them be asked; does nothing where they have been. Only in a demo.</summary>
    private static async Task Ask(Database db, IServiceProvider services, IReadOnlyDictionary<string, Guid> people, DateTimeOffset now)
    {
        var (birgit, jonas, today) = (people["Birgit Dam"], people["Jonas Bech"], Clock.Day(now));
        var lastYear = Planned("T01.M", "Hvor står vi?", [birgit], today.AddDays(-410), 14, feedback: 9, dialogue: 16);
        await Hold(db, services, lastYear, ["Sundhed og ældre", "Børn og skole", "Teknik og miljø"], share: 78, (chance, question, at) => Level(chance, question, at, Then), words: 4, close: true);
        var where = Planned("T01.M", "Hvor står vi?", [birgit], today.AddDays(-46), 14, feedback: 9, dialogue: 16, after: lastYear);
        await Hold(db, services, where, ["Sundhed og ældre", "Børn og skole", "Teknik og miljø"], share: 85, (chance, question, at) => Level(chance, question, at, Today), words: 12, close: true);

        var pulse = Planned("T04.S3", "Temperaturen lige nu", [jonas], today.AddDays(-79), 5, feedback: 4, dialogue: 8, weeks: 4);
        for (var round = 0; round < 3; round++)
        {
            var warm = round;
            await Hold(db, services, pulse, ["Sundhed og ældre"], share: 80, (chance, _, _) => chance.Next(100) is var drawn && drawn < Green[warm] ? 0 : drawn < 85 ? 1 : 2, words: 3, close: true);
            pulse = await NextOf(db, pulse);
        }
        var open = Planned("T10.S4", "Det, arbejdet gør ved os", [jonas, birgit], today.AddDays(-2), 11, feedback: 10, dialogue: 17);
        await Hold(db, services, open, ["Sundhed og ældre"], share: 40, (chance, _, _) => chance.Next(10) switch { < 4 => 0, < 8 => 1, _ => 2 }, words: 4, close: false);

        // With names: what Henrik's people said of themselves, before they talk about it, and one that is out, for two who are named.
        var talk = Planned("T01.M", "Sådan ser vi på det i Øst", [people["Henrik Lund"]], today.AddDays(-12), 9, feedback: 7, dialogue: 8);
        talk.Mode = Mode.Dialogue;
        await HoldByName(db, services, talk, ["Hjemmeplejen Øst"], share: 90, close: true);
        var named = Planned("T04.S3", "Hvordan går det lige nu?", [birgit], today.AddDays(-1), 10, feedback: 9, dialogue: 16);
        (named.Mode, named.Readers) = (Mode.Confidential, [jonas, people["Lars Vestergaard"]]);
        await HoldByName(db, services, named, ["Hjemmeplejen Øst", "Hjemmeplejen Vest"], share: 30, close: false);
    }

    // Everybody but Maja, who is left to whoever sits down as her.
    private static async Task HoldByName(Database db, IServiceProvider services, Collection collection, string[] units, int share, bool close)
    {
        await using var transaction = await db.Begin(Acting.AtChores);
        var stands = await Planned(db, collection, units);
        if (await services.GetRequiredService<Assessments.Box.Opening>().Open(stands, null, stands.OpensAt) is { } trouble)
            throw new InvalidOperationException($"{stands.Title}: {trouble}");
        var names = await db.Units.ToDictionaryAsync(unit => unit.Id, unit => unit.Name);
        var (chance, written, maja) = (new Random(20261124), 0, await db.People.Where(person => person.Name == "Maja Holm").Select(person => person.Id).SingleAsync());
        var at = stands.OpensAt.AddHours(2);
        await db.Collecting(stands.Id);
        foreach (var chair in (await InOrder(db, db.Chairs.AsNoTracking().Where(one => one.Collection == stands.Id && one.Asked), one => one.Person)).Where(one => one.Person != maja && chance.Next(100) < share))
        {
            var id = Ids.New();
            var (key, grant) = DemoGate.For(chair.Person, at, db, services).Begin(Kind.Answer, id, chair.Person, chair.Person);
            var (answer, me) = (NamedAnswer.Begin(id, chair, key), new Respondent());
            me.Is(stands, chair, answer);
            await db.Collecting(stands.Id);
            db.Add(answer);
            var values = Enumerable.Range(0, stands.Questions.Length).Select(question => stands.Questions.Length == 1 ? chance.Next(3) : Level(chance, question, names.GetValueOrDefault(chair.Unit, ""), Today)).ToList();
            await services.GetRequiredService<Giving>().Send(me, grant, new Slip(Guid.Empty, values, chance.Next(3) == 0 ? Said[written++ * 3 % Said.Length] : ""), at);
        }
        if (close)
        {
            await services.GetRequiredService<Closing>().Close(stands, null, stands.ClosesAt);
            await services.GetRequiredService<Releasing>().Release(stands, stands.ClosesAt.AddMinutes(1));
        }
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();
    }

    private static async Task<Collection> Planned(Database db, Collection collection, string[] units)
    {
        if (collection.Units.Length == 0)
        {
            collection.Units = await db.Units.Where(unit => units.Contains(unit.Name)).Select(unit => unit.Id).ToArrayAsync();
            db.Add(collection);
            db.Add(collection.Happened(Assessments.Moment.Begun, collection.Owner, collection.BegunAt));
            await db.SaveChangesAsync();
        }
        return (await db.Collections.FindAsync(collection.Id))!;
    }

    // Five themes of four statements each, and units that see them differently.
    private static readonly double[] Today = [3.3, 2.9, 2.3, 3.0, 3.7], Then = [3.9, 3.4, 2.2, 2.3, 2.8];

    private static int? Level(Random chance, int question, string at, double[] themes)
    {
        var unit = ((at.Length % 5) - 2) * .25;
        return chance.Next(40) == 0 ? null : Math.Clamp((int)Math.Round(themes[question / 4 % 5] + unit + ((chance.NextDouble() - .5) * 2.4)) - 1, 0, 4);
    }

    private static Collection Planned(string step, string title, Guid[] keepers, DateOnly opens, int days, int feedback, int dialogue, int? weeks = null, Collection? after = null)
    {
        var (id, closes) = (Ids.New(), opens.AddDays(days));
        return new()
        {
            Id = id, Series = after?.Series ?? Ids.New(), Round = (after?.Round ?? 0) + 1, Tool = step.Split('.')[0], Step = step, Language = "da", Title = title, Mode = Mode.Anonymous, Keepers = keepers, Units = [], AsksComment = true,
            OpensAt = Clock.At(opens, new(9, 0)), ClosesAt = Clock.At(closes, new(16, 0)), FeedbackOn = closes.AddDays(feedback), DialogueOn = closes.AddDays(dialogue), EveryWeeks = weeks,
            BegunAt = Clock.At(opens.AddDays(-12), new(10, 15)),
        };
    }

    private static async Task Hold(
        Database db, IServiceProvider services, Collection collection, string[] units, int share, Func<Random, int, string, int?> answer, int words, bool close)
    {
        await using var transaction = await db.Begin(Acting.AtChores);
        var stands = await Planned(db, collection, units);
        if (await services.GetRequiredService<Assessments.Box.Opening>().Open(stands, null, stands.OpensAt) is { } trouble)
            throw new InvalidOperationException($"{stands.Title}: {trouble}");
        var (keys, sending) = (services.GetRequiredService<BallotKeys>(), services.GetRequiredService<Sending>());
        var ballots = (await keys.Fetch(stands.Key!.Value))!;
        var names = await db.Units.ToDictionaryAsync(unit => unit.Id, unit => unit.Name);
        var (chance, written) = (new Random(20261123 + stands.Round), 0);
        foreach (var asked in (await InOrder(db, db.AskedPeople.AsNoTracking().Where(one => one.Collection == stands.Id), one => one.Person)).Where(_ => chance.Next(100) < share))
        {
            var secret = keys.SecretOf(ballots.CodeOf(asked.Person));
            await db.WithCode(secret);
            var values = Enumerable.Range(0, stands.Questions.Length).Select(question => answer(chance, question, names.GetValueOrDefault(asked.Base, ""))).ToList();
            var comment = written < words && chance.Next(3) == 0 ? Said[(written++ + (stands.Round * 5)) % Said.Length] : "";
            await sending.Send(stands, secret, asked.Base, new PhoneBox(secret), new Slip(Guid.Empty, values, comment), stands.OpensAt.AddHours(2));
        }
        if (close)
        {
            await services.GetRequiredService<Closing>().Close(stands, null, stands.ClosesAt);
            await services.GetRequiredService<Releasing>().Release(stands, stands.ClosesAt.AddMinutes(1));
            // Some days before it was promised, as somebody does who has it ready.
            await services.GetRequiredService<Showing>().Show(stands, stands.Owner, Clock.At(stands.FeedbackOn.AddDays(-1), new(9, 20)));
        }
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();
    }

    // By name, as ids are new in every workplace: who answers is the same each time, and so are those who take part in one round and not in the next, of whom the gate may let too few be told.
    private static async Task<List<T>> InOrder<T>(Database db, IQueryable<T> asked, System.Linq.Expressions.Expression<Func<T, Guid>> person) =>
        await asked.Join(db.People, person, one => one.Id, (one, named) => new { one, named.Name, named.Id }).OrderBy(row => row.Name).ThenBy(row => row.Id).Select(row => row.one).ToListAsync();

    private static async Task<Collection> NextOf(Database db, Collection before)
    {
        await using var transaction = await db.Begin(Acting.AtChores);
        return await db.Collections.AsNoTracking().SingleAsync(one => one.Series == before.Series && one.Round == before.Round + 1);
    }
}
