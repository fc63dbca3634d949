using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Workshops.Act;

/// <summary>Who does it: somebody at the workplace, who then gets it on their own page, or a name or a function in words.</summary>
/// <param name="Person">The person; null where it is words only.</param>
/// <param name="Said">What stands on paper.</param>
public sealed record Doer(Guid? Person, string Said)
{
    /// <summary>Who is meant by what was typed: an address, or a whole name that only one person at the workplace has. What stands there already stays as it is.</summary>
    public static async Task<Doer> Meant(string typed, PlannedAction? now, Workshop workshop, Database db) =>
        now is not null && typed == now.Who ? new(now.Owner, now.Who)
        // Nobody real gets anything from a rehearsal.
        : typed.Length > 0 && !workshop.Rehearsing && await db.Meant(typed) is [var one] ? new(one.Id, one.Name)
        : new(null, typed);
}
