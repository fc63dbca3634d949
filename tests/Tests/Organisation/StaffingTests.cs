using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Tests.Organisation;

/// <summary>People move, take over and leave; nothing that was is lost.</summary>
public sealed class StaffingTests(TestCluster cluster)
{
    private static readonly DateOnly Today = Clock.Day(Visits.Monday);

    [Fact]
    public async Task Moving_ends_one_membership_and_begins_another_and_the_old_one_stays()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, west) = (await house.IdOf("maja"), await Unit(house, "Hjemmeplejen Vest"));

        await house.Do(db => db.Move(maja, west, Today));

        var rows = await house.Ask(db => db.Memberships.AsNoTracking().Where(row => row.Person == maja).OrderBy(row => row.FromOn).ToListAsync());
        rows.Count.ShouldBe(2);
        rows[0].UntilOn.ShouldBe(Today);
        (rows[1].Unit, rows[1].FromOn, rows[1].UntilOn).ShouldBe((west, Today, null));
        (await house.Ask(db => db.LeaderOf(maja)))!.Name.ShouldBe("Bente Ravn");
    }

    [Fact]
    public async Task A_new_leader_takes_over_the_same_day_and_both_stand_in_the_history()
    {
        await using var house = await Visits.Open(cluster);
        var (east, jonas, maja) = (await Unit(house, "Hjemmeplejen Øst"), await house.IdOf("jonas"), await house.IdOf("maja"));

        await house.Do(db => db.Lead(east, jonas, Today));

        var held = await house.Ask(db => db.Roles.AsNoTracking().Where(row => row.Unit == east && row.Role == Role.Leader).OrderBy(row => row.FromOn).ToListAsync());
        held.Select(row => (row.UntilOn, row.FromOn == Today)).ShouldBe([(Today, false), (null, true)]);
        (await house.Ask(db => db.LeaderOf(maja)))!.Name.ShouldBe("Jonas Bech");
        // The new leader's own leader is the one above, not themself.
        (await house.Ask(db => db.LeaderOf(jonas)))!.Name.ShouldBe("Susanne Bruun");
    }

    [Fact]
    public async Task Who_leaves_belongs_nowhere_and_leads_nobody_and_comes_back_without_old_duties()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, maja, east) = (await house.IdOf("henrik"), await house.IdOf("maja"), await Unit(house, "Hjemmeplejen Øst"));

        await house.Do(db => db.Leave(henrik, Today));
        (await house.Ask(db => db.LeaderOf(maja)))!.Name.ShouldBe("Susanne Bruun");
        (await house.Ask(db => db.Roles.AnyAsync(row => row.Person == henrik && row.UntilOn == null))).ShouldBeFalse();

        await house.Do(db => db.Return(henrik, east, Today));
        (await house.Ask(db => db.People.SingleAsync(person => person.Id == henrik))).LeftOn.ShouldBeNull();
        (await house.Ask(db => db.LeaderOf(maja)))!.Name.ShouldBe("Susanne Bruun");
        (await house.Ask(db => db.Memberships.CountAsync(row => row.Person == henrik))).ShouldBe(2);
    }

    private static Task<Guid> Unit(Visits house, string name) => house.Ask(db => db.Units.Where(unit => unit.Name == name).Select(unit => unit.Id).SingleAsync());
}
