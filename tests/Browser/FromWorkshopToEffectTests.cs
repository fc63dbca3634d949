using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Omtanke.Checks;
using Omtanke.Data;
using Omtanke.Tests.Actions;

namespace Omtanke.Browser;

/// <summary>An idea on a phone in a workshop (T04) becomes something somebody answers for; it is reminded of, answered from the mail, and nine months later those it was for are asked whether it helped.</summary>
public sealed class FromWorkshopToEffectTests(TestCluster cluster, Chromium chromium)
{
    private const string Idea = "Vi holder en fast pause klokken ti";

    [Fact]
    public async Task An_idea_becomes_an_action_and_nine_months_later_both_sides_say_whether_it_helped()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var (today, room) = (Clock.Day(Visits.Monday), await Room.Open(house, chromium, "T04", ["Ida", "Bo"]));
        var (due, look) = (today.AddDays(35), today.AddDays(39 * 7));
        await room.Begin();
        await room.GoTo("T04.S4");
        await Room.Write(room.PhoneOf("Ida"), Idea, "T04.S4.L1");
        await room.Turn("Shown");
        await room.AllSee(Idea);
        await room.Card(Idea).Locator("form[action$='/choice'] button").ClickAsync();
        await room.AllSee(room.Say("workshops.ideas.chosen"));
        await room.Lead.Locator("[data-idea] .om-idea-ways > form[action$='/actions'] button").ClickAsync();
        await room.Lead.Reaches("/actions");
        await room.Lead.GotoAsync($"/workshops/{room.Id}/run");
        await room.Close();

        // With a name, a day and a sign; then it is shown to the group it is for.
        var jonas = room.Lead;
        await jonas.GotoAsync($"/workshops/{room.Id}/actions");
        await jonas.Write(".om-action-list [name=who]", "Henrik Lund");
        await jonas.Write(".om-action-list [name=due]", due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await jonas.Write(".om-action-list [name=measure]", "Færre er trætte klokken to");
        await jonas.Locator("#audience #shown-Units").CheckAsync();
        await jonas.Locator("#audience .om-unit-list li", new() { HasText = "Hjemmeplejen Øst" }).Locator("input").CheckAsync();
        await jonas.Press("workshops.actions.audience.do");
        await jonas.Shows(Journey.Say("workshops.actions.audience.Units-now", ("units", "Hjemmeplejen Øst")));
        await jonas.IsOpenToAll();
        var home = await jonas.Locator(".om-action-list a[href^='/actions/']").First.GetAttributeAsync("href");

        // Henrik says when they look whether it worked.
        var henrik = await chromium.Window(house.Address);
        await henrik.SitDownAs("henrik");
        await henrik.GotoAsync($"{home}/wording");
        await henrik.FillAsync("#f-check", look.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await henrik.Locator("main form button[type=submit]").First.ClickAsync();
        await henrik.Shows(Journey.Say("actions.saved"));

        // A week before its day a letter comes that says nothing; its link is answered on a phone, without signing in.
        await house.Wait(TimeSpan.FromDays(28));
        var reminder = (await house.Noted()).ShouldHaveSingleItem();
        (await house.PlanPost()).ShouldHaveSingleItem().Text.ShouldNotContain("pause");
        var phone = await chromium.Window(house.Address, phone: true);
        await phone.SetViewportSizeAsync(320, 640);
        await phone.GotoAsync(house.LinkOf(reminder));
        await phone.IsOpenToAll();
        await phone.Press("plan-answer.choice.Done");
        await phone.Shows(Journey.Say("plan-answer.thanks.title"));

        // Nine months after the workshop those of the group are asked, without names; Maja on her phone, the others as well.
        await house.Wait(TimeSpan.FromDays(39 * 7 - 28));
        await phone.SitDownAs("maja");
        await phone.Locator("main").GetByText(Journey.Say("effect-checks.desk", ("what", Idea))).ClickAsync();
        await phone.IsOpenToAll();
        await phone.Locator("#Worked").CheckAsync();
        await phone.Press("effect-checks.send");
        await phone.Shows(Journey.Say("effect-checks.answered"));
        string[] said = ["Worked", "Worked", "Worked", "Worked", "Worked", "Partly", "Partly", "Not", "Not"];
        foreach (var (member, felt) in (await house.AllAsked()).Skip(1).Zip(said))
        {
            await phone.Context.AddCookiesAsync([new() { Name = "omtanke", Value = await house.SignIn(member), Url = house.Address.ToString() }]);
            (await phone.APIRequest.PostAsync($"{home}/check", new() { MaxRedirects = 0, Form = phone.APIRequest.CreateFormData().Set("felt", felt) })).Status.ShouldBe(303);
        }
        await henrik.SitDownAs("henrik");
        await henrik.GotoAsync(home!);
        await henrik.Locator("#Effect-Worked, [name=effect][value=Worked]").First.CheckAsync();
        await henrik.FillAsync("[name=note]", "Der er ro i huset.");
        await henrik.Locator("form[action$=outcome] button[type=submit]").ClickAsync();
        await henrik.Shows(Journey.Say("actions.tell.done"));

        // When the asking is over, both views stand beside each other.
        await house.Wait(TimeSpan.FromDays(15));
        await henrik.SitDownAs("henrik");
        await henrik.GotoAsync($"{home}/check");
        await henrik.Shows("Der er ro i huset.");
        // The lot may hide it, one time in a hundred.
        var told = (await house.Ask(db => db.EffectChecks.AsNoTracking().SingleAsync(), Acting.AtChores)).Told is not null;
        await Assertions.Expect(henrik.Locator(".om-sides > section").Nth(1)).ToContainTextAsync(Journey.Say(told ? "effect-checks.told.Worked" : "effect-checks.hidden"));
        await henrik.IsOpenToAll();
        await henrik.Picture("effect", whole: true);
    }
}
