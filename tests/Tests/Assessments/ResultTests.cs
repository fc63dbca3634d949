using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Assessments;
using Omtanke.Assessments.Box;
using Omtanke.Assessments.Chores;
using Omtanke.Data;
using Omtanke.Demo;
using Omtanke.Insight;
using Omtanke.Organisation;

namespace Omtanke.Tests.Assessments;

/// <summary>Results: made once, seen by those they were promised to, and no number on them that the release does not tell.</summary>
public sealed partial class ResultTests(TestCluster cluster)
{
    [Fact]
    public async Task A_release_is_made_once_whoever_makes_it_and_whatever_breaks_off_and_nobody_changes_it()
    {
        await using var house = await Visits.Open(cluster);
        var id = await Answered(house, await house.IdOf("birgit"), ["Sundhed og ældre"], weeks: 2);
        // Broken off in the middle: nothing is kept.
        await using (var scope = house.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<Database>();
            await using var never = await db.Begin(Acting.AtChores, TestContext.Current.CancellationToken);
            await scope.ServiceProvider.GetRequiredService<Releasing>().Release(await db.FoundCollection(id), house.Clock.GetUtcNow());
            await never.RollbackAsync(TestContext.Current.CancellationToken);
        }
        (await Releases(house)).ShouldBeEmpty();
        // Two nodes at once.
        await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            await using var scope = house.Services.CreateAsyncScope();
            await ActivatorUtilities.CreateInstance<Resulting>(scope.ServiceProvider).Do(house.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        }));
        var (made, text) = (await Releases(house)).ShouldHaveSingleItem();
        made.ShouldBe(id);
        await house.DoChores();
        await house.Within(async (db, services) =>
        {
            await services.GetRequiredService<Releasing>().Release(await db.FoundCollection(id), house.Clock.GetUtcNow());
            return true;
        }, Acting.AtChores);
        (await Releases(house)).ShouldBe([(id, text)]);
        foreach (var change in (string[])["update releases set made_at = now()", "delete from releases"])
            (await Should.ThrowAsync<PostgresException>(() => house.Do(db => db.Database.ExecuteSqlRawAsync(change, TestContext.Current.CancellationToken), Acting.AtChores))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

        // The next round knows of the first: a unit in which one came and one went is not told of again.
        var next = await house.Ask(db => db.Collections.Where(one => one.Series == id && one.Round == 2).Select(one => one.Id).SingleAsync(), Acting.AtChores);
        await Tests.Given.Tampering(house, $"update collections set opens_at = '{house.Clock.GetUtcNow():O}', closes_at = '{house.Clock.GetUtcNow().AddDays(3):O}' where id = '{next}'");
        (await house.OpenIt(next)).ShouldBeNull();
        var codes = await house.CodesOf(next);
        var (few, all) = (codes.Count - 2, codes.OrderBy(code => code.Key).Select(code => code.Value).ToList());
        foreach (var (code, place) in all.Take(few).Select((code, place) => (code, place)))
            await house.Answer(code, "", [.. Enumerable.Range(0, 20).Select(question => (int?)((place + question) % 5))]);
        await house.CloseIt(next);
        await house.DoChores();
        var second = (await ReleaseOf(house, next)).ShouldNotBeNull();
        second.Cells[0].Hidden.ShouldBe(Hidden.ChangedByFew);
    }

    [Fact]
    public async Task What_is_done_about_a_result_is_written_there_and_stands_there_for_those_who_see_both()
    {
        await using var house = await Visits.Open(cluster);
        var id = await Answered(house, await house.IdOf("birgit"), ["Sundhed og ældre"]);
        await house.DoChores();
        var (result, begin) = ($"/collections/{id}/result", $"/actions/new?origin=collection&of={id}");
        using var hr = await house.As("birgit");
        var page = (await hr.Get(result)).Text;
        page.ShouldContain($"/actions/new?origin=collection&amp;of={id}&amp;issue=");
        page.ShouldContain($"&amp;origin=collection&amp;of={id}\"><svg", Case.Sensitive, "what a workshop ends with comes back here");
        // Whoever may not read the result does not learn its name, nor write anything of it.
        using var aisha = await house.As("aisha");
        (await aisha.Get(begin)).Text.ShouldNotContain("Hvor står vi?");
        (string, string?)[] typed = [("origin", "collection"), ("of", id.ToString()), ("what", "Fem minutters fælles pause"), ("issue", "Pauser"), ("due", "2027-12-10")];
        await aisha.Post("/actions", [.. typed, ("shown", "Few")]);
        (await house.AsOwner("select origin, origin_name from actions where what like 'Fem minutters fælles%'", row => (row.GetString(0), row.GetString(1)))).ShouldBe([("Own", "")]);

        (await hr.Post($"/collections/{id}/showing")).Status.ShouldBe(HttpStatusCode.SeeOther);
        using var maja = await house.As("maja");
        var form = (await maja.Get($"{begin}&issue=Pauser")).Text;
        form.ShouldContain("Hvor står vi?");
        form.ShouldContain("Pauser</textarea>");
        var home = (await maja.Post("/actions", [.. typed, ("shown", "Units"), ("unit", (await house.UnitOf("Hjemmeplejen Øst")).ToString())])).Location.ShouldNotBeNull();
        using var henrik = await house.As("henrik");
        (await henrik.Get(result)).Text.ShouldContain("Fem minutters fælles pause");
        (await henrik.Get(home)).Text.ShouldContain($"<a href=\"{result}\"");
        // The same result, and another group's plan.
        (await hr.Get(result)).Text.ShouldNotContain("Fem minutters fælles pause");
        (await hr.Get(home)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Those_who_plan_it_see_it_when_it_is_made_and_everybody_asked_from_when_it_is_shown_and_nobody_else_ever()
    {
        await using var house = await Visits.Open(cluster);
        var (birgit, maja) = (await house.IdOf("birgit"), await house.IdOf("maja"));
        var id = await house.ACollection(birgit, ["Sundhed og ældre"]);
        var result = $"/collections/{id}/result";
        using var hr = await house.As("birgit");
        (await hr.Get(result)).Text.ShouldContain("ikke slut endnu");
        var codes = await house.CodesOf(id);
        // Maja is asked and does not answer.
        foreach (var (code, place) in codes.Where(code => code.Key != maja).Select((code, place) => (code.Value, place)))
            await house.Answer(code, $"Ord nummer {place}", [.. Enumerable.Range(0, 20).Select(question => (int?)((place + question) % 5))]);
        (await hr.Post($"/collections/{id}/closing")).Status.ShouldBe(HttpStatusCode.SeeOther);
        var waiting = await hr.Get(result);
        waiting.Text.ShouldContain("Tallene er på vej");
        waiting.Headers.ShouldContain(header => header.Key == "Refresh");
        // Not within an id either way: an id may hold any digits.
        Regex.IsMatch(waiting.Text, @"\b34\b").ShouldBeFalse();
        (await hr.Get($"{result}/word")).Location.ShouldBe(result);
        (await hr.Get($"/collections/{id}")).Text.ShouldContain("Tallene er på vej");

        await house.DoChores();
        var seen = (await hr.Get(result)).Text;
        // One is missing: nobody is told that all the others answered.
        seen.ShouldContain("31–35 ud af 35");
        seen.ShouldNotContain("34 ud af 35");
        (await hr.Get($"/collections/{id}")).Text.ShouldContain("31–35 ud af 35");
        seen.ShouldContain("Vis det for alle, der er spurgt");
        using var asked = await house.As("maja");
        (await asked.Get("/me")).Text.ShouldNotContain("Resultatet er klar");
        foreach (var persona in (string[])["maja", "henrik", "aisha", "admin", "karen"])
        {
            using var other = await house.As(persona);
            (await other.Get(result)).Bytes.ShouldBe((await other.Get($"/collections/{Ids.New()}/result")).Bytes, persona);
            (await other.Post($"/collections/{id}/showing")).Status.ShouldBe(HttpStatusCode.NotFound);
        }
        (await house.Browser().Get(result)).Location.ShouldStartWith("/sign-in");

        (await hr.Post($"/collections/{id}/showing")).Status.ShouldBe(HttpStatusCode.SeeOther);
        // The same line for all who were asked, whether they answered or not.
        foreach (var persona in (string[])["maja", "henrik", "jonas"])
        {
            using var one = await house.As(persona);
            (await one.Get("/me")).Text.ShouldContain("Resultatet er klar: »Hvor står vi?«");
            (await one.Get("/collections")).Text.ShouldContain(result);
            var page = (await one.Get(result)).Text;
            page.ShouldContain("31–35 ud af 35");
            page.ShouldNotContain("/showing");
            page.ShouldNotContain("Til planen");
            (await one.Get($"/collections/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await one.Post($"/collections/{id}/showing")).Status.ShouldBe(HttpStatusCode.NotFound);
        }
        foreach (var persona in (string[])["aisha", "admin", "karen", "lars"])
        {
            using var other = await house.As(persona);
            (await other.Get(result)).Status.ShouldBe(HttpStatusCode.NotFound);
            (await other.Get($"{result}/table")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await other.Get("/me")).Text.ShouldNotContain("Resultatet er klar");
        }
        // The database itself knows who may: each sees that it is shown to them, and to nobody else.
        (await house.Ask(db => db.ResultsShown.CountAsync(), Acting.As(maja))).ShouldBe(1);
        (await house.Ask(db => db.ResultsShown.CountAsync(), Acting.As(await house.IdOf("aisha")))).ShouldBe(0);
        (await house.Within(async (_, services) => await services.GetRequiredService<Omtanke.Insight.Releases>().Of(id), Acting.As(await house.IdOf("aisha")))).ShouldBeNull();

        // On the day that was promised it shows itself.
        var forgotten = await Answered(house, birgit, ["Fjordskolen"]);
        await house.DoChores();
        using var school = await house.As("aisha");
        var hanne = await house.Ask(db => db.People.Where(person => person.Name == "Hanne Gade").Select(person => person.Id).SingleAsync());
        using (var early = await house.As(hanne))
            (await early.Get($"/collections/{forgotten}/result")).Status.ShouldBe(HttpStatusCode.NotFound);
        await house.Wait(TimeSpan.FromDays(17));
        using (var late = await house.As(hanne))
            (await late.Get($"/collections/{forgotten}/result")).Status.ShouldBe(HttpStatusCode.OK);
        (await house.Ask(db => db.CollectionEvents.CountAsync(one => one.Collection == forgotten && one.What == Moment.Shown && one.Person == null), Acting.AtChores)).ShouldBe(1);
    }

    [Fact]
    public async Task No_page_file_or_table_shows_a_number_that_the_release_hides()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.IdOf("birgit");
        using var hr = await house.As("birgit");
        foreach (var (unit, many) in (IEnumerable<(string, int)>)[("Fjordskolen", 9), ("Nattevagten", 3), ("Hjemmeplejen Vest", 4)])
            await house.Newcomers(unit, many);
        var (hidden, told) = (0, 0);
        foreach (var seed in Enumerable.Range(1, 5))
        {
            var chance = new Random(seed);
            var (units, step) = seed switch { 1 => (["Fjordby Kommune"], "T01.M"), 2 => (["Sundhed og ældre"], "T04.S3"), 3 => ((string[])["Børn og skole", "Teknik og miljø"], "T10.S4"), 4 => (["Sundhed og ældre", "Fjordskolen"], "T01.M"), _ => (["Sundhed og ældre"], "T04.S2") };
            var id = await Answered(house, birgit, units, step, share: 50 + (seed * 8), answer: (question, options) => chance.Next(12) == 0 ? null : Math.Min(options - 1, chance.Next(options + (question % 3))));
            await house.DoChores();
            var release = (await ReleaseOf(house, id)).ShouldNotBeNull();
            foreach (var cell in release.Cells)
            {
                (hidden, told) = cell.Hidden is null ? (hidden, told + 1) : (hidden + 1, told);
                var (page, may) = ((await hr.Get($"/collections/{id}/result?unit={cell.Unit}")).Text, Written(release, cell).Concat(release.Cells.SelectMany(one => Derived(release, one))).ToHashSet());
                Figures(Region(page, "unit")).Except(Written(release, cell)).ShouldBeEmpty($"seed {seed}, {cell.Unit}");
                Figures(Region(page, "units")).Concat(Figures(Region(page, "whole"))).Except(may).ShouldBeEmpty($"seed {seed}");
            }
            // In the table to take along each line says what its cell and question tell, and nothing where that is hidden.
            var lines = (await hr.Get($"/collections/{id}/result/table")).Text.Trim('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Cells).ToList();
            lines.Count.ShouldBe(release.Cells.Count * release.Questions.Count);
            lines.Where(line => line[^1].Length > 0).ShouldAllBe(line => line[4].Length == 0 && line[5].Length == 0);
            lines.SelectMany(line => line.Skip(4).Where((_, place) => place is 0 or 1 || (place > 2 && place % 2 == 1)).SkipLast(1)).SelectMany(Numbers).Except(release.Cells.SelectMany(cell => Written(release, cell))).ShouldBeEmpty();
            lines.Count(line => line[^1].Length == 0).ShouldBe(release.Cells.Sum(cell => cell.Figures.Count(figure => figure.Hidden is null)));
            var word = WordCells((await hr.Get($"/collections/{id}/result/word")).Bytes);
            word.SelectMany(Numbers).Except(release.Cells.SelectMany(cell => Written(release, cell).Concat(Derived(release, cell)))).ShouldBeEmpty();
        }
        hidden.ShouldBeGreaterThan(8);
        told.ShouldBeGreaterThan(12);
    }

    [Fact]
    public async Task A_workplace_raises_what_it_takes_never_lowers_it_and_each_collection_keeps_what_it_promised()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.IdOf("birgit");
        using var hr = await house.As("birgit");
        (string, string?)[] fixedFields = [("name", "Fjordby"), ("language", "da"), ("months", "12"), ("least", "1"), ("most", "60")];
        Task<Reply> Raise(int means, int counts, int comments, int acts) => hr.Post("/administration/workplace", [.. fixedFields, ("means", $"{means}"), ("counts", $"{counts}"), ("comments", $"{comments}"), ("acts", $"{acts}")]);
        foreach (var (low, said) in ((Task<Reply>, string)[])[(Raise(4, 10, 10, 20), "fra 5 til 100"), (Raise(12, 10, 12, 20), "fra 10 til 100"), (Raise(5, 10, 9, 20), "fra 10 til 100"), (Raise(5, 10, 10, 19), "fra 20 til 100"), (Raise(5, 30, 10, 25), "fra 20 til 100")])
            ((await low).Status, (await low).Text.Contains(said, StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        (await Should.ThrowAsync<PostgresException>(() => house.Do(db => db.Database.ExecuteSqlRawAsync("update workplace set thresholds = '{{4,10,10,20}}'", TestContext.Current.CancellationToken), Acting.AtChores))).SqlState.ShouldBe(PostgresErrorCodes.CheckViolation);

        // One that is out already keeps the five it promised.
        var before = await house.ACollection(birgit, ["Sundhed og ældre"]);
        (await Raise(12, 12, 15, 30)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await hr.Get("/administration/workplace")).Text.ShouldContain("value=\"15\"");
        var after = await house.ACollection(birgit, ["Sundhed og ældre"]);
        foreach (var id in (Guid[])[before, after])
        {
            foreach (var (code, place) in (await house.CodesOf(id)).Values.Take(11).Select((code, place) => (code, place)))
                await house.Answer(code, $"Ord {place}", [.. Enumerable.Range(0, 20).Select(question => (int?)((place + question) % 5))]);
            (await hr.Get($"/collections/{id}")).Text.ShouldContain(id == before ? "aldrig for færre end 5" : "aldrig for færre end 12");
            await house.CloseIt(id);
        }
        await house.DoChores();
        var (first, second) = ((await ReleaseOf(house, before)).ShouldNotBeNull(), (await ReleaseOf(house, after)).ShouldNotBeNull());
        (first.Thresholds, first.Cells[0].Hidden).ShouldBe((new Thresholds(), null));
        (second.Thresholds, second.Cells[0].Hidden).ShouldBe((new Thresholds(12, 12, 15, 30), Hidden.TooFew));
        var promised = (await hr.Get($"/collections/{after}/result")).Text;
        promised.ShouldContain("Færre end 12 har svaret");
        promised.ShouldContain("når mindst 15 har svaret");
    }

    [Fact]
    public async Task A_leader_reads_no_words_of_their_own_people_before_they_do_and_none_at_all_under_ten()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, birgit) = (await house.IdOf("henrik"), await house.IdOf("birgit"));
        var many = await Answered(house, henrik, ["Hjemmeplejen Øst"], comment: "Det er sagt af nogen", share: 100, more: collection => collection.Keepers = [henrik, birgit]);
        var few = await Answered(house, henrik, ["Hjemmeplejen Øst"], comment: "Det er sagt af få", most: 9);
        await house.DoChores();
        using var leader = await house.As("henrik");
        using var hr = await house.As("birgit");
        (await hr.Get($"/collections/{many}/result")).Text.ShouldContain("Det er sagt af nogen");
        var page = (await leader.Get($"/collections/{many}/result")).Text;
        page.ShouldNotContain("Det er sagt af nogen");
        page.ShouldContain("samtidig med alle andre");
        string.Concat(WordCells((await leader.Get($"/collections/{many}/result/word")).Bytes, all: true)).ShouldNotContain("Det er sagt af nogen");
        await leader.Post($"/collections/{many}/showing");
        (await leader.Get($"/collections/{many}/result")).Text.ShouldContain("Det er sagt af nogen");

        await leader.Post($"/collections/{few}/showing");
        (await leader.Get($"/collections/{few}/result")).Text.ShouldContain("mindst 10 har svaret");
        foreach (var path in (string[])["", "/word", "/table"])
        {
            var reply = await leader.Get($"/collections/{few}/result{path}");
            (path == "/word" ? string.Concat(WordCells(reply.Bytes, all: true)) : reply.Text).ShouldNotContain("sagt af få");
        }
        (await ReleaseOf(house, few)).ShouldNotBeNull().Cells.ShouldAllBe(cell => cell.Comments.Count == 0);
    }

    [Fact]
    public async Task Where_nothing_may_be_shown_it_says_so_kindly_and_every_reason_has_its_words()
    {
        await using var house = await Visits.Open(cluster);
        var id = await Answered(house, await house.IdOf("birgit"), ["Fjordskolen"], most: 4);
        await house.DoChores();
        using var hr = await house.As("birgit");
        var page = (await hr.Get($"/collections/{id}/result")).Text;
        page.ShouldContain("Færre end 5 har svaret, så vi viser ingen tal.");
        page.ShouldContain("/workshops/new?tool=T01&amp;for=Fjordskolen");
        page.ShouldNotContain("ud af 8</dd>", Case.Sensitive);
        (await hr.Get($"/workshops/new?tool=T01&for=Fjordskolen")).Text.ShouldContain("value=\"Fjordskolen\"");
        (await hr.Get($"/collections/{id}/result?unit=nonsense&lang=en")).Text.ShouldContain("Fewer than 5 have answered");
        foreach (var words in Visits.Library.Languages.Select(language => language.Words))
            foreach (var why in Enum.GetValues<Hidden>())
            {
                words[$"collections.result.hidden.{why}.short"].Length.ShouldBeInRange(4, 24);
                words[$"collections.result.hidden.{why}.text"].Length.ShouldBeGreaterThan(40);
            }
    }

    [Fact]
    public async Task A_unit_that_is_gone_keeps_its_figures_and_its_name_is_no_formula()
    {
        await using var house = await Visits.Open(cluster);
        await house.Newcomers("Fjordskolen", 8);
        await Tests.Given.Tampering(house, "update units set name = '=2+5;\"x\"' where name = 'Fjordskolen'");
        var id = await Answered(house, await house.IdOf("birgit"), ["Børn og skole"], share: 100);
        await house.DoChores();
        await Tests.Given.Tampering(house, "update memberships set unit = (select id from units where name = 'Børn og skole') where unit = (select id from units where name like '=2%'); delete from roles where unit = (select id from units where name like '=2%'); delete from units where name like '=2%'");
        using var hr = await house.As("birgit");
        var release = (await ReleaseOf(house, id)).ShouldNotBeNull();
        var gone = (await house.Ask(db => db.CollectionUnits.Where(unit => unit.Name.StartsWith("=2")).Select(unit => unit.Unit).SingleAsync(), Acting.AtChores));
        var page = (await hr.Get($"/collections/{id}/result?unit={gone}")).Text;
        page.ShouldContain("Enheden findes ikke længere");
        release.Of(gone).ShouldNotBeNull().Hidden.ShouldBeNull();
        var table = await hr.Get($"/collections/{id}/result/table");
        table.Bytes.AsSpan(0, 3).SequenceEqual(new byte[] { 0xEF, 0xBB, 0xBF }).ShouldBeTrue();
        table.Text.ShouldContain("\"'=2+5;\"\"x\"\"\"");
        table.Text.Split("\r\n").ShouldAllBe(line => !line.StartsWith('='));
        table.Text.ShouldContain(";2,");
        // Half a year later the single answers are gone; what was released stays.
        await house.Wait(TimeSpan.FromDays(190));
        using var later = await house.As("birgit");
        (await house.ContentsOf(id)).Answers.ShouldBeEmpty();
        var then = (await later.Get($"/collections/{id}/result")).Text;
        then.ShouldContain("er slettet");
        Figures(Region(then, "whole")).ShouldBe(Figures(Region((await later.Get($"/collections/{id}/result?unit={gone}")).Text, "whole")));
        Figures(Region(then, "whole")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Fjordby_shows_where_it_stands_and_how_its_temperature_went_through_three_rounds()
    {
        await using var house = await Visits.Open(cluster, lived: true);
        var collections = await house.Ask(db => db.Collections.AsNoTracking().Where(one => one.ClosedAt != null).OrderBy(one => one.OpenedAt).ToListAsync(), Acting.AtChores);
        var (where, last) = (collections.Last(one => one.Tool == "T01" && one.Mode == Mode.Anonymous), collections.Last(one => one.Tool == "T04"));
        where.Asked.ShouldBeInRange(58, 64);
        using var maja = await house.As("maja");
        (await maja.Get("/me")).Text.ShouldContain("Resultatet er klar: »Temperaturen lige nu«");
        var whole = (await maja.Get($"/collections/{where.Id}/result")).Text;
        whole.ShouldContain("Skabende");
        // Under each level stands which tool comes next, as for whoever fills it in alone.
        foreach (var next in Visits.Library.Step("T01.M") is { } step && Omtanke.Steps.StepKinds.Read(step) is Omtanke.Steps.Scale scale ? scale.Groups.SelectMany(group => group.Next) : [])
            Region(whole, "whole").ShouldContain($"href=\"/tools/{next}\"");
        WebUtility.HtmlDecode(Region(whole, "whole")).ShouldContain("Gå videre med: <a ");
        whole.ShouldContain("Hjemmeplejen Øst");
        var pulse = (await maja.Get($"/collections/{last.Id}/result")).Text;
        Regex.Count(Region(pulse, "rounds"), "<th scope=\"row\">").ShouldBe(3);
        Numbers(Region(pulse, "rounds")).ShouldNotBeEmpty();
        (await maja.Get($"/collections/{last.Id}/result?lang=en")).Text.ShouldContain("Over time");
    }

    // Asked, answered and closed. Who answers is the first of those asked, whatever their ids.
    private static async Task<Guid> Answered(
        Visits house, Guid keeper, string[] units, string step = "T01.M", int share = 90, int most = int.MaxValue, string comment = "", int? weeks = null, Func<int, int, int?>? answer = null, Action<Collection>? more = null)
    {
        var id = await house.ACollection(keeper, units, step, more: collection =>
        {
            collection.EveryWeeks = weeks;
            more?.Invoke(collection);
        });
        var options = await house.Ask(async db => (await db.Collections.SingleAsync(one => one.Id == id)).Options, Acting.AtChores);
        var codes = (await house.CodesOf(id)).OrderBy(code => code.Key).Select(code => code.Value).ToList();
        foreach (var (code, place) in codes.Take(Math.Min(most, Math.Max(1, codes.Count * share / 100))).Select((code, place) => (code, place)))
            await house.Answer(code, comment, [.. options.Select((count, question) => answer is null ? (place * 3 + question) % count : answer(question, count))]);
        await house.CloseIt(id);
        return id;
    }

    private static Task<Release?> ReleaseOf(Visits house, Guid id) => house.Within(async (_, services) => await services.GetRequiredService<Omtanke.Insight.Releases>().Of(id), Acting.AtChores);

    private static Task<List<(Guid Id, string Text)>> Releases(Visits house) => house.AsOwner("select id, release::text from releases", row => (row.GetGuid(0), row.GetString(1)));

    // What a cell may say in numbers: how many took part and were asked, and each figure.
    private static IEnumerable<string> Written(Release release, Cell cell)
    {
        foreach (var count in cell.Figures.Select(figure => figure.Answers).Append(cell.People).OfType<Count>())
            foreach (var end in (int[])[count.From, count.To])
                yield return $"{end}";
        foreach (var figure in cell.Figures)
        {
            if (figure.Mean is { } mean)
                yield return mean.ToString("0.0", Danish);
            foreach (var count in figure.Counts ?? [])
                yield return $"{count}";
        }
    }

    // What follows from the figures: each question's or answer's share, and the mean of any four or more that follow each other, as themes are.
    private static IEnumerable<string> Derived(Release release, Cell cell)
    {
        var figures = cell.Figures.ToList();
        foreach (var figure in figures)
            foreach (var count in figure.Counts ?? [])
                yield return Share(count / (decimal)figure.Counts!.Sum());
        for (var from = 0; from < figures.Count; from++)
            for (var to = from; to < figures.Count; to++)
            {
                var of = figures[from..(to + 1)];
                var (means, shares) = (of.Select(figure => figure.Mean).OfType<decimal>().ToList(), of.Where(figure => figure.Counts is { Count: 2 }).Select(figure => figure.Counts![1] / (decimal)figure.Counts.Sum()).ToList());
                if (means.Count > 0)
                {
                    yield return Math.Round(means.Average(), 1, MidpointRounding.AwayFromZero).ToString("0.0", Danish);
                    yield return (Math.Round(means.Average() * 2, MidpointRounding.AwayFromZero) / 2).ToString("0.0", Danish);
                }
                if (shares.Count > 0)
                    yield return Share(shares.Average());
            }

        static string Share(decimal share) => Numbers(share.ToString("P0", Danish)).First();
    }

    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    private static string Region(string page, string name) => Section(name).Match(page) is { Success: true } found ? found.Value : "";

    private static Regex Section(string name) => new($"<section[^>]*aria-labelledby=\"{name}\".*?</section>", RegexOptions.Singleline, TimeSpan.FromSeconds(2));

    // The numbers in the places where figures stand: cells, the ends of bars, letters in drawings.
    private static List<string> Figures(string html) =>
        [.. Figure().Matches(html).Select(found => WebUtility.HtmlDecode(Tag().Replace(found.Groups["in"].Value, " "))).SelectMany(Numbers)];

    private static IEnumerable<string> Numbers(string text) => Number().Matches(text).Select(number => number.Value);

    private static List<string> WordCells(byte[] file, bool all = false)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        var text = reader.ReadToEnd();
        // The first cell of a row is its name.
        return all ? [Tag().Replace(text, " ")] : [.. Row().Matches(text).SelectMany(row => WordCell().Matches(row.Value).Skip(1)).Where(cell => !cell.Value.Contains("CellHead", StringComparison.Ordinal)).Select(cell => Tag().Replace(cell.Value, " "))];
    }

    private static string[] Cells(string line) => [.. Quoted().Matches($"{line};").Select(cell => cell.Groups["cell"].Value)];

    [GeneratedRegex("<td(?! colspan=\"1?[0-9]\" class=\"om-heat-none\")[^>]*>(?<in>.*?)</td>|<b>(?<in>.*?)</b>|<text[^>]*>(?<in>.*?)</text>|</span> <span>(?<in>.*?)</span></div>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Figure();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("[0-9]+(,[0-9]+)?", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex("<w:tr>.*?</w:tr>|<w:tr [^>]*>.*?</w:tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<w:tc>.*?</w:tc>", RegexOptions.Singleline)]
    private static partial Regex WordCell();

    [GeneratedRegex("(?<cell>\"(?:[^\"]|\"\")*\"|[^;]*);", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
