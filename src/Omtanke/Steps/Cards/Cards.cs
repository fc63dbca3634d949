using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Cards to recognise oneself in, in decks by side, with room for a note.</summary>
public sealed record Cards(Step Step, IReadOnlyList<CardDeck> Decks) : Sheet(Step)
{
    /// <summary>The field for a note.</summary>
    public Field Note { get; } = Field.Text($"{Step.Id}.note", Step.Id);

    /// <summary>Reads the step.</summary>
    public static Cards Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "decks");
        return new Cards(step, [.. step.Part.Parts("decks").Select(deck =>
        {
            deck.Only("id", "side", "cards");
            return deck.Maybe("side") is null or "employee" or "leader"
                ? new CardDeck(deck.Text("id"), deck.Maybe("side"), deck.Ids("cards"))
                : throw deck.Wrong("'side' should be employee or leader");
        })]);
    }

    /// <summary>The decks one side sees.</summary>
    public IEnumerable<CardDeck> For(string? side) => Decks.Where(deck => side is null || deck.Side is null || deck.Side == side);

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Decks.SelectMany(deck => deck.Cards.Select(card => Field.Tick(card, deck.Id))), Note];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts =>
        Decks.SelectMany(deck => deck.Cards.Select(card => (card, "text")).Prepend((deck.Id, "title")));

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) =>
        Decks.SelectMany(deck => deck.Cards.Select(card =>
                new Line(Field.Tick(card, deck.Id), language.Text(deck.Id, "title"), language.Text(card, "text"), answer[card])))
            .Append(new Line(Note, "", language.Words["steps.note"], answer[Note.Name]));

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        foreach (var deck in Decks)
        {
            pen.Heading(deck.Id);
            foreach (var card in deck.Cards)
                pen.Paper.Tick(pen.Answer.Ticks(card), pen.Language.Plain(card, "text"));
        }
        pen.Note(Note.Name, lines: 5);
    }
}

/// <summary>The cards of one side.</summary>
public sealed record CardDeck(string Id, string? Side, IReadOnlyList<string> Cards);
