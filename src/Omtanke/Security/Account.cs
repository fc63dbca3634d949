using Microsoft.AspNetCore.Identity;

namespace Omtanke.Security;

/// <summary>How a person signs in. Has the person's own id.</summary>
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
    public required DateTimeOffset VerifiedAt { get; set; }
    /// <summary>Last time somebody was there. Not moved once they have been <see cref="Away"/>, until they sign in again.</summary>
    public required DateTimeOffset SeenAt { get; set; }
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>How surely we know at this moment who sits there.</summary>
    public Standing StandingAt(DateTimeOffset now) => now - SeenAt <= Away ? Standing.Fresh : Standing.SignedIn;
}

/// <summary>A code that lets somebody in once: <c>set-up</c> or <c>invitation</c>. Only its hash is stored.</summary>
public sealed class EntryCode
{
    public required Guid Id { get; init; }
    public required string Purpose { get; init; }
    public required byte[] CodeHash { get; init; }
    public Guid? Person { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}
