using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace Omtanke.Data.Embedded;

/// <summary>The database's folder: made once, configured at every start.</summary>
sealed class Cluster(Place place, Programs programs)
{
    public Place Place => place;

    public Programs Programs => programs;

    public string Folder => place.Folder;

    public string Socket { get; private set; } = "";

    public bool Exists => File.Exists(Path.Combine(Folder, "PG_VERSION"));

    public void MustBeOurVersion()
    {
        if (!Exists)
        {
            if (Directory.Exists(Folder) && Directory.EnumerateFileSystemEntries(Folder).Any()) throw StartFailure.DidNotStart($"{Folder} holds something that is not a database", Folder);
            return;
        }
        var made = File.ReadAllText(Path.Combine(Folder, "PG_VERSION")).Trim();
        if (made != programs.Major.ToString(CultureInfo.InvariantCulture)) throw StartFailure.OtherVersion(Folder, made, programs.Major);
        if (!File.Exists(place.Password)) throw StartFailure.PasswordLost(place.Password);
    }

    /// <summary>Makes it beside its place and moves it in when it is whole, so that a kill half-way leaves nothing half.</summary>
    public async Task Make(bool durable, CancellationToken stop)
    {
        var half = Folder + ".new";
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        KeepForUs(place.Password, password);
        var passed = Path.Combine(place.Base, "postgres.password.new");
        KeepForUs(passed, password);
        try
        {
            await place.User.Own(passed, stop);
            await Initdb(half, passed, durable, stop);
        }
        finally
        {
            File.Delete(passed);
        }
        if (Directory.Exists(Folder)) Directory.Delete(Folder);
        Directory.Move(half, Folder);
        if (place.IsSheltered) Directory.CreateSymbolicLink(Path.Combine(place.DataFolder, "postgres"), Folder);
    }

    /// <summary>Writes our settings anew, so that they follow the version of the app and the place of the folder.</summary>
    public async Task Configure(EmbeddedPostgresOptions options, CancellationToken stop)
    {
        Socket = await place.MakeSocketFolder(stop);
        var settings = Path.Combine(Folder, "omtanke.conf");
        await File.WriteAllTextAsync(settings, PostgresSettings.Write(Socket, options), stop);
        await place.User.Own(settings, stop);

        const string include = "include 'omtanke.conf'";
        var main = Path.Combine(Folder, "postgresql.conf");
        if (!(await File.ReadAllLinesAsync(main, stop)).Contains(include)) await File.AppendAllTextAsync(main, $"\n{include}\n", stop);

        if (new FileInfo(place.Log) is { Exists: true, Length: > 5_000_000 }) File.Move(place.Log, place.Log + ".1", overwrite: true);
        await File.AppendAllTextAsync(place.Log, "", stop);
        File.SetUnixFileMode(place.Log, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await place.User.Own(place.Log, stop);
    }

    public string Connection(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = Socket,
        Port = PostgresSettings.Port,
        Database = database,
        Username = EmbeddedPostgres.Owner,
        Password = File.ReadAllText(place.Password),
        Pooling = database != "postgres",
    }.ConnectionString;

    /// <summary>The cluster of a data folder where the app runs right now.</summary>
    public static Cluster? Running(string dataFolder)
    {
        var data = Path.GetFullPath(dataFolder);
        var place = new Place(data, Place.BaseOf(data), PostgresUser.Self);
        return PidFile.Read(place.Folder) is { Ready: true } file && Family.Owns(file.Process, place.Folder) ? new Cluster(place, new Programs("", 0, "")) { Socket = file.Socket } : null;
    }

    private async Task Initdb(string half, string password, bool durable, CancellationToken stop)
    {
        var said = "";
        foreach (var locale in Locales)
        {
            if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
            Directory.CreateDirectory(half, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await place.User.Own(half, stop);
            string[] arguments = ["-D", half, "-U", EmbeddedPostgres.Owner, $"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8", .. locale, .. durable ? (string[])[] : ["--no-sync"]];
            (var code, said) = await place.User.Run(programs.Initdb, arguments, stop);
            if (code == 0) return;
            if (said.Contains("No space left", StringComparison.Ordinal)) throw StartFailure.DiskFull(place.Base);
        }
        throw StartFailure.DidNotStart($"it could not be made ({said.Split('\n')[0]})", place.Base);
    }

    // Danish order of letters wherever the programs carry ICU; how letters are told apart comes from the system, which may not know them all.
    private static readonly string[][] Locales =
    [
        ["--locale-provider=icu", "--icu-locale=da-DK", "--locale=C.UTF-8"],
        ["--locale-provider=icu", "--icu-locale=da-DK", "--locale=en_US.UTF-8"],
        ["--locale-provider=icu", "--icu-locale=da-DK", "--locale=C"],
        ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
    ];

    private static void KeepForUs(string file, string text)
    {
        File.Delete(file);
        using var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        using var writer = new StreamWriter(stream);
        writer.Write(text);
    }
}
