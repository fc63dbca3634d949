using System.Globalization;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>A flower that stands alone, for paper: one petal for each thing weighed, the longer the more.</summary>
static class FlowerDrawing
{
    static readonly Tone[] tones = [Tone.Calm, Tone.Warm, Tone.Leaf];

    /// <summary>Draws it.</summary>
    /// <param name="id">Begins the ids inside it.</param>
    /// <param name="title">What it is.</param>
    /// <param name="petals">What is weighed, how it is told, and how much of it there is.</param>
    /// <param name="most">The most there could be.</param>
    internal static string Of(string id, string title, IReadOnlyList<(string Name, string Told, int Weight)> petals, int most)
    {
        var canvas = new Canvas(id, title, Told(petals), -300, -180, 600, 360);
        for (var ring = 2; ring <= 10; ring += 2)
            canvas.Add(Shape.Circle(0, 0, ring * MixFigure.Step).With("fill", "none").Edge(Tone.Soft, .6));
        foreach (var (petal, place) in petals.Select((petal, place) => (petal, place)))
        {
            // Drawn on the scale of ten that the flower of roles has.
            var weight = petal.Weight * 10 / most;
            var (numberAt, nameAt) = (MixFigure.NumberAt(place, petals.Count, weight), MixFigure.NameAt(place, petals.Count));
            canvas.Add(
                Shape.Path($"{MixFigure.Petal(weight)}").Fill(tones[place % 3], .35).Edge(tones[place % 3], 2).With("transform", MixFigure.Turned(place, petals.Count)),
                Shape.Words(numberAt.X, numberAt.Y, [petal.Weight.ToString(CultureInfo.InvariantCulture)], 17, strong: true),
                Shape.Words(nameAt.X, nameAt.Y, [petal.Name], 17, MixFigure.AnchorAt(place, petals.Count)));
        }
        return canvas.ToString();
    }

    /// <summary>The same in words.</summary>
    internal static string Told(IReadOnlyList<(string Name, string Told, int Weight)> petals) => string.Join(", ", petals.Select(petal => $"{petal.Name}: {petal.Told}"));
}
