using System.Globalization;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>What the hours of a week go to, what gives energy and what drains it, and what to change. Rows may be put away, and there is room for rows of one's own.</summary>
/// <param name="Step">The step.</param>
/// <param name="Activities">The rows to start with.</param>
/// <param name="Own">How many rows of one's own there is room for.</param>
/// <param name="Groups">Questions to ask oneself when the table is filled in.</param>
public sealed record Hours(Step Step, IReadOnlyList<string> Activities, int Own, IReadOnlyList<HoursGroup> Groups) : Sheet(Step)
{
    /// <summary>The hours a week has.</summary>
    public const int Week = 168;

    /// <summary>Reads the step.</summary>
    public static Hours Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "activities", "own", "groups");
        var groups = step.Part.Parts("groups").Select(group =>
        {
            group.Only("id", "questions");
            return new HoursGroup(group.Text("id"), group.Ids("questions"));
        });
        var hours = new Hours(step, step.Part.Ids("activities"), step.Part.MaybeNumber("own") ?? 0, [.. groups]);
        return hours.Rows.Count > 0 ? hours : throw step.Part.Wrong("has neither activities nor room for own ones");
    }

    /// <summary>Every row: those to start with, then one's own.</summary>
    public IReadOnlyList<HoursRow> Rows =>
        [.. Activities.Select(id => new HoursRow(id, 0)), .. Enumerable.Range(1, Own).Select(number => new HoursRow($"{Step.Id}.O{Spelt(number)}", number))];

    /// <summary>What the hours of an answer come to.</summary>
    public HoursSum Sum(Answer answer) => Rows.Aggregate(HoursSum.Nothing, (sum, row) => sum.With(HoursOf(row, answer), answer.Ticks(row.Gives), answer.Ticks(row.Drains)));

    /// <summary>The hours of a row; none when nothing, or no number, stands there.</summary>
    public decimal HoursOf(HoursRow row, Answer answer) =>
        NumberOf(row).Numbered(answer[row.Hours]) is { } hours ? decimal.Parse(hours, CultureInfo.InvariantCulture) : 0;

    /// <summary>Whether somebody has put the row away: no hours go there, and nothing else is said of it.</summary>
    public static bool IsAway(HoursRow row, Answer answer) => answer[row.Hours] == "0" && row.Others.All(field => answer[field].Length == 0);

    /// <summary>What a row is called: its title, or the name somebody gave it.</summary>
    public string TitleOf(HoursRow row, Language language, Answer answer) =>
        row.Number == 0 ? language.Text(row.Id, "title")
        : answer[row.Name].Length > 0 ? answer[row.Name]
        : language.Words.With("steps.hours.own", ("number", row.Number));

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Rows.SelectMany(FieldsOf), .. Groups.SelectMany(group => group.Questions).Select(id => Field.Text(id, Step.Id))];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts =>
    [
        .. Activities.Select(id => (id, "title")),
        .. Groups.Select(group => (group.Id, "title")),
        .. Groups.SelectMany(group => group.Questions).Select(id => (id, "text")),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) =>
    [
        .. Rows.SelectMany(row => FieldsOf(row).Select(field => LineOf(row, field, language, answer))),
        .. Groups.SelectMany(group => group.Questions.Select(id => new Line(Field.Text(id, Step.Id), language.Text(group.Id, "title"), language.Plain(id, "text"), answer[id]))),
    ];

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        var (language, words) = (pen.Language, pen.Language.Words);
        pen.Paper.Table(
            language.Text(Step.Id, "title"),
            [(words["steps.hours.activity"], 32), (words["steps.hours.hours"], 12), (words["steps.hours.gives"], 12), (words["steps.hours.drains"], 12), (words["steps.hours.change"], 32)],
            Rows.Where(row => !IsAway(row, pen.Answer)).Select(row => (IReadOnlyList<WordCell>)
            [
                new(TitleOf(row, language, pen.Answer)),
                new("", Room: $"{TitleOf(row, language, pen.Answer)}: {words["steps.hours.hours"]}", Written: Field.Spelt(pen.Answer[row.Hours], language)),
                new($"{TitleOf(row, language, pen.Answer)}: {words["steps.hours.gives"]}", pen.Answer.Ticks(row.Gives)),
                new($"{TitleOf(row, language, pen.Answer)}: {words["steps.hours.drains"]}", pen.Answer.Ticks(row.Drains)),
                new("", Room: $"{TitleOf(row, language, pen.Answer)}: {words["steps.hours.change"]}", Written: pen.Answer[row.Change]),
            ]));
        if (Sum(pen.Answer) is { All: > 0 } sum)
            foreach (var (name, value) in sum.Told(language))
                pen.Paper.Fact(name, value);
        foreach (var group in Groups)
        {
            pen.Heading(group.Id);
            foreach (var question in group.Questions)
                pen.Question(question);
        }
    }

    private IEnumerable<Field> FieldsOf(HoursRow row) =>
    [
        .. row.Number > 0 ? [Field.Text(row.Name, Step.Id)] : Array.Empty<Field>(),
        NumberOf(row), Field.Tick(row.Gives, Step.Id), Field.Tick(row.Drains, Step.Id), Field.Text(row.Change, Step.Id),
    ];

    private Field NumberOf(HoursRow row) => Field.Number(row.Hours, Step.Id, 0, Week);

    // Read one by one, each line says what it is about: Mail: 7,5 timer. Mail: giver energi. Mail: færre, og kun efter frokost.
    private Line LineOf(HoursRow row, Field field, Language language, Answer answer)
    {
        var (title, words, value) = (TitleOf(row, language, answer), language.Words, answer[field.Name]);
        return field.Name == row.Gives ? new Line(field, "", $"{title}: {words["steps.hours.gives"]}", value)
            : field.Name == row.Drains ? new Line(field, "", $"{title}: {words["steps.hours.drains"]}", value)
            : field.Name == row.Hours ? new Line(field, words["steps.hours.hours"], title, field.Numbered(value) is null ? value : HoursSum.In(language, HoursOf(row, answer)))
            : field.Name == row.Name ? new Line(field, "", words.With("steps.hours.own", ("number", row.Number)), value)
            : new Line(field, words["steps.hours.change"], title, value);
    }

    private static string Spelt(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One row of the table. Its fields are named after it.</summary>
/// <param name="Id">The activity, or the place of a row of one's own.</param>
/// <param name="Number">Which row of one's own it is; 0 for those that stand there from the start.</param>
public sealed record HoursRow(string Id, int Number)
{
    /// <summary>What somebody calls a row of their own.</summary>
    public string Name => $"{Id}.name";

    /// <summary>Hours a week.</summary>
    public string Hours => $"{Id}.hours";

    /// <summary>Whether it gives energy.</summary>
    public string Gives => $"{Id}.gives";

    /// <summary>Whether it drains energy; it may do both.</summary>
    public string Drains => $"{Id}.drains";

    /// <summary>What to keep, change or hand on.</summary>
    public string Change => $"{Id}.change";

    /// <summary>All but the hours.</summary>
    public IEnumerable<string> Others => [Name, Gives, Drains, Change];
}

/// <summary>Questions under one heading.</summary>
public sealed record HoursGroup(string Id, IReadOnlyList<string> Questions);
