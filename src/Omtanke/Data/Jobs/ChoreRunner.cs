using Npgsql;

namespace Omtanke.Data.Jobs;

/// <summary>A chore as it stands in the timetable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Every">How often it is due.</param>
public sealed record ChoreEntry(string Name, TimeSpan Every);

/// <summary>Runs chores, each in a scope of its own, and remembers when each last ran and whether it went well.</summary>
public sealed partial class ChoreRunner(IServiceScopeFactory scopes, NpgsqlDataSource source, ILogger<ChoreRunner> log)
{
    /// <summary>What the memory of a chore is called among the facts.</summary>
    public const string FactPrefix = "chore ";

    /// <summary>Every chore of the house. Those that send come last, so that what the others write leaves in the same round.</summary>
    public IReadOnlyList<ChoreEntry> All()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetServices<IChore>().Select(chore => new ChoreEntry(chore.Name, chore.Every)).OrderByDescending(chore => chore.Every)];
    }

    /// <summary>Runs every chore once: for tests, and when the demo's clock is moved.</summary>
    public async Task RunAll(DateTimeOffset now, CancellationToken stop = default)
    {
        foreach (var chore in All())
            await Run(chore.Name, now, stop);
    }

    /// <summary>Runs one chore. A chore that fails is noted and comes again when it is next due; the others do not suffer for it.</summary>
    /// <returns>Whether it went well.</returns>
    public async Task<bool> Run(string name, DateTimeOffset now, CancellationToken stop = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var chore = scope.ServiceProvider.GetServices<IChore>().Single(known => known.Name == name);
        try
        {
            await chore.Do(now, stop);
        }
        catch (Exception gone) when (!stop.IsCancellationRequested && CutOff.Is(gone))
        {
            // Nothing can be noted anywhere: that the database is gone is told by Changes, and the chore comes again.
            WasCutOff(log, name);
            return false;
        }
        catch (Exception failed) when (!stop.IsCancellationRequested)
        {
            // Never the message: it may hold what somebody wrote.
            Failed(log, name, failed.GetType().FullName ?? "?", failed.StackTrace ?? "");
            await Remember(name, failed.GetType().Name, now);
            return false;
        }
        await Remember(name, "ok", now);
        return true;
    }

    private async Task Remember(string name, string how, DateTimeOffset now)
    {
        // A chore that runs every few seconds need not write every few seconds.
        await using var command = source.CreateCommand("""
            insert into facts (name, value, at) values ($1, $2, $3) on conflict (name) do update set value = excluded.value, at = excluded.at
            where facts.value <> excluded.value or facts.at < excluded.at - interval '1 minute'
            """);
        foreach (object value in (object[])[FactPrefix + name, how, now.ToUniversalTime()])
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    [LoggerMessage(LogLevel.Warning, "The chore {Chore} was cut off from the database; it comes again.")]
    private static partial void WasCutOff(ILogger log, string chore);

    [LoggerMessage(LogLevel.Error, "The chore {Chore} failed: {Type}\n{Stack}")]
    private static partial void Failed(ILogger log, string chore, string type, string stack);
}
