using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>What happens when at a meeting: items with minutes, perhaps with questions to each.</summary>
public sealed record Agenda(Step Step, IReadOnlyList<AgendaItem> Items) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Agenda Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "items");
        var items = step.Part.Parts("items").Select(item =>
        {
            item.Only("id", "minutes", "questions");
            return new AgendaItem(item.Text("id"), item.MaybeNumber("minutes"), new Questions(step.Id, item.Ids("questions")));
        }).ToList();
        return items.Count > 0 ? new Agenda(step, items) : throw step.Part.Wrong("has no items");
    }

    /// <summary>How long it takes in all; nothing when no item says so.</summary>
    public int? Minutes => Items.Any(item => item.Minutes is not null) ? Items.Sum(item => item.Minutes ?? 0) : null;

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Items.SelectMany(item => item.Questions.Fields)];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts => Items.SelectMany(item => item.Questions.Texts.Prepend((item.Id, "title")));

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) =>
        Items.SelectMany(item => item.Questions.Lines(language, answer, language.Text(item.Id, "title")));

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        pen.Paper.Table(
            pen.Language.Text(Step.Id, "title"),
            [(pen.Language.Words["steps.agenda.item"], 60), (pen.Language.Words["steps.agenda.minutes"], 20), (pen.Language.Words["steps.agenda.clock"], 20)],
            Items.Select(item => (IReadOnlyList<WordCell>)[new(pen.Language.Text(item.Id, "title")), new(item.Minutes is { } minutes ? $"{minutes}" : ""), new("", Room: $"{pen.Language.Words["steps.agenda.clock"]}: {pen.Language.Text(item.Id, "title")}")]),
            height: 480);
        foreach (var item in Items)
        {
            pen.Heading(item.Id);
            item.Questions.Write(pen);
        }
    }
}

/// <summary>One item of an agenda.</summary>
public sealed record AgendaItem(string Id, int? Minutes, Questions Questions);
