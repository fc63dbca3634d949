namespace Omtanke.Browser;

public sealed class FrontDoorTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task A_newcomer_sits_down_as_maja_with_one_press_and_finds_her_page()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.SitDownAs("maja");
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("Hej Maja");
        await page.IsOpenToAll();
    }
}
