using Npgsql;

namespace Omtanke.Data;

/// <summary>Tells a database that is gone from everything else that may go wrong. That it is gone is told once, by <see cref="Changes"/>.</summary>
public static class CutOff
{
    /// <summary>Whether this failed because the database was not to be had. Whoever wraps it: no server, no line, or a server that ends the line or lets nobody in, which PostgreSQL calls fatal.</summary>
    public static bool Is(Exception? failed) => failed switch
    {
        null => false,
        PostgresException said => said.InvariantSeverity is "FATAL" or "PANIC",
        NpgsqlException => true,
        _ => Is(failed.InnerException),
    };
}
