using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Tests.Assessments;
using Omtanke.Tests.Cases;

namespace Omtanke.Browser;

/// <summary>The end of a case and what is learnt of many: Maja says how it is now, Lars closes it and writes down what the workplace can learn, a second psychologist reads it, and Karen reads the year.</summary>
public sealed class CaseReportTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task A_case_is_closed_a_point_is_read_by_a_second_and_the_year_is_told_at_the_top()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var id = await house.ACase(byEmployee: true, more: (db, one) => db.Add(one.Begin(one.Psychologist!.Value, house.Clock.GetUtcNow())!));
        var care = await house.UnitOf("Sundhed og ældre");
        for (var number = 0; number < 64; number++)
            await house.Put(Counted.Spread(number % 3 == 0 ? null : care, number), new(2025, 5, 5, 12, 0, 0, TimeSpan.Zero));
        await house.DoChores();

        // Maja, on her phone, says how it is now; then Lars closes it.
        var maja = await chromium.Window(house.Address, phone: true);
        await maja.SitDownAs("maja");
        await maja.GotoAsync($"/cases/{id}/closing");
        await Look(maja);
        await maja.Locator("label[for='o-Better']").ClickAsync();
        await maja.Locator("main form button[type=submit]").First.ClickAsync();
        await maja.Shows(Journey.Say("case-closing.said"));
        var lars = await chromium.Window(house.Address);
        await lars.SitDownAs("lars");
        await lars.GotoAsync($"/cases/{id}/closing");
        await Look(lars);
        await lars.Press("case-closing.do");
        await lars.Shows(Journey.Say("case-closing.errors.plan"));
        await Look(lars);
        await lars.Picture("case-closing");
        await lars.Locator("label[for='e-Reached']").ClickAsync();
        await lars.Locator("label[for='p-None']").ClickAsync();
        await lars.Press("case-closing.do");
        await lars.Shows(Journey.Say("case-closing.ended.Reached"));
        await Look(lars);

        // She is asked how it was, and answers once.
        await maja.GotoAsync($"/cases/{id}/evaluation");
        await Look(maja);
        await maja.Locator("#heard-5").CheckAsync();
        await maja.Press("case-evaluation.send");
        await maja.Shows(Journey.Say("case-evaluation.thanks-text"));

        // What he has learnt: told that it looks like a name, he writes it again, and a second one publishes it.
        await lars.GotoAsync("/cases/points/new");
        await Look(lars);
        await lars.Locator("#f-theme").SelectOptionAsync("T10.G3");
        await lars.FillAsync("[name=text]", "Birgit får planen for sent.");
        await lars.Locator("main form button[type=submit]").First.ClickAsync();
        await lars.Shows(Journey.Say("case-points.hint-name"));
        await lars.FillAsync("[name=text]", "Vagtplanen kommer for sent til, at folk kan lægge den hjemme.");
        await lars.Locator("main form button[type=submit]").First.ClickAsync();
        await lars.Shows(Journey.Say("case-points.saved"));
        (await lars.Locator("main").InnerTextAsync()).ShouldNotContain(Journey.Say("case-points.hint-name"));
        await Look(lars);
        var nanna = await house.Somebody("Nanna Toft", Role.Psychologist);
        await house.Do(db => db.Database.ExecuteSqlAsync($"update case_points set confirmed_on = '2025-06-01', confirmed_by = {nanna}"), Acting.As(nanna));

        var karen = await chromium.Window(house.Address);
        await karen.SitDownAs("karen");
        await karen.GotoAsync("/cases/report?year=2025");
        await karen.Shows("60–69");
        await karen.Shows("Vagtplanen kommer for sent");
        await Look(karen);
        await karen.Picture("case-report", whole: true);
        await karen.GetByLabel(Journey.Say("learning.unit")).SelectOptionAsync(new SelectOptionValue { Value = $"{care}" });
        await karen.Press("learning.look");
        karen.Url.ShouldContain("unit=");
        await Look(karen);
        var word = await karen.RunAndWaitForDownloadAsync(() => karen.Press("learning.word"));
        word.SuggestedFilename.ShouldBe("rapport-tidlig-indsats-2025.docx");

        // On the narrowest phone, in the dark, in English and without a script.
        var phone = await chromium.Window(house.Address, phone: true, dark: true, script: false);
        await phone.SitDownAs("karen");
        await phone.SetViewportSizeAsync(320, 640);
        await phone.GotoAsync("/cases/report?year=2025&lang=en");
        await phone.Shows("60–69");
        var bright = await chromium.Window(house.Address, phone: true, dark: true);
        await bright.SitDownAs("karen");
        await bright.SetViewportSizeAsync(320, 640);
        await bright.GotoAsync("/cases/report?year=2025&lang=en");
        await Look(bright);
        (await bright.Oddities()).ShouldBeEmpty();
        await bright.Picture("case-report-phone-dark");
    }

    private static async Task Look(IPage page)
    {
        await page.IsOpenToAll();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        (await page.Barriers(Search.Colours)).ShouldBeEmpty();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
