using System.Runtime.CompilerServices;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>What people in a room do with a step.</summary>
public enum Mode
{
    /// <summary>They listen and talk; nothing is written.</summary>
    Talk,
    /// <summary>Everybody writes ideas into places; hidden until they are shown, then laid together, voted on and chosen among.</summary>
    Ideas,
    /// <summary>Everybody answers for themself, and only counts are shown.</summary>
    Count,
    /// <summary>One answer for the whole group, written by whoever runs it.</summary>
    Agree,
}

/// <summary>
/// A step as a group does it: which ways there are, how many sit together, where there is something to write and what there is to count.
/// Made from what every kind says of itself (its fields and their words), so a new kind works in a room without a line here.
/// </summary>
/// <param name="Modes">What can be done with it, the usual first.</param>
/// <param name="Anonymous">Whether nobody's name belongs on what is written here, unless the group decides otherwise.</param>
/// <param name="Seating">Who sits with whom.</param>
/// <param name="Places">Where ideas are written.</param>
/// <param name="Questions">What is only counted.</param>
/// <param name="Pick">How many ideas the group goes on with, at most; 0 when it chooses none.</param>
public sealed record Together(IReadOnlyList<Mode> Modes, bool Anonymous, Seating Seating, IReadOnlyList<IdeaPlace> Places, IReadOnlyList<Question> Questions, int Pick)
{
    private static readonly ConditionalWeakTable<Step, Dictionary<string, Together>> read = [];

    /// <summary>Whether people go through a tool together in a room: it is meant for more than two, or has them talk two and two or in groups.</summary>
    public static bool Suits(Tool tool) => tool.People.Most > 2 || tool.Steps.Any(step => StepKinds.Read(step) is Pairs or Cards { Talk: true });

    /// <summary>A step as a group does it, in a language.</summary>
    public static Together Of(Step step, Language language)
    {
        var known = read.GetValue(step, _ => []);
        lock (known)
            return known.TryGetValue(language.Code, out var together) ? together : known[language.Code] = Make(StepKinds.Read(step), language);
    }

    private static Together Make(Sheet sheet, Language language)
    {
        var (places, questions) = (PlacesOf(sheet, language), QuestionsOf(sheet, language));
        Mode[] modes = sheet switch
        {
            Board or Grid or Themes or Wheel => [Mode.Ideas, Mode.Agree, Mode.Talk],
            // What a step calls private is thought about alone, also in a room full of people; only where the group says so it is more.
            Temperature or Positions or Roles or Survey => [Mode.Count, Mode.Talk],
            Scale => [Mode.Count, Mode.Agree, Mode.Talk],
            Checklist { Graded: true } => sheet.Step.Private ? [Mode.Talk, Mode.Count] : [Mode.Agree, Mode.Count, Mode.Talk],
            Plan or Prioritise => [Mode.Agree, Mode.Talk],
            Form => sheet.Step.Private ? [Mode.Talk, Mode.Ideas] : [Mode.Ideas, Mode.Agree, Mode.Talk],
            Pairs => [Mode.Talk, Mode.Ideas],
            Agenda => places.Count > 0 ? [Mode.Talk, Mode.Ideas] : [Mode.Talk],
            _ => [Mode.Talk],
        };
        return new(modes, Anonymous: modes[0] == Mode.Count || sheet is Themes || sheet.Step.Private, SeatingOf(sheet), places, questions, PickOf(sheet));
    }

    private static Seating SeatingOf(Sheet sheet) => sheet switch
    {
        Cards { Talk: true } cards => new(2, 2, cards.Each ?? 5, cards.Rounds ?? 3, [.. cards.Decks.SelectMany(deck => deck.Cards)]),
        Pairs pairs => new(pairs.Least, pairs.Most, pairs.IsTwo ? pairs.Each * 2 : pairs.Each is { } each ? each * pairs.Most : null, 1, []),
        _ => new(0, 0, null, 0, []),
    };

    private static int PickOf(Sheet sheet) => sheet switch
    {
        Board board => board.Actions,
        Grid or Themes or Wheel => 4,
        _ => 0,
    };

    private static IReadOnlyList<IdeaPlace> PlacesOf(Sheet sheet, Language language) => sheet switch
    {
        Board board => [.. board.Lanes.Select(lane => new IdeaPlace(lane.Id, "", language.Text(lane.Id, "title"), [.. lane.Prompts.Select(prompt => language.Plain(prompt, "text"))], null))],
        // Names for themes of one's own are written where the theme is.
        Themes themes => [.. from part in themes.Parts from row in themes.RowsOf(part, language) from cell in row.Cells select new IdeaPlace(cell.Field.Name, row.Title, cell.Label, [], cell.Colour)],
        Wheel wheel => [.. wheel.Rings.Select(ring => new IdeaPlace(ring, "", language.Text(ring, "title"), [], null))],
        Checklist => [],
        _ => [.. sheet.Lines(language, Answer.Empty).Where(line => line.Field.Takes == Takes.Text)
            .Select(line => new IdeaPlace(line.Field.Name, line.About.Length > 0 ? line.About : line.Heading, line.Label, [], null))],
    };

    private static IReadOnlyList<Question> QuestionsOf(Sheet sheet, Language language) =>
    [
        .. from line in sheet.Lines(language, Answer.Empty)
           where line.Field.Takes == Takes.Choice
           select new Question(line.Field.Name, line.Heading, line.Label, [.. line.Field.Values.Select(value => new Option(value, Worded(sheet, language, line.Field.Name, value), Colours.All.Contains(value) ? value : null))]),
    ];

    // A kind puts an answer into words when it is asked for what stands in a field; the same words name the answers beforehand.
    private static string Worded(Sheet sheet, Language language, string field, string value) =>
        sheet.Lines(language, Answer.Empty.With(field, value)).First(line => line.Field.Name == field).Value;
}

/// <summary>Who sits together.</summary>
/// <param name="Least">How many at a table, at least; 0 when everybody is together.</param>
/// <param name="Most">And at most.</param>
/// <param name="Minutes">Minutes for a round, when the tool says so.</param>
/// <param name="Rounds">How many rounds; more than one means a new partner each time.</param>
/// <param name="Cards">The cards that are dealt, one each, and travel on when partners change.</param>
public sealed record Seating(int Least, int Most, int? Minutes, int Rounds, IReadOnlyList<string> Cards)
{
    /// <summary>Whether partners change from round to round.</summary>
    public bool Rotates => Rounds > 1;
}

/// <summary>Somewhere to write ideas: a lane, the meeting of a row and a column, a theme in a colour, a question.</summary>
/// <param name="Name">Its name, which is its field's.</param>
/// <param name="Heading">What it stands under; may be empty.</param>
/// <param name="Label">What it is called there.</param>
/// <param name="Prompts">What gets ideas going.</param>
/// <param name="Colour">Its colour, where it has one.</param>
public sealed record IdeaPlace(string Name, string Heading, string Label, IReadOnlyList<string> Prompts, string? Colour)
{
    /// <summary>What it is called, so that it can stand alone.</summary>
    public string Title => Heading.Length == 0 ? Label : $"{Heading} · {Label}";
}

/// <summary>Something everybody answers for themself.</summary>
/// <param name="Name">The field.</param>
/// <param name="Heading">What it stands under; may be empty.</param>
/// <param name="Label">What is asked.</param>
/// <param name="Options">What may be answered.</param>
public sealed record Question(string Name, string Heading, string Label, IReadOnlyList<Option> Options);

/// <summary>One answer that may be given.</summary>
/// <param name="Value">As it is kept.</param>
/// <param name="Label">In words.</param>
/// <param name="Colour">Its colour, where it has one.</param>
public sealed record Option(string Value, string Label, string? Colour);
