using System.Text.Json;

namespace Omtanke.Browser;

/// <summary>Somebody on a bus with a bad connection gets in too.</summary>
public sealed class WeightTests(TestCluster cluster, Chromium chromium)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/demo")]
    [InlineData("/join")]
    public async Task A_first_page_weighs_at_most_a_hundred_kilobytes_in_at_most_ten_requests(string path)
    {
        await using var house = await Visits.Open(cluster, network: true);
        await Weigh(await chromium.Window(house.Address), path);
    }

    private static async Task Weigh(IPage page, string path)
    {
        var wire = await page.Context.NewCDPSessionAsync(page);
        await wire.SendAsync("Network.enable");
        await wire.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        var (weight, requests) = (0.0, new List<string>());
        wire.Event("Network.requestWillBeSent").OnEvent += (_, sent) => requests.Add(sent!.Value.GetProperty("request").GetProperty("url").GetString()!);
        wire.Event("Network.loadingFinished").OnEvent += (_, done) => weight += done!.Value.GetProperty("encodedDataLength").GetDouble();

        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.EvaluateAsync("document.fonts.ready.then(() => null)");

        TestContext.Current.SendDiagnosticMessage($"{path}: {weight / 1024:0.0} KB in {requests.Count} requests: {JsonSerializer.Serialize(requests)}");
        requests.Count.ShouldBeInRange(2, 10, string.Join('\n', requests));
        (weight / 1024).ShouldBeInRange(10, 100);
    }
}
