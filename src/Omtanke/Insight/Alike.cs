namespace Omtanke.Insight;

/// <summary>Hides answers to one question where nearly all answered the same: whoever knows their own answer and one other would know them all.</summary>
internal static class Alike
{
    /// <summary>How many must have answered something else than most: three, so that two who know their own answers still leave one they do not know.</summary>
    public const int Others = 3;

    /// <summary>One in so many is hidden by lot.</summary>
    public const int Lot = 100;

    /// <summary>
    /// That a cell is hidden would itself tell that its people are alike. So some are hidden for no reason, and say the same one: then no pattern of hidden cells proves anything.
    /// </summary>
    public static Showing Draw(Showing showing, Func<int, int> lot)
    {
        for (var cell = 0; cell < showing.Cells; cell++)
            if (showing.Shows(cell) && lot(Lot) == 0)
                showing.Hide(cell, Hidden.TooAlike);
        return showing;
    }

    /// <summary>
    /// Leaves no atom whose people are alike. Two of one atom who answered differently can change answers without any figure changing, and where three answered something else than most, nobody is without such a partner
    /// among those whose answers are not known: so this is enough for sums and for counts, of each cell and of all that follows from several. Cells are atoms together, and are less alike than any of them.
    /// </summary>
    public static Showing Run(Showing showing, Tally answers, int[] sizes)
    {
        var atoms = new Tally(showing.Atoms, 1, answers.Options);
        for (var at = 0; at < answers.Bases; at++)
        {
            var (all, filter) = showing.Of(at);
            Add(atoms, all, answers[at]);
            if (filter != Showing.Open)
                Add(atoms, filter, answers[at]);
        }
        // From below: what is hidden flows upwards, into atoms not yet looked at.
        for (var atom = showing.Atoms - 1; atom > Showing.Open; atom--)
            while (showing.Shows(atom - 1) && TooMuch(atoms[atom]) && showing.HideSmallest(other => other == atom, sizes, Hidden.TooAlike) is var (hidden, into))
                atoms.Join(hidden, into);
        return showing;
    }

    private static void Add(Tally atoms, int atom, ReadOnlySpan<int> counts)
    {
        for (var option = 0; option < counts.Length; option++)
            atoms.Add(atom, option, counts[option]);
    }

    private static bool TooMuch(ReadOnlySpan<int> counts)
    {
        var (all, most) = (0, 0);
        foreach (var count in counts)
            (all, most) = (all + count, Math.Max(most, count));
        return all > 0 && all - most < Others;
    }
}
