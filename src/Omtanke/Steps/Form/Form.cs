using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Named fields to write in, perhaps in groups, perhaps with a deck of cards to choose from first.</summary>
public sealed record Form(Step Step, Deck? Deck, IReadOnlyList<FormGroup> Groups) : Sheet(Step)
{
    /// <summary>Reads the step.</summary>
    public static Form Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "deck", "groups", "fields");
        var groups = step.Part.Parts("groups").Select(group =>
        {
            group.Only("id", "fields");
            return new FormGroup(group.Text("id"), group.Ids("fields"));
        });
        var loose = step.Part.Ids("fields");
        var form = new Form(step, step.Part.Maybe("deck") is { } deck ? step.Deck(deck) : null,
            loose.Count == 0 ? [.. groups] : [new FormGroup("", loose), .. groups]);
        return form.Groups.Count > 0 ? form : throw step.Part.Wrong("has neither fields nor groups");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields =>
    [
        .. (Deck?.Cards ?? []).Select(card => Field.Tick(card, Deck!.Id)),
        .. Groups.SelectMany(group => group.Fields).Select(id => Field.Text(id, Step.Id)),
    ];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts =>
    [
        .. Groups.Where(group => group.Id.Length > 0).Select(group => (group.Id, "title")),
        .. Groups.SelectMany(group => group.Fields).Select(id => (id, "label")),
        .. Deck is null ? Array.Empty<(string, string)>() : [(Deck.Id, "title")],
        .. (Deck?.Cards ?? []).SelectMany(card => new[] { (card, "title"), (card, "text") }),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) =>
    [
        .. (Deck?.Cards ?? []).Select(card => new Line(Field.Tick(card, Deck!.Id), language.Text(Deck.Id, "title"), language.Text(card, "title"), answer[card])),
        .. Groups.SelectMany(group => group.Fields.Select(id => new Line(Field.Text(id, Step.Id), HeadingOf(language, group), language.Text(id, "label"), answer[id]))),
    ];

    static string HeadingOf(Language language, FormGroup group) =>
        group.Id.Length == 0 ? ""
        : language.Has(group.Id, "lead") ? $"{language.Text(group.Id, "title")}: {language.Text(group.Id, "lead")}"
        : language.Text(group.Id, "title");

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        if (Deck is { } deck)
        {
            pen.Paper.Heading(1, pen.Language.Text(deck.Id, "title"));
            foreach (var card in deck.Cards)
                pen.Paper.Tick(pen.Answer.Ticks(card), pen.Language.Text(card, "title"), pen.Language.Plain(card, "text"));
        }
        foreach (var group in Groups)
        {
            // Fields without a group are the headings themselves: whoever listens jumps from one to the next.
            if (group.Id.Length > 0)
                pen.Heading(group.Id);
            foreach (var field in group.Fields)
                if (group.Id.Length > 0)
                    pen.Paper.Field(pen.Language.Text(field, "label"), pen.Maybe(field, "help"), pen.Answer[field], lines: 3);
                else
                    Column(pen, field);
        }
    }

    static void Column(Pen pen, string field)
    {
        pen.Paper.Heading(1, pen.Language.Text(field, "label"));
        if (pen.Maybe(field, "help") is { } help)
            pen.Paper.Help(help);
        pen.Paper.Room(pen.Language.Text(field, "label"), pen.Answer[field], lines: 6);
    }
}

/// <summary>Fields under one heading; without an id, fields without one.</summary>
public sealed record FormGroup(string Id, IReadOnlyList<string> Fields);
