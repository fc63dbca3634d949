using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Administration;

/// <summary>Lays it on the administrator's desk when letters could not be sent.</summary>
public sealed class LettersDesk(Database db, Visit visit) : IDesk
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop) =>
        await IsAdministrator(person, stop)
        && await db.Letters.CountAsync(letter => letter.DeadAt != null && letter.Body != null, stop) is > 0 and var dead
            ? [new DeskItem(Pile.Waiting, visit.Words.Count("letters.dead-count", dead), "/administration/letters", Urgent: true)]
            : [];

    // Who visits is known already; of others one must ask.
    private async Task<bool> IsAdministrator(Guid person, CancellationToken stop) => visit.Person == person
        ? visit.Roles.Contains(nameof(Role.Administrator))
        : await db.Roles.AnyAsync(holding => holding.Person == person && holding.Role == Role.Administrator && holding.UntilOn == null, stop);
}
