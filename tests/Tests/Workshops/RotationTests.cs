using FsCheck;
using FsCheck.Fluent;
using Omtanke.Workshops;

namespace Omtanke.Tests.Workshops;

/// <summary>Nobody is left without a partner, and nobody meets the same again before they have to: for two to eighty people, who come and go.</summary>
public sealed class RotationTests
{
    [Fact]
    public void In_every_round_everybody_sits_at_exactly_one_table_of_two_and_an_odd_one_out_makes_one_of_three() =>
        Prop.ForAll(Gen.Choose(2, 80).ToArbitrary(), Gen.Choose(0, 40).ToArbitrary(), (people, round) =>
        {
            var tables = Rotation.Pairs([.. Enumerable.Range(1, people)], round, new Meetings<int>());
            tables.SelectMany(table => table).Order().ShouldBe(Enumerable.Range(1, people));
            tables.Count(table => table.Count == 3).ShouldBe(people > 2 ? people % 2 : 0);
            tables.ShouldAllBe(table => table.Count == 2 || table.Count == 3);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_even_number_meets_everybody_once_before_anybody_meets_the_same_again()
    {
        foreach (var people in Enumerable.Range(1, 40).Select(half => half * 2))
            Repeats(people, people - 1).ShouldBe(0, $"{people} people");
    }

    [Fact]
    public void An_odd_number_of_nine_or_more_has_four_rounds_without_meeting_the_same_again()
    {
        foreach (var people in Enumerable.Range(4, 36).Select(half => (half * 2) + 1))
            Repeats(people, 4).ShouldBe(0, $"{people} people");
    }

    [Fact]
    public void However_they_come_and_go_nobody_is_alone_and_nobody_who_stays_is_moved_in_a_running_round() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var chance = new System.Random(seed);
            List<int> here = [.. Enumerable.Range(1, chance.Next(2, 40))];
            var (next, met) = (here.Count, new Meetings<int>());
            for (var round = 0; round < 8; round++)
            {
                var tables = Rotation.Pairs(here, round, met).Select(table => table.ToList()).ToList();
                tables.SelectMany(table => table).Order().ShouldBe(here.Order());
                tables.ShouldAllBe(table => table.Count > 1 || here.Count == 1);
                tables.ForEach(met.Sat);
                // One comes in the middle of it: the others stay where they are.
                var before = tables.Select(table => table.ToArray()).ToList();
                var newcomer = ++next;
                var at = Rotation.TableFor(newcomer, tables, met);
                at.ShouldNotBeNull();
                tables[at.Value].Add(newcomer);
                for (var table = 0; table < before.Count; table++)
                    before[table].ShouldBeSubsetOf(tables[table]);
                here.Add(newcomer);
                foreach (var leaver in here.Where(_ => here.Count > 2 && chance.Next(5) == 0).ToList())
                    if (here.Count > 2)
                        here.Remove(leaver);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nobody_is_alone_with_their_own_leader_from_three_people_on() =>
        Prop.ForAll(Gen.Choose(3, 40).ToArbitrary(), Gen.Choose(0, 30).ToArbitrary(), (people, round) =>
        {
            // One leads all the others: the hardest there is.
            var tables = Rotation.Pairs([.. Enumerable.Range(1, people)], round, new Meetings<int>(), (one, other) => one == 1 || other == 1);
            tables.SelectMany(table => table).Order().ShouldBe(Enumerable.Range(1, people));
            tables.Single(table => table.Contains(1)).Count.ShouldBeGreaterThan(2);
            tables.ShouldAllBe(table => table.Count > 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Groups_are_as_even_as_can_be_and_nobody_is_left_over() =>
        Prop.ForAll(Gen.Choose(2, 80).ToArbitrary(), Gen.Elements((3, 5), (4, 5), (3, 4), (2, 6)).ToArbitrary(), (people, size) =>
        {
            var groups = Rotation.Groups([.. Enumerable.Range(1, people)], size.Item1, size.Item2, new Meetings<int>());
            groups.SelectMany(group => group).Order().ShouldBe(Enumerable.Range(1, people));
            groups.ShouldAllBe(group => group.Count <= size.Item2 && group.Count > 1);
            (groups.Max(group => group.Count) - groups.Min(group => group.Count)).ShouldBeLessThan(2);
        }).QuickCheckThrowOnFailure();

    private static int Repeats(int people, int rounds)
    {
        var (met, repeats) = (new Meetings<int>(), 0);
        for (var round = 0; round < rounds; round++)
            foreach (var table in Rotation.Pairs([.. Enumerable.Range(1, people)], round, met).Select(table => table.ToList()).ToList())
            {
                repeats += table.SelectMany((one, place) => table.Skip(place + 1).Select(other => met.Of(one, other))).Sum();
                met.Sat(table);
            }
        return repeats;
    }
}
