using Npgsql;

namespace Omtanke.Data;

/// <summary>A database server that somebody else runs, given in OMTANKE_DATABASE.</summary>
public static class ExternalPostgres
{
    /// <summary>The oldest major version our tables and policies are written for.</summary>
    public const int Least = 15;

    /// <summary>Opens it once and throws the sentence when it does not answer, refuses us or is too old.</summary>
    public static async Task MustBeUsable(string connectionString, CancellationToken stop)
    {
        var settings = Understand(connectionString);
        var server = $"{settings.Host}:{settings.Port}";
        try
        {
            await using var source = new NpgsqlDataSourceBuilder(settings.ConnectionString).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();
            await using var connection = await source.OpenConnectionAsync(stop);
            if (connection.PostgreSqlVersion.Major < Least) throw StartFailure.ServerTooOld(connection.ServerVersion, Least);
        }
        catch (PostgresException refused)
        {
            throw StartFailure.Unreachable(server, Reason(refused, settings), refused);
        }
        catch (Exception silent) when (silent is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            throw StartFailure.Unreachable(server, "it does not answer", silent);
        }
    }

    private static NpgsqlConnectionStringBuilder Understand(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            throw StartFailure.ConnectionNotUnderstood(unreadable);
        }
    }

    private static string Reason(PostgresException refused, NpgsqlConnectionStringBuilder settings) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => $"it does not let the user {settings.Username} in with that password",
        PostgresErrorCodes.InvalidCatalogName => $"it has no database named {settings.Database}",
        PostgresErrorCodes.TooManyConnections => "it has no connection left for us",
        PostgresErrorCodes.CannotConnectNow => "it is starting or stopping",
        _ => $"it answered {refused.SqlState}",
    };
}
