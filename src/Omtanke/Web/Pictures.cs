using System.Collections.Frozen;
using System.Reflection;

namespace Omtanke.Web;

/// <summary>Our own drawings and icons, built into the program.</summary>
public static class Pictures
{
    private static readonly FrozenDictionary<string, string> All = Read();

    /// <summary>The SVG of that name; nothing where there is none.</summary>
    public static string Svg(string name) => All.GetValueOrDefault(name, "");

    private static FrozenDictionary<string, string> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(name => name.EndsWith(".svg", StringComparison.Ordinal)).ToFrozenDictionary(
            name => name[..^4].Split('.')[^1],
            name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            },
            StringComparer.Ordinal);
    }
}
