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
        // An address whose parts are not what they should be, a link cut off in a mail, is one that does not exist.
        catch (BadHttpRequestException crooked) when (crooked.StatusCode == StatusCodes.Status400BadRequest && HttpMethods.IsGet(http.Request.Method) && !http.Response.HasStarted)
        {
            await AnswerInstead(http, visit, Page.NotFound());
        }
        catch (Exception mishap) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            // A database that is gone is one trouble, told once, however many come meanwhile.
            var away = CutOff.Is(mishap);
            var number = away ? null : Guid.NewGuid().ToString("N")[..8];
            if (number is not null)
                Happened(log, number, http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "?", mishap.GetType().FullName ?? "?", mishap.StackTrace ?? "");
            await AnswerInstead(http, visit, Page.Of<Mishap>(
                new { Number = number }, away ? StatusCodes.Status503ServiceUnavailable : mishap is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError), retryAfter: away ? "5" : default);
        }
    }

    // What the answer had begun to say is forgotten, but not the manners.
    private Task AnswerInstead(HttpContext http, Visit visit, IResult page, Microsoft.Extensions.Primitives.StringValues retryAfter = default)
    {
        http.Response.Clear();
        Manners.Keep(http.Response.Headers);
        http.Response.Headers.RetryAfter = retryAfter;
        Greeting.Greet(http, visit, library, settings);
        return page.ExecuteAsync(http);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mishap {Number} at {Method} {Route}: {Type}\n{Stack}")]
    private static partial void Happened(ILogger log, string number, string method, string route, string type, string stack);
}
