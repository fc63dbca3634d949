using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Workshops.Live;

/// <summary>Frames as they come, for whoever looks. Nothing depends on it: a page that hears nothing asks by itself.</summary>
internal static class Streams
{
    /// <summary>How long a stream lives before the browser opens another: whoever may no longer look is out by then.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>The header that says what time it is here, so that a device with a wrong clock counts down right.</summary>
    public const string NowHeader = "X-Omtanke-Now";

    /// <summary>Answers with a stream of frames. Whoever does not ask for a stream gets the one there is.</summary>
    public static IResult Of(IAsyncEnumerable<int> versions, Func<int, Task<Frame>> frame, Action heard) => new Stream(Frames(versions, frame, heard));

    /// <summary>Answers with version numbers only, for a page that asks for its own parts.</summary>
    public static IResult Numbers(IAsyncEnumerable<int> versions) => new Stream(versions.Select(version => Event("version", version.ToString(CultureInfo.InvariantCulture))));

    /// <summary>One event as it goes over the wire: made once for a whole hall.</summary>
    public static ReadOnlyMemory<byte> Event(string name, string data) => Encoding.UTF8.GetBytes($"event: {name}\ndata: {data.ReplaceLineEndings("\ndata: ")}\n\n");

    /// <summary>The version a workshop has, for somebody who runs it; none once they have signed out.</summary>
    public static Func<Task<int?>> VersionFor(Guid person, Guid session, Guid workshop, IServiceScopeFactory scopes) => async () =>
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Database>();
        await using var transaction = await db.Begin(Acting.As(person));
        return await db.Sessions.AnyAsync(found => found.Id == session) ? await db.WorkshopVersions.Where(row => row.Workshop == workshop).Select(row => (int?)row.Version).FirstOrDefaultAsync() : null;
    };

    /// <summary>How long the stream lives; for whoever does not ask for one, no longer than to say what there is.</summary>
    public static TimeSpan LifeFor(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase) ? Life : TimeSpan.Zero;

    /// <summary>Says what time it is here.</summary>
    public static void Tell(HttpResponse response, DateTimeOffset now) => response.Headers[NowHeader] = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether this version is the present one.</summary>
    public static bool IsNow(string? since, int version) => int.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) && seen == version;

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Frames(IAsyncEnumerable<int> versions, Func<int, Task<Frame>> frame, Action heard)
    {
        Frame? last = null;
        await foreach (var version in versions)
        {
            heard();
            var now = await frame(version);
            // A change that this view does not show is told as a number only: the line is alive.
            yield return now.Html == last?.Html ? Event("pulse", now.Version.ToString(CultureInfo.InvariantCulture)) : (last = now).Event;
        }
    }

    /// <summary>Events until there are no more. Before the first, all that the request was lent goes back, a database context among it: a hall of two thousand would hold two thousand of them for ten minutes.</summary>
    private sealed class Stream(IAsyncEnumerable<ReadOnlyMemory<byte>> events) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-cache,no-store";
            response.Headers["X-Accel-Buffering"] = "no";
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            var scopes = httpContext.RequestServices.GetRequiredService<IServiceScopeFactory>();
            if (httpContext.Features.Get<IServiceProvidersFeature>() is IAsyncDisposable lent)
                await lent.DisposeAsync();
            await using var empty = scopes.CreateAsyncScope();
            httpContext.RequestServices = empty.ServiceProvider;
            // To somebody who has just left, a write goes nowhere; the next change finds that out.
            await foreach (var told in events)
            {
                await response.Body.WriteAsync(told, CancellationToken.None);
                await response.Body.FlushAsync(CancellationToken.None);
            }
        }
    }
}
