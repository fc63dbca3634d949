using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Features;
using Omtanke.Data;

namespace Omtanke.Workshops.Live;

/// <summary>Frames as they come, for whoever looks. Nothing depends on it: a page that hears nothing asks by itself.</summary>
internal static class Streams
{
    /// <summary>How long a stream lives before the browser opens another: whoever may no longer look is out by then.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>The header that says what time it is here, so that a device with a wrong clock counts down right.</summary>
    public const string NowHeader = "X-Omtanke-Now";

    /// <summary>Answers with a stream of frames. Whoever does not ask for a stream gets the one there is.</summary>
    public static IResult Of(HttpContext http, IAsyncEnumerable<int> versions, Func<int, Task<Frame>> frame, Action heard)
    {
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return new Light(TypedResults.ServerSentEvents(Events(versions, frame, heard, http.RequestAborted)));
    }

    /// <summary>Answers with version numbers only, for a page that asks for its own parts.</summary>
    public static IResult Numbers(HttpContext http, IAsyncEnumerable<int> versions)
    {
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return new Light(TypedResults.ServerSentEvents(Told(versions, http.RequestAborted)));
    }

    /// <summary>How long the stream lives; for whoever does not ask for one, no longer than to say what there is.</summary>
    public static TimeSpan LifeFor(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase) ? Life : TimeSpan.Zero;

    /// <summary>Says what time it is here.</summary>
    public static void Tell(HttpResponse response, DateTimeOffset now) => response.Headers[NowHeader] = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether this version is the present one.</summary>
    public static bool IsNow(string? since, int version) => int.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) && seen == version;

    private static async IAsyncEnumerable<SseItem<string>> Events(IAsyncEnumerable<int> versions, Func<int, Task<Frame>> frame, Action heard, [EnumeratorCancellation] CancellationToken stop = default)
    {
        string? last = null;
        await foreach (var version in versions.WithCancellation(stop))
        {
            heard();
            var now = await frame(version);
            // A change that this view does not show is told as a number only: the line is alive.
            yield return ReferenceEquals(now.Html, last) || now.Html == last
                ? new SseItem<string>(now.Version.ToString(CultureInfo.InvariantCulture), "pulse")
                : new SseItem<string>(last = now.Html, "frame");
        }
    }

    private static async IAsyncEnumerable<SseItem<string>> Told(IAsyncEnumerable<int> versions, [EnumeratorCancellation] CancellationToken stop = default)
    {
        await foreach (var version in versions.WithCancellation(stop))
            yield return new SseItem<string>(version.ToString(CultureInfo.InvariantCulture), "version");
    }

    /// <summary>Before the stream begins, all that the request was lent goes back, a database context among it: a hall of two thousand would hold two thousand of them for ten minutes.</summary>
    private sealed class Light(IResult stream) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var scopes = httpContext.RequestServices.GetRequiredService<IServiceScopeFactory>();
            if (httpContext.Features.Get<IServiceProvidersFeature>() is IAsyncDisposable lent)
                await lent.DisposeAsync();
            await using var empty = scopes.CreateAsyncScope();
            httpContext.RequestServices = empty.ServiceProvider;
            await stream.ExecuteAsync(httpContext);
        }
    }
}
