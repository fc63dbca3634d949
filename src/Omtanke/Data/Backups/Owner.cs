using Npgsql;

namespace Omtanke.Data.Backups;

/// <summary>
/// The owner of the tables at work on all of them. Row-level security is forced on the owner too, so the owner sees rows only after saying in the transaction
/// that it is keeping the database (the policy <c>keeping</c>); on the embedded database the owner is a superuser besides.
/// </summary>
internal static class Owner
{
    /// <summary>What never goes into a backup: sign-ins that were ended since must stay ended.</summary>
    private const string LeftOut = "'migrations', 'sessions', 'sign_in_tries'";

    public static async Task<NpgsqlConnection> Open(string connectionString, CancellationToken stop)
    {
        // Not from the pool: what is set here ends with the connection.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(stop);
        await connection.Do("select set_config('omtanke.keeping', 'on', false)", stop);
        return connection;
    }

    public static async Task Do(this NpgsqlConnection connection, string sql, CancellationToken stop, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(stop);
    }

    public static async Task<T> Ask<T>(this NpgsqlConnection connection, string sql, CancellationToken stop, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        return (T)(await command.ExecuteScalarAsync(stop))!;
    }

    public static async Task<List<string>> Names(this NpgsqlConnection connection, string sql, CancellationToken stop, params object[] values)
    {
        var names = new List<string>();
        await using var command = Command(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
            names.Add(reader.GetString(0));
        return names;
    }

    /// <summary>Every table of ours with its columns, each after those it refers to.</summary>
    public static async Task<IReadOnlyList<StoredTable>> Tables(this NpgsqlConnection connection, CancellationToken stop)
    {
        var tables = new List<(uint Oid, StoredTable Table, uint[] RefersTo)>();
        await using var command = Command(connection, $"""
            select c.oid, n.nspname, c.relname,
                array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum),
                array(select f.confrelid from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname in ('public', 'keys') and c.relname not in ({LeftOut})
            order by n.nspname, c.relname
            """);
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
            tables.Add((reader.GetFieldValue<uint>(0), new(reader.GetString(1), reader.GetString(2), reader.GetFieldValue<string[]>(3), ""), reader.GetFieldValue<uint[]>(4)));

        var ordered = new List<StoredTable>();
        var placed = new HashSet<uint>();
        var known = tables.Select(table => table.Oid).ToHashSet();
        while (ordered.Count < tables.Count)
        {
            var next = tables.First(table => !placed.Contains(table.Oid) && table.RefersTo.All(other => placed.Contains(other) || !known.Contains(other)));
            placed.Add(next.Oid);
            ordered.Add(next.Table);
        }
        return ordered;
    }

    /// <summary>The tables that row-level security would hide from us: none, unless somebody else made them.</summary>
    public static Task<List<string>> Hidden(this NpgsqlConnection connection, CancellationToken stop) => connection.Names("""
        select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('public', 'keys') and row_security_active(c.oid)
            and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'keeping' and (select oid from pg_roles where rolname = current_user) = any(p.polroles))
        """, stop);

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
