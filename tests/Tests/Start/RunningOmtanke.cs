using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Omtanke.Data;

namespace Omtanke.Tests.Start;

/// <summary>The real program in a process of its own, as bin/run starts it.</summary>
public sealed class RunningOmtanke : IDisposable
{
    private readonly ConcurrentQueue<string> said = new();
    private readonly TaskCompletionSource opened = new();
    private readonly Process process;

    private RunningOmtanke(string data, int port, Uri? smtp, bool demo = false)
    {
        Port = port;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Omtanke.dll")]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMTANKE_DATA"] = data;
        start.Environment["OMTANKE_DATABASE"] = "";
        start.Environment["OMTANKE_DEMO"] = demo ? "on" : "off";
        start.Environment["OMTANKE_SMTP"] = smtp?.ToString() ?? "";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.Exited += (_, _) => opened.TrySetException(new InvalidOperationException($"It ended before it opened: {Said}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    public int Id => process.Id;

    public string Said => string.Join('\n', said);

    /// <summary>Starts it and waits until it says that it is open.</summary>
    public static async Task<RunningOmtanke> Open(string data, int? port = null, Uri? smtp = null)
    {
        var omtanke = new RunningOmtanke(data, port ?? FreePort(), smtp);
        await omtanke.opened.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return omtanke;
    }

    /// <summary>Starts one that is to be refused, and gives its code and words.</summary>
    public static async Task<(ExitCode Code, string Said)> Refused(string data, int? port = null, bool demo = false)
    {
        using var omtanke = new RunningOmtanke(data, port ?? FreePort(), smtp: null, demo);
        return ((ExitCode)await omtanke.Ended(), omtanke.Said);
    }

    /// <summary>Kills it, and waits until it is gone: until then the data folder is its own.</summary>
    public void Kill()
    {
        process.Kill();
        // With a bound it waits for the process alone; without, also for the database, which holds what it wrote to.
        process.WaitForExit(TimeSpan.FromSeconds(60));
    }

    /// <summary>Asks it to stop, as the system does.</summary>
    public async Task<int> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        return await Ended();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private async Task<int> Ended()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { } words) return;
        said.Enqueue(words);
        if (words.Contains("is open at", StringComparison.Ordinal)) opened.TrySetResult();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
