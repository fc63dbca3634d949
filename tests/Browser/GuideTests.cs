namespace Omtanke.Browser;

/// <summary>The employee's guide on a phone, with and without a network.</summary>
public sealed class GuideTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task Once_opened_it_is_read_without_a_network_and_keeps_nothing_of_the_reader()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address, phone: true);
        await page.SitDownAs("maja");
        await page.GotoAsync("/guide/da");
        await page.Locator("[data-guide-ready]").WaitForAsync();

        await house.DisposeAsync();
        await page.GotoAsync("/guide/da");
        await page.Locator(".om-guide-nav a", new() { HasText = "Under samtalen" }).ClickAsync();
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("Under samtalen");
        await page.Locator(".om-language").ClickAsync();
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("During the talk");
        (await page.EvaluateAsync<bool>("async () => (await Promise.all((await caches.keys()).map(async name => { const c = await caches.open(name); return Promise.all((await c.keys()).map(async key => (await (await c.match(key)).text()).includes('Maja'))) }))).flat().includes(true)"))
            .ShouldBeFalse("the phone keeps a page with the reader's name");
        (await page.EvaluateAsync<int>("() => localStorage.length")).ShouldBe(0);
    }

    [Theory]
    [InlineData("da", false)]
    [InlineData("en", true)]
    public async Task Every_page_is_open_to_all_down_to_320_points(string language, bool dark)
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address, phone: true, dark);
        await page.SetViewportSizeAsync(320, 640);
        foreach (var part in (string[])["", "/sooner", "/before", "/during", "/after"])
        {
            await page.GotoAsync($"/guide/{language}{part}");
            await page.IsOpenToAll();
            await page.Picture($"guide-{language}{part.Replace('/', '-')}");
        }
    }
}
