using System.Globalization;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Choosing: questions to look closer with, then in each group no more than a few things to go on with, and what to do about them.</summary>
public sealed record Prioritise(Step Step, Questions Questions, IReadOnlyList<PickGroup> Groups) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Prioritise Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "questions", "groups");
        var groups = step.Part.Parts("groups").Select(group =>
        {
            group.Only("id", "colour", "level", "pick", "questions");
            var (colour, pick) = (group.Maybe("colour"), group.Number("pick"));
            if (colour is not null && !Colours.All.Contains(colour)) throw group.Wrong($"'colour' should be one of {string.Join(", ", Colours.All)}, not '{colour}'");
            return pick > 0 ? new PickGroup(group.Text("id"), colour, pick, new Questions(step.Id, group.Ids("questions")), Levels.Of(group)) : throw group.Wrong("'pick' should be 1 or more");
        }).ToList();
        return groups.Count > 0 ? new Prioritise(step, new Questions(step.Id, step.Part.Ids("questions")), groups) : throw step.Part.Wrong("has no groups");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Questions.Fields, .. Groups.SelectMany(group => group.Picks.Select(pick => Field.Text(pick.Name, Step.Id)).Concat(group.Questions.Fields))];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts => [.. Questions.Texts, .. Groups.SelectMany(group => group.Questions.Texts.Prepend((group.Id, "title")))];

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) =>
        [.. Questions.Lines(language, answer), .. Groups.SelectMany(group => group.Lines(Step, language, answer))];

    /// <inheritdoc/>
    public override IEnumerable<Proposal> Proposals(Language language, Answer answer) =>
    [
        .. Questions.Proposals(answer),
        .. from heading in Groups
           from one in heading.Picks.Where(pick => answer[pick.Name].Length > 0).Select(pick => new Proposal(pick.Name, answer[pick.Name])).Concat(heading.Questions.Proposals(answer))
           select one with { Issue = language.Text(heading.Id, "title"), Level = heading.Level },
    ];

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        Questions.Write(pen);
        foreach (var group in Groups)
        {
            pen.Heading(group.Id);
            pen.Paper.Help(pen.Language.Words.Count("steps.prioritise.at-most", group.Pick));
            foreach (var pick in group.Picks)
                pen.Paper.Field(pen.Language.Words.With("steps.prioritise.choice", ("number", pick.Number)), value: pen.Answer[pick.Name], lines: 1);
            group.Questions.Write(pen);
        }
    }
}

/// <summary>One group to choose in.</summary>
/// <param name="Id">The group.</param>
/// <param name="Colour">Green, yellow or red, where it has one.</param>
/// <param name="Pick">How many things may be chosen, at most.</param>
/// <param name="Questions">What to ask about them.</param>
/// <param name="Level">On which level they are done; empty where it names none.</param>
public sealed record PickGroup(string Id, string? Colour, int Pick, Questions Questions, string Level)
{
    /// <summary>The places to write what was chosen.</summary>
    public IEnumerable<(int Number, string Name)> Picks => Enumerable.Range(1, Pick).Select(number => (number, string.Create(CultureInfo.InvariantCulture, $"{Id}.{number}")));

    /// <summary>What was chosen and answered.</summary>
    public IEnumerable<Line> Lines(Step step, Language language, Answer answer) =>
    [
        .. Picks.Select(pick => new Line(Field.Text(pick.Name, step.Id), language.Text(Id, "title"), language.Words.With("steps.prioritise.choice", ("number", pick.Number)), answer[pick.Name])
        {
            About = language.Text(Id, "title"),
        }),
        .. Questions.Lines(language, answer, language.Text(Id, "title")),
    ];
}
