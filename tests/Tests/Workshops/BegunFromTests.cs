using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Tests.Assessments;
using Omtanke.Workshops;

namespace Omtanke.Tests.Workshops;

/// <summary>From a result to the workshop that talks about it, and back: what came of it is told where it began, to each as far as it is theirs to see.</summary>
public sealed class BegunFromTests(TestCluster cluster)
{
    [Fact]
    public async Task What_came_of_a_result_is_told_with_it_as_far_as_each_may_see_it_and_from_a_result_one_may_not_read_nothing_begins()
    {
        await using var house = await Visits.Open(cluster);
        var (birgit, jonas) = (await house.IdOf("birgit"), await house.IdOf("jonas"));
        var result = await house.ACollection(birgit, ["Hjemmeplejen Øst"], closed: true);
        using var hr = await house.As("birgit");
        var from = $"origin=collection&of={result}";
        (await hr.Get($"/workshops/new?tool=T02&{from}")).Text.ShouldContain("Hvor står vi?");
        var shared = await Begin(hr, result);
        // Somebody who was not asked, and somebody who was and to whom it is not shown yet.
        foreach (var persona in (string[])["aisha", "jonas"])
        {
            using var other = await house.As(persona);
            (await other.Get($"/workshops/new?tool=T02&{from}")).Text.ShouldNotContain("Hvor står vi?");
            await Begin(other, result);
        }
        (await house.Ask(db => db.Workshops.Where(workshop => workshop.FromId != null).Select(workshop => new { workshop.Id, workshop.FromOrigin, workshop.FromId }).ToListAsync(), Acting.AtChores))
            .ShouldHaveSingleItem().ShouldBe(new { Id = shared, FromOrigin = (Origin?)Origin.Collection, FromId = (Guid?)result });

        await house.Do(async db =>
        {
            var workshop = await db.Workshops.SingleAsync(one => one.Id == shared);
            workshop.Open((await db.ItemsOf(shared))[0].Id, house.Clock.GetUtcNow());
            workshop.Close(house.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        await hr.Post($"/workshops/{shared}/actions", ("what", "Kaffe klokken ni"), ("who", "Maja Holm"));
        await hr.Post($"/workshops/{shared}/actions", ("what", "Skilt på døren"));
        await house.DoChores();
        var page = $"/collections/{result}/result";
        (await hr.Get(page)).Text.ShouldContain("Kaffe klokken ni");
        await hr.Post($"/collections/{result}/showing");
        using var asked = await house.As("jonas");
        (await asked.Get(page)).Text.ShouldNotContain("Kaffe klokken ni");
        (await Came(birgit)).ShouldBe(["Kaffe klokken ni", "Skilt på døren"], ignoreOrder: true);
        (await Came(await house.IdOf("maja"))).ShouldBe(["Kaffe klokken ni"], "which is hers to do");
        (await Came(jonas)).ShouldBeEmpty();
        await hr.Post($"/workshops/{shared}/actions/audience", ("shown", "Units"), ("units", "Hjemmeplejen Øst"));
        (await Came(jonas)).Count.ShouldBe(2);
        (await asked.Get(page)).Text.ShouldContain("Kaffe klokken ni");
        (await Came(await house.IdOf("aisha"))).ShouldBeEmpty();
        // The question asks for what it needs, and lets nothing of it stand open afterwards.
        (await house.Ask(async db => await db.ActionsAfter(Origin.Collection, result) is { Count: 2 } ? await db.Workshops.CountAsync() : -1, Acting.As(jonas))).ShouldBe(1, "his own, and no other");

        Task<List<string>> Came(Guid person) => house.Ask(async db => (await db.ActionsAfter(Origin.Collection, result)).ConvertAll(action => action.What), Acting.As(person));

        async Task<Guid> Begin(Visitor visitor, Guid of)
        {
            var id = Ids.New();
            var begun = await visitor.Post(
                "/workshops", ("id", $"{id}"), ("tool", "T02"), ("language", "da"), ("title", "Vi taler om det"), ("date", "2026-12-01"), ("time", "09:00"), ("devices", "Each"), ("days", "30"), ("origin", "Collection"), ("of", $"{of}"));
            begun.Status.ShouldBe(HttpStatusCode.SeeOther);
            begun.Location.ShouldBe($"/workshops/{id}");
            return id;
        }
    }
}
