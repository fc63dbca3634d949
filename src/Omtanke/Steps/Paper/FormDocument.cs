using System.Globalization;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>A step as a Word document: to read, or to fill in by hand or on a screen, blank or with what somebody has answered.</summary>
public static class FormDocument
{
    /// <summary>Whether there is anything to fill in.</summary>
    public static bool Exists(Step step) => StepKinds.Read(step).Fields.Count > 0;

    /// <summary>The document.</summary>
    /// <param name="tool">The tool it belongs to, whose name and promise stand on it.</param>
    /// <param name="step">The step.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="culture">How that language is named.</param>
    /// <param name="answer">What has been answered; nothing for a blank one.</param>
    public static byte[] Of(Tool tool, Step step, Language language, CultureInfo culture, Answer? answer = null)
    {
        var paper = new WordPaper(language.Text(step.Id, "title"), culture).Title(language.Text(tool.Id, "title"));
        Write(paper, step, language, answer);
        return paper.Small(language.Plain(tool.Id, "promise")).Save();
    }

    /// <summary>The whole tool: for whom, why and how long, what happens when, and every step, blank.</summary>
    public static byte[] Whole(Tool tool, Language language, CultureInfo culture)
    {
        var words = language.Words;
        var paper = new WordPaper(language.Text(tool.Id, "title"), culture).Title().Text(language.Plain(tool.Id, "purpose"))
            .Fact(words["toolbox.for-whom"], language.Plain(tool.Id, "audience")).Fact(words["toolbox.how-long"], language.Plain(tool.Id, "time")).Fact(words["toolbox.who-sees"], language.Plain(tool.Id, "promise"));
        if (tool.Drawing is { } drawing)
            paper.Picture(drawing.Svg, "", 70);
        paper.Heading(1, words["toolbox.course"]);
        foreach (var (step, place) in tool.Steps.Select((step, place) => (step, place + 1)))
            paper.Point($"{place}.", step.Minutes is { } minutes ? $"{language.Text(step.Id, "title")} · {words.Count("steps.minutes", minutes)}" : language.Text(step.Id, "title"));
        foreach (var step in tool.Steps)
        {
            paper.Under(0);
            // What is filled in begins on a sheet of its own, to be handed out alone; what is read goes on below.
            if (Exists(step) || step == tool.Steps[0]) paper.NewPage(1, language.Text(step.Id, "title"));
            else paper.Heading(1, language.Text(step.Id, "title"));
            Write(paper.Under(1), step, language);
        }
        return paper.Under(0).Save();
    }

    /// <summary>Writes what the step asks, below a title that stands there already.</summary>
    public static void Write(WordPaper paper, Step step, Language language, Answer? answer = null)
    {
        if (language.Has(step.Id, "lead"))
            paper.Lead(language.Plain(step.Id, "lead"));
        StepKinds.Read(step).Write(new Pen(paper, language, answer ?? Answer.Empty));
    }
}

/// <summary>What writes a step into a Word document.</summary>
/// <param name="Paper">The document.</param>
/// <param name="Language">The reader's language.</param>
/// <param name="Answer">What has been answered; empty for a blank form.</param>
public sealed record Pen(WordPaper Paper, Language Language, Answer Answer)
{
    /// <summary>A heading with the text below it, if there is one.</summary>
    public void Heading(string id)
    {
        Paper.Heading(1, Language.Text(id, "title"));
        if ((Maybe(id, "lead") ?? Maybe(id, "text")) is { } text)
            Paper.Text(text);
    }

    /// <summary>A text of ours in its paragraphs and lists.</summary>
    public void Prose(string id, string field)
    {
        foreach (var passage in Passage.In(Language.Text(id, field)))
            if (passage.Kind == PassageKind.Paragraph)
                Paper.Text(Content.Prose.Plain(string.Join(' ', passage.Lines)));
            else
                foreach (var (mark, text) in passage.Marked)
                    Paper.Point(mark, Content.Prose.Plain(text));
    }

    /// <summary>A question with room to answer.</summary>
    public void Question(string id) => Paper.Field(Language.Plain(id, "text"), Maybe(id, "help"), Answer[id]);

    /// <summary>Rows of fields as a table to write in.</summary>
    /// <param name="name">What the table holds.</param>
    /// <param name="corner">What the rows are.</param>
    /// <param name="rows">The rows; all have the same cells.</param>
    public void Rows(string name, string corner, IReadOnlyList<FieldRow> rows)
    {
        if (rows.Count == 0) return;
        var share = 74 / rows[0].Cells.Count;
        Paper.Table(name, [(corner, 100 - (share * rows[0].Cells.Count)), .. rows[0].Cells.Select(cell => (cell.Label, share))],
            rows.Select(row => (IReadOnlyList<WordCell>)
            [
                row.OwnName is { } own ? new(row.Title, Room: row.Title, Written: Answer[own.Name]) : new(row.Text is null ? row.Title : $"{row.Title}\n{row.Text}"),
                .. row.Cells.Select(cell => new WordCell("", Room: $"{row.Title}: {cell.Label}", Written: Answer[cell.Field.Name])),
            ]), height: 1100);
    }

    /// <summary>Room for a note.</summary>
    public void Note(string field, int lines) => Paper.Field(Language.Words["steps.note"], value: Answer[field], lines: lines);

    /// <summary>A text as plain words, if the id has it.</summary>
    public string? Maybe(string id, string field) => Language.Has(id, field) ? Language.Plain(id, field) : null;
}
