using System.Data;
using System.Reflection;

namespace Omtanke.Data.Backups;

/// <summary>
/// Takes a backup of the whole database as it is at one moment, while the app runs: one file with every table, and beside it <c>FILE.keys</c> with the keys.
/// Apart, neither of the two tells what anybody wrote.
/// </summary>
public static class Backup
{
    /// <summary>How long the keys of a backup may live: after that, what has been erased meanwhile is gone from the backup, too.</summary>
    public const int KeyDays = 14;

    /// <summary>The fact that holds when the last one was taken.</summary>
    public const string Fact = "last-backup";

    /// <summary>The facts that hold where keys of backups were put, so that the self-check can see whether they are still there.</summary>
    public const string KeysFactPrefix = "backup-keys ";

    /// <summary>Where the keys of a backup lie when it has just been taken.</summary>
    public static string KeysOf(string file) => file + ".keys";

    /// <summary>Takes it.</summary>
    /// <param name="owner">The owner's connection string.</param>
    /// <param name="file">Where to. Never overwrites.</param>
    /// <param name="keyFile">A fingerprint of the key file.</param>
    /// <param name="now">The time, for the manifest.</param>
    /// <param name="stop">Stops it; nothing is left then.</param>
    public static async Task<Manifest> Take(string owner, string file, string keyFile, DateTimeOffset now, CancellationToken stop)
    {
        if (new[] { file, KeysOf(file) }.FirstOrDefault(File.Exists) is { } there)
            throw StartFailure.BackupRefused($"{there} is there already, and a backup never overwrites another. Choose another name");
        if (Directory.Exists(file))
            throw StartFailure.BackupRefused($"{file} is a folder. Say the name of the file as well: {Path.Combine(file, "omtanke.zip")}");
        if (!Directory.Exists(Path.GetDirectoryName(file)))
            throw StartFailure.BackupRefused($"There is no folder {Path.GetDirectoryName(file)}. Make it first, or choose another");
        await using var connection = await Owner.Open(owner, stop);
        Manifest about;
        await using (var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop))
        {
            await connection.Do("set transaction read only", stop);
            if (await connection.Hidden(stop) is [var hidden, ..])
                throw StartFailure.BackupRefused($"The table {hidden} hides its rows from the owner, so a backup would lack them. Start this Omtanke once, which puts that right, and take the backup again");
            about = new Manifest(Manifest.TheFormat, Ids.New(), now, Version, keyFile, await connection.Names("select name from migrations order by name", stop), await connection.Tables(stop));
            using var rows = Writer(file);
            using var keys = Writer(KeysOf(file));
            foreach (var table in about.Tables)
            {
                await using var copy = await connection.BeginRawBinaryCopyAsync($"copy (select {table.SqlColumns} from {table.Sql}) to stdout (format binary)", stop);
                await (table.Schema == "keys" ? keys : rows).Add(table, copy, stop);
            }
            // The keys first: a backup without its keys would look whole.
            await keys.Finish(about, stop);
            await rows.Finish(about, stop);
        }
        await connection.Do("insert into facts (name, value, at) select unnest($1::text[]), $2, $3 on conflict (name) do update set value = excluded.value, at = excluded.at", stop,
            new[] { Fact, KeysFactPrefix + Path.GetFullPath(KeysOf(file)) }, file, now.ToUniversalTime());
        return about;
    }

    /// <summary>This program's version.</summary>
    internal static string Version => typeof(Backup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "?";

    private static ArchiveWriter Writer(string path)
    {
        try
        {
            return new ArchiveWriter(path);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw StartFailure.BackupRefused($"{path} cannot be written. Choose a folder that exists and that this user may write in");
        }
    }
}
