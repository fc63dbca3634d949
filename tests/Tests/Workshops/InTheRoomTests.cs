using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Steps;
using Omtanke.Workshops;

namespace Omtanke.Tests.Workshops;

/// <summary>A workshop while it runs: what each phone may do and see, and what nobody sees before it is time.</summary>
public sealed partial class InTheRoomTests(TestCluster cluster)
{
    [Fact]
    public async Task Ideas_are_seen_by_nobody_before_they_are_shown_and_then_by_all_without_a_name()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, id, item, phones) = await Board(house, people: 6);
        for (var number = 0; number < phones.Count; number++)
            (await Write(house, phones[number], item, "T04.S4.L1", $"En ide fra nummer {number}")).ShouldBe(HttpStatusCode.NoContent);

        string[] pages = [$"/workshops/{id}/run", $"/workshops/{id}/screen", $"/workshops/{id}/run/live", $"/workshops/{id}/screen/live"];
        foreach (var page in pages)
            (await jonas.Get(page)).Text.ShouldNotContain("En ide fra");
        (await phones[1].Browser(house).Get($"/workshops/{id}/hand")).Text.ShouldNotContain("En ide fra nummer 0");
        (await phones[0].Browser(house).Get($"/workshops/{id}/hand")).Text.ShouldContain("En ide fra nummer 0");
        (await jonas.Get($"/workshops/{id}/screen")).Text.ShouldContain("6 idéer er skrevet");

        (await jonas.Post($"/workshops/{id}/stage", ("item", item.Id.ToString()), ("stage", "Shown"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        foreach (var page in pages)
            (await jonas.Get(page)).Text.ShouldContain("En ide fra nummer 3");
        var seen = (await phones[1].Browser(house).Get($"/workshops/{id}/hand")).Text;
        seen.ShouldContain("En ide fra nummer 0");
        foreach (var phone in phones)
            (await jonas.Get($"/workshops/{id}/screen")).Text.ShouldNotContain(phone.Name);
    }

    [Fact]
    public async Task An_anonymous_item_shows_nothing_from_four_and_stores_no_author_and_no_time()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, id, item, phones) = await Board(house, people: 5, anonymous: true);
        foreach (var phone in phones.Take(4))
            await Write(house, phone, item, "T04.S4.L1", "Kaffe i solen");
        await jonas.Post($"/workshops/{id}/stage", ("item", item.Id.ToString()), ("stage", "Shown"));
        foreach (var page in (string[])[$"/workshops/{id}/run", $"/workshops/{id}/screen"])
            (await jonas.Get(page)).Text.ShouldNotContain("Kaffe i solen");
        (await phones[4].Browser(house).Get($"/workshops/{id}/hand")).Text.ShouldNotContain("Kaffe i solen");

        await Write(house, phones[4], item, "T04.S4.L1", "Kaffe i solen");
        (await jonas.Get($"/workshops/{id}/screen")).Text.ShouldContain("Kaffe i solen");
        (await house.Ask(db => db.Ideas.CountAsync(idea => idea.Author != null || idea.At != null || idea.AtTable != null), Acting.AtChores)).ShouldBe(0);
        // Nothing beside an idea leads back to a phone: not its id, not the hash of its secret, not its name.
        foreach (var phone in phones)
            foreach (var mark in (string[])[phone.Id.ToString(), Convert.ToHexStringLower(Participant.HashOf(phone.Secret)), phone.Name])
                foreach (var table in (string[])["workshop_ideas", "workshop_votes", "workshop_ballots"])
                    (await house.RowsWith(table, mark)).ShouldBe(0, $"{table}: {mark}");
    }

    [Fact]
    public async Task Whoever_runs_it_with_few_is_told_before_and_in_the_item_that_it_shows_nothing_and_what_to_do_instead()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, id, item, phones) = await Board(house, people: 2, anonymous: true);
        var words = Visits.Library.In("da").Words;
        var (plan, here, instead, talk) = (words.With("workshops.few.plan", ("fewest", 5)), words.With("workshops.few.here", ("fewest", 5)), words["workshops.few.instead"], words["workshops.few.talk"]);
        (await jonas.Get($"/workshops/{id}")).Text.ShouldContain(plan);
        var run = (await jonas.Get($"/workshops/{id}/run")).Text;
        foreach (var said in (string[])[here, instead, $"href=\"/workshops/{id}#i-{item.Id}\""])
            run.ShouldContain(said);
        // Once somebody has written, the promise stands: then they talk.
        await Write(house, phones[0], item, "T04.S4.L1", "Kaffe i solen");
        run = (await jonas.Get($"/workshops/{id}/run")).Text;
        run.ShouldContain(talk);
        run.ShouldNotContain(instead);
        await jonas.Post($"/workshops/{id}/stage", ("item", item.Id.ToString()), ("stage", "Shown"));
        foreach (var page in (string[])["run", "screen"])
            (await jonas.Get($"/workshops/{id}/{page}")).Text.ShouldContain("Tal sammen om det i stedet.");

        await house.Join(id, "Tre", "Fire", "Fem");
        await house.GoTo(item);
        (await jonas.Get($"/workshops/{id}/run")).Text.ShouldNotContain(here, customMessage: "five are enough");
        await house.Do(db => db.WorkshopItems.ExecuteUpdateAsync(set => set.SetProperty(one => one.Anonymous, false)), Acting.AtChores);
        (await jonas.Get($"/workshops/{id}")).Text.ShouldNotContain(plan, customMessage: "with names it takes nobody");
    }

    [Fact]
    public async Task Sent_twice_or_late_it_is_there_once_and_only_its_writer_may_mend_it()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, id, item, phones) = await Board(house, people: 5);
        var idea = Guid.NewGuid();
        foreach (var _ in Enumerable.Range(1, 3))
            (await Write(house, phones[0], item, "T04.S4.L2", "Larm", idea)).ShouldBe(HttpStatusCode.NoContent);
        (await house.Ask(db => db.Ideas.CountAsync(), Acting.AtChores)).ShouldBe(1);
        (await phones[1].Browser(house).Post($"/workshops/{id}/hand/ideas/{idea}", ("text", "Overtaget"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await phones[0].Browser(house).Post($"/workshops/{id}/hand/ideas/{idea}", ("text", "Larm fra gangen"), ("do", "mend"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Ask(db => db.Ideas.Select(found => found.Text).SingleAsync(), Acting.AtChores)).ShouldBe("Larm fra gangen");

        // The group has gone on; what was under way on a phone still arrives, as long as the board takes ideas.
        var other = await house.ItemOf(id, "T04.S1");
        await house.GoTo(other);
        (await Write(house, phones[2], item, "T04.S4.L2", "Kom sent")).ShouldBe(HttpStatusCode.NoContent);
        await jonas.Post($"/workshops/{id}/stage", ("item", item.Id.ToString()), ("stage", "Voting"));
        (await Write(house, phones[2], item, "T04.S4.L2", "For sent")).ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_told_in_words_and_a_flood_from_one_phone_stops()
    {
        await using var house = await Visits.Open(cluster);
        var (_, id, item, phones) = await Board(house, people: 5);
        using var browser = phones[0].Browser(house);
        async Task<Reply> Send(string place, string text) => await browser.Post($"/workshops/{id}/hand/ideas", ("item", item.Id.ToString()), ("place", place), ("text", text));
        (await Send("T04.S4.L1", " ")).Text.ShouldContain("Skriv din idé først.");
        (await Send("T04.S4.L9", "x")).Text.ShouldContain("Vælg, hvor idéen hører til.");
        var long10000 = await Send("T04.S4.L1", new string('a', 10_000));
        long10000.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        long10000.Text.ShouldContain("Teksten er for lang.");
        (await Send("T04.S4.L1", "<script>alert(1)</script> 🙂")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.Get($"/workshops/{id}/hand")).Text.ShouldNotContain("<script>alert");
        for (var number = 1; number < Idea.MostEach; number++)
            await Write(house, phones[0], item, "T04.S4.L1", $"Nummer {number}");
        (await Send("T04.S4.L1", "En mere")).Text.ShouldContain("Du har skrevet rigtig mange her.");
    }

    [Fact]
    public async Task Eighty_who_vote_at_once_are_counted_exactly_and_nobody_has_a_vote_too_many()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, id, item, phones) = await Board(house, people: 80);
        var ideas = new List<Guid>();
        foreach (var number in Enumerable.Range(0, 5))
            ideas.Add(await house.Write(phones[number], item, "T04.S4.L1", $"Ide {number}"));
        await jonas.Post($"/workshops/{id}/stage", ("item", item.Id.ToString()), ("stage", "Voting"));
        (string, string?)[] Votes(params Guid[] chosen) => [("item", item.Id.ToString()), .. chosen.Select(idea => ("idea", (string?)idea.ToString()))];

        (await phones[0].Browser(house).Post($"/workshops/{id}/hand/votes", Votes([.. ideas.Take(4)]))).Text.ShouldContain("Du kan højst stemme på 3.");
        // Everybody twice at the same moment, from two windows with different votes.
        await Task.WhenAll(phones.SelectMany((phone, number) => new[]
        {
            phone.Browser(house).Post($"/workshops/{id}/hand/votes", Votes(ideas[0], ideas[1], ideas[2])),
            phone.Browser(house).Post($"/workshops/{id}/hand/votes", Votes(ideas[2], ideas[3], ideas[4])),
        }));
        (await house.Ask(db => db.Votes.GroupBy(vote => vote.Token).Select(voter => voter.Count()).ToListAsync(), Acting.AtChores)).ShouldAllBe(count => count == 3);
        (await house.Ask(db => db.Votes.Select(vote => vote.Token).Distinct().CountAsync(), Acting.AtChores)).ShouldBe(80);
        (await house.Ask(db => db.Votes.CountAsync(vote => vote.Idea == ideas[2]), Acting.AtChores)).ShouldBe(80);
        (await jonas.Get($"/workshops/{id}/screen")).Text.ShouldContain("80 har stemt");
        (await jonas.Get($"/workshops/{id}/screen")).Text.ShouldNotContain("80 stemmer");
        await jonas.Post($"/workshops/{id}/stage", ("item", item.Id.ToString()), ("stage", "Voted"));
        (await jonas.Get($"/workshops/{id}/screen")).Text.ShouldContain("80 stemmer");
    }

    [Fact]
    public async Task In_a_round_everybody_finds_their_partner_and_card_and_whoever_comes_or_is_left_gets_company()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await house.AWorkshop([await house.IdOf("jonas")], "T02");
        var item = await house.ItemOf(id, "T02.S3");
        await house.GoTo(item);
        var phones = await house.Join(id, "Ida", "Bo", "Kim", "Liv", "Per", "Ane");
        Task<Reply> Round(int round) => jonas.Post($"/workshops/{id}/rounds", ("item", item.Id.ToString()), ("round", $"{round}"));
        await Round(1);
        await Round(1);
        var first = await Seats(house, item, 1);
        first.Count.ShouldBe(6);
        first.GroupBy(seat => seat.AtTable).ShouldAllBe(table => table.Count() == 2);
        first.Select(seat => seat.Card).Distinct().Count().ShouldBe(6);
        // On the phone: the other's name, the table, the card. Nobody else's.
        var mine = first.Single(seat => seat.Participant == phones[0].Id);
        var partner = first.Single(seat => seat.AtTable == mine.AtTable && seat.Participant != mine.Participant);
        var hand = (await phones[0].Browser(house).Get($"/workshops/{id}/hand")).Text;
        hand.ShouldContain($"Du og {phones.Single(phone => phone.Id == partner.Participant).Name}, bord {mine.AtTable}");
        hand.ShouldContain(Visits.Library.In("da").Plain(mine.Card!, "text"));

        await Round(2);
        var second = await Seats(house, item, 2);
        second.ShouldAllBe(seat => first.Single(before => before.Participant == second.Single(other => other.AtTable == seat.AtTable && other.Participant != seat.Participant).Participant).AtTable != first.Single(before => before.Participant == seat.Participant).AtTable);
        // They swapped cards before they parted.
        second.Single(seat => seat.Participant == phones[0].Id).Card.ShouldBe(partner.Card);

        var left = second.Single(seat => seat.AtTable == second.Single(one => one.Participant == phones[1].Id).AtTable && seat.Participant != phones[1].Id);
        (await phones[1].Browser(house).Post($"/workshops/{id}/hand/absence")).Status.ShouldBe(HttpStatusCode.SeeOther);
        var after = (await Seats(house, item, 2)).Where(seat => seat.Participant != phones[1].Id).ToList();
        after.Where(seat => seat.Participant != left.Participant).ShouldAllBe(seat => second.Single(before => before.Participant == seat.Participant).AtTable == seat.AtTable);
        after.GroupBy(seat => seat.AtTable).ShouldAllBe(table => table.Count() > 1);
        (await phones[1].Browser(house).Get($"/workshops/{id}/hand")).Location.ShouldBe("/join");
        // When it is over, whoever went home early has the minutes to come as the others have.
        (await jonas.Post($"/workshops/{id}/closing")).Location.ShouldBe($"/workshops/{id}/minutes");
        (await phones[1].Browser(house).Get($"/workshops/{id}/hand")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sixty_who_write_at_the_same_moment_are_all_taken_and_nobody_waits_for_somebody_who_waits()
    {
        await using var house = await Visits.Open(cluster);
        var (_, _, item, phones) = await Board(house, people: 60);
        (await Task.WhenAll(phones.Select((phone, number) => Write(house, phone, item, "T04.S4.L1", $"Ide {number}")))).ShouldAllBe(status => status == HttpStatusCode.NoContent);
        (await house.Ask(db => db.Ideas.CountAsync(), Acting.AtChores)).ShouldBe(60);
    }

    [Fact]
    public async Task Nobody_joins_or_all_leave_or_whoever_runs_it_is_away_for_an_hour_and_it_still_ends_with_minutes()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await house.AWorkshop([await house.IdOf("jonas")], "T02");
        var item = await house.ItemOf(id, "T02.S3");
        await house.GoTo(item);
        Task<Reply> Round(int round) => jonas.Post($"/workshops/{id}/rounds", ("item", item.Id.ToString()), ("round", $"{round}"));
        (await Round(1)).Text.ShouldContain("Der er ingen med endnu.");
        var phones = await house.Join(id, "Ida", "Bo");
        (await Round(1)).Status.ShouldBe(HttpStatusCode.SeeOther);

        await house.Wait(TimeSpan.FromHours(1));
        (await Round(2)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await phones[0].Browser(house).Get($"/workshops/{id}/hand")).Text.ShouldContain("Du og Bo, bord 1");
        foreach (var phone in phones)
            (await phone.Browser(house).Post($"/workshops/{id}/hand/absence")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Round(3)).Text.ShouldContain("Der er ingen med endnu.");
        foreach (var page in (string[])["run", "screen", "run/live", "screen/live"])
            (await jonas.Get($"/workshops/{id}/{page}")).Status.ShouldBe(HttpStatusCode.OK);
        (await jonas.Post($"/workshops/{id}/closing")).Location.ShouldBe($"/workshops/{id}/minutes");
        (await jonas.Get($"/workshops/{id}/minutes")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Those_who_sit_where_somebody_came_or_left_are_told_and_the_other_tables_are_not()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await house.AWorkshop([await house.IdOf("jonas")], "T02");
        var item = await house.ItemOf(id, "T02.S3");
        await house.GoTo(item);
        var phones = await house.Join(id, "Ida", "Bo", "Kim", "Liv", "Per");
        await jonas.Post($"/workshops/{id}/rounds", ("item", item.Id.ToString()), ("round", "1"));
        var tables = (await Seats(house, item, 1)).GroupBy(seat => seat.AtTable).OrderBy(table => table.Count()).ToList();
        var (two, three) = (tables[0], tables[1]);
        var watcher = phones.Single(phone => phone.Id == two.First().Participant);
        // What all phones are told is the same for all: two characters a table.
        async Task<string> Told() => SeatsIn().Match((await watcher.Browser(house).Get($"/workshops/{id}/hand/stream")).Text).Groups["marks"].Value;
        string Of(string marks, int table) => marks[(2 * (table - 1))..(2 * table)];

        // One of three goes home, and no seat changes; then somebody comes.
        var before = await Told();
        await phones.Single(phone => phone.Id == three.First().Participant).Browser(house).Post($"/workshops/{id}/hand/absence");
        var after = await Told();
        Of(after, three.Key).ShouldNotBe(Of(before, three.Key));
        Of(after, two.Key).ShouldBe(Of(before, two.Key));
        foreach (var phone in phones)
            after.ShouldNotContain(phone.Name);
    }

    [Fact]
    public async Task Whoever_has_not_joined_or_holds_another_workshops_secret_gets_nothing_but_the_way_to_join()
    {
        await using var house = await Visits.Open(cluster);
        var (_, id, item, phones) = await Board(house, people: 5);
        var other = await house.AWorkshop([await house.IdOf("henrik")]);
        var stranger = (await house.Join(other, "Fremmed"))[0] with { Workshop = id };
        foreach (var browser in (Visitor[])[house.Browser(), stranger.Browser(house), await house.As("jonas"), await house.As("admin")])
        {
            foreach (var path in (string[])["", "/live", "/own", "/stream", "/minutes"])
                (await browser.Get($"/workshops/{id}/hand{path}")).Location.ShouldBe("/join");
            (await browser.Post($"/workshops/{id}/hand/ideas", ("item", item.Id.ToString()), ("place", "T04.S4.L1"), ("text", "Udefra"))).Location.ShouldBe("/join");
        }
        (await house.Ask(db => db.Ideas.CountAsync(), Acting.AtChores)).ShouldBe(0);
    }

    [Fact]
    public async Task The_clock_is_an_end_time_that_pauses_goes_on_and_gets_longer_and_pressed_twice_is_pressed_once()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, id, _, _) = await Board(house, people: 5);
        Task<Reply> Clock(string what, string minutes = "") => jonas.Post($"/workshops/{id}/clock", ("do", what), ("minutes", minutes));
        Task<Workshop> Now() => house.Ask(db => db.Workshops.AsNoTracking().SingleAsync(workshop => workshop.Id == id), Acting.AtChores);
        foreach (var wrong in (string[])["0", "61", "ti", ""])
            (await Clock("start", wrong)).Text.ShouldContain("Vælg mellem 1 og 60 minutter.");
        await Clock("start", "5");
        var ends = (await Now()).ClockEndsAt!.Value;
        (ends - house.Clock.GetUtcNow()).TotalMinutes.ShouldBeInRange(4.9, 5);
        await Clock("pause");
        await Clock("pause");
        (await Now()).ClockEndsAt.ShouldBeNull();
        await house.Wait(TimeSpan.FromMinutes(30));
        await Clock("resume");
        ((await Now()).ClockEndsAt!.Value - house.Clock.GetUtcNow()).TotalMinutes.ShouldBeInRange(4.8, 5);
        await Clock("more");
        ((await Now()).ClockEndsAt!.Value - house.Clock.GetUtcNow()).TotalMinutes.ShouldBeInRange(5.8, 6);
        await Clock("stop");
        (await Now()).ClockEndsAt.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_told_with_a_version_is_never_older_than_it()
    {
        await using var house = await Visits.Open(cluster);
        var (_, id, board, _) = await Board(house, people: 5);
        var first = await house.ItemOf(id, "T04.S1");
        await house.GoTo(first);
        var snapshot = await house.Ask(async db =>
        {
            var early = await db.Workshops.SingleAsync(one => one.Id == id);
            // Between the visitor's way through the door and the page, the group goes on.
            await house.GoTo(board);
            return await Snapshot.Of(db, early, Visits.Library, house.Clock.GetUtcNow());
        }, Acting.AtChores);
        snapshot.Version.ShouldBe(await house.Ask(db => db.WorkshopVersions.Where(row => row.Workshop == id).Select(row => row.Version).SingleAsync(), Acting.AtChores));
        snapshot.Item!.Step.ShouldBe(board.Step);
    }

    [Fact]
    public async Task Everybody_is_told_the_same_version_and_a_poll_that_knows_it_is_answered_with_nothing()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, id, item, phones) = await Board(house, people: 5);
        using var browser = phones[0].Browser(house);
        var version = VersionIn().Match((await browser.Get($"/workshops/{id}/hand")).Text).Groups["n"].Value;
        VersionIn().Match((await jonas.Get($"/workshops/{id}/screen")).Text).Groups["n"].Value.ShouldBe(version);
        (await browser.Get($"/workshops/{id}/hand/live?since={version}")).Status.ShouldBe(HttpStatusCode.NoContent);
        await jonas.Post($"/workshops/{id}/stage", ("item", item.Id.ToString()), ("stage", "Shown"));
        var news = await browser.Get($"/workshops/{id}/hand/live?since={version}");
        news.Status.ShouldBe(HttpStatusCode.OK);
        int.Parse(VersionIn().Match(news.Text).Groups["n"].Value, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(int.Parse(version, System.Globalization.CultureInfo.InvariantCulture));
        news.Headers.Contains("X-Omtanke-Now").ShouldBeTrue();
    }

    /// <summary>A workshop of T04 at its board, with phones.</summary>
    private static async Task<(Visitor Jonas, Guid Id, Item Item, IReadOnlyList<Phone> Phones)> Board(Visits house, int people, bool anonymous = false)
    {
        var id = await house.AWorkshop([await house.IdOf("jonas")], more: (_, items) => items.Single(item => item.Step == "T04.S4").Anonymous = anonymous);
        var item = await house.ItemOf(id, "T04.S4");
        await house.GoTo(item);
        return (await house.As("jonas"), id, item, await house.Join(id, [.. Enumerable.Range(1, people).Select(number => $"Deltagerfornavn{number}")]));
    }

    private static async Task<HttpStatusCode> Write(Visits house, Phone phone, Item item, string place, string text, Guid? id = null)
    {
        using var browser = phone.Browser(house);
        return (await browser.Autosave($"/workshops/{item.Workshop}/hand/ideas", ("item", item.Id.ToString()), ("id", (id ?? Guid.NewGuid()).ToString()), ("place", place), ("text", text))).Status;
    }

    private static Task<List<Seat>> Seats(Visits house, Item item, int round) => house.Ask(db => db.Seats.AsNoTracking().Where(seat => seat.Item == item.Id && seat.Round == round).ToListAsync(), Acting.AtChores);

    [GeneratedRegex("data-live-seats=\"(?<marks>[0-9A-F-]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SeatsIn();

    [GeneratedRegex("data-live-version=\"(?<n>[0-9]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionIn();
}
