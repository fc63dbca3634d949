using Npgsql;

namespace Omtanke.Tests.Security;

/// <summary>Looks through the whole database, past every lock, for where a record is still named.</summary>
internal static class Traces
{
    /// <summary>Every column in which one of these ids stands, as <c>schema.table.column</c>: by itself, in a list, or within a text.</summary>
    public static async Task<List<string>> Of(Visits house, params Guid[] ids)
    {
        await using var source = NpgsqlDataSource.Create(house.Connection);
        var columns = await Rows(source, """
            select c.table_schema, c.table_name, c.column_name, c.udt_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
            where t.table_type = 'BASE TABLE' and c.table_schema in ('public', 'keys') and c.udt_name in ('uuid', '_uuid', 'text', '_text', 'json', 'jsonb') order by 1, 2, 3
            """, row => (Table: $"{row.GetString(0)}.{row.GetString(1)}", Name: row.GetString(2), Type: row.GetString(3)));
        var found = new List<string>();
        foreach (var (table, name, type) in columns)
        {
            var named = type switch
            {
                "uuid" => $"""array["{name}"]""",
                "_uuid" => $"\"{name}\"",
                _ => $$"""array(select m[1]::uuid from regexp_matches("{{name}}"::text, '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})', 'g') m)""",
            };
            if ((await Rows(source, $"select exists (select from {table} where {named} && $1)", row => row.GetBoolean(0), ids))[0])
                found.Add($"{table}.{name}");
        }
        return found;
    }

    /// <summary>Every column in which something that is erased is named, its stone apart.</summary>
    public static async Task<List<string>> OfErased(Visits house)
    {
        await using var source = NpgsqlDataSource.Create(house.Connection);
        var found = await Of(house, [.. await Rows(source, "select distinct record from tombstones", row => row.GetGuid(0))]);
        return found.FindAll(column => !column.StartsWith("public.tombstones.", StringComparison.Ordinal));
    }

    private static async Task<List<T>> Rows<T>(NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var found = new List<T>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            found.Add(read(rows));
        return found;
    }
}
