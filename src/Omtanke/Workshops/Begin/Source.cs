using Omtanke.Actions;

namespace Omtanke.Workshops.Begin;

/// <summary>What a workshop is begun from: what came of it is told there afterwards, to those who see it.</summary>
/// <param name="Origin">Of what kind it is.</param>
/// <param name="Id">Which one.</param>
/// <param name="Found">What it is called, and where it is read.</param>
public sealed record Source(Origin Origin, Guid Id, OriginFound Found)
{
    /// <summary>What an address or a form names; null for nothing, or what this visitor may not read.</summary>
    public static async Task<Source?> Meant(string? origin, string? of, Origins origins, CancellationToken stop) =>
        string.Equals(origin, "collection", StringComparison.OrdinalIgnoreCase) && Guid.TryParse(of, out var id) && await origins.Find(Origin.Collection, id, stop) is { } found ? new(Origin.Collection, id, found) : null;
}
