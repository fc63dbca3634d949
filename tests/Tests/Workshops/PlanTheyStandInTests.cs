using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Workshops;
using Omtanke.Workshops.Act;

namespace Omtanke.Tests.Workshops;

/// <summary>What a group agreed on is the group's, until it says in whose plan it stands; and what stands in others' plan is not taken out of it behind their backs.</summary>
public sealed class PlanTheyStandInTests(TestCluster cluster)
{
    private const string Canary = "Kanariefugl på gangen";

    [Fact]
    public async Task Only_the_few_see_it_whoever_else_looks_wherever_they_look()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.AWorkshop([await house.IdOf("jonas")], closed: true);
        await house.WeeksAgo(1, early => early.Post($"/workshops/{id}/actions", ("what", Canary), ("who", "Maja Holm"), ("due", "2026-11-20")));
        var maja = await house.As("maja");
        foreach (var name in (string[])["line", "henrik", "birgit", "admin", "karen", "aisha"])
        {
            var person = name == "line" ? await house.Ask(db => db.People.Where(one => one.Name == "Line Østergaard").Select(one => one.Id).SingleAsync()) : await house.IdOf(name);
            (await house.Ask(async db => (await db.Actions.CountAsync(), await db.ActionEvents.CountAsync()), Acting.As(person))).ShouldBe((0, 0), name);
        }
        (await house.Ask(db => db.Actions.CountAsync())).ShouldBe(0, "nor does anybody who is nobody");
        foreach (var persona in (string[])["henrik", "birgit", "admin", "karen"])
        {
            using var visitor = await house.As(persona);
            foreach (var door in house.Endpoints.Where(IsOpenPage))
                (await visitor.Get(door.RoutePattern.RawText!)).Text.ShouldNotContain(Canary, Case.Insensitive, $"{persona} at {door.RoutePattern.RawText}");
        }
        (await house.Ask(db => db.Actions.Select(action => action.What).ToListAsync(), Acting.As(await house.IdOf("maja")))).ShouldBe([Canary], "whoever answers for it");
        (await maja.Get($"/workshops/{id}/actions")).Status.ShouldBe(HttpStatusCode.NotFound, "and sees nothing else of the workshop");
    }

    [Fact]
    public async Task The_group_says_in_whose_plan_they_stand_those_made_later_too_and_takes_it_back()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, henrik, karen) = (await house.As("jonas"), await house.IdOf("henrik"), await house.IdOf("karen"));
        var id = await house.AWorkshop([await house.IdOf("jonas")], closed: true);
        var (address, made) = ($"/workshops/{id}/actions", Ids.New());
        await jonas.Post(address, ("id", $"{made}"), ("what", "Kaffe"));
        (await jonas.Get(address)).Text.ShouldContain("ses kun af jer, der styrer workshoppen");
        var (east, all) = await house.Ask(async db => (await db.Units.SingleAsync(unit => unit.Name == "Hjemmeplejen Øst"), await db.Units.SingleAsync(unit => unit.Parent == null)));

        foreach (var (form, told) in new ((string, string?)[], string)[]
        {
            ([("shown", "")], "Vælg, hvem der kan se den."), ([("shown", "2")], "Vælg, hvem der kan se den."), ([("shown", "Units")], "Vælg mindst én enhed."),
            ([("shown", "Units"), ("units", "Kælderen")], "En af enhederne findes ikke"),
        })
        {
            var wrong = await jonas.Post($"{address}/audience", form);
            wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            wrong.Text.ShouldContain(told);
        }
        (await jonas.Post($"{address}/audience", ("shown", "Units"), ("unit", $"{east.Id}"), ("units", "Hjemmeplejen Øst"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Seen(henrik)).ShouldBe(["Kaffe"]);
        (await Seen(karen)).ShouldBeEmpty();
        (await jonas.Get(address)).Text.ShouldContain("Handlingerne står i planen for Hjemmeplejen Øst.");
        await jonas.Post(address, ("what", "Skilt"));
        (await Seen(henrik)).Order().ShouldBe(["Kaffe", "Skilt"]);

        await jonas.Post($"{address}/audience", ("shown", "Workplace"));
        (await Seen(karen)).Order().ShouldBe(["Kaffe", "Skilt"]);
        await jonas.Post($"{address}/audience", ("shown", "Few"));
        await jonas.Post($"{address}/audience", ("shown", "Few"));
        (await Seen(henrik)).ShouldBeEmpty();
        (await house.Ask(db => db.ActionEvents.CountAsync(one => one.Action == made && one.What == ActionMoment.ShownTo), Acting.AtChores)).ShouldBe(3, "each change is told, and what is no change is not");

        // Whoever leads nobody and answers for nothing shows it where they belong, and no further.
        var (maja, hers) = (await house.As("maja"), await house.AWorkshop([await house.IdOf("maja")], closed: true));
        await maja.Post($"/workshops/{hers}/actions", ("what", "Te"));
        var page = (await maja.Get($"/workshops/{hers}/actions")).Text;
        page.ShouldContain("value=\"Units\"");
        page.ShouldNotContain("value=\"Workplace\"");
        (await maja.Post($"/workshops/{hers}/actions/audience", ("shown", "Workplace"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await maja.Post($"/workshops/{hers}/actions/audience", ("shown", "Units"), ("unit", $"{all.Id}"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Seen(karen)).ShouldBeEmpty();

        Task<List<string>> Seen(Guid person) => house.Ask(db => db.Actions.Select(action => action.What).ToListAsync(), Acting.As(person));
    }

    [Fact]
    public async Task A_workshop_that_is_erased_takes_its_own_along_and_leaves_in_others_plan_what_stands_there()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, me) = (await house.As("jonas"), await house.IdOf("jonas"));
        var ids = new List<Guid>();
        foreach (var shown in (string[])["Few", "Units", "Workplace"])
        {
            var id = await house.AWorkshop([await house.IdOf("birgit"), me], closed: true);
            ids.Add(id);
            await jonas.Post($"/workshops/{id}/actions", ("what", $"Kaffe {shown}"));
            // A unit that neither of them belongs to.
            await jonas.Post($"/workshops/{id}/actions/audience", ("shown", shown), ("units", "Park og vej"));
        }
        var birgit = await house.As("birgit");
        (await birgit.Get($"/workshops/{ids[0]}")).Text.ShouldContain("bliver der, med workshoppens navn på");
        foreach (var id in ids)
            (await birgit.Post($"/workshops/{id}/erasure")).Status.ShouldBe(HttpStatusCode.SeeOther);
        var left = await house.Ask(db => db.Actions.AsNoTracking().OrderBy(action => action.What).ToListAsync(), Acting.AtChores);
        left.Select(action => (action.What, action.OriginId, action.OriginName)).ShouldBe([("Kaffe Units", null, "Torsdagsmødet"), ("Kaffe Workplace", null, "Torsdagsmødet")]);
        (await house.Ask(db => db.ActionEvents.Select(one => one.Action).Distinct().CountAsync(), Acting.AtChores)).ShouldBe(2, "what happened to those that are gone is gone too");
    }

    [Fact]
    public async Task Whoever_tells_how_it_goes_without_running_it_is_seen_in_the_room_at_once()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, maja) = (await house.As("jonas"), await house.IdOf("maja"));
        var (id, other) = (await house.AWorkshop([await house.IdOf("jonas")]), await house.AWorkshop([await house.IdOf("jonas")]));
        await jonas.Post($"/workshops/{id}/actions", ("what", "Kaffe"), ("who", "maja@fjordby.example"));
        var (before, elsewhere) = (await Version(id), await Version(other));
        await house.Do(async db =>
        {
            var action = await db.Actions.SingleAsync();
            db.Add(action.Tell(Status.Done, null, "", maja, house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }, Acting.As(maja));
        (await Version(id)).ShouldBeGreaterThan(before);
        (await Version(other)).ShouldBe(elsewhere);

        Task<int> Version(Guid workshop) => house.Ask(db => db.VersionOf(workshop), Acting.AtChores);
    }

    [Fact]
    public async Task Whoever_runs_it_no_longer_sees_no_longer_what_they_wrote_down_for_the_group()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, birgit) = (await house.As("jonas"), await house.As("birgit"));
        var id = await house.AWorkshop([await house.IdOf("jonas"), await house.IdOf("birgit")], closed: true);
        await birgit.Post($"/workshops/{id}/actions", ("what", Canary));
        await jonas.Post($"/workshops/{id}/facilitators/{await house.IdOf("birgit")}/absence");
        (await house.Ask(db => db.Actions.CountAsync(), Acting.As(await house.IdOf("birgit")))).ShouldBe(0);
        (await jonas.Get($"/workshops/{id}/actions")).Text.ShouldContain(Canary);
    }

    // Pages without anything in their address.
    private static bool IsOpenPage(Microsoft.AspNetCore.Routing.RouteEndpoint door) =>
        door.RoutePattern.Parameters.Count == 0 && door.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()?.HttpMethods.Contains("GET") is true && !door.RoutePattern.RawText!.Contains("stream", StringComparison.Ordinal);
}
