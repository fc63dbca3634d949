using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations.Hold;

/// <summary>Two screens, one talk: what the other has saved comes by asking every two seconds; the stream only says that there is something new.</summary>
internal static class Live
{
    // Whoever signs out is out at once; whoever may no longer see it for another reason, when the stream ends and the browser opens a new one.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(3);

    public static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/conversations/{id}/talk/live", Parts).May<Conversation>(Operation.Read, Kind.Shared).Passive();
        doors.MapGet("/conversations/{id}/talk/stream", Stream).May<Conversation>(Operation.Read, Kind.Shared).Passive();
    }

    /// <summary>The other's parts, when anything is newer than version <paramref name="since"/>.</summary>
    private static async Task<IResult> Parts(Guid id, string? since, string? form, Database db, Gate gate, Library library)
    {
        var conversation = await db.Found(id);
        if (IsNow(since, conversation))
            return Results.NoContent();
        return Page.Of<TalkParts>(new { Talk = await Talk.Of(conversation, db, gate, library), FormShown = form });
    }

    /// <summary>Whether this version is the present one.</summary>
    public static bool IsNow(string? since, Conversation conversation) =>
        int.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) && seen == conversation.Version;

    /// <summary>Version numbers as they come. Whoever does not ask for a stream gets the one there is.</summary>
    private static IResult Stream(Guid id, HttpContext http, Gate gate, Caller caller, Changes changes, IServiceScopeFactory scopes)
    {
        var (me, session) = (gate.Me, caller.Session!.Value);
        var life = http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase) ? Life : TimeSpan.Zero;
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(Versions(changes.Of(id, session, Current, life, http.RequestAborted)));

        // The transaction of the gate is over by then; this one works for the same person.
        async Task<int?> Current()
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<Database>();
            await using var transaction = await db.Begin(Acting.As(me));
            // It may have ended between the gate and here.
            if (!await db.Sessions.AnyAsync(found => found.Id == session))
                return null;
            return await db.Conversations.Where(found => found.Id == id).Select(found => (int?)found.Version).FirstOrDefaultAsync();
        }
    }

    private static async IAsyncEnumerable<SseItem<string>> Versions(IAsyncEnumerable<int> versions, [EnumeratorCancellation] CancellationToken stop = default)
    {
        await foreach (var version in versions.WithCancellation(stop))
            yield return new SseItem<string>(version.ToString(CultureInfo.InvariantCulture), "version");
    }
}
