using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Tests.Actions;

namespace Omtanke.Browser;

/// <summary>From a mail read on a phone to the question, much later, whether it helped.</summary>
public sealed class ReminderTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task A_reminder_is_answered_on_the_phone_without_signing_in_and_much_later_the_group_is_asked_whether_it_helped()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var today = Clock.Day(Visits.Monday);
        var unit = await house.Ask(async db => (await db.UnitOf(await house.IdOf("maja")))!.Value);
        var action = await house.ADueAction(await house.IdOf("birgit"), today, one => one.Measure = "Færre bliver afbrudt før klokken ti", keeper: await house.IdOf("henrik"), units: [unit]);
        await house.DoChores();
        var link = house.LinkOf((await house.Noted()).Single(one => one.Action == action));

        // The narrowest phone, in the dark, without a script.
        var phone = await chromium.Window(house.Address, phone: true, script: false, dark: true);
        await phone.SetViewportSizeAsync(320, 640);
        await phone.GotoAsync(link);
        await phone.Shows(Journey.Say("plan-answer.choice.Done"));
        (await phone.Oddities()).ShouldBeEmpty();
        await phone.Picture("reminder-phone-dark", whole: true);
        await phone.Locator("summary").Nth(1).ClickAsync();
        await phone.Press("plan-answer.tell");
        await phone.Shows(Journey.Say("plan-answer.errors.why-Stuck"));
        await phone.Picture("reminder-fault-phone-dark", whole: true);

        var desktop = await chromium.Window(house.Address);
        foreach (var language in (string[])["en", "da"])
        {
            await desktop.GotoAsync($"{link}?lang={language}");
            await Look(desktop);
        }
        await desktop.Locator("summary").First.ClickAsync();
        await desktop.Picture("reminder", whole: true);
        await desktop.Press("plan-answer.choice.Done");
        await desktop.Shows(Journey.Say("plan-answer.thanks.title"));
        await Look(desktop);
        await desktop.Picture("reminder-thanks");
        (await house.TheAction(action)).Status.ShouldBe(Status.Done);

        // Nine months later.
        var later = today.AddDays(274);
        await house.Do(db => db.Actions.Where(one => one.Id == action).ExecuteUpdateAsync(set => set.SetProperty(one => one.CheckOn, later)), Acting.AtChores);
        await house.Wait(TimeSpan.FromDays(274));
        var maja = await chromium.Window(house.Address, phone: true);
        await maja.SitDownAs("maja");
        await maja.SetViewportSizeAsync(320, 640);
        await maja.Locator("main").GetByText(Journey.Say("effect-checks.desk", ("what", "Flytte mødet til om morgenen"))).ClickAsync();
        await Look(maja);
        (await maja.Oddities()).ShouldBeEmpty();
        await maja.Picture("check-phone", whole: true);
        await maja.Locator("#Partly").CheckAsync();
        await maja.Press("effect-checks.send");
        await maja.Shows(Journey.Say("effect-checks.answered"));
        await Look(maja);
        await maja.Picture("check-answered-phone", whole: true);

        foreach (var (page, picture) in ((string, string)[])[("/account/reminders", "reminder-choice"), ("/account/calendar", "calendar-feed"), ("/account", "account")])
        {
            await desktop.SitDownAs("birgit");
            foreach (var language in (string[])["en", "da"])
            {
                await desktop.GotoAsync($"{page}?lang={language}");
                await Look(desktop);
            }
            await desktop.Picture(picture, whole: true);
        }
        await desktop.GotoAsync("/account/calendar");
        await desktop.Press("calendar-feed.make");
        await desktop.Shows(Journey.Say("calendar-feed.address"));
        await Look(desktop);
        await desktop.Picture("calendar-feed-made", whole: true);
    }

    private static async Task Look(IPage page)
    {
        await page.IsOpenToAll();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        (await page.Barriers(Search.Colours)).ShouldBeEmpty();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
