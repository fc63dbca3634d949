namespace Omtanke.Insight;

/// <summary>
/// How many gave each answer to one question. Counted once where people sit (a <em>base</em>: a unit's own people with one filter value, or with none), and summed from below into cells.
/// Bases and cells are numbered layer by layer: first the units without a filter value (bases) or with all of them (cells), then the units once for each value.
/// </summary>
internal sealed class Tally(int units, int layers, int options)
{
    private readonly int[] at = new int[units * layers * options];

    public int Options => options;

    public int Bases => units * layers;

    public void Add(int place, int option, int people = 1) =>
        at[(place * options) + (option >= 0 && option < options ? option : throw new ArgumentOutOfRangeException(nameof(option), option, $"There are {options} answers, from 0."))] += people;

    /// <summary>How many gave each answer here.</summary>
    public ReadOnlySpan<int> this[int place] => at.AsSpan(place * options, options);

    /// <summary>How many answered, at each place.</summary>
    public int[] Totals()
    {
        var totals = new int[Bases];
        for (var place = 0; place < totals.Length; place++)
            foreach (var count in this[place])
                totals[place] += count;
        return totals;
    }

    /// <summary>The same answers by cell.</summary>
    public Tally Cells(int[] above)
    {
        var cells = new Tally(units, layers, options);
        at.CopyTo(cells.at, 0);
        for (var place = units; place < Bases; place++)
            cells.Join(place, place % units);
        for (var layer = 0; layer < layers; layer++)
            for (var unit = units - 1; unit >= 0; unit--)
                if (above[unit] >= 0)
                    cells.Join((layer * units) + unit, (layer * units) + above[unit]);
        return cells;
    }

    /// <summary>Lets those of one place be counted at another as well.</summary>
    public void Join(int place, int with)
    {
        for (var option = 0; option < options; option++)
            at[(with * options) + option] += at[(place * options) + option];
    }
}
