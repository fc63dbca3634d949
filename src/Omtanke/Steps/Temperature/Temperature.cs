using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>How strained one is: green, yellow or red, each with its signs and with one's own notes.</summary>
/// <param name="Step">The step.</param>
/// <param name="Drawing">A drawing.</param>
/// <param name="Levels">Green, yellow, red.</param>
/// <param name="Notes">What one notes about each colour.</param>
public sealed record Temperature(Step Step, Drawing? Drawing, IReadOnlyList<Level> Levels, IReadOnlyList<string> Notes) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Temperature Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "ask", "drawing", "levels", "notes");
        var levels = step.Part.Parts("levels").Select(level =>
        {
            level.Only("id", "colour", "deck");
            return new Level(level.Text("id"), level.Text("colour"), step.Deck(level.Text("deck")));
        }).ToList();
        return levels.Select(level => level.Colour).SequenceEqual(Colours.All)
            ? new Temperature(step, step.Part.Maybe("drawing") is { } name ? step.Drawing(name) : null, levels, step.Part.Ids("notes"))
            : throw step.Part.Wrong("should have three levels: green, yellow, red, in this order");
    }

    /// <summary>The field for where one is now.</summary>
    public Field Now => Field.Choice($"{Step.Id}.now", Step.Id, Colours.All);

    /// <summary>The name of the field for a note about a colour.</summary>
    public static string NoteOf(string note, Level level) => $"{note}.{level.Colour}";

    /// <summary>Where one is now; none when one has not said.</summary>
    public Level? Chosen(Answer? answer) => Levels.FirstOrDefault(level => level.Colour == answer?[Now.Name]);

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Now, .. Levels.SelectMany(level => Notes.Select(note => Field.Text(NoteOf(note, level), Step.Id)))];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts =>
    [
        .. Levels.SelectMany(level => new[] { (level.Id, "title"), (level.Id, "text") }),
        .. Levels.SelectMany(level => level.Deck.Cards).Select(card => (card, "text")),
        .. Notes.Select(note => (note, "label")),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) =>
    [
        new Line(Now, "", language.Words["steps.temperature.now"], Chosen(answer) is { } chosen ? language.Text(chosen.Id, "title") : ""),
        .. Levels.SelectMany(level => Notes.Select(note =>
            new Line(Field.Text(NoteOf(note, level), Step.Id), language.Text(level.Id, "title"), language.Text(note, "label"), answer[NoteOf(note, level)]) { About = language.Text(level.Id, "title") })),
    ];

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        if (Drawing is { } drawing) pen.Paper.Picture(drawing.Svg, "", 60);
        pen.Paper.Choice(pen.Language.Words["steps.temperature.now"], Levels.Select(level => (pen.Language.Text(level.Id, "title"), level == Chosen(pen.Answer))));
        foreach (var level in Levels)
        {
            pen.Paper.Heading(1, pen.Language.Text(level.Id, "title")).Text(pen.Language.Plain(level.Id, "text"));
            pen.Paper.Text(string.Join(" · ", level.Deck.Cards.Select(card => pen.Language.Plain(card, "text"))));
            foreach (var note in Notes)
                pen.Paper.Field(pen.Language.Text(note, "label"), pen.Maybe(note, "help"), pen.Answer[NoteOf(note, level)], lines: 2);
        }
    }
}

/// <summary>One colour with its signs.</summary>
public sealed record Level(string Id, string Colour, Deck Deck);
