using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>A text to make one's own: sections with a text to begin with, and blanks whose contents stand wherever the text has a hole for them.</summary>
public sealed record Document(Step Step, IReadOnlyList<Blank> Blanks, IReadOnlyList<Section> Sections) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Document Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "blanks", "sections", "forms");
        var blanks = step.Part.Parts("blanks").Select(blank =>
        {
            blank.Only("id", "kind");
            return blank.Text("kind") is "text" or "people" or "date" ? new Blank(blank.Text("id"), blank.Text("kind")) : throw blank.Wrong("'kind' should be text, people or date");
        }).ToList();
        var sections = SectionsOf(step.Part);
        var forms = step.Part.Parts("forms").Select(form =>
        {
            form.Only("id", "example", "sections");
            return new DocumentForm(form.Text("id"), form.Maybe("example"), SectionsOf(form));
        }).ToList();
        return sections.Count > 0 ? new Document(step, blanks, sections) { Forms = forms } : throw step.Part.Wrong("has no sections");
    }

    static List<Section> SectionsOf(Part part) => [.. part.Parts("sections").Select(section =>
    {
        section.Only("id", "optional");
        return new Section(section.Text("id"), section.Flag("optional"));
    })];

    /// <summary>What a group that writes together may begin with; none when there is nothing to choose.</summary>
    public IReadOnlyList<DocumentForm> Forms { get; init; } = [];

    /// <summary>The sections a form begins with: its own, or all of the document's.</summary>
    public IReadOnlyList<Section> SectionsOf(DocumentForm form) => form.Own.Count > 0 ? form.Own : Sections;

    /// <summary>Every section there is a text to begin with for.</summary>
    public IEnumerable<Section> AllSections => Sections.Concat(Forms.SelectMany(form => form.Own));

    /// <summary>
    /// What stands in a section: before anybody has written, the text to begin with; after that what people left in it,
    /// so that a section somebody has emptied stays empty.
    /// </summary>
    public string TextOf(Section section, Language language, Answer answer) => IsBegun(answer) ? answer[section.Id] : Starter(section, language);

    /// <summary>The text a section begins with.</summary>
    public static string Starter(Section section, Language language) => language.Text(section.Id, "text").Trim();

    /// <summary>Whether anybody has written; the sections are always saved together.</summary>
    public bool IsBegun(Answer answer) => Sections.Any(section => answer[section.Id].Length > 0);

    /// <summary>The sections that are part of the text, as they read: those emptied or taken out are not.</summary>
    public IReadOnlyList<(Section Section, IReadOnlyList<Passage> Passages)> Reading(Language language, Answer answer) =>
    [
        .. from section in Sections
           where !answer.Ticks(section.Out)
           let passages = Passage.In(TextOf(section, language, answer))
           where passages.Count > 0
           select (section, passages),
    ];

    /// <summary>A line of the text in pieces: words, and gaps where a blank is not filled in yet.</summary>
    public IReadOnlyList<Piece> Pieces(string line, Language language, Answer answer) =>
        Holes.Split(line, hole => Blanks.FirstOrDefault(blank => blank.Hole == hole) is not { } blank ? null
            : blank.In(language, answer[blank.Id]) is { } written ? new Piece(written, false)
            : new Piece($"[{language.Text(blank.Id, "label")}]", true));

    /// <summary>The blanks the text has holes for and nobody has filled in.</summary>
    public IReadOnlyList<Blank> Missing(Language language, Answer answer)
    {
        var holes = Sections.Where(section => !answer.Ticks(section.Out)).SelectMany(section => Holes.In(TextOf(section, language, answer))).ToHashSet();
        return [.. Blanks.Where(blank => answer[blank.Id].Length == 0 && holes.Contains(blank.Hole))];
    }

    /// <inheritdoc/>
    public override string Outcome => $"{Step.Id}-text";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields =>
    [
        .. Blanks.Select(blank => Field.Text(blank.Id, Step.Id)),
        .. Sections.SelectMany(section => section.Optional ? new[] { Field.Text(section.Id, Step.Id), Field.Tick(section.Out, Step.Id) } : [Field.Text(section.Id, Step.Id)]),
    ];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts =>
        [.. Blanks.Select(blank => (blank.Id, "label")), .. AllSections.SelectMany(section => new[] { (section.Id, "title"), (section.Id, "text") }),
            .. Forms.SelectMany(form => new[] { (form.Id, "title"), (form.Id, "text") })];

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) =>
    [
        .. Blanks.Select(blank => new Line(Field.Text(blank.Id, Step.Id), "", language.Text(blank.Id, "label"), blank.In(language, answer[blank.Id]) ?? "")),
        .. Sections.SelectMany(section => LinesOf(section, language, answer)),
    ];

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        var (paper, language) = (pen.Paper, pen.Language);
        if (pen.Answer.IsEmpty)
            foreach (var blank in Blanks)
                paper.Field(language.Text(blank.Id, "label"), pen.Maybe(blank.Id, "help"), lines: 1);
        foreach (var (section, passages) in Reading(language, pen.Answer))
        {
            paper.Heading(1, language.Text(section.Id, "title"));
            foreach (var (mark, text) in passages.SelectMany(passage => passage.Marked))
                if (mark.Length == 0) paper.Text(Told(text, language, pen.Answer));
                else paper.Point(mark, Told(text, language, pen.Answer));
        }
    }

    IEnumerable<Line> LinesOf(Section section, Language language, Answer answer)
    {
        var title = language.Text(section.Id, "title");
        yield return new Line(Field.Text(section.Id, Step.Id), "", title, string.Join('\n', answer[section.Id].Split('\n').Select(line => Told(line, language, answer))));
        if (section.Optional) yield return new Line(Field.Tick(section.Out, Step.Id), "", language.Words.With("steps.document.out", ("section", title)), answer[section.Out]);
    }

    string Told(string line, Language language, Answer answer) => string.Concat(Pieces(line, language, answer).Select(piece => piece.Text));
}

/// <summary>Something that is filled in once and may stand in many places.</summary>
public sealed record Blank(string Id, string Kind)
{
    /// <summary>What it is called in the text: the last part of its id.</summary>
    public string Hole => Id[(Id.LastIndexOf('.') + 1)..];

    /// <summary>Whether a text is a date as a browser sends it, and wanted as one.</summary>
    public bool IsDate(string value) => Kind == "date" && Holes.DateOf(value) is not null;

    /// <summary>What was filled in, a date as people write it; none when nothing was.</summary>
    public string? In(Language language, string value) => value.Length == 0 ? null : Kind == "date" && Holes.DateOf(value) is { } date ? Holes.Spelt(date, language) : value;
}

/// <summary>One section; an optional one may be taken out and put back.</summary>
public sealed record Section(string Id, bool Optional)
{
    /// <summary>The field that takes it out.</summary>
    public string Out => $"{Id}.out";
}

/// <summary>A form to choose: what it is called, an example of it elsewhere in the tool, and the sections it begins with, where they are its own.</summary>
public sealed record DocumentForm(string Id, string? Example, IReadOnlyList<Section> Own);

/// <summary>A piece of a line: words, or a gap where something is still missing.</summary>
public sealed record Piece(string Text, bool IsGap);
