using System.Globalization;
using System.Xml.Linq;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>The wheel as SVG: rings round each other, each with its name in it and a numbered mark for each thing written; to take along, with the things themselves at its sides.</summary>
static class WheelDrawing
{
    const double Band = 74, Inner = 92, Letters = 15, Panel = 270, Gap = 40;

    static readonly (Tone Tone, double Opacity)[] looks = [(Tone.Calm, .32), (Tone.Leaf, .34), (Tone.Warm, .28), (Tone.Soft, .55)];

    /// <summary>The wheel alone.</summary>
    internal static string Bare(Wheel sheet, Language language, Answer answer)
    {
        var edge = Edge(sheet.Rings.Count - 1) + 6;
        return new Canvas($"{sheet.Step.Id}-drawing", language.Text(sheet.Step.Id, "title"), sheet.Told(language, answer), -edge, -edge, 2 * edge, 2 * edge).Add(Rings(sheet, language, answer)).ToString();
    }

    /// <summary>The wheel with all that is written, at its sides.</summary>
    internal static string Whole(Wheel sheet, Language language, Answer answer)
    {
        var panels = sheet.Rings.Select((ring, place) => new WheelPanel(place, Lettering.Wrap(Title(place, language.Text(ring, "title")), 17, Panel), [.. sheet.Things(ring, answer).Select((thing, number) => Lettering.Wrap($"{number + 1}. {thing}", Letters, Panel))])).ToList();
        var (left, right) = (panels.Where(panel => panel.Ring % 2 == 0).ToList(), panels.Where(panel => panel.Ring % 2 == 1).ToList());
        var edge = Edge(sheet.Rings.Count - 1);
        var half = Math.Max(edge + 16, Math.Max(HeightOf(left), HeightOf(right)) / 2) + 16;
        var side = edge + Gap + Panel + 24;
        var drawing = new Canvas($"{sheet.Step.Id}-whole", language.Text(sheet.Step.Id, "title"), sheet.Told(language, answer), -side, -half, 2 * side, 2 * half)
            .Add(Rings(sheet, language, answer, "whole"));
        return drawing.Add(Column(left, -1, edge)).Add(Column(right, 1, edge)).ToString();
    }

    static IEnumerable<XElement> Rings(Wheel sheet, Language language, Answer answer, string name = "ring")
    {
        for (var ring = sheet.Rings.Count - 1; ring >= 0; ring--)
        {
            var (tone, opacity) = looks[ring % looks.Length];
            yield return Shape.Circle(0, 0, Edge(ring)).Fill(Tone.Card);
            yield return Shape.Circle(0, 0, Edge(ring)).Fill(tone, opacity).Edge(tone, 2.5);
        }
        for (var ring = 0; ring < sheet.Rings.Count; ring++)
        {
            foreach (var shape in Name(Title(ring, language.Text(sheet.Rings[ring], "title")), ring, $"{sheet.Step.Id}-{name}-{ring}")) yield return shape;
            foreach (var shape in Marks(sheet.Things(sheet.Rings[ring], answer).Count, ring)) yield return shape;
        }
    }

    // In the middle in lines; in the rings along the upper arc.
    static IEnumerable<XElement> Name(string title, int ring, string id)
    {
        if (ring == 0) return [Shape.Words(0, -Inner * .36, Lettering.Wrap(title, 18, Inner * 1.4), 18, strong: true)];
        var radius = Edge(ring) - 28;
        var size = Math.Min(20, 20 * (Math.PI * radius * .9) / Lettering.Width(title, 20));
        FormattableString arc = $"M{-radius} 0A{radius} {radius} 0 0 1 {radius} 0";
        return
        [
            Shape.Path(arc).With("id", id),
            new XElement(Shape.Svg + "text", new XElement(Shape.Svg + "textPath", new XAttribute("href", $"#{id}"), new XAttribute("startOffset", "50%"), Lettering.Writable(title)))
                .With("font-size", Shape.Spelt(size)).With("text-anchor", "middle").With("font-weight", "700").With("class", "om-drawn-strong").With("fill", "#1b2a2c"),
        ];
    }

    // Side by side along the lower part of the ring, closer the more there are.
    static IEnumerable<XElement> Marks(int count, int ring)
    {
        var radius = ring == 0 ? Inner * .52 : Edge(ring) - (Band / 2);
        var (from, to) = ring == 0 ? (20.0, 160.0) : (-15.0, 195.0);
        var r = Math.Min(15, Math.Max(3, radius * (to - from) * Math.PI / 180 / Math.Max(1, count) / 2.3));
        for (var number = 0; number < count; number++)
        {
            var angle = (to - ((to - from) * (number + .5) / count)) * Math.PI / 180;
            var (x, y) = (Math.Cos(angle) * radius, Math.Sin(angle) * radius);
            yield return Shape.Circle(x, y, r).Fill(Tone.Card).Edge(Tone.Ink, 1.5);
            if (r >= 9) yield return Shape.Words(x, y, [(number + 1).ToString(CultureInfo.InvariantCulture)], 15, strong: true);
        }
    }

    static IEnumerable<XElement> Column(IReadOnlyList<WheelPanel> panels, int direction, double edge)
    {
        var x = direction * (edge + Gap);
        var y = -HeightOf(panels) / 2;
        foreach (var panel in panels)
        {
            var tone = looks[panel.Ring % looks.Length].Tone;
            var middle = y + 12;
            // From the words to their ring: to a point of it at the same height, as far as it reaches.
            var ringRadius = panel.Ring == 0 ? Inner - 10 : Edge(panel.Ring) - 10;
            var height = Math.Clamp(middle, -ringRadius * .86, ringRadius * .86);
            var at = direction * Math.Sqrt((ringRadius * ringRadius) - (height * height));
            yield return Shape.Path($"M{Math.Round(x, 1)} {Math.Round(middle, 1)}L{Math.Round(at, 1)} {Math.Round(height, 1)}").Edge(Tone.Ink, 1.5);
            yield return Shape.Circle(at, height, 4).Fill(Tone.Ink);
            // The words stand against the wheel, on whichever side of it they are.
            var (textX, anchor) = (x + (direction * 12), direction < 0 ? "end" : "start");
            yield return Shape.Box(x - 2, y - 8, 4, panel.Height - 16, 2).Fill(tone).Edge(tone, 1);
            var top = y;
            yield return Shape.Words(textX, top + (panel.Title.Count * 17 * Lettering.Line / 2), panel.Title, 17, anchor, strong: true);
            top += (panel.Title.Count * 17 * Lettering.Line) + 8;
            foreach (var thing in panel.Things)
            {
                var tall = thing.Count * Letters * Lettering.Line;
                yield return Shape.Words(textX, top + (tall / 2), thing, Letters, anchor);
                top += tall + 6;
            }
            y += panel.Height;
        }
    }

    static string Title(int ring, string title) => $"{(char)('A' + ring)}  {title}";

    static double Edge(int ring) => Inner + (ring * Band);

    static double HeightOf(IEnumerable<WheelPanel> panels) => panels.Sum(panel => panel.Height);

    sealed record WheelPanel(int Ring, IReadOnlyList<string> Title, IReadOnlyList<IReadOnlyList<string>> Things)
    {
        internal double Height => (Title.Count * 17 * Lettering.Line) + 8 + Things.Sum(thing => (thing.Count * Letters * Lettering.Line) + 6) + 36;
    }
}
