using System.Globalization;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Roles one can be in, how much there is of each, and questions to the mix.</summary>
public sealed record Roles(Step Step, IReadOnlyList<Role> All, Questions Questions) : Sheet(Step)
{
    /// <summary>From almost never to all the time.</summary>
    public static readonly IReadOnlyList<string> Weights = [.. Enumerable.Range(0, 11).Select(weight => weight.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Reads the step.</summary>
    public static Roles Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "roles", "questions");
        var all = step.Part.Parts("roles").Select(role =>
        {
            role.Only("id", "drawing");
            return new Role(role.Text("id"), role.Maybe("drawing") is { } name ? step.Drawing(name) : null);
        }).ToList();
        return all.Count > 1 ? new Roles(step, all, new Questions(step.Id, step.Part.Ids("questions"))) : throw step.Part.Wrong("should have two roles or more, to be a mix");
    }

    /// <summary>How much there is of a role; nothing when it is not said.</summary>
    public static int? WeightOf(Role role, Answer answer) => Weights.Contains(answer[role.Id]) ? int.Parse(answer[role.Id], CultureInfo.InvariantCulture) : null;

    /// <summary>Every role with how much there is of it; empty until all are said.</summary>
    public IReadOnlyList<(Role Role, int Weight)> Mix(Answer answer) =>
        All.All(role => WeightOf(role, answer) is not null) ? [.. All.Select(role => (role, WeightOf(role, answer)!.Value))] : [];

    /// <inheritdoc/>
    public override string Outcome => $"{Step.Id}-mix";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. All.Select(role => Field.Choice(role.Id, Step.Id, Weights)), .. Questions.Fields];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts => [.. All.SelectMany(role => new[] { (role.Id, "title"), (role.Id, "text") }), .. Questions.Texts];

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) =>
    [
        .. All.Select(role => new Line(Field.Choice(role.Id, Step.Id, Weights), "", language.Text(role.Id, "title"), WeightOf(role, answer) is { } weight ? InWords(weight, language.Words) : "")),
        .. Questions.Lines(language, answer),
    ];

    /// <summary>A weight as words: 7 of 10.</summary>
    public static string InWords(int weight, Words words) => words.With("steps.roles.weight", ("weight", weight), ("most", Weights.Count - 1));

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        var (language, words) = (pen.Language, pen.Language.Words);
        pen.Paper.Help(words.With("steps.roles.on-paper", ("least", words["steps.roles.least"]), ("most", words["steps.roles.most"])));
        pen.Paper.Table(language.Text(Step.Id, "title"), [(words["steps.roles.role"], 34), .. Weights.Select(weight => (weight, 6))], All.Select(role => (IReadOnlyList<WordCell>)
        [
            new($"{language.Text(role.Id, "title")}\n{language.Plain(role.Id, "text")}"),
            .. Weights.Select(weight => new WordCell($"{language.Text(role.Id, "title")}: {weight}", pen.Answer[role.Id] == weight)),
        ]));
        var petals = Mix(pen.Answer).Select(part => (language.Text(part.Role.Id, "title"), InWords(part.Weight, words), part.Weight)).ToList();
        if (petals.Count > 0)
            pen.Paper.Heading(1, words["steps.roles.mix"]).Picture(FlowerDrawing.Of($"{Step.Id}-flower", words["steps.roles.mix"], petals, Weights.Count - 1), FlowerDrawing.Told(petals), 90);
        pen.Paper.Heading(1, words["steps.roles.questions"]);
        Questions.Write(pen);
    }
}

/// <summary>One role.</summary>
public sealed record Role(string Id, Drawing? Drawing);
