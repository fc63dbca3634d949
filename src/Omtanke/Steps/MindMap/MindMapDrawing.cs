using System.Xml.Linq;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>The mind map as SVG, as large as what stands in it needs.</summary>
static class MindMapDrawing
{
    const double Margin = 24;

    static readonly Tone[] tones = [Tone.Calm, Tone.Warm, Tone.Leaf];

    internal static string Of(MindMap sheet, Language language, Answer answer)
    {
        var branches = sheet.Branches(answer);
        var placed = MindMapLayout.Of(sheet.Centre(language), branches);
        var (left, right) = (placed.Min(box => box.X - (box.Width / 2)) - Margin, placed.Max(box => box.X + (box.Width / 2)) + Margin);
        var (top, bottom) = (placed.Min(box => box.Y - (box.Height / 2)) - Margin, placed.Max(box => box.Y + (box.Height / 2)) + Margin);
        return new Canvas($"{sheet.Step.Id}-drawing", sheet.Centre(language), MindMap.Told(branches, language), left, top, right - left, bottom - top)
            .Add(placed.Where(box => box.Parent is not null).Select(box => Link(placed[box.Parent!.Value], box)))
            .Add(placed.Select(Box)).ToString();
    }

    static XElement Box(Placed box) => Shape.Group(
        box.Level == 0
            ? Shape.Box(box.X - (box.Width / 2), box.Y - (box.Height / 2), box.Width, box.Height, box.Height / 2).Fill(Tone.Card).Edge(Tone.Ink, 3)
            : Shape.Box(box.X - (box.Width / 2), box.Y - (box.Height / 2), box.Width, box.Height, 10).Fill(Tone.Card).Edge(tones[box.Bough % tones.Length], box.Level == 1 ? 3 : 1.5),
        Shape.Words(box.X, box.Y, box.Lines, MindMapLayout.Size(box.Level), strong: box.Level < 2));

    // From edge to edge, leaving and arriving level.
    static XElement Link(Placed from, Placed to)
    {
        var out_ = Math.Sign(to.X - from.X);
        var (startX, endX) = (from.X + (out_ * from.Width / 2), to.X - (out_ * to.Width / 2));
        var half = (startX + endX) / 2;
        return Shape.Path($"M{Short(startX)} {Short(from.Y)}C{Short(half)} {Short(from.Y)} {Short(half)} {Short(to.Y)} {Short(endX)} {Short(to.Y)}").Edge(tones[to.Bough % tones.Length], to.Level == 1 ? 4 : 2);
    }

    static double Short(double number) => Math.Round(number, 1);
}
