using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Actions;
using Omtanke.Actions.Look;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Tests.Assessments;

namespace Omtanke.Tests.Actions;

/// <summary>The plan as a list, as a board and by the days of a month; which of them by the address alone; and what of it lies on one's own page and in one's calendar.</summary>
public sealed partial class PlanViewsTests(TestCluster cluster)
{
    private static readonly DateOnly Today = Clock.Day(Visits.Monday);

    [Fact]
    public async Task The_address_says_which_and_in_which_form()
    {
        await using var house = await Visits.Open(cluster);
        var (majas, henriks, east, care) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.UnitOf("Hjemmeplejen Øst"), await house.UnitOf("Sundhed og ældre"));
        var late = await house.AnAction(majas, "Sen", action => (action.DueOn, action.Level) = (Today.AddDays(-3), Level.Group));
        await house.AnAction(majas, "Snart", action => (action.DueOn, action.CheckOn) = (Today.AddDays(3), Today.AddDays(40)));
        await house.AnAction(majas, "Færdig", action => (action.Status, action.DoneOn, action.Effect) = (Status.Done, Today, Outcome.Worked));
        await house.AnAction(henriks, "Hjælp mig", action => action.Helpers = [majas]);
        await house.AnAction(henriks, "Østs egen", action => (action.Shown, action.Units) = (Shown.Units, [east]), Origin.Workshop, called: "Sammen om at bære");
        await house.AnAction(henriks, "Hele området", action => (action.Shown, action.Units) = (Shown.Units, [care]));
        await house.AnAction(henriks, "Den åbne", action => action.Shown = Shown.Workplace);
        using var maja = await house.As("maja");
        await Shows("", "Sen", "Hjælp mig", "Snart");
        await Shows("?status=all", "Sen", "Færdig", "Hjælp mig", "Snart");
        await Shows("?status=done", "Færdig");
        await Shows("?late=1", "Sen");
        await Shows("?helps=1", "Hjælp mig");
        await Shows("?level=group", "Sen");
        await Shows("?text=SNA", "Snart");
        await Shows("?text=%25");
        await Shows("?whose=group", "Hele området", "Østs egen");
        await Shows($"?whose=group&unit={east}", "Østs egen");
        await Shows("?whose=group&unit=Sundhed%20og%20%C3%A6ldre", "Hele området", "Østs egen");
        await Shows("?whose=group&origin=workshop", "Østs egen");
        await Shows("?whose=workplace", "Den åbne");
        // What it does not know, it leaves.
        await Shows("?whose=hr&status=5&level=x&page=-1&form=cube&month=2026-99", "Sen", "Hjælp mig", "Snart");
        (await maja.Get("/actions?text=findes-ikke")).Text.ShouldContain("Intet passer på det, du søger");
        (await maja.Get("/actions?whose=workplace&status=out")).Text.ShouldContain("Vis alle igen");

        var board = (await maja.Get("/actions?form=board")).Text;
        board.IndexOf("Sen</a>", StringComparison.Ordinal).ShouldBeLessThan(board.IndexOf("column-Done", StringComparison.Ordinal));
        board.IndexOf("Færdig</a>", StringComparison.Ordinal).ShouldBeGreaterThan(board.IndexOf("column-Done", StringComparison.Ordinal));
        // A card is moved without a script, and one comes back to where one was; never to elsewhere.
        (await maja.Post($"/actions/{late}/outcome", ("version", "1"), ("status", "UnderWay"), ("back", $"/actions?form=board#a-{late}"))).Location.ShouldBe($"/actions?form=board#a-{late}");
        (await maja.Post($"/actions/{late}/outcome", ("version", "2"), ("status", "Done"), ("back", "//evil.example"))).Location.ShouldBe($"/actions/{late}");
        var month = (await maja.Get("/actions?form=calendar&month=2026-11")).Text;
        month.ShouldContain("november 2026");
        month.ShouldContain("Snart");
        // A Thursday: the weeks as they are numbered here, as a heading of each row and beside each day of the list.
        WeekRows().Matches(month).Select(row => row.Groups["week"].Value).ShouldBe(["44", "45", "46", "47", "48", "49"]);
        month.ShouldContain("26. november 2026 <span class=\"om-week\">uge 48</span>");
        WeekRows().Matches((await maja.Get("/actions?form=calendar&month=2027-01")).Text).Select(row => row.Groups["week"].Value).ShouldBe(["53", "1", "2", "3", "4"]);
        (await maja.Get("/actions?form=calendar&month=2027-01")).Text.ShouldContain("Se efter: Snart");
        (await maja.Get("/actions?form=calendar&month=2028-02")).Text.ShouldContain("2028-02-29");
        var table = (await maja.Get("/actions/table?status=all")).Text;
        table.ShouldContain("Hjælp mig;Henrik Lund;Maja Holm;", customMessage: "who helps by name");
        table.ShouldContain(";Hvad kommer det af?;Hvad kræver det?;Hvor slemt er det?;Hvor mange rammer det?;");
        table.ShouldNotContain("Den åbne");

        async Task Shows(string query, params string[] whats) =>
            What().Matches((await maja.Get($"/actions{query}")).Text).Select(match => match.Groups["what"].Value).Order(StringComparer.Ordinal).ShouldBe(whats.Order(StringComparer.Ordinal), query);
    }

    [Fact]
    public async Task A_card_that_is_moved_keeps_the_line_that_stands_about_it_and_nothing_is_told_that_nobody_said()
    {
        await using var house = await Visits.Open(cluster);
        var majas = await house.IdOf("maja");
        var id = await house.AnAction(majas, "Makkere", action => (action.Status, action.DoneOn, action.Effect, action.EffectNote) = (Status.Done, Today, Outcome.Partly, "Om formiddagen hjælper det"));
        using var maja = await house.As("maja");
        (await maja.Get("/actions?form=board")).Text.ShouldContain("Om formiddagen hjælper det");
        (await maja.Post($"/actions/{id}/outcome", ("version", "1"), ("status", "UnderWay"), ("back", "/actions?form=board"))).Location.ShouldBe("/actions?form=board");
        (await maja.Get("/actions?form=board")).Text.ShouldContain("Om formiddagen hjælper det");
        (await maja.Post($"/actions/{id}/outcome", ("version", "2"), ("status", "Planned"))).Location.ShouldBe($"/actions/{id}");
        (await maja.Get($"/actions/{id}")).Text.ShouldContain("Om formiddagen hjælper det");
        var moves = await house.Ask(db => db.ActionEvents.Where(one => one.Action == id && one.What != ActionMoment.Made).Select(one => new { one.What, one.About }).ToListAsync(), Acting.AtChores);
        moves.ShouldAllBe(one => one.What == ActionMoment.Told && one.About == "");
        moves.Count.ShouldBe(2);
        // Too late a press, after somebody else's: what stands there is shown, not overwritten.
        (await maja.Post($"/actions/{id}/outcome", ("version", "1"), ("status", "Done"))).Status.ShouldBe(HttpStatusCode.Conflict);
        // Whoever empties the line on its own page has emptied it.
        (await maja.Post($"/actions/{id}/outcome", ("version", "3"), ("status", "Planned"), ("effect", ""), ("note", ""), ("look", ""))).Location.ShouldBe($"/actions/{id}");
        (await house.TheAction(id)).EffectNote.ShouldBe("");
    }

    [Fact]
    public async Task Five_hundred_stand_on_pages_and_the_board_says_that_there_are_more()
    {
        await using var house = await Visits.Open(cluster);
        var majas = await house.IdOf("maja");
        await house.Do(async db =>
        {
            db.AddRange(Enumerable.Range(0, 500).Select(n => new PlannedAction { Id = Ids.New(), Origin = Origin.Own, What = $"Nummer {n:000}", Owner = majas, Keeper = majas, DueOn = Today.AddDays(n), MadeAt = Visits.Monday }));
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        using var maja = await house.As("maja");
        using var trips = new RoundTrips(house);
        var seen = new List<string>();
        for (var page = 1; page <= 10; page++)
            seen.AddRange(What().Matches((await maja.Get($"/actions?page={page}")).Text).Select(match => match.Groups["what"].Value));
        seen.ShouldBe(Enumerable.Range(0, 500).Select(n => $"Nummer {n:000}"));
        (await maja.Get("/actions?page=10")).Text.ShouldNotContain("Næste");
        trips.Take();
        var board = (await maja.Get("/actions?form=board")).Text;
        trips.Take().Count.ShouldBeLessThanOrEqualTo(3);
        board.ShouldContain("30&#x2B;");
        board.ShouldContain("/actions?status=planned");
        trips.Take();
        (await maja.Get("/me")).Text.ShouldContain("handlinger mere, der snart skal være gjort");
        trips.Take().Count.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task Ones_own_page_and_calendar_hold_what_is_due_asked_or_to_be_looked_at_and_the_calendar_never_says_what()
    {
        await using var house = await Visits.Open(cluster);
        var (majas, henriks) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        await house.AnAction(majas, "Kanarien er sen", action => action.DueOn = Today.AddDays(-1));
        await house.AnAction(majas, "Kanarien om en uge", action => action.DueOn = Today.AddDays(7));
        await house.AnAction(majas, "Kanarien om en måned", action => action.DueOn = Today.AddDays(30));
        await house.AnAction(majas, "Kanarien er gjort", action => (action.Status, action.DueOn, action.CheckOn) = (Status.Done, Today.AddDays(-30), Today));
        await house.AnAction(majas, "Kanarien er væk", action => (action.IsOut, action.DueOn) = (true, Today));
        await house.AnAction(henriks, "Kanarien fra Henrik", action => action.OfferedTo = majas);
        using var maja = await house.As("maja");
        var page = (await maja.Get("/me")).Text;
        foreach (var said in (string[])["Kanarien er sen", "Kanarien om en uge", "Hjalp det? Kanarien er gjort", "Du bliver spurgt, om du tager: Kanarien fra Henrik"])
            page.ShouldContain(said);
        page.ShouldNotContain("om en måned");
        page.ShouldNotContain("er væk");
        var dated = await house.Ask(async db => await new ActionDates(db, Visits.Library).For(majas, Today, Today.AddDays(60), TestContext.Current.CancellationToken), Acting.As(majas));
        dated.Select(one => (one.On, one.Title)).Order().ShouldBe([(Today, "Se på en handling i planen"), (Today.AddDays(7), "En handling i planen"), (Today.AddDays(30), "En handling i planen")]);
        dated.ShouldAllBe(one => one.Address.StartsWith("/actions/"));
    }

    [Fact]
    public async Task Whoever_left_is_followed_by_the_leader_then_by_whoever_made_it_and_by_nobody_in_a_circle()
    {
        await using var house = await Visits.Open(cluster);
        var (majas, henriks, birgits, east) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("birgit"), await house.UnitOf("Hjemmeplejen Øst"));
        var id = await house.AnAction(majas, more: action => (action.Keeper, action.Units, action.Shown) = (birgits, [east], Shown.Units));
        var (done, put) = (await house.AnAction(majas, "Gjort", action => action.Status = Status.Done), await house.AnAction(majas, "Væk", action => action.IsOut = true));
        await house.DoChores();
        (await Now()).OfferedTo.ShouldBeNull();
        await house.Do(db => db.Leave(majas, Today), Acting.AtChores);
        await house.DoChores();
        await house.DoChores();
        (await Now()).OfferedTo.ShouldBe(henriks);
        using var henrik = await house.As("henrik");
        (await henrik.Get($"/actions/{id}")).Text.ShouldContain("Planen spørger, om du tager den");
        (await henrik.Post($"/actions/{id}/refusal", ("answer", "Jeg har for mange"))).Location.ShouldBe("/actions");
        await house.DoChores();
        // The leader above, who leaves as well; then the top; then whoever made it.
        var above = (await Now()).OfferedTo.ShouldNotBeNull();
        above.ShouldNotBe(henriks);
        await house.Do(db => db.Leave(above, Today), Acting.AtChores);
        await house.DoChores();
        using var karen = await house.As("karen");
        (await Now()).OfferedTo.ShouldBe(await house.IdOf("karen"));
        await karen.Post($"/actions/{id}/refusal");
        await house.DoChores();
        (await Now()).OfferedTo.ShouldBe(birgits);
        using var birgit = await house.As("birgit");
        (await birgit.Post($"/actions/{id}/refusal")).Location.ShouldBe("/actions");
        await house.DoChores();
        await house.DoChores();
        (await Now()).OfferedTo.ShouldBeNull();
        (await house.Ask(db => db.ActionEvents.CountAsync(one => one.What == ActionMoment.Adrift), Acting.AtChores)).ShouldBe(1);
        (await house.Ask(db => db.Actions.CountAsync(one => one.OfferedTo != null), Acting.AtChores)).ShouldBe(0);

        Task<PlannedAction> Now() => house.Ask(db => db.Actions.AsNoTracking().SingleAsync(one => one.Id == id), Acting.AtChores);
    }

    [Fact]
    public async Task What_only_few_may_see_goes_to_one_of_those_few_and_to_nobody_new_when_whoever_answers_for_it_leaves()
    {
        await using var house = await Visits.Open(cluster);
        var (majas, jonass, birgits, aishas) = (await house.IdOf("maja"), await house.IdOf("jonas"), await house.IdOf("birgit"), await house.IdOf("aisha"));
        var workshop = await Tests.Workshops.Given.AWorkshop(house, [birgits]);
        var result = await house.ACollection(await house.IdOf("karen"), ["Hjemmeplejen Øst"], closed: true);
        var (_, _, promised) = await Tests.Meetings.Given.ASeries(house, [aishas, await house.IdOf("karen"), majas]);
        var (alone, ofResult) = (await house.AnAction(majas, "Kanarien alene"), await house.AnAction(majas, "Kanarien af et svar", origin: Origin.Collection, of: result));
        var (helped, agreed) = (await house.AnAction(majas, "Kanarien med hjælp", action => action.Helpers = [jonass]), await house.AnAction(majas, "Kanarien fra workshoppen", origin: Origin.Workshop, of: workshop));
        await house.Do(db => db.Leave(majas, Today), Acting.AtChores);
        await house.DoChores();

        var asked = await house.Ask(db => db.Actions.AsNoTracking().ToDictionaryAsync(action => action.Id, action => action.OfferedTo), Acting.AtChores);
        (asked[alone], asked[ofResult], asked[helped], asked[agreed], asked[promised]).ShouldBe((null, null, jonass, birgits, aishas));
        using var jonas = await house.As("jonas");
        var page = (await jonas.Get($"/actions/{helped}")).Text;
        page.ShouldContain("spørger vi en anden af dem, der allerede kan se den");
        page.ShouldNotContain("bliver den, hvor den er");
        (await jonas.Post($"/actions/{helped}/refusal", ("answer", "Jeg kan ikke nå det"))).Location.ShouldBe("/actions");
        await house.DoChores();
        (await house.TheAction(helped)).OfferedTo.ShouldBeNull();
        (await jonas.Get($"/actions/{helped}")).Text.ShouldContain("er her ikke mere, og ingen har taget den", customMessage: "those who see it are told that it is nobody's");
        using var henrik = await house.As("henrik");
        foreach (var action in asked.Keys)
            (await henrik.Get($"/actions/{action}")).Status.ShouldBe(HttpStatusCode.NotFound, "her leader, who was promised not to see it");
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.ToEmail == "henrik@fjordby.example" && letter.UniqueKey.StartsWith("desk Asked")))).ShouldBe(0);
    }

    [Fact]
    public async Task What_has_been_over_for_six_years_is_forgotten_for_good_and_nothing_else()
    {
        await using var house = await Visits.Open(cluster);
        var majas = await house.IdOf("maja");
        foreach (var (what, status, isOut) in new[] { ("Gjort", Status.Done, false), ("Droppet", Status.Dropped, false), ("Væk", Status.Planned, true), ("Åben", Status.UnderWay, false), ("Rørt", Status.Done, false) })
            await house.AnAction(majas, what, action => (action.Status, action.IsOut) = (status, isOut));
        await house.Wait(TimeSpan.FromDays(6 * 365));
        (await house.Ask(db => db.Actions.CountAsync(), Acting.AtChores)).ShouldBe(5);
        await house.Do(async db =>
        {
            var touched = await db.Actions.SingleAsync(one => one.What == "Rørt");
            db.Add(touched.Tell(Status.Done, Outcome.Worked, "", null, house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        await house.Wait(TimeSpan.FromDays(3));
        (await house.Ask(db => db.Actions.OrderBy(one => one.What).Select(one => one.What).ToListAsync(), Acting.AtChores)).ShouldBe(["Rørt", "Åben"]);
        (await house.Ask(db => db.Database.SqlQuery<int>($"""select count(*)::int as "Value" from tombstones where kind = 'actions'""").SingleAsync(), Acting.AtChores)).ShouldBe(3);
    }

    [Theory]
    [InlineData("2026-11-01", "2026-10-26", 42)]
    [InlineData("2027-02-01", "2027-02-01", 28)]
    [InlineData("2028-02-01", "2028-01-31", 35)]
    public void A_month_is_shown_in_whole_weeks(string first, string from, int days)
    {
        var around = Asked.DaysAround(DateOnly.ParseExact(first, "yyyy-MM-dd")).ToList();
        (around[0], around.Count).ShouldBe((DateOnly.ParseExact(from, "yyyy-MM-dd"), days));
    }

    [GeneratedRegex("""<th scope="row"[^>]*>\s*<a [^>]*>(?<what>[^<]*)</a>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex What();

    [GeneratedRegex("""<th scope="row"[^>]*><span class="sr-only">uge (?<week>\d+)</span>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WeekRows();
}
