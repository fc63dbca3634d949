using Omtanke.Organisation;

namespace Omtanke.Insight;

/// <summary>
/// How many things of a kind there were in a year, in the whole workplace and beside nothing else: conversations, cases. It is told in bands, and only of a year that is over,
/// so that no number moves because somebody asked for a talk.
/// </summary>
public static class BareCount
{
    /// <summary>The band a number lies in, 5–9, 10–19 … and coarser for large ones; none where it is too few, or where the band begins under what the workplace has chosen.</summary>
    public static Count? Of(int number, Thresholds? thresholds = null)
    {
        var step = StepOf(number);
        var from = Math.Max(Thresholds.Fewest, number / step * step);
        return number >= from && from >= (thresholds ?? new()).Means ? new Count(from, (number / step * step) + step - 1) : null;
    }

    // Two leading digits are as fine as anybody needs.
    private static int StepOf(int number)
    {
        var step = 10;
        while (number / step >= 100)
            step *= 10;
        return step;
    }
}
