using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Browser;

/// <summary>Somebody who uses no mouse comes just as far, and always sees where they are.</summary>
public sealed class KeyboardTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task A_conversation_is_asked_for_with_the_keyboard_alone()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.SitDownAs("maja");
        await page.GotoAsync("/conversations/new");

        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("document.activeElement.className")).ShouldBe("skipnav", "the first stop leads past the menu");
        await page.Keyboard.PressAsync("Enter");
        await page.TabTo("[name=form]");
        await page.Keyboard.PressAsync("ArrowDown");
        (await page.IsCheckedAsync("#form-Stress")).ShouldBeTrue();
        await page.TabTo("[name=place]");
        await page.Keyboard.TypeAsync("Mødelokalet på 1. sal");
        await page.TabTo("[name=message]");
        await page.Keyboard.TypeAsync("Kan vi tale sammen i næste uge?");
        await page.TabTo(".om-companion summary");
        await page.Keyboard.PressAsync("Enter");
        await page.TabTo("[name='companion-name']");
        await page.Keyboard.TypeAsync("Jonas Bech");
        await page.TabTo("main form button[type=submit]");
        await page.Keyboard.PressAsync("Enter");

        await page.Reaches("/[0-9a-f-]{36}($|[?#])");
        await page.Shows("Kan vi tale sammen i næste uge?");
        await page.Shows("Jonas Bech");
    }

    [Fact]
    public async Task An_agreement_is_made_confirmed_and_followed_up_with_the_keyboard_alone()
    {
        const string promise = "Planen er klar fire uger før", note = "Jeg sover bedre.";
        await using var house = await Visits.Open(cluster, network: true);
        var home = $"/conversations/{await Held(house)}";
        var (maja, henrik) = (await chromium.Window(house.Address), await chromium.Window(house.Address));

        await maja.SitDownAs("maja");
        await maja.GotoAsync($"{home}/agreements");
        await maja.TabTo("[name=what]");
        await maja.Keyboard.TypeAsync(promise);
        await maja.TabTo("[name=who]");
        await maja.Keyboard.PressAsync("ArrowDown");
        (await maja.IsCheckedAsync("[name=who][value=Leader]")).ShouldBeTrue();
        await maja.TabTo("[name=due]");
        // The twelfth of the twelfth is the same whichever of the two a browser asks for first.
        await maja.Keyboard.TypeAsync("12122026");
        (await maja.InputValueAsync("[name=due]")).ShouldBe("2026-12-12");
        await Enter(maja, "form:has([name=what]) button[type=submit]");
        await maja.Shows(Journey.Say("conversations.agree.added"));
        await Enter(maja, "form[action$='/confirmation'] button");
        await maja.Shows(Journey.Say("conversations.agree.waiting", ("name", "Henrik")));

        await henrik.SitDownAs("henrik");
        await henrik.GotoAsync($"{home}/agreements");
        await henrik.Shows(promise);
        await Enter(henrik, "form[action$='/confirmation'] button");
        await henrik.Shows(Journey.Say("conversations.agree.settled"));

        house.Clock.Offset += TimeSpan.FromDays(40);
        await henrik.SitDownAs("henrik");
        await henrik.GotoAsync($"{home}/follow-up");
        await Enter(henrik, "[name=state][value=Done]");
        await henrik.Shows(Journey.Say("conversations.follow-up.state.Done"));
        await maja.SitDownAs("maja");
        await maja.GotoAsync($"{home}/follow-up");
        await Enter(maja, "details:has([name=answer]) summary");
        await maja.TabTo("[name=answer]");
        await maja.Keyboard.PressAsync("ArrowDown");
        (await maja.IsCheckedAsync("[name=answer][value=Partly]")).ShouldBeTrue();
        await maja.TabTo("[name=note]");
        await maja.Keyboard.TypeAsync(note);
        await Enter(maja, "form[action$='/outcome'] button[type=submit]");
        await maja.Shows(Journey.Say("conversations.follow-up.answer.Partly"));
        await henrik.ReloadAsync();
        await henrik.Shows(note);
    }

    private static async Task Enter(IPage page, string place)
    {
        await page.TabTo(place);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task<Guid> Held(Visits house)
    {
        var id = await Given.AConversation(house, await house.IdOf("maja"), await house.IdOf("henrik"), State.Active);
        await house.Do(async db =>
        {
            var conversation = await db.Conversations.SingleAsync(found => found.Id == id);
            db.Add(conversation.Hold(conversation.Leader, house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        return id;
    }
}
