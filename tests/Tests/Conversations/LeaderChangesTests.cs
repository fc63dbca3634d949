using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations;
using Omtanke.Conversations.Chores;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Tests.Conversations;

/// <summary>When the leader changes, the conversation rests and its former leader sees nothing of it; the employee decides.</summary>
public sealed class LeaderChangesTests(TestCluster cluster)
{
    private static readonly DateOnly Today = Clock.Day(Visits.Monday);

    [Fact]
    public async Task It_pauses_the_former_leader_sees_nothing_and_if_the_leader_is_back_it_goes_on()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, aisha) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("aisha"));
        var id = await Dated.Held(house, maja, henrik, Visits.Monday, null, (Doer.Leader, Today));
        await house.Run<LeaderChanges>(Visits.Monday);
        (await StateOf(house, id)).PausedAt.ShouldBeNull("nothing has changed yet");

        await Lead(house, "Hjemmeplejen Øst", aisha);
        foreach (var minute in (int[])[1, 2])
            await house.Run<LeaderChanges>(Visits.Monday.AddMinutes(minute));
        (await StateOf(house, id)).PausedAt.ShouldBe(Visits.Monday.AddMinutes(1));
        var letter = (await house.Post()).ShouldHaveSingleItem();
        letter.Letter.ToEmail.ShouldBe("maja@fjordby.example");
        letter.Text.ShouldNotContain("leder", Case.Insensitive);
        foreach (var page in (string[])["", "/agreements", "/follow-up", "/talk", "/preparation", "/closing"])
        {
            var (gone, never) = (await (await house.As("henrik")).Get($"/conversations/{id}{page}"), await (await house.As("henrik")).Get($"/conversations/{Ids.New()}{page}"));
            (gone.Status, never.Status).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound), page);
            gone.Bytes.ShouldBe(never.Bytes, page);
        }
        (await (await house.As("maja")).Get($"/conversations/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await (await house.As("aisha")).Get($"/conversations/{id}")).Status.ShouldBe(HttpStatusCode.NotFound, "the new leader inherits nothing");

        await Lead(house, "Hjemmeplejen Øst", henrik);
        await house.Run<LeaderChanges>(Visits.Monday.AddMinutes(3));
        (await StateOf(house, id)).PausedAt.ShouldBeNull();
        (await (await house.As("henrik")).Get($"/conversations/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await house.Post()).Select(post => post.Letter.ToEmail).ShouldBe(["maja@fjordby.example", "maja@fjordby.example"]);
        (await house.Ask(db => db.Events.Where(happened => happened.Conversation == id && happened.Person == null).OrderBy(happened => happened.At).Select(happened => happened.What).ToListAsync(), Acting.AtChores))
            .ShouldBe([Moment.Paused, Moment.Resumed]);
    }

    [Fact]
    public async Task The_log_tells_whoever_was_shut_out_nothing_of_what_is_done_afterwards()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, aisha) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("aisha"));
        var id = await Dated.Held(house, maja, henrik, Visits.Monday, null, (Doer.Leader, Today));
        await house.Do(async db =>
        {
            db.Add(new Omtanke.Security.OpeningOwner { Record = id, Kind = Omtanke.Security.Kind.Shared, Person = henrik });
            await db.SaveChangesAsync();
        });
        await Lead(house, "Hjemmeplejen Øst", aisha);
        await house.Run<LeaderChanges>(Visits.Monday.AddMinutes(-5));

        (await (await house.As("maja")).Get($"/conversations/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await Seen(maja)).ShouldBeGreaterThan(0);
        (await Seen(henrik)).ShouldBe(0);

        await Lead(house, "Hjemmeplejen Øst", henrik);
        await house.Run<LeaderChanges>(Visits.Monday.AddMinutes(3));
        (await Seen(henrik)).ShouldBe(await Seen(maja), "what was done while it rested is theirs to know again");

        Task<int> Seen(Guid by) => house.Ask(db => db.Set<Omtanke.Security.Opening>().CountAsync(one => one.Record == id && one.Person == maja), Acting.As(by));
    }

    [Fact]
    public async Task A_leader_further_up_is_still_a_leader_and_one_who_moves_or_leaves_is_not()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        var (susanne, jonas, olena) = (await house.Named("Susanne Bruun"), await house.IdOf("jonas"), await house.Named("Olena Kovalenko"));
        var above = await Dated.Invited(house, maja, susanne, Visits.Monday);
        var moved = await Dated.Invited(house, jonas, henrik, Visits.Monday);
        var withSusanne = await Dated.Invited(house, jonas, susanne, Visits.Monday);
        var nowhere = await Dated.Invited(house, olena, henrik, Visits.Monday);
        var vest = await house.Ask(db => db.Units.Where(unit => unit.Name == "Hjemmeplejen Vest").Select(unit => unit.Id).SingleAsync());
        await house.Do(db => db.Move(jonas, vest, Today));
        await house.Do(db => db.Move(olena, null, Today));

        await house.Run<LeaderChanges>(Visits.Monday.AddMinutes(1));
        (await Paused(house)).ShouldBe([moved, nowhere], ignoreOrder: true);

        await house.Do(db => db.Leave(susanne, Today));
        await house.Run<LeaderChanges>(Visits.Monday.AddMinutes(2));
        (await Paused(house)).ShouldBe([moved, nowhere, above, withSusanne], ignoreOrder: true);
    }

    [Fact]
    public async Task When_the_employee_has_left_it_is_closed_and_only_a_planned_talk_is_taken_out_of_the_leaders_calendar()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        var id = await Dated.Held(house, maja, henrik, Visits.Monday, null);
        await Dated.Planned(house, await house.IdOf("jonas"), henrik, Visits.Monday.AddDays(2), Visits.Monday);
        await house.Do(db => db.Leave(maja, Today));
        foreach (var minute in (int[])[1, 2])
            await house.Run<LeaderChanges>(Visits.Monday.AddMinutes(minute));

        var closed = await StateOf(house, id);
        (closed.State, closed.PausedAt, closed.EraseOn).ShouldBe((Stage.Closed, null, Today.AddMonths(12)));
        (await house.Post()).ShouldBeEmpty();
        await house.Do(async db => await db.Leave(await house.IdOf("jonas"), Today));
        await house.Run<LeaderChanges>(Visits.Monday.AddMinutes(3));
        var fallen = (await house.Post()).ShouldHaveSingleItem("only what stands in the leader's calendar has to leave it").Letter;
        (fallen.ToEmail, fallen.UniqueKey.Contains(" Cancelled ", StringComparison.Ordinal)).ShouldBe(("henrik@fjordby.example", true));
    }

    [Fact]
    public async Task However_many_they_are_all_are_found_and_each_employee_is_told_once()
    {
        await using var house = await Visits.Open(cluster);
        var henrik = await house.IdOf("henrik");
        var led = await house.Ask(db => db.LedBy(henrik));
        foreach (var index in Enumerable.Range(0, 210))
            await Dated.Invited(house, led[index % led.Count].Id, henrik, Visits.Monday);
        await Lead(house, "Hjemmeplejen Øst", null);
        await house.Run<LeaderChanges>(Visits.Monday.AddMinutes(1));
        (await Paused(house)).Count.ShouldBe(210);
        (await house.Post()).Count.ShouldBe(210);
    }

    private static Task Lead(Visits house, string unit, Guid? leader) =>
        house.Do(async db => await db.Lead(await db.Units.Where(found => found.Name == unit).Select(found => found.Id).SingleAsync(), leader, Today));

    private static Task<Conversation> StateOf(Visits house, Guid id) => house.Ask(db => db.Conversations.AsNoTracking().SingleAsync(found => found.Id == id), Acting.AtChores);

    private static Task<List<Guid>> Paused(Visits house) => house.Ask(db => db.Conversations.Where(found => found.PausedAt != null).Select(found => found.Id).ToListAsync(), Acting.AtChores);
}
