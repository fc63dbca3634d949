using Npgsql;
using Omtanke.Data.Embedded;

[assembly: AssemblyFixture(typeof(Omtanke.Tests.TestCluster))]

namespace Omtanke.Tests;

/// <summary>
/// One PostgreSQL for all tests of the process, started when the first one asks and gone at the end.
/// A test class takes it in its constructor and asks for a database of its own.
/// </summary>
public sealed class TestCluster : IAsyncDisposable
{
    private const string Prefix = "omtanke-tests-";

    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly HashSet<string> templates = [];
    private readonly string folder = Directory.CreateTempSubdirectory($"{Prefix}{Environment.ProcessId}-").FullName;
    private EmbeddedPostgres? running;
    private int number;

    /// <summary>A fresh database: empty, or a copy of a template (see <see cref="Template"/>). Gives the owner's connection string.</summary>
    public async Task<string> NewDatabase(string? template = null)
    {
        await oneAtATime.WaitAsync();
        try
        {
            return await Create($"test_{++number}", template);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Makes and fills a database once per process, so that many tests can start from a copy (a few tens of milliseconds each).</summary>
    public async Task<string> Template(string name, Func<string, Task> fill)
    {
        await oneAtATime.WaitAsync();
        try
        {
            if (templates.Contains(name)) return name;
            var connection = await Create(name, null);
            await fill(connection);
            await Close(name);
            templates.Add(name);
            return name;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Stops it and removes its folder, and what the tests wrote in others.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (running is not null) await running.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        Scratch.Clear();
        oneAtATime.Dispose();
    }

    private async Task<string> Create(string name, string? template)
    {
        running ??= await Start();
        await Do($"CREATE DATABASE \"{name}\" TEMPLATE \"{template ?? "template1"}\" STRATEGY FILE_COPY");
        return With(running.ConnectionString, name);
    }

    // Nobody may be connected to a template while it is copied, and pools keep connections.
    private async Task Close(string name)
    {
        await Do($"ALTER DATABASE \"{name}\" ALLOW_CONNECTIONS false");
        await Do($"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{name}'");
    }

    private async Task Do(string statement)
    {
        await using var connection = new NpgsqlConnection(With(running!.ConnectionString, "postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<EmbeddedPostgres> Start()
    {
        await SweepUp();
        Scratch.SweepUp(Lives);
        return await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(folder) { Durable = false, Connections = 400 }, CancellationToken.None);
    }

    // Many databases, each with a pool: none may keep its connections for long.
    private static string With(string connection, string database) => new NpgsqlConnectionStringBuilder(connection)
    {
        Database = database,
        ConnectionIdleLifetime = 5,
        ConnectionPruningInterval = 2,
        MaxPoolSize = 20,
        IncludeErrorDetail = true,
    }.ConnectionString;

    // Test processes that were killed leave their cluster running; their number is in the folder's name.
    private async Task SweepUp()
    {
        foreach (var left in Directory.GetDirectories(Path.GetDirectoryName(folder)!, Prefix + "*"))
        {
            if (!int.TryParse(Path.GetFileName(left)[Prefix.Length..].Split('-')[0], out var process) || Lives(process)) continue;
            try
            {
                await EmbeddedPostgres.StopLeftOver(new EmbeddedPostgresOptions(left), CancellationToken.None);
                Directory.Delete(left, recursive: true);
            }
            catch (Exception other) when (other is UnauthorizedAccessException or IOException or Omtanke.Data.StartFailure)
            {
                // Another user's, or another process sweeps at the same time.
            }
        }
    }

    private static bool Lives(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
