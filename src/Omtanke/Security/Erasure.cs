using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Data.Backups;

namespace Omtanke.Security;

/// <summary>
/// Notes that a record is gone for good: its key is deleted, so that its text cannot be read anywhere, older backups included; a tombstone is set,
/// in the database and in the file beside it, so that no restore brings the record back. The record's own row is removed by its room, in the same transaction.
/// </summary>
public sealed class Erasure(Database db, TombstoneFile file, TimeProvider clock)
{
    /// <summary>Notes one erased record. Noting it again changes nothing.</summary>
    /// <param name="record">The row's id.</param>
    /// <param name="table">The table it stands in, e.g. <c>conversations</c>: where a restore looks for it.</param>
    /// <param name="key">The key of its text; null where it has none of its own.</param>
    public async Task Note(Guid record, string table, Guid? key)
    {
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"""
            with shredded as (delete from keys.data_keys where id = {key})
            insert into tombstones (record, kind, key, erased_at) values ({record}, {table}, {key}, {now}) on conflict (record) do nothing
            """);
        // Written before the transaction ends: one that fails after all leaves a line too many, and whoever asked for the erasure asks again.
        // The other way round a power cut could leave a line too few, and a restore would bring back what somebody was told is gone.
        file.Add(new Gravestone(record, table, key, now));
    }
}
