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

        await page.WaitForURLAsync(url => Guid.TryParse(new Uri(url).Segments[^1], out _));
        await page.Shows("Kan vi tale sammen i næste uge?");
        await page.Shows("Jonas Bech");
    }
}
