using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Evaluate;

/// <summary>Lays on the employee's own page that they may say how it was, for as long as they can and have not.</summary>
public sealed class EvaluationDesk(Database db, BallotKeys keys, Visit visit) : IDesk
{
    /// <inheritdoc />
    public string? Only => CaseDesk.InOne;

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var since = now.AddDays(-EvaluationPage.Days);
        var closed = await db.Cases.AsNoTracking().Where(one => one.Employee == person && one.State == Progress.Closed && one.ClosedAt > since).Select(one => one.Id).ToListAsync(stop);
        if (closed.Count == 0)
            return [];
        var answered = await EvaluationPage.Answered(closed, person, db, keys);
        return [.. closed.Except(answered).Select(one => new DeskItem(Pile.UnderWay, visit["case-evaluation.desk"], EvaluationPage.AddressOf(one)))];
    }
}
