using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Assessments.Box;

/// <summary>What somebody has begun to answer. It opens with the phone it was written on, together with the code; with neither of the two alone. So whoever has a letter in their hand sees nobody's answers.</summary>
internal sealed class Drafts(Database db, Holder holder)
{
    /// <summary>What was begun on the phone; nothing answered where nothing was. Held until the end of the transaction.</summary>
    public Slip Read() => holder is { Phone: { } phone, Draft: { } stored } ? Slip.Read(phone.Open(stored)) : Slip.Empty(holder.Collection.Questions.Length);

    /// <summary>Keeps it.</summary>
    public async Task Keep(PhoneBox phone, Slip slip)
    {
        var closed = phone.Seal(slip.Write());
        await Reach(phone);
        await db.Database.ExecuteSqlAsync($"insert into collection_drafts (id, collection, sealed) values ({phone.Id}, {holder.Collection.Id}, {closed}) on conflict (id) do update set sealed = excluded.sealed");
    }

    /// <summary>Throws it away.</summary>
    public async Task Drop(PhoneBox phone)
    {
        await Reach(phone);
        await db.Database.ExecuteSqlAsync($"delete from collection_drafts where id = {phone.Id}");
    }

    /// <summary>Lets the transaction see what lies on a phone that came without anything begun, and was given its own just now.</summary>
    public Task Reach(PhoneBox phone) => holder.Phone is null ? db.Set("omtanke.draft", Convert.ToHexStringLower(phone.Id)) : Task.CompletedTask;
}
