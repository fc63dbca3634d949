using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Omtanke.Data;

namespace Omtanke.Browser;

/// <summary>Three leaders and their network in a browser: asked, a time found by votes, a contract that all stand by, a meeting held and looked back on, something agreed, and a decent end. On a phone, in the dark and in English as well.</summary>
public sealed class MeetingsTests(TestCluster cluster, Chromium chromium)
{
    private const string Agreed = "Vi prøver en fast ringetid om fredagen";

    [Fact]
    public async Task A_network_goes_from_the_first_question_to_a_decent_end()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var henrik = await chromium.Window(house.Address);
        await henrik.SitDownAs("henrik");
        await henrik.GotoAsync("/meetings");
        await henrik.IsOpenToAll();
        await henrik.Press("meetings.begin.title");
        // Nobody is asked yet: it is said beside the field, and the name is not lost.
        await henrik.Locator("#kind-Network").CheckAsync();
        await henrik.FillAsync("#f-name", "Torsdagsgruppen");
        await henrik.Press("meetings.begin.do");
        await henrik.Shows(Journey.Say("meetings.errors.nobody"));
        (await henrik.InputValueAsync("#f-name")).ShouldBe("Torsdagsgruppen");
        await henrik.IsOpenToAll();
        await henrik.FillAsync("#f-with1", "Aisha Rahman");
        await henrik.FillAsync("#f-with2", "karen@fjordby.example");
        await henrik.Press("meetings.begin.do");
        await henrik.Shows(Journey.Say("meetings.begin.done"));
        await henrik.IsOpenToAll();
        var home = new Uri(henrik.Url).AbsolutePath;

        // Karen is on her phone in the dark, Aisha reads English.
        var aisha = await chromium.Window(house.Address);
        await aisha.SitDownAs("aisha");
        await aisha.GotoAsync($"{home}/invitation?lang=en");
        await aisha.IsOpenToAll();
        await aisha.Locator("form[action$=acceptance] button").ClickAsync();
        await aisha.Reaches($"{home}$");
        var karen = await chromium.Window(house.Address, phone: true, dark: true);
        await karen.SitDownAs("karen");
        await karen.SetViewportSizeAsync(320, 640);
        await karen.Locator($"a[href='{home}/invitation']").First.ClickAsync();
        await karen.IsOpenToAll();
        await karen.Press("meetings.invitation.yes");
        await karen.Reaches($"{home}$");

        // Two times are proposed; who can when is everybody's to see, and the best one is said in words.
        await henrik.GotoAsync($"{home}/next");
        await henrik.IsOpenToAll();
        foreach (var (row, day) in ((int, int)[])[(1, 3), (2, 4), (3, 0)])
        {
            await henrik.FillAsync($"#f-date{row}", day == 0 ? "" : Clock.Day(house.Clock.GetUtcNow()).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            await henrik.FillAsync($"#f-time{row}", day == 0 ? "" : "13:00");
        }
        await henrik.FillAsync("#f-place", "Lokale 4");
        await henrik.Press("meetings.next.do");
        await henrik.Shows(Journey.Say("meetings.next.asked"));
        var meeting = new Uri(henrik.Url).AbsolutePath;
        await henrik.Press("meetings.poll.do");
        await henrik.Shows(Journey.Say("meetings.errors.can"));
        await Votes(aisha, "No", "Yes");
        await Votes(karen, "IfNeedBe", "Yes");
        await karen.Picture("meeting-votes-phone-dark", whole: true);
        await Votes(henrik, "Yes", "Yes");
        await henrik.Shows(Journey.Say("meetings.poll.all"));
        await Assertions.Expect(henrik.Locator(".om-poll-best")).ToContainTextAsync("27. november");
        await henrik.Picture("meeting-votes", whole: true);
        await henrik.Locator(".om-poll-best button").ClickAsync();
        await henrik.Shows(Journey.Say("meetings.next.fixed"));
        await Look(henrik, meeting);
        await Look(henrik, $"{meeting}/agenda");

        // The contract: what one writes, all stand by; a change asks them anew.
        await henrik.GotoAsync($"{home}/contract");
        await henrik.Way(Journey.Say("meetings.contract.begin")).ClickAsync();
        await henrik.Locator("textarea").First.FillAsync("At turde sige det højt, når det er svært.");
        await henrik.Press("meetings.contract.save");
        await Assertions.Expect(henrik.Locator("form[action$=signature]")).ToHaveCountAsync(0);
        await Assertions.Expect(henrik.Locator(".om-confirm .om-yes")).ToHaveCountAsync(1);
        await henrik.IsOpenToAll();
        await karen.GotoAsync($"{home}/contract");
        await karen.Press("meetings.contract.sign");
        await karen.Way(Journey.Say("meetings.contract.change")).ClickAsync();
        await karen.Locator("textarea").First.FillAsync("At turde sige det højt, også når det er svært.");
        await karen.Press("meetings.contract.save");
        // Henrik sees what became different before he stands by it.
        await henrik.GotoAsync($"{home}/contract");
        await henrik.Press("meetings.versions.see");
        await Assertions.Expect(henrik.Locator(".om-meeting-versions ins")).ToContainTextAsync("også");
        await henrik.Picture("meeting-contract-versions", whole: true);
        await henrik.GotoAsync($"{home}/contract");
        await henrik.Press("meetings.contract.sign");
        await Look(karen, $"{home}/contract");
        await Look(karen, $"{home}/contract/versions");

        // They meet. What they agree on stands in the plan, seen by those who are in it and nobody else.
        await house.Wait(TimeSpan.FromDays(4) + TimeSpan.FromHours(2));
        foreach (var page in (IPage[])[henrik, aisha, karen])
            await page.SitDownAs(page == henrik ? "henrik" : page == aisha ? "aisha" : "karen");
        await Look(henrik, meeting);
        await henrik.Way(Journey.Say("meetings.actions.make")).ClickAsync();
        await henrik.FillAsync("#f-what", Agreed);
        await henrik.FillAsync("#f-due", "2026-12-18");
        await henrik.Press("meetings.actions.do");
        await henrik.Shows(Journey.Say("meetings.actions.made"));
        await karen.GotoAsync("/actions?whose=group");
        await henrik.GotoAsync("/actions");
        await henrik.Shows(Agreed);
        var maja = await chromium.Window(house.Address);
        await maja.SitDownAs("maja");
        await maja.GotoAsync("/actions?whose=workplace");
        await Assertions.Expect(maja.Locator("main")).Not.ToContainTextAsync(Agreed);
        (await maja.APIRequest.GetAsync(new Uri(house.Address, home).ToString())).Status.ShouldBe(404);

        // Each says how it was; it is shown to all when the last one has.
        foreach (var page in (IPage[])[henrik, aisha, karen])
        {
            await page.GotoAsync($"{meeting}/evaluation");
            await page.IsOpenToAll();
            await page.Locator("#worth-Much").CheckAsync();
            await page.FillAsync("#f-worked", "Vi tog os tid.");
            await page.Locator("main form[action$=evaluation] button[type=submit]").ClickAsync();
            await page.Locator(page == karen ? ".om-worth" : ".om-empty").WaitForAsync();
        }
        await karen.IsOpenToAll();
        await Assertions.Expect(karen.Locator(".om-worth li").First).ToContainTextAsync("3");
        await karen.Picture("meeting-evaluation-phone-dark", whole: true);

        // The year shows it to those who are in it.
        await henrik.GotoAsync("/year");
        await henrik.Shows("Torsdagsgruppen");
        await maja.GotoAsync("/year");
        await Assertions.Expect(maja.Locator("main")).Not.ToContainTextAsync("Torsdagsgruppen");

        // A decent end.
        await Look(henrik, $"{home}/people");
        await henrik.GotoAsync($"{home}/ending");
        await henrik.FillAsync("#f-text", "At jeg ikke er den eneste.");
        await henrik.Press("autosave.save");
        await henrik.Shows("At jeg ikke er den eneste.");
        await henrik.IsOpenToAll();
        await henrik.Press("meetings.ending.now");
        await henrik.Press("meetings.ending.do");
        await Look(aisha, $"{home}/ending");
        await aisha.Shows("At jeg ikke er den eneste.");
        await Look(karen, "/meetings");

        async Task Votes(IPage page, string first, string second)
        {
            await page.GotoAsync(meeting);
            await page.IsOpenToAll();
            await page.Locator($"[id^=can-][id$=-{first}]").Nth(0).CheckAsync();
            await page.Locator($"[id^=can-][id$=-{second}]").Nth(1).CheckAsync();
            await page.Locator("main form[action$=votes] > .om-actions button").ClickAsync();
            await page.Reaches($"{Regex.Escape(meeting)}($|[?#])");
            await Assertions.Expect(page.Locator($"[id^=can-][id$=-{second}]").Nth(1)).ToBeCheckedAsync();
        }

        static async Task Look(IPage page, string address)
        {
            await page.GotoAsync(address);
            await page.IsOpenToAll();
        }
    }
}
