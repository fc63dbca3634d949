using System.Globalization;

namespace Omtanke.Data;

/// <summary>The one folder that holds everything of an installation, kept by one running Omtanke at a time.</summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>With less room than this we do not start: PostgreSQL would stop in the middle of somebody's sentence.</summary>
    public const long LeastFree = 100_000_000;

    private readonly FileStream hold;

    private DataFolder(string path, FileStream hold) => (Path, this.hold) = (path, hold);

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Makes the folder if needed, sees that it can be written and has room, and keeps it until disposed.</summary>
    public static DataFolder Open(string path, long leastFree = LeastFree)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            Make(path);
            MustHaveRoom(path, leastFree);
            return new DataFolder(path, Hold(path));
        }
        catch (Exception refused) when (StartFailure.IsDiskFull(refused))
        {
            throw StartFailure.DiskFull(path, cause: refused);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw StartFailure.NotWritable(path, refused);
        }
    }

    /// <summary>Throws the disk-full sentence when less than this is left under the folder.</summary>
    public static void MustHaveRoom(string path, long leastFree = LeastFree)
    {
        var free = new DriveInfo(path).AvailableFreeSpace;
        if (free < leastFree) throw StartFailure.DiskFull(path, free);
    }

    /// <summary>Lets others use the folder.</summary>
    public void Dispose() => hold.Dispose();

    // Only its owner may look in. Root lets others pass through, but not look: the database runs as another user.
    private static void Make(string path)
    {
        if (Directory.Exists(path)) return;
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | (Environment.IsPrivilegedProcess ? UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : UnixFileMode.None));
    }

    // The lock dies with the process, also after kill -9. The number beside it is only for the sentence.
    private static FileStream Hold(string path)
    {
        var number = System.IO.Path.Combine(path, "omtanke.pid");
        FileStream file;
        try
        {
            file = new FileStream(System.IO.Path.Combine(path, "omtanke.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (IsHeld(taken))
        {
            throw StartFailure.AlreadyRunning(path, File.Exists(number) ? File.ReadAllText(number).Trim() : null);
        }
        File.WriteAllText(number, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return file;
    }

    private static bool IsHeld(IOException exception)
    {
        const int wouldBlockLinux = 11, wouldBlockMac = 35, sharingViolation = 32;
        return (exception.HResult & 0xFFFF) is wouldBlockLinux or wouldBlockMac or sharingViolation;
    }
}
