using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Meetings;

/// <summary>Says which series an action came of, to those who are in it.</summary>
internal sealed class SeriesOrigin(Database db, Gate gate) : IOrigins
{
    /// <inheritdoc />
    public Origin Origin => Origin.Meeting;

    /// <inheritdoc />
    public async Task<OriginFound?> Find(Guid id, CancellationToken stop) =>
        (await gate.Ask<Series>(id, Kind.Series, Operation.Read)).Verdict == Verdict.Yes && await db.FoundSeries(id) is { } series ? new(series.Name, $"/meetings/{id}", []) : null;
}
