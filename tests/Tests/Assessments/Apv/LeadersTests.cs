using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Apv;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Tests.Assessments.Apv;

/// <summary>The leader-APV: nobody is named before a yes, what each thinks alone stays alone, and it never runs the workplace's own clocks.</summary>
public sealed partial class LeadersTests(TestCluster cluster)
{
    [Fact]
    public async Task Each_is_asked_before_others_see_the_name_and_may_say_no_without_a_trace()
    {
        await using var house = await Visits.Open(cluster);
        using var henrik = await house.As("henrik");
        using var aisha = await house.As("aisha");
        using var maja = await house.As("maja");
        using var birgit = await house.As("birgit");
        (await maja.Get("/apv/leaders/new")).Status.ShouldBe(HttpStatusCode.NotFound);
        var form = (await henrik.Get("/apv/leaders/new")).Text;
        form.ShouldContain("opfylder ikke alene");
        form.ShouldContain("henrik@fjordby.example");
        form.ShouldContain("Information og beslutninger");
        (string, string?)[] typed = [("title", "Leder-APV på tværs"), ("method", "Form"), ("alone", "2026-12-04"), ("themes", "Krav\nStøtte fra andre ledere")];
        var wrong = await henrik.Post("/apv/leaders", [.. typed, ("leaders", "henrik@fjordby.example"), ("meet", "2026-12-01")]);
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wrong.Text.ShouldContain("Skriv mindst to");
        wrong.Text.ShouldContain("ligger før den dag");
        (await henrik.Post("/apv/leaders", [.. typed, ("leaders", "henrik@fjordby.example\nHolger Danske"), ("meet", "2026-12-08")])).Text.ShouldContain("Vi kan ikke finde: Holger Danske.");
        var home = (await henrik.Post("/apv/leaders", [.. typed, ("leaders", "henrik@fjordby.example\naisha@fjordby.example\nbirgit@fjordby.example"), ("meet", "2026-12-08")])).Location.ShouldNotBeNull();

        // Henrik began it, and so is named; the others are asked, on their own page, and told what it means before anything is written.
        (await maja.Get(home)).Text.ShouldContain("Henrik Lund");
        (await maja.Get(home)).Text.ShouldNotContain("Aisha Rahman");
        (await henrik.Get(home)).Text.ShouldContain("Er spurgt");
        (await aisha.Get("/me")).Text.ShouldContain("Vil du være med i Leder-APV på tværs?");
        (await aisha.Get(home)).Text.ShouldContain("her er ingen anonyme");
        (await maja.Post($"{home}/consent")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await aisha.Post($"{home}/consent")).Location.ShouldBe(home);
        (await maja.Get(home)).Text.ShouldContain("Aisha Rahman");
        var mine = (await aisha.Get("/me")).Text;
        mine.ShouldContain("Tænk selv, før I mødes");
        // Each thinks alone with the tool's own form, prints the walk, and meets in a workshop with the tool.
        var way = (await aisha.Get(home)).Text;
        foreach (var address in (string[])["name=\"step\" value=\"L13.F1\"", $"{home}/form", "/tools/leader-apv/L13.P/paper", "/workshops/new?tool=L13", "/tools/leader-apv/L13.F4"])
            way.ShouldContain(address);
        foreach (var address in (string[])["/reflections/new?step=L13.F1", $"{home}/form", "/tools/leader-apv/L13.P/paper", "/workshops/new?tool=L13", "/tools/leader-apv/L13.F4"])
            (await aisha.Get(address)).Status.ShouldBe(HttpStatusCode.OK, address);
        (await birgit.Post($"{home}/departure")).Location.ShouldBe("/me");
        (await henrik.Get(home)).Text.ShouldNotContain("Birgit Dam");
        (await house.AsOwner("select count(*) from apv_events e join people p on p.id = e.person where p.name = 'Birgit Dam'", row => row.GetInt64(0))).ShouldBe([0L]);

        (await henrik.Post($"{home}/course", ("method", "Wheel"), ("alone", "2026-12-06"), ("meet", "2026-12-09"))).Location.ShouldBe(home);
        way = (await aisha.Get(home)).Text;
        foreach (var address in (string[])["/reflections/new?step=L14.S2", "/tools/wellbeing-wheel/L14.S1/paper", "/workshops/new?tool=L14"])
        {
            way.ShouldContain(address);
            (await aisha.Get(address)).Status.ShouldBe(HttpStatusCode.OK, address);
        }
    }

    [Fact]
    public async Task The_themes_the_group_agreed_on_are_those_each_thinks_about_alone_and_finds_on_paper()
    {
        await using var house = await Visits.Open(cluster);
        using var henrik = await house.As("henrik");
        (string, string?)[] typed = [("title", "Leder-APV på tværs"), ("method", "Form"), ("alone", "2026-12-04"), ("meet", "2026-12-08"), ("leaders", "henrik@fjordby.example\naisha@fjordby.example")];
        var home = (await henrik.Post("/apv/leaders", [.. typed, ("themes", "Nattens ro\nInformation og beslutninger\nBudget og sparekrav")])).Location!;
        var agreed = WebUtility.HtmlDecode(Agreed().Match((await henrik.Get(home)).Text).Groups["themes"].Value);
        var note = (await henrik.Post("/reflections", ("step", "L13.F1"), ("themes", agreed))).Location!;
        foreach (var page in (string[])[note, $"{home}/form"])
        {
            var read = (await henrik.Get(page)).Text;
            foreach (var theme in (string[])["Nattens ro", "Information og beslutninger", "Budget og sparekrav"])
                read.ShouldContain(theme, customMessage: page);
            read.ShouldNotContain("Udvikling som leder", customMessage: page);
        }
        // What is written under them is kept, goes along on paper, and is nowhere taken for something left over.
        (await henrik.Post(note, ("version", "0"), ("L13.F1.A2.red", "Vi ved intet om næste år"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        foreach (var page in (string[])[note, $"{note}/paper", "/reflections/compare/L13.F1"])
            (await henrik.Get(page)).Text.ShouldContain("Vi ved intet om næste år", customMessage: page);
        (await henrik.Get(note)).Text.ShouldNotContain("id=\"left\"");
        ApvTests.Text(await henrik.Get($"{note}/word")).ShouldContain("Budget og sparekrav");
        (await henrik.Get($"{note}/json")).Text.ShouldContain("Budget og sparekrav");
        // Whoever begins without a group has all of the tool's own, also where the other form was left empty.
        var empty = (await henrik.Post("/reflections", ("step", "L13.F1"), ("themes", agreed))).Location!;
        (await henrik.Post("/reflections", ("step", "L13.F1"))).Location.ShouldBe(empty);
        var own = (await henrik.Get(empty)).Text;
        own.ShouldContain("Udvikling som leder");
        own.ShouldNotContain("Nattens ro");
    }

    [Fact]
    public async Task Its_days_stand_in_the_calendars_of_those_who_said_yes_and_nowhere_else_and_say_nothing_of_what_it_is()
    {
        const string Think = "Sidste dag til at tænke noget igennem", Again = "Noget, du skal tage op igen";
        await using var house = await Visits.Open(cluster);
        using var henrik = await house.As("henrik");
        using var aisha = await house.As("aisha");
        (string, string?)[] typed = [("title", "Leder-APV på tværs"), ("method", "Form"), ("themes", "Krav"), ("leaders", "henrik@fjordby.example\naisha@fjordby.example\nbirgit@fjordby.example")];
        var group = (await henrik.Post("/apv/leaders", [.. typed, ("alone", "2026-12-04"), ("meet", "2026-12-08")])).Location!;
        var home = group[..^"/leaders".Length];
        (await Days("henrik", home)).ShouldBe([("20261204", Think), ("20261208", "Møde")]);
        foreach (var persona in (string[])["aisha", "birgit", "maja", "karen"])
            (await Days(persona, home)).ShouldBeEmpty($"{persona} has not said yes");
        await aisha.Post($"{group}/consent");
        // Whoever goes out again has them no longer.
        using (var birgit = await house.As("birgit"))
        {
            await birgit.Post($"{group}/consent");
            (await Days("birgit", home)).Count.ShouldBe(2);
            await birgit.Post($"{group}/departure");
            (await Days("birgit", home)).ShouldBeEmpty();
        }
        // Moved, it is the same entry on another day.
        var before = await Feed("aisha");
        await henrik.Post($"{group}/course", ("method", "Form"), ("alone", "2026-12-05"), ("meet", "2026-12-08"));
        var feed = await Feed("aisha");
        (await Days("aisha", home)).ShouldBe([("20261205", Think), ("20261208", "Møde")]);
        Uids(feed).ShouldBe(Uids(before), ignoreOrder: true);
        foreach (var line in feed.Split("\r\n").Where(line => line.StartsWith("SUMMARY:", StringComparison.Ordinal)))
            foreach (var word in (string[])["APV", "leder", "på tværs", "Henrik", "Krav"])
                line.ShouldNotContain(word, Case.Insensitive);
        await house.Do(db => db.People.Where(person => person.Email == "aisha@fjordby.example").ExecuteUpdateAsync(set => set.SetProperty(person => person.Language, "en")));
        (await Days("aisha", home)).ShouldBe([("20261205", "Last day to think something through"), ("20261208", "Meeting")]);
        await house.Do(db => db.People.Where(person => person.Email == "aisha@fjordby.example").ExecuteUpdateAsync(set => set.SetProperty(person => person.Language, "da")));

        // What they planned is looked at by all of them; whoever answers for it has it from the plan, and only once.
        await henrik.Post($"{home}/sources", ("kind", "Workshop"), ("tool", "L13"), ("name", "Vores møde"), ("day", "2026-11-20"));
        var topic = await house.Ask(db => db.ApvTopics.Select(one => one.Id).SingleAsync(), Acting.AtChores);
        await henrik.Post($"{home}/problems", ("what", "Man står alene"), ("topic", topic.ToString()), ("severity", "2"), ("extent", "2"));
        var problem = await house.Ask(db => db.ApvProblems.Select(one => one.Id).SingleAsync(), Acting.AtChores);
        foreach (var what in (string[])["Vi bliver makkere", "Vi ringer"])
            (await henrik.Post($"{home}/actions", ("problem", problem.ToString()), ("what", what), ("responsible", "Henrik"), ("person", "henrik@fjordby.example"), ("due", "2026-12-20"), ("check", "2027-01-15"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Days("aisha", home)).ShouldBe([("20261205", Think), ("20261208", "Møde"), ("20270115", "Opfølgning")]);
        (await Days("henrik", home)).Select(one => one.Day).ShouldNotContain("20270115");
        (await Feed("henrik")).Split("SUMMARY:Se på en handling i planen").Length.ShouldBe(3);

        // A year after it was closed, until the same leaders have begun another.
        await house.Do(db => db.Apvs.Where(apv => apv.Part == TakingPart.Leaders).ExecuteUpdateAsync(set => set.SetProperty(apv => apv.ClosedAt, house.Clock.GetUtcNow())), Acting.AtChores);
        (await Days("aisha", home)).ShouldContain(("20271123", Again));
        await house.Wait(TimeSpan.FromDays(1));
        (await henrik.Post("/apv/leaders", [.. typed, ("alone", "2026-12-11"), ("meet", "2026-12-15")])).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Days("aisha", home)).ShouldNotContain(one => one.Title == Again);

        async Task<IReadOnlyList<(string Day, string Title)>> Days(string persona, string at) =>
            [.. Entry().Matches(await Feed(persona)).Where(one => one.Groups["url"].Value.Contains($"{at}/", StringComparison.Ordinal)).Select(one => (one.Groups["day"].Value, one.Groups["title"].Value)).Order()];

        async Task<string> Feed(string persona)
        {
            using var visitor = await house.As(persona);
            using var calendar = house.Browser();
            var link = Address().Match((await visitor.Post("/account/calendar")).Text).Value;
            // In the file long lines are broken, and commas marked.
            return (await calendar.Get(link)).Text.Replace("\r\n ", "", StringComparison.Ordinal).Replace("\\,", ",", StringComparison.Ordinal);
        }

        static IEnumerable<string> Uids(string feed) => feed.Split("\r\n").Where(line => line.StartsWith("UID:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_an_assessment_like_others_but_runs_no_clock_of_the_workplace_and_comes_again_in_a_year()
    {
        await using var house = await Visits.Open(cluster);
        using var henrik = await house.As("henrik");
        using var maja = await house.As("maja");
        var group = (await henrik.Post("/apv/leaders", ("title", "Leder-APV på tværs"), ("method", "Form"), ("alone", "2026-12-04"), ("meet", "2026-12-08"), ("themes", "Krav"), ("leaders", "henrik@fjordby.example\naisha@fjordby.example"))).Location!;
        var home = group[..^"/leaders".Length];
        (await henrik.Post($"{home}/sources", ("kind", "Workshop"), ("tool", "L13"), ("name", "Vores møde"), ("day", "2026-11-20"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var topic = await house.Ask(db => db.ApvTopics.Select(one => one.Id).SingleAsync(), Acting.AtChores);
        (await henrik.Post($"{home}/problems", ("what", "Man står alene med det svære"), ("topic", topic.ToString()), ("severity", "2"), ("extent", "2"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        // Leaders are few: there are no figures of their absence, only what they say of it.
        (await henrik.Get($"{home}/absence/figures")).Location.ShouldBe($"{home}/absence");
        (await henrik.Get($"{home}/absence")).Text.ShouldNotContain("Tal for fraværet");
        (await henrik.Post($"{home}/absence", ("version", "0"), ("contributes", "NotKnown"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var problem = await house.Ask(db => db.ApvProblems.Select(one => one.Id).SingleAsync(), Acting.AtChores);
        (await henrik.Get($"{home}/actions/new?problem={problem}")).Text.ShouldContain("Hvad kræver det?");
        (await henrik.Post($"{home}/actions", ("problem", problem.ToString()), ("what", "Vi bliver makkere"), ("responsible", "Lederen af Øst"), ("due", "2026-12-20"), ("needs", "En halv time om ugen"), ("with", "Alle i gruppen"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var plan = (await maja.Get($"{home}/plan")).Text;
        plan.ShouldContain("En halv time om ugen");
        plan.ShouldContain("Alle i gruppen");
        var five = (await maja.Get(group)).Text;
        five.Split(" Gjort</td>").Length.ShouldBe(5);
        five.Split(" Ikke endnu</td>").Length.ShouldBe(2);
        var action = await house.Ask(db => db.ApvActions.Select(one => one.Id).SingleAsync(), Acting.AtChores);
        await henrik.Post($"{home}/actions/{action}/outcome", ("status", "Done"), ("effect", "Worked"), ("version", "1"));
        (await henrik.Post($"{home}/closing")).Location.ShouldBe(home);
        var shown = (await maja.Get("/apv")).Text;
        shown.ShouldContain("Tag den op igen senest 23. nov. 2027");
        shown.ShouldNotContain("Emnerne og deres tid");
        (await maja.Get($"{home}/paper")).Text.ShouldContain("opfylder ikke alene");
    }

    [GeneratedRegex("DTSTART;VALUE=DATE:(?<day>[0-9]{8})\r\n.*\r\n.*\r\nSUMMARY:(?<title>.*)\r\nURL:(?<url>.*)\r\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();

    [GeneratedRegex("name=\"themes\" value=\"(?<themes>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Agreed();

    [GeneratedRegex("/calendar/[A-Za-z0-9_-]{43}\\.ics", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
