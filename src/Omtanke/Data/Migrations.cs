using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Omtanke.Data;

/// <summary>
/// Brings a database to today's shape. A migration is a plain SQL file in <c>Data/Migrations</c>, run once, in name order, in one transaction,
/// by the role that owns the tables. The app itself works as another role, which owns nothing.
/// </summary>
public static class Migrations
{
    /// <summary>The role the app works as.</summary>
    public const string AppRole = "omtanke_app";

    private const long Lock = 0x4F6D74616E6B65; // "Omtanke": one node migrates, the others wait

    /// <summary>Creates the app's role if needed, gives it <paramref name="appPassword"/>, and runs every migration not yet run.</summary>
    /// <returns>The names of the migrations that were run.</returns>
    public static Task<IReadOnlyList<string>> Run(string ownerConnection, string appPassword, CancellationToken stop = default) =>
        Run(ownerConnection, appPassword, only: null, stop);

    /// <summary>The same, for some of the migrations: the shape a backup was taken from.</summary>
    public static async Task<IReadOnlyList<string>> Run(string ownerConnection, string appPassword, IReadOnlyCollection<string>? only, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(ownerConnection);
        await using var connection = await source.OpenConnectionAsync(stop);
        await Execute(connection, $"select pg_advisory_lock({Lock})");
        await MakeAppRole(connection, appPassword);
        await Execute(connection, "create table if not exists migrations (name text primary key, run_at timestamptz not null default now())");
        var done = await Done(connection);
        var run = new List<string>();
        foreach (var (name, sql) in All().Where(migration => !done.Contains(migration.Name) && only?.Contains(migration.Name) is not false))
        {
            await using var transaction = await connection.BeginTransactionAsync(stop);
            await Execute(connection, sql);
            await using var mark = new NpgsqlCommand("insert into migrations (name) values ($1)", connection) { Parameters = { new() { Value = name } } };
            await mark.ExecuteNonQueryAsync(stop);
            await transaction.CommitAsync(stop);
            run.Add(name);
        }
        await LetOwnerKeep(connection);
        await Execute(connection, $"select pg_advisory_unlock({Lock})");
        return run;
    }

    /// <summary>The connection string of the app's role, on the same server and database as the owner's.</summary>
    public static string AppConnection(string ownerConnection, string appPassword)
    {
        var owner = new NpgsqlConnectionStringBuilder(ownerConnection);
        return new NpgsqlConnectionStringBuilder(ownerConnection)
        {
            Username = AppRole,
            Password = appPassword,
            MaxPoolSize = 28,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            // Nearly every question is a look-up by id: planning it anew for each value takes longer than answering it. A plan is kept as long as its connection, and one made while
            // a table was empty would read all of it ever after: ten thousand who answer at once would each read what all the others have begun.
            Options = $"{owner.Options} -c plan_cache_mode=force_generic_plan -c enable_seqscan=off".Trim(),
        }.ConnectionString;
    }

    /// <summary>The name of every migration this program knows.</summary>
    public static IEnumerable<string> Names => All().Select(migration => migration.Name);

    /// <summary>
    /// Row-level security is forced on the tables' owner too, who therefore sees no row. For backup and restore the owner is let in where it says in the transaction
    /// that it is keeping the database; the app's role has no part in that policy. On every table with row-level security, whichever migration made it.
    /// </summary>
    private static Task LetOwnerKeep(NpgsqlConnection connection) => Execute(connection, """
        create or replace function keeping() returns boolean language sql stable parallel safe as
        $$ select coalesce(current_setting('omtanke.keeping', true), '') = 'on' $$;
        do $$ declare t record;
        begin
            for t in select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where c.relkind = 'r' and c.relrowsecurity and n.nspname in ('public', 'keys')
                         and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'keeping')
            loop
                execute format('create policy keeping on %s to current_user using (keeping()) with check (keeping())', t.name);
            end loop;
        end $$
        """);

    private static IEnumerable<(string Name, string Sql)> All()
    {
        var assembly = Assembly.GetExecutingAssembly();
        const string Folder = "Omtanke.Data.Migrations.";
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (resource[Folder.Length..^".sql".Length], reader.ReadToEnd());
        }
    }

    private static async Task<HashSet<string>> Done(NpgsqlConnection connection)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("select name from migrations", connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            names.Add(reader.GetString(0));
        return names;
    }

    private static async Task MakeAppRole(NpgsqlConnection connection, string password)
    {
        // Roles belong to the whole server, so two databases on one server may meet here at once: the loser finds it made.
        await Execute(connection, $"""
            do $$ begin
                if not exists (select from pg_roles where rolname = '{AppRole}') then
                    create role {AppRole} login nosuperuser nobypassrls nocreatedb nocreaterole;
                end if;
            exception when duplicate_object or unique_violation then null;
            end $$
            """);
        // The password is base64url of our own making: it holds no quote.
        await Execute(connection, $"select pg_advisory_lock({Lock + 1}); alter role {AppRole} password '{password}'; select pg_advisory_unlock({Lock + 1})");
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
