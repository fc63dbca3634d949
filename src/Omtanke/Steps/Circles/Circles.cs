using System.Globalization;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Three circles to draw, in two pictures beside each other: how it is now, and how it should be.</summary>
/// <param name="Step">The step.</param>
/// <param name="All">What the circles stand for.</param>
/// <param name="Pictures">The pictures. A later one begins as the first and follows it until somebody draws in it.</param>
/// <param name="Questions">To think about while drawing.</param>
public sealed record Circles(Step Step, IReadOnlyList<string> All, IReadOnlyList<string> Pictures, IReadOnlyList<string> Questions) : Sheet(Step), IDrawn
{
    static readonly Round[] beginning = [new(50, 33, 24), new(34, 64, 20), new(67, 66, 18)];

    /// <summary>Reads the step.</summary>
    public static Circles Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "circles", "pictures", "questions");
        var circles = new Circles(step, step.Part.Ids("circles"), step.Part.Ids("pictures"), step.Part.Ids("questions"));
        return circles.All.Count != 3 ? throw step.Part.Wrong("should have three circles")
            : circles.Pictures.Count != 2 ? throw step.Part.Wrong("should have two pictures")
            : circles;
    }

    /// <summary>The fields of a circle in a picture: from the left, from the top, and its size.</summary>
    public (Field X, Field Y, Field R) FieldsOf(string picture, int circle)
    {
        var name = $"{picture}.{(circle + 1).ToString(CultureInfo.InvariantCulture)}";
        return (Field.Number($"{name}.x", Step.Id, 0, Round.Side), Field.Number($"{name}.y", Step.Id, 0, Round.Side), Field.Number($"{name}.r", Step.Id, Round.Least, Round.Most));
    }

    /// <summary>The circles of a picture. What nobody has drawn stands as in the picture before, and in the first as we put it.</summary>
    public IReadOnlyList<Round> In(int picture, Answer answer)
    {
        var before = picture == 0 ? beginning : In(picture - 1, answer);
        return [.. before.Select((round, circle) =>
        {
            var (x, y, r) = FieldsOf(Pictures[picture], circle);
            return new Round(Value(x, answer) ?? round.X, Value(y, answer) ?? round.Y, Value(r, answer) ?? round.R);
        })];
    }

    /// <summary>Whether somebody has drawn in a picture.</summary>
    public bool IsDrawn(int picture, Answer answer) => NumbersOf(Pictures[picture]).Any(field => Value(field, answer) is not null);

    /// <summary>What a picture shows, in words: how much each circle fills, and how they lie to each other.</summary>
    public IReadOnlyList<string> Told(int picture, Language language, Answer answer)
    {
        var rounds = In(picture, answer);
        var all = rounds.Sum(round => round.Area);
        return
        [
            .. rounds.Select((round, circle) => language.Words.With("steps.circles.fills", ("circle", TitleOf(circle, language)), ("share", (int)Math.Round(100 * round.Area / all, MidpointRounding.AwayFromZero)))),
            .. from one in Enumerable.Range(0, rounds.Count)
               from other in Enumerable.Range(one + 1, rounds.Count - one - 1)
               select Said(rounds, one, other, language),
        ];
    }

    string Said(IReadOnlyList<Round> rounds, int one, int other, Language language)
    {
        // The smaller lies within the larger, never the other way round.
        var (first, second) = rounds[one].R <= rounds[other].R ? (one, other) : (other, one);
        var meeting = rounds[one].Meets(rounds[other]);
        var (a, b) = meeting == Meeting.Within ? (first, second) : (one, other);
        return language.Words.With($"steps.circles.meeting.{Key(meeting)}", ("one", TitleOf(a, language)), ("other", TitleOf(b, language)));
    }

    /// <summary>The last part of the word key.</summary>
    public static string Key(Meeting meeting) => meeting.ToString().ToLowerInvariant();

    /// <inheritdoc/>
    public string Draw(Language language, Answer answer) => CirclesDrawing.Both(this, language, answer);

    /// <inheritdoc/>
    public string? Inline(Language language, Answer answer) => null;

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Pictures.SelectMany(picture => NumbersOf(picture)), .. Questions.Select(id => Field.Text(id, Step.Id))];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts =>
        [.. All.Concat(Pictures).Select(id => (id, "title")), .. Questions.Select(id => (id, "text"))];

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) =>
    [
        .. from picture in Pictures
           from circle in Enumerable.Range(0, All.Count)
           from field in NumbersOf(picture, circle)
           select new Line(field, language.Text(picture, "title"), TitleOf(circle, language), ValueOf(picture, field, language, answer)),
        .. Questions.Select(id => new Line(Field.Text(id, Step.Id), "", language.Plain(id, "text"), answer[id])),
    ];

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        if (Enumerable.Range(0, Pictures.Count).Any(picture => IsDrawn(picture, pen.Answer)))
            pen.Paper.Picture(Draw(pen.Language, pen.Answer), string.Join(' ', Enumerable.Range(0, Pictures.Count).Select(picture => $"{pen.Language.Text(Pictures[picture], "title")}: {string.Join(' ', Told(picture, pen.Language, pen.Answer))}")));
        foreach (var picture in Enumerable.Range(0, Pictures.Count))
        {
            pen.Paper.Heading(1, pen.Language.Text(Pictures[picture], "title"));
            if (IsDrawn(picture, pen.Answer))
                foreach (var told in Told(picture, pen.Language, pen.Answer))
                    pen.Paper.Text(told);
            else
                pen.Paper.Field(pen.Language.Words["steps.circles.draw-here"], string.Join(" · ", All.Select(id => pen.Language.Text(id, "title"))), lines: 14);
            pen.Paper.Table(
                pen.Language.Text(Pictures[picture], "title"),
                [(pen.Language.Words["steps.circles.circle"], 40), .. Sizes.Select(size => (pen.Language.Words[$"steps.circles.{size}"], 20))],
                Enumerable.Range(0, All.Count).Select(circle => (IReadOnlyList<WordCell>)[new(TitleOf(circle, pen.Language)), .. NumbersOf(Pictures[picture], circle).Select(field => new WordCell("", Room: $"{TitleOf(circle, pen.Language)}: {pen.Language.Words[$"steps.circles.{field.Name[^1..]}"]}", Written: Field.Spelt(pen.Answer[field.Name], pen.Language)))]));
        }
        foreach (var question in Questions)
            pen.Question(question);
    }

    // Read one by one, each line says which picture it is about: Family: now, 40 from the left.
    static string ValueOf(string picture, Field field, Language language, Answer answer) => answer[field.Name].Length == 0 ? ""
        : language.Words.With($"steps.circles.said.{field.Name[^1..]}", ("picture", language.Text(picture, "title")), ("number", Field.Spelt(answer[field.Name], language)));

    internal string TitleOf(int circle, Language language) => language.Text(All[circle], "title");

    internal static readonly IReadOnlyList<string> Sizes = ["x", "y", "r"];

    IEnumerable<Field> NumbersOf(string picture) => Enumerable.Range(0, All.Count).SelectMany(circle => NumbersOf(picture, circle));

    internal IEnumerable<Field> NumbersOf(string picture, int circle)
    {
        var (x, y, r) = FieldsOf(picture, circle);
        return [x, y, r];
    }

    static double? Value(Field field, Answer answer) => field.Numbered(answer[field.Name]) is { } number ? double.Parse(number, CultureInfo.InvariantCulture) : null;
}
