namespace Omtanke.Browser;

/// <summary>The toolbox, as a stranger looks at it.</summary>
public sealed class ToolboxTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task On_the_wall_a_long_piece_is_read_to_its_end_before_the_key_leads_on_and_one_press_is_one_step()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.SetViewportSizeAsync(1280, 360);
        await page.GotoAsync("/tools/care-conversation/T07.S2/wall?part=1");
        // A letter that comes late makes the page longer.
        await page.EvaluateAsync("() => document.fonts.ready");
        // The steps on are counted instead of taken.
        await page.EvaluateAsync("() => document.addEventListener('click', event => { event.preventDefault(); document.title += '›' }, true)");
        var steps = async () => (await page.TitleAsync()).Count(sign => sign == '›');
        await page.Keyboard.PressAsync("PageDown");
        await page.WaitForFunctionAsync("() => scrollY > 0");
        (await steps()).ShouldBe(0);
        await page.Keyboard.PressAsync("End");
        await page.WaitForFunctionAsync("() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1");
        await page.Keyboard.PressAsync("PageUp");
        // What comes next is pressed when it has left the end.
        await page.WaitForFunctionAsync("() => scrollY + innerHeight < document.documentElement.scrollHeight - 1");
        (await steps()).ShouldBe(0);
        await page.Keyboard.PressAsync("End");
        await page.WaitForFunctionAsync("() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1");
        await page.Keyboard.PressAsync("PageDown");
        (await steps()).ShouldBe(1);

        await page.EvaluateAsync("() => document.dispatchEvent(new CustomEvent('htmx:load', { detail: { elt: document.body } }))");
        await page.Keyboard.PressAsync("ArrowRight");
        (await steps()).ShouldBe(2);
    }

    [Fact]
    public async Task A_leader_finds_a_blank_form_and_can_print_it()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.GotoAsync("/tools?lang=da");
        await page.Locator("a[href='/tools/care-conversation']").ClickAsync();
        await page.Locator("a[href$='T07.F2/paper']").ClickAsync();
        await page.Locator("[data-print]").WaitForAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        (await page.Locator(".om-header").IsVisibleAsync()).ShouldBeFalse();
        (await page.Locator(".om-paper-space").CountAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task Whoever_searches_on_a_phone_stands_at_the_answer()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync("/tools?lang=da");
        await page.IsOpenToAll();
        await page.Locator("#f-q").FillAsync("sygemelding");
        await page.Locator("#f-q").PressAsync("Enter");
        await page.WaitForURLAsync("**#found");
        (await page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("found");
        (await page.TitleAsync()).ShouldContain("værktøjer passer");
        // The first tool is on the screen, and what was asked folded above it.
        (await page.EvaluateAsync<bool>("() => { const first = document.querySelector('.om-shelf .om-cover').getBoundingClientRect(); return first.top > 0 && first.bottom < innerHeight }")).ShouldBeTrue();
        (await page.Locator("#f-for").IsVisibleAsync()).ShouldBeFalse();
        await page.IsOpenToAll();
    }
}
