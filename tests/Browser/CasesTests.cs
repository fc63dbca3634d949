using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Browser;

/// <summary>Early intervention in four browsers: Henrik asks on his phone, Kirsten gives it out without a name, Lars calls and notes it, Maja sees who did what.</summary>
public sealed class CasesTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task Henrik_asks_kirsten_gives_it_out_lars_calls_and_maja_sees_it_all()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var (henrik, kirsten, lars, maja) = (await chromium.Window(house.Address, phone: true), await chromium.Window(house.Address), await chromium.Window(house.Address), await chromium.Window(house.Address, phone: true));

        await henrik.SitDownAs("henrik");
        await henrik.GotoAsync("/cases/new");
        await henrik.Locator("a[href='/cases/new?for=employee']").ClickAsync();
        await henrik.Reaches("for=employee");
        await henrik.Picture("case-register-phone");
        await henrik.SelectOptionAsync("[name=with]", new SelectOptionValue { Label = "Maja Holm" });
        await henrik.CheckAsync("[name=known]");
        foreach (var (field, value) in new[] { ("reason", "FearOfAbsence"), ("share", "Most"), ("urgency", "Soon"), ("reached", "Phone") })
            await henrik.CheckAsync($"#f-{field}-{value}");
        await henrik.Press("cases.register.do");
        // Forgotten is told beside the field, and what was chosen stays.
        await henrik.Shows(Journey.Say("cases.errors.phone"));
        (await henrik.IsCheckedAsync("#f-reason-FearOfAbsence")).ShouldBeTrue();
        await henrik.FillAsync("[name=phone]", "70 12 13 14");
        await henrik.Press("cases.register.do");
        await henrik.Shows(Journey.Say("cases.register.done"));
        var home = new Uri(henrik.Url).AbsolutePath;
        await henrik.IsOpenToAll();

        await kirsten.SitDownAs("kirsten");
        await kirsten.GotoAsync("/cases/team");
        (await kirsten.ContentAsync()).ShouldNotContain("Maja");
        await kirsten.Picture("case-team");
        await kirsten.IsOpenToAll();
        await kirsten.SelectOptionAsync("[name=psychologist]", new SelectOptionValue { Value = (await house.IdOf("lars")).ToString() });
        await kirsten.Locator("form[action$='/psychologist'] button").First.ClickAsync();
        await kirsten.Shows(Journey.Say("cases.team.given"));
        (await kirsten.GotoAsync(home))!.Status.ShouldBe(404);

        await lars.SitDownAs("lars");
        await lars.GotoAsync("/cases/calls");
        await lars.Locator($"main a[href^='{home}']").First.ClickAsync();
        await lars.Reaches(home);
        await lars.Shows("70 12 13 14");
        await lars.Picture("case-psychologist");
        await lars.IsOpenToAll();
        await lars.Locator($"li:has(strong:text-is('{Journey.Say("cases.contact.LeaderStart")}')) summary").First.ClickAsync();
        await lars.Locator("details[open] input[name$='-minutes']").FillAsync("20");
        await lars.Locator("details[open] button[type=submit]").First.ClickAsync();
        await lars.Shows(Journey.Say("cases.contacts.noted"));
        (await lars.Locator(".om-rail-done").CountAsync()).ShouldBe(2);

        await maja.SitDownAs("maja");
        await maja.GotoAsync(home);
        await maja.Shows("Lars Vestergaard");
        await maja.Picture("case-employee-phone");
        await maja.IsOpenToAll();
        await maja.GotoAsync("/openings");
        await maja.Shows("Lars Vestergaard");
    }
}
