using System.Text;
using Omtanke.Administration.Import;

namespace Omtanke.Tests.Administration;

/// <summary>Files as people send them: whatever program wrote them, and whatever is wrong with them.</summary>
public sealed class SheetTests
{
    private const string Two = "Navn;E-mail;Enhed\r\nÅse Ørbæk;aase@skov.example;Øst\r\nSøren Bæk;soeren@skov.example;Vest\r\n";

    public static TheoryData<string, byte[]> SameFile => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Two) },
        { "UTF-8 with a mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Two)] },
        { "Windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Two) },
        { "UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Two)] },
        { "UTF-16, the other way round", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Two)] },
        { "commas", Encoding.UTF8.GetBytes(Two.Replace(';', ',')) },
        { "tabs", Encoding.UTF8.GetBytes(Two.Replace(';', '\t')) },
        { "it says itself what separates", Encoding.UTF8.GetBytes("sep=;\r\n" + Two) },
        { "lines end as on a Mac of old", Encoding.UTF8.GetBytes(Two.ReplaceLineEndings("\r")) },
        { "lines end as on Linux, with empty ones between", Encoding.UTF8.GetBytes("\n\n" + Two.ReplaceLineEndings("\n\n")) },
        { "in English, in another order", Encoding.UTF8.GetBytes("Unit,E-mail address,FULL NAME\nØst,aase@skov.example,Åse Ørbæk\nVest,soeren@skov.example,Søren Bæk") },
        { "first and last name apart, and columns that are not ours", Encoding.UTF8.GetBytes("CPR;Fornavn;Efternavn;Mail;Afdeling;Løn\n0101011234;Åse;Ørbæk;aase@skov.example;Øst;1\n0101011235;Søren;Bæk;soeren@skov.example;Vest;2") },
        { "quoted, with line breaks and blanks", Encoding.UTF8.GetBytes("\"Navn\";\"E-mail\";\"Enhed\"\n\" Åse\nØrbæk \";\"aase@skov.example\";\"Øst\"\n\"Søren  Bæk\";soeren@skov.example;Vest") },
    };

    [Theory]
    [MemberData(nameof(SameFile))]
    public void The_same_two_people_come_out_of_it(string how, byte[] file)
    {
        how.ShouldNotBeEmpty();
        var sheet = Sheet.Read(Decoded.Of(file).Text!).Sheet.ShouldNotBeNull();
        sheet.Rows.Select(row => (row[Column.Name].Length > 0 ? row[Column.Name] : $"{row[Column.FirstName]} {row[Column.LastName]}", row[Column.Email], row[Column.Unit]))
            .ShouldBe([("Åse Ørbæk", "aase@skov.example", "Øst"), ("Søren Bæk", "soeren@skov.example", "Vest")]);
        sheet.Rows.ShouldAllBe(row => row.Cells.Values.All(cell => !cell.Contains("0101", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "administration.import.errors.empty")]
    [InlineData("   \r\n\r\n", "administration.import.errors.empty")]
    [InlineData("Navn;E-mail\r\n", "administration.import.errors.only-headings")]
    [InlineData("Åse Ørbæk;aase@skov.example\r\nSøren;soeren@skov.example", "administration.import.errors.columns")]
    [InlineData("Navn;Telefon\r\nÅse;12345678", "administration.import.errors.columns")]
    [InlineData("Navn;E-mail;Mail\r\nÅse;a@skov.example;b@skov.example", "administration.import.errors.column-twice")]
    [InlineData("Navn;E-mail\r\n\"Åse;aase@skov.example\r\nSøren;soeren@skov.example\r\n", "administration.import.errors.quote")]
    public void What_is_wrong_with_it_is_said(string text, string expected)
    {
        var decoded = Decoded.Of(Encoding.UTF8.GetBytes(text));
        (decoded.Trouble ?? Sheet.Read(decoded.Text!).Trouble?.Key).ShouldBe(expected);
    }

    [Fact]
    public void A_spreadsheet_or_a_picture_is_no_list()
    {
        Decoded.Of([0x50, 0x4B, 0x03, 0x04, 0, 0]).Trouble.ShouldBe("administration.import.errors.spreadsheet");
        Decoded.Of([0xD0, 0xCF, 0x11, 0xE0, 0, 0]).Trouble.ShouldBe("administration.import.errors.spreadsheet");
        Decoded.Of([0x89, 0x50, 0x4E, 0x47, 0, 0, 1]).Trouble.ShouldBe("administration.import.errors.not-text");
    }

    [Fact]
    public void Lines_are_counted_as_the_spreadsheet_counts_them()
    {
        var rows = Sheet.Read("Navn;E-mail\n\n\"A\nB\";a@skov.example\nC;c@skov.example\n").Sheet!.Rows;
        rows.Select(row => row.Line).ShouldBe([3, 5]);
    }

    [Fact]
    public void More_lines_than_there_is_room_for_are_not_begun_on()
    {
        var text = new StringBuilder("Navn;E-mail\n");
        for (var index = 0; index <= Sheet.Most; index++)
            text.Append("P;p").Append(index).Append("@skov.example\n");
        Sheet.Read(text.ToString()).Trouble!.Key.ShouldBe("administration.import.errors.too-many");
    }
}
