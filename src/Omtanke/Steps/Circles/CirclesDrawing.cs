using System.Globalization;
using System.Xml.Linq;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>The circles as SVG. A script moves them by the same names: <c>data-circle</c>, its name and its handle.</summary>
static class CirclesDrawing
{
    const double Scale = 4, Side = Round.Side * Scale, Letters = 17;

    static readonly (Tone Tone, string? Dashes)[] looks = [(Tone.Calm, null), (Tone.Warm, "14 7"), (Tone.Leaf, "3 7")];

    /// <summary>One picture.</summary>
    internal static string One(Circles sheet, int picture, Language language, Answer answer) =>
        new Canvas($"{sheet.Pictures[picture]}-drawing", language.Text(sheet.Pictures[picture], "title"), string.Join(' ', sheet.Told(picture, language, answer)), 0, 0, Side, Side)
            .Add(Picture(sheet, picture, language, answer)).ToString();

    /// <summary>Both beside each other, each with its title.</summary>
    internal static string Both(Circles sheet, Language language, Answer answer)
    {
        const double gap = 32, head = 56;
        var told = sheet.Pictures.Select((id, picture) => $"{language.Text(id, "title")}: {string.Join(' ', sheet.Told(picture, language, answer))}");
        var canvas = new Canvas($"{sheet.Step.Id}-drawing", language.Text(sheet.Step.Id, "title"), string.Join(' ', told), 0, 0, (Side * 2) + (gap * 3), Side + head + gap);
        foreach (var picture in Enumerable.Range(0, sheet.Pictures.Count))
            canvas.Add(
                Shape.Group([Shape.Words(Side / 2, -head / 2, [language.Text(sheet.Pictures[picture], "title")], 22, strong: true), .. Picture(sheet, picture, language, answer)])
                    .At(gap + (picture * (Side + gap)), head));
        return canvas.ToString();
    }

    static IEnumerable<XElement> Picture(Circles sheet, int picture, Language language, Answer answer)
    {
        var rounds = sheet.In(picture, answer);
        // The largest lies at the bottom, so that none is hidden; the names lie on top of them all.
        var order = Enumerable.Range(0, rounds.Count).OrderByDescending(circle => rounds[circle].R).ToList();
        return
        [
            Shape.Box(1, 1, Side - 2, Side - 2, 16).Fill(Tone.Card).Edge(Tone.Soft, 2),
            .. order.Select(circle => Shape.Circle(rounds[circle].X * Scale, rounds[circle].Y * Scale, rounds[circle].R * Scale)
                .Fill(looks[circle].Tone, .3).Edge(looks[circle].Tone, 4, looks[circle].Dashes).With("data-circle", Number(circle))),
            .. order.Select(circle => Name(sheet.TitleOf(circle, language)).At(LabelAt(rounds, circle).X * Scale, LabelAt(rounds, circle).Y * Scale).With("data-circle-name", Number(circle))),
        ];
    }

    static XElement Name(string title) => Shape.Words(0, 0, Lettering.Wrap(title, Letters, 128), Letters, strong: true).With("class", "om-drawn-halo");

    // The name stands where the circle is most by itself: away from the others.
    static (double X, double Y) LabelAt(IReadOnlyList<Round> rounds, int circle)
    {
        var (x, y) = (rounds[circle].X, rounds[circle].Y);
        var others = rounds.Where((_, other) => other != circle).ToList();
        var (awayX, awayY) = (x - others.Average(other => other.X), y - others.Average(other => other.Y));
        var length = Math.Sqrt((awayX * awayX) + (awayY * awayY));
        var turn = ((circle * 120) - 90) * Math.PI / 180;
        (awayX, awayY) = length < 3 ? (Math.Cos(turn), Math.Sin(turn)) : (awayX / length, awayY / length);
        return (Math.Clamp(x + (awayX * rounds[circle].R * .5), 16, 84), Math.Clamp(y + (awayY * rounds[circle].R * .5), 5, 95));
    }

    static string Number(int circle) => (circle + 1).ToString(CultureInfo.InvariantCulture);
}
