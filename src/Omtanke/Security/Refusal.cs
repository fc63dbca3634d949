using Omtanke.Web;

namespace Omtanke.Security;

/// <summary>How a no is said. <em>Not yours</em> and <em>does not exist</em> are the same bytes.</summary>
internal static class Refusal
{
    public static IResult Of(Verdict verdict, HttpContext http) => verdict switch
    {
        Verdict.SignIn => ToDoor("/sign-in", http),
        Verdict.Refresh => ToDoor("/sign-in/again", http),
        Verdict.No or Verdict.Yes => Page.NotFound(),
    };

    /// <summary>To where one comes in. The same for what does not exist, is over, or was joined on another phone.</summary>
    public static IResult NotJoined(string entrance, HttpContext http) => http.Request.Headers.ContainsKey("X-Omtanke")
        ? Results.Json(new { join = entrance, signIn = entrance }, statusCode: StatusCodes.Status401Unauthorized)
        : Page.SeeOther(entrance);

    /// <summary>To the sign-in page and back. A page's own script gets the address instead, so that it can keep what was typed.</summary>
    private static IResult ToDoor(string door, HttpContext http)
    {
        var request = http.Request;
        var back = HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : PageBehind(request);
        var address = $"{door}?to={Uri.EscapeDataString(back)}";
        return request.Headers.ContainsKey("X-Omtanke")
            ? Results.Json(new { signIn = address }, statusCode: StatusCodes.Status401Unauthorized)
            : Page.SeeOther(address);
    }

    /// <summary>A form was sent: the way back is the page it stood on.</summary>
    private static string PageBehind(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page) && page.Authority == request.Host.Value ? page.PathAndQuery : "/me";
}
