using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>How something moved from time to time, as lines of different form and colour, each with its name. The table beside it says the same.</summary>
static class TrendDrawing
{
    const double Left = 70, Right = 620, Top = 40, Bottom = 330, Letters = 15, NameAt = 640, NameWidth = 250;

    static readonly (Tone Tone, string? Dashes)[] looks = [(Tone.Calm, null), (Tone.Warm, "12 6"), (Tone.Leaf, "3 6"), (Tone.Ink, "16 5 3 5"), (Tone.Calm, "3 6"), (Tone.Warm, null), (Tone.Leaf, "12 6")];

    /// <summary>Whether lines tell anything: at least two times, and not so many lines that none can be followed.</summary>
    internal static bool Suits(Comparison comparison) => comparison.Trends.Count is > 0 and <= 7 && comparison.Trends.Any(trend => trend.Points.Count(point => point is not null) > 1);

    /// <summary>Draws it.</summary>
    /// <param name="id">Begins the ids inside it.</param>
    /// <param name="title">What it is.</param>
    /// <param name="comparison">What is drawn.</param>
    /// <param name="times">What each time is called.</param>
    internal static string Of(string id, string title, Comparison comparison, IReadOnlyList<string> times)
    {
        var canvas = new Canvas(id, title, Told(comparison, times), 0, 0, 900, 400);
        foreach (var share in new[] { 0m, .25m, .5m, .75m, 1m })
            canvas.Add(Shape.Path($"M{Left} {Y(share)}H{Right}").Edge(Tone.Soft, share is 0 or 1 ? 1.5 : .6));
        // What the ends of the scale are called stands inside, over their lines, so that it may be long.
        canvas.Add(Shape.Words(Left, Top - 14, [comparison.Scale.MostSaid], Letters, "start"), Shape.Words(Left, Bottom + 16, [comparison.Scale.LeastSaid], Letters, "start"));
        foreach (var (time, place) in times.Select((time, place) => (time, place)))
            canvas.Add(Shape.Words(X(place, times.Count), Bottom + 42, [time], Letters));
        var names = Spread(comparison);
        foreach (var (trend, place) in comparison.Trends.Select((trend, place) => (trend, place)))
        {
            var (tone, dashes) = looks[place % looks.Length];
            var points = trend.Points.Select((point, time) => (X: X(time, times.Count), Point: point)).Where(at => at.Point is not null).Select(at => (at.X, Y: Y(Share(comparison, at.Point!.Value)))).ToList();
            if (points.Count == 0) continue;
            canvas.Add(Shape.Path($"M{string.Join('L', points.Select(point => $"{Shape.Spelt(point.X)} {Shape.Spelt(point.Y)}"))}").Edge(tone, 4, dashes));
            canvas.Add(points.Select(point => Shape.Circle(point.X, point.Y, 6).Fill(tone)));
            canvas.Add(
                Shape.Path($"M{points[^1].X + 8} {points[^1].Y}L{NameAt - 6} {names[place]}").Edge(tone, 1),
                Shape.Words(NameAt, names[place], [.. Lettering.Wrap(trend.Name, Letters, NameWidth).Take(2)], Letters, "start", strong: true));
        }
        return canvas.ToString();
    }

    /// <summary>The same in words.</summary>
    internal static string Told(Comparison comparison, IReadOnlyList<string> times) => string.Join(' ', comparison.Trends.Select(trend =>
        $"{trend.Name}: {string.Join(", ", trend.Points.Select((point, time) => point is { } number ? $"{times[time]} {Shape.Spelt((double)number)}" : null).OfType<string>())}."));

    // Names at the end of their lines, moved apart where two would lie on each other.
    static double[] Spread(Comparison comparison)
    {
        const double apart = 40;
        var order = comparison.Trends.Select((trend, place) => (Place: place, At: Y(trend.Points.LastOrDefault(point => point is not null) is { } last ? Share(comparison, last) : 0))).OrderBy(name => name.At).ToList();
        var at = new double[order.Count];
        var free = Top - 20;
        foreach (var (place, wished) in order)
            free = (at[place] = Math.Max(wished, free)) + apart;
        // What has come out below moves up as one.
        var over = Math.Max(0, free - apart - (Bottom + 40));
        return [.. at.Select(y => y - over)];
    }

    static decimal Share(Comparison comparison, decimal number) =>
        comparison.Scale.Most == comparison.Scale.Least ? 0 : Math.Clamp((number - comparison.Scale.Least) / (comparison.Scale.Most - comparison.Scale.Least), 0, 1);

    static double Y(decimal share) => Bottom - ((double)share * (Bottom - Top));

    static double X(int place, int count) => count == 1 ? (Left + Right) / 2 : Left + 30 + ((Right - Left - 60) * place / (count - 1));
}
