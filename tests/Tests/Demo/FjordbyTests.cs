using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Cases;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Demo;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Tests.Demo;

public sealed class FjordbyTests(TestCluster cluster)
{
    [Fact]
    public async Task Fjordby_has_people_enough_and_the_nine_who_may_be_played_sit_where_the_demo_says()
    {
        await using var house = await Visits.Open(cluster);

        (await house.Ask(db => db.People.CountAsync(person => person.LeftOn == null))).ShouldBeGreaterThanOrEqualTo(60);
        (await house.Ask(db => db.Units.CountAsync())).ShouldBeGreaterThanOrEqualTo(6);
        (await LeaderOf(house, "maja")).ShouldBe("Henrik Lund");
        (await LeaderOf(house, "henrik")).ShouldBe("Susanne Bruun");
        (await LeaderOf(house, "karen")).ShouldBeNull();
        (await RolesOf(house, "jonas")).ShouldBe([Role.SafetyRepresentative]);
        (await RolesOf(house, "birgit")).ShouldBe([Role.HumanResources]);
        (await RolesOf(house, "lars")).ShouldBe([Role.Psychologist]);
        (await RolesOf(house, "admin")).ShouldBe([Role.Administrator]);
        (await RolesOf(house, "karen")).ShouldBe([Role.Leader, Role.TopManagement], ignoreOrder: true);
        (await RolesOf(house, "kirsten")).ShouldBe([Role.TeamLead]);
        Cast.All.Count.ShouldBe(9);
    }

    [Fact]
    public async Task It_lives_through_conversations_in_every_state_over_two_years_and_only_once()
    {
        await using var house = await Visits.Open(cluster, lived: true);
        await Live(house);

        var all = await house.Ask(db => db.Conversations.AsNoTracking().ToListAsync(), Acting.AtChores);
        all.Count.ShouldBeInRange(40, 80);
        all.Select(conversation => conversation.State).Distinct().ShouldBe(Enum.GetValues<Stage>(), ignoreOrder: true);
        all.ShouldContain(conversation => conversation.Access == State.Paused);
        all.ShouldContain(conversation => conversation.Follows != null);
        all.ShouldContain(conversation => conversation.State == Stage.Invited && conversation.BegunBy == conversation.Employee);
        all.ShouldContain(conversation => conversation.State == Stage.Invited && conversation.BegunBy == conversation.Leader);
        all.Min(conversation => conversation.BegunAt).ShouldBeLessThan(Visits.Monday.AddMonths(-18));
        all.ShouldAllBe(conversation => conversation.BegunAt <= Visits.Monday && (conversation.ClosedAt ?? Visits.Monday) <= Visits.Monday);
        // What should be erased by now is not there to be read.
        all.ShouldAllBe(conversation => conversation.EraseOn == null || conversation.EraseOn > DateOnly.FromDateTime(Visits.Monday.DateTime));
    }

    [Fact]
    public async Task It_has_two_years_of_early_intervention_with_somebody_waiting_somebody_overdue_and_every_end_there_is()
    {
        await using var house = await Visits.Open(cluster, lived: true);
        var all = await house.Ask(db => db.Cases.AsNoTracking().ToListAsync(), Acting.AtChores);
        all.Select(one => one.State).Distinct().ShouldBe(Enum.GetValues<Omtanke.Cases.Progress>(), ignoreOrder: true);
        all.Min(one => one.RegisteredAt).ShouldBeLessThan(Visits.Monday.AddMonths(-18));
        all.ShouldContain(one => one.Psychologist == null && one.Urgency == Omtanke.Cases.Urgency.Soon);
        all.ShouldContain(one => one.Source == Omtanke.Cases.Source.Employee);
        // How it ended stands with each that was closed: why, and mostly the employee's own word.
        var endings = await house.Ask(db => db.CaseEndings.AsNoTracking().ToListAsync(), Acting.AtChores);
        endings.Select(one => one.Id).ShouldBe(all.Where(one => one.State == Omtanke.Cases.Progress.Closed).Select(one => one.Id), ignoreOrder: true);
        endings.ShouldAllBe(one => one.Decision != null);
        endings.Count(one => one.Word is null).ShouldBeInRange(1, 3);
        all.ShouldAllBe(one => one.EraseOn == null || one.EraseOn > Clock.Day(Visits.Monday));
        using var lars = await house.As("lars");
        (await lars.Get("/cases/calls")).Text.ShouldContain(Visits.Library.In("da").Words["cases.calls.overdue"]);
        using var kirsten = await house.As("kirsten");
        var team = (await kirsten.Get("/cases/team")).Text;
        team.ShouldContain("Rasmus Bay");
        foreach (var name in (string[])["Signe Winther", "Marius Ionescu", "Peter Brandt"])
            team.ShouldNotContain(name);
    }

    [Fact]
    public async Task Maja_and_henrik_have_an_earlier_and_an_agreed_conversation_and_nothing_waiting()
    {
        await using var house = await Visits.Open(cluster, lived: true);
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));

        var theirs = await house.Ask(db => db.Conversations.AsNoTracking().Where(conversation => conversation.Employee == maja && conversation.Leader == henrik).OrderBy(conversation => conversation.BegunAt).ToListAsync(), Acting.As(maja));
        theirs.Select(conversation => conversation.State).ShouldBe([Stage.Closed, Stage.Agreed]);
        theirs[1].NextTalkAt.ShouldNotBeNull().ShouldBeGreaterThan(Visits.Monday);
    }

    [Fact]
    public async Task What_is_private_in_the_demo_is_its_authors_alone()
    {
        await using var house = await Visits.Open(cluster, lived: true);
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));

        (await house.Ask(db => db.Preparations.CountAsync(), Acting.As(maja))).ShouldBeGreaterThan(0);
        (await house.Ask(db => db.Preparations.CountAsync(row => row.Author == maja), Acting.As(henrik))).ShouldBe(0);
        // Nor does the log of openings tell the other of the two that something private was begun.
        (await house.Ask(db => db.Openings.CountAsync(opening => opening.Person == maja && opening.Kind == Kind.Private), Acting.As(henrik))).ShouldBe(0);
    }

    [Fact]
    public async Task Where_there_is_no_demo_nobody_acts_for_the_invented_people()
    {
        await using var house = await Visits.Open(cluster, demo: false);
        (await Should.ThrowAsync<InvalidOperationException>(() => Live(house))).Message.ShouldContain("demo");
    }

    private static async Task Live(Visits house)
    {
        await using var scope = house.Services.CreateAsyncScope();
        await Fjordby.Live(scope.ServiceProvider.GetRequiredService<Database>(), scope.ServiceProvider, house.Clock.GetUtcNow());
    }

    private static async Task<string?> LeaderOf(Visits house, string persona)
    {
        var person = await house.IdOf(persona);
        return (await house.Ask(db => db.LeaderOf(person)))?.Name;
    }

    private static async Task<List<Role>> RolesOf(Visits house, string persona)
    {
        var person = await house.IdOf(persona);
        return await house.Ask(db => db.Roles.Where(holding => holding.Person == person && holding.UntilOn == null).Select(holding => holding.Role).ToListAsync());
    }
}
