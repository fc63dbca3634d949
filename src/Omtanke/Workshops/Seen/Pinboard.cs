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
    public static IReadOnlyList<(IdeaPlace Place, IReadOnlyList<Idea> Ideas)> Lanes(Snapshot snapshot, Language language)
    {
        var places = snapshot.Together(language).Places;
        var byPlace = snapshot.Ideas.ToLookup(idea => idea.Place, StringComparer.Ordinal);
        var lanes = places.Select(place => (Place: place, Ideas: (IReadOnlyList<Idea>)[.. byPlace[place.Name]]));
        if (places.Count <= Few)
            return [.. lanes];
        var weight = places.GroupBy(place => place.Heading, StringComparer.Ordinal).ToDictionary(theme => theme.Key, theme => theme.Sum(place => byPlace[place.Name].Count()), StringComparer.Ordinal);
        return [.. lanes.Where(lane => lane.Ideas.Count > 0).OrderByDescending(lane => weight[lane.Place.Heading])];
    }

    /// <summary>How many votes an idea has, with those of the ideas laid together with it.</summary>
    public static int Votes(Snapshot snapshot, Idea idea) =>
        snapshot.Votes.GetValueOrDefault(idea.Id) + snapshot.Ideas.Where(other => other.Under == idea.Id).Sum(other => snapshot.Votes.GetValueOrDefault(other.Id));
}
