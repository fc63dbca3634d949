namespace Omtanke.Security;

/// <summary>Somebody opened something: who, when, what; never any content.</summary>
public sealed class Opening
{
    public long Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid Person { get; init; }
    public required Operation Operation { get; init; }
    public required Kind Kind { get; init; }
    public required Guid Record { get; init; }
}

/// <summary>Whose information a record is, and so who may read who opened it. When it is erased this goes too, as soon as the log holds nobody else's opening of it.</summary>
public sealed class OpeningOwner
{
    public required Guid Record { get; init; }
    /// <summary>What it is. An id may be met again on something else, and whoever owns that owns nothing of this.</summary>
    public required Kind Kind { get; init; }
    public required Guid Person { get; init; }
}
