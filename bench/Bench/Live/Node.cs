using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Omtanke.Bench.Live;

/// <summary>The real program as a process of its own: started, killed, started again, and weighed.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly string folder, database, demo;
    private Process? process;

    private Node(string folder, string database, bool demo, int port) => (this.folder, this.database, this.demo, Port) = (folder, database, demo ? "on" : "off", port);

    public int Port { get; }

    public Uri Address => new($"http://localhost:{Port}");

    /// <summary>How much memory the process has, in bytes.</summary>
    public long Memory
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    public static async Task<Node> Start(string folder, string database, bool demo = true)
    {
        Directory.CreateDirectory(folder);
        var node = new Node(folder, database, demo, FreePort());
        await node.Rise();
        return node;
    }

    /// <summary>Starts the program and waits until it says that it is open.</summary>
    public async Task Rise()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Omtanke.dll")]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new[] { ("OMTANKE_DATA", folder), ("OMTANKE_DATABASE", database), ("OMTANKE_DEMO", demo), ("ASPNETCORE_ENVIRONMENT", "Development"), ("PORT", Port.ToString(CultureInfo.InvariantCulture)), ("OMTANKE_SMTP", "") })
            start.Environment[name] = value;
        var open = new TaskCompletionSource();
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => { if (line.Data?.Contains("is open", StringComparison.Ordinal) is true) open.TrySetResult(); };
        process.ErrorDataReceived += (_, line) => { if (line.Data is { Length: > 0 } said) Console.Error.WriteLine($"  node {Port}: {said}"); };
        process.Exited += (_, _) => open.TrySetException(new InvalidOperationException("The program ended before it was open."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await open.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>SIGKILL: no farewell.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
        process?.Dispose();
    }

    /// <summary>A port nobody listens at.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
