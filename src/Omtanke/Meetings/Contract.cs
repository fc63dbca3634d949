using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;

namespace Omtanke.Meetings;

/// <summary>What they have agreed on with each other, in the parts of the tool's form (L10.F1). Each signs the version that stands; a change asks all again, and what it said before can be read.</summary>
public sealed class Contract
{
    /// <summary>How long a part may be: a few lines are better than pages.</summary>
    public const int Longest = 1500;

    private const string Column = "series_contracts.parts";

    public required Guid Series { get; init; }
    /// <summary>An <see cref="Answer"/>, as JSON.</summary>
    public required Sealed<string> Parts { get; set; }
    public required int Version { get; set; }
    public Guid? SavedBy { get; set; }
    public required DateTimeOffset SavedAt { get; set; }

    /// <summary>The parts there are, by the id of their words.</summary>
    public static IReadOnlyList<string> PartsIn(Library library) => [.. StepKinds.Read(library.Step("L10.F1")).Fields.Select(field => field.Name)];

    /// <summary>The first text of it.</summary>
    public static Contract Of(Guid series, Answer parts, AccessGrant grant, Guid by, DateTimeOffset now) =>
        new() { Series = series, Parts = grant.SealAny(parts.ToJson(), Column, series), Version = 1, SavedBy = by, SavedAt = now };

    /// <summary>Another text: nobody has signed that yet.</summary>
    /// <returns>What it said until now.</returns>
    public EarlierContract Write(Answer parts, AccessGrant grant, Guid by, DateTimeOffset now)
    {
        var earlier = EarlierContract.Of(this, grant);
        (Parts, Version, SavedBy, SavedAt) = (grant.SealAny(parts.ToJson(), Column, Series), Version + 1, by, now);
        return earlier;
    }

    /// <summary>What it says.</summary>
    public Answer Read(AccessGrant grant) => Answer.FromJson(grant.Open(Parts, Column, Series)!);
}

/// <summary>What a contract said before it was changed. It stays as it was, and goes with the series.</summary>
public sealed class EarlierContract
{
    private const string Column = "series_contract_versions.parts";

    public required Guid Id { get; init; }
    public required Guid Series { get; init; }
    /// <summary>An <see cref="Answer"/>, as JSON.</summary>
    public required Sealed<string> Parts { get; init; }
    public required int Version { get; init; }
    public Guid? SavedBy { get; init; }
    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>A contract as it stands, to keep.</summary>
    public static EarlierContract Of(Contract contract, AccessGrant grant)
    {
        var id = Ids.New();
        return new() { Id = id, Series = contract.Series, Parts = grant.SealAny(contract.Read(grant).ToJson(), Column, id), Version = contract.Version, SavedBy = contract.SavedBy, SavedAt = contract.SavedAt };
    }

    /// <summary>What it says.</summary>
    public Answer Read(AccessGrant grant) => Answer.FromJson(grant.Open(Parts, Column, Id)!);
}

/// <summary>Somebody stands by a version.</summary>
public sealed class Signature
{
    public required Guid Series { get; init; }
    public required Guid Person { get; init; }
    public required int Version { get; set; }
    public required DateTimeOffset At { get; set; }
}
