using Microsoft.AspNetCore.HttpOverrides;

namespace Omtanke.Web;

/// <summary>
/// The workplace's own web server in front of us, which speaks TLS with people's browsers. We listen on this machine only, so whatever comes was handed on by it.
/// </summary>
public static class Proxy
{
    /// <summary>
    /// Takes the visitor's own address from <c>X-Forwarded-For</c>, believed from this machine alone; and, where our address is https, takes every visit as one to that address,
    /// whatever the web server in front says of it.
    /// </summary>
    public static void UseProxy(this WebApplication app, Settings settings)
    {
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
        if (settings.Address.Scheme != Uri.UriSchemeHttps)
            return;
        app.Use((http, next) =>
        {
            (http.Request.Scheme, http.Request.Host) = (Uri.UriSchemeHttps, new HostString(settings.Address.Authority));
            return next(http);
        });
    }
}
