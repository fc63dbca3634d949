using Microsoft.Extensions.Logging;
using Npgsql;

namespace Omtanke.Data.Embedded;

/// <summary>Our own PostgreSQL, started and stopped with the app, reachable through a socket in the data folder and from nowhere else.</summary>
public sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    internal const string Owner = "omtanke_owner", Database = "omtanke";

    private readonly Postmaster postmaster;
    private readonly ILogger log;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task watching;

    private EmbeddedPostgres(Postmaster postmaster, string connectionString, ILogger log)
    {
        (this.postmaster, this.log, ConnectionString) = (postmaster, log, connectionString);
        watching = Watch();
    }

    /// <summary>The owner role on the database omtanke, through the socket.</summary>
    public string ConnectionString { get; }

    /// <summary>The process number of the running database.</summary>
    public int ProcessId => postmaster.Id;

    /// <summary>Makes the database on the first start, brings it up, and keeps it up until disposed. Throws <see cref="StartFailure"/>.</summary>
    public static async Task<EmbeddedPostgres> Start(EmbeddedPostgresOptions options, CancellationToken stop)
    {
        var cluster = await Find(options, stop);
        cluster.MustBeOurVersion();
        if (!cluster.Exists)
        {
            await cluster.Make(options.Durable, stop);
            if (cluster.Place.IsSheltered) LivesElsewhere(options.Log, cluster.Folder, cluster.Place.User.Name!, options.DataFolder);
        }

        var running = new Postmaster(cluster, options.Log);
        await running.StopLeftOver(stop);
        await cluster.Configure(options, stop);
        try
        {
            await running.Start(stop);
            await CreateDatabase(cluster.Connection("postgres"), stop);
            return new EmbeddedPostgres(running, cluster.Connection(Database), options.Log);
        }
        catch
        {
            await running.Stop(CancellationToken.None);
            throw;
        }
    }

    /// <summary>The connection string of a database that another process (the app) keeps running in this data folder, or null.</summary>
    public static string? FindRunning(string dataFolder) => Cluster.Running(dataFolder)?.Connection(Database);

    /// <summary>Stops a database that a killed process left running in this data folder.</summary>
    public static async Task StopLeftOver(EmbeddedPostgresOptions options, CancellationToken stop)
    {
        if (!Directory.Exists(Path.Combine(options.DataFolder, "postgres"))) return;
        await new Postmaster(await Find(options, stop), options.Log).StopLeftOver(stop);
    }

    /// <summary>Stops the database cleanly.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested) return;
        await stopping.CancelAsync();
        await watching;
        await using (var pool = new NpgsqlConnection(ConnectionString)) NpgsqlConnection.ClearPool(pool);
        await postmaster.Stop(CancellationToken.None);
        stopping.Dispose();
    }

    private static async Task<Cluster> Find(EmbeddedPostgresOptions options, CancellationToken stop)
    {
        var programs = await Programs.Find(options, stop);
        var place = await Place.Find(options, stop);
        return new Cluster(place, await programs.ReadableFor(place.User, options.Shelter, stop));
    }

    private static async Task CreateDatabase(string connectionString, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(stop);
        await using var exists = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{Database}'", connection);
        if (await exists.ExecuteScalarAsync(stop) is not null) return;
        await using var create = new NpgsqlCommand($"CREATE DATABASE {Database}", connection);
        await create.ExecuteNonQueryAsync(stop);
    }

    // A database that dies while the app runs is started again; each time in a row we wait longer before the next try.
    private async Task Watch()
    {
        var tries = 0;
        var lastDeath = DateTime.MinValue;
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), stopping.Token);
                if (postmaster.Lives) continue;

                if (DateTime.UtcNow - lastDeath > TimeSpan.FromMinutes(1)) tries = 0;
                lastDeath = DateTime.UtcNow;
                Died(log, postmaster.Id, tries + 1);
                await Task.Delay(Pause(tries++), stopping.Token);
                await StartAgain();
            }
        }
        catch (OperationCanceledException)
        {
            // The app stops, and the watch with it.
        }
    }

    private async Task StartAgain()
    {
        try
        {
            await postmaster.Start(stopping.Token);
            BackAgain(log, postmaster.Id);
        }
        catch (StartFailure failure)
        {
            NotBack(log, failure.Sentence);
        }
    }

    internal static TimeSpan Pause(int tries) => TimeSpan.FromSeconds(tries == 0 ? 0 : Math.Min(30, Math.Pow(2, tries - 1)));

    [LoggerMessage(5, LogLevel.Warning, "The database lives in {Folder}, because PostgreSQL runs as the user {User}, who may not enter {DataFolder}. Move the data folder out of private homes before real use.")]
    private static partial void LivesElsewhere(ILogger log, string folder, string user, string dataFolder);

    [LoggerMessage(1, LogLevel.Error, "The database (process {Process}) died; start {Try} is under way.")]
    private static partial void Died(ILogger log, int process, int @try);

    [LoggerMessage(2, LogLevel.Warning, "The database is back (process {Process}).")]
    private static partial void BackAgain(ILogger log, int process);

    [LoggerMessage(3, LogLevel.Error, "The database is not back: {Sentence}")]
    private static partial void NotBack(ILogger log, string sentence);
}
