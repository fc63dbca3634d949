using System.Globalization;
using System.Text.RegularExpressions;

namespace Omtanke.Browser;

/// <summary>Whole workshops, as a room goes through them: one who runs it, a screen on the wall, and the phones.</summary>
public sealed partial class TwoAndTwoTests(TestCluster cluster, Chromium chromium)
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
        foreach (var piece in (string[])["T02.S1.1", "T02.S1.2", "T02.S1.3"])
        {
            await room.AllSee(room.Language.Text(piece, "title"));
            await room.Lead.Keyboard.PressAsync("ArrowRight");
        }
        await room.IsAt("T02.S2");
        await room.AllSee(room.Language.Text("T02.S2.1", "title"));
        await room.Look(room.Lead, room.Screen, room.PhoneOf("Bo"));
        await room.Lead.Keyboard.PressAsync("ArrowLeft");
        await room.AllSee(room.Language.Text("T02.S1.3", "title"));

        // Cards: everybody has a partner, a table and a card; seven make one table of three.
        await room.GoTo("T02.S3");
        await room.Screen.Locator("[data-bell-on]").ClickAsync();
        await room.Screen.EvaluateAsync("document.addEventListener('omtanke:rang', () => document.documentElement.dataset.rang = 1 + Number(document.documentElement.dataset.rang ?? 0))");
        await room.Lead.Locator("form[action$='/rounds'] button").ClickAsync();
        var first = await Seats(room, 1);
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
        var joined = await Seats(room, 1);
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
        var second = await Seats(room, 2);
        second.GroupBy(seat => seat.Table).ShouldAllBe(table => table.Count() == 2);
        foreach (var seat in second)
            seat.With.ShouldNotBe(joined.Single(before => before.Name == seat.Name).With);
        await Ends(room, TimeSpan.FromMinutes(5), house);

        // Somebody goes home: whoever sat with them gets other company, and the rest stay where they are.
        var (gone, left) = ("Ane", second.Single(seat => seat.Name == "Ane").With);
        await room.PhoneOf(gone).Press("workshops.hand.leave");
        await room.PhoneOf(gone).Shows(room.Say("workshops.hand.left"));
        room.Phones.RemoveAll(phone => phone.Name == gone);
        var after = await Seats(room, 2);
        after.Where(seat => seat.Table != after.Single(one => one.Name == left).Table).ShouldAllBe(seat => second.Any(before => before.Name == seat.Name && before.With == seat.With));
        after.Single(seat => seat.Name == left).With.ShouldContain(" og ");

        // Gathering up at tables of four, then all together.
        await room.GoTo("T02.S4");
        await room.AllSee(room.Language.Text("T02.S4.1", "title"));
        await room.Lead.Locator("form[action$='/rounds'] button").ClickAsync();
        (await Seats(room, 1, cards: false)).GroupBy(seat => seat.Table).Select(table => table.Count()).Order().ShouldBe([3, 4]);
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

    /// <summary>Who sits with whom, as each phone says it, once every phone is in this round and all of them agree.</summary>
    private static async Task<List<Seated>> Seats(Room room, int round, bool cards = true)
    {
        for (var patience = 0; ; patience++)
        {
            var seats = new List<Seated>();
            foreach (var (name, phone) in room.Phones)
            {
                await Assertions.Expect(phone.Locator(".om-seat h2")).ToContainTextAsync(room.Say("workshops.table", ("number", "")).Trim().ToLowerInvariant());
                if (cards)
                    await phone.Shows(room.Say("workshops.seat.round", ("number", round)));
                var said = Seat().Match(await phone.Locator(".om-seat h2").InnerTextAsync());
                var with = said.Groups["with"].Value;
                // Whoever gave no name is called a guest by the others.
                seats.Add(new(name.Length > 0 ? name : "Gæst 7", with, int.Parse(said.Groups["table"].Value, CultureInfo.InvariantCulture), cards ? await phone.Locator(".om-seat-card strong").InnerTextAsync() : ""));
            }
            var agreed = seats.TrueForAll(seat => Others(seat.With).Order().SequenceEqual(seats.Where(other => other.Table == seat.Table && other != seat).Select(other => other.Name).Order()));
            if (agreed)
                return seats;
            (patience < 40).ShouldBeTrue($"the phones never agreed: {string.Join(" / ", seats)}");
            await room.Lead.WaitForTimeoutAsync(250);
        }
    }

    private static string[] Others(string with) => [.. with.Replace(" og ", ", ", StringComparison.Ordinal).Split(", ")];

    // The same end on every device.
    private static async Task Ends(Room room, TimeSpan after, Visits house)
    {
        var ends = new HashSet<DateTimeOffset>();
        foreach (var page in room.Phones.Select(phone => phone.Page).Prepend(room.Screen).Prepend(room.Lead))
            ends.Add(await EndsAt(page));
        var end = ends.ShouldHaveSingleItem();
        end.ShouldBeInRange(house.Clock.GetUtcNow() + after - TimeSpan.FromMinutes(3), house.Clock.GetUtcNow() + after);
    }

    private static async Task<DateTimeOffset> EndsAt(IPage page) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse((await page.Locator("[data-timer]").GetAttributeAsync("data-timer-ends"))!, CultureInfo.InvariantCulture));

    [GeneratedRegex("^Du og (?<with>.+), bord (?<table>[0-9]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Seat();

    private sealed record Seated(string Name, string With, int Table, string Card);
}
