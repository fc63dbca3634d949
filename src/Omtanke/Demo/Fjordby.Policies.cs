using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Policies;
using Omtanke.Policies.Begin;
using Omtanke.Policies.Issue;
using Omtanke.Policies.TakeRound;
using Omtanke.Steps;
using Policy = Omtanke.Policies.Policy;

namespace Omtanke.Demo;

/// <summary>What Fjordby has agreed on in writing: guiding marks that hold, and a policy that is being written and is out for comments.</summary>
public static partial class Fjordby
{
    /// <summary>Lets groups write; does nothing where one has. Only in a demo.</summary>
    private static async Task Write(Database db, Library library, IReadOnlyDictionary<string, Guid> people, DateTimeOffset now)
    {
        await using var transaction = await db.Begin(Acting.AtChores);
        await WriteMarks(db, library, people, now);
        await WritePolicy(db, library, people, now);
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();
    }

    private static async Task WriteMarks(Database db, Library library, IReadOnlyDictionary<string, Guid> people, DateTimeOffset now)
    {
        var (document, danish, today) = (Draft.DocumentOf(library), library.In("da"), Clock.Day(now));
        var (erik, susanne) = (people["Erik Toft"], people["Susanne Bruun"]);
        var begun = now.AddDays(-420);
        var policy = BeginPage.Make(db, Ids.New(), document, document.Forms[2], "Fire pejlemærker for Fjordby", danish, named: true, "Fjordby Kommune", erik, [susanne, people["Karen Friis"]], begun);
        await db.SaveChangesAsync();
        await Fill(db, document, policy, ("contacts", "din TR eller AMR"), ("contact-phone", "7000 0010"));

        await Issue(db, library, policy, 1, "AMO og direktionen", begun.AddDays(40), today.AddDays(-15), erik);
        db.Add(policy.Anew(susanne, now.AddDays(-90)));
        var (from, until) = (today.AddDays(-85), today.AddDays(-71));
        var sections = await OpenRound(db, library, policy, from, until, now.AddDays(-85), susanne, closed: now.AddDays(-70));
        Say(db, policy, sections[1], people["Line Østergaard"], "Skriv, at man også må ringe om aftenen. Det er der, det kommer.", from.AddDays(2), (Policies.Taken.In, "Det har vi skrevet ind i andet afsnit.", susanne));
        Say(db, policy, sections[3], people["Omar Farah"], "Kan der stå et bestemt antal dage, før nogen ringer?", from.AddDays(5), (Policies.Taken.Not, "Nogle vil have fred i starten. Lederen aftaler det med den enkelte.", erik));
        var edited = (await db.SectionsOf(policy.Id))[1];
        db.Add(edited.Write(edited.Title, $"{edited.Text} Du må gerne ringe om aftenen.", await db.LatestOf(edited.Id), susanne, now.AddDays(-66))!);
        await db.SaveChangesAsync();
        await Issue(db, library, policy, 2, "AMO og direktionen", now.AddDays(-60), today.AddDays(305), erik);
        await db.SaveChangesAsync();
    }

    private static async Task WritePolicy(Database db, Library library, IReadOnlyDictionary<string, Guid> people, DateTimeOffset now)
    {
        var (document, danish, today) = (Draft.DocumentOf(library), library.In("da"), Clock.Day(now));
        var (jonas, birgit, camilla) = (people["Jonas Bech"], people["Birgit Dam"], people["Camilla Juhl"]);
        var begun = now.AddDays(-34);
        var policy = BeginPage.Make(db, Ids.New(), document, document.Forms[^1], "Når en af os får det svært", danish, named: false, "Fjordby Kommune", jonas, [birgit, camilla, people["Hanne Gade"]], begun);
        await db.SaveChangesAsync();
        await Fill(
            db, document, policy, ("contacts", "Birgit Dam i HR"), ("contact-phone", "7000 0020"), ("counselling", "Fjordby Rådgivning"), ("counselling-phone", "7000 0030"), ("provider", "Psykologerne ved Havnen"),
            ("arranger", "Birgit Dam"), ("safety-leader", "Erik Toft"), ("committee", "MED-udvalget"));
        var sections = await db.SectionsOf(policy.Id);
        var purpose = sections.First(section => section.Source == "T03.S3.1");
        foreach (var (by, days, earlier, later) in new[]
        {
            (jonas, -30, "Ingen hos {workplace} skal blive syg af at være for belastet på sit arbejde. Det er vores mål.", "Ingen hos {workplace} skal blive syg af sit arbejde. Det mener vi, også når vi har travlt."),
            (birgit, -26, "Det skal ikke koste noget at sige det højt, og det skal føre til noget.", "Det må ikke koste noget at sige det højt. Den, der siger det, hører inden en uge, hvad der sker."),
        })
        {
            db.Add(purpose.Write(purpose.Title, purpose.Text.Replace(earlier, later, StringComparison.Ordinal), await db.LatestOf(purpose.Id), by, now.AddDays(days))!);
            await db.SaveChangesAsync();
        }
        var shown = await OpenRound(db, library, policy, today.AddDays(-4), today.AddDays(10), now.AddDays(-4), jonas, closed: null);
        Say(db, policy, shown[0], null, "»Inden en uge« er godt. Men sig hvem der svarer, når lederen selv er syg.", today.AddDays(-3), (Policies.Taken.In, "Tak. Så er det lederens leder. Det skriver vi ind.", birgit));
        Say(db, policy, shown[4], null, "Hvad med os på nattevagt? Om natten er der ingen leder i huset.", today.AddDays(-2), null);
        await db.SaveChangesAsync();
    }

    private static async Task Fill(Database db, Document document, Policy policy, params (string Hole, string Text)[] filled)
    {
        var blanks = await db.PolicyBlanks.SingleAsync(blanks => blanks.Policy == policy.Id);
        var answer = filled.Aggregate(Answer.FromJson(blanks.Answer), (answer, one) => answer.With(document.Blanks.First(blank => blank.Hole == one.Hole).Id, one.Text));
        (blanks.Answer, blanks.Version) = (answer.ToJson(), blanks.Version + 1);
        await db.SaveChangesAsync();
    }

    private static async Task Issue(Database db, Library library, Policy policy, int number, string behind, DateTimeOffset at, DateOnly review, Guid by)
    {
        var draft = await Draft.Of(policy, db, library);
        IssuePage.Make(db, draft, draft.Answer, number, behind, Clock.Day(at), review);
        db.Add(policy.Publish(Clock.Day(at), review, by, at));
        await db.SaveChangesAsync();
        await db.Settle(policy.Id);
        db.ChangeTracker.Clear();
        db.Attach(policy);
    }

    private static async Task<IReadOnlyList<RoundSection>> OpenRound(
        Database db, Library library, Policy policy, DateOnly from, DateOnly until, DateTimeOffset at, Guid by, DateTimeOffset? closed)
    {
        var round = new Policies.Round
        {
            Id = Ids.New(), Policy = policy.Id, Number = 1, Title = policy.Title, Language = policy.Language, Named = policy.Named, FromOn = from, UntilOn = until, Units = [], Reach = [],
            OpenedBy = by, OpenedAt = at, ClosedAt = closed,
        };
        RoundSection[] sections = [.. RoundPage.Shown(round.Id, await Draft.Of(policy, db, library))];
        db.Add(round);
        db.AddRange(sections);
        db.Add(policy.Happened(Policies.Moment.RoundOpened, by, at));
        if (closed is { } end)
            db.Add(policy.Happened(Policies.Moment.RoundClosed, null, end));
        await db.SaveChangesAsync();
        await db.Settle(policy.Id);
        foreach (var version in db.ChangeTracker.Entries<SectionVersion>().ToList())
            version.State = EntityState.Detached;
        return sections;
    }

    private static void Say(Database db, Policy policy, RoundSection section, Guid? author, string text, DateOnly on, (Policies.Taken Taken, string Why, Guid By)? reply)
    {
        var comment = new Comment { Id = Ids.New(), Policy = policy.Id, Round = section.Round, Section = section.Id, Author = author, Text = text, OnDay = on };
        db.Add(comment);
        if (reply is var (taken, why, by))
            db.Add(new Reply { Comment = comment.Id, Policy = policy.Id, Taken = taken, Why = why, Version = 1, Person = by, At = Clock.At(on.AddDays(1), new TimeOnly(10, 15)) });
    }
}
