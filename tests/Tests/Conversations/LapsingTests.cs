using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations;
using Omtanke.Conversations.Chores;
using Omtanke.Data;

namespace Omtanke.Tests.Conversations;

/// <summary>An invitation nobody answers ends by itself and is forgotten like one that was declined.</summary>
public sealed class LapsingTests(TestCluster cluster)
{
    // Dated.Invited proposes one time, three days ahead.
    private static readonly DateOnly Proposed = Clock.Day(Visits.Monday.AddDays(3)), Lapses = Proposed.AddDays(30);

    [Fact]
    public async Task It_ends_thirty_days_after_the_last_proposed_time_and_whoever_asked_is_told()
    {
        await using var house = await Visits.Open(cluster);
        var id = await Dated.Invited(house, await house.IdOf("maja"), await house.IdOf("henrik"), Visits.Monday);
        await house.Run<Lapsing>(Lapses.AddDays(-1).Nine());
        await house.Run<Lapsing>(Lapses.Nine().AddMinutes(-1));
        (await house.Conversation(id)).State.ShouldBe(Stage.Invited);

        foreach (var _ in Enumerable.Range(0, 2))
            await house.Run<Lapsing>(Lapses.Nine());
        (await house.Conversation(id)).ShouldSatisfyAllConditions(it => it.State.ShouldBe(Stage.Lapsed), it => it.EraseOn.ShouldBe(Lapses.AddDays(30)));
        (await house.Post()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            post => post.Letter.ToEmail.ShouldBe("maja@fjordby.example"), post => post.Letter.Subject.ShouldBe("Du har en besked i Omtanke"), post => post.Text.ShouldNotContain("invitation"));
        foreach (var persona in (string[])["maja", "henrik"])
        {
            using var visitor = await house.As(persona);
            (await visitor.Get($"/conversations/{id}")).Text.ShouldContain("Invitationen er udløbet");
            (await visitor.Get("/conversations")).Text.ShouldContain("Blev ikke til noget");
        }

        await house.Run<Forgetting>(Lapses.AddDays(30).Nine());
        (await house.Ask(db => db.Conversations.CountAsync(), Acting.AtChores)).ShouldBe(0);
        (await house.Ask(db => db.Tallies.SingleAsync())).ShouldSatisfyAllConditions(tally => tally.Ended.ShouldBe(Stage.Lapsed), tally => tally.Count.ShouldBe(1));
    }

    [Fact]
    public async Task Without_a_time_the_days_count_from_when_it_was_sent()
    {
        await using var house = await Visits.Open(cluster);
        var id = await Dated.Invited(house, await house.IdOf("maja"), await house.IdOf("henrik"), Visits.Monday);
        await house.Do(db => db.Proposals.ExecuteDeleteAsync(), Acting.AtChores);
        var sent = Clock.Day(Visits.Monday);
        await house.Run<Lapsing>(sent.AddDays(29).Nine());
        (await house.Conversation(id)).State.ShouldBe(Stage.Invited);
        await house.Run<Lapsing>(sent.AddDays(30).Nine());
        (await house.Conversation(id)).State.ShouldBe(Stage.Lapsed);
    }

    [Fact]
    public async Task Whoever_proposes_anew_gives_it_time_and_one_that_was_answered_never_lapses()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        var (moved, planned) = (await Dated.Invited(house, maja, henrik, Visits.Monday), await Dated.Planned(house, maja, henrik, Visits.Monday.AddDays(3), Visits.Monday));
        var late = Lapses.AddDays(-1).Nine();
        await house.Do(async db =>
        {
            var conversation = await db.Conversations.SingleAsync(found => found.Id == moved);
            db.AddRange(conversation.Propose(henrik, [late.AddDays(10)], late));
            db.Add(conversation.AskForAnotherTime(henrik, late));
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        await house.Run<Lapsing>(Lapses.AddDays(38).Nine());
        (await house.Conversation(moved)).State.ShouldBe(Stage.Invited);
        await house.Run<Lapsing>(Lapses.AddDays(39).Nine());
        (await house.Conversation(moved)).State.ShouldBe(Stage.Lapsed);
        (await house.Conversation(planned)).State.ShouldBe(Stage.Planned);
    }

    [Fact]
    public async Task What_was_carried_into_it_is_open_again_where_it_came_from()
    {
        await using var house = await Visits.Open(cluster);
        var (first, agreements) = await Courses.Agreed(house, ("Majas", Doer.Employee, 300));
        var maja = await house.IdOf("maja");
        await house.Do(async db =>
        {
            var (earlier, agreement) = (await db.Conversations.SingleAsync(found => found.Id == first), await db.Agreements.SingleAsync(found => found.Id == agreements[0]));
            var (id, now) = (Ids.New(), house.Clock.GetUtcNow());
            var (key, grant) = Given.AKey(house, db, Omtanke.Security.Kind.Shared, id);
            var next = new Conversation
            {
                Id = id, Employee = earlier.Employee, Leader = earlier.Leader, BegunBy = maja, Form = Form.Care, State = Stage.Invited, Key = key, Minutes = 60, RetentionMonths = 12, BegunAt = now, Follows = first,
            };
            db.Add(next);
            db.Add(next.Begin(now));
            db.AddRange(next.Propose(maja, [now.AddDays(3)], now));
            db.Add(agreement.CarryOver(Ids.New(), id, 1, grant.SealAny("Majas", "agreements.what", id), confirmed: true, now));
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        await house.Run<Lapsing>(Lapses.AddDays(1).Nine());
        (await house.Ask(db => db.Agreements.SingleAsync(found => found.Id == agreements[0]), Acting.AtChores)).State.ShouldBe(Promise.Open);
    }
}
