using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Cases;
using Omtanke.Cases.Chores;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;
using Omtanke.Tests.Assessments;
using Omtanke.Tests.Insight;
using Case = Omtanke.Cases.Case;
using Outcome = Omtanke.Cases.Outcome;
using Person = Omtanke.Tests.Insight.Person;

namespace Omtanke.Tests.Cases;

/// <summary>What is counted of cases: nothing leads back from it to one, and nobody can be found in the figures of a year, however small.</summary>
public sealed class FactsTests(TestCluster cluster, ITestOutputHelper output)
{
    private static readonly (Guid Employee, Guid Leader, Guid Psychologist) People = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

    [Fact]
    public void A_case_is_counted_by_what_was_said_how_long_it_took_and_what_was_kept()
    {
        var (id, day) = (Ids.New(), Visits.Monday);
        var (one, _) = ByLeader(id, day);
        one.Begin(People.Psychologist, day.AddDays(15));
        one.Close(People.Psychologist, day.AddDays(70));
        var call = Contact.Unplanned(id, ContactKind.LeaderStart, day);
        call.Hold(one, Clock.Day(day), 20, Present.Leader, People.Psychologist);
        var planned = Contact.Plan(id, ContactKind.Talk, Clock.Day(day), day);
        var fact = Facts.Of(new(one, Given.Said, new(Outcome.Better, false), new(Ended.Reached, PlanThen.GoesOn), [call, planned]), null);

        Named(fact).ShouldBe(new Dictionary<string, string>
        {
            ["reason"] = "LongAbsence", ["work"] = "Most", ["stress"] = "Yes", ["T05.Y1"] = "Yes", ["T05.Y2"] = "No", ["T05.Y3"] = "No", ["T05.Y4"] = "No", ["waiting"] = "From2", ["length"] = "From9",
            ["contacts"] = "From1", ["leader-start"] = "Held", ["leader-end"] = "Missed", ["ended"] = "Reached", ["plan"] = "GoesOn", ["outcome"] = "Better",
        }, ignoreOrder: true);
        // What the employee leaves out, or did not want, is not held against anybody.
        var silent = Named(Facts.Of(new(one, Given.Said, new(null, true), new(Ended.Midway, null), []), null));
        silent.ShouldNotContainKey("outcome");
        silent.ShouldNotContainKey("plan");
        (silent["leader-start"], silent["leader-end"]).ShouldBe(("Missed", "None"));
        // Where it ended by itself nobody was there who may read what was said: of that nothing is counted.
        var left = Named(Facts.Of(new(one, null, null, new(Ended.Left, null), [call]), null));
        left.Keys.Order().ShouldBe(["contacts", "ended", "leader-end", "leader-start", "length", "waiting"]);
        left["ended"].ShouldBe("Left");
    }

    [Fact]
    public void Each_number_lies_in_the_band_that_begins_at_or_below_it() => Prop.ForAll(Gen.Choose(0, 400).ToArbitrary(), number =>
    {
        foreach (var bands in (IReadOnlyList<int>[])[Facts.Waits, Facts.Lengths, Facts.Held])
        {
            var band = Facts.Band(number, bands);
            number.ShouldBeGreaterThanOrEqualTo(bands[band]);
            if (band + 1 < bands.Count)
                number.ShouldBeLessThan(bands[band + 1]);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Somebody_is_counted_in_their_department_and_whoever_leads_it_above()
    {
        Unit top = Made("Kommunen"), care = Made("Omsorg", top), east = Made("Øst", care), team = Made("Hold 3", east);
        var tree = new UnitTree([top, care, east, team]);
        foreach (var unit in (Unit[])[care, east, team])
            Facts.GroupOf(tree, unit.Id, []).ShouldBe(care.Id);
        Facts.GroupOf(tree, team.Id, [east.Id]).ShouldBe(care.Id, "who leads a team is one of many in the department");
        Facts.GroupOf(tree, care.Id, [care.Id]).ShouldBeNull();
        Facts.GroupOf(tree, top.Id, []).ShouldBeNull();
        Facts.GroupOf(tree, null, []).ShouldBeNull();
        Facts.GroupOf(tree, Ids.New(), []).ShouldBeNull("the unit is gone");
    }

    [Theory]
    [InlineData("2026-11-30", 400, Fate.Wait), InlineData("2026-12-01", 9, Fate.Wait), InlineData("2026-12-01", 10, Fate.Open), InlineData("2026-12-31", 9, Fate.Wait), InlineData("2027-01-01", 5, Fate.Open), InlineData("2027-01-01", 4, Fate.Discard)]
    public void A_box_waits_until_there_is_enough_to_shuffle_among(string today, int inIt, Fate fate) =>
        new Box { Id = Ids.New(), What = Counting.Facts, Year = 2026, BegunIn = new(2026, 11, 1) }.FateOn(DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), inIt).ShouldBe(fate);

    [Fact]
    public async Task Nothing_that_is_stored_leads_from_a_case_to_what_was_counted_of_it()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var cases = new List<Guid>();
        for (var number = 0; number < 12; number++)
        {
            cases.Add(await EndingTests.Begun(house));
            await maja.Post($"/cases/{cases[^1]}/closing/departure");
        }
        // While they wait they are sealed, all of one length, and nobody of the house sees one.
        (await house.AsOwner("select distinct length(sealed) from case_envelopes", row => row.GetInt32(0))).Count.ShouldBe(1);
        foreach (var persona in (string[])["maja", "lars", "henrik", "karen", "admin"])
            (await house.Ask(db => db.Database.SqlQuery<int>($"select (count(*) + (select count(*) from case_facts))::int as \"Value\" from case_envelopes").SingleAsync(), Acting.As(await house.IdOf(persona)))).ShouldBe(0, persona);
        await Run(house, new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
        (await Count(house, "case_facts")).ShouldBe(0, "the month is not over");
        await Run(house, new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));

        (await Count(house, "case_facts"), await Count(house, "case_envelopes")).ShouldBe((12, 0));
        (await house.AsOwner("select count(*) from keys.data_keys k join case_boxes b on b.id = k.owner", row => row.GetInt64(0))).ShouldBe([0], "the secret is gone: no older backup opens an envelope");
        (await house.AsOwner("select column_name::text from information_schema.columns where table_name = 'case_facts' order by 1", row => row.GetString(0))).ShouldBe(["answers", "id", "unit_group", "what", "year"]);
        (await house.AsOwner("select distinct xmin::text from case_facts", row => row.GetString(0))).Count.ShouldBe(1);
        var (ids, people) = ((await house.AsOwner("select id from case_facts", row => row.GetGuid(0))), (await house.AsOwner("select id from people", row => row.GetGuid(0))).ToHashSet());
        ids.ShouldAllBe(id => !people.Contains(id) && !cases.Contains(id));
        // What comes later in the year is written together with the rest, so that what was added last cannot be told from how it lies.
        for (var number = 0; number < 10; number++)
            await house.Put(Counted.Some(null, number), new(2026, 12, 5, 12, 0, 0, TimeSpan.Zero));
        await Run(house, new(2027, 1, 2, 12, 0, 0, TimeSpan.Zero));
        (await house.AsOwner("select distinct xmin::text from case_facts", row => row.GetString(0))).Count.ShouldBe(1);
        (await house.AsOwner("select id from case_facts", row => row.GetGuid(0))).Intersect(ids).ShouldBeEmpty();
        // A case that is erased takes nothing along, and nothing is left of it here.
        await Tests.Given.Tampering(house, $"delete from cases where id = '{cases[0]}'");
        (await Count(house, "case_facts")).ShouldBe(22);
    }

    [Fact]
    public async Task A_year_is_told_once_and_what_is_left_alone_is_counted_by_nobody()
    {
        await using var house = await Visits.Open(cluster);
        for (var number = 0; number < 4; number++)
            await house.Put(Counted.Some(null, number), new(2025, 5, 5, 12, 0, 0, TimeSpan.Zero));
        await Task.WhenAll(Run(house, Visits.Monday), Run(house, Visits.Monday));
        (await Count(house, "case_facts"), await Count(house, "case_envelopes")).ShouldBe((0, 0));
        var kept = await house.AsOwner("select what || year || coalesce(least::text, '-') || release::text from case_years order by 1", row => row.GetString(0));
        kept.Count(one => one.StartsWith("Facts2025-", StringComparison.Ordinal)).ShouldBe(1);
        await Run(house, Visits.Monday.AddDays(3));
        (await house.AsOwner("select what || year || coalesce(least::text, '-') || release::text from case_years order by 1", row => row.GetString(0))).ShouldBe(kept);
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => house.Do(db => db.Database.ExecuteSqlRawAsync("update case_years set least = 6"), Acting.AtChores))).SqlState.ShouldBe(Npgsql.PostgresErrorCodes.InsufficientPrivilege);
        // What it was made of is forgotten after two years.
        for (var number = 0; number < 6; number++)
            await house.Put(Counted.Some(null, number), new(2026, 12, 5, 12, 0, 0, TimeSpan.Zero));
        await Run(house, new(2027, 1, 2, 12, 0, 0, TimeSpan.Zero));
        (await Count(house, "case_facts")).ShouldBe(6);
        await Run(house, new(2029, 1, 2, 12, 0, 0, TimeSpan.Zero));
        (await Count(house, "case_facts")).ShouldBe(0);
        (await house.AsOwner("select least || '-' || most from case_years where year = 2026 and what = 'Facts'", row => row.GetString(0))).ShouldBe(["5-9"]);
    }

    [Fact]
    public void Nobody_and_no_few_can_be_found_in_the_figures_of_two_hundred_and_fifty_small_years()
    {
        var (individuals, groups, shown, plain) = (0, 0, 0, 0);
        for (var seed = 0; seed < 250; seed++)
        {
            var chance = new Random(seed);
            var top = Made("Kommunen");
            Unit[] departments = [.. Enumerable.Range(0, chance.Next(0, 7)).Select(number => Made($"Afdeling {number}", top))];
            var tree = new UnitTree([top, .. departments]);
            // Departments are uneven, and in some years nearly all came for the same.
            var bias = chance.Next(4) == 0 ? 0.95 : 0.4;
            var facts = Enumerable.Range(0, chance.Next(0, 70)).Select(number => Counted.Some(departments.Length == 0 || chance.Next(9) == 0 ? null : departments[Math.Min(chance.Next(departments.Length), chance.Next(departments.Length))].Id, chance, bias)).ToList();
            var release = CaseYear.Make(Counting.Facts, facts, tree, chance.Next);
            var known = departments.Select(unit => unit.Id).ToHashSet();
            List<Person> people = [.. facts.Select(fact => fact.Sheet(Facts.Questions, known)).Select(sheet => new Person(Guid.NewGuid(), sheet.Unit, null, [.. sheet.Answers]))];
            for (var number = 0; number < Facts.Questions.Count; number++)
            {
                var question = Facts.Questions[number];
                var answered = people.Where(person => person.Answers[number] is not null).ToList();
                List<Attacker.Seen> Cells(Func<Guid, HashSet<Guid>, (bool Shown, bool Counts)> told) =>
                    [.. known.Prepend(Facts.Whole).Select(unit => (unit, Within: answered.Where(person => unit == Facts.Whole || person.Unit == unit).Select(person => person.Id).ToHashSet()))
                        .Select(one => (one.Within, Told: told(one.unit, one.Within))).Where(one => one.Told.Shown).Select(one => new Attacker.Seen(one.Within, one.Told.Counts))];
                var seen = Cells((unit, _) => release.Of(unit)?.Of(question.Id) is { Hidden: null } figure ? (true, figure.Counts is not null) : (false, false));
                shown += seen.Count;
                groups += Attacker.Groups([.. seen.Select(cell => cell.People)]);
                individuals += Attacker.Individuals(people, number, question.Options, seen, chance.Next);
                if (seed % 10 == 0)
                    plain += Attacker.Individuals(people, number, question.Options, Cells((_, within) => (within.Count >= 5, true)), chance.Next);
            }
        }
        output.WriteLine($"250 years: {individuals} people certain, {groups} groups under five, {shown} figures shown; hiding under five alone, a tenth of them: {plain} people certain");
        (individuals, groups).ShouldBe((0, 0));
        shown.ShouldBeGreaterThan(500);
        plain.ShouldBeGreaterThan(0, "an attacker who finds nothing where nothing guards proves nothing");
    }

    private static async Task Run(Visits house, DateTimeOffset now)
    {
        await using var scope = house.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IChore>().OfType<CountCases>().Single().Do(now, CancellationToken.None);
    }

    private static async Task<long> Count(Visits house, string table) => (await house.AsOwner($"select count(*) from {table}", row => row.GetInt64(0))).Single();

    private static (Case, Happening) ByLeader(Guid id, DateTimeOffset day) => Case.ByLeader(id, Ids.New(), People.Leader, People.Employee, null, "da", Urgency.Ordinary, day);

    private static Unit Made(string name, Unit? parent = null) => new() { Id = Ids.New(), Name = name, Parent = parent?.Id };

    private static Dictionary<string, string> Named(CaseFact fact) => fact.Answers.ToDictionary(one => one.Key, one => Facts.NamesOf(one.Key)[one.Value]);
}
