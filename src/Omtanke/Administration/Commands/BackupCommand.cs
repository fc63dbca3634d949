using System.Globalization;
using Omtanke.Data;
using Omtanke.Data.Backups;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration.Commands;

/// <summary>The administrator's <c>backup FILE</c> and <c>restore FILE</c>.</summary>
/// <param name="settings">What the installer decided.</param>
/// <param name="output">The console.</param>
public sealed class BackupCommand(Settings settings, TextWriter output)
{
    /// <summary>Takes a backup, whether the app runs or not.</summary>
    public async Task<int> Take(string file, CancellationToken stop)
    {
        await using var database = await DatabaseAtHand.Of(settings.Data, settings.Database, stop);
        if (!File.Exists(KeyFile.PathIn(settings.Data)))
            throw StartFailure.NoDatabaseYet(settings.Data);
        await Restore.MustNotBeUnderWay(database.Owner, stop);
        var now = TimeProvider.System.GetUtcNow();
        var about = await Backup.Take(database.Owner, Path.GetFullPath(file), KeyFile.At(KeyFile.PathIn(settings.Data)).Fingerprint, now, stop);
        var until = now.AddDays(Backup.KeyDays).ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
        await output.WriteLineAsync($"""
            {about.Tables.Count} tables are in {file} ({Size(file)}), as they were at one moment. Names, addresses and sign-ins in it can be read: keep it as you keep the server.
            The keys of what people wrote are in {Backup.KeysOf(file)}. Keep the two files apart, and delete the keys by {until}:
            without them nothing anybody wrote can be read in the backup, and what is erased in the meantime is then gone from the backup, too.
            The key file {KeyFile.PathIn(settings.Data)} is in neither. Keep a copy of it in a third place; without it no backup can be read.
            The list of the erased, {TombstoneFile.In(settings.Data).Path}, belongs with every restore: copy it often, and put it back before you restore.
            """);
        return (int)ExitCode.Fine;
    }

    /// <summary>Brings a backup back, while no app runs.</summary>
    public async Task<int> BringBack(string file, IReadOnlyList<string> options, CancellationToken stop)
    {
        var withoutKeys = options.Contains("--without-keys");
        if (!withoutKeys && !File.Exists(KeyFile.PathIn(settings.Data)))
            throw StartFailure.BackupRefused($"There is no key file at {KeyFile.PathIn(settings.Data)}. Put your copy of it there (mode 0400); without it nothing anybody wrote can be read");
        await using var database = await DatabaseAtHand.Alone(settings.Data, settings.Database, stop);
        var ring = KeyFile.At(KeyFile.PathIn(settings.Data));
        var restored = await new Restore(database.Owner, Convert.ToHexStringLower(ring.Derive("database role omtanke_app")), ring.Fingerprint, TombstoneFile.In(settings.Data))
            .From(Path.GetFullPath(file), options.Contains("--replace"), withoutKeys, stop);
        var made = Clock.Local(restored.About.MadeAt).ToString("d MMMM yyyy HH:mm", CultureInfo.GetCultureInfo("en-GB"));
        await output.WriteLineAsync($"The database is as it was on {made}. Everybody is signed out.");
        await output.WriteLineAsync(restored.Erased == 0 ? "Nothing had been erased since." : $"{restored.Erased} records that had been erased since were erased again.");
        foreach (var (table, rows) in restored.Unreadable)
            await output.WriteLineAsync($"{rows} rows of {table} were left out: their keys are gone, and nobody can read them.");
        return (int)ExitCode.Fine;
    }

    private static string Size(string file) => $"{new FileInfo(file).Length / 1_000_000.0:0.0} MB".Replace(',', '.');
}
