using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Cards in decks, perhaps by side: to recognise oneself in, or to draw one at a time and talk about.</summary>
/// <param name="Step">The step.</param>
/// <param name="Decks">The cards.</param>
/// <param name="Talk">Whether they are to talk about; else one ticks those one recognises.</param>
/// <param name="Each">Minutes for a card, before one moves on.</param>
/// <param name="Rounds">How many cards one takes.</param>
public sealed record Cards(Step Step, IReadOnlyList<CardDeck> Decks, bool Talk, int? Each, int? Rounds) : Sheet(Step)
{
    /// <summary>The field for a note to all of them.</summary>
    public Field Note { get; } = Field.Text($"{Step.Id}.note", Step.Id);

    /// <summary>Reads the step.</summary>
    public static Cards Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "decks", "use", "each", "rounds");
        var talk = step.Part.Maybe("use") switch
        {
            null => false,
            "talk" => true,
            var other => throw step.Part.Wrong($"'use' should be talk, or be left out for cards to recognise oneself in, not '{other}'"),
        };
        var (each, rounds) = (step.Part.MaybeNumber("each"), step.Part.MaybeNumber("rounds"));
        if (!talk && (each ?? rounds) is not null) throw step.Part.Wrong("has 'each' or 'rounds', which belong to 'use: talk'");
        return new Cards(step, [.. step.Part.Parts("decks").Select(deck =>
        {
            deck.Only("id", "side", "cards");
            return deck.Maybe("side") is null or "employee" or "leader"
                ? new CardDeck(deck.Text("id"), deck.Maybe("side"), deck.Ids("cards"))
                : throw deck.Wrong("'side' should be employee or leader");
        })], talk, each, rounds);
    }

    /// <summary>The decks one side sees.</summary>
    public IEnumerable<CardDeck> For(string? side) => Decks.Where(deck => side is null || deck.Side is null || deck.Side == side);

    /// <summary>The field for a note to one card.</summary>
    public static string NoteOf(string card) => $"{card}.note";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => Talk
        ? [.. Decks.SelectMany(deck => deck.Cards.Select(card => Field.Text(NoteOf(card), deck.Id)))]
        : [.. Decks.SelectMany(deck => deck.Cards.Select(card => Field.Tick(card, deck.Id))), Note];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts =>
        Decks.SelectMany(deck => deck.Cards.Select(card => (card, "text")).Prepend((deck.Id, "title")));

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) => Talk
        ? Decks.SelectMany(deck => deck.Cards.Select(card =>
            new Line(Field.Text(NoteOf(card), deck.Id), language.Text(deck.Id, "title"), language.Plain(card, "text"), answer[NoteOf(card)])))
        : Decks.SelectMany(deck => deck.Cards.Select(card =>
                new Line(Field.Tick(card, deck.Id), language.Text(deck.Id, "title"), language.Text(card, "text"), answer[card])))
            .Append(new Line(Note, "", language.Words["steps.note"], answer[Note.Name]));

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        if (Talk) { WriteTalk(pen); return; }
        foreach (var deck in Decks)
        {
            pen.Heading(deck.Id);
            foreach (var card in deck.Cards)
                pen.Paper.Tick(pen.Answer.Ticks(card), pen.Language.Plain(card, "text"));
        }
        pen.Note(Note.Name, lines: 5);
    }

    // Blank: cards to cut out, and a sheet for notes. Filled in: only the notes; who has written needs no more scissors.
    void WriteTalk(Pen pen)
    {
        foreach (var deck in Decks.Where(_ => pen.Answer.IsEmpty))
        {
            pen.Paper.NewPage(1, pen.Language.Words.With("steps.cards.cut-out", ("deck", pen.Language.Text(deck.Id, "title"))));
            pen.Paper.CutOut(pen.Language.Text(deck.Id, "title"), [.. deck.Cards.Select(card => pen.Language.Plain(card, "text"))]);
        }
        foreach (var deck in Decks)
        {
            pen.Paper.NewPage(1, pen.Language.Words.With("steps.cards.notes", ("deck", pen.Language.Text(deck.Id, "title"))));
            foreach (var card in deck.Cards)
                pen.Paper.Field(pen.Language.Plain(card, "text"), value: pen.Answer[NoteOf(card)], lines: 2);
        }
    }
}

/// <summary>The cards of one side.</summary>
public sealed record CardDeck(string Id, string? Side, IReadOnlyList<string> Cards);
