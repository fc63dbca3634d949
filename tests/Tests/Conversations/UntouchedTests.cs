using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations;
using Omtanke.Conversations.Chores;
using Omtanke.Data;

namespace Omtanke.Tests.Conversations;

/// <summary>A conversation nobody closes is closed by itself, and both are told before; whoever does anything in it keeps it open.</summary>
public sealed class UntouchedTests(TestCluster cluster)
{
    private static readonly DateOnly Talked = Clock.Day(Visits.Monday), Closes = Talked.AddMonths(12), Noticed = Closes.AddDays(-14);

    [Fact]
    public async Task Both_are_told_once_two_weeks_before_and_then_it_is_closed_and_later_erased()
    {
        await using var house = await Visits.Open(cluster);
        var id = await ATalk(house);
        await house.Run<Untouched>(Noticed.AddDays(-1).Nine());
        (await house.Post()).ShouldBeEmpty();
        await house.Run<Untouched>(Noticed.Nine().AddMinutes(-1));
        (await house.Post()).ShouldBeEmpty("nobody is written to by night");

        foreach (var day in Enumerable.Range(0, 14))
            await house.Run<Untouched>(Noticed.AddDays(day).Nine());
        var told = await house.Post();
        told.Select(post => post.Letter.ToEmail).ShouldBe(["maja@fjordby.example", "henrik@fjordby.example"], ignoreOrder: true);
        told.ShouldAllBe(post => post.Text.Contains("lukket om to uger", StringComparison.Ordinal) && post.Text.Contains("https://localhost/me", StringComparison.Ordinal));
        foreach (var persona in (string[])["maja", "henrik"])
        {
            using var visitor = await house.As(persona);
            (await visitor.Get("/me")).Text.ShouldContain("lukker snart af sig selv");
            (await visitor.Get($"/conversations/{id}/closing")).Text.ShouldContain("tirsdag den 23. november 2027");
        }

        foreach (var _ in Enumerable.Range(0, 2))
            await house.Run<Untouched>(Closes.Nine());
        (await house.Conversation(id)).ShouldSatisfyAllConditions(it => it.State.ShouldBe(Stage.Closed), it => it.EraseOn.ShouldBe(Closes.AddMonths(12)), it => it.ClosesOn.ShouldBeNull());
        (await house.Ask(db => db.Events.CountAsync(happened => happened.Conversation == id && happened.What == Moment.ClosedUntouched && happened.Person == null), Acting.AtChores)).ShouldBe(1);
        using var maja = await house.As("maja");
        (await maja.Get($"/conversations/{id}")).Text.ShouldContain("ikke var sket noget i 12 måneder");
        await house.Run<Forgetting>(Closes.AddMonths(12).Nine());
        (await house.Ask(db => db.Conversations.CountAsync(), Acting.AtChores)).ShouldBe(0);
    }

    [Fact]
    public async Task Either_may_keep_it_open_and_then_it_has_twelve_months_more()
    {
        await using var house = await Visits.Open(cluster);
        var id = await ATalk(house);
        using var early = await house.As("henrik");
        (await early.Post($"/conversations/{id}/continuation")).Status.ShouldBe(HttpStatusCode.Conflict, "there is nothing to keep open yet");
        await house.Run<Untouched>(Noticed.Nine());
        using var henrik = await house.As("henrik");
        (await henrik.Post($"/conversations/{id}/continuation")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await henrik.Get("/me")).Text.ShouldNotContain("lukker snart af sig selv");
        await house.Run<Untouched>(Closes.AddMonths(11).Nine());
        (await house.Conversation(id)).ShouldSatisfyAllConditions(it => it.State.ShouldBe(Stage.Held), it => it.ClosesOn.ShouldBeNull());
        await house.Run<Untouched>(Noticed.AddMonths(12).Nine());
        (await house.Conversation(id)).ClosesOn.ShouldBe(Noticed.AddMonths(12).AddDays(14));
    }

    [Theory]
    [InlineData("note")]
    [InlineData("agreement")]
    [InlineData("promise ahead")]
    [InlineData("talk ahead")]
    [InlineData("verb")]
    public async Task Whatever_happens_in_it_or_lies_ahead_keeps_it_open(string what)
    {
        await using var house = await Visits.Open(cluster);
        var (id, now) = (await ATalk(house), Noticed.Nine().AddHours(2));
        await house.Run<Untouched>(Noticed.Nine());
        (await house.Conversation(id)).ClosesOn.ShouldBe(Closes);
        await house.Do(async db =>
        {
            var conversation = await db.Conversations.SingleAsync(found => found.Id == id);
            var grant = await Given.AGrant(house, db, conversation.Key);
            if (what == "note")
                db.Add(Note.Begin(id, "T07.F2.1", conversation.Employee, grant, "En note", now));
            if (what == "agreement")
                db.Add(Dated.AnAgreement(id, grant, Doer.Both, Talked, now));
            if (what == "promise ahead")
                db.Add(Dated.AnAgreement(id, grant, Doer.Both, Closes.AddMonths(3), Visits.Monday));
            if (what == "talk ahead")
                conversation.NextTalkAt = now.AddDays(40);
            if (what == "verb")
                db.Add(conversation.KeepShorter(conversation.Leader, 6, now));
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        await house.Run<Untouched>(Noticed.AddDays(1).Nine());
        await house.Run<Untouched>(Closes.AddDays(1).Nine());
        (await house.Conversation(id)).ShouldSatisfyAllConditions(it => it.IsOpen.ShouldBeTrue(), it => it.ClosesOn.ShouldBeNull());
    }

    [Fact]
    public async Task What_one_prepares_alone_tells_nobody_anything()
    {
        await using var house = await Visits.Open(cluster);
        var (id, maja) = (await ATalk(house), await house.IdOf("maja"));
        await house.Do(async db =>
        {
            var (key, grant) = Given.AKey(house, db, Omtanke.Security.Kind.Private, maja);
            db.Add(Preparation.Begin(id, maja, "E4", key, grant, Omtanke.Steps.Answer.Empty, Noticed.AddDays(-3).Nine()));
            await db.SaveChangesAsync();
        }, Acting.As(maja));
        await house.Run<Untouched>(Noticed.Nine());
        (await house.Conversation(id)).ClosesOn.ShouldBe(Closes);
    }

    [Fact]
    public async Task After_a_long_sleep_both_still_have_two_weeks()
    {
        await using var house = await Visits.Open(cluster);
        var id = await ATalk(house);
        // A Sunday, and the Tuesday after.
        await house.Run<Untouched>(Closes.AddDays(40).Nine());
        (await house.Post()).ShouldBeEmpty("nobody is written to on a day off");
        await house.Run<Untouched>(Closes.AddDays(42).Nine());
        (await house.Conversation(id)).ShouldSatisfyAllConditions(it => it.State.ShouldBe(Stage.Held), it => it.ClosesOn.ShouldBe(Closes.AddDays(56)));
        await house.Run<Untouched>(Closes.AddDays(56).Nine());
        (await house.Conversation(id)).State.ShouldBe(Stage.Closed);
    }

    [Fact]
    public async Task A_former_leader_is_not_told()
    {
        await using var house = await Visits.Open(cluster);
        var id = await ATalk(house);
        await house.Turn(id, conversation => conversation.Pause(Visits.Monday));
        await house.Run<Untouched>(Noticed.Nine());
        (await house.Post()).ShouldHaveSingleItem().Letter.ToEmail.ShouldBe("maja@fjordby.example");
    }

    private static async Task<Guid> ATalk(Visits house) =>
        await Dated.Held(house, await house.IdOf("maja"), await house.IdOf("henrik"), Visits.Monday, null);
}
