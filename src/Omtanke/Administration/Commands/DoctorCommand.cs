using System.Globalization;
using Npgsql;
using Omtanke.Administration.SelfCheck;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Administration.Commands;

/// <summary>The administrator's <c>doctor</c>: the self-check on the console.</summary>
/// <param name="settings">What the installer decided.</param>
/// <param name="output">The console.</param>
public sealed class DoctorCommand(Settings settings, TextWriter output)
{
    /// <summary>Checks everything. Ends with 0 when nothing has failed.</summary>
    public async Task<int> Run(CancellationToken stop)
    {
        await using var database = await DatabaseAtHand.Of(settings.Data, settings.Database, stop);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.Owner) { Pooling = false }.ConnectionString);
        await using (var there = source.CreateCommand("select to_regclass('public.facts') is not null"))
            if (await there.ExecuteScalarAsync(stop) is not true)
                throw StartFailure.NoDatabaseYet(settings.Data);
        var library = Library.Read(Library.Folder(), strict: false);
        var seen = await new Observer(settings, source, []).Look(await Now(source, stop), () => library, knock: true, stop);
        return await Tell(Judgement.Of(seen), library.In("en").Words);
    }

    /// <summary>Throws the sentence when the self-check finds what people's trust rests on unsafe.</summary>
    public static async Task MustBeSafe(Settings settings, string owner, Library library, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner) { Pooling = false }.ConnectionString);
        var seen = await new Observer(settings, source, []).Look(TimeProvider.System.GetUtcNow(), () => library, knock: false, stop);
        var unsafeOnes = Judgement.Of(seen).Where(finding => finding.KeepsClosed).Select(finding => finding.Sentence(library.In("en").Words)).ToList();
        if (unsafeOnes.Count > 0)
            throw StartFailure.Unsafe($"Omtanke does not open, because what people write would not be safe. {string.Join(' ', unsafeOnes)}");
    }

    private async Task<int> Tell(IReadOnlyList<Finding> findings, Words words)
    {
        foreach (var finding in findings)
            await output.WriteLineAsync($"{Sign(finding.Health),-8}{finding.Title(words)}: {finding.Sentence(words)}");
        var (failed, warnings) = (findings.Count(finding => finding.Health == Health.Failed), findings.Count(finding => finding.Health == Health.Warning));
        await output.WriteLineAsync($"{findings.Count - failed - warnings} ok, {warnings} warnings, {failed} failed");
        return (int)(failed == 0 ? ExitCode.Fine : ExitCode.UnsafeStart);
    }

    private static string Sign(Health health) => health switch
    {
        Health.Ok => "ok",
        Health.Warning => "WARNING",
        Health.Failed => "FAILED",
    };

    /// <summary>The house's time: a demo's clock may have been moved.</summary>
    private static async Task<DateTimeOffset> Now(NpgsqlDataSource source, CancellationToken stop)
    {
        await using var moved = source.CreateCommand("select value from facts where name = 'demo-clock'");
        return TimeProvider.System.GetUtcNow() + (long.TryParse(await moved.ExecuteScalarAsync(stop) as string, CultureInfo.InvariantCulture, out var ticks) ? TimeSpan.FromTicks(ticks) : TimeSpan.Zero);
    }
}
