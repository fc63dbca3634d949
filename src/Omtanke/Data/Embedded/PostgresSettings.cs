namespace Omtanke.Data.Embedded;

/// <summary>How our PostgreSQL is set. People's words reach it in statements and parameters, and none of them may reach its log.</summary>
static class PostgresSettings
{
    public const int Port = 5432;   // only a part of the socket's name: nothing listens on the network

    public static string Write(string socket, EmbeddedPostgresOptions options) => $"""
        # Written anew by Omtanke at every start. Put your own settings in postgresql.conf, below its last line.
        listen_addresses = ''
        port = {Port}
        unix_socket_directories = '"{socket.Replace("'", "''", StringComparison.Ordinal)}"'
        unix_socket_permissions = 0700
        cluster_name = 'omtanke'

        max_connections = {options.Connections}
        shared_buffers = 128MB
        max_wal_size = 512MB
        jit = off
        timezone = 'UTC'

        fsync = {OnOff(options.Durable)}
        full_page_writes = {OnOff(options.Durable)}
        synchronous_commit = {OnOff(options.Durable)}

        log_timezone = 'UTC'
        lc_messages = 'C'
        log_min_messages = log
        log_error_verbosity = terse
        log_min_error_statement = panic
        log_statement = none
        log_duration = off
        log_min_duration_statement = -1
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0
        log_connections = ''
        log_checkpoints = off
        log_lock_waits = off
        log_autovacuum_min_duration = -1
        """;

    private static string OnOff(bool on) => on ? "on" : "off";
}
