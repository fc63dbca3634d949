using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Omtanke.Web;

/// <summary>Our own files, as the front-end build left them: already compressed, and kept by browsers for a year under an address marked with their content.</summary>
public static class Files
{
    private static readonly FileExtensionContentTypeProvider Types = new();
    private static readonly (string Accepts, string Ending)[] Compressed = [("br", ".br"), ("gzip", ".gz")];

    /// <summary>Serves the folder, where there is one.</summary>
    public static void UseFiles(this WebApplication app, string root)
    {
        Asset.In(root);
        if (!Directory.Exists(root))
            return;
        var files = new PhysicalFileProvider(root);
        app.Use((http, next) =>
        {
            Choose(http, files);
            return next(http);
        });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, ServeUnknownFileTypes = true, OnPrepareResponse = Label });
    }

    /// <summary>Points the request to the compressed twin that this browser takes.</summary>
    private static void Choose(HttpContext http, PhysicalFileProvider files)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || http.Request.Path.Value is not { Length: > 1 } path || Path.GetExtension(path).Length == 0)
            return;
        var accepted = http.Request.Headers.AcceptEncoding.ToString();
        foreach (var (accepts, ending) in Compressed)
            if (accepted.Contains(accepts, StringComparison.OrdinalIgnoreCase) && files.GetFileInfo(path + ending).Exists)
            {
                http.Request.Path = path + ending;
                http.Response.Headers.ContentEncoding = accepts;
                return;
            }
    }

    private static void Label(StaticFileResponseContext file)
    {
        var (headers, path) = (file.Context.Response.Headers, file.Context.Request.Path.Value!);
        if (headers.ContentEncoding.Count > 0)
            path = Path.ChangeExtension(path, null);
        headers.ContentType = Types.TryGetContentType(path, out var type) ? type : "application/octet-stream";
        headers.Vary = "Accept-Encoding";
        headers.CacheControl = file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
