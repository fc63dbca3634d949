using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Tests.Actions;

/// <summary>Who sees an action and who may change it, as the database itself holds it.</summary>
public sealed class ActionLocksTests(TestCluster cluster)
{
    private static readonly string[] Everybody = ["maja", "henrik", "aisha", "jonas", "birgit", "karen", "lars", "admin"];

    [Fact]
    public async Task An_action_is_seen_by_those_it_says_and_by_nobody_else_whatever_their_role()
    {
        await using var house = await Visits.Open(cluster);
        var unit = await UnitOf(house, "maja");

        (await WhoSees(house, await Made(house, "henrik", Shown.Few))).ShouldBe(["henrik"]);
        (await WhoSees(house, await Made(house, "henrik", Shown.Few, owner: "maja", helper: "jonas"))).ShouldBe(["henrik", "jonas", "maja"]);
        (await WhoSees(house, await Made(house, "henrik", Shown.Few, offered: "aisha"))).ShouldBe(["aisha", "henrik"]);
        // Without a unit nobody more.
        (await WhoSees(house, await Made(house, "henrik", Shown.Units))).ShouldBe(["henrik"]);
        var group = await WhoSees(house, await Made(house, "karen", Shown.Units, unit: unit));
        group.ShouldContain("maja");
        group.ShouldContain("henrik");
        group.ShouldNotContain("aisha");
        group.ShouldNotContain("admin");
        group.ShouldNotContain("birgit");
        (await WhoSees(house, await Made(house, "henrik", Shown.Workplace))).ShouldBe(Everybody.Order());
        (await house.Ask(db => db.Actions.CountAsync())).ShouldBe(0, "somebody not signed in sees nothing");
    }

    [Fact]
    public async Task Seeing_an_action_is_not_being_able_to_change_it()
    {
        await using var house = await Visits.Open(cluster);
        var unit = await UnitOf(house, "maja");
        var open = await Made(house, "karen", Shown.Workplace, unit: unit, owner: "jonas");

        (await Changes(house, open, "maja")).ShouldBe(0);
        (await Changes(house, open, "birgit")).ShouldBe(0);
        (await Changes(house, open, "admin")).ShouldBe(0);
        (await Changes(house, open, "jonas")).ShouldBe(1, "who answers for it");
        (await Changes(house, open, "karen")).ShouldBe(1, "who made it");
        (await Changes(house, open, "henrik")).ShouldBe(1, "who leads its unit");
        (await house.Ask(db => db.Actions.Where(action => action.Id == open).ExecuteDeleteAsync(), Acting.As(await house.IdOf("karen")))).ShouldBe(0, "nothing is deleted silently");
    }

    [Fact]
    public async Task Nobody_makes_an_action_in_somebody_elses_name_or_where_they_have_no_say()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        var workshop = await Tests.Workshops.Given.AWorkshop(house, [henrik]);
        var (series, _, _) = await Tests.Meetings.Given.ASeries(house, [henrik, await house.IdOf("aisha")]);

        await Refused(new() { Id = Ids.New(), Origin = Origin.Own, What = "I dit navn", Keeper = henrik, MadeAt = Visits.Monday });
        await Refused(new() { Id = Ids.New(), Origin = Origin.Workshop, OriginId = workshop, What = "I jeres workshop", Keeper = maja, MadeAt = Visits.Monday });
        await Refused(new() { Id = Ids.New(), Origin = Origin.Apv, OriginId = Ids.New(), What = "I jeres APV", Keeper = maja, MadeAt = Visits.Monday });
        await Refused(new() { Id = Ids.New(), Origin = Origin.Meeting, OriginId = series, What = "I jeres netværk", Keeper = maja, MadeAt = Visits.Monday });
        await Refused(new() { Id = Ids.New(), Origin = Origin.Collection, OriginId = Ids.New(), What = "Af jeres resultat", Keeper = maja, MadeAt = Visits.Monday });

        async Task Refused(PlannedAction action)
        {
            var refused = await Should.ThrowAsync<DbUpdateException>(() => house.Do(async db =>
            {
                db.Add(action);
                await db.SaveChangesAsync();
            }, Acting.As(maja)));
            refused.InnerException.ShouldBeOfType<PostgresException>().SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    [Fact]
    public async Task A_part_is_made_only_by_whoever_may_change_the_whole_and_reaches_nobody_else()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, aisha, jonas) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("aisha"), await house.IdOf("jonas"));
        var workshop = await Tests.Workshops.Given.AWorkshop(house, [henrik]);
        var id = await house.AnAction(maja, "Møde og kaffe", action => (action.Keeper, action.Helpers) = (henrik, [aisha]), Origin.Workshop, workshop, "Trivsel");
        var whole = await house.TheAction(id);

        var part = whole.Split(Ids.New(), "Kaffe", Visits.Monday);
        await house.Do(db => Add(db, part), Acting.As(maja));
        (await WhoSees(house, part.Id, history: false)).ShouldBe(await WhoSees(house, id));
        await Refused(aisha, _ => { }, "who only helps");
        await Refused(jonas, _ => { }, "who does not see it");
        foreach (var wider in (Action<PlannedAction>[])[one => one.Shown = Shown.Workplace, one => one.Units = [id], one => one.Helpers = [aisha, jonas], one => one.OfferedTo = jonas, one => one.Keeper = jonas, one => one.Owner = jonas, one => one.OriginId = null])
            await Refused(maja, wider, "to others");
        await house.Do(db => db.Actions.Where(action => action.Id == id).ExecuteUpdateAsync(set => set.SetProperty(action => action.IsOut, true)), Acting.AtChores);
        await Refused(maja, _ => { }, "of what is put aside");

        async Task Refused(Guid by, Action<PlannedAction> change, string why)
        {
            var made = whole.Split(Ids.New(), "Kage", Visits.Monday);
            change(made);
            var refused = await Should.ThrowAsync<DbUpdateException>(() => house.Do(db => Add(db, made), Acting.As(by)), why);
            refused.InnerException.ShouldBeOfType<PostgresException>().SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, why);
        }

        static async Task Add(Database db, PlannedAction made)
        {
            db.Add(made);
            await db.SaveChangesAsync();
        }
    }

    [Fact]
    public async Task What_was_agreed_in_a_series_of_meetings_is_kept_by_all_who_are_in_it_and_seen_by_nobody_else()
    {
        await using var house = await Visits.Open(cluster);
        var (_, _, action) = await Tests.Meetings.Given.ASeries(house, [await house.IdOf("henrik"), await house.IdOf("aisha"), await house.IdOf("karen")]);

        (await WhoSees(house, action)).ShouldBe(["aisha", "henrik", "karen"]);
        (await Changes(house, action, "aisha")).ShouldBe(1, "neither made it nor answers for it, and is in it");
        (await (await house.As("aisha")).Post($"/actions/{action}/wording")).Status.ShouldBe(System.Net.HttpStatusCode.UnprocessableEntity, "the page lets them do what the database lets them do");
        (await (await house.As("maja")).Get($"/actions/{action}")).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private static async Task<Guid> Made(Visits house, string keeper, Shown shown, string? owner = null, string? helper = null, string? offered = null, Guid? unit = null)
    {
        var made = new PlannedAction
        {
            Id = Ids.New(), Origin = Origin.Own, What = "Vi aftaler en fast pause", Keeper = await house.IdOf(keeper), Owner = owner is null ? null : await house.IdOf(owner), Helpers = helper is null ? [] : [await house.IdOf(helper)],
            OfferedTo = offered is null ? null : await house.IdOf(offered), Units = unit is { } place ? [place] : [], Shown = shown, MadeAt = Visits.Monday,
        };
        await house.Do(async db =>
        {
            db.Add(made);
            db.Add(made.Made(made.Keeper));
            await db.SaveChangesAsync();
        }, Acting.As(made.Keeper.Value));
        return made.Id;
    }

    /// <summary>Who sees it, its history included: both or neither.</summary>
    private static async Task<IReadOnlyList<string>> WhoSees(Visits house, Guid action, bool history = true)
    {
        var seeing = new List<string>();
        foreach (var persona in Everybody.Order())
        {
            var sees = await house.Ask(db => db.Actions.AnyAsync(one => one.Id == action), Acting.As(await house.IdOf(persona)));
            if (history)
                (await house.Ask(db => db.ActionEvents.AnyAsync(one => one.Action == action), Acting.As(await house.IdOf(persona)))).ShouldBe(sees, persona);
            if (sees)
                seeing.Add(persona);
        }
        return seeing;
    }

    private static async Task<int> Changes(Visits house, Guid action, string persona) =>
        await house.Ask(db => db.Actions.Where(one => one.Id == action).ExecuteUpdateAsync(set => set.SetProperty(one => one.What, "Noget andet")), Acting.As(await house.IdOf(persona)));

    private static async Task<Guid> UnitOf(Visits house, string persona)
    {
        var person = await house.IdOf(persona);
        return await house.Ask(db => db.Memberships.Where(one => one.Person == person && one.UntilOn == null).Select(one => one.Unit).SingleAsync());
    }
}
