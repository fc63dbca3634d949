using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Meetings;

/// <summary>Whether a meeting was worth the time.</summary>
public enum Worth
{
    Much,
    Some,
    Little,
}

/// <summary>What somebody said of a meeting. Who it was is not written anywhere.</summary>
public sealed class Evaluation
{
    /// <summary>How long a line may be.</summary>
    public const int Longest = 300;

    private const string WorkedColumn = "meeting_evaluations.worked", ChangeColumn = "meeting_evaluations.change";

    public required Guid Id { get; init; }
    public required Guid Series { get; init; }
    public required Guid Meeting { get; init; }
    public required Worth Worth { get; init; }
    /// <summary>What worked.</summary>
    public Sealed<string>? Worked { get; init; }
    /// <summary>What to change.</summary>
    public Sealed<string>? Change { get; init; }

    /// <summary>Somebody says how it was.</summary>
    public static Evaluation Of(Meeting meeting, Worth worth, string worked, string change, AccessGrant grant)
    {
        var id = Ids.New();
        return new() { Id = id, Series = meeting.Series, Meeting = meeting.Id, Worth = worth, Worked = grant.Seal(worked, WorkedColumn, id), Change = grant.Seal(change, ChangeColumn, id) };
    }

    /// <summary>What it says.</summary>
    public (Worth Worth, string? Worked, string? Change) Read(AccessGrant grant) => (Worth, grant.Open(Worked, WorkedColumn, Id), grant.Open(Change, ChangeColumn, Id));
}

/// <summary>That somebody has said how a meeting was; not what.</summary>
public sealed class Evaluator
{
    public required Guid Meeting { get; init; }
    public required Guid Person { get; init; }
    public required Guid Series { get; init; }
}
