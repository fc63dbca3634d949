using System.Text;
using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Tests.Web;

/// <summary>The calendar file against the rules of RFC 5545.</summary>
public sealed class CalendarFileTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 11, 0, 0, TimeSpan.Zero);

    private static CalendarFile File(string title = "Møde", string? about = null, bool cancelled = false, Guid? id = null) =>
        new(id ?? Ids.New(), new(2026, 11, 25, 10, 0, 0, TimeSpan.FromHours(1)), 45, 7, cancelled, title, "omtanke@example.org", about);

    [Fact]
    public void It_says_when_in_utc_and_nothing_else()
    {
        var lines = File().Write(Now).Split("\r\n");
        lines.ShouldBe(
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Omtanke//Omtanke//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "BEGIN:VEVENT", lines[6], "SEQUENCE:7", "DTSTAMP:20261123T110000Z",
            "DTSTART:20261125T090000Z", "DTEND:20261125T094500Z", "SUMMARY:Møde", "ORGANIZER;CN=Omtanke:mailto:omtanke@example.org", "STATUS:CONFIRMED", "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR", "",
        ]);
        lines[6].ShouldMatch("^UID:[0-9a-f]{32}@omtanke$");
    }

    [Fact]
    public void What_is_called_off_is_cancelled_under_the_same_name()
    {
        var id = Ids.New();
        var off = File(cancelled: true, id: id);
        off.Write(Now).ShouldContain("METHOD:CANCEL\r\n");
        off.Write(Now).ShouldContain("STATUS:CANCELLED\r\n");
        off.Uid.ShouldBe(File(id: id).Uid);
        off.Uid.ShouldNotBe(File().Uid);
        off.Write(Now).ShouldNotContain(id.ToString());
        off.Write(Now).ShouldNotContain(id.ToString("N"));
    }

    [Theory]
    [InlineData("Æblegrød; rødgrød, med fløde\\is", """Æblegrød\; rødgrød\, med fløde\\is""")]
    [InlineData("one\r\ntwo\nthree", """one\ntwo\nthree""")]
    [InlineData("a:b \"c\"", "a:b \"c\"")]
    public void Text_is_escaped(string text, string escaped) => CalendarFile.Escape(text).ShouldBe(escaped);

    [Theory]
    [InlineData(74, "a")]
    [InlineData(75, "a")]
    [InlineData(76, "a")]
    [InlineData(300, "å")]
    [InlineData(301, "xæ")]
    [InlineData(200, "🌿")]
    public void No_line_is_longer_than_75_octets_and_no_letter_is_cut_in_two(int count, string letter)
    {
        var line = string.Concat(Enumerable.Repeat(letter, count));
        var file = new StringBuilder();
        CalendarFile.Fold(file, line);
        var folded = file.ToString();
        folded.ShouldEndWith("\r\n");
        var parts = folded[..^2].Split("\r\n");
        parts.ShouldAllBe(part => Encoding.UTF8.GetByteCount(part) <= 75);
        parts.Skip(1).ShouldAllBe(part => part.StartsWith(' '));
        // Unfolding, octet by octet as a reader does it, gives the line back.
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(folded[..^2].Replace("\r\n ", "", StringComparison.Ordinal))).ShouldBe(line);
        folded.ShouldNotContain('\uFFFD');
    }

    [Fact]
    public void A_long_line_about_it_is_folded_in_the_file()
    {
        var text = File(about: "Sted og resten finder du her: https://omtanke.en-ret-lang-kommune.example/conversations/" + Ids.New()).Write(Now);
        text.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\n');
    }
}
