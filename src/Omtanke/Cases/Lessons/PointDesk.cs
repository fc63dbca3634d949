using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Cases.Lessons;

/// <summary>Lays on the page of everybody in the team that points wait for a second reader.</summary>
public sealed class PointDesk(Database db, Visit visit) : IDesk
{
    /// <inheritdoc />
    public string? Only => "takes_cases() or leads_cases()";

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop) =>
        await db.CasePoints.CountAsync(point => point.ConfirmedOn == null && point.WrittenBy != person, stop) is var waiting and > 0
            ? [new DeskItem(Pile.Waiting, visit.Words.Count("case-points.desk", waiting), PointsPage.Address)] : [];
}
