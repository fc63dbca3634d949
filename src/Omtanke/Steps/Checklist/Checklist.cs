using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Points to tick, or to answer with yes, partly or no and a note.</summary>
public sealed record Checklist(Step Step, Drawing? Drawing, bool Graded, IReadOnlyList<string> Items) : Sheet(Step)
{
    /// <summary>The answers of a graded list.</summary>
    public static readonly IReadOnlyList<string> Grades = ["yes", "partly", "no"];

    /// <summary>Reads the step.</summary>
    public static Checklist Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "ask", "drawing", "answers", "items");
        var graded = step.Part.Maybe("answers") switch
        {
            null or "tick" => false,
            "yes-partly-no" => true,
            var other => throw step.Part.Wrong($"'answers' should be tick or yes-partly-no, not '{other}'"),
        };
        return new Checklist(step, step.Part.Maybe("drawing") is { } name ? step.Drawing(name) : null, graded, step.Part.Ids("items"));
    }

    /// <summary>The field for a note to a point.</summary>
    public static string NoteOf(string item) => $"{item}.note";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => Graded
        ? [.. Items.SelectMany(item => new[] { Field.Choice(item, Step.Id, Grades), Field.Text(NoteOf(item), Step.Id) })]
        : [.. Items.Select(item => Field.Tick(item, Step.Id))];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts => Items.Select(item => (item, "text"));

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) => Fields.Select(field => field.Takes switch
    {
        Takes.Tick => new Line(field, "", language.Text(field.Name, "text"), answer[field.Name]),
        Takes.Choice => new Line(field, "", language.Text(field.Name, "text"), Grades.Contains(answer[field.Name]) ? language.Words[$"steps.checklist.{answer[field.Name]}"] : ""),
        Takes.Text or Takes.Number => new Line(field, "", language.Words["steps.note"], answer[field.Name]),
    });

    /// <inheritdoc/>
    public override IEnumerable<Proposal> Proposals(Language language, Answer answer) =>
        Graded ? Items.Where(item => answer[item] == "no").Select(item => new Proposal(item, language.Plain(item, "text")) { Issue = answer[NoteOf(item)] }) : [];

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        foreach (var item in Items)
            if (Graded)
            {
                pen.Paper.Choice(pen.Language.Plain(item, "text"), Grades.Select(grade => (pen.Language.Words[$"steps.checklist.{grade}"], pen.Answer[item] == grade)));
                pen.Paper.Help(pen.Language.Words["steps.note"]).Room($"{pen.Language.Words["steps.note"]}: {pen.Language.Plain(item, "text")}", pen.Answer[NoteOf(item)], lines: 2);
            }
            else
                pen.Paper.Tick(pen.Answer.Ticks(item), pen.Language.Plain(item, "text"));
    }
}
