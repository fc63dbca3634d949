using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Omtanke.Web;

/// <summary>Addresses of our own files, with a mark of their content so that a browser may keep them for ever.</summary>
public static class Asset
{
    private static readonly ConcurrentDictionary<string, string> Marked = new(StringComparer.Ordinal);
    private static string root = "";

    /// <summary>The folder the front-end build writes to.</summary>
    public static void In(string folder) => root = folder;

    /// <summary>The address of a file, e.g. <c>/omtanke.css?v=1a2b…</c>.</summary>
    public static string At(string name) => Marked.GetOrAdd(name, static name =>
    {
        var path = Path.Combine(root, name);
        return File.Exists(path) ? $"/{name}?v={Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))[..12]}" : $"/{name}";
    });
}
