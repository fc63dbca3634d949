using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations;
using Omtanke.Data;

namespace Omtanke.Tests.Conversations;

/// <summary>Answering, moving, bringing somebody, and calling it off.</summary>
public sealed class AnswerTests(TestCluster cluster)
{
    [Fact]
    public async Task With_a_yes_both_get_the_calendar_file_and_the_companion_gets_it_without_a_word()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var id = await maja.Ask(("companion-name", "Tove Tillid"), ("companion-role", "TR"), ("companion-email", "tove@fagforening.example"));
        var before = (await house.Letters()).Count;
        (await henrik.Accept(id)).Status.ShouldBe(HttpStatusCode.SeeOther);

        var letters = (await house.Letters()).Skip(before).ToList();
        letters.Select(letter => letter.To).Order().ShouldBe(["henrik", "maja", "tove"]);
        letters.ShouldAllBe(letter => letter.Body.Calendar!.Contains("DTSTART:20261125T090000Z") && letter.Body.Calendar.Contains("SUMMARY:Møde\r\n"));
        letters.Select(letter => letter.Body.Calendar!.Split("\r\n").Single(line => line.StartsWith("UID:", StringComparison.Ordinal))).Distinct().ShouldHaveSingleItem();
        var companions = letters.Single(letter => letter.To == "tove").Body;
        (companions.Text + companions.Calendar).ShouldNotContain(id.ToString());
        foreach (var letter in letters)
            foreach (var word in (string[])["Room 4", "Maja Holm", "Henrik Lund"])
                (letter.Subject + letter.Body.Calendar).ShouldNotContain(word);

        var file = await maja.Get($"/conversations/{id}/calendar.ics");
        file.Text.ShouldStartWith("BEGIN:VCALENDAR\r\n");
        (await maja.Get($"/conversations/{id}")).Text.ShouldContain("onsdag den 25. november 2026 kl. 10.00");
    }

    [Fact]
    public async Task Other_times_take_the_agreed_one_out_of_the_calendars_and_can_be_taken_in_turn()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var id = await maja.Ask();
        await henrik.Accept(id);
        var (before, page) = ((await house.Letters()).Count, (await henrik.Get($"/conversations/{id}/times")).Text);
        (await henrik.Post($"/conversations/{id}/times", ("round", Courses.Hidden(page, "round")), ("state", "Planned"), ("date1", "2026-12-01"), ("time1", "09.30"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var letters = (await house.Letters()).Skip(before).ToList();
        letters.Select(letter => letter.To).Order().ShouldBe(["henrik", "maja"]);
        letters.ShouldAllBe(letter => letter.Body.Calendar!.Contains("METHOD:CANCEL"));
        (await house.Conversation(id)).ShouldSatisfyAllConditions(it => it.State.ShouldBe(Stage.Invited), it => it.PlannedAt.ShouldBeNull());

        (await henrik.Get($"/conversations/{id}")).Text.ShouldNotContain("name=\"proposal\"");
        await maja.Accept(id);
        (await house.Conversation(id)).PlannedAt.ShouldBe(new DateTimeOffset(2026, 12, 1, 8, 30, 0, TimeSpan.Zero));
        var planned = (await house.Letters())[^1].Body.Calendar!;
        Sequence(planned).ShouldBeGreaterThan(Sequence(letters[0].Body.Calendar!));

        static int Sequence(string calendar) => int.Parse(calendar.Split("SEQUENCE:")[1].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_no_is_met_with_grace_and_asks_nobody_why()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var id = await henrik.Ask(("with", (await house.IdOf("maja")).ToString()));
        (await maja.Post($"/conversations/{id}/refusal", ("regret", "Later"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Conversation(id)).State.ShouldBe(Stage.Declined);
        (await henrik.Get($"/conversations/{id}")).Text.ShouldContain(Courses.Word("conversations.answer.regret.Later"));
        (await maja.Post($"/conversations/{id}/acceptance", ("proposal", Ids.New().ToString()))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_leaders_no_to_Majas_request_has_words_of_its_own_and_shows_her_other_doors_that_know_of_nothing()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var id = await maja.Ask();
        var his = (await henrik.Get($"/conversations/{id}")).Text;
        his.ShouldContain(Visits.Library.In("da").Words.With("conversations.answer.decline-text-leader", ("name", "Maja")));
        his.ShouldNotContain(Courses.Word("conversations.answer.decline-text"));
        his.ShouldNotContain(Courses.Word("conversations.answer.regret.Thanks"));
        (await house.Letters()).Count.ShouldBe(1, "the invitation");
        (await henrik.Post($"/conversations/{id}/refusal", ("regret", "AnotherWay"))).Status.ShouldBe(HttpStatusCode.SeeOther);

        var hers = (await maja.Get($"/conversations/{id}")).Text;
        hers.ShouldContain("Camilla Juhl", Case.Sensitive, "the shop steward of her own unit");
        hers.ShouldContain("Jonas Bech");
        hers.ShouldNotContain("Anders Holst", Case.Sensitive, "of another unit");
        hers.ShouldContain("Birgit Dam");
        hers.ShouldContain("href=\"/cases/new\"");
        hers.ShouldContain(Courses.Word("cases.urgent"));
        hers.ShouldContain(Courses.Word("conversations.answer.regret-leader.AnotherWay"));
        hers.ShouldContain(Visits.Library.In("da").Words.With("conversations.answer.gone", ("day", "23. december 2026")).Split("23")[0]);
        (await henrik.Get($"/conversations/{id}")).Text.ShouldNotContain("Camilla Juhl");
        (await house.Letters()).Select(letter => letter.To).ShouldBe(["henrik", "maja"], "nobody else is told");

        var line = Visits.Library.In("da").Words.With("conversations.desk.refused", ("name", "Henrik"));
        (await maja.Get("/me")).Text.ShouldContain(line);
        (await henrik.Get("/me")).Text.ShouldNotContain($"href=\"/conversations/{id}\"");
        house.Clock.Offset += TimeSpan.FromDays(13);
        using var later = await house.As("maja");
        (await later.Get("/me")).Text.ShouldContain(line);
        house.Clock.Offset += TimeSpan.FromDays(2);
        using var after = await house.As("maja");
        (await after.Get("/me")).Text.ShouldNotContain(line);
    }

    [Fact]
    public async Task Only_Maja_chooses_her_companion_and_a_new_one_takes_the_place_of_the_old_in_the_calendar()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var id = await maja.Ask(("companion-name", "Tove"), ("companion-email", "tove@fagforening.example"));
        await henrik.Accept(id);
        (await henrik.Post($"/conversations/{id}/companion", ("companion-name", "HR"))).Status.ShouldBe(HttpStatusCode.Conflict);
        var before = (await house.Letters()).Count;
        (await maja.Post($"/conversations/{id}/companion", ("companion-name", "Ulla"), ("companion-email", "ulla@fagforening.example"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var letters = (await house.Letters()).Skip(before).ToDictionary(letter => letter.To);
        letters.Keys.Order().ShouldBe(["henrik", "tove", "ulla"]);
        letters["tove"].Body.Calendar!.ShouldContain("METHOD:CANCEL");
        letters["ulla"].Body.Calendar!.ShouldContain("METHOD:PUBLISH");
        letters["henrik"].Body.Calendar.ShouldBeNull();
        (await henrik.Get($"/conversations/{id}")).Text.ShouldContain("Ulla");
    }

    [Fact]
    public async Task Two_who_decide_at_once_cannot_both_have_their_way_and_the_second_sees_how_it_stands()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        (Func<Visitor, Guid, Task<Reply>> Maja, Func<Visitor, Guid, Task<Reply>> Henrik)[] races =
        [
            ((visitor, id) => visitor.Post($"/conversations/{id}/withdrawal"), (visitor, id) => visitor.Post($"/conversations/{id}/refusal")),
            ((visitor, id) => visitor.Post($"/conversations/{id}/times", ("round", "1"), ("state", "Invited"), ("date1", "2026-12-01"), ("time1", "09:30")),
                (visitor, id) => visitor.Post($"/conversations/{id}/times", ("round", "1"), ("state", "Invited"), ("date1", "2026-12-02"), ("time1", "09:30"))),
            ((visitor, id) => visitor.Post($"/conversations/{id}/closing"), (visitor, id) => visitor.Post($"/conversations/{id}/closing")),
        ];
        foreach (var (first, second) in races)
        {
            // Only what has been talked about is closed.
            var id = (first, second) == races[^1] ? (await Courses.Agreed(house)).Id : await maja.Ask();
            var replies = await Task.WhenAll(Task.Run(() => first(maja, id)), Task.Run(() => second(henrik, id)));
            replies.Count(reply => reply.Status == HttpStatusCode.SeeOther).ShouldBe(1, string.Join(' ', replies.Select(reply => reply.Status)));
            var late = replies.Single(reply => reply.Status != HttpStatusCode.SeeOther);
            // Whoever came before the first had finished is told of a conflict; whoever came after it is over finds nothing left to decide.
            late.Status.ShouldBeOneOf(HttpStatusCode.Conflict, HttpStatusCode.NotFound);
            if (late.Status == HttpStatusCode.Conflict)
                late.Text.ShouldContain(Courses.Word("conversations.overview.changed"));
        }
    }

    [Fact]
    public async Task Whoever_read_before_the_other_had_finished_overwrites_nothing()
    {
        await using var house = await Visits.Open(cluster);
        using var visitor = await house.As("maja");
        var (maja, henrik, now) = (await house.IdOf("maja"), await house.IdOf("henrik"), house.Clock.GetUtcNow());
        Action<Conversation, Proposal>[] verbs =
        [
            (it, time) => it.Accept(henrik, time, now), (it, _) => it.Decline(henrik, now), (it, _) => it.Withdraw(maja, now), (it, _) => it.Propose(maja, [now.AddDays(9)], now),
            (it, _) => it.Close(null, now), (it, _) => it.Pause(now),
        ];
        foreach (var first in verbs)
            foreach (var second in verbs)
            {
                var id = await visitor.Ask();
                await Should.ThrowAsync<DbUpdateConcurrencyException>(() => house.Do(async db =>
                {
                    var (mine, time) = (await db.Conversations.SingleAsync(found => found.Id == id), await db.Proposals.FirstAsync(found => found.Conversation == id));
                    await house.Do(async other =>
                    {
                        first(await other.Conversations.SingleAsync(found => found.Id == id), await other.Proposals.FirstAsync(found => found.Conversation == id));
                        await other.SaveChangesAsync();
                    }, Acting.AtChores);
                    second(mine, time);
                    await db.SaveChangesAsync();
                }, Acting.AtChores));
            }
    }

    [Fact]
    public async Task Before_the_talk_the_last_station_offers_a_no_and_closes_nothing()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var id = await maja.Ask();
        foreach (var (visitor, word) in ((Visitor, string)[])[(maja, "withdraw"), (henrik, "decline-leader")])
        {
            var page = (await visitor.Get($"/conversations/{id}/closing")).Text;
            page.ShouldContain(Courses.Word($"conversations.answer.{word}"));
            page.ShouldNotContain($"action=\"/conversations/{id}/closing\"");
            (await visitor.Post($"/conversations/{id}/closing")).Status.ShouldBe(HttpStatusCode.Conflict);
        }
        await henrik.Accept(id);
        (await henrik.Get($"/conversations/{id}/closing")).Text.ShouldContain(Courses.Word("conversations.answer.call-off"));
        (await henrik.Post($"/conversations/{id}/closing")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Get($"/conversations/{id}/calendar.ics")).Text.ShouldContain("STATUS:CONFIRMED");
    }

    [Fact]
    public async Task An_old_page_changes_nothing_and_is_shown_anew()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var id = await maja.Ask();
        var proposal = Courses.Hidden((await henrik.Get($"/conversations/{id}")).Text, "proposal");
        await maja.Post($"/conversations/{id}/times", ("round", "1"), ("state", "Invited"), ("date1", "2026-12-01"), ("time1", "09:30"));

        var late = await henrik.Post($"/conversations/{id}/acceptance", ("proposal", proposal));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain(Courses.Word("conversations.overview.changed"));
        late.Text.ShouldContain("tirsdag den 1. december 2026");
        (await henrik.Post($"/conversations/{id}/withdrawal")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Post($"/conversations/{id}/refusal")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Post($"/conversations/{id}/acceptance", ("proposal", "nonsense"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await house.Conversation(id)).State.ShouldBe(Stage.Invited);
    }
}
