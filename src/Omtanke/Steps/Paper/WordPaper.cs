using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Box = DocumentFormat.OpenXml.Office2010.Word;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Omtanke.Steps;

/// <summary>
/// A sheet of A4 being written as Word: title, headings, room to write, boxes to tick, tables. It can be filled in on a screen and by hand, and read aloud:
/// language and title are said, headings are headings, a table repeats its head on each page, every field has a name.
/// </summary>
public sealed class WordPaper(string title, CultureInfo culture)
{
    /// <summary>What a Word document is called on the web.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const int Width = 9638;

    // Four of them and a heading fill a page.
    private const uint CardHeight = 3232;

    private readonly W.Body body = new();
    private readonly List<string> pictures = [];
    private int fields;
    private int below;

    /// <summary>From here on headings stand this far below where they would: in a document of several steps each step's own stand below its title.</summary>
    public WordPaper Under(int levels)
    {
        below = levels;
        return this;
    }

    /// <summary>The title, with what it belongs to above it.</summary>
    public WordPaper Title(string? above = null)
    {
        if (above is not null)
            Write("Subtitle", above);
        return Write("Title", title);
    }

    /// <summary>A heading.</summary>
    /// <param name="level">1 or 2.</param>
    /// <param name="text">What it says.</param>
    public WordPaper Heading(int level, string text) => Write(HeadingStyle(level), text);

    /// <summary>A paragraph.</summary>
    public WordPaper Text(string text) => Write("Normal", text);

    /// <summary>A paragraph that leads to what follows, and stays on its page.</summary>
    public WordPaper Lead(string text)
    {
        body.AppendChild(Paragraph("Normal", text, stay: true));
        return this;
    }

    /// <summary>A name and what it is.</summary>
    public WordPaper Fact(string name, string value)
    {
        body.AppendChild(new W.Paragraph([new W.ParagraphProperties(new W.ParagraphStyleId { Val = "Normal" }), .. Runs($"{name}: ", strong: true), .. Runs(value)]));
        return this;
    }

    /// <summary>A line that helps with what follows.</summary>
    public WordPaper Help(string text) => Write("Help", text);

    /// <summary>A line in small letters.</summary>
    public WordPaper Small(string text) => Write("Small", text);

    /// <summary>What is asked, and room to answer; or the answer.</summary>
    /// <param name="label">What is asked.</param>
    /// <param name="help">A line that helps.</param>
    /// <param name="value">What was answered.</param>
    /// <param name="lines">How many lines of room there are at least.</param>
    public WordPaper Field(string label, string? help = null, string value = "", int lines = 4)
    {
        Write("Label", label);
        if (help is not null)
            Help(help);
        return Room(label, value, lines);
    }

    /// <summary>Room to write under a heading that says what about.</summary>
    public WordPaper Room(string name, string value = "", int lines = 4)
    {
        // Neighbouring paragraphs with the same frame share it: one box, which grows with what is typed.
        var written = value.ReplaceLineEndings("\n").Split('\n');
        var box = Enumerable.Range(0, Math.Max(written.Length, lines)).Select(line => (OpenXmlElement)Paragraph("Writing", line < written.Length ? written[line] : "", stay: line < lines - 1));
        body.AppendChild(new W.SdtBlock(Named(name), new W.SdtContentBlock(box)));
        return this;
    }

    /// <summary>A point of a list, with the dot or the number before it.</summary>
    public WordPaper Point(string mark, string text)
    {
        body.AppendChild(new W.Paragraph([new W.ParagraphProperties(new W.ParagraphStyleId { Val = "Choice" }), .. Runs(mark), new W.Run(new W.TabChar()), .. Runs(text)]));
        return this;
    }

    /// <summary>A box to tick, and what it means.</summary>
    public WordPaper Tick(bool ticked, string text, string? more = null)
    {
        var paragraph = new W.Paragraph(new W.ParagraphProperties(new W.ParagraphStyleId { Val = "Choice" }), TickBox(ticked, text), new W.Run(new W.TabChar()));
        paragraph.Append(Runs(text, strong: more is not null));
        if (more is not null)
            paragraph.Append(Runs($" {more}"));
        body.AppendChild(paragraph);
        return this;
    }

    /// <summary>A few boxes beside each other, of which one is ticked.</summary>
    public WordPaper Choice(string label, IEnumerable<(string Text, bool Ticked)> choices)
    {
        Write("Label", label);
        var paragraph = new W.Paragraph(new W.ParagraphProperties(new W.ParagraphStyleId { Val = "Help" }));
        foreach (var (text, ticked) in choices)
        {
            paragraph.Append(TickBox(ticked, $"{label}: {text}"));
            paragraph.Append(Runs($" {text}        "));
        }
        body.AppendChild(paragraph);
        return this;
    }

    /// <summary>A table with a head that is repeated on each page.</summary>
    /// <param name="name">What it holds, for those who do not see it.</param>
    /// <param name="columns">The heads, with each column's share of the width in hundredths.</param>
    /// <param name="rows">What stands in it.</param>
    /// <param name="height">The least height of a row, in twentieths of a point; room to write by hand.</param>
    public WordPaper Table(string name, IReadOnlyList<(string Head, int Share)> columns, IEnumerable<IReadOnlyList<WordCell>> rows, uint height = 0)
    {
        var table = new W.Table(
            new W.TableProperties(
                new W.TableStyle { Val = height > 0 ? "Boxed" : "Lined" }, new W.TableWidth { Type = W.TableWidthUnitValues.Dxa, Width = Number(Width) },
                new W.TableLayout { Type = W.TableLayoutValues.Fixed }, new W.TableLook { Val = "0020", FirstRow = true, LastRow = false, FirstColumn = false, LastColumn = false, NoHorizontalBand = true, NoVerticalBand = true },
                new W.TableCaption { Val = name }),
            new W.TableGrid(columns.Select(column => new W.GridColumn { Width = Number(Width * column.Share / 100) })));
        table.AppendChild(Row(columns, columns.Select(column => new WordCell(column.Head)), "CellHead", new W.CantSplit(), new W.TableHeader()));
        foreach (var row in rows)
            table.AppendChild(height > 0
                ? Row(columns, row, "Cell", new W.CantSplit(), new W.TableRowHeight { Val = height, HeightType = W.HeightRuleValues.AtLeast })
                : Row(columns, row, "Cell", new W.CantSplit()));
        body.AppendChild(table);
        return this;
    }

    /// <summary>Cards to cut out, eight to a page, with a broken line to cut along.</summary>
    /// <param name="name">What they are, for those who do not see them.</param>
    /// <param name="texts">What stands on each.</param>
    public WordPaper CutOut(string name, IReadOnlyList<string> texts)
    {
        var table = new W.Table(
            new W.TableProperties(
                new W.TableStyle { Val = "Cut" }, new W.TableWidth { Type = W.TableWidthUnitValues.Dxa, Width = Number(Width) },
                new W.TableLayout { Type = W.TableLayoutValues.Fixed }, new W.TableLook { Val = "0000" }, new W.TableCaption { Val = name }),
            new W.TableGrid(new W.GridColumn { Width = Number(Width / 2) }, new W.GridColumn { Width = Number(Width / 2) }));
        foreach (var pair in texts.Chunk(2))
        {
            var row = new W.TableRow(new W.TableRowProperties(new W.CantSplit(), new W.TableRowHeight { Val = CardHeight, HeightType = W.HeightRuleValues.Exact }));
            foreach (var text in pair.Append("").Take(2))
                row.AppendChild(new W.TableCell(
                    new W.TableCellProperties(
                        new W.TableCellWidth { Type = W.TableWidthUnitValues.Dxa, Width = Number(Width / 2) },
                        new W.TableCellVerticalAlignment { Val = W.TableVerticalAlignmentValues.Center }),
                    Paragraph("Card", text)));
            table.AppendChild(row);
        }
        body.AppendChild(table);
        return this;
    }

    /// <summary>A drawing, as wide as the page or as high as it may be. It is kept as SVG, which Word and others show sharp at any size.</summary>
    /// <param name="svg">The drawing; it stands alone.</param>
    /// <param name="told">What it shows, for those who do not see it; empty for one that only decorates.</param>
    /// <param name="height">The greatest height, in millimetres.</param>
    public WordPaper Picture(string svg, string told, int height = 110)
    {
        var (picture, wide, high) = WordPicture.Sized(svg, height);
        pictures.Add(picture);
        body.AppendChild(new W.Paragraph(
            new W.ParagraphProperties(new W.ParagraphStyleId { Val = "Normal" }, new W.KeepNext()),
            new W.Run(WordPicture.Of(IdOf(pictures.Count), pictures.Count, told, wide, high))));
        return this;
    }

    /// <summary>What comes now begins on a new page.</summary>
    public WordPaper NewPage(int level, string heading)
    {
        var paragraph = Paragraph(HeadingStyle(level), heading);
        paragraph.ParagraphProperties!.PageBreakBefore = new W.PageBreakBefore();
        body.AppendChild(paragraph);
        return this;
    }

    /// <summary>The file.</summary>
    public byte[] Save()
    {
        using var file = new MemoryStream();
        using (var word = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var main = word.AddMainDocumentPart();
            using (var styles = new MemoryStream(Encoding.UTF8.GetBytes(WordStyles.In(culture))))
                main.AddNewPart<StyleDefinitionsPart>().FeedData(styles);
            main.AddNewPart<DocumentSettingsPart>().Settings = new W.Settings(
                new W.Compatibility(new W.CompatibilitySetting { Name = W.CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }),
                new W.ThemeFontLanguages { Val = culture.Name });
            var foot = main.AddNewPart<FooterPart>();
            foot.Footer = Foot();
            body.AppendChild(new W.SectionProperties(
                new W.FooterReference { Type = W.HeaderFooterValues.Default, Id = main.GetIdOfPart(foot) },
                new W.PageSize { Width = 11906, Height = 16838 },
                new W.PageMargin { Top = 1134, Right = 1134, Bottom = 1134, Left = 1134, Header = 567, Footer = 567, Gutter = 0 }));
            foreach (var (picture, place) in pictures.Select((picture, place) => (picture, place)))
            {
                using var drawing = new MemoryStream(Encoding.UTF8.GetBytes(picture));
                main.AddImagePart(ImagePartType.Svg, IdOf(place + 1)).FeedData(drawing);
            }
            main.Document = new W.Document(body);
            (word.PackageProperties.Title, word.PackageProperties.Language, word.PackageProperties.Creator) = (title, culture.Name, "Omtanke");
        }
        return file.ToArray();
    }

    private string HeadingStyle(int level) => $"Heading{Number(Math.Min(level + below, 3))}";

    private static string IdOf(int picture) => $"picture{Number(picture)}";

    private WordPaper Write(string style, string text)
    {
        body.AppendChild(Paragraph(style, text));
        return this;
    }

    private W.Footer Foot() => new(new W.Paragraph(
        new W.ParagraphProperties(new W.ParagraphStyleId { Val = "Footer" }), new W.Run(Words(title)), new W.Run(new W.TabChar()),
        new W.SimpleField(new W.Run(Words("1"))) { Instruction = "PAGE" }, new W.Run(Words(" / ")), new W.SimpleField(new W.Run(Words("1"))) { Instruction = "NUMPAGES" }));

    private W.TableRow Row(IReadOnlyList<(string Head, int Share)> columns, IEnumerable<WordCell> cells, string style, params OpenXmlElement[] properties)
    {
        var row = new W.TableRow(new W.TableRowProperties(properties));
        foreach (var (cell, column) in cells.Zip(columns))
        {
            var paragraphs = cell.Ticked is { } ticked
                ? [new W.Paragraph(new W.ParagraphProperties(new W.ParagraphStyleId { Val = style }), TickBox(ticked, cell.Text))]
                : cell.Text.ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0 || cell.Room is null).Select(line => Paragraph(style, line));
            if (cell.Room is { } name)
                paragraphs = paragraphs.Append(RoomInside(name, cell.Written, style));
            row.AppendChild(new W.TableCell([new W.TableCellProperties(new W.TableCellWidth { Type = W.TableWidthUnitValues.Dxa, Width = Number(Width * column.Share / 100) }), .. paragraphs]));
        }
        return row;
    }

    // Inside a line, so that the cell still ends with a paragraph, as Word wants it.
    private W.Paragraph RoomInside(string name, string written, string style)
    {
        var run = new W.Run();
        foreach (var (line, place) in written.ReplaceLineEndings("\n").Split('\n').Select((line, place) => (line, place)))
        {
            if (place > 0)
                run.AppendChild(new W.Break());
            run.AppendChild(Words(line));
        }
        return new W.Paragraph(new W.ParagraphProperties(new W.ParagraphStyleId { Val = style }), new W.SdtRun(Named(name, new W.SdtContentText { MultiLine = true }), new W.SdtContentRun(run)));
    }

    private static W.Paragraph Paragraph(string style, string text, bool stay = false)
    {
        var properties = new W.ParagraphProperties(new W.ParagraphStyleId { Val = style });
        if (stay)
            properties.KeepNext = new W.KeepNext();
        return new W.Paragraph([properties, .. Runs(text)]);
    }

    private static IEnumerable<OpenXmlElement> Runs(string text, bool strong = false)
    {
        if (text.Length > 0)
            yield return strong ? new W.Run(new W.RunProperties(new W.Bold()), Words(text)) : new W.Run(Words(text));
    }

    private W.SdtRun TickBox(bool ticked, string name) => new(
        Named(name, new Box.SdtContentCheckBox(
            new Box.Checked { Val = ticked ? Box.OnOffValues.One : Box.OnOffValues.Zero },
            new Box.CheckedState { Font = "Segoe UI Symbol", Val = "2612" }, new Box.UncheckedState { Font = "Segoe UI Symbol", Val = "2610" })),
        new W.SdtContentRun(new W.Run(
            new W.RunProperties(new W.RunFonts { Ascii = "Segoe UI Symbol", HighAnsi = "Segoe UI Symbol", EastAsia = "Segoe UI Symbol", ComplexScript = "Segoe UI Symbol" }), Words(ticked ? "☒" : "☐"))));

    // A field somebody may fill in says its name to whoever listens. Word takes no more than 64 signs of it.
    private W.SdtProperties Named(string name, params OpenXmlElement[] more) =>
        new([new W.SdtAlias { Val = Short(Writable(name)) }, new W.SdtId { Val = ++fields }, .. more]);

    // Cut between signs, never through one.
    private static string Short(string name) => name.Length <= 64 ? name : name[..(char.IsHighSurrogate(name[62]) ? 62 : 63)] + "…";

    private static W.Text Words(string text) => new(Writable(text)) { Space = SpaceProcessingModeValues.Preserve };

    // What XML cannot hold would make a file that does not open.
    private static string Writable(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value is '\t' || !Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF)));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What stands in a cell of a table.</summary>
/// <param name="Text">The text, or what a box to tick means.</param>
/// <param name="Ticked">Makes it a box, ticked or not.</param>
/// <param name="Room">Makes it room to write, below the text: the room's name, for those who do not see it.</param>
/// <param name="Written">What was written there.</param>
public readonly record struct WordCell(string Text, bool? Ticked = null, string? Room = null, string Written = "");
