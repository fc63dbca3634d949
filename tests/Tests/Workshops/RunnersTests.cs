using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Workshops;

namespace Omtanke.Tests.Workshops;

/// <summary>Who runs a workshop: a stored right of named people. Others take it over by a code, and nobody else learns that it is there.</summary>
public sealed class RunnersTests(TestCluster cluster)
{
    [Fact]
    public async Task A_colleague_takes_over_by_the_code_once_and_the_first_sees_who_came()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, jonas, birgit) = (await house.As("maja"), await house.As("jonas"), await house.As("birgit"));
        var id = await maja.PlanWorkshop();
        var workshop = await house.WorkshopOf(id);
        (await maja.Get($"/workshops/{id}")).Text.ShouldContain($"{workshop.TakeOver[..3]} {workshop.TakeOver[3..]}");

        // The code everybody has does not open this door.
        (await jonas.Post("/workshops/take-over", ("code", workshop.Code))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await jonas.Post("/workshops/take-over", ("code", workshop.TakeOver.ToLowerInvariant()))).Location.ShouldBe($"/workshops/{id}");
        (await jonas.Get($"/workshops/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await maja.Get($"/workshops/{id}")).Text.ShouldContain("tog over med koden 23. nov. 2026 kl. 12.00");

        var used = await birgit.Post("/workshops/take-over", ("code", workshop.TakeOver));
        used.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        used.Text.ShouldContain("Den kode virker ikke");
        var next = (await house.WorkshopOf(id)).TakeOver;
        next.ShouldNotBe(workshop.TakeOver);
        // Whoever runs it already uses nothing up.
        (await maja.Post("/workshops/take-over", ("code", next))).Location.ShouldBe($"/workshops/{id}");
        (await house.WorkshopOf(id)).TakeOver.ShouldBe(next);
        await house.Change(id, one => one.Close(house.Clock.GetUtcNow()));
        (await birgit.Post("/workshops/take-over", ("code", next))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await house.WorkshopOf(id)).Facilitators.ShouldBe([await house.IdOf("maja"), await house.IdOf("jonas")]);
    }

    [Fact]
    public async Task Of_two_who_type_the_code_at_once_one_comes_in_and_guessing_is_slow()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, jonas, birgit) = (await house.As("maja"), await house.As("jonas"), await house.As("birgit"));
        var id = await maja.PlanWorkshop();
        var code = (await house.WorkshopOf(id)).TakeOver;
        var both = await Task.WhenAll(jonas.Post("/workshops/take-over", ("code", code)), birgit.Post("/workshops/take-over", ("code", code)));
        both.Count(reply => reply.Status == HttpStatusCode.SeeOther).ShouldBe(1);
        both.Count(reply => reply.Status == HttpStatusCode.UnprocessableEntity).ShouldBe(1);
        (await house.WorkshopOf(id)).Facilitators.Length.ShouldBe(2);

        var karen = await house.As("karen");
        for (var tried = 0; tried < 11; tried++)
            await karen.Post("/workshops/take-over", ("code", Workshop.NewCode()));
        (await karen.Post("/workshops/take-over", ("code", (await house.WorkshopOf(id)).TakeOver))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_colleague_taken_in_does_all_the_same_and_only_the_first_takes_anybody_out()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, jonas) = (await house.As("maja"), await house.As("jonas"));
        var (id, her, him) = (await maja.PlanWorkshop(), await house.IdOf("maja"), await house.IdOf("jonas"));
        (await maja.Get($"/workshops/{id}/people?of=person&person=jon")).Text.ShouldContain("jonas@fjordby.example");
        foreach (var (typed, fault) in (((string, string)[])[("", "Skriv, hvem det er"), ("Ukendt Person", "Vi kan ikke finde den person")]))
        {
            var reply = await maja.Post($"/workshops/{id}/facilitators", ("person", typed));
            reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            reply.Text.ShouldContain(fault);
        }
        (await maja.Post($"/workshops/{id}/facilitators", ("person", "Jonas Bech · jonas@fjordby.example"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        await maja.Post($"/workshops/{id}/facilitators", ("person", "jonas@fjordby.example"));
        (await house.WorkshopOf(id)).Facilitators.ShouldBe([her, him]);
        (await jonas.Get("/workshops")).Text.ShouldContain("Vi taler sammen");

        (await jonas.Post($"/workshops/{id}/facilitators/{her}/absence")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Post($"/workshops/{id}/facilitators/{her}/absence")).Status.ShouldBe(HttpStatusCode.Conflict);
        var known = (await house.WorkshopOf(id)).TakeOver;
        (await maja.Post($"/workshops/{id}/facilitators/{him}/absence")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await jonas.Get($"/workshops/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        // He has seen the code: it is another now.
        (await jonas.Post("/workshops/take-over", ("code", known))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await house.Ask(db => db.WorkshopComings.CountAsync(), Acting.AtChores)).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_but_those_who_run_it_finds_a_workshop_at_any_of_its_doors_or_in_the_database()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.As("maja"), await house.As("henrik"));
        var id = await maja.PlanWorkshop("T10", ("title", "kanariefugl"));
        var (workshop, item) = (await house.WorkshopOf(id), (await house.AgendaOf(id))[0].Id);
        await (await house.Phone(workshop.Code)).Post($"/join/{workshop.Code}", ("name", "kanariefugl"));
        foreach (var endpoint in house.Endpoints.Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/workshops/{id}", StringComparison.Ordinal) && endpoint.Metadata.GetRequiredMetadata<May>().Operation != Operation.TakePart))
        {
            var path = endpoint.RoutePattern.RawText!.Replace("{item:guid}", item.ToString(), StringComparison.Ordinal);
            var get = endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0] == "GET";
            var theirs = await Knock(path.Replace("{id}", id.ToString(), StringComparison.Ordinal), get);
            theirs.Status.ShouldBe(HttpStatusCode.NotFound, path);
            theirs.Bytes.ShouldBe((await Knock(path.Replace("{id}", Ids.New().ToString(), StringComparison.Ordinal), get)).Bytes, path);
        }
        foreach (var page in (string[])["/workshops", "/me", $"/workshops/new?tool=T10&previous={id}"])
            (await henrik.Get(page)).Text.ShouldNotContain("kanariefugl");
        house.Log.Text.ShouldNotContain("kanariefugl");

        foreach (var (person, sees) in new[] { (await house.IdOf("maja"), true), (await house.IdOf("henrik"), false), (await house.IdOf("admin"), false) })
            (await house.Ask(async db => new[] { await db.Workshops.CountAsync(), await db.WorkshopItems.CountAsync(), await db.Participants.CountAsync(), await db.WorkshopVersions.CountAsync() }, Acting.As(person)))
                .ShouldAllBe(count => count > 0 == sees);
        (await Counts(null)).ShouldBe((0, 0, 0));
        // With the code one finds that one workshop, and nothing that hangs under it; without changing anything.
        (await Counts(workshop.Code)).ShouldBe((1, 0, 0));
        (await house.Ask(async db =>
        {
            await db.Database.ExecuteSqlAsync($"select set_config('omtanke.code', {workshop.Code}, true)");
            return await db.Workshops.ExecuteUpdateAsync(set => set.SetProperty(one => one.Title, "løgn"));
        }, Acting.As(await house.IdOf("henrik")))).ShouldBe(0);
        var him = await house.IdOf("henrik");
        // The take-over code lets one write oneself in, and nobody else.
        (await Should.ThrowAsync<PostgresException>(() => house.Ask(async db =>
        {
            await db.Database.ExecuteSqlAsync($"select set_config('omtanke.code', {workshop.TakeOver}, true)");
            return await db.Workshops.ExecuteUpdateAsync(set => set.SetProperty(one => one.Title, "løgn"));
        }, Acting.As(him)))).SqlState.ShouldBe("42501");

        Task<Reply> Knock(string path, bool get) => get ? henrik.Get(path) : henrik.Post(path, ("title", "x"));

        Task<(int, int, int)> Counts(string? code) => house.Ask(async db =>
        {
            await db.Database.ExecuteSqlAsync($"select set_config('omtanke.code', {code ?? ""}, true)");
            return (await db.Workshops.CountAsync(), await db.WorkshopItems.CountAsync(), await db.Participants.CountAsync());
        }, Acting.Nobody);
    }

    [Fact]
    public async Task A_workshop_thrown_away_is_gone_with_everything_in_it_and_does_not_come_back()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var (id, next) = (await maja.PlanWorkshop(), Guid.Empty);
        next = await maja.PlanWorkshop("T08", ("previous", $"{id}"));
        var code = (await house.WorkshopOf(id)).Code;
        await (await house.Phone(code)).Post($"/join/{code}", ("name", "Bo"));
        (await maja.Post($"/workshops/{id}/erasure")).Location.ShouldBe("/workshops");
        (await maja.Get($"/workshops/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await house.Browser().Get($"/join/{code}")).Status.ShouldBe(HttpStatusCode.NotFound);
        ((await house.AgendaOf(id)).Count, (await house.ParticipantsOf(id)).Count, (await house.WorkshopOf(next)).Previous).ShouldBe((0, 0, null));
        (await house.Ask(db => db.Set<Tombstone>().CountAsync(stone => stone.Record == id && stone.Kind == "workshops"))).ShouldBe(1);
    }
}
