using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Tests.Conversations;

/// <summary>Afterwards: what became of it, did it help, and the way on.</summary>
public sealed class FollowUpTests(TestCluster cluster)
{
    [Fact]
    public async Task Each_says_whether_it_helped_and_both_see_both()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var (id, agreements) = await Courses.Agreed(house, ("Fast makker", Doer.Leader, 10));
        var address = $"/conversations/{id}/follow-up/{agreements[0]}";
        (await maja.Post($"{address}/outcome", ("answer", "Partly"), ("note", "Kun om tirsdagen"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await henrik.Post($"{address}/outcome", ("answer", "Yes"), ("note", ""))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Post($"{address}/outcome", ("answer", "Yes"), ("note", "Nu hver dag"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Post($"{address}/state", ("state", "Done"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var hint = Visits.Library.In("da").Words.With("conversations.diagnosis.shared", ("word", "depression"));
        await henrik.Post($"{address}/outcome", ("answer", "Yes"), ("note", "Det hjalp på Majas depression"));
        (await henrik.Get($"/conversations/{id}/follow-up")).Text.ShouldContain(hint);
        (await maja.Get($"/conversations/{id}/follow-up")).Text.ShouldNotContain(hint);
        foreach (var visitor in (Visitor[])[maja, henrik])
        {
            var page = (await visitor.Get($"/conversations/{id}/follow-up")).Text;
            page.ShouldContain("Nu hver dag");
            page.ShouldNotContain("Kun om tirsdagen");
            page.ShouldContain(Courses.Word("conversations.follow-up.state.Done"));
        }
    }

    [Fact]
    public async Task What_both_confirmed_is_dropped_by_both_and_either_may_keep_it()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var (id, agreements) = await Courses.Agreed(house, ("Fast makker", Doer.Leader, 10));
        var (address, words) = ($"/conversations/{id}/follow-up/{agreements[0]}/state", Visits.Library.In("da").Words);
        (await henrik.Post(address, ("state", "LetGo"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await State()).ShouldBe(Promise.Open, "one alone drops nothing");
        (await henrik.Post(address, ("state", "LetGo"))).Status.ShouldBe(HttpStatusCode.Conflict, "pressed twice it is still one");
        (await State()).ShouldBe(Promise.Open);
        foreach (var visitor in (Visitor[])[maja, henrik])
            (await visitor.Get($"/conversations/{id}/follow-up")).Text.ShouldContain("Henrik foreslog");
        var line = words.With("conversations.desk.proposal", ("name", "Henrik"));
        (await maja.Get("/me")).Text.ShouldContain(line);
        (await maja.Get("/me")).Text.ShouldNotContain("Fast makker");
        (await henrik.Get("/me")).Text.ShouldNotContain(words.With("conversations.desk.proposal", ("name", "Maja")));

        (await maja.Post(address, ("state", "Open"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Get($"/conversations/{id}/follow-up")).Text.ShouldNotContain("Henrik foreslog", Case.Sensitive, "it still holds");
        await henrik.Post(address, ("state", "LetGo"));
        (await henrik.Post(address, ("state", "Open"))).Status.ShouldBe(HttpStatusCode.SeeOther, "he takes it back");
        (await maja.Get("/me")).Text.ShouldNotContain(line);

        await henrik.Post(address, ("state", "LetGo"));
        (await maja.Post(address, ("state", "LetGo"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await State()).ShouldBe(Promise.LetGo);
        (await henrik.Get($"/conversations/{id}/follow-up")).Text.ShouldContain("Maja sagde ja til at droppe den");

        await maja.Post(address, ("state", "Open"));
        await maja.Post(address, ("state", "Done"));
        (await henrik.Get($"/conversations/{id}/follow-up")).Text.ShouldContain("Maja sagde ");

        Task<Promise> State() => house.Ask(db => db.Agreements.Select(one => one.State).SingleAsync(), Acting.AtChores);
    }

    [Fact]
    public async Task A_proposal_to_drop_something_writes_to_the_other_and_its_answer_to_whoever_made_it_and_taken_back_to_nobody()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var (id, agreements) = await Courses.Agreed(house, ("Fast makker", Doer.Leader, 10), ("Hjemmedage", Doer.Leader, 10));
        var seen = (await house.Letters()).Count;
        var page = $"/conversations/{id}/follow-up";

        await henrik.Post($"{page}/{agreements[0]}/state", ("state", "LetGo"));
        await henrik.Post($"{page}/{agreements[0]}/state", ("state", "LetGo"));
        var asked = (await New()).ShouldHaveSingleItem("once, however often it is pressed");
        asked.To.ShouldBe("maja");
        asked.Body.Text.ShouldContain(Visits.Library.In("da").Words["conversations.letters.Decide.text"]);
        (await asked.Leads(maja)).ShouldBe(page);
        await henrik.Post($"{page}/{agreements[0]}/state", ("state", "Open"));
        (await New()).ShouldBeEmpty("taken back");

        foreach (var (answer, agreement) in new[] { ("Open", agreements[0]), ("LetGo", agreements[0]), ("Done", agreements[1]) })
        {
            await henrik.Post($"{page}/{agreement}/state", ("state", "LetGo"));
            (await New()).ShouldHaveSingleItem().To.ShouldBe("maja", answer);
            await maja.Post($"{page}/{agreement}/state", ("state", answer));
            var answered = (await New()).ShouldHaveSingleItem(answer);
            (answered.To, answered.Body.Text.Contains(Visits.Library.In("da").Words["conversations.letters.Changed.text"], StringComparison.Ordinal)).ShouldBe(("henrik", true), answer);
        }
        await maja.Post($"{page}/{agreements[1]}/state", ("state", "Open"));
        (await New()).ShouldBeEmpty("nobody had proposed anything");

        async Task<IReadOnlyList<Written>> New()
        {
            var all = await house.Letters();
            (var fresh, seen) = (all.Skip(seen).ToList(), all.Count);
            return fresh;
        }
    }

    [Fact]
    public async Task What_cannot_be_taken_is_said_and_nothing_typed_is_lost()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        var (id, agreements) = await Courses.Agreed(house, ("Fast makker", Doer.Leader, 10));
        var address = $"/conversations/{id}/follow-up/{agreements[0]}";
        var reply = await maja.Post($"{address}/outcome", ("answer", "Perhaps"), ("note", "min note"));
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Text.ShouldContain("min note");
        reply.Text.ShouldContain(Courses.Word("conversations.follow-up.error.answer"));
        (await maja.Post($"{address}/outcome", ("answer", "Yes"), ("note", new string('x', 1001)))).Text.ShouldContain(Courses.Word("conversations.follow-up.error.long"));
        foreach (var state in (string[])["Open", "CarriedOver", "Whatever", ""])
            (await maja.Post($"{address}/state", ("state", state))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Post($"/conversations/{id}/follow-up/{Ids.New()}/state", ("state", "Done"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Post($"/conversations/{id}/follow-up/nonsense/outcome", ("answer", "Yes"))).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Two_who_say_done_at_once_have_done_it_once()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var (id, agreements) = await Courses.Agreed(house, ("Fast makker", Doer.Leader, 10));
        var address = $"/conversations/{id}/follow-up/{agreements[0]}/state";
        var replies = await Task.WhenAll(Task.Run(() => maja.Post(address, ("state", "Done"))), Task.Run(() => henrik.Post(address, ("state", "LetGo"))));
        replies.ShouldAllBe(reply => reply.Status == HttpStatusCode.SeeOther || reply.Status == HttpStatusCode.Conflict);
        replies.ShouldContain(reply => reply.Status == HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_new_conversation_carries_the_open_agreements_on_and_they_come_back_if_it_comes_to_nothing()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var (id, agreements) = await Courses.Agreed(house, ("Fast makker på aftenvagter", Doer.Leader, 10), ("Gjort er gjort", Doer.Employee, 5));
        await maja.Post($"/conversations/{id}/follow-up/{agreements[1]}/state", ("state", "Done"));

        var next = await Next(maja, id);
        (await house.Conversation(next)).ShouldSatisfyAllConditions(it => it.Follows.ShouldBe(id), it => it.State.ShouldBe(Stage.Invited), it => it.RetentionMonths.ShouldBe(12));
        var page = (await henrik.Get($"/conversations/{next}/follow-up")).Text;
        page.ShouldContain("Fast makker på aftenvagter");
        page.ShouldNotContain("Gjort er gjort");
        (await States(house, id)).ShouldBe([Promise.CarriedOver, Promise.Done]);
        (await maja.Post($"/conversations/{id}/follow-up/{agreements[0]}/state", ("state", "Done"))).Status.ShouldBe(HttpStatusCode.Conflict, "it lives on elsewhere");
        (await maja.Get($"/conversations/{id}/follow-up")).Text.ShouldContain($"/conversations/{next}");

        (await henrik.Post($"/conversations/{next}/refusal")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await States(house, id)).ShouldBe([Promise.Open, Promise.Done]);
        // Sealed anew under another key: one conversation's text does not open in another.
        var keys = (await house.Conversation(id), await house.Conversation(next));
        keys.Item1.Key.ShouldNotBe(keys.Item2.Key);
    }

    [Fact]
    public async Task What_the_two_have_not_both_confirmed_goes_along_and_binds_nobody_until_they_do()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var (id, _) = await Courses.Agreed(house, ("Fast makker", Doer.Leader, 10));
        await henrik.Post($"/conversations/{id}/agreements", ("what", "Maja ser lægen"), ("who", "Employee"), ("due", "2026-11-24"));
        (await henrik.Get($"/conversations/{id}/next")).Text.ShouldContain(Courses.Word("conversations.follow-up.next-unconfirmed"));
        var next = await Next(henrik, id);

        await NotPromised(next, await Carried(next, 2));
        await house.Turn(next, it => it.Accept(it.Employee, new Proposal { Id = Ids.New(), Conversation = it.Id, ProposedBy = it.Leader, Round = it.Round, StartsAt = house.Clock.GetUtcNow().AddDays(1) }, house.Clock.GetUtcNow()));
        await house.Turn(next, it => it.Hold(it.Employee, house.Clock.GetUtcNow()));
        foreach (var visitor in (Visitor[])[maja, henrik])
            await visitor.Post($"/conversations/{next}/confirmation", ("text", Courses.Hidden((await visitor.Get($"/conversations/{next}/agreements")).Text, "text")));
        (await maja.Get("/me")).Text.ShouldContain($"/conversations/{next}/follow-up#agreement-{await Carried(next, 2)}");

        async Task NotPromised(Guid conversation, Guid agreement)
        {
            (await maja.Get("/me")).Text.ShouldNotContain($"#agreement-{agreement}");
            var page = (await maja.Get($"/conversations/{conversation}/follow-up")).Text;
            page.ShouldContain("Maja ser lægen");
            page.ShouldContain(Courses.Word("conversations.follow-up.state.Unconfirmed"));
            (await henrik.Post($"/conversations/{conversation}/follow-up/{agreement}/state", ("state", "Done"))).Status.ShouldBe(HttpStatusCode.Conflict);
        }

        Task<Guid> Carried(Guid conversation, int position) =>
            house.Ask(db => db.Agreements.Where(it => it.Conversation == conversation && it.Position == position).Select(it => it.Id).SingleAsync(), Acting.AtChores);
    }

    [Fact]
    public async Task What_was_carried_and_is_put_otherwise_waits_for_both_again()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var (id, _) = await Courses.Agreed(house, ("Jeg siger til i tide", Doer.Employee, 10));
        var next = await Next(maja, id);
        var carried = await house.Ask(db => db.Agreements.Where(it => it.Conversation == next).Select(it => it.Id).SingleAsync(), Acting.AtChores);
        (await maja.Get("/me")).Text.ShouldContain($"#agreement-{carried}");
        await henrik.Accept(next);
        await house.Turn(next, it => it.Hold(it.Leader, house.Clock.GetUtcNow()));

        await henrik.Post($"/conversations/{next}/agreements/{carried}", ("version", "1"), ("what", "Maja ser lægen"), ("who", "Employee"), ("due", "2026-12-03"));
        (await maja.Get("/me")).Text.ShouldNotContain($"#agreement-{carried}");
        (await maja.Get($"/conversations/{next}/follow-up")).Text.ShouldContain(Courses.Word("conversations.follow-up.state.Unconfirmed"));
    }

    [Fact]
    public async Task My_page_says_what_waits_and_what_was_promised_without_a_word_of_it()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var id = await maja.Ask(("message", "hemmelig besked"));
        (await henrik.Get("/me")).Text.ShouldContain($"/conversations/{id}\"");
        (await henrik.Get("/me")).Text.ShouldContain(Visits.Library.In("da").Words.With("conversations.desk.answer", ("name", "Maja")));
        var (agreed, agreements) = await Courses.Agreed(house, ("hemmelig aftale", Doer.Leader, 10));
        var (mine, theirs) = ((await henrik.Get("/me")).Text, (await maja.Get("/me")).Text);
        foreach (var page in (string[])[mine, theirs])
        {
            page.ShouldContain($"/conversations/{agreed}/follow-up#agreement-{agreements[0]}");
            page.ShouldNotContain("hemmelig");
        }
        await house.Wait(TimeSpan.FromDays(1));
        using var next = await house.As("maja");
        (await next.Get("/me")).Text.ShouldContain($"/conversations/{agreed}/preparation/E4");
        (await house.Ask(db => db.Openings.CountAsync(it => it.Record == agreed && it.Kind == Omtanke.Security.Kind.Shared && it.Operation == Omtanke.Security.Operation.Read), Acting.AtChores))
            .ShouldBe(1, "only Henrik's look at the invitation before he accepted");
    }

    private static Task<List<Promise>> States(Visits house, Guid id) =>
        house.Ask(db => db.Agreements.AsNoTracking().Where(it => it.Conversation == id).OrderBy(it => it.Position).Select(it => it.State).ToListAsync(), Acting.AtChores);

    internal static async Task<Guid> Next(Visitor visitor, Guid id)
    {
        var page = (await visitor.Get($"/conversations/{id}/next")).Text;
        var reply = await visitor.Post($"/conversations/{id}/next", ("id", Courses.Hidden(page, "id")), ("form", "Care"), ("date1", "2026-12-14"), ("time1", "10:00"), ("minutes", "45"), ("place", "Room 4"), ("message", ""));
        reply.Status.ShouldBe(HttpStatusCode.SeeOther, reply.Text);
        return Guid.Parse(reply.Location!["/conversations/".Length..]);
    }
}
