namespace Omtanke.Insight;

/// <summary>
/// Which cells are shown, and why the others are not. A shown cell less the shown cells below it is its <em>atom</em>: within one layer atoms share nobody, and every sum of shown cells is a sum of atoms.
/// Hiding a cell lets its atom flow into that of the nearest shown cell above it, or out into the open, where nothing is told (atom 0).
/// </summary>
internal sealed class Showing
{
    public const int Open = 0;

    private readonly int[] above;
    private readonly Hidden?[] why;

    public Showing(int[] above, int layers) => (this.above, why) = (above, new Hidden?[above.Length * layers]);

    private Showing(int[] above, Hidden?[] why) => (this.above, this.why) = (above, why);

    public int Cells => why.Length;

    /// <summary>How many atoms there can be, with the open.</summary>
    public int Atoms => Cells + 1;

    public Hidden? Why(int cell) => cell < Cells ? why[cell] : null;

    public bool Shows(int cell) => cell < Cells && why[cell] is null;

    public void Hide(int cell, Hidden reason) => why[cell] ??= reason;

    public Showing Copy() => new(above, (Hidden?[])why.Clone());

    /// <summary>The same without cells of a filter.</summary>
    public Showing UnitsOnly() => new(above, why[..above.Length]);

    /// <summary>Hides each cell of too few.</summary>
    public Showing HideUnder(int least, int[] sizes)
    {
        for (var cell = 0; cell < Cells; cell++)
            if (sizes[cell] < least)
                Hide(cell, Hidden.TooFew);
        return this;
    }

    /// <summary>The atom in which those of a cell are when nothing below it is looked at.</summary>
    public int Atom(int cell)
    {
        for (; cell >= 0; cell = Up(cell))
            if (why[cell] is null)
                return cell + 1;
        return Open;
    }

    /// <summary>The two atoms of those at a base: among all, and among those with their filter value.</summary>
    public (int All, int Filter) Of(int at) => (Atom(at % above.Length), at >= above.Length && at < Cells ? Atom(at) : Open);

    /// <summary>
    /// Hides the smallest of the cells that it takes to tell what is on the far side of a cut from what is on the near, and says between which atoms the wall falls.
    /// Of equals, one with a filter rather than one without, and one further down.
    /// </summary>
    public (int Atom, int Into)? HideSmallest(Func<int, bool> far, int[] sizes, Hidden? reason = null)
    {
        var smallest = -1;
        for (var cell = 0; cell < Cells; cell++)
            if (why[cell] is null && far(cell + 1) != far(Atom(Up(cell))) && (smallest < 0 || sizes[cell] <= sizes[smallest]))
                smallest = cell;
        if (smallest < 0)
            return null;
        var because = reason ?? Reason(far, sizes);
        Hide(smallest, because);
        return (smallest + 1, Atom(smallest));
    }

    // What is left of one unit is a remainder, or keeps company with what is hidden there; anything more winding is worked out from several.
    private Hidden Reason(Func<int, bool> far, int[] sizes)
    {
        var units = Enumerable.Range(0, Cells).Where(cell => why[cell] is null && far(cell + 1)).Select(cell => cell % above.Length).Distinct().ToList();
        if (units.Count != 1)
            return Hidden.Derivable;
        var hidden = Enumerable.Range(0, Cells).Any(cell => why[cell] is not null && sizes[cell] > 0 && (far(Atom(cell)) || cell % above.Length == units[0]));
        return hidden ? Hidden.Complementary : Hidden.Remainder;
    }

    private int Up(int cell) => cell < 0 ? -1 : above[cell % above.Length] is var parent and >= 0 ? cell - (cell % above.Length) + parent : -1;
}
