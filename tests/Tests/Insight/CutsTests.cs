using FsCheck;
using FsCheck.Fluent;
using Omtanke.Insight;

namespace Omtanke.Tests.Insight;

/// <summary>The audit's solver against trying every way to part a small graph.</summary>
public sealed class CutsTests
{
    [Fact]
    public void Finds_a_cut_under_the_limit_exactly_when_there_is_one() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        var (nodes, edges, cuts) = Draw(seed);
        var limit = 1 + (seed % 6);
        var far = cuts.Under(limit);
        if (far is null)
            Sides(nodes).Select(side => Crossing(edges, side)).Where(cut => cut.People > 0).ShouldAllBe(cut => Math.Min(cut.Forth, cut.Back) >= limit);
        else
        {
            var cut = Crossing(edges, far);
            cut.People.ShouldBeGreaterThan(0);
            Math.Min(cut.Forth, cut.Back).ShouldBeLessThan(limit);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Joining_what_a_cut_parts_goes_on_until_no_small_cut_is_left() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        var (nodes, edges, cuts) = Draw(seed);
        var into = Enumerable.Range(0, nodes).ToArray();
        while (cuts.Under(4) is { } far)
        {
            // Any two on either side will do, of the same part or of others.
            var (from, to) = (Pick(nodes, far, true), Pick(nodes, far, false));
            cuts.Join(from, to);
            var (kept, gone) = (into[from], into[to]);
            into = [.. into.Select(name => name == gone ? kept : name)];
        }
        var joined = edges.Select(edge => (From: into[edge.From], To: into[edge.To], edge.Forth, edge.Back)).Where(edge => edge.From != edge.To).ToList();
        Sides(nodes).Select(side => Crossing(joined, node => side(into[node]))).Where(cut => cut.People > 0).ShouldAllBe(cut => Math.Min(cut.Forth, cut.Back) >= 4);
    }).QuickCheckThrowOnFailure();

    private static (int Nodes, List<(int From, int To, int Forth, int Back)> Edges, Cuts Cuts) Draw(int seed)
    {
        var chance = new System.Random(seed);
        var nodes = chance.Next(2, 8);
        var edges = Enumerable.Range(0, chance.Next(1, 14)).Select(_ => (From: chance.Next(nodes), To: chance.Next(nodes), Forth: chance.Next(5), Back: chance.Next(5))).Where(edge => edge.From != edge.To && edge.Forth + edge.Back > 0).ToList();
        var cuts = new Cuts(nodes);
        edges.ForEach(edge => cuts.Add(edge.From, edge.To, edge.Forth, edge.Back));
        return (nodes, edges, cuts);
    }

    private static int Pick(int nodes, Func<int, bool> far, bool side) => Enumerable.Range(0, nodes).Where(node => far(node) == side).OrderBy(node => node * 7 % 5).First();

    private static IEnumerable<Func<int, bool>> Sides(int nodes) => Enumerable.Range(1, (1 << nodes) - 1).Select(set => (Func<int, bool>)(node => (set >> node & 1) == 1));

    private static (int Forth, int Back, int People) Crossing(List<(int From, int To, int Forth, int Back)> edges, Func<int, bool> far)
    {
        var across = edges.Where(edge => far(edge.From) != far(edge.To)).ToList();
        return (across.Sum(edge => far(edge.From) ? edge.Forth : edge.Back), across.Sum(edge => far(edge.From) ? edge.Back : edge.Forth), across.Sum(edge => edge.Forth + edge.Back));
    }
}
