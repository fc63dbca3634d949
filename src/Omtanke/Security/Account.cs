using Microsoft.AspNetCore.Identity;
using Omtanke.Data;

namespace Omtanke.Security;

/// <summary>
/// How a person signs in. Has the person's own id and is found by the person's address; of what Identity knows of a user only the password and the stamps are kept.
/// <see cref="IdentityUser{TKey}.Email"/> is the address that has proved itself: letters that let somebody in again go there and nowhere else,
/// so that whoever may change people's addresses cannot let themself in.
/// </summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>When the invitation was last written.</summary>
    public DateTimeOffset? InvitedAt { get; set; }

    /// <summary>When the person first chose how to sign in; null until then.</summary>
    public DateTimeOffset? ActivatedAt { get; set; }
}

/// <summary>A signed-in browser. The cookie holds a random secret; only its hash is stored.</summary>
public sealed class Session
{
    /// <summary>How long somebody may be away before the private kind asks them to show again that it is them.</summary>
    public static readonly TimeSpan Away = TimeSpan.FromMinutes(15);

    /// <summary>How long a sign-in lasts at most.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    public required Guid Id { get; init; }
    public required byte[] SecretHash { get; init; }
    public required Guid Person { get; init; }
    /// <summary>What the browser calls itself, shortened: <c>Firefox · Android</c>.</summary>
    public required string Device { get; init; }
    /// <summary>How they signed in: <c>passkey</c>, <c>password</c>, <c>demo</c>.</summary>
    public required string Method { get; init; }
    public required DateTimeOffset SignedInAt { get; init; }
    /// <summary>When they last showed that it is them.</summary>
    public required DateTimeOffset VerifiedAt { get; set; }
    /// <summary>Last time somebody was there. Not moved once they have been <see cref="Away"/>, until they sign in again.</summary>
    public required DateTimeOffset SeenAt { get; set; }
    public required DateTimeOffset EndsAt { get; init; }
}

/// <summary>A code that lets somebody in once: <c>set-up</c> or <c>invitation</c>. Only its hash is stored.</summary>
public sealed class EntryCode
{
    public required Guid Id { get; init; }
    public required string Purpose { get; init; }
    public required byte[] CodeHash { get; init; }
    public Guid? Person { get; set; }
    public required DateTimeOffset EndsAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>A new code and its row: 98 bits, written so that a person can copy it from a screen.</summary>
    public static (string Code, EntryCode Row) New(string purpose, Guid? person, DateTimeOffset ends)
    {
        var code = RecoveryCodes.One(4, 5);
        return (code, new EntryCode { Id = Ids.New(), Purpose = purpose, CodeHash = Hash(code), Person = person, EndsAt = ends });
    }

    /// <summary>What of a code is stored.</summary>
    public static byte[] Hash(string code) => Arrivals.Hash(RecoveryCodes.Plain(code));

    /// <summary>Whether it still lets somebody in.</summary>
    public bool Holds(DateTimeOffset now) => UsedAt is null && EndsAt > now;
}
