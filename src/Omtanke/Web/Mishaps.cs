using Omtanke.Content;
using Omtanke.Data;

namespace Omtanke.Web;

/// <summary>When something breaks: one calm page with a number to quote, and in the log the exception's type and place, never its message, which may hold what somebody wrote.</summary>
public sealed partial class Mishaps(RequestDelegate next, Library library, Settings settings, ILogger<Mishaps> log)
{
    /// <summary>The middleware.</summary>
    public async Task InvokeAsync(HttpContext http, Visit visit)
    {
        try
        {
            await next(http);
        }
        catch (Exception mishap) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            // A database that is gone is one trouble, told once, however many come meanwhile.
            var away = CutOff.Is(mishap);
            var number = away ? null : Guid.NewGuid().ToString("N")[..8];
            if (number is not null)
                Happened(log, number, http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "?", mishap.GetType().FullName ?? "?", mishap.StackTrace ?? "");
            http.Response.Clear();
            http.Response.StatusCode = away ? StatusCodes.Status503ServiceUnavailable : mishap is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
            http.Response.Headers.CacheControl = "no-store";
            if (away)
                http.Response.Headers.RetryAfter = "5";
            if (visit.Language is null)
                Greeting.Greet(http, visit, library, settings);
            await Page.Of<Mishap>(new { Number = number }, http.Response.StatusCode).ExecuteAsync(http);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mishap {Number} at {Method} {Route}: {Type}\n{Stack}")]
    private static partial void Happened(ILogger log, string number, string method, string route, string type, string stack);
}
