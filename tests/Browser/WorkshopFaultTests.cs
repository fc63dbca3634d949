namespace Omtanke.Browser;

/// <summary>What goes wrong in a room, and is right again without anybody doing anything.</summary>
public sealed class WorkshopFaultTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task Where_no_stream_comes_through_everything_is_the_same_by_asking()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var room = await Room.Open(house, chromium, "T04", ["Ida", "Bo"], deaf: true);
        await room.Begin();
        await room.GoTo("T04.S4");
        await Room.Write(room.PhoneOf("Ida"), "Kaffe i solen", "T04.S4.L1");
        await Room.Write(room.PhoneOf("Bo"), "Larm fra gangen", "T04.S4.L2");
        await room.Screen.Shows(room.Count("workshops.ideas.written", 2));
        await room.Turn("Shown");
        await room.AllSee("Larm fra gangen");
        await room.Turn("Voting");
        await room.Vote(room.PhoneOf("Ida"), "Larm fra gangen");
        await room.Turn("Voted");
        await room.AllSee(room.Count("workshops.votes", 1));
        await room.Close();
        await room.Screen.Shows(room.Say("workshops.screen.thanks"));
        await room.PhoneOf("Bo").Shows(room.Say("workshops.hand.thanks"));
    }

    [Fact]
    public async Task A_phone_whose_clock_is_ten_minutes_wrong_counts_to_the_same_end_and_one_that_wakes_late_says_so()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var room = await Room.Open(house, chromium, "T02", ["Ida"]);
        var (fast, slow) = (await room.Join("Bo", wrong: TimeSpan.FromMinutes(10)), await room.Join("Kim", wrong: TimeSpan.FromMinutes(-10)));
        await room.Begin();
        await room.Lead.FillAsync("#minutes", "5");
        await room.Lead.Keyboard.PressAsync("Enter");
        foreach (var page in room.Everybody)
            await Assertions.Expect(page.Locator("[data-timer-shown]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[345]:[0-5][0-9]$"));

        await Wake(TimeSpan.FromSeconds(2));
        foreach (var page in room.Everybody)
            await Assertions.Expect(page.Locator("[data-timer-shown]")).ToHaveTextAsync(room.Say("workshops.clock.up"));
        await Wake(TimeSpan.FromMinutes(-3.5));
        foreach (var page in (IPage[])[fast, slow, room.Screen])
            await Assertions.Expect(page.Locator("[data-timer-shown]")).ToHaveTextAsync(room.Say("workshops.clock.late", ("minutes", 3)));

        // It is so long before the end, and everybody looks.
        async Task Wake(TimeSpan left)
        {
            var ends = await room.Screen.Locator("[data-timer]").GetAttributeAsync("data-timer-ends");
            house.Clock.Offset += DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(ends!, System.Globalization.CultureInfo.InvariantCulture)) - left - house.Clock.GetUtcNow();
            foreach (var page in room.Everybody)
                await page.EvaluateAsync("dispatchEvent(new Event('online'))");
        }
    }

    [Fact]
    public async Task A_server_that_starts_again_in_the_middle_of_the_board_gets_every_idea_once()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var room = await Room.Open(house, chromium, "T04", ["Ida", "Bo"]);
        var (ida, bo, address) = (room.PhoneOf("Ida"), room.PhoneOf("Bo"), house.Address);
        await room.Begin();
        await room.GoTo("T04.S4");
        await Room.Write(ida, "Før");
        await bo.FillAsync("#idea-text", "Halvt skrevet");
        await house.DisposeAsync();

        foreach (var text in (string[])["Imens et", "Imens to"])
        {
            await ida.FillAsync("#idea-text", text);
            await ida.Locator("form[data-outbox] button[type=submit]").ClickAsync();
        }
        await Assertions.Expect(ida.Locator(".om-outbox-waiting")).ToContainTextAsync([room.Say("workshops.outbox.waiting"), room.Say("workshops.outbox.waiting")]);
        await using var again = await house.OpenAgain(address);
        await Assertions.Expect(ida.Locator(".om-own-ideas summary")).ToHaveCountAsync(3);
        await Assertions.Expect(ida.Locator(".om-outbox-waiting")).ToHaveCountAsync(0);
        await bo.ReloadAsync();
        await Assertions.Expect(bo.Locator("#idea-text")).ToHaveValueAsync("Halvt skrevet");
        await room.Turn("Shown");
        foreach (var page in room.Everybody)
            await Assertions.Expect(page.Locator(".om-ideas .om-idea")).ToHaveCountAsync(3);
        await Assertions.Expect(bo.Locator("#idea-text")).ToHaveValueAsync("Halvt skrevet");
    }

    [Fact]
    public async Task Two_tabs_a_double_tap_and_the_way_back_are_one_person_and_one_idea()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var room = await Room.Open(house, chromium, "T04", ["Ida"]);
        var ida = room.PhoneOf("Ida");
        await room.Begin();
        await room.GoTo("T04.S4");
        var second = await ida.Context.NewPageAsync();
        await second.GotoAsync(ida.Url);
        await ida.FillAsync("#idea-text", "Kun én gang");
        await ida.Locator("form[data-outbox] button[type=submit]").DblClickAsync();
        await Room.Write(second, "Fra den anden fane");
        foreach (var tab in (IPage[])[ida, second])
            await Assertions.Expect(tab.Locator(".om-own-ideas summary")).ToHaveCountAsync(2);
        await room.Screen.Shows(room.Count("workshops.ideas.written", 2));
        await room.Screen.Shows(room.Count("workshops.here", 1));

        await ida.Press("workshops.hand.leave");
        await ida.Shows(room.Say("workshops.hand.left"));
        await ida.GoBackAsync();
        await Assertions.Expect(ida.Locator("[name=code]")).ToBeVisibleAsync();
        await Assertions.Expect(second.GetByText(room.Say("workshops.hand.gone"))).ToBeVisibleAsync();
        // Back again, as the one they were.
        room.Phones.Clear();
        await second.Press("workshops.hand.join");
        await second.FillAsync("[name=code]", room.Code);
        await second.Press("workshops.join.on");
        await second.Press("workshops.join.do");
        await second.Reaches("/hand($|[?#])");
        await Assertions.Expect(second.Locator(".om-own-ideas summary")).ToHaveCountAsync(2);
    }
}
