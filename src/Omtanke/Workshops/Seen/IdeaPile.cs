namespace Omtanke.Workshops;

/// <summary>An idea with those laid together under it, and the votes they got.</summary>
public sealed record IdeaPile(Idea Idea, IReadOnlyList<Idea> Under, int Votes)
{
    /// <summary>Ideas in piles: what was chosen first, then by votes, else as they lie.</summary>
    public static IReadOnlyList<IdeaPile> Of(IReadOnlyList<Idea> ideas, IReadOnlyDictionary<Guid, int> votes)
    {
        var there = ideas.Select(idea => idea.Id).ToHashSet();
        var under = ideas.Where(idea => idea.Under is { } head && there.Contains(head)).ToLookup(idea => idea.Under!.Value);
        return
        [
            .. ideas.Where(idea => idea.Under is not { } head || !there.Contains(head))
                .Select(idea => new IdeaPile(idea, [.. under[idea.Id]], votes.GetValueOrDefault(idea.Id) + under[idea.Id].Sum(other => votes.GetValueOrDefault(other.Id))))
                .OrderByDescending(pile => pile.Idea.IsChosen).ThenByDescending(pile => pile.Votes),
        ];
    }
}
