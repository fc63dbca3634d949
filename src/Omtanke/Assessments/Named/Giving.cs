using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Box;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Assessments.Named;

/// <summary>Giving an answer with one's name, and taking it back. What is counted of it lies in the box meanwhile, without the name and without what was written.</summary>
public sealed class Giving(Database db, BallotKeys keys, Erasure erasure)
{
    /// <summary>Sends what is begun. Says no when it is over.</summary>
    public async Task<bool> Send(Respondent me, AccessGrant grant, Slip slip, DateTimeOffset now)
    {
        if (await StillOpen(me.Collection.Id, now) is not { Key: { } key } collection || await keys.Fetch(key) is not { } ballots)
            return false;
        var answer = me.Answer!;
        answer.Send(grant, slip);
        await db.SaveChangesAsync();
        if (me.Chair.Base is not { } at)
            return true;
        var envelope = ballots.Seal(answer.Id, (slip with { Base = at, Comment = "", Version = 0 }).Write());
        await db.Collecting(collection.Id);
        await db.Database.ExecuteSqlAsync($"insert into collection_box (id, collection, sealed) values ({answer.Id}, {collection.Id}, {envelope}) on conflict (id) do update set sealed = excluded.sealed");
        await db.Collected();
        return true;
    }

    /// <summary>Takes it back: the row and its key. While it is open it counts no more either; afterwards the figures stand as they are.</summary>
    public async Task Withdraw(Respondent me, DateTimeOffset now)
    {
        var answer = me.Answer!;
        if (await StillOpen(me.Collection.Id, now) is { } collection)
        {
            await db.Collecting(collection.Id);
            await db.Database.ExecuteSqlAsync($"delete from collection_box where id = {answer.Id}");
            await db.Collected();
        }
        await erasure.Note(answer.Id, "named_answers", answer.Key);
        db.Remove(answer);
        await db.SaveChangesAsync();
    }

    // Whoever closes it waits for those who are at it; whoever comes after finds it closed.
    private async Task<Collection?> StillOpen(Guid id, DateTimeOffset now)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared({CollectionData.LockOf(id)})");
        return await db.Collections.AsNoTracking().SingleAsync(one => one.Id == id) is var stands && stands.IsOpen(now) ? stands : null;
    }
}
