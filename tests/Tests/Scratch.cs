using System.Globalization;

namespace Omtanke.Tests;

/// <summary>Folders that a test writes in and leaves behind: all of them lie in one of the test process's own, which goes when the process ends (see <see cref="TestCluster"/>).</summary>
internal static class Scratch
{
    private const string Prefix = "omtanke-scratch-";

    private static readonly Lazy<string> Root = new(() => Directory.CreateTempSubdirectory($"{Prefix}{Environment.ProcessId}-").FullName);

    private static int number;

    /// <summary>A fresh folder.</summary>
    /// <param name="name">What lies in it, for whoever looks while the test runs.</param>
    public static string Folder(string name) =>
        Directory.CreateDirectory(Path.Combine(Root.Value, string.Create(CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref number)}"))).FullName;

    /// <summary>Everything goes.</summary>
    public static void Clear()
    {
        if (Root.IsValueCreated && Directory.Exists(Root.Value))
            Directory.Delete(Root.Value, recursive: true);
    }

    /// <summary>What test processes left that were killed: their number is in the folder's name.</summary>
    public static void SweepUp(Func<int, bool> lives)
    {
        foreach (var left in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
            try
            {
                if (int.TryParse(Path.GetFileName(left)[Prefix.Length..].Split('-')[0], CultureInfo.InvariantCulture, out var process) && !lives(process))
                    Directory.Delete(left, recursive: true);
            }
            catch (Exception other) when (other is UnauthorizedAccessException or IOException)
            {
                // Another user's, or another process sweeps at the same time.
            }
    }
}
