using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Expectations beside each other, topic by topic: mine, what I think are yours, and what we agree on.</summary>
/// <param name="Step">The step.</param>
/// <param name="Sides">Three: mine, yours as I see them, ours.</param>
/// <param name="Topics">What one may expect something about.</param>
/// <param name="Own">How many topics of one's own there is room for.</param>
public sealed record Expectations(Step Step, IReadOnlyList<string> Sides, IReadOnlyList<string> Topics, int Own) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Expectations Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "sides", "topics", "own");
        var expectations = new Expectations(step, step.Part.Ids("sides"), step.Part.Ids("topics"), step.Part.MaybeNumber("own") ?? 0);
        return expectations.Sides.Count != 3 ? throw step.Part.Wrong("should have three sides: mine, what I think is yours, what we agree")
            : expectations.Topics.Count + expectations.Own == 0 ? throw step.Part.Wrong("has neither topics nor room for own ones")
            : expectations;
    }

    /// <summary>The topics that stand there from the start.</summary>
    public IReadOnlyList<FieldRow> TopicsIn(Language language) =>
        [.. Topics.Select(topic => new FieldRow(topic, language.Text(topic, "title"), Cells(topic, language)) { Text = language.Has(topic, "text") ? language.Plain(topic, "text") : null })];

    /// <summary>Room for topics of one's own.</summary>
    public IReadOnlyList<FieldRow> OwnIn(Language language) =>
    [
        .. Enumerable.Range(1, Own).Select(number => new FieldRow(OwnId(number), language.Words.With("steps.expectations.own", ("number", number)), Cells(OwnId(number), language))
        {
            OwnName = NameOf(number),
        }),
    ];

    /// <summary>All of them.</summary>
    public IReadOnlyList<FieldRow> RowsIn(Language language) => [.. TopicsIn(language), .. OwnIn(language)];

    /// <summary>The field where a topic and a side meet.</summary>
    public static string FieldAt(string topic, string side) => $"{topic}-{side}";

    string OwnId(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Step.Id}.O{number}");

    Field NameOf(int number) => Field.Text($"{OwnId(number)}.name", Step.Id);

    List<Cell> Cells(string topic, Language language) => [.. Sides.Select(side => new Cell(Field.Text(FieldAt(topic, side), Step.Id), language.Text(side, "title")))];

    IEnumerable<Field> FieldsOf(string topic) => Sides.Select(side => Field.Text(FieldAt(topic, side), Step.Id));

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields =>
        [.. Topics.SelectMany(FieldsOf), .. Enumerable.Range(1, Own).SelectMany(number => FieldsOf(OwnId(number)).Prepend(NameOf(number)))];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts => Sides.Concat(Topics).Select(id => (id, "title"));

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) => RowsIn(language).SelectMany(row => row.Lines(answer));

    /// <inheritdoc/>
    public override void Write(Pen pen) => pen.Rows(pen.Language.Text(Step.Id, "title"), pen.Language.Words["steps.expectations.topic"], RowsIn(pen.Language));
}
