using System.Globalization;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>A step as a Word document, to fill in by hand or on a screen: blank, or with what somebody has answered.</summary>
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

    /// <summary>Writes what the step asks, below a title that stands there already.</summary>
    public static void Write(WordPaper paper, Step step, Language language, Answer? answer = null)
    {
        if (language.Has(step.Id, "lead"))
            paper.Text(language.Plain(step.Id, "lead"));
        var pen = new Pen(paper, language, answer ?? Answer.Empty);
        switch (StepKinds.Read(step))
        {
            case Form form: pen.Write(form); break;
            case Cards cards: pen.Write(cards); break;
            case Checklist list: pen.Write(list); break;
            case Positions positions: pen.Write(positions); break;
            case var sheet: pen.Write(sheet); break;
        }
    }

    private sealed record Pen(WordPaper Paper, Language Language, Answer Answer)
    {
        public void Write(Form form)
        {
            if (form.Deck is { } deck)
            {
                Paper.Heading(1, Language.Text(deck.Id, "title"));
                foreach (var card in deck.Cards)
                    Paper.Tick(Answer.Ticks(card), Language.Text(card, "title"), Language.Plain(card, "text"));
            }
            foreach (var group in form.Groups)
            {
                // Fields without a group are the headings themselves: whoever listens jumps from one to the next.
                if (group.Id.Length > 0)
                    Heading(group.Id);
                foreach (var field in group.Fields)
                    if (group.Id.Length > 0)
                        Paper.Field(Language.Text(field, "label"), Maybe(field, "help"), Answer[field], lines: 3);
                    else
                        Column(field);
            }
        }

        public void Write(Cards cards)
        {
            foreach (var deck in cards.Decks)
            {
                Heading(deck.Id);
                foreach (var card in deck.Cards)
                    Paper.Tick(Answer.Ticks(card), Language.Plain(card, "text"));
            }
            Note(cards.Note.Name, lines: 5);
        }

        public void Write(Checklist list)
        {
            foreach (var item in list.Items)
                if (list.Graded)
                {
                    Paper.Choice(Language.Plain(item, "text"), Checklist.Grades.Select(grade => (Language.Words[$"steps.checklist.{grade}"], Answer[item] == grade)));
                    Paper.Room($"{Language.Words["steps.note"]}: {Language.Plain(item, "text")}", Answer[Checklist.NoteOf(item)], lines: 2);
                }
                else
                    Paper.Tick(Answer.Ticks(item), Language.Plain(item, "text"));
        }

        public void Write(Positions positions)
        {
            Paper.Table(
                Language.Text(positions.Step.Id, "title"),
                [(Language.Words["steps.positions.position"], 35), .. Positions.Levels.Select(level => (Positions.LevelIn(Language.Words, level), 13))],
                positions.All.Select(position => (IReadOnlyList<WordCell>)
                [
                    new($"{Language.Text(position.Id, "title")}\n{string.Join(" · ", position.Behaviours.Select(id => Language.Plain(id, "text")))}"),
                    .. Positions.Levels.Select(level => new WordCell($"{Language.Text(position.Id, "title")}: {Positions.LevelIn(Language.Words, level)}", Answer[position.Id] == level)),
                ]));
            foreach (var pitfall in positions.Pitfalls)
                Paper.Heading(2, Language.Text(pitfall, "title")).Text(Language.Plain(pitfall, "text"));
            foreach (var question in positions.Questions)
                Paper.Field(Language.Plain(question, "text"));
        }

        // A kind we know nothing of: everything that can be filled in, as it says it itself.
        public void Write(Sheet sheet)
        {
            foreach (var line in sheet.Lines(Language, Answer))
                if (line.Field.Takes == Takes.Tick)
                    Paper.Tick(line.Value.Length > 0, line.Label);
                else
                    Paper.Field(line.Label, value: line.Value, lines: line.Field.Takes == Takes.Text ? 4 : 1);
        }

        private void Column(string field)
        {
            Paper.Heading(1, Language.Text(field, "label"));
            if (Maybe(field, "help") is { } help)
                Paper.Help(help);
            Paper.Room(Language.Text(field, "label"), Answer[field], lines: 6);
        }

        private void Note(string field, int lines) => Paper.Field(Language.Words["steps.note"], value: Answer[field], lines: lines);

        private void Heading(string id)
        {
            Paper.Heading(1, Language.Text(id, "title"));
            if (Maybe(id, "lead") is { } lead)
                Paper.Text(lead);
        }

        private string? Maybe(string id, string field) => Language.Has(id, field) ? Language.Plain(id, field) : null;
    }
}
