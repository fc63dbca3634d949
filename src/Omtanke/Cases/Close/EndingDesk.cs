using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Cases.Close;

/// <summary>Lays on the employee's own page that their word is asked for before a case is closed. It is theirs to leave out.</summary>
public sealed class EndingDesk(Database db, Visit visit) : IDesk
{
    /// <inheritdoc />
    public string? Only => CaseDesk.InOne;

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop) =>
    [
        .. (await db.Database.SqlQuery<Guid>($"""
            select c.id as "Value" from cases c join case_endings e on e.id = c.id
            where c.employee = {person} and c.closed_at is null and e.asked_at is not null and e.word is null
            """).ToListAsync(stop)).Select(id => new DeskItem(Pile.Waiting, visit["case-closing.desk"], ClosingPage.AddressOf(id))),
    ];
}
