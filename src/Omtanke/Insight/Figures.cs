namespace Omtanke.Insight;

/// <summary>What is told of the answers to one question.</summary>
internal static class Figures
{
    /// <summary>From so many on a mean has one decimal; below, a half.</summary>
    private const int Many = 20;

    /// <summary>One figure for each cell that is shown. Who skipped a question is not among those who answered it: its groups are other groups, and are looked at for themselves.</summary>
    public static IEnumerable<(int Cell, Figure Figure)> Of(Question question, Tally answers, int[] people, Showing cells, Round round, Func<int, int> lot)
    {
        var limits = round.Thresholds;
        var byCell = answers.Cells(round.Hierarchy.Above);
        var (answered, sizes, least) = (answers.Totals(), byCell.Totals(), question.Least(limits));
        var showing = question.ByFilter ? cells.Copy() : cells.UnitsOnly();
        showing.HideUnder(least, sizes);
        // Nobody skipped: the groups are those already looked at.
        if (least > limits.Means || !answered.AsSpan().SequenceEqual(people))
            Audit.Run(showing, answered, sizes, least);
        Alike.Run(Alike.Draw(showing, lot), answers, sizes);
        if (question.ByFilter)
            Audit.RunEnds(showing, answers, answered, sizes, Alike.Others);
        var exact = question.ByFilter ? null : Audit.Run(showing.Copy().HideUnder(limits.Counts, sizes), answered, sizes, limits.Counts);

        for (var cell = 0; cell < showing.Cells; cell++)
            if (cells.Shows(cell))
                yield return (cell, showing.Why(cell) is { } hidden ? new(question.Id, hidden) : Tell(cell));

        Figure Tell(int cell)
        {
            var counts = exact?.Shows(cell) == true ? byCell[cell].ToArray() : null;
            return new(question.Id, null, counts is null ? Count.About(sizes[cell], limits.Means) : Count.Exactly(sizes[cell]), question.Answering == Answering.Scale ? Mean(question, byCell[cell], sizes[cell]) : null, counts);
        }
    }

    /// <summary>Rounded in steps of the scale, whatever a step is worth.</summary>
    internal static decimal Mean(Question question, ReadOnlySpan<int> counts, int answers)
    {
        var sum = 0;
        for (var option = 0; option < counts.Length; option++)
            sum += option * counts[option];
        var parts = answers < Many ? 2 : 10;
        return question.First + (question.Step * Math.Round((decimal)sum * parts / answers, MidpointRounding.AwayFromZero) / parts);
    }
}
