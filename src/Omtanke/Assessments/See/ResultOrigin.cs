using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Assessments.See;

/// <summary>Says of an action that it came of what a collection found: to those who may read that.</summary>
public sealed class ResultOrigin(Database db, Gate gate) : IOrigins
{
    /// <inheritdoc />
    public Origin Origin => Origin.Collection;

    /// <inheritdoc />
    public async Task<OriginFound?> Find(Guid id, CancellationToken stop) =>
        (await gate.Ask<Result>(id, Kind.Collection, Operation.Read)).Verdict == Verdict.Yes && await db.FoundCollection(id) is { } collection
            ? new(collection.Title, ResultPage.AddressOf(id), collection.Units, collection.Language) : null;
}
