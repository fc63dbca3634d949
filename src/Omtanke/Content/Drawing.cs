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
    /// <param name="path">The file.</param>
    /// <param name="shown">The file's name in complaints.</param>
    /// <param name="prefix">Put before its inner ids, so that two drawings on a page do not mix.</param>
    internal static Drawing Read(string path, string shown, string prefix)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var root = Parse(path, shown);
        var faults = root.DescendantsAndSelf().SelectMany(Faults)
            .Select(fault => new ContentError(shown, fault.Line, name, fault.Message)).ToList();
        if (root.Name != svg + "svg" || root.Attribute("viewBox") is null)
            faults.Add(new ContentError(shown, 1, name, "should be an svg with a viewBox"));
        if (faults.Count > 0) throw new ContentException(faults);
        return new Drawing(name, Inline(root, $"{prefix}-{name}-"));
    }

    static XElement Parse(string path, string shown)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };
        try
        {
            using var reader = XmlReader.Create(path, settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException broken)
        {
            throw new ContentException(new ContentError(shown, broken.LineNumber, Path.GetFileNameWithoutExtension(path), $"is not well-formed: {broken.Message}"));
        }
    }

    static IEnumerable<(int Line, string Message)> Faults(XElement element)
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

    static bool PointsOutside(string value) =>
        value.Contains("javascript:", StringComparison.OrdinalIgnoreCase)
        || (value.Contains("url(", StringComparison.OrdinalIgnoreCase) && !value.TrimStart().StartsWith("url(#", StringComparison.Ordinal));

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
