using System.Globalization;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Positions one can take in a conversation, to rate one's own habit by, with what to watch.</summary>
/// <param name="Step">The step.</param>
/// <param name="All">The positions: empathic, exploring, delimiting, acting, in this order.</param>
/// <param name="Pitfalls">First acting before listening, then listening without acting.</param>
/// <param name="Questions">To talk about with others.</param>
public sealed record Positions(Step Step, IReadOnlyList<Position> All, IReadOnlyList<string> Pitfalls, IReadOnlyList<string> Questions) : Sheet(Step)
{
    /// <summary>From almost never to almost always.</summary>
    public static readonly IReadOnlyList<string> Levels = ["1", "2", "3", "4", "5"];

    /// <summary>Reads the step.</summary>
    public static Positions Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "positions", "pitfalls", "questions");
        var all = step.Part.Parts("positions").Select(position =>
        {
            position.Only("id", "drawing", "behaviours");
            return new Position(position.Text("id"), position.Maybe("drawing") is { } name ? step.Drawing(name) : null, position.Ids("behaviours"));
        }).ToList();
        var pitfalls = step.Part.Ids("pitfalls");
        if (all.Count != 4) throw step.Part.Wrong("should have four positions: empathic, exploring, delimiting, acting");
        if (pitfalls.Count != 2) throw step.Part.Wrong("should have two pitfalls: acting before listening, listening without acting");
        return new Positions(step, all, pitfalls, step.Part.Ids("questions"));
    }

    /// <inheritdoc/>
    public override string Outcome => $"{Step.Id}-balance";

    /// <summary>The balance between the ratings of an answer.</summary>
    public Balance Balance(Answer answer) => new(Level(answer, 0), Level(answer, 1), Level(answer, 2), Level(answer, 3));

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. All.Select(position => Field.Choice(position.Id, Step.Id, Levels))];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts =>
    [
        .. All.SelectMany(position => new[] { (position.Id, "title"), (position.Id, "short"), (position.Id, "text") }),
        .. All.SelectMany(position => position.Behaviours).Concat(Questions).Select(id => (id, "text")),
        .. Pitfalls.SelectMany(id => new[] { (id, "title"), (id, "text") }),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) => All.Zip(Fields, (position, field) =>
        new Line(field, "", language.Text(position.Id, "title"), Levels.Contains(answer[position.Id]) ? LevelIn(language.Words, answer[position.Id]) : ""));

    /// <summary>A level with its word, as 4 · often.</summary>
    public static string LevelIn(Words words, string level) => $"{level} · {words[$"steps.positions.level.{level}"]}";

    int? Level(Answer answer, int position) =>
        Levels.Contains(answer[All[position].Id]) ? int.Parse(answer[All[position].Id], CultureInfo.InvariantCulture) : null;

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        var (paper, language) = (pen.Paper, pen.Language);
        paper.Table(
            language.Text(Step.Id, "title"),
            [(language.Words["steps.positions.position"], 35), .. Levels.Select(level => (LevelIn(language.Words, level), 13))],
            All.Select(position => (IReadOnlyList<WordCell>)
            [
                new($"{language.Text(position.Id, "title")}\n{string.Join(" · ", position.Behaviours.Select(id => language.Plain(id, "text")))}"),
                .. Levels.Select(level => new WordCell($"{language.Text(position.Id, "title")}: {LevelIn(language.Words, level)}", pen.Answer[position.Id] == level)),
            ]));
        if (Balance(pen.Answer) is { IsComplete: true } balance)
        {
            var petals = All.Select((position, place) => (language.Text(position.Id, "title"), LevelIn(language.Words, pen.Answer[position.Id]), balance.All[place]!.Value)).ToList();
            paper.Heading(1, language.Words["steps.positions.balance"]).Picture(FlowerDrawing.Of($"{Step.Id}-flower", language.Words["steps.positions.balance"], petals, Levels.Count), FlowerDrawing.Told(petals), 90);
        }
        foreach (var pitfall in Pitfalls)
            paper.Heading(1, language.Text(pitfall, "title")).Text(language.Plain(pitfall, "text"));
        foreach (var question in Questions)
            paper.Field(language.Plain(question, "text"));
    }
}

/// <summary>One position with the behaviours that show it.</summary>
public sealed record Position(string Id, Drawing? Drawing, IReadOnlyList<string> Behaviours);
