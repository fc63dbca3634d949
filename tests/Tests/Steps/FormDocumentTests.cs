using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Omtanke.Content;
using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>Forms as Word: they open, can be listened to, and hold what was asked and answered.</summary>
public sealed class FormDocumentTests
{
    public static TheoryData<string, string> Forms() =>
    [
        .. from tool in Visits.Library.Tools
           from step in tool.Steps
           where FormDocument.Exists(step)
           from language in Visits.Library.Languages
           select new TheoryDataRow<string, string>(step.Id, language.Code),
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_opens_in_Word_says_its_language_and_title_and_names_its_fields(string id, string code)
    {
        var (tool, step, language) = Find(id, code);
        using var word = Opened(FormDocument.Of(tool, step, language, Culture(code)));
        word.PackageProperties.Title.ShouldBe(language.Text(id, "title"));
        word.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Descendants<Languages>().First().Val!.Value.ShouldBe(Culture(code).Name);
        var fields = word.MainDocumentPart.Document.Descendants<SdtAlias>().Select(alias => alias.Val!.Value!).ToList();
        fields.ShouldNotBeEmpty();
        fields.ShouldAllBe(name => name.Length > 0 && name.Length <= 64);
        foreach (var line in StepKinds.Read(step).Lines(language, Answer.Empty).Where(line => line.Field.Takes != Takes.Tick))
            word.MainDocumentPart.Document.InnerText.ShouldContain(line.Label);
    }

    public static TheoryData<string> Tools() => [.. Visits.Library.Tools.Select(tool => tool.Id)];

    [Theory]
    [MemberData(nameof(Tools))]
    public void Every_step_of_every_tool_opens_in_Word_blank_and_filled_in_with_headings_in_their_order(string id)
    {
        var (tool, language) = (Visits.Library.Tool(id)!, Visits.Library.In("da"));
        // The whole holds every step blank.
        using var whole = Opened(FormDocument.Whole(tool, language, Culture("da")));
        OutOfOrder(whole).ShouldBeEmpty();
        foreach (var step in tool.Steps.Where(FormDocument.Exists))
        {
            using var word = Opened(FormDocument.Of(tool, step, language, Culture("da"), Filling.Of(StepKinds.Read(step), "da")));
            OutOfOrder(word).ShouldBeEmpty(step.Id);
            foreach (var table in word.MainDocumentPart!.Document.Descendants<Table>().Where(table => table.Descendants<TableStyle>().Single().Val! != "Cut"))
                table.Descendants<TableHeader>().Count().ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("circles")]
    [InlineData("wheel")]
    [InlineData("mind-map")]
    [InlineData("roles")]
    [InlineData("positions")]
    public void What_was_drawn_stands_in_it_as_a_picture_with_its_words(string kind)
    {
        foreach (var (tool, step) in Visits.Library.Tools.SelectMany(tool => tool.Steps.Select(step => (tool, step))).Where(pair => pair.step.Kind == kind))
        {
            using var word = Opened(FormDocument.Of(tool, step, Visits.Library.In("da"), Culture("da"), Filling.Of(StepKinds.Read(step), "da")));
            var part = word.MainDocumentPart!.ImageParts.ShouldHaveSingleItem();
            part.ContentType.ShouldBe("image/svg+xml");
            word.MainDocumentPart.Document.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties>().Single().Description!.Value!.Length.ShouldBeGreaterThan(20);
            word.MainDocumentPart.Document.Descendants<DocumentFormat.OpenXml.Drawing.Blip>().Single().Embed!.Value.ShouldBe(word.MainDocumentPart.GetIdOfPart(part));
        }
    }

    /// <summary>Headings that skip a level, which whoever listens would miss.</summary>
    private static IEnumerable<string> OutOfOrder(WordprocessingDocument word)
    {
        var headings = word.MainDocumentPart!.Document.Descendants<Paragraph>().Where(paragraph => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value?.StartsWith("Heading", StringComparison.Ordinal) is true)
            .Select(paragraph => (Level: paragraph.ParagraphProperties!.ParagraphStyleId!.Val!.Value![^1] - '0', paragraph.InnerText)).ToList();
        return headings.Zip(headings.Prepend((Level: 0, ""))).Where(pair => pair.First.Level > pair.Second.Level + 1).Select(pair => pair.First.InnerText);
    }

    [Fact]
    public void What_was_answered_stands_in_it_as_it_was_written()
    {
        var (tool, step, language) = Find("T07.F3", "da");
        var answer = Answer.Empty.With("T05.Y2", Answer.On).With("T07.F3.1", "Første linje\nanden <linje> & 🌿\u0001");
        using var word = Opened(FormDocument.Of(tool, step, language, Culture("da"), answer));
        var lines = word.MainDocumentPart!.Document.Descendants<Paragraph>().Select(paragraph => paragraph.InnerText).ToList();
        lines.ShouldContain("Første linje");
        lines.ShouldContain("anden <linje> & 🌿");
        lines.Count(line => line.StartsWith('☒')).ShouldBe(1);
        lines.Count(line => line.StartsWith('☐')).ShouldBe(3);
    }

    // A row of one's own is a name of a field in Word, which takes 64 signs: an emoji is never cut in two.
    [Theory]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(62)]
    [InlineData(63)]
    public void A_long_name_full_of_signs_opens_in_Word(int before)
    {
        var (tool, step, language) = Find("L05.F", "da");
        var own = ((Hours)StepKinds.Read(step)).Rows.First(row => row.Number == 1);
        var name = new string('a', before) + "🌿🌿\uFFFE" + new string('b', 20);
        using var word = Opened(FormDocument.Of(tool, step, language, Culture("da"), Answer.Empty.With(own.Name, name).With(own.Hours, "7.5")));
        word.MainDocumentPart!.Document.InnerText.ShouldContain("🌿🌿");
        word.MainDocumentPart!.Document.InnerText.ShouldContain("7,5");
    }

    [Fact]
    public void A_table_repeats_its_head_and_says_what_it_holds()
    {
        var (tool, step, language) = Find("T07.P", "en");
        using var word = Opened(FormDocument.Of(tool, step, language, Culture("en")));
        var table = word.MainDocumentPart!.Document.Descendants<Table>().ShouldHaveSingleItem();
        table.Descendants<TableHeader>().Count().ShouldBe(1);
        table.Descendants<TableCaption>().Single().Val!.Value.ShouldBe(language.Text("T07.P", "title"));
    }

    // It reads all of Word's rules the first time it is asked.
    private static readonly ThreadLocal<OpenXmlValidator> Rules = new(() => new(FileFormatVersions.Office2019));

    /// <summary>Opens a document and lets Word's own rules judge it.</summary>
    internal static WordprocessingDocument Opened(byte[] file)
    {
        var word = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        Rules.Value!.Validate(word, TestContext.Current.CancellationToken).Select(fault => $"{fault.Path?.XPath}: {fault.Description}").ShouldBeEmpty();
        return word;
    }

    private static (Tool Tool, Step Step, Language Language) Find(string id, string code)
    {
        var tool = Visits.Library.Tools.Single(tool => tool.Step(id) is not null);
        return (tool, tool.Step(id)!, Visits.Library.In(code));
    }

    private static CultureInfo Culture(string code) => CultureInfo.GetCultureInfo(code == "da" ? "da-DK" : "en-GB");
}
