using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Signs to recognise: in oneself, and perhaps in others, who are never named.</summary>
public sealed record Signs(Step Step, IReadOnlyList<Deck> Decks, bool Seen, Questions Questions) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Signs Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "ask", "decks", "seen", "questions");
        var decks = step.Part.Ids("decks");
        return decks.Count > 0
            ? new Signs(step, [.. decks.Select(step.Deck)], step.Part.Flag("seen"), new Questions(step.Id, step.Part.Ids("questions")))
            : throw step.Part.Wrong("has no decks");
    }

    /// <summary>The field for having seen a sign in others.</summary>
    public static string SeenOf(string sign) => $"{sign}.seen";

    /// <summary>The set the boxes for signs seen in others belong to.</summary>
    public static string SeenGroup(Deck deck) => $"{deck.Id}.seen";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. Decks.SelectMany(deck => deck.Cards.SelectMany(sign => FieldsOf(deck, sign))), .. Questions.Fields];

    IEnumerable<Field> FieldsOf(Deck deck, string sign)
    {
        yield return Field.Tick(sign, deck.Id);
        if (Seen) yield return Field.Tick(SeenOf(sign), SeenGroup(deck));
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts =>
        [.. Decks.SelectMany(deck => deck.Cards.Select(sign => (sign, "text")).Prepend((deck.Id, "title"))), .. Questions.Texts];

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) =>
    [
        .. Decks.SelectMany(deck => deck.Cards.SelectMany(sign => FieldsOf(deck, sign).Select(field =>
            new Line(field, language.Text(deck.Id, "title"), language.Plain(sign, "text"), answer[field.Name])
            {
                About = field.Name == sign ? "" : language.Words["steps.signs.seen"],
            }))),
        .. Questions.Lines(language, answer),
    ];

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        var words = pen.Language.Words;
        if (Seen) pen.Paper.Text(words["steps.signs.no-names"]);
        foreach (var deck in Decks)
        {
            pen.Heading(deck.Id);
            if (!Seen)
                foreach (var sign in deck.Cards) pen.Paper.Tick(pen.Answer.Ticks(sign), pen.Language.Plain(sign, "text"));
            else
                pen.Paper.Table(
                    pen.Language.Text(deck.Id, "title"), [(words["steps.signs.sign"], 60), (words["steps.signs.me"], 20), (words["steps.signs.seen"], 20)],
                    deck.Cards.Select(sign => (IReadOnlyList<WordCell>)
                    [
                        new(pen.Language.Plain(sign, "text")),
                        new($"{pen.Language.Plain(sign, "text")}: {words["steps.signs.me"]}", pen.Answer.Ticks(sign)),
                        new($"{pen.Language.Plain(sign, "text")}: {words["steps.signs.seen"]}", pen.Answer.Ticks(SeenOf(sign))),
                    ]));
        }
        Questions.Write(pen);
    }
}
