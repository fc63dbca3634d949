using System.Text.Json;
using Omtanke.Tests.Assessments;

namespace Omtanke.Browser;

/// <summary>A collection in each of its three modes, from the plan to what is read afterwards: Birgit plans it at her computer, Maja answers on her phone.</summary>
public sealed class CollectionTests(TestCluster cluster, Chromium chromium)
{
    private const string Title = "Hvor står vi i dag?";

    [Fact]
    public async Task HR_plans_it_and_a_letter_becomes_an_answer_that_nobody_finds_again()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var (birgit, maja) = (await chromium.Window(house.Address), await chromium.Window(house.Address, phone: true));
        var home = await Plan(birgit);
        await birgit.Locator("details:has(form[action$='/opening']) summary").ClickAsync();
        await birgit.Press("collections.plan.open-do");
        await birgit.Shows(Journey.Say("collections.plan.few-yet", ("of", 35)));
        await Look(birgit);
        await birgit.Picture("collection-open");
        var code = await Letter(birgit);

        await Answer(maja, code);

        await birgit.GotoAsync(home);
        await birgit.Locator("details:has(form[action$='/closing']) summary").ClickAsync();
        await birgit.Press("collections.plan.close-do");
        await birgit.Shows(Journey.Say("collections.result.making.title"));
        await Look(birgit);
        await maja.GotoAsync("/answer");
        await maja.FillAsync("#f-code", code);
        await maja.Press("collections.enter.on");
        await maja.Shows(Journey.Say("collections.answer.over.text"));
        await Look(maja);
    }

    [Fact]
    public async Task Whoever_has_no_script_no_mouse_or_a_bad_connection_answers_as_well()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var id = await house.ACollection(await house.IdOf("birgit"), ["Fjordskolen"]);
        var codes = (await house.CodesOf(id)).Values.ToList();
        var plain = await chromium.Window(house.Address, phone: true, script: false);
        await plain.GotoAsync($"/answer?code={codes[0]}");
        await plain.Press("collections.answer.welcome.begin");
        await plain.Locator("[id='T01.P1-3']").CheckAsync();
        await plain.Press("collections.answer.questions.on");
        await plain.Press("collections.answer.review.send");
        await plain.Shows(Journey.Say("collections.answer.receipt.text"));

        // By keyboard alone: each question is one stop, and arrows choose in it.
        var keys = await chromium.Window(house.Address, dark: true);
        await keys.GotoAsync($"/answer?code={codes[1]}");
        await keys.TabTo("main a[href$='/questions']");
        await keys.Keyboard.PressAsync("Enter");
        await keys.Reaches("/questions($|[?#])");
        await keys.TabTo("[name='T01.P1']");
        for (var step = 0; step < 2; step++)
            await keys.Keyboard.PressAsync("ArrowRight");
        (await keys.EvaluateAsync<string>("() => document.querySelector(\"[name='T01.P1']:checked\").value")).ShouldBe("2");
        await keys.TabTo("[name='T01.P2']");
        await keys.IsOpenToAll();

        var weighed = await chromium.Window(house.Address, phone: true);
        await weighed.GotoAsync($"/answer?code={codes[2]}");
        var (weight, requests) = await Weigh(weighed, $"/collections/{id}/answer/questions");
        TestContext.Current.SendDiagnosticMessage($"{weight / 1024:0.0} KB in {requests.Count} requests: {JsonSerializer.Serialize(requests)}");
        requests.Count.ShouldBeInRange(2, 6, string.Join('\n', requests));
        (weight / 1024).ShouldBeInRange(10, 50);
        // What a screen reader is told of the first question.
        var tree = await weighed.Locator("fieldset").First.AriaSnapshotAsync();
        tree.ShouldContain("group \"1 af 20");
        tree.ShouldContain("radio \"4 Passer ret godt\"");
        TestContext.Current.SendDiagnosticMessage(tree);
    }

    [Fact]
    public async Task It_closes_and_everybody_who_was_asked_sees_what_came_of_it_on_any_screen()
    {
        await using var house = await Visits.Open(cluster, network: true);
        await house.Newcomers("Fjordskolen", 14);
        var id = await house.ACollection(await house.IdOf("birgit"), ["Sundhed og ældre", "Fjordskolen"]);
        foreach (var (code, place) in (await house.CodesOf(id)).Values.Order(StringComparer.Ordinal).Skip(4).Select((code, place) => (code, place)))
            await house.Answer(code, place % 4 == 0 ? "Mere ro om morgenen, tak." : "", [.. Enumerable.Range(0, 20).Select(question => (int?)(((place * 7) + question) % 5))]);
        var birgit = await chromium.Window(house.Address);
        await birgit.SitDownAs("birgit");
        await birgit.GotoAsync($"/collections/{id}");
        await birgit.Locator("details:has(form[action$='/closing']) summary").ClickAsync();
        await birgit.Press("collections.plan.close-do");
        await birgit.Press("collections.result.see");
        await birgit.Shows(Journey.Say("collections.result.making.title"));
        await Look(birgit);
        await house.DoChores();
        await birgit.Press("collections.result.making.look");
        await birgit.Shows(Journey.Say("collections.result.yours-alone"));
        await Look(birgit);
        // Beside the picture a real table with the same numbers.
        var profile = birgit.Locator("section:has(#whole)");
        var shown = await profile.Locator(".om-bar-head b").AllInnerTextsAsync();
        await profile.Locator("summary").ClickAsync();
        (await profile.Locator("td").AllInnerTextsAsync()).ShouldBe(shown);
        (await birgit.Locator(".om-heat").AriaSnapshotAsync()).ShouldContain("columnheader \"Passiv\"");
        await birgit.Locator(".om-heat").GetByRole(AriaRole.Link, new() { Name = "Fjordskolen" }).ClickAsync();
        await birgit.Shows(Journey.Say("collections.result.unit", ("unit", "Fjordskolen")));
        await birgit.Locator(".om-theme-figure summary").First.ClickAsync();
        await Look(birgit);
        await birgit.Picture("result", whole: true);
        var (weight, requests) = await Weigh(birgit, $"/collections/{id}/result");
        TestContext.Current.SendDiagnosticMessage($"{weight / 1024:0.0} KB in {requests.Count} requests");
        (weight / 1024).ShouldBeInRange(10, 100);
        await birgit.Press("collections.result.show");
        await birgit.Shows(Journey.Say("collections.result.shown-now"));

        // Maja was asked; on the narrowest phone, in the dark, in her own language and without a script.
        var maja = await chromium.Window(house.Address, phone: true, script: false);
        await maja.SitDownAs("maja");
        await maja.Locator("main").GetByText(Journey.Say("collections.desk.result", ("title", "Hvor står vi?"))).ClickAsync();
        await maja.Shows(Journey.Say("collections.result.talk.title"));
        await maja.Locator(".om-heat").GetByRole(AriaRole.Link, new() { Name = "Fjordskolen" }).ClickAsync();
        await maja.Shows(Journey.Say("collections.result.unit", ("unit", "Fjordskolen")));
        var phone = await chromium.Window(house.Address, phone: true, dark: true);
        await phone.SitDownAs("maja");
        await phone.SetViewportSizeAsync(320, 640);
        foreach (var language in (string[])["en", "da"])
        {
            await phone.GotoAsync($"/collections/{id}/result?lang={language}");
            await Look(phone);
            (await phone.Oddities()).ShouldBeEmpty();
        }
        await phone.Picture("result-phone-dark");
    }

    [Fact]
    public async Task Confidential_to_two_named_people_who_are_told_of_by_name_and_seen_when_they_read()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var (birgit, maja, jonas) = (await chromium.Window(house.Address), await chromium.Window(house.Address, phone: true), await chromium.Window(house.Address));
        var home = await PlanByName(birgit, "Confidential", "Jonas Bech\nLars Vestergaard");
        await maja.SitDownAs("maja");
        await maja.SetViewportSizeAsync(320, 640);
        await AnswerByName(maja, "Det er svært for mig lige nu.");
        await maja.Picture("collection-mine-phone");
        // Changed, and sent again.
        await maja.Press("collections.mine.change");
        await maja.FillAsync("#f-comment", "Det går lidt bedre nu.");
        await maja.Press("collections.answer.questions.on");
        await maja.Press("collections.mine.send");
        await maja.Shows("Det går lidt bedre nu.");
        await CloseByName(birgit, home);

        await jonas.SitDownAs("jonas");
        await jonas.Locator("main").GetByText(Journey.Say("collections.desk.read", ("title", Title))).ClickAsync();
        await jonas.Shows(Journey.Say("collections.read.careful"));
        await Look(jonas);
        await jonas.Picture("collection-read");
        await jonas.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Maja Holm" }).ClickAsync();
        await jonas.Shows("Det går lidt bedre nu.");
        await Look(jonas);
        await maja.GotoAsync($"{home}/mine");
        await maja.Locator("section:has(#opened)").GetByText("Jonas Bech").WaitForAsync();
        await Look(maja);
        await maja.Locator("details:has(form[action$='/withdrawal']) summary").ClickAsync();
        await maja.Locator("form[action$='/withdrawal'] button").ClickAsync();
        await maja.Shows(Journey.Say("collections.mine.withdrawn"));
        await jonas.GotoAsync($"{home}/answers");
        await jonas.Shows(Journey.Say("collections.read.none.title"));
        await Look(jonas);
    }

    [Fact]
    public async Task Open_dialogue_in_a_unit_is_answered_with_a_name_and_read_together()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var birgit = await chromium.Window(house.Address);
        var home = await PlanByName(birgit, "Dialogue", null);
        foreach (var (who, comment) in ((string, string)[])[("maja", "Mere ro om morgenen, tak."), ("henrik", "Det vil jeg gerne høre mere om."), ("jonas", "")])
        {
            // Without a script as well.
            var phone = await chromium.Window(house.Address, phone: true, script: who != "henrik");
            await phone.SitDownAs(who);
            await AnswerByName(phone, comment, look: who == "maja");
        }
        await CloseByName(birgit, home);
        var maja = await chromium.Window(house.Address);
        await maja.SitDownAs("maja");
        await maja.Locator("main").GetByText(Journey.Say("collections.desk.talk", ("title", Title))).ClickAsync();
        await maja.Shows(Journey.Say("collections.talk.of", ("unit", "Hjemmeplejen Øst")));
        (await maja.Locator(".om-voices").First.Locator("dd").AllInnerTextsAsync()).ShouldBe(["Henrik Lund, Jonas Bech, Maja Holm"]);
        await maja.Shows("Det vil jeg gerne høre mere om.");
        await Look(maja);
        await maja.Picture("collection-talk", whole: true);
        var dark = await chromium.Window(house.Address, phone: true, dark: true);
        await dark.SitDownAs("maja");
        await dark.SetViewportSizeAsync(320, 640);
        foreach (var language in (string[])["en", "da"])
        {
            await dark.GotoAsync($"{home}/talk?lang={language}");
            await Look(dark);
            (await dark.Oddities()).ShouldBeEmpty();
        }
        await maja.Press("collections.result.talk.workshop");
        (await maja.Locator("[name='who']").InputValueAsync()).ShouldBe("Hjemmeplejen Øst");
    }

    private static async Task<string> PlanByName(IPage birgit, string mode, string? readers)
    {
        await birgit.SitDownAs("birgit");
        await birgit.GotoAsync("/collections/new?step=T01.M");
        await birgit.FillAsync("#f-title", Title);
        await birgit.Locator($"label[for='mode-{mode}']").ClickAsync();
        await birgit.GetByLabel("Hjemmeplejen Øst").CheckAsync();
        if (readers is not null)
        {
            await birgit.Press("collections.begin.do");
            await birgit.Shows(Journey.Say("collections.plan.errors.readers-none"));
            await Look(birgit);
            // Whoever is chosen of those suggested gets a line, and the form is not sent by it.
            await birgit.FillAsync("#f-readers", "Jonas Bech");
            await birgit.Locator("#f-readers-more").PressSequentiallyAsync("Vestergaard");
            var suggested = (await birgit.Locator("#f-readers-more-list option").First.GetAttributeAsync("value"))!;
            await birgit.FillAsync("#f-readers-more", suggested);
            await birgit.PressAsync("#f-readers-more", "Enter");
            (await birgit.InputValueAsync("#f-readers"), await birgit.InputValueAsync("#f-readers-more")).ShouldBe(($"Jonas Bech\n{suggested}", ""));
            await birgit.FillAsync("#f-readers", readers);
        }
        else
            await Assertions.Expect(birgit.Locator("#f-readers")).ToBeHiddenAsync();
        await birgit.Press("collections.begin.do");
        await birgit.Shows(Journey.Say("collections.begin.done"));
        await birgit.Locator("details:has(form[action$='/opening']) summary").ClickAsync();
        await birgit.Press("collections.plan.open-do");
        await Look(birgit);
        return new Uri(birgit.Url).AbsolutePath;
    }

    private static async Task AnswerByName(IPage page, string comment, bool look = true)
    {
        await page.Locator("main").GetByText(Journey.Say("collections.desk.answer", ("title", Title))).ClickAsync();
        await page.Shows(Journey.Say("collections.answer.welcome.title"));
        if (look)
        {
            await page.Shows("Jonas Bech");
            await Look(page);
            await page.Picture("collection-mine-before-phone");
        }
        await page.Press("collections.answer.welcome.begin");
        await page.Locator("[id='T01.P1-3']").CheckAsync();
        await page.FillAsync("#f-comment", comment);
        await page.Press("collections.answer.questions.on");
        await page.Press("collections.mine.send");
        await page.Shows(Journey.Say("collections.mine.given.title"));
        if (look)
            await Look(page);
    }

    private static async Task CloseByName(IPage birgit, string home)
    {
        await birgit.GotoAsync(home);
        await birgit.Locator("details:has(form[action$='/closing']) summary").ClickAsync();
        await birgit.Press("collections.plan.close-do");
        await birgit.Shows(Journey.Say("collections.plan.closed-named"));
        await Look(birgit);
    }

    private static async Task<string> Plan(IPage birgit)
    {
        await birgit.SitDownAs("birgit");
        await birgit.GotoAsync("/collections");
        await Look(birgit);
        await birgit.Press("collections.begin.title");
        await birgit.Shows(Journey.Say("collections.begin.choose"));
        await Look(birgit);
        await birgit.Locator("a[href$='step=T01.M']").ClickAsync();
        await birgit.FillAsync("#f-title", Title);
        await birgit.GetByLabel("Sundhed og ældre").CheckAsync();
        await Look(birgit);
        await birgit.FillAsync("#f-feedback", "");
        await birgit.Press("collections.begin.do");
        await birgit.Shows(Journey.Say("collections.plan.errors.day-missing"));
        await Look(birgit);
        await birgit.FillAsync("#f-feedback", "2026-12-29");
        await birgit.Press("collections.begin.do");
        await birgit.Shows(Journey.Say("collections.begin.done"));
        await Look(birgit);
        await birgit.Picture("collection-plan");
        return new Uri(birgit.Url).AbsolutePath;
    }

    private static async Task<string> Letter(IPage birgit)
    {
        await birgit.Press("collections.letters.title");
        await birgit.Locator("main nav").GetByText("Hjemmeplejen Øst").ClickAsync();
        var letter = birgit.Locator(".om-letter").Filter(new() { HasText = "Maja Holm" });
        await Look(birgit);
        await birgit.Picture("collection-letters");
        return await letter.Locator(".om-letter-code").InnerTextAsync();
    }

    private static async Task Answer(IPage maja, string code)
    {
        await maja.GotoAsync("/answer");
        await Look(maja);
        await maja.FillAsync("#f-code", "abc");
        await maja.Press("collections.enter.on");
        await maja.Shows(Journey.Say("collections.enter.ten"));
        await Look(maja);
        await maja.FillAsync("#f-code", code.ToLowerInvariant());
        await maja.Press("collections.enter.on");
        await maja.Shows(Title);
        await Look(maja);
        await maja.Picture("collection-welcome-phone");
        await maja.Press("collections.answer.welcome.begin");
        await Look(maja);
        await maja.Locator("[id='T01.P1-3']").CheckAsync();
        await Assertions.Expect(maja.Locator("[data-saved][data-state=saved]")).ToBeVisibleAsync();
        await maja.Picture("collection-answer-phone");
        // The phone slept, and she goes on where she stopped; then in the other language, and back.
        await maja.GotoAsync(maja.Url);
        await Assertions.Expect(maja.Locator("[id='T01.P1-3']")).ToBeCheckedAsync();
        await maja.Locator(".om-ask-head a").ClickAsync();
        await Assertions.Expect(maja.Locator("h1")).ToHaveTextAsync("Questions");
        await maja.IsOpenToAll();
        await Assertions.Expect(maja.Locator("[id='T01.P1-3']")).ToBeCheckedAsync();
        await maja.Locator(".om-ask-head a").ClickAsync();
        await maja.FillAsync("#f-comment", "Spørg Henrik om det.");
        await maja.Press("collections.answer.questions.on");
        await maja.Shows(Journey.Say("collections.answer.review.names"));
        await Look(maja);
        await maja.Press("collections.answer.review.send");
        await maja.Shows(Journey.Say("collections.answer.receipt.text"));
        await Look(maja);
        // The way back leads to no answers.
        await maja.GotoAsync(maja.Url.Replace("/receipt", "/questions", StringComparison.Ordinal));
        await maja.Shows(Journey.Say("collections.answer.receipt.text"));
    }

    // In both languages.
    private static async Task Look(IPage page)
    {
        await page.IsOpenToAll();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        (await page.Barriers(Search.Colours)).ShouldBeEmpty();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    private static async Task<(double Weight, List<string> Requests)> Weigh(IPage page, string path)
    {
        var wire = await page.Context.NewCDPSessionAsync(page);
        await wire.SendAsync("Network.enable");
        await wire.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        var (weight, requests) = (0.0, new List<string>());
        wire.Event("Network.requestWillBeSent").OnEvent += (_, sent) => requests.Add(sent!.Value.GetProperty("request").GetProperty("url").GetString()!);
        wire.Event("Network.loadingFinished").OnEvent += (_, done) => weight += done!.Value.GetProperty("encodedDataLength").GetDouble();
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        return (weight, requests);
    }
}
