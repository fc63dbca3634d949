using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Administration.People;

/// <summary>What the workplace has on file about somebody: who they are, where they belong, which duties they have, and what these were before. Nothing they wrote.</summary>
/// <param name="Person">The person.</param>
/// <param name="Memberships">Where they have belonged, newest first.</param>
/// <param name="Holdings">Duties, newest first.</param>
/// <param name="InvitedAt">When the invitation was last sent.</param>
/// <param name="ActivatedAt">When they first came in.</param>
/// <param name="LastAdministrator">Whether nobody else could keep the machinery.</param>
public sealed record PersonFile(
    Person Person, IReadOnlyList<Membership> Memberships, IReadOnlyList<RoleHolding> Holdings, DateTimeOffset? InvitedAt, DateTimeOffset? ActivatedAt, bool LastAdministrator)
{
    /// <summary>Where they belong today.</summary>
    public Membership? Now => Memberships.FirstOrDefault(membership => membership.UntilOn is null);

    /// <summary>The duties they have today.</summary>
    public IEnumerable<RoleHolding> Current => Holdings.Where(holding => holding.UntilOn is null);

    /// <summary>Whether they keep the machinery.</summary>
    public bool IsAdministrator => Current.Any(holding => holding.Role == Role.Administrator);

    /// <summary>Finds it; null when there is no such person.</summary>
    public static async Task<PersonFile?> Find(Database db, Guid id)
    {
        if (await db.People.SingleOrDefaultAsync(person => person.Id == id) is not { } person)
            return null;
        var memberships = await db.Memberships.AsNoTracking().Where(membership => membership.Person == id)
            .OrderBy(membership => membership.UntilOn != null).ThenByDescending(membership => membership.UntilOn).ThenByDescending(membership => membership.FromOn).ToListAsync();
        var holdings = await db.Roles.AsNoTracking().Where(holding => holding.Person == id)
            .OrderBy(holding => holding.UntilOn != null).ThenByDescending(holding => holding.UntilOn).ThenByDescending(holding => holding.FromOn).ToListAsync();
        var account = await db.Accounts.AsNoTracking().Where(found => found.Id == id).Select(found => new { found.InvitedAt, found.ActivatedAt }).SingleOrDefaultAsync();
        var last = holdings.Exists(holding => holding.Role == Role.Administrator && holding.UntilOn is null) && await db.HoldersOf(Role.Administrator) == 1;
        return new PersonFile(person, memberships, holdings, account?.InvitedAt, account?.ActivatedAt, last);
    }
}
