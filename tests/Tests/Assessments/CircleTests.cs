using Omtanke.Assessments;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Tests.Assessments;

/// <summary>Whom an asking reaches, and where each is counted: nobody stands in a group so small that they could be found in it.</summary>
public sealed class CircleTests
{
    private static readonly Guid Whole = Ids.New();

    [Fact]
    public void A_leader_is_counted_in_the_unit_above_and_not_asked_where_there_is_none()
    {
        var town = new Town().Unit("Top", null, 8).Unit("Øst", "Top", 9, leads: true).Unit("Vest", "Top", 7, leads: true).Leads("Top");
        var circle = town.Circle("Top");
        circle.Asked.Single(seat => seat.Person == town.LeaderOf("Øst")).Base.ShouldBe(town["Top"]);
        circle.Asked.ShouldNotContain(seat => seat.Person == town.LeaderOf("Top"));
        circle.Left.ShouldBe([town.LeaderOf("Top")]);
        circle.Asked.Count.ShouldBe(8 - 1 + 9 + 7);
        circle.Totals[town["Top"]].ShouldBe(circle.Asked.Count);
        circle.Units.ShouldAllBe(unit => unit.CountedWith == null);
    }

    [Fact]
    public void A_unit_of_four_is_counted_with_the_unit_above_and_nobody_else_is_moved()
    {
        var town = new Town().Unit("Top", null, 6).Unit("Lille", "Top", 4).Unit("Stor", "Top", 11);
        var circle = town.Circle("Top");
        circle.Units.Where(unit => unit.CountedWith is not null).Select(unit => unit.Name).ShouldBe(["Lille"]);
        circle.Asked.Count(seat => seat.Base == town["Top"]).ShouldBe(10);
        circle.Asked.Count(seat => seat.Base == town["Stor"]).ShouldBe(11);
    }

    [Fact]
    public void Two_leaders_beside_their_units_take_the_smallest_unit_in()
    {
        var town = new Town().Unit("Top", null, 0).Unit("Øst", "Top", 10, leads: true).Unit("Vest", "Top", 7, leads: true);
        var circle = town.Circle("Top");
        circle.Units.Where(unit => unit.CountedWith is not null).Select(unit => unit.Name).ShouldBe(["Vest"]);
        circle.Asked.CountBy(seat => seat.Base).Select(group => group.Value).Order().ShouldBe([8, 9]);
    }

    [Fact]
    public void Units_that_have_none_above_them_in_common_are_counted_together_as_one_whole()
    {
        var town = new Town().Unit("Top", null, 3).Unit("Øst", "Top", 10, leads: true).Unit("Vest", "Top", 3).Unit("Syd", "Top", 9);
        var circle = town.Circle("Øst", "Vest", "Syd");
        circle.Units[0].Unit.ShouldBe(Whole);
        circle.Units.Single(unit => unit.Name == "Øst").Parent.ShouldBe(Whole);
        circle.Left.ShouldBe([town.LeaderOf("Øst")]);
        // Three and their smallest neighbours.
        circle.Units.Where(unit => unit.CountedWith == Whole).Select(unit => unit.Name).Order().ShouldBe(["Syd", "Vest"]);
    }

    [Fact]
    public void In_any_organisation_whatever_no_stored_group_is_smaller_than_five_and_every_figure_of_a_unit_that_stands_alone_is_whole()
    {
        var chance = new Random(20261122);
        for (var round = 0; round < 2000; round++)
        {
            var town = Town.Any(chance);
            var circle = town.Circle([.. town.Names.Where((_, place) => place == 0 || chance.Next(4) == 0)]);
            var groups = circle.Asked.CountBy(seat => seat.Base).ToDictionary();
            if (circle.Asked.Count >= Collection.Fewest)
                groups.Where(group => group.Value < Collection.Fewest).ShouldBeEmpty($"round {round}");
            circle.Asked.DistinctBy(seat => seat.Person).Count().ShouldBe(circle.Asked.Count, $"round {round}");
            // Nobody is counted in a unit they lead, nor below it.
            var parents = circle.Units.ToDictionary(unit => unit.Unit, unit => unit.Parent);
            circle.Asked.Where(seat => Up(seat.Base, parents).Any(unit => town.Leads(seat.Person, unit))).ShouldBeEmpty($"round {round}");
            // A unit whose people stand in groups of its own has all of them there: none is missing from its figures, and no stranger is in them.
            foreach (var unit in circle.Units.Where(unit => unit.CountedWith is null && unit.Unit != Whole))
            {
                var belongs = circle.Asked.Where(seat => Up(town.Natural(seat, parents), parents).Contains(unit.Unit)).Select(seat => seat.Person).Order();
                circle.Asked.Where(seat => Up(seat.Base, parents).Contains(unit.Unit)).Select(seat => seat.Person).Order().ShouldBe(belongs, $"round {round}: {unit.Name}");
            }
        }
    }

    private static IEnumerable<Guid> Up(Guid unit, Dictionary<Guid, Guid?> parents)
    {
        for (Guid? at = unit; at is { } here; at = parents.GetValueOrDefault(here))
            yield return here;
    }

    /// <summary>A workplace made for one test.</summary>
    private sealed class Town
    {
        private readonly Dictionary<string, Unit> units = new(StringComparer.Ordinal);
        private readonly List<Belonging> members = [], leaders = [];

        public Guid this[string name] => units[name].Id;

        public IEnumerable<string> Names => units.Keys;

        public Town Unit(string name, string? above, int people, bool leads = false)
        {
            units[name] = new Unit { Id = Ids.New(), Name = name, Parent = above is null ? null : units[above].Id };
            for (var one = 0; one < people; one++)
                members.Add(new(Ids.New(), units[name].Id));
            return leads && people > 0 ? Leads(name) : this;
        }

        public Town Leads(string name)
        {
            leaders.Add(new(members.First(one => one.Unit == units[name].Id).Person, units[name].Id));
            return this;
        }

        public Guid LeaderOf(string name) => leaders.Single(one => one.Unit == units[name].Id).Person;

        public bool Leads(Guid person, Guid unit) => leaders.Contains(new(person, unit));

        public Circle Circle(params string[] chosen) => Omtanke.Assessments.Circle.Of(Whole, "Alle", new UnitTree(units.Values), chosen.Select(name => units[name].Id), members, leaders);

        // Where somebody would be counted if small groups did not matter.
        public Guid Natural(Seat seat, Dictionary<Guid, Guid?> parents)
        {
            var way = Up(seat.Unit, parents).ToList();
            var led = way.FindLastIndex(unit => Leads(seat.Person, unit));
            return way[led + 1];
        }

        public static Town Any(Random chance)
        {
            var town = new Town();
            var many = chance.Next(1, 14);
            for (var unit = 0; unit < many; unit++)
                town.Unit($"U{unit:00}", unit == 0 ? null : $"U{chance.Next(unit):00}", chance.Next(3) == 0 ? chance.Next(4) : chance.Next(15), leads: chance.Next(3) > 0);
            return town;
        }
    }
}
