using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Steps;

namespace Omtanke.Tests.Conversations;

/// <summary>Close and forget: both are told, everything goes, and a number stays.</summary>
public sealed class RetentionTests(TestCluster cluster)
{
    [Fact]
    public async Task Both_are_told_fourteen_days_before_and_then_rows_and_keys_are_gone_and_one_is_counted()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        var (id, _) = await Courses.Agreed(house, ("Majas", Doer.Employee, 10));
        var key = (await house.Conversation(id)).Key;
        var own = await Prepare(house, id, await house.IdOf("maja"));
        (await maja.Post($"/conversations/{id}/retention", ("months", "1"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Post($"/conversations/{id}/closing")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Conversation(id)).EraseOn.ShouldBe(new DateOnly(2026, 12, 23));
        (await maja.Get($"/conversations/{id}")).Text.ShouldContain("onsdag den 23. december 2026");
        var before = await Count(house);

        await house.Wait(TimeSpan.FromDays(15));
        (await Told(house)).ShouldBeEmpty();
        await house.Wait(TimeSpan.FromDays(1));
        await house.DoChores();
        (await Told(house)).ShouldBe(["henrik", "maja"]);

        await house.Wait(TimeSpan.FromDays(13));
        (await (await house.As("maja")).Get($"/conversations/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        await house.Wait(TimeSpan.FromDays(1));
        await house.DoChores();
        using var later = await house.As("maja");
        (await later.Get($"/conversations/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await house.Ask(async db => (
            Rows: await db.Conversations.CountAsync(it => it.Id == id) + await db.Agreements.CountAsync(it => it.Conversation == id) + await db.Events.CountAsync(it => it.Conversation == id)
                + await db.Proposals.CountAsync(it => it.Conversation == id) + await db.Reminders.CountAsync(it => it.Conversation == id) + await db.Preparations.CountAsync(it => it.Conversation == id),
            Keys: await db.DataKeys.CountAsync(it => it.Id == key || it.Id == own),
            Stones: await db.Tombstones.CountAsync(it => it.Record == id)), Acting.AtChores)).ShouldBe((0, 0, 1));
        (await Count(house)).ShouldBe(before + 1);
        (await house.Ask(db => db.Openings.CountAsync(it => it.Record == id), Acting.AtChores)).ShouldBeGreaterThan(0, "that it was opened stays in the log: who and when, never what");
    }

    [Fact]
    public async Task Opened_again_it_is_not_erased()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        var (id, _) = await Courses.Agreed(house, ("Majas", Doer.Employee, 10));
        await maja.Post($"/conversations/{id}/retention", ("months", "1"));
        await maja.Post($"/conversations/{id}/closing");
        await house.Wait(TimeSpan.FromDays(20));
        using var henrik = await house.As("henrik");
        (await henrik.Post($"/conversations/{id}/reopening")).Status.ShouldBe(HttpStatusCode.SeeOther);
        await house.Wait(TimeSpan.FromDays(60));
        (await house.Conversation(id)).ShouldSatisfyAllConditions(it => it.State.ShouldBe(Stage.Agreed), it => it.EraseOn.ShouldBeNull(), it => it.NoticeSentAt.ShouldBeNull());
    }

    [Fact]
    public async Task Nobody_makes_it_longer_than_both_were_told()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        var id = await maja.Ask(("months", "3"));
        foreach (var months in (string[])["12", "3", "0", "-1", "soon", ""])
            (await maja.Post($"/conversations/{id}/retention", ("months", months))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Get($"/conversations/{id}/closing")).Text.ShouldContain("value=\"1\"");
    }

    private static Task<int> Keys(Visits house, Guid key) => house.Ask(db => db.DataKeys.CountAsync(it => it.Id == key), Acting.AtChores);

    private static Task<int> Count(Visits house) => house.Ask(async db => await db.Tallies.Where(it => it.Year == 2026 && it.Form == Omtanke.Conversations.Form.Care && it.Ended == Stage.Closed).SumAsync(it => it.Count), Acting.AtChores);

    private static async Task<List<string>> Told(Visits house) =>
        [.. (await house.Letters()).Where(letter => letter.Key.StartsWith("desk Retention 2026-12-09", StringComparison.Ordinal)).Select(letter => letter.To).Order()];

    private static Task<Guid> Prepare(Visits house, Guid conversation, Guid author) => house.Ask(async db =>
    {
        var (key, grant) = Given.AKey(house, db, Kind.Private, author);
        db.Add(Preparation.Begin(conversation, author, "E2.0", key, grant, Answer.Empty.With("E2.0.1", "mine"), house.Clock.GetUtcNow()));
        await db.SaveChangesAsync();
        return key;
    }, Acting.As(author));
}
