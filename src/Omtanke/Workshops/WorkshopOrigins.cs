using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Workshops.WriteUp;

namespace Omtanke.Workshops;

/// <summary>What an action of the plan came of, where that is a workshop: for those who run it, and those its minutes were handed to.</summary>
internal sealed class WorkshopOrigins(Database db, Gate gate) : IOrigins
{
    /// <inheritdoc />
    public Origin Origin => Origin.Workshop;

    /// <inheritdoc />
    public async Task<OriginFound?> Find(Guid id, CancellationToken stop) =>
        (await gate.Ask<Workshop>(id, Kind.Workshop, Operation.Read)).Verdict == Verdict.Yes ? await Named(id, Plan.PlanPage.AddressOf(id))
        : (await gate.Ask<HandedMinutes>(id, Kind.Common, Operation.Read)).Verdict == Verdict.Yes ? await Named(id, ReaderPage.AddressOf(id)) : null;

    private async Task<OriginFound?> Named(Guid id, string address) => await db.Workshops.FindAsync(id) is { } found ? new(found.Title, address, [], found.Language) : null;
}
