using Npgsql;

namespace Omtanke.Data.Backups;

/// <summary>
/// Erases again what is on the list of the erased: after every restore, and at every start, before the app opens. So a database that was brought back
/// in some other way (a copied disk, somebody's own dump) does not bring back what somebody was told is gone.
/// </summary>
public static class Replay
{
    /// <summary>Makes database and list agree: what stands on either is erased, and stands on both.</summary>
    /// <returns>How many erasures the database did not know of.</returns>
    public static async Task<int> Run(string owner, TombstoneFile file, CancellationToken stop, params IReadOnlyCollection<Gravestone> more)
    {
        await using var connection = await Owner.Open(owner, stop);
        var known = (await Known(connection, "public", stop)).ToDictionary(stone => (stone.Record, stone.Kind));
        var listed = file.Read();
        var news = listed.Concat(more).DistinctBy(stone => (stone.Record, stone.Kind)).Where(stone => !known.ContainsKey((stone.Record, stone.Kind))).ToList();
        await using (var transaction = await connection.BeginTransactionAsync(stop))
        {
            foreach (var stone in news)
                await connection.Do("insert into tombstones (record, kind, key, erased_at) values ($1, $2, $3, $4)", stop,
                    stone.Record, stone.Kind, stone.Key ?? (object)DBNull.Value, stone.ErasedAt.ToUniversalTime());
            await Erase(connection, news, stop);
            await transaction.CommitAsync(stop);
        }
        var written = listed.Select(stone => (stone.Record, stone.Kind)).ToHashSet();
        file.Add([.. known.Values.Concat(news).Where(stone => !written.Contains((stone.Record, stone.Kind)))]);
        return news.Count;
    }

    /// <summary>Everything the database itself has noted as erased.</summary>
    internal static async Task<IReadOnlyList<Gravestone>> Known(NpgsqlConnection connection, string schema, CancellationToken stop)
    {
        var known = new List<Gravestone>();
        await using var command = new NpgsqlCommand($"select record, kind, key, erased_at from {schema}.tombstones", connection);
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
            known.Add(new(reader.GetGuid(0), reader.GetString(1), await reader.IsDBNullAsync(2, stop) ? null : reader.GetGuid(2), reader.GetFieldValue<DateTimeOffset>(3)));
        return known;
    }

    /// <summary>Removes the rows and the keys.</summary>
    internal static async Task Erase(NpgsqlConnection connection, IReadOnlyCollection<Gravestone> stones, CancellationToken stop)
    {
        if (stones.Count == 0)
            return;
        await connection.Do("delete from keys.data_keys where id = any($1)", stop, stones.Select(stone => stone.Key).OfType<Guid>().ToArray());
        await connection.Do("select forget_owners($1)", stop, stones.Select(stone => stone.Record).ToArray());
        foreach (var kind in stones.GroupBy(stone => stone.Kind))
            if (await connection.Ask<bool>("select exists (select from information_schema.columns where table_schema = 'public' and table_name = $1 and column_name = 'id' and data_type = 'uuid')", stop, kind.Key))
                await connection.Do($"delete from public.\"{kind.Key}\" where id = any($1)", stop, kind.Select(stone => stone.Record).ToArray());
    }

    /// <summary>Removes the records whose key is gone: nobody can read them any more.</summary>
    /// <returns>How many, by table.</returns>
    internal static async Task<IReadOnlyDictionary<string, long>> SweepUnreadable(NpgsqlConnection connection, CancellationToken stop)
    {
        var swept = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in await connection.Names("""
            select table_name::text from information_schema.columns where table_schema = 'public' and column_name = 'key' and data_type = 'uuid' and is_nullable = 'NO' order by 1
            """, stop))
        {
            var gone = await connection.Ask<long>($"""
                with gone as (delete from public."{table}" t where not exists (select from keys.data_keys k where k.id = t.key) returning 1) select count(*) from gone
                """, stop);
            if (gone > 0)
                swept.Add(table, gone);
        }
        return swept;
    }
}
