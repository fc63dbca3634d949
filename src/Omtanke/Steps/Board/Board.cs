using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>A board with lanes for ideas, and below it what is to be done about them, and by whom.</summary>
public sealed record Board(Step Step, IReadOnlyList<Lane> Lanes, int Actions, Questions Questions) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Board Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "lanes", "actions", "questions");
        var lanes = step.Part.Parts("lanes").Select(lane =>
        {
            lane.Only("id", "drawing", "level", "prompts");
            return new Lane(lane.Text("id"), lane.Maybe("drawing") is { } name ? step.Drawing(name) : null, lane.Ids("prompts"), Levels.Of(lane));
        }).ToList();
        return lanes.Count > 0
            ? new Board(step, lanes, step.Part.MaybeNumber("actions") ?? 0, new Questions(step.Id, step.Part.Ids("questions")))
            : throw step.Part.Wrong("has no lanes");
    }

    /// <summary>Room for what is to be done: each what and by whom.</summary>
    public IReadOnlyList<FieldRow> ActionRows(Words words) =>
    [
        .. Enumerable.Range(1, Actions).Select(number => new FieldRow($"{Step.Id}.A{number}", words.With("steps.board.action", ("number", number)),
        [
            new Cell(What(number), words["steps.board.what"]), new Cell(Who(number), words["steps.board.who"]),
        ])),
    ];

    Field What(int number) => Field.Text($"{Step.Id}.A{number}.what", Step.Id);

    Field Who(int number) => Field.Text($"{Step.Id}.A{number}.who", Step.Id);

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields =>
    [
        .. Lanes.Select(lane => Field.Text(lane.Id, Step.Id)),
        .. Enumerable.Range(1, Actions).SelectMany(number => new[] { What(number), Who(number) }),
        .. Questions.Fields,
    ];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts =>
        [.. Lanes.SelectMany(lane => lane.Prompts.Select(id => (id, "text")).Prepend((lane.Id, "title"))), .. Questions.Texts];

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) =>
    [
        .. Lanes.Select(lane => new Line(Field.Text(lane.Id, Step.Id), "", language.Text(lane.Id, "title"), answer[lane.Id])),
        .. ActionRows(language.Words).SelectMany(row => row.Lines(answer, language.Words["steps.board.actions"])),
        .. Questions.Lines(language, answer),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Proposal> Proposals(Language language, Answer answer) =>
    [
        .. Lanes.SelectMany(lane => Proposal.Each(lane.Id, answer[lane.Id]).Select(one => one with { Level = lane.Level })),
        .. Enumerable.Range(1, Actions).Where(number => answer[What(number).Name].Length > 0).Select(number => new Proposal(What(number).Name, answer[What(number).Name]) { Who = answer[Who(number).Name] }),
        .. Questions.Proposals(answer),
    ];

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        foreach (var lane in Lanes)
        {
            pen.Heading(lane.Id);
            foreach (var prompt in lane.Prompts) pen.Paper.Text(pen.Language.Plain(prompt, "text"));
            pen.Paper.Room(pen.Language.Text(lane.Id, "title"), pen.Answer[lane.Id], lines: 8);
        }
        if (Actions > 0)
        {
            pen.Paper.Heading(1, pen.Language.Words["steps.board.actions"]);
            pen.Rows(pen.Language.Words["steps.board.actions"], pen.Language.Words["steps.board.number"], ActionRows(pen.Language.Words));
        }
        Questions.Write(pen);
    }
}

/// <summary>A lane of a board, with what gets ideas going, and the level it is for.</summary>
public sealed record Lane(string Id, Drawing? Drawing, IReadOnlyList<string> Prompts, string Level);
