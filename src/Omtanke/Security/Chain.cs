using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Omtanke.Security;

/// <summary>A link of the chain over the log: the hash of everything up to and with one opening.</summary>
public sealed class ChainLink
{
    /// <summary>Its number in the chain.</summary>
    public long Link { get; init; }
    public required long Opening { get; init; }
    public required byte[] Hash { get; init; }
}

/// <summary>Where the chain begins after its oldest part has been removed.</summary>
public sealed class ChainAnchor
{
    /// <summary>The last link that went.</summary>
    public required long Link { get; init; }
    public required byte[] Hash { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>
/// The chain: each hash is taken over the one before and the opening itself, so that no row can be changed or removed, and none slipped in, without every later hash being wrong.
/// Whoever may write in the database could make the whole chain anew; therefore its head goes out by letter every day.
/// </summary>
public static class ChainCheck
{
    /// <summary>Where a chain begins.</summary>
    public static readonly byte[] Beginning = new byte[32];

    /// <summary>The hash after one more opening.</summary>
    public static byte[] Next(ReadOnlySpan<byte> before, Opening opening) => SHA256.HashData([.. before, .. Canonical(opening)]);

    /// <summary>The first link that does not hold; null when all do.</summary>
    /// <param name="before">The hash the first of them builds on.</param>
    /// <param name="links">Links in order, each with its opening, or without when that is gone.</param>
    /// <param name="head">The hash of the last link, when all hold.</param>
    public static ChainLink? FirstBroken(byte[] before, IEnumerable<(ChainLink Link, Opening? Opening)> links, out byte[] head)
    {
        head = before;
        foreach (var (link, opening) in links)
        {
            if (opening is null || opening.Id != link.Opening || !link.Hash.AsSpan().SequenceEqual(Next(head, opening)))
                return link;
            head = link.Hash;
        }
        return null;
    }

    // Microseconds: what the database keeps of a time.
    private static byte[] Canonical(Opening opening) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"{opening.Id}|{opening.At.UtcTicks / 10}|{opening.Person}|{opening.Operation}|{opening.Kind}|{opening.Record}"));
}
