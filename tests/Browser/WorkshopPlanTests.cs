namespace Omtanke.Browser;

/// <summary>Jonas plans a workshop at his desk; somebody without an account joins on a phone.</summary>
public sealed class WorkshopPlanTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task The_agenda_is_moved_by_hand_and_by_buttons_and_the_times_follow_at_once()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var jonas = await chromium.Window(house.Address);
        await Plan(jonas);
        await jonas.IsOpenToAll();
        var (steps, times) = (jonas.Locator("[data-agenda-item] h3"), jonas.Locator("[data-agenda-when]"));
        var before = await steps.AllInnerTextsAsync();

        await jonas.EvaluateAsync("document.querySelector('#agenda').scrollIntoView()");
        // Taken by its handle, the third comes first.
        var (handle, first) = ((await jonas.Locator("[data-agenda-handle]").Nth(2).BoundingBoxAsync())!, (await jonas.Locator("[data-agenda-item]").First.BoundingBoxAsync())!);
        await jonas.Mouse.MoveAsync(handle.X + 10, handle.Y + 20);
        await jonas.Mouse.DownAsync();
        for (var y = handle.Y; y > first.Y + 8; y -= 15)
            await jonas.Mouse.MoveAsync(handle.X + 10, y);
        await jonas.Mouse.MoveAsync(handle.X + 10, first.Y + 8);
        await jonas.Mouse.UpAsync();
        (await steps.AllInnerTextsAsync()).Take(3).ShouldBe([before[2], before[0], before[1]]);
        (await times.First.InnerTextAsync()).ShouldBe("09.00");

        // The keyboard does the same, and keeps its place.
        await jonas.Locator("[data-agenda-down]").First.FocusAsync();
        await jonas.Keyboard.PressAsync("Enter");
        (await steps.AllInnerTextsAsync()).Take(2).ShouldBe([before[0], before[2]]);
        (await jonas.EvaluateAsync<bool>("document.activeElement.matches('[data-agenda-down]')")).ShouldBeTrue();
        await jonas.Locator("[data-agenda-minutes]").First.FillAsync("25");
        (await times.Nth(1).InnerTextAsync()).ShouldBe("09.25");
        await Assertions.Expect(jonas.Locator("[data-agenda-unsaved]")).ToBeVisibleAsync();
        await jonas.Press("workshops.plan.save");
        await jonas.Shows(Journey.Say("workshops.plan.agenda-saved"));
        (await steps.AllInnerTextsAsync()).Take(2).ShouldBe([before[0], before[2]]);
        (await times.Nth(1).InnerTextAsync()).ShouldBe("09.25");
        await jonas.IsOpenToAll();
    }

    [Fact]
    public async Task Somebody_joins_on_a_phone_without_an_account_and_comes_in_again_as_the_same()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var (jonas, phone) = (await chromium.Window(house.Address), await chromium.Window(house.Address, phone: true));
        await Plan(jonas);
        var code = (await jonas.Locator("#code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await jonas.Press("workshops.plan.poster");
        await jonas.Shows(code[..3]);
        await jonas.IsOpenToAll();

        await phone.GotoAsync("/join");
        await phone.IsOpenToAll();
        await phone.FillAsync("[name=code]", "zzz");
        await phone.Press("workshops.join.on");
        await phone.Shows(Journey.Say("workshops.join.six"));
        await phone.FillAsync("[name=code]", $"{code[..3].ToLowerInvariant()} {code[3..]}");
        await phone.Press("workshops.join.on");
        await phone.Shows(Journey.Say("workshops.join.promise.title"));
        await phone.IsOpenToAll();
        await phone.FillAsync("[name=name]", "Bo");
        await phone.Press("workshops.join.do");
        await phone.Reaches("/hand($|[?#])");
        await phone.GotoAsync($"/join/{code}");
        await phone.Reaches("/hand($|[?#])");
        await jonas.GoBackAsync();
        await jonas.ReloadAsync();
        await jonas.Shows(Visits.Library.In("da").Words.Count("workshops.plan.joined", 1));
    }

    private static async Task Plan(IPage jonas)
    {
        await jonas.SitDownAs("jonas");
        await jonas.GotoAsync("/workshops/new?tool=T10");
        await jonas.IsOpenToAll();
        await jonas.FillAsync("[name=title]", "Vi begynder");
        await jonas.Press("workshops.begin.do");
        await jonas.Shows(Journey.Say("workshops.begin.done"));
    }
}
