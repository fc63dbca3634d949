using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Browser;

/// <summary>What goes wrong at a real desk: doors that fall shut, presses that come twice, windows that are forgotten. Nothing that was written is lost.</summary>
public sealed class BadInputTests(TestCluster cluster, Chromium chromium)
{
    private const string Long = "Jeg har skrevet længe på det her, og det må ikke forsvinde.";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_has_been_away_while_writing_shows_who_they_are_and_finds_the_text_again(bool ended)
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.SitDownAs("maja");
        var step = $"{await Planned(house)}/preparation/E2.B";
        await page.GotoAsync(step);
        if (ended)
            await house.Do(db => db.Sessions.ExecuteDeleteAsync());
        else
            house.Clock.Offset += Session.Away + TimeSpan.FromMinutes(1);

        await page.FillAsync("[name='E2.B1']", Long);
        await Assertions.Expect(page.Locator("[data-saved][data-state=signed-out]")).ToContainTextAsync(Journey.Say("autosave.signed-out"));
        (await page.InputValueAsync("[name='E2.B1']")).ShouldBe(Long);
        await page.Locator("[data-saved] a").ClickAsync();
        if (ended)
        {
            await page.Reaches("/sign-in\\?");
            await page.SitDownAs("maja");
            await page.GotoAsync(step);
        }
        else
            await page.Press("sign-in.again.demo-button", ("name", "Maja"));

        await Assertions.Expect(page.Locator("[data-saved][data-state=saved]")).ToBeVisibleAsync();
        (await page.InputValueAsync("[name='E2.B1']")).ShouldBe(Long);
        await page.ReloadAsync();
        (await page.InputValueAsync("[name='E2.B1']")).ShouldBe(Long);
    }

    [Fact]
    public async Task What_one_was_writing_is_not_shown_to_whoever_signs_in_next()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.SitDownAs("maja");
        await page.GotoAsync("/conversations/new");
        await page.FillAsync("[name=message]", Long);
        await page.SitDownAs("jonas");
        await page.GotoAsync("/conversations/new");
        (await page.InputValueAsync("[name=message]")).ShouldBeEmpty();
        (await page.EvaluateAsync<string>("() => JSON.stringify({ ...sessionStorage, ...localStorage })")).ShouldNotContain(Long);
    }

    [Theory]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(403, true)]
    public async Task A_no_without_a_word_is_given_a_reason_and_the_text_stays(int status, bool ended)
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.SitDownAs("maja");
        await page.GotoAsync($"{await Planned(house)}/preparation/E2.B");
        // As a proxy in front, or a record that is not theirs any more, would say it.
        await page.RouteAsync("**/preparation/E2.B", route => route.Request.Method == "POST" ? route.FulfillAsync(new() { Status = status }) : route.ContinueAsync());
        if (ended)
            await house.Do(db => db.Sessions.ExecuteDeleteAsync());

        await page.FillAsync("[name='E2.B1']", Long);
        var told = page.Locator($"[data-saved][data-state={(ended ? "signed-out" : "refused")}]");
        await Assertions.Expect(told).ToContainTextAsync(ended ? Journey.Say("autosave.signed-out") : Journey.Say("autosave.refused", ("why", Journey.Say("autosave.not-yours"))));
        (await page.InputValueAsync("[name='E2.B1']")).ShouldBe(Long);
        (await page.EvaluateAsync<string>("() => JSON.stringify({ ...sessionStorage })")).ShouldContain(Long[..40]);
    }

    [Fact]
    public async Task An_invitation_sent_after_the_session_has_ended_waits_for_its_writer()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.SitDownAs("maja");
        await page.GotoAsync("/conversations/new");
        await page.FillAsync("[name=message]", Long);
        await house.Do(db => db.Sessions.ExecuteDeleteAsync());
        await page.Press("conversations.ask.send");
        await page.Reaches("/sign-in\\?");
        await page.Shows(Journey.Say("sign-in.text-waits"));
        await page.SitDownAs("maja");
        await page.GotoAsync("/conversations/new");
        (await page.InputValueAsync("[name=message]")).ShouldBe(Long);
        await page.Press("conversations.ask.send");
        await page.Shows(Long);
        await page.GotoAsync("/conversations/new");
        (await page.InputValueAsync("[name=message]")).ShouldBeEmpty("it has been sent");
    }

    [Fact]
    public async Task What_waits_for_its_writer_on_the_page_to_sign_in_on_is_not_shown_to_somebody_else_who_does()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.SitDownAs("maja");
        await page.GotoAsync("/conversations/new");
        await page.FillAsync("[name=message]", Long);
        await house.Do(db => db.Sessions.ExecuteDeleteAsync());
        await page.Press("conversations.ask.send");
        await page.Reaches("/sign-in\\?");
        await page.SitDownAs("jonas");
        await page.GotoAsync("/conversations/new");
        (await page.InputValueAsync("[name=message]")).ShouldBeEmpty();
        (await page.EvaluateAsync<string>("() => JSON.stringify({ ...sessionStorage, ...localStorage })")).ShouldNotContain(Long[..40]);
    }

    [Fact]
    public async Task Pressed_twice_or_sent_again_from_the_page_before_it_is_one_invitation_in_one_letter()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.SitDownAs("maja");
        await page.GotoAsync("/conversations/new");
        await page.FillAsync("[name=message]", Long);
        await page.Way(Journey.Say("conversations.ask.send")).DblClickAsync();
        await page.Shows(Long);
        (await Invitations(house)).ShouldBe((1, 1));
        var home = new Uri(page.Url).AbsolutePath;

        await page.GoBackAsync();
        await page.Shows(Long);
        new Uri(page.Url).AbsolutePath.ShouldBe(home, "what has been sent is shown, not offered to be sent again");
        (await Invitations(house)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Two_windows_of_one_person_on_one_step_show_both_texts_until_the_writer_chooses()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var first = await chromium.Window(house.Address);
        await first.SitDownAs("maja");
        var step = $"{await Planned(house)}/preparation/E2.B";
        await first.GotoAsync(step);
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(step);

        await first.Write("[name='E2.B1']", "Skrevet i det første vindue.");
        await first.Write("[name='E2.B2']", "Kun her.");
        await second.FillAsync("[name='E2.B1']", "Skrevet i det andet vindue.");
        await Assertions.Expect(second.Locator(".om-clash")).ToContainTextAsync("Skrevet i det første vindue.");
        (await second.InputValueAsync("[name='E2.B1']")).ShouldBe("Skrevet i det andet vindue.");
        (await second.InputValueAsync("[name='E2.B2']")).ShouldBe("Kun her.", "what only one window has changed needs no question");
        await second.IsOpenToAll();
        await second.RunAndWaitForResponseAsync(() => second.Press("autosave.keep"), answer => answer.Request.Method == "POST" && answer.Status == 200);

        await first.ReloadAsync();
        (await first.InputValueAsync("[name='E2.B1']")).ShouldBe("Skrevet i det andet vindue.");
        (await first.InputValueAsync("[name='E2.B2']")).ShouldBe("Kun her.");
    }

    [Fact]
    public async Task Scripts_signs_and_emoji_are_only_text()
    {
        const string odd = "<script>document.title = 'væk'</script> <b>&amp;</b> \"'` 👩‍👩‍👧 ŝ‮abc‬ {0} @Visit";
        await using var house = await Visits.Open(cluster, network: true);
        var (maja, henrik) = (await chromium.Window(house.Address, phone: true), await chromium.Window(house.Address));
        await maja.SitDownAs("maja");
        await maja.GotoAsync("/conversations/new");
        await maja.FillAsync("[name=message]", odd);
        await maja.FillAsync("[name=place]", "javascript:alert(1)");
        await maja.Press("conversations.ask.send");
        await maja.Shows(odd);
        await maja.IsOpenToAll();
        var home = new Uri(maja.Url).AbsolutePath;

        await henrik.SitDownAs("henrik");
        await henrik.GotoAsync(home);
        await henrik.Shows(odd);
        (await henrik.Locator("main a[href^='javascript']").CountAsync()).ShouldBe(0);
        await henrik.Press("conversations.answer.accept");
        await henrik.GotoAsync($"{home}/talk");
        await henrik.CheckAsync("[name=together]");
        await henrik.Press("conversations.hold.begin");
        await maja.GotoAsync($"{home}/talk");
        await henrik.Write("[name='T07.F2.1']", odd);
        await Assertions.Expect(maja.Locator("[data-part='T07.F2.1.other']")).ToContainTextAsync(odd);
        (await maja.TitleAsync()).ShouldNotContain("væk");
    }

    [Fact]
    public async Task A_server_that_starts_again_while_somebody_writes_gets_the_text_when_it_is_back()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.SitDownAs("maja");
        await page.GotoAsync($"{await Planned(house)}/preparation/E2.B");
        await page.Write("[name='E2.B1']", "Før.");
        var address = house.Address;
        await house.DisposeAsync();

        await page.FillAsync("[name='E2.B1']", Long);
        await Assertions.Expect(page.Locator("[data-saved][data-state=waiting]")).ToContainTextAsync(Journey.Say("autosave.waiting"));
        await using var again = await house.OpenAgain(address);
        await Assertions.Expect(page.Locator("[data-saved][data-state=saved]")).ToBeVisibleAsync();
        await page.ReloadAsync();
        (await page.InputValueAsync("[name='E2.B1']")).ShouldBe(Long);
    }

    /// <summary>A conversation between Maja and Henrik with a time agreed.</summary>
    private static async Task<string> Planned(Visits house) =>
        $"/conversations/{await Given.AConversation(house, await house.IdOf("maja"), await house.IdOf("henrik"), State.Active)}";

    private static async Task<(int Conversations, int Letters)> Invitations(Visits house) => await house.Ask(async db =>
        (await db.Set<Conversation>().CountAsync(), await db.Letters.CountAsync(letter => letter.ToEmail == "henrik@fjordby.example")), Acting.AtChores);
}
