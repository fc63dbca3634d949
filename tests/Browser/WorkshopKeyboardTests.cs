namespace Omtanke.Browser;

/// <summary>Whoever runs a workshop needs no mouse, and is not thrown off by what changes under their hands.</summary>
public sealed class WorkshopKeyboardTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task From_the_plan_to_the_minutes_with_the_keyboard_alone()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.SitDownAs("jonas");
        await page.GotoAsync("/workshops/new?tool=T04");
        await Enter(page, "main form button[type=submit]");
        await page.Shows(Journey.Say("workshops.begin.done"));
        await Enter(page, "form[action$='/opening'] button");
        await page.Reaches("/run($|[?#])");

        // The arrows go on and back, wherever nobody is writing.
        await At(page, "T04.S1");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Shows(Title("T04.S1.2"));
        await page.Keyboard.PressAsync("PageUp");
        await page.Shows(Title("T04.S1.1"));
        await page.TabTo("[data-key=ArrowRight]");
        await page.Keyboard.PressAsync("Enter");
        await page.Shows(Title("T04.S1.2"));
        await Stands(page, "[data-key=ArrowRight]");
        await page.Keyboard.PressAsync("Space");
        await page.Shows(Title("T04.S1.3"));
        await Stands(page, "[data-key=ArrowRight]");

        await Enter(page, "li:nth-child(4) .om-run-goto");
        await At(page, "T04.S4");
        await Stands(page, "li:nth-child(4) .om-run-goto");

        await page.TabTo("[data-part=run-agenda] summary");
        await page.Keyboard.PressAsync("Enter");
        await page.TabTo("#names");
        await page.Keyboard.TypeAsync("Ida");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("Bo");
        await Enter(page, "form[action$='/participants'] button");
        await page.Shows(Visits.Library.In("da").Words.Count("workshops.run.joined", 2));

        await page.TabTo("#minutes");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("5");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-timer]")).ToBeVisibleAsync();
        await Stands(page, "[data-part=run-way], [data-part=run-way] *");
        // Somebody at another computer changes the part one stands in, again and again.
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(page.Url);
        foreach (var left in (string[])["5:", "6:"])
        {
            await other.Locator("button[value=more]").ClickAsync();
            await Assertions.Expect(page.Locator("[data-timer]")).ToContainTextAsync(left);
            await Stands(page, "[data-part=run-way], [data-part=run-way] *");
        }
        await other.CloseAsync();
        await Enter(page, "button[value=pause]");
        await page.Shows(Journey.Say("workshops.clock.resume"));
        await Stands(page, "button[value=resume]");

        await page.TabTo("[data-part=run-write] summary");
        await page.Keyboard.PressAsync("Enter");
        foreach (var idea in (string[])["Kaffe i solen", "Te i skyggen"])
        {
            if (await page.EvaluateAsync<bool>("document.activeElement.id !== 'idea-text'"))
                await page.TabTo("#idea-text");
            await page.Keyboard.TypeAsync(idea);
            await Enter(page, "form[data-outbox] button[type=submit]");
            await Assertions.Expect(page.Locator(".om-outbox-saved")).ToContainTextAsync([idea]);
        }
        await Enter(page, "button[value=Shown]");
        await Assertions.Expect(page.Locator("[data-idea]")).ToHaveCountAsync(2);
        await Stands(page, "form[action$='/stage'] button");

        await page.TabTo("[data-idea] summary");
        await page.Keyboard.PressAsync("Enter");
        await page.TabTo("[data-idea] select");
        await Enter(page, "[data-idea] form:has(select) button");
        await Assertions.Expect(page.Locator("[data-idea]")).ToHaveCountAsync(1);
        await Stands(page, "[data-part=run-item], [data-part=run-item] *");
        await Enter(page, "button[value=Voting]");
        await page.Shows(Journey.Say("workshops.stage.to-voted"));
        await Enter(page, "button[value=Voted]");
        await Assertions.Expect(page.Locator("[data-idea]")).ToHaveCountAsync(1);
        await Enter(page, "form[action$='/choice'] button");
        await Assertions.Expect(page.Locator("form[action$='/choice'] button")).ToHaveAttributeAsync("aria-pressed", "true");
        await Stands(page, "form[action$='/choice'] button");

        await page.TabTo("[data-part=run-agenda] details:has(form[action$='/closing']) summary");
        await page.Keyboard.PressAsync("Enter");
        await Enter(page, "form[action$='/closing'] button");
        await page.Reaches("/minutes($|[?#])");
        await page.Shows("Kaffe i solen");
    }

    private static string Title(string part) => Visits.Library.In("da").Text(part, "title");

    private static Task At(IPage page, string step) => Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(Title(step));

    private static async Task Enter(IPage page, string place)
    {
        await page.TabTo(place);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Whoever pressed something still stands there, although it was put in place anew.</summary>
    private static async Task Stands(IPage page, string place) =>
        (await page.EvaluateAsync<bool>("place => document.activeElement.matches(place)", place)).ShouldBeTrue($"not at {place}: {await page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 200)")}");
}
