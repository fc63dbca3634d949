using Omtanke.Tests.Cases;

namespace Omtanke.Browser;

/// <summary>What is shared in a case, with three at their own screens: Maja lets Henrik in, a sentence is passed on, a meeting of three falls in the middle, and a plan is confirmed by both and printed.</summary>
public sealed class CasePlanTests(TestCluster cluster, Chromium chromium)
{
    private const string Sentence = "Maja kan klare fire vagter om ugen, hvis de ligger om formiddagen.", Support = "En makker om formiddagen de første tre uger.";

    [Fact]
    public async Task Maja_decides_what_Henrik_learns_three_meet_only_if_three_want_it_and_both_confirm_one_plan()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var home = $"/cases/{await house.ACase(byEmployee: true)}";
        var (maja, henrik, lars) = (await chromium.Window(house.Address, phone: true), await chromium.Window(house.Address), await chromium.Window(house.Address));
        await maja.SitDownAs("maja");
        await henrik.SitDownAs("henrik");
        await lars.SitDownAs("lars");

        // Until she says so, there is nothing there for him.
        await henrik.GotoAsync($"{home}/consents");
        await henrik.Shows(Journey.Say("missing.title"));
        await maja.GotoAsync($"{home}/consents");
        await maja.IsOpenToAll();
        await maja.Press("case-consents.contact.yes", ("name", "Henrik"));
        await maja.Shows(Journey.Say("case-consents.stop"));
        await maja.Picture("case-consents-phone");

        // A sentence, word for word.
        await lars.GotoAsync($"{home}/messages");
        await lars.FillAsync("#f-text", Sentence);
        await lars.IsOpenToAll();
        await lars.Press("case-messages.send");
        await lars.Shows(Sentence);
        await henrik.GotoAsync($"{home}/messages");
        await henrik.Shows(Journey.Say("case-messages.none-Leader"));
        await maja.GotoAsync($"{home}/messages");
        await maja.Shows(Sentence);
        await maja.IsOpenToAll();
        await maja.Press("case-messages.yes");
        await maja.Shows(Journey.Say("case-consents.stop"));
        await henrik.ReloadAsync();
        await henrik.Shows(Sentence);

        // The three agree on a time, and one of them takes the yes back: nobody is told who.
        await henrik.GotoAsync($"{home}/three");
        var day = house.Clock.GetUtcNow().AddDays(6);
        await henrik.FillAsync("[name=date]", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await henrik.FillAsync("[name=time]", "10:00");
        await henrik.IsOpenToAll();
        await henrik.Press("three-party.propose-do");
        await henrik.Shows(Journey.Say("three-party.waiting"));
        foreach (var page in (IPage[])[maja, lars])
        {
            await page.GotoAsync($"{home}/three");
            await page.Press("three-party.yes");
        }
        await lars.Shows(Journey.Say("three-party.booked-text"));
        await lars.IsOpenToAll();
        await lars.Picture("case-three");
        await maja.GotoAsync($"{home}/three");
        await maja.Press("three-party.take-back");
        foreach (var page in (IPage[])[maja, henrik, lars])
        {
            await page.GotoAsync($"{home}/three");
            await page.Shows(Journey.Say("three-party.off"));
        }
        await henrik.Picture("case-three-off");

        // A plan: she writes it, shares it, and both say yes to the same text.
        await maja.GotoAsync($"{home}/plans");
        await maja.Press("case-plans.kind.Return");
        await maja.FillAsync("[name=starts]", "2026-11-30");
        await maja.FillAsync("[name=hours1]", "60");
        await maja.FillAsync("[name=hours2]", "15,5");
        await maja.FillAsync("[name=support]", Support);
        await maja.Press("case-plans.save");
        await maja.Shows(Journey.Say("case-plans.errors.too-many-hours"));
        (await maja.InputValueAsync("[name=support]")).ShouldBe(Support);
        await maja.IsOpenToAll();
        await maja.FillAsync("[name=hours1]", "12");
        await maja.Press("case-plans.save");
        await maja.Shows("27,5");
        var plan = new Uri(maja.Url).AbsolutePath;
        await henrik.GotoAsync(plan);
        await henrik.Shows(Journey.Say("case-plans.not-shared"));
        await maja.Press("case-plans.share.yes", ("name", "Henrik Lund"));
        await maja.Press("case-plans.confirm.do");
        await henrik.GotoAsync(plan);
        await henrik.Shows(Support);
        await henrik.IsOpenToAll();
        await henrik.Press("case-plans.confirm.do");
        await henrik.Shows(Journey.Say("case-plans.confirm.settled"));
        await henrik.Picture("case-plan", whole: true);
        await henrik.GotoAsync($"{plan}/paper");
        await henrik.Shows(Support);
        await henrik.IsOpenToAll();
        await henrik.EmulateMediaAsync(new() { Media = Media.Print });
        await henrik.Picture("case-plan-paper", whole: true);

        // She stops sharing it while he has it open: at his next press it is not his to see.
        await maja.GotoAsync(plan);
        await maja.Press("case-consents.stop");
        await henrik.EmulateMediaAsync(new() { Media = Media.Screen });
        await henrik.GotoAsync(plan);
        await henrik.Shows(Journey.Say("case-plans.not-shared"));
    }
}
