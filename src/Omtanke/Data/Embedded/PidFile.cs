using System.Globalization;

namespace Omtanke.Data.Embedded;

/// <summary>What a running (or killed) PostgreSQL has written about itself in its folder.</summary>
sealed record PidFile(int Process, string Socket, bool Ready)
{
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

    /// <summary>Removes what a dead PostgreSQL left: its number may belong to somebody else by now, and a new one would not start.</summary>
    public static void Forget(string folder, string socketFolder)
    {
        File.Delete(PathIn(folder));
        if (!Directory.Exists(socketFolder)) return;
        foreach (var left in Directory.GetFiles(socketFolder, ".s.PGSQL.*")) File.Delete(left);
    }

    private static string PathIn(string folder) => Path.Combine(folder, "postmaster.pid");
}
