using System.Collections.Concurrent;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Omtanke.Bench.Live;

/// <summary>The least there can be: a server that hands the same bytes to everybody who listens, in a process of its own. What ours is held against.</summary>
internal static class Bare
{
    /// <summary>Serves until it is killed. <c>POST /fire?bytes=…</c> sends a frame of so many bytes to all.</summary>
    public static async Task<int> Serve(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Nobody reads what it would say, and a full pipe stops it.
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        var app = builder.Build();
        var listeners = new ConcurrentDictionary<Channel<string>, bool>();
        var version = 0;
        app.MapGet("/stream", (HttpContext http) => TypedResults.ServerSentEvents(Frames(http.RequestAborted)));
        app.MapPost("/fire", (int bytes) =>
        {
            var frame = string.Create(CultureInfo.InvariantCulture, $"<div data-live-version=\"{Interlocked.Increment(ref version)}\">").PadRight(bytes, '.');
            foreach (var listener in listeners.Keys)
                listener.Writer.TryWrite(frame);
            return Results.Redirect("/", false, false);
        });
        await app.StartAsync();
        Console.WriteLine("is open");
        await app.WaitForShutdownAsync(CancellationToken.None);
        return 0;

        async IAsyncEnumerable<SseItem<string>> Frames([EnumeratorCancellation] CancellationToken stop = default)
        {
            var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
            listeners[channel] = true;
            yield return new SseItem<string>("<div data-live-version=\"0\">", "frame");
            await foreach (var frame in channel.Reader.ReadAllAsync(stop))
                yield return new SseItem<string>(frame, "frame");
        }
    }
}
