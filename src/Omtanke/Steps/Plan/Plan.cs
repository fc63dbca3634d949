using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>A plan: the same few questions, answered once for each thing one goes on with. With <paramref name="Becomes"/> each is one thing to act on.</summary>
public sealed record Plan(Step Step, IReadOnlyList<string> Questions, int Copies, Becomes? Becomes = null) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Plan Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "fields", "copies", "action");
        var (fields, copies) = (step.Part.Ids("fields"), step.Part.MaybeNumber("copies") ?? 1);
        return fields.Count == 0 ? throw step.Part.Wrong("has no fields")
            : copies < 1 ? throw step.Part.Wrong("'copies' should be 1 or more")
            : new Plan(step, fields, copies, Becomes.Read(step, fields));
    }

    /// <summary>The numbers of the plans.</summary>
    public IEnumerable<int> Numbers => Enumerable.Range(1, Copies);

    /// <summary>The name of a field in one of the plans.</summary>
    public static string FieldOf(string question, int number) => $"{question}.{number}";

    /// <summary>What a plan is called; the only one needs no number.</summary>
    public string Named(int number, Words words) => Copies == 1 ? "" : words.With("steps.plan.number", ("number", number));

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Numbers.SelectMany(number => Questions.Select(id => Field.Text(FieldOf(id, number), Step.Id)))];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts => Questions.Select(id => (id, "label"));

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) => Numbers.SelectMany(number => Questions.Select(id =>
        new Line(Field.Text(FieldOf(id, number), Step.Id), Named(number, language.Words), language.Text(id, "label"), answer[FieldOf(id, number)]) { About = Named(number, language.Words) }));

    /// <inheritdoc/>
    public override IEnumerable<Proposal> Proposals(Language language, Answer answer) => Becomes is { } becomes
        ? Numbers.SelectMany(number => becomes.Of(FieldOf(becomes.What, number), question => answer[FieldOf(question, number)]))
        : base.Proposals(language, answer);

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        foreach (var number in Numbers)
        {
            if (number > 1) pen.Paper.NewPage(1, Named(number, pen.Language.Words));
            else if (Copies > 1) pen.Paper.Heading(1, Named(number, pen.Language.Words));
            foreach (var id in Questions)
                pen.Paper.Field(pen.Language.Text(id, "label"), pen.Maybe(id, "help"), pen.Answer[FieldOf(id, number)], lines: 3);
        }
    }
}
