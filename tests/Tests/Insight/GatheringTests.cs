using System.Globalization;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;

namespace Omtanke.Tests.Insight;

/// <summary>Figures that come ready from elsewhere tell of nobody alone: groups are laid together, what stands beside them is thought of, and small ones are rounded.</summary>
public sealed class GatheringTests
{
    private static readonly Unit Top = new() { Id = Ids.New(), Name = "Kommunen" }, East = new() { Id = Ids.New(), Name = "Øst", Parent = Top.Id }, West = new() { Id = Ids.New(), Name = "Vest", Parent = Top.Id }, Night = new() { Id = Ids.New(), Name = "Nat", Parent = East.Id };
    private static readonly UnitTree Tree = new([Top, East, West, Night]);

    [Fact]
    public void Whatever_figures_are_typed_no_group_is_under_five_and_nobody_is_in_two_or_lost()
    {
        var chance = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var people = Tree.All.ToDictionary(one => one.Unit.Id, _ => chance.Next(12));
            var groups = Gathering.Of(Tree, [Top.Id], Ids.New(), people);
            groups.ShouldAllBe(group => group.People >= 5 && group.People == group.Units.Sum(unit => people[unit]));
            groups.SelectMany(group => group.Units).ShouldBeUnique();
            if (people.Values.Sum() >= 5)
                groups.Sum(group => group.People).ShouldBe(people.Values.Sum());
            else
                groups.ShouldBeEmpty();
        }
    }

    [Theory]
    // Thirteen are told of elsewhere; nine of them would leave four.
    [InlineData(13, 9, 4, false)]
    [InlineData(14, 9, 5, true)]
    [InlineData(9, 9, 0, true)]
    // Ten were counted then; today four more than the nine are there.
    [InlineData(14, 9, 4, false)]
    public void No_group_is_told_beside_another_that_would_leave_a_few(int elsewhere, int here, int today, bool told)
    {
        var (whole, part) = (new Gathered(East.Id, [East.Id, Night.Id], elsewhere), new Gathered(East.Id, [East.Id], here));
        Gathering.Beside([part], [whole], new Dictionary<Guid, int> { [East.Id] = here, [Night.Id] = today }).Count.ShouldBe(told ? 1 : 0);
    }

    [Theory]
    [InlineData(9, 61, "5–9", "7")]
    [InlineData(13, 138, "13", "10.5")]
    [InlineData(21, 100, "21", "4.8")]
    public void What_is_told_of_a_small_group_is_rounded(int people, int days, string told, string each) =>
        (Gathering.People(people, CultureInfo.InvariantCulture), Gathering.Each(people, days).ToString("0.#", CultureInfo.InvariantCulture)).ShouldBe((told, each));

    [Theory]
    // Four are left when the units are taken from the whole: the smallest unit keeps them company.
    [InlineData("w30 16 10 4", "told told hidden few")]
    [InlineData("w30 15 10", "told told told")]
    [InlineData("w30 20 10", "told told told")]
    [InlineData("w30 20 9", "told told hidden")]
    // Where the whole is of too few itself, nothing can be taken from it.
    [InlineData("w4 25", "few told")]
    [InlineData("7 4", "told few")]
    public void A_whole_and_its_units_leave_no_few_between_them(string figures, string said) =>
        Remainders.Judge([.. figures.Split(' ').Select(one => (one[0] == 'w', int.Parse(one.TrimStart('w'), CultureInfo.InvariantCulture)))])
            .Select(why => why switch { null => "told", Hidden.TooFew => "few", Hidden.Remainder => "hidden", _ => "?" }).ShouldBe(said.Split(' '));
}
