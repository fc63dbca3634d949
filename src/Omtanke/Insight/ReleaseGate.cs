using System.Security.Cryptography;

namespace Omtanke.Insight;

/// <summary>
/// The one way out for anything counted. What can be worked out from a release counts as released: every rule holds for the cells shown, for what is left between them, and for all that follows from several.
/// Pure, but for the lot: chance shuffles comments, and hides a few figures for no reason, so that a hidden one proves nothing.
/// </summary>
public static class ReleaseGate
{
    /// <summary>Makes the release of a closed round.</summary>
    /// <param name="earlier">Every earlier release that asked the same. There must be none, or the figures are told by unit alone.</param>
    /// <param name="lot">A number from 0 to under the one given; cryptographic chance when left out.</param>
    /// <param name="progress">Told how many questions are done.</param>
    public static Release Release(Round round, IReadOnlyList<Earlier> earlier, Func<int, int>? lot = null, IProgress<int>? progress = null)
    {
        if (earlier.Count > 0 && round.Took.Count == 0 && round.Sheets.Count > 0)
            throw new ArgumentException("With an earlier release it must be known who took part this time.", nameof(round));
        var chance = lot ?? RandomNumberGenerator.GetInt32;
        var limits = round.Thresholds;
        var counted = new Counted(round, again: earlier.Count > 0);
        var (people, sizes) = (counted.People.Totals(), counted.People.Cells(round.Hierarchy.Above).Totals());

        var showing = Audit.Run(new Showing(round.Hierarchy.Above, counted.Layers).HideUnder(limits.Means, sizes), people, sizes, limits.Means);
        Changes.Run(showing, round, earlier, sizes);
        var exact = Audit.Run(showing.UnitsOnly().HideUnder(limits.Counts, sizes), people, sizes, limits.Counts);
        var written = Written.Of(Audit.Run(showing.UnitsOnly().HideUnder(limits.Comments, sizes), people, sizes, limits.Comments), round, chance);

        var figures = new List<Figure>[showing.Cells];
        for (var number = 0; number < round.Questions.Count; number++)
        {
            foreach (var (cell, figure) in Figures.Of(round.Questions[number], counted.Answers[number], people, showing, round, chance))
                (figures[cell] ??= []).Add(figure);
            progress?.Report(number + 1);
        }
        return new(limits, round.Questions, counted.Filters, [.. Enumerable.Range(0, showing.Cells).Select(MakeCell)]);

        Cell MakeCell(int cell)
        {
            var (unit, filter) = (round.Hierarchy.Nodes[cell % round.Units].Unit, cell < round.Units ? null : counted.Filters[(cell / round.Units) - 1]);
            return showing.Shows(cell)
                ? new(unit, filter, null, exact.Shows(cell) ? Count.Exactly(sizes[cell]) : Count.About(sizes[cell], limits.Means), figures[cell] ?? [], cell < round.Units ? written[cell] : [])
                : new(unit, filter, showing.Why(cell), null, [], []);
        }
    }
}
