using Omtanke.Content;
using Omtanke.Steps;

namespace Omtanke.Assessments;

/// <summary>How the answers to a question belong together.</summary>
public enum Measure
{
    /// <summary>From little to much, with even steps.</summary>
    Scale,
    /// <summary>One of several.</summary>
    Choice,
    /// <summary>Known or not: the second answer is yes.</summary>
    Tick,
}

/// <summary>A question as it is put to many, and how it is answered.</summary>
public sealed record Asked(Question Question, Measure Measure)
{
    /// <summary>What the first answer on a scale is worth.</summary>
    public decimal First { get; init; } = 1;

    /// <summary>How much more each following is worth.</summary>
    public decimal Worth { get; init; } = 1;

    /// <summary>Whether each answer has words that must be read, as on somebody else's scale.</summary>
    public bool InWords { get; init; }

    /// <summary>Whether its heading is what its answers are summed up as, low or high: that is told with the result, and to nobody who answers.</summary>
    public bool Rated { get; init; }

    /// <summary>Whether it asks about offensive acts.</summary>
    public bool IsAboutActs { get; init; }

    /// <summary>What it stands under while one answers: nothing where that would show what a good answer is.</summary>
    public string Under => Rated ? "" : Question.Heading;

    /// <summary>The answer in this place; none where it was skipped.</summary>
    public Option? Option(int? place) => place is { } at && at >= 0 && at < Question.Options.Count ? Question.Options[at] : null;
}

/// <summary>A step as it is put to many: only what can be counted. Made from what every kind says of itself, so that what one answers alone and what all are asked is the same.</summary>
public static class Questionnaire
{
    /// <summary>More cannot be asked of anybody, nor fits into an envelope.</summary>
    public const int Most = 200;

    private static readonly string[] Kinds = ["scale", "signs", "temperature", "checklist", "themes", "survey"];

    /// <summary>Whether a step can be put to many.</summary>
    public static bool Suits(Step step) => Kinds.Contains(step.Kind);

    /// <summary>What is asked, in a language.</summary>
    public static IReadOnlyList<Asked> Of(Step step, Language language) => StepKinds.Read(step) switch
    {
        Scale scale => [.. Choices(step, language).Select(question => new Asked(question, scale.Answers.Count > 2 ? Measure.Scale : Measure.Choice) { Rated = scale.Bands.Count > 0 })],
        // What one has seen in others is no figure: several may have seen the same.
        Signs signs => [.. from deck in signs.Decks from sign in deck.Cards select Tick(sign, language.Text(deck.Id, "title"), language.Plain(sign, "text"), language)],
        Checklist { Graded: false } list => [.. list.Items.Select(item => Tick(item, "", language.Plain(item, "text"), language))],
        Themes themes => [.. from part in themes.Parts from theme in part.Themes select Colour(theme, language.Text(part.Id, "title"), language.Text(theme, "title"), language) with { IsAboutActs = themes.Acts.Contains(theme) }],
        Survey survey => [.. survey.All.SelectMany(question => Of(question, language).Select(asked => asked with { IsAboutActs = question.Acts }))],
        _ => [.. Choices(step, language).Select(question => new Asked(question, Measure.Choice))],
    };

    /// <summary>What is asked in people's own words, where the step says it.</summary>
    public static string? CommentOf(Step? step, Language language) => step is not null && Suits(step) && StepKinds.Read(step) is Survey { Comment: { } comment } ? language.Plain(comment.Id, "text") : null;

    /// <summary>What is asked, as it is called: the tool and the step; once, where both are called the same.</summary>
    public static string NameOf(Tool tool, string step, Language language) =>
        string.Join(" · ", new[] { tool.Id, tool.Step(step)?.Id }.OfType<string>().Select(id => language.Text(id, "title")).Distinct());

    /// <summary>Whose questions these are, where they come in a pack.</summary>
    public static Pack? PackOf(Step? step, Library library) => step is not null && Suits(step) && StepKinds.Read(step) is Survey { Pack: { } pack } ? library.Pack(pack) : null;

    private static IEnumerable<Asked> Of(SurveyQuestion question, Language language) => question.Kind switch
    {
        AnswerKind.Comment => [],
        AnswerKind.Several => question.Options.Select(option => Tick(option, language.Plain(question.Id, "text"), language.Text(option, "title"), language)),
        AnswerKind.Theme => [Colour(question.Id, "", language.Plain(question.Id, "text"), language)],
        var kind =>
        [
            new(new(question.Id, "", language.Plain(question.Id, "text"), [.. Enumerable.Range(0, question.Places).Select(place => new Option(Survey.Value(place), Survey.PlaceIn(question, place, language), null))]),
                // A mean says nothing of offensive acts: there it is how many that counts.
                kind == AnswerKind.Scale && !question.Acts ? Measure.Scale : Measure.Choice) { First = question.Worth.First, Worth = question.Worth.Step, InWords = question.Options.Count > 0 },
        ],
    };

    private static IEnumerable<Question> Choices(Step step, Language language) => Together.Of(step, language).Questions;

    private static Asked Tick(string name, string heading, string label, Language language) =>
        new(new Question(name, heading, label, [new("no", language.Words["collections.answer.tick.no"], null), new("yes", language.Words["collections.answer.tick.yes"], null)]), Measure.Tick);

    private static Asked Colour(string theme, string heading, string label, Language language) => new(
        new Question(theme, heading, label, [.. Themes.Signals.Select(colour => new Option(colour, language.Words[$"steps.themes.{colour}"], colour))]), Measure.Choice);
}
