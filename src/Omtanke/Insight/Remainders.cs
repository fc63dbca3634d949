using Omtanke.Organisation;

namespace Omtanke.Insight;

/// <summary>
/// Which figures of a whole and of its units may stand beside each other, where nothing is known of them but how many each is of: none of fewer than five, and none that leaves fewer than five between the whole and its units.
/// </summary>
public static class Remainders
{
    /// <summary>Why each is hidden, in the same order; null where it may be told.</summary>
    /// <param name="figures">Of each, whether it is of the whole, and of how many. The units are taken to have nobody in common.</param>
    /// <param name="least">Of fewer than these nothing is told.</param>
    public static IReadOnlyList<Hidden?> Judge(IReadOnlyList<(bool OfTheWhole, int People)> figures, int least = Thresholds.Fewest)
    {
        Hidden?[] hidden = [.. figures.Select(one => one.People < least ? Hidden.TooFew : (Hidden?)null)];
        var told = Enumerable.Range(0, figures.Count).Where(place => hidden[place] is null).ToList();
        if (told.FindIndex(place => figures[place].OfTheWhole) is var first and >= 0 && figures[told[first]].People is var all)
        {
            // Those who are left when the units are taken from the whole: none, or as many as may be told of. So many keep company with the few until it holds.
            var shown = told.Where(place => !figures[place].OfTheWhole).OrderBy(place => figures[place].People).ToList();
            while (shown.Count > 0 && all - shown.Sum(place => figures[place].People) is var left and > 0 && left < least)
            {
                hidden[shown[0]] = Hidden.Remainder;
                shown.RemoveAt(0);
            }
        }
        return hidden;
    }
}
