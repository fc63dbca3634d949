using FsCheck;
using FsCheck.Fluent;
using Omtanke.Insight;

namespace Omtanke.Tests.Insight;

/// <summary>Two units and two filter values, small enough to try every way in which all can have answered: sums that cross tell nobody's answer, whichever two know their own.</summary>
public sealed class EndsTests
{
    private const int Top = 2;

    [Fact]
    public void No_answer_follows_from_exact_sums_by_unit_and_by_filter_for_any_two_who_know_theirs() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        var chance = new System.Random(seed);
        var (house, units, filters) = (Guid.NewGuid(), new[] { Guid.NewGuid(), Guid.NewGuid() }, new[] { "day", "night" });
        // Answers lean towards one end in each corner, where sums come near what they can be at most.
        var corners = units.SelectMany(unit => filters.Select(filter => (Unit: unit, Filter: filter, Answers: Lean(chance)))).ToList();
        var release = ReleaseGate.Release(
            new(new([new(house, null), .. units.Select(unit => new Node(unit, house))]), filters, [new("tone", Answering.Scale, Top + 1, ByFilter: true)],
                [.. corners.SelectMany(corner => corner.Answers.Select(answer => new Sheet(corner.Unit, corner.Filter, [answer], [])))], [], new()), [], under => under - 1);
        var cells = release.Cells.Where(cell => cell.Figures.Any(figure => figure.Hidden is null))
            .Select(cell => corners.Select(corner => (cell.Unit == house || cell.Unit == corner.Unit) && (cell.Filter is null || cell.Filter == corner.Filter)).ToArray()).ToList();
        var worlds = Worlds(corners.ConvertAll(corner => corner.Answers), cells);
        foreach (var one in Everybody())
            foreach (var other in Everybody())
                for (var corner = 0; corner < corners.Count && Sees(corner); corner++)
                {
                    var left = corners[corner].Answers.Length - Knows(corner).Count;
                    var possible = worlds.Where(Agrees).Select(world => world[corner] - Knows(corner).Sum()).Distinct().ToList();
                    (left == 0 || possible.Count > 1 || (left > 1 && possible[0] > 0 && possible[0] < left * Top)).ShouldBeTrue($"in corner {corner} of {seed} all is known to {one} and {other}");

                    bool Agrees(int[] world) => Enumerable.Range(0, corners.Count).All(at => world[at] - Knows(at).Sum() is var sum && sum >= 0 && sum <= (corners[at].Answers.Length - Knows(at).Count) * Top);

                    List<int> Knows(int at) => [.. (one.Corner == at ? new[] { one.Answer } : []), .. other.Corner == at && (one != other || corners[at].Answers.Count(answer => answer == one.Answer) > 1) ? new[] { other.Answer } : []];
                }

        bool Sees(int corner) => cells.Exists(cell => cell[corner]);

        List<(int Corner, int Answer)> Everybody() => [.. corners.SelectMany((corner, at) => corner.Answers.Distinct().Select(answer => (at, answer)))];
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    private static int[] Lean(System.Random chance)
    {
        var end = chance.Next(2) * Top;
        return [.. Enumerable.Range(0, chance.Next(7)).Select(_ => chance.Next(4) == 0 ? chance.Next(Top + 1) : end)];
    }

    /// <summary>Every sum of answers in each corner with which the shown cells add up to what they do.</summary>
    private static List<int[]> Worlds(List<int[]> answers, List<bool[]> cells)
    {
        var sums = cells.ConvertAll(cell => answers.Where((_, corner) => cell[corner]).Sum(corner => corner.Sum()));
        IEnumerable<int[]> worlds = [[]];
        foreach (var corner in answers)
            worlds = worlds.SelectMany(world => Enumerable.Range(0, (corner.Length * Top) + 1).Select(sum => (int[])[.. world, sum]));
        return [.. worlds.Where(world => cells.Select((cell, number) => world.Where((_, corner) => cell[corner]).Sum() == sums[number]).All(same => same))];
    }
}
