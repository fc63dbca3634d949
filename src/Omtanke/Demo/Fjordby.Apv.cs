using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Assessments.Apv;
using Omtanke.Assessments.Apv.Begin;
using Omtanke.Assessments.Apv.Lead;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Demo;

/// <summary>The workplace assessments of Fjordby: one in elder care that has come to its effect, one long closed in the park, something that has changed at school, and last year's discussion.</summary>
public static partial class Fjordby
{
    /// <summary>Lets it be assessed; does nothing where it has been. Only in a demo.</summary>
    private static async Task Assess(Database db, IReadOnlyDictionary<string, Guid> people, DateTimeOffset now)
    {
        await using var transaction = await db.Begin(Acting.AtChores);
        var units = await db.Units.AsNoTracking().ToDictionaryAsync(unit => unit.Name, unit => unit.Id, StringComparer.Ordinal);
        await Care(db, people, units, now);
        await Park(db, people, units, now);
        await Leaders(db, people, now);
        var today = Clock.Day(now);
        db.Add(new Change
        {
            Id = Ids.New(), Kind = ChangeKind.Rebuilding, What = "Hele indskolingen flytter over i den nye fløj efter jul.", OnDay = today.AddDays(-6), Units = [units["Fjordskolen"]], Topics = ["indoor", "noise", "workload"],
            SaidBy = people["Aisha Rahman"], SaidAt = now.AddDays(-6),
        });
        db.Add(new Discussion
        {
            Id = Ids.New(), HeldOn = today.AddDays(-340), Who = "AMO og direktionen", Version = 2, BegunAt = now.AddDays(-340), SignedBy = "Formanden for AMO", SignedOn = today.AddDays(-338), Person = people["Erik Toft"],
            Goals = "Vi nåede to af tre. Fraværet på plejecentret faldt, og alle nye fik en makker. Vi fik ikke lavet kurset om svære samtaler.", Cooperation = "AMO mødes hver anden måned. AMR tager punkter med fra sit hold og fortæller hjemme, hvad der blev sagt.",
            Plan = "APV i Sundhed og ældre. Rundgang i Park og vej. En dag om omsorg for alle ledere.", NextGoals = "Færre skift i vagtplanen med kort varsel. Alle ved, hvem de kan gå til.", Knowledge = "To nye AMR skal på kursus til foråret. HR mangler viden om vold og trusler.",
        });
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();
    }

    private static async Task Care(Database db, IReadOnlyDictionary<string, Guid> people, Dictionary<string, Guid> units, DateTimeOffset now)
    {
        var (today, jonas, id) = (Clock.Day(now), people["Jonas Bech"], Ids.New());
        var begun = now.AddDays(-120);
        var apv = BeginPage.Make(db, id, "APV i Sundhed og ældre", "da", [units["Sundhed og ældre"]], TakingPart.Organisation, ["workload", "demands", "emotional", "violence", "body", "layout"], ["Kørsel alene om natten"], jonas, begun);
        apv.Keepers = [jonas, people["Birgit Dam"]];
        await db.SaveChangesAsync();
        var topics = await db.ApvTopics.Where(topic => topic.Apv == id).OrderBy(topic => topic.Position).ToListAsync();
        var asked = await db.Set<Assessments.Collection>().AsNoTracking().Where(one => one.Keepers.Contains(jonas) && one.ClosedAt != null).OrderByDescending(one => one.ClosedAt).FirstOrDefaultAsync();
        Source[] sources =
        [
            new() { Id = Ids.New(), Apv = id, Kind = SourceKind.WalkRound, Name = "Rundgang i depoter og garage", OnDay = today.AddDays(-112) },
            new() { Id = Ids.New(), Apv = id, Kind = SourceKind.Workshop, Name = "Personalemøde i Øst og Vest", OnDay = today.AddDays(-104), Method = "T10" },
            new() { Id = Ids.New(), Apv = id, Kind = SourceKind.Collection, Name = asked?.Title ?? "Temperaturen", OnDay = asked is null ? today.AddDays(-100) : Clock.Day(asked.ClosedAt!.Value), Collection = asked?.Id, Method = asked?.Step ?? "" },
        ];
        db.AddRange(sources);
        await db.SaveChangesAsync();
        var problems = new (int Topic, int Source, string What, short Severity, short Extent, string Solved)[]
        {
            (0, 2, "Der er ikke tid mellem besøgene til kørsel og til at skrive ned.", 3, 3, ""),
            (2, 1, "Efter et dødsfald kører man alene videre til det næste besøg.", 3, 2, ""),
            (1, 1, "To ledere giver hver sin besked om, hvad der går først.", 2, 2, ""),
            (6, 0, "Om natten er der steder uden dækning på telefonen.", 2, 1, ""),
            (5, 0, "Liften stod bag kasserne i depotet.", 1, 2, "Depotet blev ryddet samme dag, og liften fik sin faste plads."),
        }.Select((one, index) => new Problem
        {
            Id = Ids.New(), Apv = id, Topic = topics[one.Topic].Id, Source = sources[one.Source].Id, What = one.What, Severity = one.Severity, Extent = one.Extent, SolvedOn = one.Solved.Length > 0 ? today.AddDays(-112) : null, Solution = one.Solved,
            Version = 1, FoundAt = begun.AddDays(8 + index),
        }).ToList();
        db.AddRange(problems);
        db.Add(new Absence { Apv = id, Period = "de seneste 12 måneder", Contributes = Contributes.Partly, Reason = "Travlheden går igen, når folk er tilbage og fortæller. Men vinterens influenza fylder også.", Version = 1 });
        var figures = new[] { ("Sundhed og ældre", 2, 6m), ("Hjemmeplejen Øst", 12, 151m), ("Hjemmeplejen Vest", 9, 88m), ("Plejecenter Strandlyst", 10, 93m), ("Nattevagten", 5, 61m) };
        db.AddRange(AbsenceFigures.Groups(id, apv.Title, await db.UnitTree(), apv.Units, figures.Select(one => new AbsenceFigure(units[one.Item1], one.Item2, one.Item3))));
        await db.SaveChangesAsync();
        var actions = new[]
        {
            Planned(0, 30, "Ruterne får ti minutter mere mellem besøgene.", "Lederne af Øst og Vest", "Henrik Lund", -45, "Vi spørger om temperaturen igen.", -10),
            Planned(0, 30, "Aftenholdet prøver faste makkere på de lange ruter.", "Lederen af Øst", "Henrik Lund", 24, "Aftenholdet fortæller på mødet.", 50),
            Planned(1, 31, "Vagten ringer op inden for en time og finder en til næste besøg.", "Den vagthavende", null, -60, "AMR spørger dem, der har prøvet det.", -20),
            Planned(2, 32, "Lederne mødes mandag og giver én fælles besked.", "Lederen af Sundhed og ældre", "Susanne Bruun", -5, "Vi spørger på holdmødet i næste måned.", null),
        };
        actions[0].StartOn = today.AddDays(-80);
        db.AddRange(actions);
        db.AddRange(actions.Select(action => action.Made(jonas)));
        db.AddRange(
            actions[0].Tell(Status.Done, null, "", people["Henrik Lund"], now.AddDays(-44)),
            actions[0].Tell(Status.Done, Outcome.Partly, "Det hjælper om formiddagen. Om aftenen løber vi stadig.", people["Henrik Lund"], now.AddDays(-8)),
            actions[1].Tell(Status.UnderWay, null, "", people["Henrik Lund"], now.AddDays(-12)),
            actions[2].Tell(Status.Done, Outcome.Worked, "Seks gange er det sket, og alle seks fik ro.", jonas, now.AddDays(-18)));
        if (asked is not null)
        {
            var tried = new PlannedAction
            {
                Id = Ids.New(), Origin = Origin.Collection, OriginId = asked.Id, OriginName = asked.Title, Issue = "Pauser", What = "Holdet prøver fem minutters fælles pause efter frokost.", Language = "da", Level = Omtanke.Actions.Level.Group, Owner = jonas, Who = "Jonas Bech",
                DueOn = today.AddDays(9), Measure = "Vi tager temperaturen igen om tre måneder.", CheckOn = today.AddDays(90), Units = [units["Hjemmeplejen Øst"]], Shown = Shown.Units, Keeper = jonas, MadeAt = now.AddDays(-20),
            };
            db.AddRange(tried, tried.Made(jonas), tried.Tell(Status.UnderWay, null, "", jonas, now.AddDays(-6)));
        }
        db.AddRange(new[] { (Element.Uncover, -104, Group.Everybody, "Møde på to timer i hvert hold"), (Element.Absence, -95, Group.Organisation, "Punkt på AMO's møde"), (Element.Plan, -84, Group.Representatives, "AMR og lederne skrev planen sammen") }
            .Select(one => new Participation { Id = Ids.New(), Apv = id, Element = one.Item1, OnDay = today.AddDays(one.Item2), Who = one.Item3, How = one.Item4 }));
        db.AddRange(sources.Select((source, index) => Told(Moment.SourceAdded, 6 + index, source.Name)));
        db.AddRange(problems.Select((problem, index) => Told(Moment.ProblemFound, 12 + index, problem.What)));

        PlannedAction Planned(int problem, int day, string what, string who, string? owner, int due, string measure, int? check)
        {
            var action = apv.Plan(problems[problem], Ids.New(), day, what, begun.AddDays(day));
            (action.Who, action.Owner, action.DueOn) = (who, owner is null ? null : people[owner], today.AddDays(due));
            (action.Measure, action.CheckOn) = (measure, check is { } days ? today.AddDays(days) : null);
            return action;
        }

        Event Told(Moment what, int day, string about) => apv.Happened(what, jonas, begun.AddDays(day), about);
    }

    private static async Task Leaders(Database db, IReadOnlyDictionary<string, Guid> people, DateTimeOffset now)
    {
        var (today, susanne, id, begun) = (Clock.Day(now), people["Susanne Bruun"], Ids.New(), now.AddDays(-40));
        Guid[] leaders = [susanne, people["Henrik Lund"], people["Aisha Rahman"]];
        var apv = BeginLeadersPage.Make(db, id, "Leder-APV på tværs", "da", leaders, Method.Form, today.AddDays(-20), today.AddDays(-14), ["Krav", "Information og beslutninger", "Støtte fra andre ledere", "Konflikter"], susanne, begun);
        await db.SaveChangesAsync();
        foreach (var leader in await db.ApvLeaders.Where(one => one.Apv == id).ToListAsync())
            leader.AgreedAt = begun.AddDays(1);
        var topics = await db.ApvTopics.Where(topic => topic.Apv == id).OrderBy(topic => topic.Position).ToListAsync();
        var source = new Source { Id = Ids.New(), Apv = id, Kind = SourceKind.Workshop, Name = "Vores møde om skemaet", OnDay = today.AddDays(-14), Method = "L13" };
        db.Add(source);
        await db.SaveChangesAsync();
        var problem = new Problem { Id = Ids.New(), Apv = id, Topic = topics[1].Id, Source = source.Id, What = "Vi hører om store ændringer samme dag som vores folk.", Severity = 2, Extent = 3, Version = 1, FoundAt = begun.AddDays(27) };
        var alone = new Problem { Id = Ids.New(), Apv = id, Topic = topics[2].Id, Source = source.Id, What = "I svære sager står man alene, til det er slut.", Severity = 3, Extent = 2, Version = 1, FoundAt = begun.AddDays(28) };
        db.AddRange(problem, alone);
        db.Add(new Absence { Apv = id, Contributes = Contributes.NotKnown, Version = 1 });
        await db.SaveChangesAsync();
        var action = apv.Plan(alone, Ids.New(), 0, "To og to er vi makkere og ringer, når en sag er svær.", begun.AddDays(29));
        (action.Who, action.Owner, action.DueOn, action.Status) = ("Lederen af Øst", people["Henrik Lund"], today.AddDays(20), Status.UnderWay);
        (action.Measure, action.CheckOn, action.Needs, action.With) = ("Vi spørger hinanden på ledermødet i februar.", today.AddDays(70), "En halv time om ugen", "Alle i gruppen");
        db.AddRange(action, action.Made(susanne));
        db.Add(new Participation { Id = Ids.New(), Apv = id, Element = Element.Uncover, OnDay = today.AddDays(-14), Who = Group.Leaders, How = "Møde på to timer" });
        db.Add(apv.Happened(Moment.ProblemFound, susanne, begun.AddDays(27), problem.What));
    }

    private static async Task Park(Database db, IReadOnlyDictionary<string, Guid> people, Dictionary<string, Guid> units, DateTimeOffset now)
    {
        var (carsten, id, closed) = (people["Carsten Bruhn"], Ids.New(), now.AddMonths(-33));
        var apv = BeginPage.Make(db, id, "APV i Park og vej", "da", [units["Park og vej"]], TakingPart.Organisation, ["accidents", "noise", "body"], [], carsten, closed.AddDays(-70));
        await db.SaveChangesAsync();
        var topics = await db.ApvTopics.Where(topic => topic.Apv == id).OrderBy(topic => topic.Position).ToListAsync();
        var day = Clock.Day(closed);
        var source = new Source { Id = Ids.New(), Apv = id, Kind = SourceKind.WalkRound, Name = "Rundgang på pladsen og i værkstedet", OnDay = day.AddDays(-60) };
        db.Add(source);
        await db.SaveChangesAsync();
        db.Add(new Problem
        {
            Id = Ids.New(), Apv = id, Topic = topics[1].Id, Source = source.Id, What = "Kompressoren står midt i værkstedet og larmer hele dagen.", Severity = 2, Extent = 2,
            SolvedOn = day.AddDays(-12), Solution = "Den kom ud i skuret, og døren blev tætnet.", Version = 1, FoundAt = closed.AddDays(-60),
        });
        db.Add(new Absence { Apv = id, Contributes = Contributes.No, Reason = "Vi gik det igennem på mødet. De få, der var væk, var det af grunde uden for arbejdet.", Version = 1 });
        db.AddRange(new[] { (Element.Uncover, -60, "Rundgang på en time"), (Element.Absence, -40, "Punkt på AMO's møde"), (Element.Plan, -40, "Punkt på AMO's møde"), (Element.FollowUp, -8, "Vi lyttede i værkstedet sammen") }
            .Select(one => new Participation { Id = Ids.New(), Apv = id, Element = one.Item1, OnDay = day.AddDays(one.Item2), Who = Group.Organisation, How = one.Item3 }));
        db.Add(apv.Close(topics, carsten, closed));
    }
}
