using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Security;

/// <summary>Sign-in, my account, and who opened my information.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<Caller>();
        services.AddScoped<Gate>();
        services.AddScoped<Erasure>();
        services.AddSingleton<IEnvelope, Envelope>();
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/sign-out", async (HttpContext http, Database db) =>
        {
            await SignedIn.End(http, db);
            http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
            return Page.SeeOther("/", "sign-in.signed-out");
        }).May(Operation.Enter, Kind.Open);
        doors.MapPost("/theme", Theme).May(Operation.Enter, Kind.Open);
    }

    /// <summary>Remembers light or dark in this browser, and goes back to the page it was chosen on.</summary>
    private static IResult Theme(HttpContext http, [Microsoft.AspNetCore.Mvc.FromForm] string? theme)
    {
        if (theme is "light" or "dark")
            http.Response.Cookies.Append(Greeting.ThemeCookie, theme, new CookieOptions { SameSite = SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromDays(365), IsEssential = true, Secure = http.Request.IsHttps });
        return Page.SeeOther(Uri.TryCreate(http.Request.Headers.Referer.ToString(), UriKind.Absolute, out var page) && page.Authority == http.Request.Host.Value ? page.PathAndQuery : "/");
    }
}
