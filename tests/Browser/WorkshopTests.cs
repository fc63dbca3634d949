using System.Text.RegularExpressions;
using System.Globalization;

namespace Omtanke.Browser;

/// <summary>Whole workshops, as a room goes through them: one who runs it, a screen on the wall, and the phones.</summary>
public sealed class TwoAndTwoTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task Eight_phones_go_through_the_first_talk_from_the_welcome_to_the_minutes()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var room = await Room.Open(house, chromium, "T02", ["Ida", "Bo", "Kim", "Liv", "Per", "Ane", ""]);
        await room.Screen.Shows(room.Code);
        await room.Screen.Shows(room.Count("workshops.here", 7));
        await room.PhoneOf("Ida").Shows(room.Say("workshops.hand.wait"));
        await room.Look(room.Screen, room.PhoneOf("Ida"));

        // In the plan: the last item is talked about at tables of four.
        var gathering = room.Lead.Locator("[data-agenda-item]", new() { HasText = room.Language.Text("T02.S4", "title") });
        await gathering.Locator("[name^=people-]").SelectOptionAsync("4");
        await room.Lead.Press("workshops.plan.save");
        await room.Lead.Shows(room.Say("workshops.plan.agenda-saved"));
        await room.Begin();

        // The welcome, piece by piece, with one key.
        foreach (var (piece, next) in ((string, string)[])[("T02.S1.1", " 1"), ("T02.S1.2", " 2"), ("T02.S1.3", " 0")])
        {
            await room.AllSee(room.Language.Text(piece, "title"));
            // What is pressed is a place, not one further: Jonas waits until his own page leads on.
            await Assertions.Expect(room.Lead.Locator("[data-key=ArrowRight]")).ToHaveAttributeAsync("value", new Regex($"{next}$"));
            await room.Lead.Keyboard.PressAsync("ArrowRight");
        }
        await room.IsAt("T02.S2");
        await room.AllSee(room.Language.Text("T02.S2.1", "title"));
        await room.Look(room.Lead, room.Screen, room.PhoneOf("Bo"));
        await Assertions.Expect(room.Lead.Locator("[data-key=ArrowLeft]")).ToHaveAttributeAsync("value", new Regex(" 2$"));
        await room.Lead.Keyboard.PressAsync("ArrowLeft");
        await room.AllSee(room.Language.Text("T02.S1.3", "title"));

        // Cards: everybody has a partner, a table and a card; seven make one table of three.
        await room.GoTo("T02.S3");
        await room.Screen.Locator("[data-bell-on]").ClickAsync();
        await room.Screen.EvaluateAsync("document.addEventListener('omtanke:rang', () => document.documentElement.dataset.rang = 1 + Number(document.documentElement.dataset.rang ?? 0))");
        await room.Lead.Locator("form[action$='/rounds'] button").ClickAsync();
        var first = await room.Seats(1);
        first.GroupBy(seat => seat.Table).Select(table => table.Count()).Order().ShouldBe([2, 2, 3]);
        first.Select(seat => seat.Card).Distinct().Count().ShouldBe(7);
        await Ends(room, TimeSpan.FromMinutes(5), house);
        await room.Look(room.Lead, room.Screen, room.PhoneOf("Ida"), room.PhoneOf("Bo"));
        await room.PhoneOf("Ida").Picture("workshop-phone");
        await room.PhoneOf("Bo").Picture("workshop-phone-dark");
        await room.Screen.Picture("workshop-screen");
        await room.Lead.Picture("workshop-run");

        // Somebody comes in the middle of the round, and gets company at once; those at that table see it on their phones.
        var late = await room.Join("Mia");
        var joined = await room.Seats(1);
        joined.Where(seat => seat.Name != "Mia").Select(seat => (seat.Name, seat.Table)).ShouldBe(first.Select(seat => (seat.Name, seat.Table)), ignoreOrder: true);
        await room.Look(late);

        // Time is up at the same moment for all, and only the screen in the room rings.
        house.Clock.Offset += await EndsAt(room.Screen) - TimeSpan.FromSeconds(2) - house.Clock.GetUtcNow();
        foreach (var page in room.Phones.Select(phone => phone.Page).Prepend(room.Screen))
            await page.EvaluateAsync("dispatchEvent(new Event('online'))");
        await room.AllSee(room.Say("workshops.clock.up"));
        (await room.Screen.EvaluateAsync<string>("document.documentElement.dataset.rang")).ShouldBe("1");

        // New partners, the cards travel, and the clock runs again.
        await room.Lead.Locator("form[action$='/rounds'] button").ClickAsync();
        var second = await room.Seats(2);
        second.GroupBy(seat => seat.Table).ShouldAllBe(table => table.Count() == 2);
        foreach (var seat in second)
            seat.With.ShouldNotBe(joined.Single(before => before.Name == seat.Name).With);
        await Ends(room, TimeSpan.FromMinutes(5), house);

        // Somebody goes home: whoever sat with them gets other company, and the rest stay where they are.
        var (gone, left) = ("Ane", second.Single(seat => seat.Name == "Ane").With);
        await room.PhoneOf(gone).Press("workshops.hand.leave");
        await room.PhoneOf(gone).Shows(room.Say("workshops.hand.left"));
        room.Phones.RemoveAll(phone => phone.Name == gone);
        var after = await room.Seats(2);
        after.Where(seat => seat.Table != after.Single(one => one.Name == left).Table).ShouldAllBe(seat => second.Any(before => before.Name == seat.Name && before.With == seat.With));
        after.Single(seat => seat.Name == left).With.ShouldContain(" og ");

        // Gathering up at tables of four, then all together.
        await room.GoTo("T02.S4");
        await room.AllSee(room.Language.Text("T02.S4.1", "title"));
        await room.Lead.Locator("form[action$='/rounds'] button").ClickAsync();
        (await room.Seats()).GroupBy(seat => seat.Table).Select(table => table.Count()).Order().ShouldBe([3, 4]);
        await room.Look(room.Lead, room.Screen, room.PhoneOf("Kim"));
        await room.Lead.Locator("[data-key=ArrowRight]").ClickAsync();
        await room.AllSee(room.Language.Text("T02.S4.2", "title"));

        // Over, and the minutes are on the phones when the group has said so.
        await room.Close();
        await room.Lead.Shows(room.Language.Text("T02.S3", "title"));
        await room.Look(room.Lead);
        await room.Screen.Shows(room.Say("workshops.screen.thanks"));
        var ida = room.PhoneOf("Ida");
        await ida.Shows(room.Say("workshops.hand.thanks"));
        await room.Look(room.Screen, ida);
        (await ida.Locator("main").InnerTextAsync()).ShouldNotContain(room.Say("workshops.hand.minutes"));
        await room.Lead.Press("workshops.minutes.give-do");
        await room.Lead.Shows(room.Say("workshops.minutes.handed-out"));
        await ida.Press("workshops.hand.minutes");
        await ida.Shows(room.Language.Text("T02.S3", "title"));
        await room.Look(ida);
        room.IsOpenToAll();
    }

    // The same end on every device.
    private static async Task Ends(Room room, TimeSpan after, Visits house)
    {
        var ends = new HashSet<DateTimeOffset>();
        foreach (var page in room.Everybody)
            ends.Add(await EndsAt(page));
        var end = ends.ShouldHaveSingleItem();
        end.ShouldBeInRange(house.Clock.GetUtcNow() + after - TimeSpan.FromMinutes(3), house.Clock.GetUtcNow() + after);
    }

    private static async Task<DateTimeOffset> EndsAt(IPage page) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse((await page.Locator("[data-timer]").GetAttributeAsync("data-timer-ends"))!, CultureInfo.InvariantCulture));
}

/// <summary>Strain in a team: a temperature nobody signs, and a board that becomes an action. In English.</summary>
public sealed class CountedAndWrittenTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task Counts_wait_for_five_and_what_is_written_is_shown_laid_together_voted_on_chosen_and_made_an_action()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var room = await Room.Open(house, chromium, "T04", ["Ida", "Bo", "Kim", "Liv", "Per"], "en");
        await room.Begin();
        await room.GoTo("T04.S3");
        await room.Look(room.Lead, room.Screen, room.PhoneOf("Ida"), room.PhoneOf("Bo"));
        foreach (var (name, phone) in room.Phones.SkipLast(1))
            await Answer(phone, name is "Bo" ? "yellow" : "green");
        await room.Screen.Shows(room.Count("workshops.counts.answered", 4));
        await room.Turn("Shown");
        await room.AllSee(room.Say("workshops.too-few", ("fewest", 5)));
        foreach (var page in room.Everybody)
            await Assertions.Expect(page.Locator(".om-answers")).ToHaveCountAsync(0);
        await room.Look(room.Screen);
        await room.Turn("Gathering");
        await Answer(room.PhoneOf("Per"), "red");
        await room.PhoneOf("Per").Shows(room.Say("workshops.counts.stands"));
        await Assertions.Expect(room.Screen.Locator(".om-answers")).ToHaveCountAsync(0);
        await room.Turn("Shown");
        foreach (var page in room.Everybody)
            await Assertions.Expect(page.Locator(".om-answers td")).ToHaveTextAsync(["3", "1", "1"]);
        await room.Look(room.Lead, room.Screen, room.PhoneOf("Ida"), room.PhoneOf("Bo"));

        await room.GoTo("T04.S4");
        await room.Look(room.PhoneOf("Kim"));
        string[] ideas = ["Coffee in the sun", "Lunch on Fridays", "A thank you", "New routes at seven", "Three phones"];
        foreach (var ((_, phone), idea) in room.Phones.Zip(ideas))
            await Room.Write(phone, idea, idea.StartsWith('N') || idea.StartsWith("Three", StringComparison.Ordinal) ? "T04.S4.L2" : "T04.S4.L1");
        await room.Screen.Shows(room.Count("workshops.ideas.written", 5));
        foreach (var page in room.Everybody.Where(page => page != room.PhoneOf("Ida")))
            (await page.Locator("main").InnerTextAsync()).ShouldNotContain(ideas[0]);
        await room.Look(room.Lead, room.Screen, room.PhoneOf("Ida"), room.PhoneOf("Bo"));
        await room.Turn("Shown");
        foreach (var idea in ideas)
            await room.AllSee(idea);
        await room.Lead.Shows("Liv");
        foreach (var page in room.Everybody.Where(page => page != room.Lead))
            (await page.Locator("main .om-ideas").InnerTextAsync()).ShouldNotContain("Liv");

        // Laid together with the list, as somebody does who cannot drag.
        var lunch = room.Card(ideas[1]);
        await lunch.Locator("summary").ClickAsync();
        await lunch.Locator("select").SelectOptionAsync(new SelectOptionValue { Label = ideas[0] });
        await lunch.Locator("form:has(select) button").ClickAsync();
        await Assertions.Expect(room.Screen.Locator(".om-idea-under")).ToHaveTextAsync(ideas[1]);
        await Assertions.Expect(room.Lead.Locator("[data-idea]")).ToHaveCountAsync(4);
        await Assertions.Expect(room.Lead.Locator("[data-idea] details[open]")).ToHaveCountAsync(0);
        await room.Look(room.Lead, room.Screen);

        await room.Turn("Voting");
        await Assertions.Expect(room.PhoneOf("Ida").Locator("[name=idea]")).ToHaveCountAsync(4);
        await room.Look(room.PhoneOf("Ida"), room.PhoneOf("Bo"));
        await room.Vote(room.PhoneOf("Ida"), ideas[3], ideas[0]);
        await room.Vote(room.PhoneOf("Bo"), ideas[3]);
        await room.Vote(room.PhoneOf("Kim"), ideas[3], ideas[4], ideas[2]);
        await room.Screen.Shows(room.Count("workshops.voted", 3));
        (await room.Screen.Locator("main").InnerTextAsync()).ShouldNotContain(room.Count("workshops.votes", 3));
        await room.Look(room.Lead, room.Screen);
        await room.Turn("Voted");
        await room.AllSee(room.Count("workshops.votes", 3));
        var first = room.Card(ideas[3]);
        await first.Locator("form[action$='/choice'] button").ClickAsync();
        await room.AllSee(room.Say("workshops.ideas.chosen"));
        await room.Look(room.Lead, room.Screen, room.PhoneOf("Ida"));
        await room.Lead.Locator("[data-idea] .om-idea-ways > form[action$='/actions'] button").ClickAsync();
        await room.Lead.Reaches("/actions");
        await Assertions.Expect(room.Lead.Locator("textarea[name=what]").First).ToHaveValueAsync(ideas[3]);
        await room.Lead.GotoAsync($"/workshops/{room.Id}/run");
        await room.Close();
        await room.Lead.Shows(ideas[3]);
        await room.PhoneOf("Bo").Shows(room.Say("workshops.hand.thanks"));
        await room.Look(room.Lead, room.Screen, room.PhoneOf("Bo"));
        room.IsOpenToAll();
    }

    private static async Task Answer(IPage phone, string colour)
    {
        await phone.Locator($"[id='T04.S3.now-{colour}'] + label").ClickAsync();
        await phone.Locator("form[action$='/answers'] button").ClickAsync();
        await Assertions.Expect(phone.Locator("form[action$='/answers'] [role=status]")).Not.ToBeEmptyAsync();
    }
}

/// <summary>What keeps people silent and what makes them speak, on a board; in the dark.</summary>
public sealed class BoardInTheDarkTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task What_inhibits_and_what_promotes_is_written_apart_and_shown_beside_each_other()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var room = await Room.Open(house, chromium, "T09", ["Ida", "Bo", "Kim"], dark: true);
        await room.Look(room.Lead, room.Screen, room.PhoneOf("Ida"));
        await room.Begin();
        await room.GoTo("T09.S3");
        var ida = room.PhoneOf("Ida");
        await ida.Shows(room.Language.Plain("T09.S3.L1.1", "text"));
        await Room.Write(ida, "Når der bliver sukket", "T09.S3.L1");
        await Room.Write(ida, "Når nogen siger tak for spørgsmålet", "T09.S3.L2");
        await Room.Write(room.PhoneOf("Bo"), "Travle morgenmøder", "T09.S3.L1");
        await room.Look(room.Lead, room.Screen, ida);

        // Mended by its writer before it is shown.
        await ida.Locator(".om-own-ideas summary", new() { HasText = "sukket" }).ClickAsync();
        await ida.Locator(".om-own-ideas details[open] textarea").FillAsync("Når nogen sukker højt");
        await ida.Locator(".om-own-ideas details[open] button[value=mend]").ClickAsync();
        await Assertions.Expect(ida.Locator(".om-own-ideas summary", new() { HasText = "sukker højt" })).ToBeVisibleAsync();
        await room.Turn("Shown");
        foreach (var page in room.Everybody)
        {
            await Assertions.Expect(page.Locator(".om-ideas-lane")).ToHaveCountAsync(2);
            await Assertions.Expect(page.Locator(".om-ideas-lane").First).ToContainTextAsync("Når nogen sukker højt");
            await Assertions.Expect(page.Locator(".om-ideas-lane").Last).ToContainTextAsync("Når nogen siger tak for spørgsmålet");
        }
        // Somebody thought of one more when they saw the others'.
        await Room.Write(room.PhoneOf("Kim"), "En leder, der selv tager fejl", "T09.S3.L2");
        await room.AllSee("En leder, der selv tager fejl");

        // Taken away by mistake, and brought back.
        var tired = room.Card("Travle morgenmøder");
        await tired.Locator("summary").ClickAsync();
        await tired.Locator("button[name=gone]").ClickAsync();
        await Assertions.Expect(room.Screen.Locator("main")).Not.ToContainTextAsync("Travle morgenmøder");
        await room.Lead.Locator("summary", new() { HasText = room.Count("workshops.ideas.gone", 1) }).ClickAsync();
        await room.Look(room.Lead, room.Screen, ida);
        await room.Lead.Locator("button[name=gone][value=no]").ClickAsync();
        await room.Screen.Shows("Travle morgenmøder");
        await room.Turn("Voting");
        await room.Vote(ida, "Travle morgenmøder");
        await room.Look(ida);
        await room.Turn("Voted");
        await room.AllSee(room.Count("workshops.votes", 1));
        await room.Look(room.Lead, room.Screen, ida);
        await room.Lead.GotoAsync($"/workshops/{room.Id}/run");
        await room.Close();
        await room.Lead.Shows("En leder, der selv tager fejl");
        await room.Look(room.Lead);
        room.IsOpenToAll();
    }
}

/// <summary>The six golden grains in a grid; in English, in the dark.</summary>
public sealed class GridTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task What_is_written_about_the_six_grains_stands_in_its_place_and_the_group_goes_on_with_four()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var room = await Room.Open(house, chromium, "T10", ["Ida", "Bo"], "en", dark: true);
        await room.Begin();
        await room.GoTo("T10.S3.B");
        var (ida, bo) = (room.PhoneOf("Ida"), room.PhoneOf("Bo"));
        var values = await ida.Locator("select[name=place] option").EvaluateAllAsync<string[]>("all => all.map(one => one.value)");
        values.Length.ShouldBe(20, "eighteen places and two questions");
        await room.Look(room.Lead, room.Screen, ida);
        for (var number = 0; number < 5; number++)
            await Room.Write(number % 2 == 0 ? ida : bo, $"Thought {number + 1}", values[number * 4]);
        await room.Turn("Shown");
        await Assertions.Expect(room.Screen.Locator(".om-ideas-lane")).ToHaveCountAsync(5);
        await room.Screen.Shows(room.Language.Text("T10.G1", "title"));
        await room.Look(room.Lead, room.Screen, ida);
        for (var chosen = 1; chosen <= 4; chosen++)
        {
            await room.Card($"Thought {chosen}").Locator("form[action$='/choice'] button").ClickAsync();
            // Also at whoever pressed: what is said beside a button is gone when its card is drawn anew.
            foreach (var page in (IPage[])[room.Screen, room.Lead])
                await Assertions.Expect(page.Locator(".om-idea-chosen")).ToHaveCountAsync(chosen);
        }
        await room.Card("Thought 5").Locator("form[action$='/choice'] button").ClickAsync();
        await room.Lead.Shows(room.Say("workshops.errors.pick"));
        await room.Look(room.Lead, room.Screen);
        await Assertions.Expect(room.Screen.Locator(".om-idea-chosen")).ToHaveCountAsync(4);
        await room.Turn("Voting");
        await Assertions.Expect(ida.Locator("[name=idea]")).ToHaveCountAsync(5);
        await room.Look(ida, room.Lead);
        await room.Close();
        await room.Lead.Shows("Thought 4");
        await room.Look(room.Screen, bo);
        room.IsOpenToAll();
    }
}

/// <summary>Leaders and their own assessment: keywords in three colours, then what matters most.</summary>
public sealed class ThemesTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task Keywords_are_gathered_without_names_the_largest_theme_comes_first_and_the_group_chooses_with_them_beside()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var room = await Room.Open(house, chromium, "L13", ["Ida", "Bo", "Kim", "Liv", ""]);
        await room.Begin();
        await room.GoTo("L13.F1");
        await room.Look(room.PhoneOf("Ida"));
        for (var number = 0; number < 5; number++)
            await Room.Write(room.Phones[number].Page, $"Konflikt {number + 1}", "L13.F1.10.red");
        await Room.Write(room.PhoneOf("Kim"), "Roen i huset", "L13.F1.1.green");
        await room.Turn("Shown");
        foreach (var page in room.Everybody)
        {
            await Assertions.Expect(page.Locator(".om-ideas-lane h2").First).ToContainTextAsync(room.Language.Text("L13.F1.10", "title"));
            await Assertions.Expect(page.Locator(".om-ideas-lane")).ToHaveCountAsync(2);
        }
        foreach (var page in room.Everybody)
            (await page.Locator(".om-ideas").InnerTextAsync()).ShouldNotContain("Liv");
        await room.Look(room.Lead, room.Screen, room.PhoneOf("Bo"));

        await room.GoTo("L13.F2");
        await room.AllSee("Konflikt 3");
        await room.Look(room.Lead, room.Screen, room.PhoneOf("Ida"));
        await room.Lead.Write("[name='L13.F2.C.1']", "En fast times sparring");
        await room.AllSee("En fast times sparring");
        await room.Lead.Write("[name='L13.F2.C.2']", "Ens besked om morgenen");
        await room.AllSee("Ens besked om morgenen");
        await room.Look(room.Lead, room.Screen, room.PhoneOf("Bo"));
        await room.Lead.ReloadAsync();
        (await room.Lead.InputValueAsync("[name='L13.F2.C.1']")).ShouldBe("En fast times sparring");
        await room.Close();
        await room.Lead.Shows("Ens besked om morgenen");
        await room.Look(room.Lead);
        room.IsOpenToAll();
    }
}

/// <summary>The wheel of wellbeing: interviews two and two, then what each does, ring by ring. In English.</summary>
public sealed class WheelInARoomTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task They_interview_each_other_in_pairs_and_write_in_the_rings_without_names()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var room = await Room.Open(house, chromium, "L14", ["Ida", "Bo", "Kim", "Liv", "Per"], "en");
        await room.Begin();
        await room.GoTo("L14.S1");
        await room.Lead.Locator("form[action$='/rounds'] button").ClickAsync();
        (await room.Seats()).GroupBy(seat => seat.Table).Select(table => table.Count()).Order().ShouldBe([2, 3]);
        await room.AllSee(room.Language.Plain("L14.S1.1", "text"));
        await room.Look(room.Lead, room.Screen, room.PhoneOf("Ida"), room.PhoneOf("Bo"));

        await room.GoTo("L14.S2");
        string[] rings = ["L14.R1", "L14.R2", "L14.R3", "L14.R4", "L14.R4"];
        foreach (var ((name, phone), ring) in room.Phones.Zip(rings))
            await Room.Write(phone, $"What {name.Length} does in {ring}", ring);
        await room.Turn("Shown");
        foreach (var page in room.Everybody)
            await Assertions.Expect(page.Locator(".om-ideas-lane li")).ToHaveCountAsync(5);
        (await room.Screen.Locator(".om-ideas-lane h2").AllInnerTextsAsync()).Select(title => title[..^2].Trim()).ShouldBe(rings.Distinct().Select(ring => room.Language.Text(ring, "title")));
        await room.Look(room.Lead, room.Screen, room.PhoneOf("Ida"), room.PhoneOf("Bo"));
        await room.Close();
        await room.Lead.Shows("does in L14.R3");
        room.IsOpenToAll();
    }
}
