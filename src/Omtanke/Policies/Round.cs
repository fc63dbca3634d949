using Omtanke.Data;

namespace Omtanke.Policies;

/// <summary>A comment round: the text as it was that day, from and until, for the whole workplace or for some units.</summary>
public sealed class Round
{
    /// <summary>How many months comments are kept after the round.</summary>
    public const int KeptMonths = 12;

    public required Guid Id { get; init; }
    public required Guid Policy { get; init; }
    public required int Number { get; init; }
    public required string Title { get; init; }
    public required string Language { get; init; }
    /// <summary>Whether comments come with their writer's name: settled before the first is written.</summary>
    public required bool Named { get; init; }
    public required DateOnly FromOn { get; init; }
    public required DateOnly UntilOn { get; init; }
    /// <summary>The units chosen; none is the whole workplace.</summary>
    public required Guid[] Units { get; init; }
    /// <summary>Those units and all below them.</summary>
    public required Guid[] Reach { get; init; }
    public Guid? OpenedBy { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; set; }
    /// <summary>Whether a letter goes to those who are asked.</summary>
    public bool Tell { get; init; }
    public DateTimeOffset? ToldAt { get; set; }
    /// <summary>The last day whose comments without names have been mixed.</summary>
    public DateOnly? MixedOn { get; set; }

    /// <summary>Whether those who are asked may write on this day.</summary>
    public bool IsOpen(DateOnly today) => ClosedAt is null && FromOn <= today && today <= UntilOn;

    /// <summary>Whether its comments are gone by now.</summary>
    public bool IsForgotten(DateTimeOffset now) => ClosedAt is { } closed && closed.AddMonths(KeptMonths) < now;

    /// <summary>Whether somebody who belongs to this unit is asked.</summary>
    public bool Asks(Guid? unit) => Reach.Length == 0 || (unit is { } place && Reach.Contains(place));

    /// <summary>Whether the group may read a comment of this day today. One without a name waits for the next day, among the others of its day.</summary>
    public bool Shows(Comment comment, DateOnly today) => Named || comment.OnDay < today;
}

/// <summary>A section as it was taken round, with nothing left to fill in by the reader.</summary>
public sealed class RoundSection
{
    public required Guid Id { get; init; }
    public required Guid Round { get; init; }
    /// <summary>The section of the draft.</summary>
    public required Guid Section { get; init; }
    public required int Position { get; init; }
    public required string Title { get; init; }
    public required string Text { get; init; }
}

/// <summary>What somebody thinks of a section. Without a name it has no author, and no time but the day.</summary>
public sealed class Comment
{
    /// <summary>How long one may be.</summary>
    public const int Longest = 3000;

    public required Guid Id { get; init; }
    public required Guid Policy { get; init; }
    public required Guid Round { get; init; }
    public required Guid Section { get; init; }
    public Guid? Author { get; init; }
    public required string Text { get; set; }
    public required DateOnly OnDay { get; set; }
}

/// <summary>What the group does with a comment.</summary>
public enum Taken
{
    /// <summary>The text says so now.</summary>
    In,
    Partly,
    Not,
}

/// <summary>The group's answer to one comment.</summary>
public sealed class Reply
{
    /// <summary>How long the why may be.</summary>
    public const int Longest = 600;

    public required Guid Comment { get; init; }
    public required Guid Policy { get; init; }
    public required Taken Taken { get; set; }
    public required string Why { get; set; }
    public required int Version { get; set; }
    public Guid? Person { get; set; }
    public required DateTimeOffset At { get; set; }
}
