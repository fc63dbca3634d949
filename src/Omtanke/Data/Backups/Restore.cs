using Npgsql;

namespace Omtanke.Data.Backups;

/// <summary>What a restore did.</summary>
/// <param name="About">The backup.</param>
/// <param name="Erased">How many records were erased again, because they had been erased after the backup.</param>
/// <param name="Unreadable">Records left out because their key is gone, by table.</param>
public sealed record Restored(Manifest About, int Erased, IReadOnlyDictionary<string, long> Unreadable);

/// <summary>
/// Brings a backup back. What the database held is set aside until all of it has gone well, and put back if it has not. Nothing is open to anybody
/// before everything erased since has been erased again; a restore that was cut off half-way keeps the app from starting.
/// </summary>
/// <param name="owner">The owner's connection string.</param>
/// <param name="appPassword">The password of the app's role.</param>
/// <param name="keyFile">A fingerprint of the key file of this installation.</param>
/// <param name="tombstones">The list of the erased.</param>
public sealed class Restore(string owner, string appPassword, string keyFile, TombstoneFile tombstones)
{
    /// <summary>A schema that is there while a restore is under way.</summary>
    private const string Marker = "restoring";

    private static readonly string[] Schemas = ["public", "keys"];

    /// <summary>Throws when a restore was begun here and never ended.</summary>
    public static async Task MustNotBeUnderWay(string owner, CancellationToken stop)
    {
        await using var connection = await Owner.Open(owner, stop);
        if (await Exists(connection, Marker, stop))
            throw StartFailure.BackupRefused("A restore was begun in this database and cut off. Run it again with --replace: bin/omtanke restore FILE --replace");
    }

    /// <summary>Restores.</summary>
    /// <param name="file">The backup; its keys lie beside it.</param>
    /// <param name="replace">Whether what the database holds may be thrown away.</param>
    /// <param name="withoutKeys">Restores without the keys: what people wrote is left out, for good.</param>
    /// <param name="stop">Stops it; the database is then as before.</param>
    public async Task<Restored> From(string file, bool replace, bool withoutKeys, CancellationToken stop)
    {
        using var rows = await ArchiveReader.Open(file, stop);
        using var keys = withoutKeys ? null : await Keys(file, rows.About, stop);
        if (rows.About.Migrations.Except(Migrations.Names).FirstOrDefault() is not null)
            throw StartFailure.BackupRefused($"{file} was made by a newer Omtanke ({rows.About.Version}). Restore it with that version or a later one");
        if (!withoutKeys && rows.About.KeyFile != keyFile)
            throw StartFailure.BackupRefused("The texts in this backup were sealed under another key file than the one in the data folder. Put that key file in its place (keys/omtanke.key, mode 0400) and try again");

        await using var connection = await Owner.Open(owner, stop);
        await MustBeFree(connection, replace, stop);
        var erasedHere = await ErasedHere(connection, stop);
        await SetAside(connection, stop);
        try
        {
            await Migrations.Run(owner, appPassword, rows.About.Migrations, stop);
            await Fill(connection, keys is null ? [rows] : [keys, rows], stop);
            await Migrations.Run(owner, appPassword, stop);
            var erased = await Replay.Run(owner, tombstones, stop, erasedHere);
            var unreadable = await Replay.SweepUnreadable(connection, stop);
            await connection.Do($"insert into facts (name, value, at) values ('{Backup.Fact}', $1, $2) on conflict (name) do update set value = excluded.value, at = excluded.at", stop, file, rows.About.MadeAt);
            // Without keys the texts are gone, and the file that is here seals what comes.
            await RightKeys.Note(owner, keyFile, stop);
            await Settle(connection, stop);
            return new(rows.About, erased, unreadable);
        }
        catch
        {
            await PutBack(connection);
            throw;
        }
    }

    private static async Task<ArchiveReader> Keys(string file, Manifest about, CancellationToken stop)
    {
        var path = Backup.KeysOf(file);
        if (!File.Exists(path))
            throw StartFailure.BackupRefused($"The keys of this backup, {path}, are not here. Put them beside it. If they are gone, --without-keys brings back people, units and accounts, but nothing that anybody wrote");
        var keys = await ArchiveReader.Open(path, stop);
        return keys.About.Id == about.Id ? keys : throw StartFailure.BackupRefused($"{path} holds the keys of another backup. Find those that belong to {file}");
    }

    private static async Task MustBeFree(NpgsqlConnection connection, bool replace, CancellationToken stop)
    {
        if (await connection.Ask<bool>("select exists (select from pg_stat_activity where datname = current_database() and usename = $1)", stop, Migrations.AppRole))
            throw StartFailure.BackupRefused("An Omtanke uses this database right now. Stop it first, on every machine that runs it");
        if (!replace && (await Exists(connection, Marker, stop) || await HasPeople(connection, stop)))
            throw StartFailure.BackupRefused("This database is not empty. Restore into an empty one, or let the backup take the place of what is here: bin/omtanke restore FILE --replace");
    }

    private static async Task<bool> HasPeople(NpgsqlConnection connection, CancellationToken stop) =>
        await connection.Ask<bool>("select to_regclass('public.people') is not null", stop) && await connection.Ask<bool>("select exists (select from public.people)", stop);

    /// <summary>What the database that is about to be replaced knows as erased, besides the list beside it.</summary>
    private static async Task<IReadOnlyCollection<Gravestone>> ErasedHere(NpgsqlConnection connection, CancellationToken stop)
    {
        var erased = new List<Gravestone>();
        foreach (var schema in (string[])["public", "before_public"])
            if (await connection.Ask<bool>("select to_regclass($1) is not null", stop, $"{schema}.tombstones"))
                erased.AddRange(await Replay.Known(connection, schema, stop));
        return erased;
    }

    private static async Task SetAside(NpgsqlConnection connection, CancellationToken stop)
    {
        var again = await Exists(connection, Marker, stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await connection.Do($"create schema if not exists {Marker}; drop schema if exists jobs cascade", stop);
        foreach (var schema in Schemas)
            // A half-filled one from a restore that was cut off is worth nothing; the one set aside by it still waits.
            if (again)
                await connection.Do($"drop schema if exists {schema} cascade", stop);
            else if (await Exists(connection, schema, stop))
                await connection.Do($"alter schema {schema} rename to before_{schema}", stop);
        await connection.Do("create schema public", stop);
        await transaction.CommitAsync(stop);
    }

    private static async Task Fill(NpgsqlConnection connection, IReadOnlyList<ArchiveReader> archives, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var tables = archives.SelectMany(archive => archive.About.Tables.Select(table => (archive, table))).ToList();
        foreach (var (_, table) in tables)
            await connection.Do($"alter table {table.Sql} disable trigger user", stop);
        foreach (var (archive, table) in tables)
            await Fill(connection, archive, table, stop);
        foreach (var (_, table) in tables)
            await connection.Do($"alter table {table.Sql} enable trigger user", stop);
        await ContinueNumbers(connection, stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>By way of a table of its own, because COPY does not write into one that has row-level security.</summary>
    private static async Task Fill(NpgsqlConnection connection, ArchiveReader archive, StoredTable table, CancellationToken stop)
    {
        await connection.Do($"create temporary table arriving on commit drop as select {table.SqlColumns} from {table.Sql} with no data", stop);
        await using (var entry = await archive.Read(table, stop))
        await using (var copy = await connection.BeginRawBinaryCopyAsync("copy arriving from stdin (format binary)", stop))
            await entry.CopyToAsync(copy, stop);
        await connection.Do($"insert into {table.Sql} ({table.SqlColumns}) overriding system value select {table.SqlColumns} from arriving; drop table arriving", stop);
    }

    /// <summary>Numbers that count up go on after the last one used.</summary>
    private static Task ContinueNumbers(NpgsqlConnection connection, CancellationToken stop) => connection.Do("""
        do $$ declare c record;
        begin
            for c in select n.nspname, t.relname, a.attname from pg_attribute a join pg_class t on t.oid = a.attrelid join pg_namespace n on n.oid = t.relnamespace
                     where t.relkind = 'r' and n.nspname in ('public', 'keys') and not a.attisdropped
                         and pg_get_serial_sequence(format('%I.%I', n.nspname, t.relname), a.attname) is not null
            loop
                execute format('select setval(pg_get_serial_sequence(%L, %L), coalesce(max(%I), 1), max(%I) is not null) from %I.%I',
                    format('%I.%I', c.nspname, c.relname), c.attname, c.attname, c.attname, c.nspname, c.relname);
            end loop;
        end $$
        """, stop);

    private static Task Settle(NpgsqlConnection connection, CancellationToken stop) =>
        connection.Do(string.Concat(Schemas.Select(schema => $"drop schema if exists before_{schema} cascade;")) + $"drop schema {Marker}", stop);

    private static async Task PutBack(NpgsqlConnection connection)
    {
        // Not to be stopped: half-way would be the worst place to stand.
        var stop = CancellationToken.None;
        await using var transaction = await connection.BeginTransactionAsync(stop);
        foreach (var schema in Schemas)
        {
            await connection.Do($"drop schema if exists {schema} cascade", stop);
            if (await Exists(connection, $"before_{schema}", stop))
                await connection.Do($"alter schema before_{schema} rename to {schema}", stop);
        }
        await connection.Do($"drop schema {Marker}", stop);
        await transaction.CommitAsync(stop);
    }

    private static Task<bool> Exists(NpgsqlConnection connection, string schema, CancellationToken stop) => connection.Ask<bool>("select to_regnamespace($1) is not null", stop, schema);
}
