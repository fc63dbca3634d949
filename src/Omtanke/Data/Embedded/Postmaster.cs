using Microsoft.Extensions.Logging;

namespace Omtanke.Data.Embedded;

/// <summary>The running PostgreSQL. It gets a session of its own, so that Ctrl-C reaches the app alone and the app stops it when it is done.</summary>
sealed partial class Postmaster(Cluster cluster, ILogger log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Its process number.</summary>
    public int Id { get; private set; }

    public bool Lives => PidFile.IsAlive(Id);

    /// <summary>Starts it and waits until it lets us in. After a crash it first repairs itself, which can take minutes.</summary>
    public async Task Start(CancellationToken stop)
    {
        DataFolder.MustHaveRoom(cluster.Place.Base);
        var giveUp = DateTime.UtcNow + Patience;
        while (true)
        {
            var before = new FileInfo(cluster.Place.Log).Length;
            var (code, said) = await PgCtl(["start", "-w", "-t", "600", "-l", cluster.Place.Log], stop);
            if (code == 0 && PidFile.Read(cluster.Folder) is { } running)
            {
                Id = running.Process;
                return;
            }
            var reason = Reason(before) ?? said.Split('\n')[0];
            if (reason.Contains("No space left", StringComparison.Ordinal)) throw StartFailure.DiskFull(cluster.Place.Base);
            // Children of a killed postmaster need a moment to notice; until then they keep its memory.
            if (!reason.Contains("still in use", StringComparison.Ordinal) || DateTime.UtcNow > giveUp) throw StartFailure.DidNotStart(reason, cluster.Place.Log);
            await Task.Delay(TimeSpan.FromMilliseconds(100), stop);
        }
    }

    /// <summary>Lets running work go, writes everything down and ends. Insists when that takes too long.</summary>
    public async Task Stop(CancellationToken stop)
    {
        var socket = PidFile.Read(cluster.Folder)?.Socket;
        var (code, _) = await PgCtl(["stop", "-m", "fast", "-w", "-t", "60"], stop);
        if (code != 0 && PidFile.Read(cluster.Folder) is { } still && still.IsOurs(cluster.Folder)) await PgCtl(["stop", "-m", "immediate", "-w", "-t", "30"], stop);
        if (socket is not null) Place.ForgetSocketFolder(socket);
    }

    /// <summary>
    /// Ends a PostgreSQL that a killed app left running. A dead one's file is left for the new one, which looks for children too;
    /// only when the number now belongs to somebody else must the file go, or the new one would not start.
    /// </summary>
    public async Task StopLeftOver(CancellationToken stop)
    {
        if (PidFile.Read(cluster.Folder) is not { } old) return;
        if (old.IsOurs(cluster.Folder))
        {
            LeftOver(log, old.Process);
            await Stop(stop);
        }
        else if (old.Lives)
        {
            File.Delete(PidFile.PathIn(cluster.Folder));
        }
        Place.ForgetSocketFolder(old.Socket);
    }

    private Task<(int Code, string Output)> PgCtl(string[] arguments, CancellationToken stop) =>
        cluster.Place.Account.Run(cluster.Programs.PgCtl, [.. arguments, "-s", "-D", cluster.Folder], stop);

    // The first FATAL line since this start, without its time and process number.
    private string? Reason(long before)
    {
        using var file = new FileStream(cluster.Place.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = Math.Min(before, file.Length);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n')
            .Select(line => line.Split("FATAL:", 2))
            .Where(parts => parts.Length == 2)
            .Select(parts => parts[1].Trim())
            .FirstOrDefault();
    }

    [LoggerMessage(LogLevel.Warning, "An earlier Omtanke was killed and left its database running (process {Process}); it is stopped now and started anew.")]
    private static partial void LeftOver(ILogger log, int process);
}
