using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Data.Backups;

namespace Omtanke.Security;

/// <summary>
/// Notes that a record is gone for good: its key is deleted, so that its text cannot be read anywhere, older backups included; a tombstone is set,
/// in the database and in the file beside it, so that no restore brings the record back. Whose it was goes too, unless somebody else has opened it: they may read that as long as the log is kept.
/// The record's own row is removed by its room, in the same transaction.
/// </summary>
public sealed class Erasure(Database db, TombstoneFile file, TimeProvider clock)
{
    /// <summary>Notes one erased record. Noting it again changes nothing.</summary>
    /// <param name="record">The row's id.</param>
    /// <param name="table">The table it stands in, e.g. <c>conversations</c>: where a restore looks for it.</param>
    /// <param name="key">The key of its text; null where it has none of its own.</param>
    public Task Note(Guid record, string table, Guid? key) => Note([(record, table, key)]);

    /// <summary>Notes many erased records at once.</summary>
    public async Task Note(IReadOnlyCollection<(Guid Record, string Table, Guid? Key)> gone)
    {
        if (gone.Count == 0)
            return;
        var now = clock.GetUtcNow();
        var (records, tables, keys) = (gone.Select(one => one.Record).ToArray(), gone.Select(one => one.Table).ToArray(), gone.Select(one => one.Key).ToArray());
        await db.Database.ExecuteSqlAsync($"""
            with shredded as (delete from keys.data_keys where id = any({keys}))
            insert into tombstones (record, kind, key, erased_at)
            select record, kind, key, {now} from unnest({records}, {tables}, {keys}) as gone (record, kind, key) on conflict (record, kind) do nothing
            """);
        await db.Database.ExecuteSqlAsync($"select forget_owners({records})");
        // Written before the transaction ends: one that fails after all leaves a line too many, and whoever asked for the erasure asks again.
        // The other way round a power cut could leave a line too few, and a restore would bring back what somebody was told is gone.
        file.Add([.. gone.Select(one => new Gravestone(one.Record, one.Table, one.Key, now))]);
    }
}
