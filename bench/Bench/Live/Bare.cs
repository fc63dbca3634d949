using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Omtanke.Bench.Live;

/// <summary>The least there can be: a server that hands the same bytes to everybody who listens, in a process of its own. What ours is held against.</summary>
internal static class Bare
{
    /// <summary>Starts it as a process of its own.</summary>
    /// <param name="port">Where it listens.</param>
    /// <param name="database">Where the form writes; none when there is no form.</param>
    public static Process Start(out int port, string database = "")
    {
        port = Node.FreePort();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Omtanke.Bench.dll"), "bare", port.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        start.Environment["OMTANKE_DATABASE"] = database;
        var server = Process.Start(start)!;
        server.StandardOutput.ReadLine();
        return server;
    }

    /// <summary>Serves until it is killed. <c>POST /fire?bytes=…</c> sends a frame of so many bytes to all; <c>/form</c> shows a form of twenty questions and stores what was answered with one insert.</summary>
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
        if (Environment.GetEnvironmentVariable("OMTANKE_DATABASE") is { Length: > 0 } database)
            MapForm(app, NpgsqlDataSource.Create(database));
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

    private static void MapForm(WebApplication app, NpgsqlDataSource source)
    {
        var form = "<!doctype html><title>Form</title><form method=post>" + string.Concat(Enumerable.Range(1, 20).Select(question => $"<fieldset><legend>Question {question}</legend>"
            + string.Concat(Enumerable.Range(0, 5).Select(value => $"<label><input type=radio name=q{question} value={value}>{value}</label>")) + "</fieldset>")) + "<button>Send</button></form>";
        app.MapGet("/form", () => Results.Content(form, "text/html"));
        app.MapPost("/form", async (HttpRequest request) =>
        {
            var answers = await request.ReadFormAsync();
            await using var insert = source.CreateCommand("insert into bare_answers (id, answers) values (gen_random_uuid(), $1)");
            insert.Parameters.Add(new() { Value = Enumerable.Range(1, 20).Select(question => short.Parse(answers[$"q{question}"].ToString(), CultureInfo.InvariantCulture)).ToArray() });
            await insert.ExecuteNonQueryAsync();
            return Results.Redirect("/thanks", false, false);
        });
        app.MapGet("/thanks", () => Results.Content("<!doctype html><title>Thanks</title><p>Thank you.", "text/html"));
    }
}
