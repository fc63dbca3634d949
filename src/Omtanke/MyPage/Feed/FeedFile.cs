using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.MyPage.Feed;

/// <summary>
/// Somebody's dates as a calendar that is subscribed to (RFC 5545). Only neutral titles come here, and the link leads to a page that asks who comes. What has a time of day stands in UTC, so that no clock is ever put back twice; what has none is a whole day.
/// </summary>
/// <param name="Name">What the calendar is called.</param>
/// <param name="AsOf">The day it tells of; it changes no more than once a day by itself.</param>
/// <param name="Link">Makes a full link of a path.</param>
public sealed record FeedFile(string Name, DateOnly AsOf, Func<string, string> Link)
{
    /// <summary>The file as text, and what it is known by: the same dates on the same day are the same file.</summary>
    public (string Text, string Tag) Write(IEnumerable<Dated> dates)
    {
        var file = new StringBuilder();
        foreach (var line in (string[])["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Omtanke//Omtanke//EN", "CALSCALE:GREGORIAN", $"X-WR-CALNAME:{CalendarFile.Escape(Name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"])
            CalendarFile.Fold(file, line);
        // The same key twice is one entry: a calendar would show the last and forget the first.
        foreach (var dated in dates.OrderBy(one => one.On).ThenBy(one => one.Key, StringComparer.Ordinal).DistinctBy(one => one.Key))
            foreach (var line in Event(dated))
                CalendarFile.Fold(file, line);
        CalendarFile.Fold(file, "END:VCALENDAR");
        var text = file.ToString();
        return (text, $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]}\"");
    }

    private IEnumerable<string> Event(Dated dated)
    {
        yield return "BEGIN:VEVENT";
        yield return $"UID:{Uid(dated.Key)}";
        yield return $"DTSTAMP:{Utc(Morning.Start(AsOf))}";
        if (dated.At is { } at)
        {
            yield return $"DTSTART:{Utc(at)}";
            if (dated.Minutes > 0)
                yield return $"DTEND:{Utc(at.AddMinutes(dated.Minutes))}";
        }
        else
        {
            yield return $"DTSTART;VALUE=DATE:{Day(dated.On)}";
            yield return $"DTEND;VALUE=DATE:{Day(dated.On.AddDays(1))}";
            // A deadline takes nobody's day.
            yield return "TRANSP:TRANSPARENT";
        }
        yield return $"SUMMARY:{CalendarFile.Escape(dated.Title)}";
        yield return $"URL:{Link(dated.Address)}";
        yield return "CLASS:PRIVATE";
        yield return "END:VEVENT";
    }

    /// <summary>The same thing is the same entry for good, and nobody comes from it to the thing's own id.</summary>
    public static string Uid(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"dated {key}")))[..32] + "@omtanke";

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
