namespace Omtanke.Browser;

/// <summary>Two people in their own rooms: what they recognise, how they are, where the week goes, and how it moves from time to time.</summary>
public sealed class AloneTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task Maja_recognises_signs_takes_her_temperature_and_sees_how_it_has_moved()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var maja = await chromium.Window(house.Address, phone: true);
        await maja.SitDownAs("maja");
        await Earlier(maja, "T04.S2", "T04.G1", "T04.G4", "T04.G11", "T04.G12", "T04.G20", "T04.G22");
        await Earlier(maja, "T04.S3", ("T04.S3.now", "red"), ("T04.S3.N1.red", "Jeg vågner klokken fire og kan ikke sove igen."));
        house.Clock.Offset += TimeSpan.FromDays(35);
        await maja.SitDownAs("maja");

        await Begin(maja, "T04.S2");
        foreach (var sign in new[] { "T04.G1", "T04.G11" }) await maja.CheckAsync($"[name='{sign}']");
        await Assertions.Expect(maja.Locator("[data-saved][data-state=saved]")).ToBeVisibleAsync();
        await maja.Locator("[name='T04.G1']").ScrollIntoViewIfNeededAsync();
        await maja.Picture("signs-phone");

        await Begin(maja, "T04.S3");
        await maja.CheckAsync("[name='T04.S3.now'][value=yellow]", new() { Force = true });
        await maja.Write("[name='T04.S3.N1.yellow']", "Jeg glemmer små ting.");
        await maja.Locator("[name='T04.S3.now'][value=yellow]").ScrollIntoViewIfNeededAsync();
        await maja.Picture("temperature-phone");

        await maja.GotoAsync("/reflections");
        await maja.Locator("a[href='/reflections/compare/T04.S3']").ClickAsync();
        foreach (var said in new[] { "Rød. Jeg er overbelastet", "Gul. Jeg er belastet", "Jeg vågner klokken fire og kan ikke sove igen.", "Jeg glemmer små ting." }) await maja.Shows(said);
        await maja.IsOpenToAll();
        await maja.Locator(".om-over").ScrollIntoViewIfNeededAsync();
        await maja.Picture("over-phone");
    }

    [Fact]
    public async Task Henrik_counts_his_week_draws_his_circles_and_lays_two_times_beside_each_other()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var henrik = await chromium.Window(house.Address);
        await henrik.SitDownAs("henrik");
        await Earlier(henrik, "L04.C", Circle(1, 40, 42, 36), Circle(2, 76, 70, 20), Circle(3, 82, 28, 9));
        house.Clock.Offset += TimeSpan.FromDays(35);
        await henrik.SitDownAs("henrik");

        await Begin(henrik, "L05.F");
        foreach (var (row, hours, does) in new[] { ("F11", "5", "gives"), ("F15", "4", "gives"), ("F16", "6", "drains"), ("F17", "4,5", "drains") })
        {
            await henrik.FillAsync($"[name='L05.{row}.hours']", hours);
            await henrik.CheckAsync($"[name='L05.{row}.{does}']");
        }
        await henrik.Write("[name='L05.F17.change']", "To gange om dagen, og ikke efter klokken 17.");
        await henrik.ReloadAsync();
        await henrik.Shows("19,5 timer");
        await henrik.Locator("[name='L05.F11.hours']").ScrollIntoViewIfNeededAsync();
        await henrik.Picture("hours");

        await Begin(henrik, "L04.C");
        await henrik.Locator("[data-circles-numbers] summary").First.ClickAsync();
        foreach (var (name, value) in Circle(1, 38, 40, 28).Concat(Circle(2, 66, 64, 24)).Concat(Circle(3, 72, 30, 16))) await henrik.FillAsync($"[name='{name}']", value);
        await henrik.Write("[name='L04.Q1']", "Det er blevet bedre. Tirsdag er kordag igen.");
        await henrik.ReloadAsync();
        await henrik.Locator("[data-circles-drawing]").First.ScrollIntoViewIfNeededAsync();
        await henrik.Picture("circles");

        await henrik.GotoAsync("/reflections/compare/L04.C");
        await henrik.Shows("73 %");
        await henrik.Shows("49 %");
        (await henrik.Locator(".om-over-drawings svg").CountAsync()).ShouldBe(2);
        await henrik.IsOpenToAll();
        await henrik.Picture("over");
    }

    private static (string, string)[] Circle(int number, int x, int y, int r) => [($"L04.P1.{number}.x", $"{x}"), ($"L04.P1.{number}.y", $"{y}"), ($"L04.P1.{number}.r", $"{r}")];

    private static async Task Begin(IPage page, string step)
    {
        await page.GotoAsync($"/reflections/new?step={step}");
        await page.Locator($"button[name=step][value='{step}']").First.ClickAsync();
        await page.Reaches("^(?!.*(new$|\\?step=))");
    }

    private static Task Earlier(IPage page, string step, params string[] ticks) => Earlier(page, step, [.. ticks.Select(tick => (tick, "on"))]);

    private static Task Earlier(IPage page, string step, params (string, string)[][] fields) => Earlier(page, step, [.. fields.SelectMany(some => some)]);

    private static async Task Earlier(IPage page, string step, params (string Name, string Value)[] fields)
    {
        var begun = await page.APIRequest.PostAsync("/reflections", new() { MaxRedirects = 0, Form = page.APIRequest.CreateFormData().Set("step", step) });
        var form = page.APIRequest.CreateFormData().Set("version", "0");
        foreach (var (name, value) in fields) form.Append(name, value);
        (await page.APIRequest.PostAsync(begun.Headers["location"], new() { Form = form, MaxRedirects = 0 })).Status.ShouldBe(303);
    }
}
