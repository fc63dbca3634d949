using Microsoft.Extensions.DependencyInjection;
using Omtanke.Data;
using Omtanke.Demo;
using Omtanke.Tests.Assessments;

namespace Omtanke.Browser;

/// <summary>The plan in a browser: Henrik writes an action for his group, moves it on the board with the keyboard and with the mouse, and hands it on; on a phone of 320 px, in the dark and in both languages as well.</summary>
public sealed class PlanTests(TestCluster cluster, Chromium chromium)
{
    private const string What = "Vi hænger en kalender op i vagtstuen", Line = "De fleste kigger på den om morgenen.";

    [Fact]
    public async Task An_action_goes_from_the_form_over_the_board_into_other_hands()
    {
        await using var house = await Visits.Open(cluster, lived: true, network: true);
        var henrik = await chromium.Window(house.Address);
        await henrik.SitDownAs("henrik");
        await henrik.GotoAsync("/actions");
        await henrik.IsOpenToAll();
        await henrik.Press("actions.begin.title");
        // What is missing is said beside the field, and nothing is lost.
        await henrik.FillAsync("#f-measure", "Færre ringer og spørger.");
        await henrik.Press("actions.begin.do");
        await henrik.Shows(Journey.Say("actions.wrong.what"));
        (await henrik.InputValueAsync("#f-measure")).ShouldBe("Færre ringer og spørger.");
        await henrik.IsOpenToAll();
        await henrik.Locator("label[for=shown-Units]").ClickAsync();
        await henrik.FillAsync("#f-what", What);
        await henrik.FillAsync("#f-due", "2026-12-10");
        await henrik.Press("actions.begin.do");
        await henrik.Shows(Journey.Say("actions.begin.done"));
        await henrik.Shows(Journey.Say("actions.readers.Units", ("units", "Hjemmeplejen Øst")));
        await henrik.IsOpenToAll();
        await henrik.Picture("action", whole: true);
        var home = henrik.Url;

        await henrik.GotoAsync("/actions?form=board");
        await henrik.IsOpenToAll();
        var card = henrik.Locator(".om-action-card", new() { HasText = What });
        await card.Locator("summary").FocusAsync();
        await henrik.Keyboard.PressAsync("Enter");
        await henrik.Keyboard.PressAsync("Tab");
        await henrik.Keyboard.PressAsync("Enter");
        await henrik.Reaches("form=board#a-");
        await Assertions.Expect(henrik.Locator("[data-board-column=UnderWay]", new() { HasText = What })).ToHaveCountAsync(1);
        // All of it stands in the window: a page that scrolls under a pressed mouse takes hold of another card.
        await henrik.SetViewportSizeAsync(1280, 2600);
        await card.DragToAsync(henrik.Locator("[data-board-column=Done]"));
        await Assertions.Expect(henrik.Locator("[data-board-column=Done]", new() { HasText = What })).ToHaveCountAsync(1);
        await henrik.Picture("action-board");
        // What was said about it stays on the card, however it is moved.
        await henrik.GotoAsync(home);
        await henrik.FillAsync("#f-note", Line);
        await henrik.Press("actions.save");
        await henrik.GotoAsync("/actions?form=board");
        await card.DragToAsync(henrik.Locator("[data-board-column=UnderWay]"));
        await Assertions.Expect(henrik.Locator("[data-board-column=UnderWay] .om-action-card", new() { HasText = What })).ToContainTextAsync(Line);
        await card.DragToAsync(henrik.Locator("[data-board-column=Done]"));
        await Assertions.Expect(henrik.Locator("[data-board-column=Done] .om-action-card", new() { HasText = What })).ToContainTextAsync(Line);
        await henrik.IsOpenToAll();
        await henrik.GotoAsync("/actions?form=calendar&month=2026-12");
        await henrik.IsOpenToAll();
        await henrik.Shows(What);
        await henrik.GotoAsync($"{home}/wording");
        await henrik.IsOpenToAll();
        await henrik.GotoAsync($"{home}/readers");
        await henrik.IsOpenToAll();
        // What is done is nobody's to take on: it is taken up again first.
        await henrik.GotoAsync(home);
        await Assertions.Expect(henrik.Locator("#offer")).ToHaveCountAsync(0);
        await henrik.GotoAsync("/actions?form=board");
        await card.DragToAsync(henrik.Locator("[data-board-column=UnderWay]"));
        await Assertions.Expect(henrik.Locator("[data-board-column=UnderWay]", new() { HasText = What })).ToHaveCountAsync(1);

        // On the narrowest phone, in the dark, in English, and without a script.
        var phone = await chromium.Window(house.Address, phone: true, dark: true);
        await phone.SitDownAs("maja");
        await phone.SetViewportSizeAsync(320, 640);
        foreach (var path in (string[])["/actions?lang=en", "/actions?whose=group", "/actions?whose=workplace&status=all", "/actions?form=board", "/actions?form=calendar", "/actions/new", "/actions?text=findes-ikke", home, "/actions?lang=da"])
        {
            await phone.GotoAsync(path);
            await phone.IsOpenToAll();
        }
        await phone.Picture("actions-phone-dark", whole: true);
        var plain = await chromium.Window(house.Address, script: false);
        await plain.SitDownAs("henrik");
        await plain.GotoAsync(home);
        await plain.Locator("#offer summary").ClickAsync();
        await plain.FillAsync("#f-to", "maja@fjordby.example");
        await plain.Press("actions.offer.do");
        await plain.Shows(Journey.Say("actions.offer.waiting", ("name", "Maja Holm")));
        await phone.GotoAsync("/me");
        await phone.Locator("a.om-desk-what", new() { HasText = What }).First.ClickAsync();
        await phone.Press("actions.offer.accept");
        await phone.Shows(Journey.Say("actions.offer.accepted"));
        await phone.IsOpenToAll();
    }
}
