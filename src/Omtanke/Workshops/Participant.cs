using System.Security.Cryptography;
using System.Text;

namespace Omtanke.Workshops;

/// <summary>Somebody in the room: a phone that holds a secret, with a first name or none. No account, unless they chose to join as themselves.</summary>
public sealed class Participant
{
    /// <summary>How long a name may be.</summary>
    public const int LongestName = 40;

    /// <summary>Who has not been heard of for so long is not counted as here.</summary>
    public static readonly TimeSpan Away = TimeSpan.FromSeconds(50);

    public required Guid Id { get; init; }
    public required Guid Workshop { get; init; }
    /// <summary>The order they came in; given by the database.</summary>
    public int Number { get; init; }
    /// <summary>The hash of the phone's secret.</summary>
    public required byte[] SecretHash { get; init; }
    /// <summary>A first name, or nothing.</summary>
    public required string Name { get; set; }
    /// <summary>The account, of whoever joined as themselves.</summary>
    public Guid? Person { get; init; }
    /// <summary>Made for a rehearsal.</summary>
    public bool Simulated { get; init; }
    public required DateTimeOffset JoinedAt { get; init; }
    public required DateTimeOffset SeenAt { get; set; }
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>Whether they are here.</summary>
    public bool IsHere(DateTimeOffset now) => LeftAt is null && (Simulated || now - SeenAt < Away);

    /// <summary>What is kept of a secret.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    /// <summary>
    /// The mark of one phone in one item: made of the secret, which lives on the phone alone. It lets the writer mend what they wrote and nobody vote twice,
    /// and from the database it cannot be led back to whoever wrote (live.md 7).
    /// </summary>
    public static byte[] TokenOf(string secret, Guid item) => SHA256.HashData(Encoding.ASCII.GetBytes($"{secret} {item:N}"));
}

/// <summary>Where somebody sits in a round, and with which card.</summary>
public sealed class Seat
{
    public required Guid Workshop { get; init; }
    public required Guid Item { get; init; }
    public required int Round { get; init; }
    public required Guid Participant { get; init; }
    /// <summary>The table's number, from 1.</summary>
    public required int AtTable { get; set; }
    /// <summary>The card's id, where cards are dealt.</summary>
    public string? Card { get; set; }
}
