using Npgsql;
using Quartz;

namespace Omtanke.Data.Jobs;

/// <summary>
/// The timetable's tables: Quartz's own, in the schema <c>jobs</c>. Quartz makes them itself, as the owner; the app may only use them.
/// They hold nothing that the next start would not write again, so another version of Quartz simply gets new ones.
/// </summary>
public static class JobStore
{
    private const string Schema = "jobs";
    private const long Lock = 0x4F6D744A6F6273; // one node makes them, the others wait

    private static string Version => $"Quartz {typeof(IScheduler).Assembly.GetName().Version}";

    /// <summary>Makes the tables where they are missing or made for another version.</summary>
    public static async Task Prepare(string ownerConnection, CancellationToken stop = default)
    {
        // Not from the pool: the lock is to end with the connection.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ownerConnection) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(stop);
        await Execute(connection, $"select pg_advisory_lock({Lock})", stop);
        await using (var made = new NpgsqlCommand($"select obj_description(to_regnamespace('{Schema}'), 'pg_namespace')", connection))
            if (await made.ExecuteScalarAsync(stop) as string == Version)
                return;
        await Execute(connection, $"drop schema if exists {Schema} cascade; create schema {Schema}", stop);
        var maker = await QuartzSchedulerBuilder.Create(quartz => Configure(quartz, InSchema(ownerConnection), make: true)).BuildScheduler(stop);
        await maker.Shutdown(waitForJobsToComplete: false, stop);
        await Execute(connection, $"""
            grant usage on schema {Schema} to {Migrations.AppRole};
            grant select, insert, update, delete on all tables in schema {Schema} to {Migrations.AppRole};
            comment on schema {Schema} is '{Version}'
            """, stop);
    }

    /// <summary>Runs the house's chores by the timetable in this database. <see cref="Prepare"/> must have run.</summary>
    public static void AddTimetable(this IServiceCollection services, string appConnection)
    {
        services.AddQuartz(quartz => Configure(quartz, InSchema(appConnection), make: false));
        services.AddHostedService<Timetable>();
    }

    private static void Configure(IQuartzBuilder quartz, string connection, bool make)
    {
        quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "omtanke");
        quartz.UseDefaultThreadPool(4);
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, connection);
            store.UseClustering(_ => { });
            if (make)
                store.ProvisionSchema();
        });
    }

    private static string InSchema(string connection) => new NpgsqlConnectionStringBuilder(connection) { SearchPath = Schema, MaxPoolSize = 6 }.ConnectionString;

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }
}
