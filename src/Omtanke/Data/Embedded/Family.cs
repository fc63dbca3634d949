using System.Diagnostics;
using System.Globalization;

namespace Omtanke.Data.Embedded;

/// <summary>The processes of a PostgreSQL: which are alive, and which work on our folder.</summary>
static class Family
{
    /// <summary>Whether the process is there; one that is dead and not yet buried is not.</summary>
    public static bool IsAlive(int process)
    {
        if (!OperatingSystem.IsLinux()) return IsListed(process);
        try
        {
            var state = File.ReadAllText($"/proc/{process}/stat");
            return state[state.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Whether the process is a PostgreSQL on this very folder, and not another one that was given the same number later.</summary>
    public static bool Owns(int process, string folder) =>
        IsAlive(process) && (OperatingSystem.IsLinux() ? WorksIn(process, Real(folder)) : CommandOf(process).Contains(folder, StringComparison.Ordinal));

    /// <summary>Waits until the children of a killed PostgreSQL have noticed and left the folder, and ends those that have not.</summary>
    public static async Task LeaveFolder(string folder, TimeSpan patience, CancellationToken stop)
    {
        var giveUp = DateTime.UtcNow + patience;
        while (In(folder) is { Length: > 0 } left)
        {
            if (DateTime.UtcNow > giveUp) foreach (var process in left) End(process);
            await Task.Delay(TimeSpan.FromMilliseconds(20), stop);
        }
    }

    private static int[] In(string folder)
    {
        if (!OperatingSystem.IsLinux()) return [];
        var real = Real(folder);
        return [.. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var process) ? process : 0)
            .Where(process => process > 0 && WorksIn(process, real) && IsAlive(process))];
    }

    // PostgreSQL stands in its data folder. If we may not see where a process stands, it belongs to somebody else.
    private static bool WorksIn(int process, string real)
    {
        try
        {
            return new FileInfo($"/proc/{process}/cwd").LinkTarget == real
                && Path.GetFileName(new FileInfo($"/proc/{process}/exe").LinkTarget) is { } program && program.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // The folder with every link on the way followed, as the system itself names it.
    private static string Real(string folder)
    {
        var real = Path.GetPathRoot(folder)!;
        foreach (var part in folder.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = new DirectoryInfo(Path.Combine(real, part));
            real = next.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next.FullName;
        }
        return real;
    }

    private static string CommandOf(int process)
    {
        var start = new ProcessStartInfo("ps", ["-ww", "-o", "command=", "-p", process.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var ps = Process.Start(start);
        return ps?.StandardOutput.ReadToEnd() ?? "";
    }

    private static bool IsListed(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void End(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            found.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It left by itself in the meantime.
        }
    }
}
