using System.Globalization;

namespace Omtanke.Web;

/// <summary>Days as people write them, in every form and file.</summary>
public static class Dates
{
    // A bare / would stand for whatever the culture sets between numbers.
    private static readonly string[] Ways = ["yyyy-MM-dd", "d-M-yyyy", "d.M.yyyy", "d'/'M'/'yyyy", "d. M. yyyy", "d. MMMM yyyy", "d. MMM yyyy"];

    /// <summary>Reads a day written as the browser writes it, or as Danes do.</summary>
    public static bool Read(string typed, out DateOnly day) =>
        DateOnly.TryParseExact(typed.Trim(), Ways, CultureInfo.GetCultureInfo("da-DK"), DateTimeStyles.AllowWhiteSpaces, out day);

    /// <summary>As the browser's own date field wants it.</summary>
    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
