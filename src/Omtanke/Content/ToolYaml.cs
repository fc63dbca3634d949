using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Omtanke.Content;

/// <summary>Reads a file of a tool to change it, and writes it again so that it says the same.</summary>
static partial class ToolYaml
{
    internal static YamlMappingNode Load(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Count > 0 && stream.Documents[0].RootNode is YamlMappingNode map ? map : [];
    }

    internal static string Write(YamlMappingNode map)
    {
        foreach (var scalar in map.AllNodes.OfType<YamlScalarNode>()) scalar.Style = StyleOf(scalar.Value ?? "");
        var text = Emit(map);
        if (Says(text, map)) return text;
        // Somebody wrote something that no plain style holds.
        foreach (var scalar in map.AllNodes.OfType<YamlScalarNode>()) scalar.Style = ScalarStyle.DoubleQuoted;
        return Emit(map);
    }

    static bool Says(string text, YamlMappingNode map)
    {
        try
        {
            return Load(text).Equals(map);
        }
        catch (YamlException)
        {
            return false;
        }
    }

    static string Emit(YamlMappingNode map)
    {
        if (map.Children.Count == 0) return "";
        using var writer = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(map)).Save(writer, assignAnchors: false);
        var text = writer.ToString().ReplaceLineEndings("\n");
        return text.EndsWith("...\n", StringComparison.Ordinal) ? text[..^4] : text;
    }

    static ScalarStyle StyleOf(string value) =>
        Plain().IsMatch(value) ? ScalarStyle.Plain
        : value.Contains('\n') && !value.StartsWith(' ') && !value.StartsWith('\n') && !value.EndsWith('\n') && !value.Contains('\t') ? ScalarStyle.Literal
        : ScalarStyle.DoubleQuoted;

    [GeneratedRegex(@"^[\p{L}\d]([\p{L}\d .,()/!?_-]*[\p{L}\d.,)/!?_-])?$", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Plain();
}
