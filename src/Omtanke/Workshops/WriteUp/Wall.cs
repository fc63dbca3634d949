using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Steps;

namespace Omtanke.Workshops.WriteUp;

/// <summary>What hung on the wall in one item: every idea where it was written, with its votes. Made of the single texts, for as long as they are kept.</summary>
/// <param name="Item">The item.</param>
/// <param name="Places">Its places that have something in them, each with what it is called.</param>
public sealed record Wall(Guid Item, IReadOnlyList<(string Title, IReadOnlyList<IdeaPile> Piles)> Places)
{
    /// <summary>The walls of a workshop, of what was shown in it. Two questions, however many items there are.</summary>
    public static async Task<IReadOnlyList<Wall>> Of(Database db, Workshop workshop, IReadOnlyList<Item> items, Library library)
    {
        var shown = items.Where(item => item.Mode == Mode.Ideas && item.Stage != Stage.Gathering).ToList();
        if (workshop.ClosedAt is null || workshop.ClearedAt is not null || shown.Count == 0)
            return [];
        var (ids, language) = (shown.ConvertAll(item => item.Id), library.In(workshop.Language));
        var ideas = (await db.Ideas.AsNoTracking().Where(idea => ids.Contains(idea.Item) && !idea.IsGone).ToListAsync()).ToLookup(idea => idea.Item);
        var votes = (await db.Votes.AsNoTracking().Where(vote => ids.Contains(vote.Item)).Select(vote => new { vote.Item, vote.Idea, vote.Token }).ToListAsync()).ToLookup(vote => vote.Item);
        return
        [
            .. from item in shown
               where Minutes.MayTell(item, ideas[item.Id].Select(idea => Convert.ToHexString(idea.Token)).Distinct().Count())
               let counted = item.Stage == Stage.Voted && Minutes.MayTell(item, votes[item.Id].Select(vote => Convert.ToHexString(vote.Token)).Distinct().Count())
               let sums = counted ? votes[item.Id].CountBy(vote => vote.Idea).ToDictionary() : []
               let wall = new Wall(item.Id, PlacesOf(Together.Of(library.Step(item.Step), language), IdeaPile.Of([.. ideas[item.Id].OrderBy(Order, StringComparer.Ordinal)], sums)))
               where wall.Places.Count > 0
               select wall,
        ];
    }

    private static IReadOnlyList<(string Title, IReadOnlyList<IdeaPile> Piles)> PlacesOf(Together together, IReadOnlyList<IdeaPile> piles)
    {
        var order = together.Places.Select((place, at) => (place.Name, Place: place, At: at)).ToDictionary(one => one.Name, StringComparer.Ordinal);
        return
        [
            .. piles.GroupBy(pile => pile.Idea.Place).OrderBy(place => order.TryGetValue(place.Key, out var known) ? known.At : int.MaxValue)
                .Select(place => (order.TryGetValue(place.Key, out var known) ? known.Place.Title : "", (IReadOnlyList<IdeaPile>)[.. place])),
        ];
    }

    // Their ids come from phones: what orders them tells nothing of when or by whom.
    private static string Order(Idea idea) => Convert.ToHexString(SHA256.HashData(idea.Id.ToByteArray()));
}
