namespace Omtanke.Insight;

/// <summary>
/// The linear audit over everything released together: hides cells until no sum or difference of shown cells, however many and however often each, concerns fewer people than the limit.
/// </summary>
/// <remarks>
/// <para>Why it is right. Whoever holds the sums of the shown cells can work out exactly their combinations, and no more. Each shown cell is a sum of atoms (<see cref="Showing"/>), so a combination is a number x for each
/// atom of the units and a number y for each atom of the filter, and a person counts in it with x + y: that of their unit's atom and that of their filter's. Somebody outside all atoms of a layer gets 0 there.</para>
/// <para>Draw each atom as a node, 0 as the open, and each person as an edge between their two atoms. With y turned to −y, a person counts with the <em>difference</em> between the ends of their edge. So whom a combination
/// leaves out are those whose ends have the same number, and those it concerns are the edges between different numbers: they contain a cut, namely all edges between the nodes with one of the numbers and the rest. And each cut can be
/// had, by giving 1 to one side and 0 to the side of the open. The smallest group anybody can get at, be it a sum or a difference, is therefore the smallest cut (Gusfield 1988; Kao 1996), and <see cref="Cuts"/> finds it.</para>
/// <para>A hidden cell's atom joins that of the cell above it. That takes away the cut at hand and makes none, so hiding comes to an end, and nothing needs to be looked at twice.
/// The remainder rule and complementary suppression are the cuts round one unit; without a filter there are no others.</para>
/// </remarks>
internal static class Audit
{
    /// <param name="people">How many at each base.</param>
    /// <param name="sizes">How many in each cell.</param>
    public static Showing Run(Showing showing, int[] people, int[] sizes, int limit) =>
        Until(showing, Draw(showing, people, (at, ends, cuts) => cuts.Add(ends.All, ends.Filter, people[at])), sizes, limit);

    /// <summary>
    /// Nobody's answer can be worked out from exact sums, even by two who know their own. A sum is at its end where all on its plus side gave the highest answer and all on its minus side the lowest (or the other way round).
    /// If across each cut at least three are elsewhere, then after any two have told theirs somebody can still move up and somebody down; so whatever a third answered, the others can make up for another answer.
    /// </summary>
    /// <remarks>
    /// Each person is now two arrows, up unless at the top and down unless at the bottom. Every cut that two leave standing has an arrow each way, so every arrow lies on a circle of arrows, and going once round it changes that
    /// answer and no sum. The circle could be one person's own two arrows; then nobody else could move across either of two cuts, which would be the same cut, of three people: but there is none under five.
    /// </remarks>
    public static Showing RunEnds(Showing showing, Tally answers, int[] people, int[] sizes, int limit) =>
        Until(showing, Draw(showing, people, (at, ends, cuts) => cuts.Add(ends.All, ends.Filter, people[at] - answers[at][^1], people[at] - answers[at][0])), sizes, limit, Hidden.TooAlike);

    /// <summary>Hides until there is no cut under the limit. <paramref name="known"/> is asked when no shown cell bears the cut.</summary>
    public static Showing Until(Showing showing, Cuts cuts, int[] sizes, int limit, Hidden? reason = null, Action<Func<int, bool>>? known = null)
    {
        while (cuts.Under(limit) is { } far)
            if (showing.HideSmallest(far, sizes, reason) is not var (atom, into))
                (known ?? throw new InvalidOperationException("A cut that no shown cell bears."))(far);
            else
                cuts.Join(atom, into);
        return showing;
    }

    private static Cuts Draw(Showing showing, int[] people, Action<int, (int All, int Filter), Cuts> add)
    {
        var cuts = new Cuts(showing.Atoms);
        for (var at = 0; at < people.Length; at++)
            if (people[at] > 0)
                add(at, showing.Of(at), cuts);
        return cuts;
    }
}
