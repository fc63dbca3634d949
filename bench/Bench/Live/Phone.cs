using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Omtanke.Bench.Live;

/// <summary>A phone in the room, or a screen: holds a cookie, listens to a stream, and asks when it hears nothing.</summary>
internal sealed partial class Phone(Uri server, string path, string cookie) : IAsyncDisposable
{
    // One handler for all: a connection each where a stream is open.
    private static readonly SocketsHttpHandler Wire = new() { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = int.MaxValue, PooledConnectionLifetime = Timeout.InfiniteTimeSpan };

    /// <summary>The client all phones use.</summary>
    public static readonly HttpClient Client = new(Wire) { Timeout = TimeSpan.FromSeconds(60) };

    private CancellationTokenSource stop = new();
    private Task? listening;

    /// <summary>The version last shown here, and when it came.</summary>
    public (int Version, long At) Shown { get; private set; }

    /// <summary>How many bytes the last frame had.</summary>
    public int Bytes { get; private set; }

    /// <summary>Why the stream last broke.</summary>
    public string? Trouble { get; private set; }

    public Uri Server { get; set; } = server;

    /// <summary>Opens the stream, and opens it again when it breaks, as a browser does.</summary>
    public void Listen() => listening = Task.Run(async () =>
    {
        while (!stop.IsCancellationRequested)
            try
            {
                await Read();
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException or HttpProtocolException)
            {
                Trouble = broken.Message;
                if (!stop.IsCancellationRequested)
                    await Task.Delay(500);
            }
    });

    /// <summary>Asks once what is new, as a phone does that hears nothing.</summary>
    public async Task Poll()
    {
        using var request = Request(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"{path}/live?since={Shown.Version}"));
        using var reply = await Client.SendAsync(request);
        if (reply.StatusCode == HttpStatusCode.OK)
            Take(await reply.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a form; true when it was taken.</summary>
    public async Task<bool> Send(string to, params (string Name, string Value)[] fields)
    {
        using var request = Request(HttpMethod.Post, $"{path}/{to}");
        request.Headers.Add("X-Omtanke", "outbox");
        request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var reply = await Client.SendAsync(request);
        return reply.StatusCode == HttpStatusCode.NoContent;
    }

    /// <summary>The stream is cut; nothing is heard until it listens again.</summary>
    public async Task Cut()
    {
        await stop.CancelAsync();
        if (listening is not null)
            await listening;
        stop.Dispose();
        stop = new();
    }

    public async ValueTask DisposeAsync()
    {
        await Cut();
        stop.Dispose();
    }

    private async Task Read()
    {
        using var request = Request(HttpMethod.Get, $"{path}/stream");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var reply = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
        reply.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await reply.Content.ReadAsStreamAsync(stop.Token));
        var bytes = 0;
        while (await lines.ReadLineAsync(stop.Token) is { } line)
        {
            bytes += line.Length;
            if (line.Length == 0)
                (Bytes, bytes) = (bytes, 0);
            else if (line.Contains("data-live-version", StringComparison.Ordinal))
                Take(line);
        }
    }

    private void Take(string html)
    {
        if (VersionIn().Match(html) is { Success: true } found)
            Shown = (int.Parse(found.Groups["n"].Value, CultureInfo.InvariantCulture), Stopwatch.GetTimestamp());
    }

    private HttpRequestMessage Request(HttpMethod method, string to)
    {
        var request = new HttpRequestMessage(method, new Uri(Server, to));
        request.Headers.Add("Cookie", cookie);
        return request;
    }

    [GeneratedRegex("data-live-version=\"(?<n>[0-9]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionIn();
}
