using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Omtanke.Web;

/// <summary>How handlers answer.</summary>
public static class Page
{
    /// <summary>A page or a part of one.</summary>
    /// <param name="parameters">The component's parameters, as an anonymous object.</param>
    /// <param name="status">200, or 400/409/422 when a form comes back with errors.</param>
    public static IResult Of<TComponent>(object? parameters = null, int status = StatusCodes.Status200OK) where TComponent : IComponent =>
        new RazorComponentResult<TComponent>(parameters ?? new { }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>On to another page after something was done (303), with a short message (a word key) shown there once.</summary>
    public static IResult SeeOther(string address, string? notice = null, string? kept = null) => new Onward(address, notice, kept);

    /// <summary>The one page for what does not exist and for what is not yours.</summary>
    public static IResult NotFound() => Of<Missing>(status: StatusCodes.Status404NotFound);

    private sealed class Onward(string address, string? notice, string? kept) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            Notices.Carry(httpContext, notice, kept);
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = LocalAddress.Of(address);
            return Task.CompletedTask;
        }
    }
}

/// <summary>Addresses to go on to: only our own.</summary>
public static class LocalAddress
{
    /// <summary>The address if it is a path of ours, otherwise the front page. Browsers drop tabs and take \\ for /, so only what an address may hold is let through.</summary>
    public static string Of(string? address) =>
        address is ['/', ..] and not ['/', '/', ..] && !address.AsSpan().ContainsAnyExceptInRange('!', '~') && !address.Contains('\\', StringComparison.Ordinal) ? address : "/";

    /// <summary>The same address with one query value set.</summary>
    public static string WithQuery(string address, string name, string value)
    {
        var parts = address.Split('?', 2);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(parts.Length > 1 ? parts[1] : "");
        query[name] = value;
        return Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(parts[0], query);
    }
}

/// <summary>Short messages carried over one redirect in a cookie that holds only a word key.</summary>
internal static class Notices
{
    private const string Cookie = "omtanke-notice";

    public static void Carry(HttpContext http, string? notice, string? kept)
    {
        if (notice is not null || kept is not null)
            http.Response.Cookies.Append(Cookie, $"{notice}|{kept}", new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromMinutes(1) });
    }

    public static void Receive(HttpContext http, Visit visit)
    {
        if (http.Request.Cookies[Cookie] is not { Length: < 300 } carried || !HttpMethods.IsGet(http.Request.Method) || http.Request.Headers.ContainsKey("X-Omtanke"))
            return;
        http.Response.Cookies.Delete(Cookie);
        var parts = carried.Split('|', 2);
        visit.Notice = parts[0] is { Length: > 0 } key && visit.Words.Has(key) ? key : null;
        visit.Kept = parts is [_, ['/', ..] address] ? address : null;
    }
}
