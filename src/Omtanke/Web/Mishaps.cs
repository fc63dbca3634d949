namespace Omtanke.Web;

/// <summary>When something breaks: one calm page with a number to quote, and in the log the exception's type and place, never its message, which may hold what somebody wrote.</summary>
public sealed partial class Mishaps(RequestDelegate next, ILogger<Mishaps> log)
{
    /// <summary>The middleware.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception mishap) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            var number = Guid.NewGuid().ToString("N")[..8];
            Happened(log, number, http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "?", mishap.GetType().FullName ?? "?", mishap.StackTrace ?? "");
            http.Response.Clear();
            http.Response.StatusCode = mishap is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
            http.Response.Headers.CacheControl = "no-store";
            if (http.RequestServices.GetRequiredService<Visit>().Language is null)
                await http.Response.WriteAsync($"Omtanke: {number}");
            else
                await Page.Of<Mishap>(new { Number = number }, http.Response.StatusCode).ExecuteAsync(http);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mishap {Number} at {Method} {Route}: {Type}\n{Stack}")]
    private static partial void Happened(ILogger log, string number, string method, string route, string type, string stack);
}
