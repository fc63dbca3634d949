namespace Omtanke.Organisation;

/// <summary>The hatch through which each room gives what stands on a day for one person: the personal calendar feed is made of it.</summary>
public interface IDates
{
    /// <summary>What stands on these days (both included) for this person. Runs inside the person's own transaction, so it gives only what they may see. All rooms ask in the same round trips: it only asks, and changes nothing.</summary>
    Task<IReadOnlyList<Dated>> For(Guid person, DateOnly from, DateOnly until, CancellationToken stop);
}

/// <summary>Something on a day. A calendar lies open on many screens: its title never tells what it is about, or with whom.</summary>
/// <param name="Key">Its own for good, so that a calendar knows it again when it has moved: ids only.</param>
/// <param name="Title">Neutral, in the person's language.</param>
/// <param name="On">The day.</param>
/// <param name="Address">Where it leads: a path on this site.</param>
/// <param name="At">The moment it begins, where it has a time of day.</param>
/// <param name="Minutes">How long it takes, where it has a time of day.</param>
public sealed record Dated(string Key, string Title, DateOnly On, string Address, DateTimeOffset? At = null, int Minutes = 0);
