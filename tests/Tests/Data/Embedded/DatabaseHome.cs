using Npgsql;
using Omtanke.Data;
using Omtanke.Data.Embedded;

namespace Omtanke.Tests.Data.Embedded;

/// <summary>A data folder with its database, as an installation has it.</summary>
public sealed class DatabaseHome : IAsyncLifetime
{
    private DataFolder? held;

    public string Folder { get; } = Directory.CreateTempSubdirectory("omtanke-home-").FullName;

    public EmbeddedPostgres Postgres { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        held = DataFolder.Open(Folder);
        Postgres = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(Folder), CancellationToken.None);
    }

    public async Task<string?> Ask(string question)
    {
        await using var connection = new NpgsqlConnection(Postgres.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(question, connection);
        return (await command.ExecuteScalarAsync())?.ToString();
    }

    public async Task<string?> AskUntilItAnswers(string question)
    {
        var giveUp = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            try
            {
                return await Ask(question);
            }
            catch (NpgsqlException) when (DateTime.UtcNow < giveUp)
            {
                await Task.Delay(50);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Postgres.DisposeAsync();
        held?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
