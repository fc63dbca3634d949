using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>A mind map round something in the middle: branches, and what grows from them. Kept as an outline that can be read and written as text.</summary>
/// <param name="Step">The step; its word <c>centre</c> stands in the middle.</param>
/// <param name="Prompts">What may help one on while drawing.</param>
/// <param name="Questions">To think about afterwards.</param>
public sealed record MindMap(Step Step, IReadOnlyList<string> Prompts, IReadOnlyList<string> Questions) : Sheet(Step), IDrawn
{
    /// <summary>Reads the step.</summary>
    public static MindMap Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "prompts", "questions");
        return new MindMap(step, step.Part.Ids("prompts"), step.Part.Ids("questions"));
    }

    /// <summary>The field that holds the outline.</summary>
    public Field Map { get; } = Field.Text($"{Step.Id}.map", Step.Id);

    /// <summary>What stands in the middle.</summary>
    public string Centre(Language language) => language.Plain(Step.Id, "centre");

    /// <summary>The branches of an answer.</summary>
    public IReadOnlyList<Branch> Branches(Answer answer) => Outline.Read(answer[Map.Name]);

    /// <summary>How much there is, in words.</summary>
    public static string Told(IReadOnlyList<Branch> branches, Language language) =>
        branches.Count == 0 ? language.Words["steps.mind-map.empty"] : language.Words.Count("steps.mind-map.told", branches.Sum(branch => branch.Count), ("boughs", branches.Count));

    /// <inheritdoc/>
    public string Draw(Language language, Answer answer) => MindMapDrawing.Of(this, language, answer);

    /// <inheritdoc/>
    public string? Inline(Language language, Answer answer) => Draw(language, answer);

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Map, .. Questions.Select(id => Field.Text(id, Step.Id))];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts => [(Step.Id, "centre"), .. Prompts.Concat(Questions).Select(id => (id, "text"))];

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) =>
    [
        new(Map, "", Centre(language), string.Join('\n', Outline.Lines(Branches(answer)).Select(line => $"{new string(' ', line.Level * 4)}{line.Text}"))),
        .. Questions.Select(id => new Line(Field.Text(id, Step.Id), "", language.Plain(id, "text"), answer[id])),
    ];

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        foreach (var prompt in Prompts)
            pen.Paper.Text(pen.Language.Plain(prompt, "text"));
        if (Branches(pen.Answer) is { Count: > 0 } branches)
            pen.Paper.Picture(Draw(pen.Language, pen.Answer), $"{Centre(pen.Language)}: {string.Join(", ", branches.Select(branch => branch.Text))}. {Told(branches, pen.Language)}", 160);
        pen.Paper.Field(Centre(pen.Language), pen.Language.Words["steps.mind-map.on-paper"], Lines(pen.Language, pen.Answer).First().Value, lines: 16);
        foreach (var question in Questions)
            pen.Question(question);
    }
}
