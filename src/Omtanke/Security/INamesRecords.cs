namespace Omtanke.Security;

/// <summary>The hatch through which each room tells what a record in the log of openings is, to those it concerns.</summary>
public interface INamesRecords
{
    /// <summary>What these are, in the visitor's language. It runs inside their own transaction and names only what they may see; what is gone, or another room's, is left out. All rooms ask in the same round trip: it only asks.</summary>
    Task<IReadOnlyList<NamedRecord>> Name(IReadOnlyCollection<Guid> records, CancellationToken stop);
}

/// <summary>A record by a name its owner knows it by.</summary>
/// <param name="Record">Its id.</param>
/// <param name="Kind">What kind of it the log tells of.</param>
/// <param name="Name">The name.</param>
/// <param name="Address">Where it is.</param>
public sealed record NamedRecord(Guid Record, Kind Kind, string Name, string Address);
