namespace Omtanke.Steps;

/// <summary>The shape of the balance figure: four petals round a centre, up, right, down and left, one step long per level.</summary>
static class Flower
{
    /// <summary>How much longer a petal is per level.</summary>
    internal const int Step = 26;

    static readonly (int X, int Y)[] directions = [(0, -1), (1, 0), (0, 1), (-1, 0)];

    /// <summary>A petal as an SVG path.</summary>
    internal static string Petal(int place, int level)
    {
        var (x, y) = directions[place];
        var length = level * Step;
        var width = 12 + (level * 7);
        // The bends stand to both sides of the way out; (−y, x) is the way turned a quarter.
        var (outX, outY) = (x * length * 7 / 10, y * length * 7 / 10);
        return $"M0 0 Q{outX - (y * width)} {outY + (x * width)} {x * length} {y * length} Q{outX + (y * width)} {outY - (x * width)} 0 0Z";
    }

    /// <summary>Where the number stands: inside the petal, near its tip.</summary>
    internal static (int X, int Y) NumberAt(int place, int level) => Out(place, Math.Max(12, (level * Step) - 22));

    /// <summary>Where the position's name stands: outside the outermost ring.</summary>
    internal static (int X, int Y) LabelAt(int place) => Out(place, (5 * Step) + (place % 2 == 0 ? 22 : 8));

    /// <summary>Which end of the name stands there.</summary>
    internal static string AnchorAt(int place) => place switch { 1 => "start", 3 => "end", _ => "middle" };

    static (int X, int Y) Out(int place, int distance) => (directions[place].X * distance, directions[place].Y * distance);
}
