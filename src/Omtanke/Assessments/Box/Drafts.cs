using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Assessments.Box;

/// <summary>What somebody has begun to answer. It opens with the phone it was written on, together with the code; with neither of the two alone. So whoever has a letter in their hand sees nobody's answers.</summary>
internal sealed class Drafts(Database db)
{
    /// <summary>What was begun on this phone; nothing answered where nothing was. Held until the end of the transaction, so that two windows do not write over each other.</summary>
    public async Task<Slip> Read(Collection collection, PhoneBox phone)
    {
        var (id, stored) = (Convert.ToHexStringLower(phone.Id), default(byte[]));
        await db.InOneTrip(
            () => db.Set("omtanke.draft", id),
            () => db.First("select pg_advisory_xact_lock(hashtextextended($1, 0))::text", row => row.GetString(0), id),
            async () => stored = await db.First("select sealed from collection_drafts where id = $1", row => row.GetFieldValue<byte[]>(0), phone.Id));
        return stored is null ? Slip.Empty(collection.Questions.Length) : Slip.Read(phone.Open(stored));
    }

    /// <summary>Keeps it, after it was read.</summary>
    public Task Keep(Collection collection, PhoneBox phone, Slip slip)
    {
        var closed = phone.Seal(slip.Write());
        return db.Database.ExecuteSqlAsync($"insert into collection_drafts (id, collection, sealed) values ({phone.Id}, {collection.Id}, {closed}) on conflict (id) do update set sealed = excluded.sealed");
    }

    /// <summary>Throws it away, after it was read.</summary>
    public Task Drop(PhoneBox phone) => db.Database.ExecuteSqlAsync($"delete from collection_drafts where id = {phone.Id}");
}
