namespace Omtanke.Assessments.Apv;

/// <summary>How something was uncovered.</summary>
public enum SourceKind
{
    Collection,
    Workshop,
    WalkRound,
    Talk,
    LeaderApv,
    Other,
}

/// <summary>Where problems were found, by which method and when.</summary>
public sealed class Source
{
    public required Guid Id { get; init; }
    public required Guid Apv { get; init; }
    public required SourceKind Kind { get; init; }
    public required string Name { get; init; }
    public required DateOnly OnDay { get; init; }
    /// <summary>The collection, where it was one.</summary>
    public Guid? Collection { get; init; }
    /// <summary>The step that was asked, or the tool that was used: with it the same can be done again.</summary>
    public string Method { get; init; } = "";

    /// <summary>Where the same method is used again; null where it is done without the product.</summary>
    public string? AgainAt => (Kind, Method.Length) switch
    {
        (SourceKind.Collection, > 0) => $"/collections/new?step={Uri.EscapeDataString(Method)}",
        (SourceKind.Workshop, > 0) => $"/workshops/new?tool={Uri.EscapeDataString(Method)}",
        _ => null,
    };
}

/// <summary>Something that is not as it should be: the problem, not a person.</summary>
public sealed class Problem
{
    /// <summary>How bad and how widespread: three levels each.</summary>
    public const int Levels = 3;

    public required Guid Id { get; init; }
    public required Guid Apv { get; init; }
    public required Guid Topic { get; set; }
    public Guid? Source { get; set; }
    public required string What { get; set; }
    public required short Severity { get; set; }
    public required short Extent { get; set; }
    /// <summary>Solved at once, on that day.</summary>
    public DateOnly? SolvedOn { get; set; }
    public string Solution { get; set; } = "";
    /// <summary>Put aside; it stays, and can come back.</summary>
    public bool IsOut { get; set; }
    public required int Version { get; set; }
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>What comes first in the plan.</summary>
    public int Weight => Severity * Extent;

    /// <summary>Whether nothing is to be done about it: solved at once, or put aside.</summary>
    public bool IsAtRest => IsOut || SolvedOn is not null;
}

/// <summary>Who took part.</summary>
public enum Group
{
    Leaders,
    Organisation,
    Representatives,
    Everybody,
}

/// <summary>That somebody took part in one of the elements, when and how.</summary>
public sealed class Participation
{
    public required Guid Id { get; init; }
    public required Guid Apv { get; init; }
    public required Element Element { get; init; }
    public required DateOnly OnDay { get; init; }
    public required Group Who { get; init; }
    public required string How { get; init; }
}
