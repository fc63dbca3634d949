using System.Globalization;

namespace Omtanke.Web;

/// <summary>Days and hours as people write them, in every form and file.</summary>
public static class Dates
{
    // A bare / would stand for whatever the culture sets between numbers.
    private static readonly string[] Ways = ["yyyy-MM-dd", "d-M-yyyy", "d.M.yyyy", "d'/'M'/'yyyy", "d. M. yyyy", "d. MMMM yyyy", "d. MMM yyyy"];

    private static readonly string[] Hours = ["HH:mm", "H:mm", "HH.mm", "H.mm", "HH:mm:ss"];

    /// <summary>Reads a day written as the browser writes it, or as Danes do.</summary>
    public static bool Read(string typed, out DateOnly day) =>
        DateOnly.TryParseExact(typed.Trim(), Ways, CultureInfo.GetCultureInfo("da-DK"), DateTimeStyles.AllowWhiteSpaces, out day);

    /// <summary>Reads a time of day.</summary>
    public static bool ReadHour(string typed, out TimeOnly hour) => TimeOnly.TryParseExact(typed.Trim(), Hours, CultureInfo.InvariantCulture, DateTimeStyles.None, out hour);

    /// <summary>As the browser's own date field wants it.</summary>
    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>As the browser's own field for a time of day wants it.</summary>
    public static string Write(TimeOnly hour) => hour.ToString("HH:mm", CultureInfo.InvariantCulture);
}
