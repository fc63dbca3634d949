using System.Globalization;

namespace Omtanke.Steps;

/// <summary>The shape of a mix: one petal for each role round a centre, one step longer for each point.</summary>
static class MixFigure
{
    /// <summary>How much longer a petal is for each point.</summary>
    internal const int Step = 13;

    /// <summary>A petal pointing up, as an SVG path; a role one is never in has none.</summary>
    internal static string Petal(int weight)
    {
        var (length, width) = (weight * Step, weight == 0 ? 0 : 14 + (weight * 5));
        return $"M0 0 Q{-width} {-length * 6 / 10} 0 {-length} Q{width} {-length * 6 / 10} 0 0Z";
    }

    /// <summary>How far a petal is turned.</summary>
    internal static string Turned(int place, int count) => $"rotate({(360m * place / count).ToString("0.##", CultureInfo.InvariantCulture)})";

    /// <summary>Where the number stands: inside the petal, near its tip.</summary>
    internal static (int X, int Y) NumberAt(int place, int count, int weight) => Out(place, count, Math.Max(16, (weight * Step) - 24));

    /// <summary>Where the name stands: outside the outermost ring.</summary>
    internal static (int X, int Y) NameAt(int place, int count) => Out(place, count, (10 * Step) + 20);

    /// <summary>Which end of the name stands there.</summary>
    internal static string AnchorAt(int place, int count) => Out(place, count, 100).X switch { > 20 => "start", < -20 => "end", _ => "middle" };

    static (int X, int Y) Out(int place, int count, int distance)
    {
        var angle = 2 * Math.PI * place / count;
        return ((int)Math.Round(Math.Sin(angle) * distance), (int)Math.Round(-Math.Cos(angle) * distance));
    }
}
