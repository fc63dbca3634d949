using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Assessments.Apv;

/// <summary>Says of an action that it is planned in a workplace assessment.</summary>
public sealed class ApvOrigin(Database db, Gate gate) : IOrigins
{
    /// <inheritdoc />
    public Origin Origin => Origin.Apv;

    /// <inheritdoc />
    public async Task<OriginFound?> Find(Guid id, CancellationToken stop) =>
        (await gate.Ask<Assessment>(id, Kind.Apv, Operation.Read)).Verdict == Verdict.Yes && await db.FoundApv(id) is { } apv ? new(apv.Title, $"/apv/{id}", apv.Units, apv.Language) : null;
}
