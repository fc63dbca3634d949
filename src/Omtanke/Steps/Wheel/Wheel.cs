using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Rings round each other, from oneself outward, with what each does written in it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Rings">The rings, from the middle.</param>
/// <param name="Questions">For comparing with others.</param>
public sealed record Wheel(Step Step, IReadOnlyList<string> Rings, IReadOnlyList<string> Questions) : Sheet(Step), IDrawn
{
    /// <summary>Reads the step.</summary>
    public static Wheel Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "rings", "questions");
        var rings = step.Part.Ids("rings");
        return rings.Count is >= 2 and <= 6 ? new Wheel(step, rings, step.Part.Ids("questions")) : throw step.Part.Wrong("should have two to six rings");
    }

    /// <summary>What stands in a ring: one thing a line.</summary>
    public IReadOnlyList<string> Things(string ring, Answer answer) => [.. answer[ring].Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    /// <summary>The wheel in words.</summary>
    public string Told(Language language, Answer answer) => string.Join(' ', Rings.Select(ring => $"{language.Text(ring, "title")}: {(Things(ring, answer) is { Count: > 0 } things ? string.Join("; ", things) : language.Words["steps.blank"])}."));

    /// <inheritdoc/>
    public string Draw(Language language, Answer answer) => WheelDrawing.Whole(this, language, answer);

    /// <inheritdoc/>
    public string? Inline(Language language, Answer answer) => WheelDrawing.Bare(this, language, answer);

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Rings.Concat(Questions).Select(id => Field.Text(id, Step.Id))];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts => [.. Rings.Select(id => (id, "title")), .. Questions.Select(id => (id, "text"))];

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) =>
    [
        .. Rings.Select(id => new Line(Field.Text(id, Step.Id), "", language.Text(id, "title"), answer[id])),
        .. Questions.Select(id => new Line(Field.Text(id, Step.Id), "", language.Plain(id, "text"), answer[id])),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Proposal> Proposals(Language language, Answer answer) =>
        [.. Rings.SelectMany(ring => Proposal.Each(ring, answer[ring])), .. Questions.Where(id => answer[id].Length > 0).Select(id => new Proposal(id, answer[id]))];

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        pen.Paper.Picture(Draw(pen.Language, pen.Answer), Told(pen.Language, pen.Answer), 160);
        foreach (var ring in Rings)
            pen.Paper.Field(pen.Language.Text(ring, "title"), pen.Maybe(ring, "text"), pen.Answer[ring], lines: 5);
        foreach (var question in Questions)
            pen.Question(question);
    }
}
