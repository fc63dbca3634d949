using System.Diagnostics;
using System.Globalization;

namespace Omtanke.Data.Embedded;

/// <summary>What a running (or killed) PostgreSQL has written about itself in its folder.</summary>
sealed record PidFile(int Process, string Socket, bool Ready)
{
    public static string PathIn(string folder) => Path.Combine(folder, "postmaster.pid");

    public static PidFile? Read(string folder)
    {
        try
        {
            var lines = File.ReadAllLines(PathIn(folder));
            return lines is [var number, ..] && int.TryParse(number, CultureInfo.InvariantCulture, out var process) && process > 0
                ? new PidFile(process, lines.ElementAtOrDefault(4) ?? "", lines.ElementAtOrDefault(7)?.Trim() == "ready")
                : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether the process is there; one that is dead and not yet buried is not.</summary>
    public bool Lives => IsAlive(Process);

    /// <summary>Whether the process is a PostgreSQL on this very folder, and not another one that was given the same number later.</summary>
    public bool IsOurs(string folder) => Lives && (OperatingSystem.IsLinux() ? WorksIn(folder) : IsCalledWith(folder));

    public static bool IsAlive(int process)
    {
        if (!OperatingSystem.IsLinux()) return IsListed(process);
        try
        {
            var state = File.ReadAllText($"/proc/{process}/stat");
            return state[(state.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    // PostgreSQL stands in its data folder. If we may not see where a process stands, it belongs to somebody else.
    private bool WorksIn(string folder)
    {
        try
        {
            var stands = new FileInfo($"/proc/{Process}/cwd").LinkTarget;
            return stands == folder || stands == Real(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

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

    private bool IsCalledWith(string folder)
    {
        var start = new ProcessStartInfo("ps", ["-ww", "-o", "command=", "-p", Process.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var ps = System.Diagnostics.Process.Start(start);
        return ps is not null && ps.StandardOutput.ReadToEnd().Contains(folder, StringComparison.Ordinal);
    }

    private static bool IsListed(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
