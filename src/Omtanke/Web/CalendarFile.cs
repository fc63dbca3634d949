using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Omtanke.Web;

/// <summary>
/// A calendar file (RFC 5545) for one meeting. Calendars are read over shoulders and shared with whole offices: what is between two people has a neutral title,
/// no name stands in it, and neither does the place.
/// </summary>
/// <param name="Meeting">What it is about.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="Minutes">How long it lasts.</param>
/// <param name="Sequence">Larger each time something changed.</param>
/// <param name="Cancelled">Whether it no longer takes place.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Sender">The mail address the letters come from.</param>
/// <param name="About">A line with a link; null where there is none to give.</param>
/// <param name="Place">Where; null where that is nobody else's business.</param>
public sealed record CalendarFile(Guid Meeting, DateTimeOffset StartsAt, int Minutes, int Sequence, bool Cancelled, string Title, string Sender, string? About, string? Place = null)
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/calendar; charset=utf-8";

    /// <summary>The same meeting is the same entry in everybody's calendar; and nobody can come from it to the meeting's address.</summary>
    public string Uid => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"calendar {Meeting}")))[..32] + "@omtanke";

    /// <summary>The file as text.</summary>
    /// <param name="now">The moment it is written.</param>
    public string Write(DateTimeOffset now)
    {
        string?[] lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Omtanke//Omtanke//EN",
            "CALSCALE:GREGORIAN",
            Cancelled ? "METHOD:CANCEL" : "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            $"UID:{Uid}",
            $"SEQUENCE:{Sequence.ToString(CultureInfo.InvariantCulture)}",
            $"DTSTAMP:{Utc(now)}",
            $"DTSTART:{Utc(StartsAt)}",
            $"DTEND:{Utc(StartsAt.AddMinutes(Minutes))}",
            $"SUMMARY:{Escape(Title)}",
            Place is null ? null : $"LOCATION:{Escape(Place)}",
            About is null ? null : $"DESCRIPTION:{Escape(About)}",
            $"ORGANIZER;CN=Omtanke:mailto:{Sender}",
            Cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED",
            "CLASS:PRIVATE",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        var file = new StringBuilder();
        foreach (var line in lines)
            if (line is not null)
                Fold(file, line);
        return file.ToString();
    }

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Text as RFC 5545 §3.3.11 wants it.</summary>
    internal static string Escape(string text) =>
        text.ReplaceLineEndings("\n").Replace("\\", @"\\", StringComparison.Ordinal).Replace(";", @"\;", StringComparison.Ordinal)
            .Replace(",", @"\,", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    /// <summary>No line is longer than 75 octets; what is left goes on after a space (§3.1). A letter of two octets is never cut in two.</summary>
    internal static void Fold(StringBuilder file, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > 75)
            {
                file.Append("\r\n ");
                octets = 1;
            }
            file.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        file.Append("\r\n");
    }
}
