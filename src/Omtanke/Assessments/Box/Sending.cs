using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Assessments.Box;

/// <summary>What became of a slip.</summary>
internal enum Sent
{
    /// <summary>It lies in the box, and stays there whatever happens.</summary>
    Taken,
    /// <summary>Something lay there already with this code. This one was not taken.</summary>
    Before,
    /// <summary>The box is closed.</summary>
    Late,
}

/// <summary>Laying a slip into the box: the code is used, the envelope is stored, and the phone keeps only that it was; all or nothing.</summary>
internal sealed class Sending(Database db, BallotKeys keys, Drafts drafts)
{
    /// <summary>Lays it there. Only within the transaction of somebody who holds a code (<see cref="CollectionData.WithCode"/>).</summary>
    public async Task<Sent> Send(Collection collection, string secret, Guid at, PhoneBox phone, Slip slip, DateTimeOffset now)
    {
        // Whoever empties the box waits for those who are at it; whoever comes after finds it closed.
        var (stands, ballots) = (collection, default(Ballots));
        await db.InOneTrip(
            () => db.First("select pg_advisory_xact_lock_shared($1)::text", row => row.GetString(0), CollectionData.LockOf(collection.Id)),
            async () => stands = await db.Collections.AsNoTracking().SingleAsync(one => one.Id == collection.Id),
            async () => ballots = collection.Key is { } key ? await keys.Fetch(key) : null);
        if (!stands.IsOpen(now) || ballots is null)
            return Sent.Late;
        var (id, hash) = (Ids.New(), BallotKeys.HashOf(secret));
        var envelope = ballots.Seal(id, (slip with { Base = at, Version = 0 }).Write());
        var gone = phone.Seal(Slip.Gone(collection.Questions.Length).Write());
        await drafts.Reach(phone);
        return await db.Database.ExecuteSqlAsync($"""
            with used as (update collection_codes set used = true where code_hash = {hash} and not used returning collection),
                laid as (insert into collection_box (id, collection, sealed) select {id}, used.collection, {envelope} from used)
            insert into collection_drafts (id, collection, sealed) select {phone.Id}, used.collection, {gone} from used on conflict (id) do update set sealed = excluded.sealed
            """) == 1 ? Sent.Taken : Sent.Before;
    }
}
