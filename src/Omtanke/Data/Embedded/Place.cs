using System.Text;

namespace Omtanke.Data.Embedded;

/// <summary>Where the database lives and as whom: in the data folder, or in a shelter when root keeps its data where nobody else may enter.</summary>
sealed record Place(string DataFolder, string Base, PostgresUser User)
{
    // The system's own limit is 108 bytes on Linux and 104 on macOS, with PostgreSQL's file name in them.
    private const int LongestSocketFolder = 104 - 1 - 16;

    public string Folder => Path.Combine(Base, "postgres");

    public string Log => Path.Combine(Base, "postgres.log");

    public string Password => Path.Combine(DataFolder, "postgres.password");

    public bool IsSheltered => Base != DataFolder;

    public static async Task<Place> Find(EmbeddedPostgresOptions options, CancellationToken stop)
    {
        var data = Path.GetFullPath(options.DataFolder);
        var home = BaseOf(data);
        var account = await PostgresUser.Choose(Path.Combine(home, "postgres"), stop);
        var place = new Place(data, home, account);
        if (account.IsSelf || home != data) return place;
        LetPass(data);
        return await account.CanEnter(data, stop) ? place : place.Sheltered(options.Shelter);
    }

    /// <summary>The folder around the database: the data folder, or where its link points.</summary>
    public static string BaseOf(string data)
    {
        var link = new DirectoryInfo(Path.Combine(data, "postgres"));
        if (link.LinkTarget is null) return data;
        var target = link.ResolveLinkTarget(returnFinalTarget: true)!;
        if (!target.Exists) throw StartFailure.DidNotStart($"its folder {target.FullName} is gone", link.FullName);
        return Path.GetDirectoryName(target.FullName)!;
    }

    /// <summary>The folder of the socket, for us and the database alone.</summary>
    public async Task<string> MakeSocketFolder(CancellationToken stop)
    {
        var folder = Path.Combine(Base, "socket");
        if (Encoding.UTF8.GetByteCount(folder) > LongestSocketFolder) folder = Directory.CreateTempSubdirectory(ShortSocketFolder).FullName;
        else Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await User.Own(folder, stop);
        return folder;
    }

    /// <summary>Removes the socket's folder when it lies among temporary files.</summary>
    public static void ForgetSocketFolder(string folder)
    {
        if (Path.GetFileName(folder).StartsWith(ShortSocketFolder, StringComparison.Ordinal) && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private const string ShortSocketFolder = "omtanke-socket-";

    private static void LetPass(string data)
    {
        const UnixFileMode pass = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var mode = File.GetUnixFileMode(data);
        if ((mode & pass) != pass) File.SetUnixFileMode(data, mode | pass);
    }

    private Place Sheltered(string shelter)
    {
        if (Directory.Exists(Folder)) throw StartFailure.RootCannotStep($"the user {User.Name} may not enter {Folder}");
        try
        {
            var home = Path.Combine(shelter, Guid.NewGuid().ToString("N")[..12]);
            foreach (var folder in (string[])[shelter, home])
            {
                Directory.CreateDirectory(folder);
                LetPass(folder);
            }
            return this with { Base = home };
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException && !StartFailure.IsDiskFull(refused))
        {
            throw StartFailure.RootCannotStep($"the user {User.Name} may not enter {DataFolder}");
        }
    }
}
