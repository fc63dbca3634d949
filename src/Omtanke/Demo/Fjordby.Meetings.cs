using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Meetings;
using Omtanke.Meetings.Begin;
using Omtanke.Meetings.Find;
using Omtanke.Meetings.Meet;
using Omtanke.Security;
using Omtanke.Steps;

namespace Omtanke.Demo;

/// <summary>A network of leaders in Fjordby: two meetings held, the third being found.</summary>
public static partial class Fjordby
{
    private static readonly (Worth Worth, string Worked, string Change)[][] SaidOfIt =
    [
        [(Worth.Much, "Runden først. Så var vi der alle sammen.", ""), (Worth.Much, "", "Vi nåede ikke kontrakten i ro."), (Worth.Some, "Kortene, og at vi grinede.", "Start til tiden.")],
        [(Worth.Much, "At vi kun stillede spørgsmål til sagen.", ""), (Worth.Some, "", "Ét tema er nok."), (Worth.Much, "Det blev konkret.", "")],
    ];

    /// <summary>Lets them meet; does nothing where they have. Only in a demo.</summary>
    private static async Task Confer(Database db, IServiceProvider services, IReadOnlyDictionary<string, Guid> people, DateTimeOffset now)
    {
        await using var transaction = await db.Begin(Acting.AtChores);
        var (library, today, begun) = (services.GetRequiredService<Library>(), Clock.Day(now), now.AddDays(-100));
        var (henrik, aisha, mikkel, marianne) = (people["Henrik Lund"], people["Aisha Rahman"], people["Mikkel Aagaard"], people["Marianne Vad"]);
        var (series, grant) = BeginPage.Make(db, Ids.New(), SeriesKind.Network, "Torsdagsgruppen", [people["Bente Ravn"]], DemoGate.For(henrik, begun, db, services), begun);
        series.Members = [henrik, aisha, mikkel, marianne];
        await db.SaveChangesAsync();
        foreach (var (person, hours) in new[] { (aisha, 3), (mikkel, 26), (marianne, 30) })
        {
            db.Add(series.Happened(Omtanke.Meetings.Moment.Joined, person, begun.AddHours(hours)));
            db.Add(new OpeningOwner { Record = series.Id, Kind = Kind.Series, Person = person });
        }
        var first = Held(-75, [], [henrik, aisha, marianne], 0);
        var second = Held(-26, [first], [henrik, aisha, mikkel], 1);
        var third = NextPage.Make(series, Ids.New(), [first, second], 120, false, db, library, now.AddDays(-3));
        third.MoveTo("Biblioteket, lokale 2", grant);
        await db.SaveChangesAsync();
        NextPage.Propose(third, [Clock.At(WorkingDay(today.AddDays(9)), new(9, 0)), Clock.At(WorkingDay(today.AddDays(11)), new(13, 0)), Clock.At(WorkingDay(today.AddDays(16)), new(9, 0))], db);
        await db.SaveChangesAsync();
        foreach (var (time, place) in db.MeetingTimes.Local.Where(time => time.Meeting == third.Id).OrderBy(time => time.StartsAt).Select((time, place) => (time, place)).ToList())
            db.AddRange(new[] { (aisha, (Can[])[Can.Yes, Can.No, Can.Yes]), (mikkel, [Can.Yes, Can.IfNeedBe, Can.No]) }.Select(one => new Omtanke.Meetings.Vote { Time = time.Id, Series = series.Id, Person = one.Item1, Can = one.Item2[place] }));
        var parts = Answer.Empty.With("L10.F1.1", "At hver af os har et sted at gå hen med det svære, og at vi gør noget ved én ting ad gangen.").With("L10.F1.4", "Hver anden måned, to timer, på skift hos hinanden.")
            .With("L10.F1.5", "Det, vi siger, bliver her. Det, vi lærer, må gerne gå videre uden navne.").With("L10.F1.7", "Afbud til Henrik. Mangler to, flytter vi mødet. Sker det to gange, taler vi om det.");
        var written = first.PlannedAt!.Value.AddHours(2);
        var contract = Contract.Of(series.Id, parts.With("L10.F1.4", "Hver måned, to timer, på rådhuset.").With("L10.F1.7", ""), grant, henrik, written);
        db.AddRange(contract, series.Happened(Omtanke.Meetings.Moment.ContractChanged, henrik, written));
        // After the second meeting they knew better.
        var mended = second.PlannedAt!.Value.AddHours(3);
        db.AddRange(contract.Write(parts, grant, aisha, mended), series.Happened(Omtanke.Meetings.Moment.ContractChanged, aisha, mended));
        db.AddRange(series.Members.Select((person, place) => new Signature { Series = series.Id, Person = person, Version = contract.Version, At = mended.AddHours(place * 7) }));
        var done = Holding.ActionOf(series, first, Ids.New(), "Vi ringer til hinanden den første mandag i måneden", (mikkel, "Mikkel Aagaard"), today.AddDays(-40), "", "da", henrik, written);
        done.Tell(Actions.Status.Done, null, "", mikkel, second.PlannedAt.Value);
        db.Add(done);
        db.Add(Holding.ActionOf(series, second, Ids.New(), "En formiddag om ugen uden møder", (aisha, "Aisha Rahman"), today.AddDays(12), "Aisha fortæller næste gang, om den holdt.", "da", aisha, second.PlannedAt.Value.AddHours(2)));
        db.Add(Holding.ActionOf(series, second, Ids.New(), "Spørg Birgit om et kursus i svære samtaler for alle nye ledere", (henrik, "Henrik Lund"), today.AddDays(-4), "", "da", henrik, second.PlannedAt.Value.AddHours(2)));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();

        Omtanke.Meetings.Meeting Held(int days, Omtanke.Meetings.Meeting[] before, Guid[] came, int said)
        {
            var at = Clock.At(WorkingDay(today.AddDays(days)), new(9, 0));
            var meeting = NextPage.Make(series, Ids.New(), before, 120, false, db, library, at.AddDays(-12));
            meeting.MoveTo(before.Length == 0 ? "Rådhuset, lokale 3" : "Fjordskolen, personalestuen", grant);
            db.Add(series.Happened(meeting.Fix(at), henrik, at.AddDays(-9)));
            meeting.Hold(came, series.Members.Length);
            meeting.Show(at.AddDays(2));
            db.Add(series.Happened(Omtanke.Meetings.Moment.Held, came[1], at.AddHours(3)));
            db.AddRange(came.Select(person => new Evaluator { Meeting = meeting.Id, Person = person, Series = series.Id }));
            db.AddRange(SaidOfIt[said].Select(one => Evaluation.Of(meeting, one.Worth, one.Worked, one.Change, grant)));
            return meeting;
        }
    }
}
