using System.Xml;
using System.Xml.Linq;

namespace Omtanke.Content;

/// <summary>A drawing of our own, safe to place inside a page. It decorates: what it says also stands in words beside it.</summary>
public sealed record Drawing(string Name, string Svg)
{
    static readonly HashSet<string> elements =
    [
        "svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "defs", "use", "symbol",
        "linearGradient", "radialGradient", "stop", "clipPath", "mask", "marker", "pattern", "title", "desc", "text", "tspan",
    ];

    static readonly XNamespace svg = "http://www.w3.org/2000/svg";

    /// <summary>Reads a drawing, refusing what could run, load or style: a page lets only its own files in.</summary>
    /// <param name="text">The file.</param>
    /// <param name="shown">The file's name in complaints.</param>
    /// <param name="prefix">Put before its inner ids, so that two drawings on a page do not mix.</param>
    internal static Drawing Read(string text, string shown, string prefix)
    {
        var name = Path.GetFileNameWithoutExtension(shown);
        var root = Parse(text, shown);
        var faults = root.DescendantsAndSelf().SelectMany(Faults)
            .Select(fault => new ContentError(shown, fault.Line, name, fault.Message)).ToList();
        faults.AddRange(Endless(root).Select(fault => new ContentError(shown, fault.Line, name, fault.Message)));
        if (root.Name != svg + "svg" || root.Attribute("viewBox") is null)
            faults.Add(new ContentError(shown, 1, name, "should be an svg with a viewBox"));
        if (faults.Count > 0) throw new ContentException(faults);
        return new Drawing(name, Inline(root, $"{prefix}-{name}-"));
    }

    static XElement Parse(string text, string shown)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };
        try
        {
            using var words = new StringReader(text);
            using var reader = XmlReader.Create(words, settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException broken)
        {
            throw new ContentException(new ContentError(shown, broken.LineNumber, Path.GetFileNameWithoutExtension(shown), $"is not well-formed: {broken.Message}"));
        }
    }

    static IEnumerable<(int Line, Complaint Message)> Faults(XElement element)
    {
        var line = ((IXmlLineInfo)element).LineNumber;
        if (element.Name.Namespace != svg || !elements.Contains(element.Name.LocalName))
            yield return (line, $"may not hold <{element.Name.LocalName}>");
        foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
        {
            var name = attribute.Name.LocalName;
            if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase)) yield return (line, $"may not react by script ({name})");
            else if (name is "style") yield return (line, "may not carry a style attribute: the page's own rules refuse it");
            else if (name is "href" or "src" && !attribute.Value.StartsWith('#')) yield return (line, $"may not point outside itself ({attribute.Value})");
            else if (PointsOutside(attribute.Value)) yield return (line, $"may not point outside itself ({attribute.Value})");
        }
    }

    // A backslash could spell url another way.
    static bool PointsOutside(string value) =>
        value.Contains("javascript:", StringComparison.OrdinalIgnoreCase)
        || value.Contains('\\', StringComparison.Ordinal)
        || value.Replace("url(#", "", StringComparison.Ordinal).Contains("url(", StringComparison.OrdinalIgnoreCase);

    const int Most = 4000;

    // What points at itself is drawn for ever, and what doubles itself ten times over nearly so.
    static IEnumerable<(int Line, Complaint Message)> Endless(XElement root)
    {
        if (root.DescendantsAndSelf().Take(Most + 1).Count() > Most)
        {
            yield return (1, $"has more than {Most} shapes");
            yield break;
        }
        var named = root.DescendantsAndSelf().Where(element => element.Attribute("id") is not null).GroupBy(element => element.Attribute("id")!.Value).ToDictionary(group => group.Key, group => group.First());
        var weights = new Dictionary<XElement, int>();
        foreach (var use in root.Descendants().Where(element => Target(element) is not null))
            if (Weight(use, [], 0) > Most)
            {
                yield return (((IXmlLineInfo)use).LineNumber, "shows itself, or too much of itself");
                yield break;
            }

        string? Target(XElement element) => element.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "href")?.Value.TrimStart('#');

        int Weight(XElement element, HashSet<XElement> above, int depth)
        {
            if (weights.TryGetValue(element, out var known)) return known;
            if (depth > 100 || !above.Add(element)) return Most + 1;
            var weight = 1;
            foreach (var child in element.Elements()) weight = Math.Min(Most + 1, weight + Weight(child, above, depth + 1));
            if (Target(element) is { } target && named.TryGetValue(target, out var shown)) weight = Math.Min(Most + 1, weight + Weight(shown, above, depth + 1));
            above.Remove(element);
            return weights[element] = weight;
        }
    }

    static string Inline(XElement root, string prefix)
    {
        foreach (var attribute in root.DescendantsAndSelf().Attributes().ToList())
        {
            if (attribute.Name.LocalName == "id") attribute.Value = prefix + attribute.Value;
            else if (attribute.Value.StartsWith("url(#", StringComparison.Ordinal)) attribute.Value = attribute.Value.Replace("url(#", $"url(#{prefix}", StringComparison.Ordinal);
            else if (attribute.Name.LocalName == "href") attribute.Value = $"#{prefix}{attribute.Value[1..]}";
        }
        root.SetAttributeValue("aria-hidden", "true");
        root.SetAttributeValue("focusable", "false");
        return root.ToString(SaveOptions.DisableFormatting);
    }
}
