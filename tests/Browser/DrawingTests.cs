using Microsoft.EntityFrameworkCore;
using Omtanke.Security;

namespace Omtanke.Browser;

/// <summary>What one draws can be drawn with the keyboard alone, is heard, is saved, and is the same when one comes back; and nobody is held in a drawing.</summary>
public sealed class DrawingTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task Circles_are_moved_sized_and_copied_with_the_keyboard_and_cannot_be_lost()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await Begin(house, "L04.C");

        await page.TabTo("[data-circle='1']");
        await page.Keys("ArrowRight", "ArrowRight", "Shift+ArrowDown", "+", "+");
        await Assertions.Expect(page.Locator("[data-circles-say]").First).ToContainTextAsync("54 fra venstre, 43 fra toppen, størrelse 28");
        await Field(page, "L04.P1.1.x").ShouldHold("54");
        for (var press = 0; press < 12; press++)
            await page.Keys("Shift+ArrowRight");
        await Field(page, "L04.P1.1.x").ShouldHold("72");

        await page.TabTo("[data-circles-copy]");
        await page.Keys("Enter");
        await Field(page, "L04.P2.1.x").ShouldHold("72");
        await page.TabTo("[data-circles-picture]:nth-of-type(2) [data-circle='3']");
        await page.Keys("-", "-", "-");
        await page.IsSaved();

        // What the script says while one draws is what the server says afterwards.
        var said = await page.Locator("[data-circles-told]").AllInnerTextsAsync();
        await page.ReloadAsync();
        (await page.Locator("[data-circles-told]").AllInnerTextsAsync()).ShouldBe(said);
        said[0].ShouldNotBe(said[1]);
        await page.IsOpenToAll();
        await page.Picture("circles");
    }

    [Fact]
    public async Task A_circle_dragged_off_the_page_stays_in_the_picture()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await Begin(house, "L04.C");
        var svg = page.Locator("[data-circles-picture] svg.om-drawn").First;
        await svg.ScrollIntoViewIfNeededAsync();
        var box = (await svg.BoundingBoxAsync())!;

        await page.Mouse.MoveAsync(box.X + (box.Width * .5f), box.Y + (box.Height * .33f));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * .4f), box.Y + (box.Height * .3f), new() { Steps = 3 });
        await page.Mouse.MoveAsync(-500, -900, new() { Steps = 3 });
        await page.Mouse.UpAsync();
        await Field(page, "L04.P1.1.x").ShouldHold("24");
        await Field(page, "L04.P1.1.y").ShouldHold("24");

        var grip = (await page.Locator("[data-circle-handle='1'] .om-circles-grip").First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(grip.X + (grip.Width / 2), grip.Y + (grip.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(3000, 3000, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await Field(page, "L04.P1.1.r").ShouldHold("45");
        await page.IsSaved();
    }

    [Fact]
    public async Task A_mind_map_grows_with_the_keyboard_alone_and_lets_one_go_again()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await Begin(house, "L06.M");

        await page.TabTo("[role=treeitem]");
        await page.Keys("Enter");
        await page.Keyboard.TypeAsync("Vi griner sammen");
        await page.Keys("Tab");
        await page.Keyboard.TypeAsync("Hver fredag");
        await page.Keys("Enter");
        await page.Keyboard.TypeAsync("<b>Også</b> på dårlige dage 🌱");
        await page.Keys("Escape", "Home", "Enter");
        await page.Keyboard.TypeAsync("Ro til at tænke");
        await page.Keys("Escape");
        (await Map(page)).ShouldBe("Vi griner sammen\n\tHver fredag\n\t<b>Også</b> på dårlige dage 🌱\nRo til at tænke");

        await page.Keys("Alt+ArrowUp");
        (await Map(page)).ShouldStartWith("Ro til at tænke");
        await page.Keys("ArrowDown", "ArrowDown", "Delete");
        await Assertions.Expect(page.Locator("[data-mind-say]")).ToContainTextAsync("Hver fredag");
        (await Map(page)).ShouldNotContain("Hver fredag");
        await page.Keys("Control+z");
        (await Map(page)).ShouldContain("\tHver fredag");

        // A new branch with nothing in it is none, and Tab leads on.
        await page.Keys("Insert", "Tab");
        (await page.EvaluateAsync<bool>("document.activeElement.closest('[data-mind-board]') === null")).ShouldBeTrue();
        await page.IsSaved();

        await page.ReloadAsync();
        (await page.Locator("[role=treeitem]").AllInnerTextsAsync()).ShouldContain("<b>Også</b> på dårlige dage 🌱");
        await page.IsOpenToAll();
        await page.Picture("mind-map");
    }

    [Fact]
    public async Task A_mind_map_can_as_well_be_written_as_a_list_and_the_two_are_one()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await Begin(house, "L06.M");
        await page.Locator("[data-mind-outline] summary").ClickAsync();
        await page.Write("[data-mind] textarea", "- Ro\n  - Om morgenen\nGode kolleger");
        (await page.Locator("[role=treeitem]").AllInnerTextsAsync()).Skip(1).ShouldBe(["Ro", "Om morgenen", "Gode kolleger"]);
        (await page.Locator("[role=treeitem]", new() { HasText = "Om morgenen" }).GetAttributeAsync("aria-level")).ShouldBe("3");
        await page.Locator("[role=treeitem]", new() { HasText = "Gode kolleger" }).ClickAsync();
        await page.Locator("[data-mind-do=in]").ClickAsync();
        (await Map(page)).ShouldBe("Ro\n\tOm morgenen\n\tGode kolleger");
        await page.IsSaved();
        var drawing = await page.APIRequest.GetAsync($"{page.Url}/drawing.svg");
        (await drawing.TextAsync()).ShouldContain("Gode kolleger</tspan>");
    }

    [Fact]
    public async Task A_branch_written_anew_keeps_what_grows_from_it_and_a_word_in_it_can_be_chosen()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await Begin(house, "L06.M");
        await page.Locator("[data-mind-outline] summary").ClickAsync();
        await page.Write("[data-mind] textarea", "Frisk luft\n\tOm morgenen\nPenge $' nu\nLøn $& tid");
        await Branch(page, "Frisk luft").FocusAsync();
        await page.Keys("Enter", "Delete");
        (await Map(page)).ShouldStartWith("Frisk luft\n\tOm morgenen\n", customMessage: "emptied on the way to other words");
        await page.Keyboard.TypeAsync("Stilhed i huset");
        (await Map(page)).ShouldStartWith("Stilhed i huset\n\tOm morgenen\n");

        var writing = page.Locator(".om-mind-input");
        await writing.DblClickAsync(new() { Position = new() { X = 24, Y = 19 } });
        (await writing.EvaluateAsync<string>("field => field.value.slice(field.selectionStart, field.selectionEnd).trim()")).ShouldBe("Stilhed");
        await page.Keys("Escape", "Insert");
        await writing.DblClickAsync();
        await page.Keyboard.TypeAsync("Sent");
        await page.Keys("Escape");
        (await Map(page)).ShouldStartWith("Stilhed i huset\n\tOm morgenen\n\tSent\n");

        await Branch(page, "Løn").ClickAsync();
        await page.Locator("[data-mind-do=in]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-mind-say]")).ToHaveTextAsync(Journey.Say("steps.mind-map.moved", ("branch", "Løn $& tid"), ("other", "Penge $' nu")));
        (await page.Locator("[data-mind-board] [aria-expanded]").CountAsync()).ShouldBe(0, "nothing folds");
    }

    [Fact]
    public async Task A_branch_that_has_the_focus_is_never_behind_the_buttons()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await Begin(house, "L06.M");
        await page.Locator("[data-mind-outline] summary").ClickAsync();
        await page.Write("[data-mind] textarea", string.Join('\n', Enumerable.Range(1, 36).Select(number => $"Gren {number}")));
        foreach (var (width, height) in new[] { (1280, 640), (900, 640), (375, 667) })
        {
            await page.SetViewportSizeAsync(width, height);
            await page.Locator("[role=treeitem]").First.FocusAsync();
            await page.Keys("End");
            for (var press = 0; press < 18; press++)
            {
                await page.Keys("ArrowUp");
                (await page.EvaluateAsync<double>("document.activeElement.getBoundingClientRect().top - document.querySelector('.om-mind-tools').getBoundingClientRect().bottom")).ShouldBeGreaterThan(0, $"{width} wide, {press + 1} up");
            }
        }
    }

    [Fact]
    public async Task Four_hundred_branches_are_all_reached()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await Begin(house, "L06.M");
        await page.Locator("[data-mind-outline] summary").ClickAsync();
        await page.Write("[data-mind] textarea", string.Join('\n', Enumerable.Range(1, 400).Select(number => $"{new string('\t', number % 4)}Gren {number}")));
        (await page.Locator("[role=treeitem]").CountAsync()).ShouldBe(401);
        await page.Locator("[role=treeitem]").First.FocusAsync();
        await page.Keys("End", "Delete");
        await Assertions.Expect(page.Locator("[role=treeitem]")).ToHaveCountAsync(400);
        (await page.Oddities()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_wheel_is_written_in_and_the_drawing_follows()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await Begin(house, "L14.S2");
        await page.TabTo("[name='L14.R1']");
        await page.Keyboard.TypeAsync("Jeg går en tur\nJeg siger nej i tide");
        await page.IsSaved();
        await Assertions.Expect(page.Locator("[data-drawing] desc")).ToContainTextAsync("Jeg går en tur; Jeg siger nej i tide");
        await page.IsOpenToAll();
        var png = await page.RunAndWaitForDownloadAsync(() => page.Locator("[data-png]").ClickAsync());
        (await File.ReadAllBytesAsync(await png.PathAsync(), TestContext.Current.CancellationToken)).Take(4).ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
        await page.Picture("wheel");
    }

    [Fact]
    public async Task Hours_are_filled_in_with_the_keyboard_and_the_sums_are_the_same_before_and_after()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await Begin(house, "L05.F");
        await page.TabTo("[name='L05.F1.hours']");
        await page.Keyboard.TypeAsync("7,5");
        await page.TabTo("[name='L05.F1.gives']");
        await page.Keys("Space");
        await page.TabTo("[name='L05.F2.hours']");
        await page.Keyboard.TypeAsync("2.5");
        await page.TabTo("[name='L05.F2.drains']");
        await page.Keys("Space");
        await page.Locator("[data-hours-more]").FocusAsync();
        await page.Keys("Enter");
        await page.Keyboard.TypeAsync("Tilsyn");
        await Assertions.Expect(page.Locator("[data-hours=all]")).ToHaveTextAsync("10 timer");
        await Assertions.Expect(page.Locator("[data-hours=only-gives]")).ToHaveTextAsync("7,5 timer (75 %)");
        await page.IsSaved();

        var said = await page.Locator("[data-hours-sum]").InnerTextAsync();
        await page.ReloadAsync();
        (await page.Locator("[data-hours-sum]").InnerTextAsync()).ShouldBe(said);
        await page.IsOpenToAll();
        await page.Picture("hours");
    }

    [Fact]
    public async Task A_row_is_put_away_by_what_stands_in_it_and_what_was_written_in_it_is_never_hidden()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await Begin(house, "L05.F");
        var (hours, change, put) = (Field(page, "L05.F1.hours"), Field(page, "L05.F1.change"), page.Locator("tr:has([name='L05.F1.hours']) [data-hours-put]"));
        var (away, back) = (Journey.Say("steps.hours.away"), Journey.Say("steps.hours.back"));
        await put.ClickAsync();
        await Assertions.Expect(put).ToContainTextAsync(back);
        await page.IsSaved();
        await page.ReloadAsync();
        await Assertions.Expect(hours).ToBeHiddenAsync();
        await Assertions.Expect(put).ToContainTextAsync(back);

        // Taken out and written in, and the server hears nothing of it before the page shows again.
        await page.RouteAsync("**/reflections/*", route => route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync());
        await put.ClickAsync();
        await hours.FillAsync("3");
        await change.FillAsync("Færre ad gangen");
        await Assertions.Expect(page.Locator("[data-saved][data-state=waiting]")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await hours.ShouldHold("3");
        await Assertions.Expect(hours).ToBeVisibleAsync();
        await Assertions.Expect(put).ToContainTextAsync(away);
        await put.ClickAsync();
        await put.ClickAsync();
        await hours.ShouldHold("3");
        await change.ShouldHold("Færre ad gangen");
        await page.UnrouteAllAsync();
        await page.IsSaved();
        await page.RunAndWaitForResponseAsync(() => put.ClickAsync(), answer => answer.Request.Method == "POST" && answer.Status == 200);

        // Another window takes the row out; it comes forth here too.
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(page.Url);
        await other.Locator("tr:has([name='L05.F1.hours']) [data-hours-put]").ClickAsync();
        await other.Write("[name='L05.F1.hours']", "4");
        await Field(page, "L05.F2.hours").FillAsync("2");
        await hours.ShouldHold("4");
        await Assertions.Expect(hours).ToBeVisibleAsync();
        await Assertions.Expect(put).ToContainTextAsync(away);
    }

    [Fact]
    public async Task Whoever_asks_for_the_picture_after_the_session_has_ended_is_led_to_the_sign_in()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await Begin(house, "L14.S2");
        await page.Locator("[data-png]").WaitForAsync();
        await house.Do(db => db.Sessions.ExecuteDeleteAsync());
        await page.Locator("[data-png]").ClickAsync();
        await page.Reaches("/sign-in\\?");
    }

    private async Task<IPage> Begin(Visits house, string step)
    {
        var page = await chromium.Window(house.Address);
        await page.SitDownAs("henrik");
        await page.BeginReflection(step);
        return page;
    }

    private static Task<string> Map(IPage page) => page.InputValueAsync("[data-mind] textarea");

    private static ILocator Branch(IPage page, string text) => page.Locator("[role=treeitem]", new() { HasText = text });

    private static ILocator Field(IPage page, string name) => page.Locator($"[name='{name}']");
}

/// <summary>How a drawing is worked with.</summary>
internal static class Drawn
{
    /// <summary>Presses keys, one after the other.</summary>
    public static async Task Keys(this IPage page, params string[] keys)
    {
        foreach (var key in keys)
            await page.Keyboard.PressAsync(key);
    }

    /// <summary>What was drawn or written last is seen to be saved.</summary>
    public static Task IsSaved(this IPage page) => Assertions.Expect(page.Locator("[data-saved][data-state=saved]")).ToBeVisibleAsync(new() { Timeout = 15_000 });

    /// <summary>The field holds this.</summary>
    public static Task ShouldHold(this ILocator field, string value) => Assertions.Expect(field).ToHaveValueAsync(value);
}
