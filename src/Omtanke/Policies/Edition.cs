namespace Omtanke.Policies;

/// <summary>A text as it was published. It stays as it is, for everybody in the workplace.</summary>
public sealed class Edition
{
    /// <summary>How long the words on who stands behind it may be.</summary>
    public const int LongestBehind = 200;

    public required Guid Id { get; init; }
    public required Guid Policy { get; init; }
    /// <summary>1, 2, 3 …</summary>
    public required int Number { get; init; }
    public required string Title { get; init; }
    public required string Form { get; init; }
    public required string Language { get; init; }
    /// <summary>Who stands behind it, in their own words.</summary>
    public required string Behind { get; init; }
    public required DateOnly PublishedOn { get; init; }
    /// <summary>The day it is read again at the latest.</summary>
    public required DateOnly ReviewOn { get; init; }
}

/// <summary>One section of it.</summary>
public sealed class EditionSection
{
    public required Guid Id { get; init; }
    public required Guid Edition { get; init; }
    public required int Position { get; init; }
    public required string Title { get; init; }
    public required string Text { get; init; }
}
