using Omtanke.Content;

namespace Omtanke.Web;

/// <summary>The HTTP manners of every answer (confidentiality.md §8): own files only, no cross-site writing, nothing personal left in a cache.</summary>
public sealed class Manners(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; " +
        "worker-src 'self'; media-src 'self' https:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>The middleware.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        Keep(http.Response.Headers);
        if (IsForeignWrite(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        await next(http);
    }

    /// <summary>What every answer says of itself, whatever else it says.</summary>
    internal static void Keep(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)";
        headers.CacheControl = "no-store";
    }

    /// <summary>
    /// A writing request that another site's page caused. Browsers say so in Sec-Fetch-Site; older ones in Origin.
    /// What carries neither is no browser, and holds no cookie that it was not given.
    /// </summary>
    public static bool IsForeignWrite(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return false;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is "cross-site" or "same-site")
            return true;
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>Settles the language, the theme and the message carried over, before anything is shown.</summary>
public sealed class Greeting(RequestDelegate next, Library library, Settings settings)
{
    /// <summary>The cookie that remembers a stranger's language.</summary>
    public const string LanguageCookie = "omtanke-language";

    /// <summary>The cookie that remembers the theme.</summary>
    public const string ThemeCookie = "om-theme";

    /// <summary>The middleware.</summary>
    public async Task InvokeAsync(HttpContext http, Visit visit)
    {
        Greet(http, visit, library, settings);
        await next(http);
    }

    /// <summary>What this visit is spoken to in; also for the page that says something broke before anybody was greeted.</summary>
    internal static void Greet(HttpContext http, Visit visit, Library library, Settings settings)
    {
        var wish = http.Request.Query["lang"].ToString();
        string?[] wishes = [wish, http.Request.Cookies[LanguageCookie], visit.OwnLanguage, .. http.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(accepted => accepted.Quality ?? 1).Select(accepted => accepted.Value.Value?.Split('-')[0])];
        var language = wishes.FirstOrDefault(code => code is not null && library.Speaks(code)) ?? "da";
        if (wish.Length > 0 && wish == language)
            http.Response.Cookies.Append(LanguageCookie, language, new CookieOptions { SameSite = SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromDays(365), IsEssential = true, HttpOnly = true, Secure = http.Request.IsHttps });
        visit.Speak(library.In(language), [.. library.Languages.Select(spoken => spoken.Code)], http.Request.Path + http.Request.QueryString);
        visit.Demo = settings.Demo;
        visit.Theme = http.Request.Cookies[ThemeCookie] is "light" or "dark" ? http.Request.Cookies[ThemeCookie] : null;
        Notices.Receive(http, visit);
        http.Response.Headers.ContentLanguage = language;
    }
}
