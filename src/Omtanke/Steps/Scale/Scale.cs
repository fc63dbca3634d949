using System.Globalization;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Statements to answer on the same few steps, from low to high. With bands each group is summed, and the sums stand beside each other: there is no total.</summary>
/// <param name="Step">The step.</param>
/// <param name="Answers">What may be answered, from low to high.</param>
/// <param name="Groups">The statements; without an id, statements in no group.</param>
/// <param name="Bands">What a group's sum means; none when nothing is summed.</param>
/// <param name="Questions">To think about afterwards.</param>
public sealed record Scale(Step Step, IReadOnlyList<string> Answers, IReadOnlyList<StatementGroup> Groups, IReadOnlyList<Band> Bands, Questions Questions) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Scale Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "ask", "steps", "groups", "statements", "bands", "questions");
        var groups = step.Part.Parts("groups").Select(group =>
        {
            group.Only("id", "statements", "next");
            return new StatementGroup(group.Text("id"), group.Ids("statements"), group.Ids("next"));
        }).ToList();
        var loose = step.Part.Ids("statements");
        var bands = step.Part.Parts("bands").Select(band =>
        {
            band.Only("id", "from", "to");
            return new Band(band.Text("id"), band.Number("from"), band.Number("to"));
        }).ToList();
        var scale = new Scale(step, step.Part.Ids("steps"), loose.Count == 0 ? groups : [new StatementGroup("", loose, []), .. groups], bands, new Questions(step.Id, step.Part.Ids("questions")));
        return scale.Fault is { } fault ? throw step.Part.Wrong(fault) : scale;
    }

    Complaint? Fault
    {
        get
        {
            if (Answers.Count < 2) return "needs 'steps': at least two answers, from low to high";
            if (Groups.Count == 0) return "has neither statements nor groups";
            if (Bands.Count > 0 && Groups.Any(group => group.Id.Length == 0)) return "has bands, which belong to groups: put the statements into one";
            if (Bands.Zip(Bands.Skip(1)).FirstOrDefault(pair => pair.Second.From != pair.First.To + 1) is ({ } lower, { } upper))
                return $"has bands that do not follow each other: {lower.Id} ends with {lower.To}, {upper.Id} begins with {upper.From}";
            if (Bands.Count > 0 && Groups.FirstOrDefault(group => Bands[0].From > Least(group) || Bands[^1].To < Most(group)) is { } group)
                return $"has sums without a band: {group.Id} goes from {Least(group)} to {Most(group)}";
            return null;
        }
    }

    /// <summary>The values an answer may have: 1 and up.</summary>
    public IReadOnlyList<string> Values => [.. Enumerable.Range(1, Answers.Count).Select(value => value.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The lowest sum of a group.</summary>
    public static int Least(StatementGroup group) => group.Statements.Count;

    /// <summary>The highest sum of a group.</summary>
    public int Most(StatementGroup group) => group.Statements.Count * Answers.Count;

    /// <inheritdoc/>
    public override string Outcome => $"{Step.Id}-profile";

    /// <summary>The sums of an answer, group by group.</summary>
    public Profile Profile(Answer answer) => new([.. Groups.Select(group => new GroupSum(
        group, Most(group), [.. group.Statements.Select(id => Values.Contains(answer[id]) ? int.Parse(answer[id], CultureInfo.InvariantCulture) : (int?)null)], Bands))]);

    /// <summary>An answer with its number, as 4 · fits well.</summary>
    public string AnswerIn(Language language, string value) => $"{value} · {language.Text(Answers[int.Parse(value, CultureInfo.InvariantCulture) - 1], "title")}";

    IEnumerable<string> Statements => Groups.SelectMany(group => group.Statements);

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Statements.Select(id => Field.Choice(id, Step.Id, Values)), .. Questions.Fields];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts =>
    [
        .. Answers.Concat(Bands.Select(band => band.Id)).Concat(Groups.Select(group => group.Id).Where(id => id.Length > 0)).Concat(Groups.SelectMany(group => group.Next)).Select(id => (id, "title")),
        .. Statements.Select(id => (id, "text")),
        .. Questions.Texts,
    ];

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) =>
    [
        .. Groups.SelectMany(group => group.Statements.Select(id => new Line(
            Field.Choice(id, Step.Id, Values), group.Id.Length == 0 ? "" : language.Text(group.Id, "title"), language.Plain(id, "text"), Values.Contains(answer[id]) ? AnswerIn(language, answer[id]) : ""))),
        .. Questions.Lines(language, answer),
    ];

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        var (paper, language, words) = (pen.Paper, pen.Language, pen.Language.Words);
        foreach (var value in Values) paper.Text(AnswerIn(language, value));
        foreach (var sum in Profile(pen.Answer).Sums)
        {
            if (sum.Group.Id.Length > 0) pen.Heading(sum.Group.Id);
            paper.Table(
                sum.Group.Id.Length > 0 ? language.Text(sum.Group.Id, "title") : language.Text(Step.Id, "title"),
                [(words["steps.scale.statement"], 100 - (8 * Values.Count)), .. Values.Select(value => (value, 8))],
                sum.Group.Statements.Select(id => (IReadOnlyList<WordCell>)
                [
                    new(language.Plain(id, "text")),
                    .. Values.Select(value => new WordCell($"{language.Plain(id, "text")}: {AnswerIn(language, value)}", pen.Answer[id] == value)),
                ]));
            if (Bands.Count > 0)
                paper.Field(words.With("steps.scale.sum", ("least", Least(sum.Group)), ("most", sum.Most)), value: sum.Sum is { } number ? $"{number}{(sum.Band is { } band ? $" · {language.Text(band.Id, "title")}" : "")}" : "", lines: 1);
        }
        if (Bands.Count > 0) paper.Heading(1, words["steps.scale.bands"]).Text(words["steps.scale.no-total"]);
        foreach (var band in Bands)
            paper.Fact($"{band.From}–{band.To} {language.Text(band.Id, "title")}", pen.Maybe(band.Id, "text") ?? "");
        Questions.Write(pen);
    }
}

/// <summary>Statements that belong together, and the tools that take one on from there.</summary>
public sealed record StatementGroup(string Id, IReadOnlyList<string> Statements, IReadOnlyList<string> Next);

/// <summary>What a sum means, from and to included.</summary>
public sealed record Band(string Id, int From, int To);
