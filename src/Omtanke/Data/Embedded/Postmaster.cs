using Microsoft.Extensions.Logging;

namespace Omtanke.Data.Embedded;

/// <summary>The running PostgreSQL. It gets a session of its own, so that Ctrl-C reaches the app alone and the app stops it when it is done.</summary>
sealed partial class Postmaster(Cluster cluster, ILogger log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Its process number.</summary>
    public int Id { get; private set; }

    public bool Lives => Family.IsAlive(Id);

    /// <summary>Starts it and waits until it lets us in. After a crash it first repairs itself, which can take minutes.</summary>
    public async Task Start(CancellationToken stop)
    {
        DataFolder.MustHaveRoom(cluster.Place.Base);
        await ClearTraces(stop);
        var before = new FileInfo(cluster.Place.Log).Length;
        var (code, said) = await PgCtl(["start", "-w", "-t", "600", "-l", cluster.Place.Log], stop);
        if (code != 0 || PidFile.Read(cluster.Folder) is not { } running)
        {
            var reason = Reason(before) ?? said.Split('\n')[0];
            throw reason.Contains("No space left", StringComparison.Ordinal) ? StartFailure.DiskFull(cluster.Place.Base) : StartFailure.DidNotStart(reason, cluster.Place.Log);
        }
        Id = running.Process;
    }

    /// <summary>Lets running work go, writes everything down and ends. Insists when that takes too long.</summary>
    public async Task Stop(CancellationToken stop)
    {
        if (PidFile.Read(cluster.Folder) is not { } running) return;
        await PgCtl(["stop", "-m", "fast", "-w", "-t", "60"], stop);
        if (Family.Owns(running.Process, cluster.Folder)) await PgCtl(["stop", "-m", "immediate", "-w", "-t", "30"], stop);
        Place.ForgetSocketFolder(running.Socket);
    }

    /// <summary>Ends a PostgreSQL that a killed app left running.</summary>
    public async Task StopLeftOver(CancellationToken stop)
    {
        if (PidFile.Read(cluster.Folder) is not { } old) return;
        if (Family.Owns(old.Process, cluster.Folder))
        {
            LeftOver(log, old.Process);
            await Stop(stop);
        }
        Place.ForgetSocketFolder(old.Socket);
    }

    // Only after all of the old family has left may its traces go: two families in one folder would destroy it.
    private async Task ClearTraces(CancellationToken stop)
    {
        if (PidFile.Read(cluster.Folder) is not { } old || Family.Owns(old.Process, cluster.Folder)) return;
        await Family.LeaveFolder(cluster.Folder, Patience, stop);
        if (OperatingSystem.IsLinux() || Family.IsAlive(old.Process)) PidFile.Forget(cluster.Folder, cluster.Socket);
    }

    private Task<(int Code, string Output)> PgCtl(string[] arguments, CancellationToken stop) =>
        cluster.Place.User.Run(cluster.Programs.PgCtl, [.. arguments, "-s", "-D", cluster.Folder], stop);

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

    [LoggerMessage(4, LogLevel.Warning, "An earlier Omtanke was killed and left its database running (process {Process}); it is stopped now and started anew.")]
    private static partial void LeftOver(ILogger log, int process);
}
