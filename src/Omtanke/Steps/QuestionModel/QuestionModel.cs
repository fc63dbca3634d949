using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Four types of questions in a figure of two directions, with examples of each and room for one's own.</summary>
/// <param name="Step">The step.</param>
/// <param name="Types">Linear, strategic, circular, reflexive, in this order.</param>
public sealed record QuestionModel(Step Step, IReadOnlyList<QuestionType> Types) : Sheet(Step)
{
    /// <summary>The figure's rows: from straight lines to circles.</summary>
    public static readonly IReadOnlyList<string> Ways = ["lines", "circles"];

    /// <summary>The figure's columns: from what was to what may come.</summary>
    public static readonly IReadOnlyList<string> Times = ["past", "future"];

    /// <summary>Reads the step.</summary>
    public static QuestionModel Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "types");
        var types = step.Part.Parts("types").Select(type =>
        {
            type.Only("id", "examples");
            return new QuestionType(type.Text("id"), type.Ids("examples"));
        }).ToList();
        return types.Count == 4 ? new QuestionModel(step, types) : throw step.Part.Wrong("should have four types: linear, strategic, circular, reflexive");
    }

    /// <summary>The type where a row and a column of the figure meet.</summary>
    public QuestionType At(int way, int time) => Types[(way * 2) + time];

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Types.Select(type => Field.Text(type.Note, Step.Id))];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts => Types.SelectMany(type =>
        new[] { (type.Id, "title"), (type.Id, "short"), (type.Id, "text"), (type.Id, "when") }.Concat(type.Examples.Select(id => (id, "text"))));

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) => Types.Select(type =>
        new Line(Field.Text(type.Note, Step.Id), language.Text(type.Id, "title"), language.Words["steps.question-model.own"], answer[type.Note]) { About = language.Text(type.Id, "title") });

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        var (language, words) = (pen.Language, pen.Language.Words);
        pen.Paper.Table(
            language.Text(Step.Id, "title"),
            [(words["steps.question-model.way"], 24), .. Times.Select(time => (words[$"steps.question-model.{time}"], 38))],
            Ways.Select((way, row) => (IReadOnlyList<WordCell>)
            [
                new(words[$"steps.question-model.{way}"]),
                .. Times.Select((_, column) => new WordCell($"{language.Text(At(row, column).Id, "title")}\n{language.Plain(At(row, column).Id, "short")}")),
            ]));
        foreach (var type in Types)
        {
            pen.Heading(type.Id);
            pen.Paper.Fact(words["steps.question-model.when"], language.Plain(type.Id, "when"));
            foreach (var example in type.Examples) pen.Paper.Point("•", language.Plain(example, "text"));
            pen.Paper.Field(words["steps.question-model.own"], value: pen.Answer[type.Note], lines: 3);
        }
    }
}

/// <summary>One type of questions, with examples.</summary>
public sealed record QuestionType(string Id, IReadOnlyList<string> Examples)
{
    /// <summary>The field for questions of one's own.</summary>
    public string Note => $"{Id}.note";
}
