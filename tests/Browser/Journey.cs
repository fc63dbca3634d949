using Deque.AxeCore.Playwright;

namespace Omtanke.Browser;

/// <summary>What every journey does: sit down, look, take a picture.</summary>
internal static class Journey
{
    /// <summary>Sits down as one of the demo's people.</summary>
    public static async Task SitDownAs(this IPage page, string persona)
    {
        await page.GotoAsync("/demo");
        await page.Locator($"form:has(input[value='{persona}']) button").ClickAsync();
        await page.WaitForURLAsync("**/me");
    }

    /// <summary>Nothing on this page stands in the way of anybody (axe, WCAG 2.2 A and AA, best practices), and nothing is wider than the window.</summary>
    public static async Task IsOpenToAll(this IPage page)
    {
        var found = await page.RunAxe();
        found.Violations.Select(violation => $"{page.Url}: {violation.Id} – {violation.Help}: {string.Join(" ; ", violation.Nodes.Select(node => node.Html).Take(3))}").ShouldBeEmpty();
        var (wide, window) = (await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await page.EvaluateAsync<int>("document.documentElement.clientWidth"));
        wide.ShouldBeLessThanOrEqualTo(window, $"{page.Url} is wider than the window");
    }

    /// <summary>Takes a picture for docs/pictures, when OMTANKE_PICTURES names a folder.</summary>
    public static async Task Picture(this IPage page, string name, bool whole = false)
    {
        if (Environment.GetEnvironmentVariable("OMTANKE_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = whole });
    }
}
