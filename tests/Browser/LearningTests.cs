using Microsoft.Extensions.DependencyInjection;
using Omtanke.Data;
using Omtanke.Demo;
using Omtanke.Tests.Assessments;

namespace Omtanke.Browser;

/// <summary>Karen looks back on the year: on a large screen, on the narrowest phone, in the dark, in both languages and without a script.</summary>
public sealed class LearningTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task Top_management_looks_back_on_two_years_and_takes_the_report_along()
    {
        await using var house = await Visits.Open(cluster, lived: true, network: true);
        await house.DoChores();
        var karen = await chromium.Window(house.Address);
        await karen.SitDownAs("karen");
        await karen.GotoAsync("/collections");
        await karen.Press("collections.list.learning");
        await karen.Shows(Journey.Say("learning.lead"));
        await karen.Locator("details.om-more summary").First.ClickAsync();
        await Look(karen);
        await karen.Picture("learning", whole: true);
        // Beside the picture a real table with the same numbers.
        var first = karen.Locator(".om-course-told").First;
        var drawn = await first.Locator("svg text:not(.om-trend-round)").AllTextContentsAsync();
        (await first.Locator("td.om-cell-number").AllInnerTextsAsync()).Order().ShouldBe(drawn.Concat((await first.Locator("td[data-title='Antal svar']").AllInnerTextsAsync())).Order());
        (await first.Locator("table").AriaSnapshotAsync()).ShouldContain("columnheader \"Skabende\"");
        await karen.GetByLabel(Journey.Say("learning.unit")).SelectOptionAsync(new SelectOptionValue { Value = $"{await house.UnitOf("Sundhed og ældre")}" });
        await karen.Press("learning.look");
        await karen.Shows(Journey.Say("learning.whole-only"));
        await Look(karen);
        await karen.GetByRole(AriaRole.Link, new() { Name = "2025", Exact = true }).ClickAsync();
        karen.Url.ShouldContain("unit=");
        (await karen.GetByLabel(Journey.Say("learning.unit")).EvaluateAsync<string>("field => field.selectedOptions[0].text.trim()")).ShouldBe("Sundhed og ældre");
        await Look(karen);
        var word = await karen.RunAndWaitForDownloadAsync(() => karen.Press("learning.word"));
        word.SuggestedFilename.ShouldBe("rapport-2025.docx");

        // The narrowest phone, in the dark; the empty year as well. What works there works without a script.
        var phone = await chromium.Window(house.Address, phone: true, dark: true, script: false);
        await phone.SitDownAs("karen");
        await phone.SetViewportSizeAsync(320, 640);
        await phone.GotoAsync("/learning");
        await phone.GetByLabel(Journey.Say("learning.unit")).SelectOptionAsync(new SelectOptionValue { Value = $"{await house.UnitOf("Teknik og miljø")}" });
        await phone.Press("learning.look");
        await phone.Shows(Journey.Say("learning.whole-only"));
        var bright = await chromium.Window(house.Address, phone: true, dark: true);
        await bright.SitDownAs("karen");
        await bright.SetViewportSizeAsync(320, 640);
        foreach (var (path, language) in (IEnumerable<(string, string)>)[("?year=2026", "en"), ("?year=2024", "en"), ("?year=2026", "da")])
        {
            await bright.GotoAsync($"/learning{path}&lang={language}");
            await Look(bright);
            (await bright.Oddities()).ShouldBeEmpty();
        }
        await bright.Picture("learning-phone-dark");
    }

    // In both languages.
    private static async Task Look(IPage page)
    {
        await page.IsOpenToAll();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        (await page.Barriers(Search.Colours)).ShouldBeEmpty();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
