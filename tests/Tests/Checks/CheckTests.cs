using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Checks;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Tests.Actions;
using Omtanke.Tests.Conversations;

namespace Omtanke.Tests.Checks;

/// <summary>Those an action was for say whether it helped: without names, once, and nothing is told of few.</summary>
public sealed class CheckTests(TestCluster cluster)
{
    private static readonly DateOnly Today = Clock.Day(Visits.Monday);

    [Fact]
    public async Task Those_it_was_for_are_asked_on_its_day_and_what_they_say_stands_beside_what_its_owner_says()
    {
        await using var house = await Visits.Open(cluster);
        var action = await ACheck(house, owner: "birgit");
        var members = await house.AllAsked();
        members.Count.ShouldBeGreaterThanOrEqualTo(11);
        using var maja = await house.As("maja");
        (await maja.Get("/me")).Text.ShouldContain($"/actions/{action}/check");
        var before = (await maja.Get($"/actions/{action}/check")).Text;
        before.ShouldContain("name=\"felt\"");
        // Nobody else is asked: who leads the unit, who answers for it, and those of other units.
        foreach (var other in (string[])["henrik", "birgit", "aisha"])
        {
            using var visitor = await house.As(other);
            (await visitor.Get("/me")).Text.ShouldNotContain($"/actions/{action}/check", Case.Insensitive, other);
            (await visitor.Post($"/actions/{action}/check", ("felt", "Worked"))).Status.ShouldBe(HttpStatusCode.NotFound, other);
        }
        (await maja.Post($"/actions/{action}/check")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await maja.Post($"/actions/{action}/check", ("felt", "7"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        Felt[] said = [Felt.Worked, Felt.Worked, Felt.Worked, Felt.Worked, Felt.Worked, Felt.Worked, Felt.Partly, Felt.Partly, Felt.Not, Felt.Not, Felt.CannotTell];
        foreach (var (member, felt) in members.Zip(said))
        {
            using var visitor = await house.As(member);
            (await visitor.Post($"/actions/{action}/check", ("felt", felt.ToString()))).Status.ShouldBe(HttpStatusCode.SeeOther);
            // Once, however often it is pressed.
            await visitor.Post($"/actions/{action}/check", ("felt", "Not"));
            var page = (await visitor.Get($"/actions/{action}/check")).Text;
            page.ShouldNotContain("name=\"felt\"");
            page.ShouldNotContain("Mest ja");
        }
        (await Rows(house)).ShouldBe((said.Length, said.Length));
        using var birgit = await house.As("birgit");
        (await birgit.Get($"/actions/{action}/check")).Text.ShouldNotContain("Mest ja", Case.Insensitive, "nothing is told while it goes on");
        await house.Do(async db =>
        {
            db.Add((await db.ClaimAction(action))!.Tell(Status.Done, Outcome.Partly, "Det tog tid", await house.IdOf("birgit"), Visits.Monday));
            await db.SaveChangesAsync();
        }, Acting.AtChores);

        await house.Run<Checking>(Visits.Monday.AddDays(EffectCheck.Days));
        await house.Run<Checking>(Visits.Monday.AddDays(EffectCheck.Days + 1));

        (await Rows(house)).ShouldBe((0, 0), "single answers, and who gave one, are gone");
        var check = await house.Ask(db => db.EffectChecks.AsNoTracking().SingleAsync(one => one.Action == action), Acting.AtChores);
        check.Key.ShouldBeNull();
        (await house.Ask(db => db.DataKeys.CountAsync(key => key.Owner == check.Id))).ShouldBe(0);
        // The lot may hide it, one time in a hundred.
        using var later = await house.As("birgit");
        var shown = WebUtility.HtmlDecode((await later.Get($"/actions/{action}/check")).Text);
        shown.ShouldContain("Det tog tid");
        if (check.Told is not null)
        {
            shown.ShouldContain("Ja, det hjalp: 6");
            shown.ShouldContain("10 har svaret.");
        }
        using var tooLate = await house.As("maja");
        (await tooLate.Post($"/actions/{action}/check", ("felt", "Not"))).Status.ShouldBe(HttpStatusCode.Gone);
        (await tooLate.Get("/me")).Text.ShouldNotContain($"/actions/{action}/check");
    }

    [Fact]
    public async Task Of_fewer_than_five_nothing_is_told_and_a_group_too_small_for_that_is_not_troubled()
    {
        await using var house = await Visits.Open(cluster);
        var action = await ACheck(house, owner: "birgit");
        foreach (var member in (await house.AllAsked()).Take(4))
        {
            using var visitor = await house.As(member);
            await visitor.Post($"/actions/{action}/check", ("felt", "Not"));
        }
        var few = await house.ADueAction(await house.IdOf("birgit"), Today, Finished, shown: Shown.Units, units: [await Small(house)], what: "Hos få");
        await house.Run<Checking>(Visits.Monday);
        await house.Run<Checking>(Visits.Monday.AddDays(EffectCheck.Days));

        foreach (var check in await house.Ask(db => db.EffectChecks.AsNoTracking().ToListAsync(), Acting.AtChores))
        {
            check.Told.ShouldBeNull();
            check.ClosedAt.ShouldNotBeNull();
            (check.Release ?? "").ShouldNotContain("\"counts\":[", Case.Insensitive);
        }
        (await house.Ask(db => db.EffectChecks.AsNoTracking().SingleAsync(one => one.Action == few), Acting.AtChores)).Key.ShouldBeNull();
        using var maja = await house.As("maja");
        WebUtility.HtmlDecode((await maja.Get($"/actions/{action}/check")).Text).ShouldContain(Visits.Library.In("da").Words["effect-checks.hidden"]);
    }

    [Fact]
    public async Task Nobody_sees_who_has_answered_and_nothing_is_asked_about_what_only_few_may_see()
    {
        await using var house = await Visits.Open(cluster);
        var action = await ACheck(house, owner: "birgit");
        var hidden = await house.ADueAction(await house.IdOf("birgit"), Today, Finished, shown: Shown.Few, units: [await Unit(house)]);
        await house.Run<Checking>(Visits.Monday);
        (await house.Ask(db => db.EffectChecks.CountAsync(check => check.Action == hidden), Acting.AtChores)).ShouldBe(0);
        using (var maja = await house.As("maja"))
            await maja.Post($"/actions/{action}/check", ("felt", "Worked"));

        foreach (var persona in (string[])["maja", "henrik", "birgit", "karen", "admin", "jonas"])
            (await house.Ask(async db => await Count(db, "effect_given") + await Count(db, "effect_box"), Acting.As(await house.IdOf(persona)))).ShouldBe(0, persona);
        var people = (await house.Ask(db => db.People.Select(person => person.Id).ToListAsync())).ToHashSet();
        (await house.Ask(db => db.Database.SqlQuery<Guid>($"select mark as \"Value\" from effect_given").ToListAsync(), Acting.AtChores)).ShouldAllBe(mark => !people.Contains(mark));
        (await house.Ask(db => db.Database.SqlQuery<int>($"select length(sealed) as \"Value\" from effect_box").ToListAsync(), Acting.AtChores)).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_is_the_whole_workplaces_is_asked_of_everybody_and_where_nobody_is_asked_the_page_says_so()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.IdOf("birgit");
        var all = await house.ADueAction(birgit, Today, Finished, shown: Shown.Workplace, what: "Nye stole i kantinen");
        var mine = await house.ADueAction(birgit, Today, Finished, shown: Shown.Few, units: [await Unit(house)]);
        await house.Run<Checking>(Visits.Monday);
        foreach (var persona in (string[])["maja", "henrik", "aisha"])
        {
            using var visitor = await house.As(persona);
            (await visitor.Get("/me")).Text.ShouldContain($"/actions/{all}/check", Case.Insensitive, persona);
            (await visitor.Post($"/actions/{all}/check", ("felt", "Worked"))).Status.ShouldBe(HttpStatusCode.SeeOther, persona);
        }
        (await Rows(house)).ShouldBe((3, 3));
        using var owner = await house.As("birgit");
        (await owner.Get($"/actions/{all}")).Text.ShouldContain($"/actions/{all}/check");
        (await owner.Get("/me")).Text.ShouldNotContain($"/actions/{all}/check");
        (await owner.Get($"/actions/{mine}")).Text.ShouldNotContain($"/actions/{mine}/check");
        var page = WebUtility.HtmlDecode((await owner.Get($"/actions/{mine}/check")).Text);
        page.ShouldContain("Andre bliver ikke spurgt.");
        page.ShouldNotContain("Gruppen bliver spurgt");
    }

    [Fact]
    public async Task Two_nodes_open_and_close_it_once()
    {
        await using var house = await Visits.Open(cluster);
        await ACheck(house, owner: "birgit", open: false);
        await Task.WhenAll(house.Run<Checking>(Visits.Monday), house.Run<Checking>(Visits.Monday));
        (await house.Ask(db => db.EffectChecks.CountAsync(), Acting.AtChores)).ShouldBe(1);
        await Task.WhenAll(house.Run<Checking>(Visits.Monday.AddDays(15)), house.Run<Checking>(Visits.Monday.AddDays(15)));
        (await house.Ask(db => db.EffectChecks.CountAsync(check => check.Release != null), Acting.AtChores)).ShouldBe(1);
    }

    /// <summary>An action of Maja's unit that is done, on the day its people are asked.</summary>
    internal static async Task<Guid> ACheck(Visits house, bool over = false, string owner = "birgit", bool open = true)
    {
        var action = await house.ADueAction(await house.IdOf(owner), Today, Finished, shown: Shown.Units, units: [await Unit(house)]);
        if (!open)
            return action;
        await house.Run<Checking>(Visits.Monday);
        if (over)
            await house.Do(db => db.EffectChecks.Where(check => check.Action == action).ExecuteUpdateAsync(set => set.SetProperty(check => check.ClosedAt, Visits.Monday)), Acting.AtChores);
        return action;
    }

    private static void Finished(PlannedAction action) => (action.Status, action.DoneOn, action.ToldOn) = (Status.Done, Today.AddDays(-20), Today.AddDays(-20));

    private static Task<Guid> Unit(Visits house) => house.Ask(async db => (await db.UnitOf(await house.IdOf("maja")))!.Value);

    // A unit with somebody in it, and no more than four.
    private static Task<Guid> Small(Visits house) => house.Ask(async db =>
    {
        var unit = new Unit { Id = Ids.New(), Name = "De få" };
        db.Add(unit);
        await db.SaveChangesAsync();
        return unit.Id;
    });

    private static Task<(int Given, int Box)> Rows(Visits house) => house.Ask(async db => (await Count(db, "effect_given"), await Count(db, "effect_box")), Acting.AtChores);

    private static async Task<int> Count(Database db, string table) =>
        (await db.Database.SqlQueryRaw<int>(table == "effect_given" ? "select count(*)::int as \"Value\" from effect_given" : "select count(*)::int as \"Value\" from effect_box").ToListAsync())[0];
}
