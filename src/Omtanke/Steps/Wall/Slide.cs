using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>What stands on the wall at one time, large enough to be read from the other end of the room.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Text">A text as HTML, or none.</param>
/// <param name="Points">Lines below it, as HTML.</param>
public sealed record Slide(string Title, string? Text, IReadOnlyList<string> Points)
{
    /// <summary>A drawing beside it.</summary>
    public Drawing? Drawing { get; init; }

    /// <summary>How long it takes.</summary>
    public int? Minutes { get; init; }

    /// <summary>What is large in the middle: a card's own words.</summary>
    public bool Large { get; init; }

    /// <summary>A step in pieces, for the kinds that are looked at one piece at a time; none for a step that is best seen whole.</summary>
    public static IReadOnlyList<Slide> Of(Sheet sheet, Language language)
    {
        return sheet switch
        {
            Film film => [.. film.Scenes.Select(scene => new Slide(Title(scene.Id), Html(scene.Id, "text"), []) { Drawing = scene.Drawing })],
            Explain { Groups.Count: > 0 } explain => [.. Whole(explain).Where(own => own.Text is not null || own.Drawing is not null || own.Points.Count > 0), .. explain.Groups.Select(group => new Slide(Title(group.Id), Html(group.Id, "text"), Phrases(group.Points, "text")))],
            Explain explain => Whole(explain),
            Cards { Talk: true } cards => [.. from deck in cards.Decks from card in deck.Cards select new Slide(Title(deck.Id), language.Phrase(card, "text"), []) { Large = true, Minutes = cards.Each }],
            Cards cards => [.. cards.Decks.Select(deck => new Slide(Title(deck.Id), null, Phrases(deck.Cards, "text")))],
            Signs signs => [.. signs.Decks.Select(deck => new Slide(Title(deck.Id), null, Phrases(deck.Cards, "text")))],
            Temperature temperature => [.. temperature.Levels.Select(level => new Slide(Title(level.Id), Html(level.Id, "text"), Phrases(level.Deck.Cards, "text")))],
            Agenda agenda => [.. agenda.Items.Select(item => new Slide(Title(item.Id), Html(item.Id, "text"), Phrases(item.Questions.Ids, "text")) { Minutes = item.Minutes })],
            Pairs pairs => [.. from part in pairs.Groups from question in part.Questions.Ids select new Slide(Title(part.Id.Length > 0 ? part.Id : sheet.Step.Id), language.Phrase(question, "text"), []) { Large = true, Minutes = pairs.Each }],
            Board board => [.. board.Lanes.Select(lane => new Slide(Title(lane.Id), Html(lane.Id, "lead"), Phrases(lane.Prompts, "text")) { Drawing = lane.Drawing })],
            Scale scale => [.. scale.Groups.Select(group => new Slide(Title(group.Id.Length > 0 ? group.Id : sheet.Step.Id), group.Id.Length > 0 ? Html(group.Id, "text") : null, Phrases(group.Statements, "text")))],
            Examples examples => [.. examples.Pairs.Select(pair => new Slide(language.Plain(pair, "situation"), null,
            [
                $"<strong>{language.Words["steps.examples.not"]}:</strong> {language.Phrase(pair, "not")}", $"<strong>{language.Words["steps.examples.instead"]}:</strong> {language.Phrase(pair, "instead")}",
            ]))],
            QuestionModel model => [.. model.Types.Select(type => new Slide(Title(type.Id), Html(type.Id, "text"), Phrases(type.Examples, "text")))],
            Positions positions => [.. positions.All.Select(position => new Slide(Title(position.Id), Html(position.Id, "text"), Phrases(position.Behaviours, "text")) { Drawing = position.Drawing })],
            Roles roles => [.. roles.All.Select(role => new Slide(Title(role.Id), Html(role.Id, "text"), []) { Drawing = role.Drawing })],
            Checklist list => [new Slide(Title(sheet.Step.Id), null, Phrases(list.Items, "text"))],
            _ => [],
        };

        // A step's own text and drawing come before what it is divided into.
        Slide[] Whole(Explain explain) => [new(Title(sheet.Step.Id), Html(sheet.Step.Id, "text"), Phrases(explain.Points, "text")) { Drawing = explain.Drawing }];

        string Title(string id) => language.Text(id, "title");

        string? Html(string id, string field) => language.Has(id, field) ? language.Html(id, field) : null;

        List<string> Phrases(IEnumerable<string> ids, string field) => [.. ids.Select(id => language.Phrase(id, field))];
    }
}
