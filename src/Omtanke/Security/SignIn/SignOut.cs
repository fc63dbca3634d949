using Microsoft.AspNetCore.Mvc;
using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Security.SignIn;

/// <summary>Signing out; and light or dark, which this browser remembers also for strangers.</summary>
internal static class SignOut
{
    public static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/sign-out", Leave).May(Operation.Enter, Kind.Open);
        doors.MapPost("/theme", Theme).May(Operation.Enter, Kind.Open);
    }

    /// <summary>Leaves nothing of the visit in the browser.</summary>
    internal static void Clear(HttpContext http) => http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";

    private static async Task<IResult> Leave(HttpContext http, Database db)
    {
        await SignedIn.End(http, db);
        Clear(http);
        return Page.SeeOther("/", "sign-in.signed-out");
    }

    private static IResult Theme(HttpContext http, [FromForm] string? theme)
    {
        if (theme is "light" or "dark")
            http.Response.Cookies.Append(Greeting.ThemeCookie, theme, new CookieOptions { SameSite = SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromDays(365), IsEssential = true, Secure = http.Request.IsHttps });
        return Page.SeeOther(Uri.TryCreate(http.Request.Headers.Referer.ToString(), UriKind.Absolute, out var page) && page.Authority == http.Request.Host.Value ? page.PathAndQuery : "/");
    }
}
