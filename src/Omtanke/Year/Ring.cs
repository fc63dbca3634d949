using System.Globalization;

namespace Omtanke.Year;

/// <summary>Where things lie on the drawn year: twelve equal parts around, January from the top on, as a clock goes. Pure.</summary>
public static class Ring
{
    /// <summary>How wide and high the drawing is.</summary>
    public const int Side = 360;

    /// <summary>The outer edge of the months, and the inner.</summary>
    public const int Outer = 150, Inner = 42;

    private const int Middle = Side / 2, LabelAt = 165;

    // Five places in each month, from the edge inwards.
    private static readonly (int Radius, double Turn)[] Places = [(131, -7.5), (131, 7.5), (103, -7.5), (103, 7.5), (73, 0)];

    /// <summary>How many things a month shows; where there are more, the last place tells how many.</summary>
    public static int Room => Places.Length;

    /// <summary>The outline of a month's part.</summary>
    public static string Month(int month)
    {
        var (from, to) = ((month - 1) * 30, month * 30);
        return $"M{At(Outer, from)}A{Outer} {Outer} 0 0 1 {At(Outer, to)}L{At(Inner, to)}A{Inner} {Inner} 0 0 0 {At(Inner, from)}Z";
    }

    /// <summary>Where a month's name stands.</summary>
    public static (string X, string Y) Label(int month) => Point(LabelAt, (month * 30) - 15);

    /// <summary>Where a month's thing lies, the first being 0.</summary>
    public static (string X, string Y) Place(int month, int index) => Point(Places[index].Radius, (month * 30) - 15 + Places[index].Turn);

    /// <summary>The hand that shows a day: from the inner edge a little past the outer.</summary>
    public static (string X1, string Y1, string X2, string Y2) Hand(DateOnly day)
    {
        var angle = ((day.Month - 1) * 30) + ((day.Day - .5) / DateTime.DaysInMonth(day.Year, day.Month) * 30);
        var ((x1, y1), (x2, y2)) = (Point(Inner, angle), Point(Outer + 5, angle));
        return (x1, y1, x2, y2);
    }

    private static string At(double radius, double angle) => Point(radius, angle) is var (x, y) ? $"{x} {y}" : "";

    private static (string X, string Y) Point(double radius, double angle)
    {
        var turn = (angle - 90) * Math.PI / 180;
        return (Write(Middle + (radius * Math.Cos(turn))), Write(Middle + (radius * Math.Sin(turn))));
    }

    private static string Write(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
