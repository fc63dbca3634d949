using System.Globalization;
using System.Xml.Linq;

namespace Omtanke.Steps;

/// <summary>The colours of drawings, by role.</summary>
public enum Tone
{
    /// <summary>Teal.</summary>
    Calm,

    /// <summary>Terracotta.</summary>
    Warm,

    /// <summary>Green.</summary>
    Leaf,

    /// <summary>Sand.</summary>
    Soft,

    /// <summary>Dark, for words and lines.</summary>
    Ink,

    /// <summary>What is drawn on.</summary>
    Card,
}

/// <summary>What is drawn on: so many units wide and high, with a title and a description for those who do not see it.</summary>
/// <param name="id">Begins the ids inside it; one drawing's alone on a page.</param>
/// <param name="title">What it is.</param>
/// <param name="told">What it shows, in words.</param>
/// <param name="left">Where it begins.</param>
/// <param name="top">Where it begins.</param>
/// <param name="width">How wide it is.</param>
/// <param name="height">How high it is.</param>
public sealed class Canvas(string id, string title, string told, double left, double top, double width, double height)
{
    private readonly List<XElement> shapes = [];

    /// <summary>Adds what is drawn over what stands there already.</summary>
    public Canvas Add(params IEnumerable<XElement> more)
    {
        shapes.AddRange(more);
        return this;
    }

    /// <summary>The drawing as SVG.</summary>
    public override string ToString() => new XElement(
        Shape.Svg + "svg", new XAttribute("viewBox", string.Join(' ', Shape.Spelt(left), Shape.Spelt(top), Shape.Spelt(width), Shape.Spelt(height))),
        new XAttribute("width", Shape.Spelt(width)), new XAttribute("height", Shape.Spelt(height)), new XAttribute("class", "om-drawing om-drawn"),
        new XAttribute("role", "img"), new XAttribute("aria-labelledby", $"{id}-name"), new XAttribute("aria-describedby", $"{id}-told"), new XAttribute("font-family", Lettering.Family),
        new XElement(Shape.Svg + "title", new XAttribute("id", $"{id}-name"), Lettering.Writable(title)),
        new XElement(Shape.Svg + "desc", new XAttribute("id", $"{id}-told"), Lettering.Writable(told)),
        Shape.Box(left, top, width, height, 0).Fill(Tone.Card), shapes).ToString(SaveOptions.DisableFormatting);
}

/// <summary>Shapes for a drawing. Each carries its colour twice: as a class for the page's theme, and written out for a picture that stands alone.</summary>
public static class Shape
{
    internal static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>A circle.</summary>
    public static XElement Circle(double x, double y, double r) => Element("circle", ("cx", x), ("cy", y), ("r", r));

    /// <summary>A box, perhaps with round corners.</summary>
    public static XElement Box(double x, double y, double width, double height, double round) =>
        round > 0 ? Element("rect", ("x", x), ("y", y), ("width", width), ("height", height), ("rx", round)) : Element("rect", ("x", x), ("y", y), ("width", width), ("height", height));

    /// <summary>A line of any form.</summary>
    public static XElement Path(FormattableString d) => Element("path").With("d", d.ToString(CultureInfo.InvariantCulture)).With("fill", "none");

    /// <summary>Shapes that belong together.</summary>
    public static XElement Group(params IEnumerable<XElement> shapes) => new(Svg + "g", shapes);

    /// <summary>Lines of words under each other, the block's middle at the height given.</summary>
    public static XElement Words(double x, double y, IReadOnlyList<string> lines, double size, string anchor = "middle", bool strong = false) =>
        new XElement(Svg + "text", lines.Select((line, place) => new XElement(
                Svg + "tspan", new XAttribute("x", Spelt(x)), new XAttribute("y", Spelt(y + ((place - ((lines.Count - 1) / 2.0)) * size * Lettering.Line) + (size * .35))), Lettering.Writable(line))))
            .With("font-size", Spelt(size)).With("text-anchor", anchor).With("font-weight", strong ? "700" : "400").With("class", strong ? "om-drawn-strong" : "om-drawn-words").With("fill", Hex(Tone.Ink));

    /// <summary>With an attribute more.</summary>
    public static XElement With(this XElement shape, string name, string value)
    {
        shape.SetAttributeValue(name, name == "class" && shape.Attribute(name) is { } before ? $"{before.Value} {value}" : value);
        return shape;
    }

    /// <summary>Filled with a colour.</summary>
    public static XElement Fill(this XElement shape, Tone tone, double opacity = 1)
    {
        shape.With("class", $"om-fill-{Name(tone)}").With("fill", Hex(tone));
        return opacity < 1 ? shape.With("fill-opacity", Spelt(opacity)) : shape;
    }

    /// <summary>With an edge of a colour.</summary>
    public static XElement Edge(this XElement shape, Tone tone, double width, string? dashes = null)
    {
        // Sand is too faint for a line.
        shape.With("class", $"om-edge-{Name(tone)}").With("stroke", tone == Tone.Soft ? "#73807d" : Hex(tone)).With("stroke-width", Spelt(width));
        return dashes is null ? shape : shape.With("stroke-dasharray", dashes);
    }

    /// <summary>Moved.</summary>
    public static XElement At(this XElement shape, double x, double y) => shape.With("transform", $"translate({Spelt(x)} {Spelt(y)})");

    internal static string Spelt(double number) => Math.Round(number, 2).ToString("0.##", CultureInfo.InvariantCulture);

    private static XElement Element(string name, params IEnumerable<(string Name, double Value)> sizes) =>
        new(Svg + name, sizes.Select(size => new XAttribute(size.Name, Spelt(size.Value))));

    private static string Name(Tone tone) => tone.ToString().ToLowerInvariant();

    // As Web/Styles/_theme.scss has them in the light theme.
    private static string Hex(Tone tone) => tone switch
    {
        Tone.Calm => "#2b7a7b",
        Tone.Warm => "#d27e59",
        Tone.Leaf => "#8aa861",
        Tone.Soft => "#e8dcc6",
        Tone.Ink => "#1b2a2c",
        _ => "#ffffff",
    };
}
