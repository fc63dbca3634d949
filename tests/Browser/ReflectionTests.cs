namespace Omtanke.Browser;

/// <summary>One's own notes in two windows, and after they are erased: nothing is overwritten unseen, and nothing is left behind.</summary>
public sealed class ReflectionTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task A_forgotten_window_shows_what_was_written_since_and_does_not_speak_against_it()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var (first, second) = await Twice(house, "T07.P");
        await Choose(first, "T07.P1-2");
        await first.IsSaved();
        await second.ReloadAsync();
        await first.RunAndWaitForResponseAsync(() => Choose(first, "T07.P1-4"), answer => answer.Request.Method == "POST" && answer.Status == 200);

        await second.Locator("[data-outcome]").ClickAsync();
        await Assertions.Expect(second.Locator("[id='T07.P1-4']")).ToBeCheckedAsync();
        await Assertions.Expect(second.Locator("[id='T07.P-balance']")).ToBeInViewportAsync();
        (await second.Locator(".om-errors").CountAsync()).ShouldBe(0);

        // What has just been written is saved before the outcome is shown.
        await Choose(second, "T07.P2-5");
        await second.Locator("[data-outcome]").ClickAsync();
        await second.WaitForFunctionAsync("() => document.getElementById('T07.P2-5').defaultChecked");
        await Assertions.Expect(second.Locator("[id='T07.P-balance']")).ToBeInViewportAsync();
        await first.ReloadAsync();
        await Assertions.Expect(first.Locator("[id='T07.P1-4']")).ToBeCheckedAsync();
        await Assertions.Expect(first.Locator("[id='T07.P2-5']")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task A_choice_made_differently_in_two_windows_is_told_in_words_and_can_still_be_seen()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var (first, second) = await Twice(house, "T07.P");
        await Choose(first, "T07.P1-4");
        await first.IsSaved();
        await Choose(second, "T07.P1-2");

        var asked = second.Locator("fieldset[id='T07.P1'] .om-clash");
        await Assertions.Expect(asked.Locator("blockquote")).ToHaveTextAsync($"4 {Journey.Say("steps.positions.level.4")}");
        (await second.EvaluateAsync<bool>("() => [...document.querySelectorAll('fieldset [type=radio]')].every(choice => choice.nextElementSibling?.localName === 'label')")).ShouldBeTrue("what is chosen shows on the label beside it");
        await second.IsOpenToAll();
        await asked.ScrollIntoViewIfNeededAsync();
        await second.Picture("clash-of-choices");
        await second.Press("autosave.take");
        await Assertions.Expect(second.Locator("[id='T07.P1-4']")).ToBeCheckedAsync();
        await Assertions.Expect(asked).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Of_an_erased_note_not_even_what_was_not_saved_is_left_in_the_window()
    {
        const string secret = "Det har jeg ikke sagt til nogen.";
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.SitDownAs("maja");
        await page.BeginReflection("E2.C");
        await page.RouteAsync("**/reflections/*", route => route.Request.Method == "POST" && !route.Request.Url.EndsWith("/erasure", StringComparison.Ordinal) ? route.AbortAsync() : route.ContinueAsync());
        await page.FillAsync("[name='E2.C1']", secret);
        await Assertions.Expect(page.Locator("[data-saved][data-state=waiting]")).ToBeVisibleAsync();
        (await Waiting(page)).ShouldContain(secret);

        await page.Press("reflections.erase.title");
        await page.Locator("form[action$='/erasure'] button").ClickAsync();
        await page.Reaches("/reflections($|[?#])");
        (await Waiting(page)).ShouldNotContain(secret);
    }

    /// <summary>The same note of Henrik's in two windows, both of them still empty.</summary>
    private async Task<(IPage First, IPage Second)> Twice(Visits house, string step)
    {
        var first = await chromium.Window(house.Address);
        await first.SitDownAs("henrik");
        await first.BeginReflection(step);
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(first.Url);
        return (first, second);
    }

    private static Task Choose(IPage page, string choice) => page.CheckAsync($"[id='{choice}']");

    private static Task<string> Waiting(IPage page) => page.EvaluateAsync<string>("() => JSON.stringify({ ...sessionStorage })");
}
