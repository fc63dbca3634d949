namespace Omtanke.Actions;

/// <summary>The hatch through which each room says what an action came of: this room knows none of them.</summary>
public interface IOrigins
{
    /// <summary>What kind of thing the room answers for.</summary>
    Origin Origin { get; }

    /// <summary>A workshop, collection, APV or meeting; null where there is none, or this visitor may not read it. The room asks the gate.</summary>
    Task<OriginFound?> Find(Guid id, CancellationToken stop);
}

/// <summary>What an action came of.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Address">Where the visitor reads it.</param>
/// <param name="Units">Whose it is.</param>
/// <param name="Language">The language of its name.</param>
public sealed record OriginFound(string Name, string Address, IReadOnlyList<Guid> Units, string? Language = null);

/// <summary>All of them.</summary>
public sealed class Origins(IEnumerable<IOrigins> all)
{
    /// <summary>What an action came of, as far as this visitor may read it.</summary>
    public async Task<OriginFound?> Find(Origin origin, Guid? id, CancellationToken stop) =>
        id is { } there && all.FirstOrDefault(one => one.Origin == origin) is { } room ? await room.Find(there, stop) : null;
}
