using System.Globalization;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Questions for a few people to go through together, one telling at a time; alone one answers them for oneself.</summary>
/// <param name="Step">The step.</param>
/// <param name="Least">How many talk together, at least.</param>
/// <param name="Most">And at most.</param>
/// <param name="Each">Minutes for each.</param>
/// <param name="Groups">The questions; without an id, questions under no heading.</param>
public sealed record Pairs(Step Step, int Least, int Most, int? Each, IReadOnlyList<QuestionGroup> Groups) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Pairs Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "people", "each", "groups", "questions");
        var (least, most) = People(step.Part);
        var groups = QuestionGroup.Read(step);
        return groups.Count > 0 ? new Pairs(step, least, most, step.Part.MaybeNumber("each"), groups) : throw step.Part.Wrong("has neither questions nor groups");
    }

    // 2, or 4-5.
    static (int, int) People(Part part)
    {
        var ends = part.Text("people").Split('-');
        return ends.Length <= 2 && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var least)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var most) && least > 1 && most >= least
            ? (least, most)
            : throw part.Wrong("'people' should be how many talk together, as 2 or 4-5");
    }

    /// <summary>Whether exactly two talk, and so can be called A and B.</summary>
    public bool IsTwo => (Least, Most) == (2, 2);

    /// <summary>How the talk goes, line by line.</summary>
    public IReadOnlyList<string> Plan(Words words) =>
    [
        words.With("steps.pairs.sit", ("people", Least == Most ? $"{Least}" : $"{Least}–{Most}")),
        .. IsTwo ? [words["steps.pairs.first"], words["steps.pairs.second"]] : (string[])[words["steps.pairs.one-by-one"]],
        Each is { } each ? words.Count("steps.pairs.each", each) : words["steps.pairs.share-time"],
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Groups.SelectMany(group => group.Questions.Fields)];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts => Groups.SelectMany(group => group.Texts);

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) => Groups.SelectMany(group => group.Lines(language, answer));

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        pen.Paper.Heading(1, pen.Language.Words["steps.pairs.plan"]);
        foreach (var line in Plan(pen.Language.Words)) pen.Paper.Text(line);
        foreach (var group in Groups)
        {
            if (group.Id.Length > 0) pen.Heading(group.Id);
            group.Questions.Write(pen);
        }
    }
}
