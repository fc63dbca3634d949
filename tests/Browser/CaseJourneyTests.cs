using Microsoft.EntityFrameworkCore;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Tests.Assessments;
using Omtanke.Tests.Cases;
using Omtanke.Web;
using Case = Shouldly.Case;

namespace Omtanke.Browser;

/// <summary>
/// Early intervention from the first word to the year's report, with four people at their own screens: Henrik who leads, Maja who is helped (on her phone), Lars who is the psychologist, and Kirsten who leads the team (in English).
/// Nothing reaches Henrik but what Maja says yes to; she takes it back in the middle, and gives it anew. Whatever is pressed, no letter tells what it is about.
/// </summary>
public sealed class CaseJourneyTests(TestCluster cluster, Chromium chromium)
{
    private const string Sentence = "Maja kan klare fire vagter om ugen, hvis de ligger om formiddagen.", Support = "En makker om formiddagen de første tre uger.", Later = "En makker hele dagen.";
    private const string Learnt = "Vagtplanen kommer for sent til, at folk kan lægge den hjemme.";

    [Fact]
    public async Task From_the_first_word_to_the_years_report_the_leader_is_in_it_as_far_as_maja_wants()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var bag = new PostBag(house);
        var (henrik, kirsten, lars, maja) = (await chromium.Window(house.Address), await chromium.Window(house.Address), await chromium.Window(house.Address), await chromium.Window(house.Address, phone: true));
        await Task.WhenAll(henrik.SitDownAs("henrik"), kirsten.SitDownAs("kirsten"), lars.SitDownAs("lars"), maja.SitDownAs("maja"));
        await bag.Empty();

        var home = await Registered(henrik);
        (await bag.Take("maja")).ShouldHaveSingleItem();
        await GivenOut(kirsten, home, await house.IdOf("lars"));
        (await bag.Take("lars")).ShouldHaveSingleItem();
        await Begun(lars, home);
        await Seen(maja, home);
        await PassedOn(lars, maja, henrik, home);
        await Three(house, bag, maja, henrik, lars, home);
        var plan = await Planned(maja, henrik, lars, home);
        await TakenBackAndGivenAnew(maja, henrik, home, plan);

        // The day they look at the plan again: a letter to each of the three, and a line on their own pages.
        await bag.Empty();
        await house.Wait(TimeSpan.FromDays(8));
        await Task.WhenAll(henrik.SitDownAs("henrik"), kirsten.SitDownAs("kirsten"), lars.SitDownAs("lars"), maja.SitDownAs("maja"));
        foreach (var persona in (string[])["maja", "henrik", "lars"])
            (await bag.Take(persona)).ShouldHaveSingleItem(persona);
        await henrik.Shows(Journey.Say("case-consents.desk.review"));

        // The year's other cases, so that hers is one among many.
        var care = await house.UnitOf("Sundhed og ældre");
        for (var number = 0; number < 63; number++)
            await house.Put(Counted.Spread(number % 3 == 0 ? null : care, number), house.Clock.GetUtcNow());
        await Closed(bag, maja, henrik, lars, home);
        await Learns(lars, kirsten);
        await house.Wait(TimeSpan.FromDays(33));
        await Told(house.Address, care);
    }

    /// <summary>Henrik asks for Maja; that he has talked with her is said on the form, and what he forgets is told beside the field.</summary>
    /// <returns>Where it is.</returns>
    private static async Task<string> Registered(IPage henrik)
    {
        await henrik.SetViewportSizeAsync(375, 812);
        await henrik.GotoAsync("/cases/new");
        await henrik.Locator("a[href='/cases/new?for=employee']").ClickAsync();
        await henrik.Reaches("for=employee");
        await henrik.Picture("case-register-phone");
        await henrik.SelectOptionAsync("[name=with]", new SelectOptionValue { Label = "Maja Holm" });
        foreach (var (field, value) in new[] { ("reason", "FearOfAbsence"), ("share", "Most"), ("urgency", "Soon"), ("reached", "Phone") })
            await henrik.CheckAsync($"#f-{field}-{value}");
        await henrik.FillAsync("[name=phone]", "70 12 13 14");
        await henrik.Press("cases.register.do");
        await henrik.Shows(Journey.Say("cases.errors.known"));
        (await henrik.IsCheckedAsync("#f-reason-FearOfAbsence")).ShouldBeTrue("what was chosen stays");
        await henrik.IsOpenToAll();
        await henrik.CheckAsync("[name=known]");
        await henrik.Press("cases.register.do");
        await henrik.Shows(Journey.Say("cases.register.done"));
        await henrik.IsOpenToAll();
        await henrik.SetViewportSizeAsync(1280, 900);
        return new Uri(henrik.Url).AbsolutePath;
    }

    /// <summary>Kirsten gives it to Lars without knowing whose it is, in English; and it is not hers to open.</summary>
    private static async Task GivenOut(IPage kirsten, string home, Guid lars)
    {
        await kirsten.GotoAsync("/cases/team?lang=en");
        (await kirsten.ContentAsync()).ShouldNotContain("Maja");
        await kirsten.Picture("case-team");
        await kirsten.IsOpenToAll();
        await kirsten.SelectOptionAsync("[name=psychologist]", new SelectOptionValue { Value = lars.ToString() });
        await kirsten.Locator("form[action$='/psychologist'] button").First.ClickAsync();
        await kirsten.Shows(English("cases.team.given"));
        (await kirsten.GotoAsync(home))!.Status.ShouldBe(404);
    }

    /// <summary>Lars finds the call on his list, calls Henrik, talks with Maja, and notes both: when and how long, and nothing else.</summary>
    private static async Task Begun(IPage lars, string home)
    {
        await lars.GotoAsync("/cases/calls");
        await lars.IsOpenToAll();
        await lars.Locator($"main a[href^='{home}']").First.ClickAsync();
        await lars.Reaches(home);
        await lars.Shows("70 12 13 14");
        await lars.Picture("case-psychologist");
        await lars.IsOpenToAll();
        foreach (var (contact, minutes) in new[] { ("LeaderStart", "20"), ("Talk", "50") })
        {
            await lars.Locator($"li:has(strong:text-is('{Journey.Say($"cases.contact.{contact}")}')) summary").First.ClickAsync();
            await lars.Locator("details[open] input[name$='-minutes']").FillAsync(minutes);
            await lars.Locator("details[open] button[type=submit]").First.ClickAsync();
            await lars.Shows(Journey.Say("cases.contacts.noted"));
        }
        (await lars.Locator(".om-rail-done").CountAsync()).ShouldBe(3);
    }

    /// <summary>Maja sees all of it, what Henrik said of her as well, and who opened it.</summary>
    private static async Task Seen(IPage maja, string home)
    {
        await maja.GotoAsync(home);
        await maja.Shows("Lars Vestergaard");
        await maja.Shows(Journey.Say("cases.reason.FearOfAbsence"));
        await maja.Picture("case-employee-phone");
        await maja.IsOpenToAll();
        await maja.GotoAsync("/openings");
        await maja.Shows("Lars Vestergaard");
        (await maja.ContentAsync()).ShouldNotContain("Kirsten");
    }

    /// <summary>A sentence reaches Henrik word for word, when Maja has said yes to it.</summary>
    private static async Task PassedOn(IPage lars, IPage maja, IPage henrik, string home)
    {
        await lars.GotoAsync($"{home}/messages");
        await lars.FillAsync("#f-text", Sentence);
        await lars.IsOpenToAll();
        await lars.Press("case-messages.send");
        await lars.Shows(Sentence);
        await henrik.GotoAsync($"{home}/messages");
        await henrik.Shows(Journey.Say("case-messages.none-Leader"));
        await maja.GotoAsync($"{home}/messages");
        await maja.Shows(Sentence);
        await maja.IsOpenToAll();
        await maja.Press("case-messages.yes");
        await maja.Shows(Journey.Say("case-consents.stop"));
        await henrik.ReloadAsync();
        await henrik.Shows(Sentence);
        await henrik.IsOpenToAll();
    }

    /// <summary>The three agree on a time, and one of them takes the yes back: it is off for all three, and neither page nor letter says whose word it was.</summary>
    private static async Task Three(Visits house, PostBag bag, IPage maja, IPage henrik, IPage lars, string home)
    {
        await henrik.GotoAsync($"{home}/three");
        await henrik.FillAsync("[name=date]", Dates.Write(Clock.Day(house.Clock.GetUtcNow().AddDays(6))));
        await henrik.FillAsync("[name=time]", "10:00");
        await henrik.IsOpenToAll();
        await henrik.Press("three-party.propose-do");
        await henrik.Shows(Journey.Say("three-party.waiting"));
        await bag.Empty();
        foreach (var page in (IPage[])[maja, lars])
        {
            await page.GotoAsync($"{home}/three");
            await page.Press("three-party.yes");
        }
        await lars.Shows(Journey.Say("three-party.booked-text"));
        await lars.IsOpenToAll();
        await lars.Picture("case-three");
        foreach (var persona in (string[])["maja", "henrik", "lars"])
            (await bag.Take(persona)).ShouldHaveSingleItem().Calendar.ShouldNotBeNull().ShouldContain("STATUS:CONFIRMED");

        await bag.Empty();
        await henrik.ReloadAsync();
        await henrik.Press("three-party.take-back");
        var told = new List<string>();
        foreach (var (page, persona) in new[] { (maja, "maja"), (henrik, "henrik"), (lars, "lars") })
        {
            await page.GotoAsync($"{home}/three");
            await page.Shows(Journey.Say("three-party.off"));
            var letter = (await bag.Take(persona)).ShouldHaveSingleItem();
            letter.Calendar.ShouldNotBeNull().ShouldContain("STATUS:CANCELLED");
            told.Add(letter.Subject + letter.Text.Split('\n', 2)[1]);
        }
        told.Distinct().Count().ShouldBe(1, "all three are told the same");
        (await henrik.Locator("#off ~ p").AllInnerTextsAsync()).ShouldBe(await lars.Locator("#off ~ p").AllInnerTextsAsync());
        (await maja.Locator("[aria-labelledby=off]").InnerTextAsync()).ShouldNotContain("Henrik");
        await henrik.Picture("case-three-off");
        await maja.IsOpenToAll();
    }

    /// <summary>A plan: Maja writes it, shares it, and she and Henrik say yes to one and the same text, which Lars sees. The pen goes to Henrik.</summary>
    /// <returns>Where it is.</returns>
    private static async Task<string> Planned(IPage maja, IPage henrik, IPage lars, string home)
    {
        await maja.GotoAsync($"{home}/plans");
        await maja.IsOpenToAll();
        await maja.Press("case-plans.kind.Return");
        await maja.FillAsync("[name=starts]", "2026-11-30");
        await maja.FillAsync("[name=hours1]", "60");
        await maja.FillAsync("[name=hours2]", "15,5");
        await maja.FillAsync("[name=support]", Support);
        await maja.FillAsync("[name=review1]", "2026-12-01");
        await maja.Press("case-plans.save");
        await maja.Shows(Journey.Say("case-plans.errors.too-many-hours"));
        (await maja.InputValueAsync("[name=support]")).ShouldBe(Support);
        await maja.IsOpenToAll();
        await maja.FillAsync("[name=hours1]", "12");
        await maja.Press("case-plans.save");
        await maja.Shows("27,5");
        var plan = new Uri(maja.Url).AbsolutePath;
        await henrik.GotoAsync(plan);
        await henrik.Shows(Journey.Say("case-plans.not-shared"));
        await maja.Press("case-plans.share.yes", ("name", "Henrik Lund"));
        await maja.Press("case-plans.confirm.do");
        await henrik.GotoAsync(plan);
        await henrik.Shows(Support);
        await henrik.IsOpenToAll();
        await henrik.Press("case-plans.confirm.do");
        await henrik.Shows(Journey.Say("case-plans.confirm.settled"));
        await henrik.Picture("case-plan", whole: true);
        await henrik.GotoAsync($"{plan}/paper");
        await henrik.Shows(Support);
        await henrik.IsOpenToAll();
        await henrik.EmulateMediaAsync(new() { Media = Media.Print });
        await henrik.Picture("case-plan-paper", whole: true);
        await henrik.EmulateMediaAsync(new() { Media = Media.Screen });
        await lars.GotoAsync(plan);
        await lars.Shows(Journey.Say("case-plans.confirm.settled"));
        await maja.ReloadAsync();
        await maja.Press("case-plans.pen.give", ("name", "Henrik Lund"));
        await maja.Shows(Journey.Say("case-plans.pen.given"));
        return plan;
    }

    /// <summary>Maja stops the leader contact while Henrik writes in the plan: what he sends is taken by nobody, and nothing is given to him. She lets him in anew, and he begins from there.</summary>
    private static async Task TakenBackAndGivenAnew(IPage maja, IPage henrik, string home, string plan)
    {
        await henrik.GotoAsync(plan);
        await henrik.Press("case-plans.adjust");
        await henrik.FillAsync("[name=support]", "Det når aldrig frem.");
        await maja.GotoAsync($"{home}/consents");
        await maja.IsOpenToAll();
        // Henrik asked for it: she has not said yes in the product herself, and is asked here first.
        await maja.Press("case-consents.contact.yes", ("name", "Henrik Lund"));
        await maja.IsOpenToAll();
        await maja.Picture("case-consents-phone");
        await maja.Press("case-consents.stop");
        await maja.Shows(Journey.Say("case-consents.said-no"));

        await henrik.Press("case-plans.save");
        await henrik.Shows(Journey.Say("missing.title"));
        await henrik.IsOpenToAll();
        (await henrik.ContentAsync()).ShouldNotContain(Support);
        foreach (var page in (string[])["", "/consents", "/messages", "/three", "/plans"])
            (await henrik.GotoAsync(home + page))!.Status.ShouldBe(404, page);
        (await henrik.GotoAsync($"{plan}/paper.docx"))!.Status.ShouldBe(404);
        await henrik.GotoAsync("/cases");
        await henrik.Shows(Journey.Say("cases.list.while-wanted"));
        await henrik.IsOpenToAll();
        foreach (var page in (string[])["/cases", "/me"])
        {
            await henrik.GotoAsync(page);
            (await henrik.Locator("main").InnerTextAsync()).ShouldNotContain("Maja", Case.Sensitive, page);
        }

        // Let in anew he sees the rail, and nothing of what was shared before until she shares it again.
        await maja.Press("case-consents.contact.yes", ("name", "Henrik"));
        await maja.Shows(Journey.Say("case-consents.stop"));
        await henrik.GotoAsync($"{home}/messages");
        await henrik.Shows(Journey.Say("case-messages.none-Leader"));
        await maja.GotoAsync(plan);
        await maja.Shows(Support);
        (await maja.ContentAsync()).ShouldNotContain("Det når aldrig frem.");
        await maja.Press("case-plans.share.yes", ("name", "Henrik Lund"));
        await henrik.GotoAsync(plan);
        await henrik.Press("case-plans.adjust");
        await henrik.FillAsync("[name=support]", Later);
        await henrik.Press("case-plans.save");
        await henrik.Shows(Journey.Say("case-plans.adjusted"));
        await henrik.Press("case-plans.confirm.do");
        await maja.GotoAsync(plan);
        await maja.Press("case-plans.confirm.do");
        await maja.Shows(Journey.Say("case-plans.confirm.settled"));
        await maja.Shows(Later);
    }

    /// <summary>The closing contact with Henrik, Maja's own word, and the end; and she says how it was.</summary>
    private static async Task Closed(PostBag bag, IPage maja, IPage henrik, IPage lars, string home)
    {
        await lars.GotoAsync(home);
        await lars.Press("cases.contacts.note");
        await lars.SelectOptionAsync("[name=which]", "LeaderEnd");
        await lars.FillAsync("[name=note-minutes]", "25");
        await lars.SelectOptionAsync("[name=note-with]", "Leader");
        await lars.Press("cases.contacts.note-do");
        await lars.Shows(Journey.Say("cases.contacts.noted"));
        await lars.GotoAsync($"{home}/closing");
        await bag.Empty();
        await lars.Press("case-closing.ask");
        await lars.Shows(Journey.Say("case-closing.asked"));
        (await bag.Take("maja")).ShouldHaveSingleItem();

        await maja.GotoAsync($"{home}/closing");
        await Look(maja);
        await maja.Locator("label[for='o-MuchBetter']").ClickAsync();
        await maja.Locator("main form button[type=submit]").First.ClickAsync();
        await maja.Shows(Journey.Say("case-closing.said"));

        await lars.ReloadAsync();
        await lars.Shows(Journey.Say("case-closing.outcome.MuchBetter"));
        await lars.Press("case-closing.do");
        await lars.Shows(Journey.Say("case-closing.errors.plan"));
        await Look(lars);
        await lars.Picture("case-closing");
        await lars.Locator("label[for='e-Reached']").ClickAsync();
        await lars.Locator("label[for='p-GoesOn']").ClickAsync();
        await lars.Press("case-closing.do");
        await lars.Shows(Journey.Say("case-closing.ended.Reached"));
        await henrik.GotoAsync(home);
        await henrik.Shows(Journey.Say("cases.lead-closed"));
        foreach (var word in (string[])["ended.Reached", "outcome.MuchBetter"])
            (await henrik.ContentAsync()).ShouldNotContain(Journey.Say($"case-closing.{word}"));

        await maja.GotoAsync($"{home}/evaluation");
        await Look(maja);
        await maja.Locator("#heard-5").CheckAsync();
        await maja.Press("case-evaluation.send");
        await maja.Shows(Journey.Say("case-evaluation.thanks-text"));
    }

    /// <summary>What Lars has learnt: told that it looks like a name he writes it again, and Kirsten reads it before anybody else does.</summary>
    private static async Task Learns(IPage lars, IPage kirsten)
    {
        await lars.GotoAsync("/cases/points/new");
        await lars.Locator("#f-theme").SelectOptionAsync("T10.G3");
        await lars.FillAsync("[name=text]", "Birgit får planen for sent.");
        await lars.Locator("main form button[type=submit]").First.ClickAsync();
        await lars.Shows(Journey.Say("case-points.hint-name"));
        await lars.IsOpenToAll();
        await lars.FillAsync("[name=text]", Learnt);
        await lars.Locator("main form button[type=submit]").First.ClickAsync();
        await lars.Shows(Journey.Say("case-points.saved"));
        (await lars.Locator("main").InnerTextAsync()).ShouldNotContain(Journey.Say("case-points.hint-name"));

        await kirsten.GotoAsync("/cases/points?lang=en");
        await kirsten.GetByText(Learnt).ClickAsync();
        await kirsten.CheckAsync("#f-read");
        await kirsten.IsOpenToAll();
        await kirsten.Locator("form[action$='/confirmation'] button").ClickAsync();
        await kirsten.Shows(English("case-points.confirmed"));
    }

    /// <summary>The year is over, and Karen reads at the top what it gave; on a screen, in Word, and in the dark on the narrowest phone, in English and without a script.</summary>
    private async Task Told(Uri address, Guid care)
    {
        var karen = await chromium.Window(address);
        await karen.SitDownAs("karen");
        await karen.GotoAsync("/cases/report?year=2026");
        await karen.Shows("60–69");
        await karen.Shows(Learnt);
        await Look(karen);
        await karen.Picture("case-report", whole: true);
        await karen.GetByLabel(Journey.Say("learning.unit")).SelectOptionAsync(new SelectOptionValue { Value = $"{care}" });
        await karen.Press("learning.look");
        karen.Url.ShouldContain("unit=");
        await karen.IsOpenToAll();
        var word = await karen.RunAndWaitForDownloadAsync(() => karen.Press("learning.word"));
        word.SuggestedFilename.ShouldBe("rapport-tidlig-indsats-2026.docx");

        foreach (var script in (bool[])[false, true])
        {
            var phone = await chromium.Window(address, phone: true, dark: true, script: script);
            await phone.SitDownAs("karen");
            await phone.SetViewportSizeAsync(320, 640);
            await phone.GotoAsync("/cases/report?year=2026&lang=en");
            await phone.Shows("60–69");
            if (script)
                await Look(phone);
            await phone.Picture("case-report-phone-dark");
        }
    }

    private static string English(string word) => Visits.Library.In("en").Words[word];

    private static async Task Look(IPage page)
    {
        await page.IsOpenToAll();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        (await page.Barriers(Search.Colours)).ShouldBeEmpty();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
