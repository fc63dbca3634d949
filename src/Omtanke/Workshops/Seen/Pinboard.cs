using Omtanke.Content;
using Omtanke.Steps;

namespace Omtanke.Workshops;

/// <summary>The ideas of an item as a board: which lanes, in which order, with how many votes.</summary>
public static class Pinboard
{
    private const int Few = 8;

    /// <summary>
    /// The lanes with their ideas. With few places all are there, also the empty ones; of many only those with something in them, under the theme with the most first:
    /// how many wrote where is the key to the largest problems and resources (L13.F2).
    /// </summary>
    public static IReadOnlyList<(IdeaPlace Place, IReadOnlyList<IdeaPile> Piles)> Lanes(Snapshot snapshot, Language language)
    {
        var places = snapshot.Together(language).Places;
        var byPlace = IdeaPile.Of(snapshot.Ideas, snapshot.Votes).ToLookup(pile => pile.Idea.Place, StringComparer.Ordinal);
        var lanes = places.Select(place => (Place: place, Piles: (IReadOnlyList<IdeaPile>)[.. byPlace[place.Name]]));
        if (places.Count <= Few)
            return [.. lanes];
        var weight = places.GroupBy(place => place.Heading, StringComparer.Ordinal).ToDictionary(theme => theme.Key, theme => theme.Sum(place => byPlace[place.Name].Count()), StringComparer.Ordinal);
        return [.. lanes.Where(lane => lane.Piles.Count > 0).OrderByDescending(lane => weight[lane.Place.Heading])];
    }
}
