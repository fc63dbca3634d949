using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Conversations.FollowUp;

/// <summary>Open agreements go on from one conversation into another.</summary>
internal static class Carrying
{
    /// <summary>Copies these agreements over: each is opened with leave for the one and sealed with leave for the other. The old ones stay, marked.</summary>
    public static void Over(IEnumerable<Agreement> agreements, Conversation before, Conversation into, AccessGrant from, AccessGrant to, Database db, DateTimeOffset now)
    {
        var position = 0;
        foreach (var agreement in agreements)
        {
            var id = Ids.New();
            var what = from.Open(agreement.What, Columns.What, agreement.Id)!;
            db.Add(agreement.CarryOver(id, into.Id, ++position, to.SealAny(what, Columns.What, id), before.IsConfirmed(agreement), now));
        }
    }

    /// <summary>The conversation came to nothing: what had been carried into it is open again where it came from, if that still exists.</summary>
    public static async Task BringBack(Conversation nothing, Database db, DateTimeOffset now)
    {
        if (nothing.Follows is null)
            return;
        var carried = await db.Agreements.Where(agreement => agreement.Conversation == nothing.Id && agreement.CarriedFrom != null).Select(agreement => agreement.CarriedFrom!.Value).ToListAsync();
        foreach (var agreement in await db.Agreements.Where(agreement => carried.Contains(agreement.Id)).ToListAsync())
            agreement.BringBack(now);
    }
}
