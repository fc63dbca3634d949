using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Administration.SelfCheck;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration.Commands;

/// <summary>The administrator's <c>doctor</c>: the self-check on the console.</summary>
/// <param name="settings">What the installer decided.</param>
/// <param name="output">The console.</param>
public sealed class DoctorCommand(Settings settings, TextWriter output)
{
    // A long log tells where it is now and then.
    private const long Step = 50_000;

    /// <summary>Checks everything. Ends with 0 when nothing has failed.</summary>
    public async Task<int> Run(CancellationToken stop)
    {
        await using var database = await DatabaseAtHand.Of(settings.Data, settings.Database, stop);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.Owner) { Pooling = false }.ConnectionString);
        await using (var there = source.CreateCommand("select to_regclass('public.facts') is not null"))
            if (await there.ExecuteScalarAsync(stop) is not true)
                throw StartFailure.NoDatabaseYet(settings.Data);
        var library = Library.Read(Library.Folder(), strict: false);
        var now = await Now(source, stop);
        var broken = await WalkTheLog(source, stop);
        var seen = await new Observer(settings, source, []).Look(now, () => library, knock: true, stop) with { LogWalked = now, LogBroken = broken };
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

    /// <summary>
    /// Walks the chain of openings here and now, link by link: what the running house found yesterday is no answer when somebody asks today. The head is said, to be held against
    /// the one in the administrators' letters: a chain that somebody made anew holds as well, but ends otherwise.
    /// </summary>
    /// <returns>The number of the first link that does not hold; null when all do.</returns>
    private async Task<string?> WalkTheLog(NpgsqlDataSource source, CancellationToken stop)
    {
        await using var db = new Database(new DbContextOptionsBuilder<Database>().UseNpgsql(source).Options);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var (all, next) = (await db.OpeningChain.LongCountAsync(stop), Step);
        var (head, broken) = await CheckOpenings.Walk(db, stop, passed =>
        {
            if (passed < next)
                return;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"        walking the log of openings: {passed} of {all}"));
            next = passed + Step;
        });
        await output.WriteLineAsync(broken is null
            ? string.Create(CultureInfo.InvariantCulture, $"        The log of openings holds: {all} links walked, the last is number {head.Link}, {Convert.ToHexStringLower(head.Hash)}. The newest letter about the log names the same, or one before it.")
            : string.Create(CultureInfo.InvariantCulture, $"        The log of openings is broken at link {broken.Link}."));
        return broken?.Link.ToString(CultureInfo.InvariantCulture);
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
