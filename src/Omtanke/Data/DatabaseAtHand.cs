using Omtanke.Data.Embedded;

namespace Omtanke.Data;

/// <summary>The database as an administrator's command meets it: the one a running Omtanke keeps up, a server of one's own, or ours, started for the occasion.</summary>
public sealed class DatabaseAtHand : IAsyncDisposable
{
    private readonly DataFolder? folder;
    private readonly EmbeddedPostgres? embedded;

    private DatabaseAtHand(string owner, DataFolder? folder = null, EmbeddedPostgres? embedded = null) => (Owner, this.folder, this.embedded) = (owner, folder, embedded);

    /// <summary>The owner's connection string.</summary>
    public string Owner { get; }

    /// <summary>Comes to the database of an installation that is there, running or not.</summary>
    public static async Task<DatabaseAtHand> Of(string data, string? server, CancellationToken stop)
    {
        if (server is not null)
        {
            await ExternalPostgres.MustBeUsable(server, stop);
            return new(server);
        }
        if (EmbeddedPostgres.FindRunning(data) is { } running)
            return new(running);
        if (!Path.Exists(Path.Combine(data, "postgres")))
            throw StartFailure.NoDatabaseYet(data);
        return await Alone(data, server, stop);
    }

    /// <summary>Has the data folder to itself; throws when an Omtanke runs on it. Makes a database where there is none.</summary>
    public static async Task<DatabaseAtHand> Alone(string data, string? server, CancellationToken stop)
    {
        var alone = DataFolder.Open(data);
        try
        {
            if (server is not null)
            {
                await ExternalPostgres.MustBeUsable(server, stop);
                return new(server, alone);
            }
            var started = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(alone.Path), stop);
            return new(started.ConnectionString, alone, started);
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (embedded is not null)
            await embedded.DisposeAsync();
        folder?.Dispose();
    }
}
