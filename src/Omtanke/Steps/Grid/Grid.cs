using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>A table to write in: rows by columns, and perhaps questions below. With <paramref name="Becomes"/> a row is one thing to act on; else each cell may be.</summary>
public sealed record Grid(Step Step, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, Questions Questions, Becomes? Becomes = null) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Grid Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "rows", "columns", "questions", "action");
        var (rows, columns) = (step.Part.Ids("rows"), step.Part.Ids("columns"));
        return rows.Count > 0 && columns.Count > 0
            ? new Grid(step, rows, columns, new Questions(step.Id, step.Part.Ids("questions")), Becomes.Read(step, columns))
            : throw step.Part.Wrong("needs both rows and columns");
    }

    /// <summary>The name of the field where a row and a column meet.</summary>
    public static string FieldAt(string row, string column) => $"{row}-{column}";

    /// <summary>The rows with their fields.</summary>
    public IReadOnlyList<FieldRow> RowsIn(Language language) =>
    [
        .. Rows.Select(row => new FieldRow(row, language.Text(row, "title"),
        [
            .. Columns.Select(column => new Cell(
                Field.Text(FieldAt(row, column), Step.Id), language.Text(column, "title"), language.Has(column, "help") ? language.Plain(column, "help") : null)),
        ]) { Text = language.Has(row, "text") ? language.Plain(row, "text") : null }),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Rows.SelectMany(row => Columns.Select(column => Field.Text(FieldAt(row, column), Step.Id))), .. Questions.Fields];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts => [.. Rows.Concat(Columns).Select(id => (id, "title")), .. Questions.Texts];

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) => [.. RowsIn(language).SelectMany(row => row.Lines(answer)), .. Questions.Lines(language, answer)];

    /// <inheritdoc/>
    public override IEnumerable<Proposal> Proposals(Language language, Answer answer) =>
    [
        .. Rows.SelectMany(row => Becomes is { } becomes
            ? becomes.Of(FieldAt(row, becomes.What), column => answer[FieldAt(row, column)])
            : Columns.SelectMany(column => Proposal.Each(FieldAt(row, column), answer[FieldAt(row, column)])).Select(one => one with { Issue = language.Text(row, "title") })),
        .. Questions.Proposals(answer),
    ];

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        pen.Rows(pen.Language.Text(Step.Id, "title"), pen.Language.Words["steps.grid.row"], RowsIn(pen.Language));
        Questions.Write(pen);
    }
}
