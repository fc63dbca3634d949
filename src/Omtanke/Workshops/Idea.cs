namespace Omtanke.Workshops;

/// <summary>Something somebody wrote into a place. Its id is made on the phone: sent twice, it is there once.</summary>
public sealed class Idea
{
    /// <summary>How long it may be.</summary>
    public const int Longest = 2000;

    /// <summary>How many one phone may write in one item.</summary>
    public const int MostEach = 60;

    public required Guid Id { get; init; }
    public required Guid Workshop { get; init; }
    public required Guid Item { get; init; }
    /// <summary>Where it was written: a place of the step.</summary>
    public required string Place { get; set; }
    public required string Text { get; set; }
    /// <summary><see cref="Participant.TokenOf"/>.</summary>
    public required byte[] Token { get; init; }
    /// <summary>Who wrote it; nobody in an anonymous item, and when it was written on the facilitator's screen.</summary>
    public Guid? Author { get; init; }
    /// <summary>From which table it comes, where groups write.</summary>
    public int? AtTable { get; init; }
    /// <summary>When; never kept in an anonymous item.</summary>
    public DateTimeOffset? At { get; init; }
    /// <summary>The idea it was laid together with.</summary>
    public Guid? Under { get; set; }
    /// <summary>Taken away; it can be brought back until the workshop is closed.</summary>
    public bool IsGone { get; set; }
    /// <summary>The group goes on with it.</summary>
    public bool IsChosen { get; set; }
}

/// <summary>A vote for an idea.</summary>
public sealed class Vote
{
    public required Guid Workshop { get; init; }
    public required Guid Item { get; init; }
    public required Guid Idea { get; init; }
    /// <inheritdoc cref="Idea.Token"/>
    public required byte[] Token { get; init; }
}

/// <summary>One participant's answers in an item that is only counted.</summary>
public sealed class Ballot
{
    public required Guid Workshop { get; init; }
    public required Guid Item { get; init; }
    /// <inheritdoc cref="Idea.Token"/>
    public required byte[] Token { get; init; }
    /// <summary>As an answer to the step.</summary>
    public required string Answer { get; set; }
}

/// <summary>One part of the minutes: as the product wrote it, and as the owner changed it.</summary>
public sealed class MinutesPart
{
    /// <summary>How long it may be.</summary>
    public const int Longest = 20_000;

    public required Guid Id { get; init; }
    public required Guid Workshop { get; init; }
    /// <summary>The item it tells of; none for what is before and after.</summary>
    public Guid? Item { get; init; }
    public required int Position { get; init; }
    public required string Title { get; set; }
    public required string Text { get; set; }
    /// <summary>What was counted: <see cref="WriteUp.Counted"/>, as JSON. Sums, which stay when the single answers are deleted.</summary>
    public string Counts { get; init; } = "[]";
    public bool IsOut { get; set; }
    public required int Version { get; set; }
}
