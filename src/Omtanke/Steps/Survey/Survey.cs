using System.Globalization;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>How a question is answered.</summary>
public enum AnswerKind
{
    /// <summary>From little to much, with words at the ends or at each place.</summary>
    Scale,
    /// <summary>One of several.</summary>
    Choice,
    /// <summary>As many of several as fit.</summary>
    Several,
    /// <summary>A theme in red, yellow or green.</summary>
    Theme,
    /// <summary>In one's own words.</summary>
    Comment,
}

/// <summary>Questions of different sorts, as somebody wrote them to ask many.</summary>
/// <param name="Step">The step.</param>
/// <param name="Groups">Those that are summed up together; without an id, questions in no group.</param>
public sealed record Survey(Step Step, IReadOnlyList<SurveyGroup> Groups) : Sheet(Step)
{
    /// <summary>The fewest and the most places of a scale.</summary>
    public const int Least = 3, Most = 10;

    /// <summary>The pack whose questions these are; none where they are one's own.</summary>
    public string? Pack { get; private init; }

    /// <summary>The questions, in order.</summary>
    public IEnumerable<SurveyQuestion> All => Groups.SelectMany(group => group.Questions);

    /// <summary>What is asked in people's own words; there is one place for that.</summary>
    public SurveyQuestion? Comment => All.FirstOrDefault(question => question.Kind == AnswerKind.Comment);

    /// <summary>Reads the step.</summary>
    public static Survey Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "ask", "pack", "answers", "groups", "questions");
        var shared = step.Part.Parts("answers").ToDictionary(part => part.Text("id"), part =>
        {
            part.Only("id", "options");
            return part.Ids("options");
        });
        var groups = step.Part.Parts("groups").Select(group =>
        {
            group.Only("id", "questions");
            return new SurveyGroup(group.Text("id"), [.. group.Parts("questions").Select(part => QuestionOf(part, shared))]);
        }).ToList();
        var loose = step.Part.Parts("questions").Select(part => QuestionOf(part, shared)).ToList();
        var survey = new Survey(step, loose.Count == 0 ? groups : [new("", loose), .. groups]) { Pack = step.Part.Maybe("pack") };
        return survey.All.Count(question => question.Kind == AnswerKind.Comment) > 1 ? throw step.Part.Wrong("has several questions to answer in one's own words; there is room for one") : survey;
    }

    private static SurveyQuestion QuestionOf(Part part, Dictionary<string, IReadOnlyList<string>> shared)
    {
        part.Only("id", "answers", "places", "options", "with", "from", "to", "reversed", "acts");
        var kind = part.Text("answers") switch
        {
            "scale" => AnswerKind.Scale,
            "choice" => AnswerKind.Choice,
            "several" => AnswerKind.Several,
            "theme" => AnswerKind.Theme,
            "comment" => AnswerKind.Comment,
            var other => throw part.Wrong($"'answers' should be scale, choice, several, theme or comment, not '{other}'"),
        };
        var with = part.MaybeId("with");
        var options = with is null ? part.Ids("options") : shared.GetValueOrDefault(with) ?? throw part.Wrong($"knows no answers '{with}'");
        var places = kind == AnswerKind.Theme ? Themes.Signals.Count : options.Count > 0 ? options.Count : part.MaybeNumber("places") ?? 0;
        return kind switch
        {
            AnswerKind.Scale when places is < Least or > Most => throw part.Wrong($"has {places} places on its scale; it should be {Least} to {Most}"),
            AnswerKind.Choice or AnswerKind.Several when places < 2 => throw part.Wrong("needs two answers to choose from, at least"),
            _ => new(part.Text("id"), kind, places, options, part.MaybeNumber("from") ?? 1, part.MaybeNumber("to") ?? places, part.Flag("reversed"), part.Flag("acts")),
        };
    }

    /// <summary>The answer in a place of a scale, in words: 1 · never, 2, 3 · always; where each place has words, those alone.</summary>
    public static string PlaceIn(SurveyQuestion question, int place, Language language) => question.Options.Count > 0 ? language.Text(question.Options[place], "title")
        : question.Kind == AnswerKind.Theme ? language.Words[$"steps.themes.{Themes.Signals[place]}"]
        : (place == 0 ? "low" : place == question.Places - 1 ? "high" : null) is { } end && language.Has(question.Id, end) ? $"{Value(place)} · {language.Plain(question.Id, end)}" : Value(place);

    /// <summary>How an answer is kept: from 1.</summary>
    public static string Value(int place) => (place + 1).ToString(CultureInfo.InvariantCulture);

    private IEnumerable<Field> FieldsOf(SurveyQuestion question) => question.Kind switch
    {
        AnswerKind.Several => question.Options.Select(option => Field.Tick(option, Step.Id)),
        AnswerKind.Comment => [Field.Text(question.Id, Step.Id)],
        _ => [Field.Choice(question.Id, Step.Id, [.. Enumerable.Range(0, question.Places).Select(Value)])],
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [.. All.SelectMany(FieldsOf)];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts =>
    [
        .. Groups.Where(group => group.Id.Length > 0).Select(group => (group.Id, "title")),
        .. All.Select(question => (question.Id, "text")), .. All.SelectMany(question => question.Options).Distinct().Select(option => (option, "title")),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) => All.SelectMany(question => FieldsOf(question).Select(field => field.Takes switch
    {
        Takes.Tick => new Line(field, language.Plain(question.Id, "text"), language.Text(field.Name, "title"), answer[field.Name]),
        Takes.Choice => new Line(field, "", language.Plain(question.Id, "text"), field.Values.Contains(answer[field.Name]) ? PlaceIn(question, int.Parse(answer[field.Name], CultureInfo.InvariantCulture) - 1, language) : ""),
        _ => new Line(field, "", language.Plain(question.Id, "text"), answer[field.Name]),
    }));

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        foreach (var question in All)
        {
            var said = pen.Language.Plain(question.Id, "text");
            if (question.Kind == AnswerKind.Comment)
                pen.Paper.Field(said, value: pen.Answer[question.Id], lines: 4);
            else
                pen.Paper.Choice(said, Enumerable.Range(0, question.Places).Select(place => question.Kind == AnswerKind.Several
                    ? (pen.Language.Text(question.Options[place], "title"), pen.Answer.Ticks(question.Options[place])) : (PlaceIn(question, place, pen.Language), pen.Answer[question.Id] == Value(place))));
        }
    }
}

/// <summary>Questions that are summed up together.</summary>
public sealed record SurveyGroup(string Id, IReadOnlyList<SurveyQuestion> Questions);

/// <summary>One question.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Places">How many answers there are to choose from.</param>
/// <param name="Options">The words of each; none where a scale has words at its ends alone.</param>
/// <param name="From">What the first place of a scale counts.</param>
/// <param name="To">What the last counts.</param>
/// <param name="Reversed">Whether it is asked the other way round: the first place counts as the last.</param>
/// <param name="Acts">Whether it asks about bullying, violence and other offensive acts.</param>
public sealed record SurveyQuestion(string Id, AnswerKind Kind, int Places, IReadOnlyList<string> Options, int From, int To, bool Reversed, bool Acts)
{
    /// <summary>What the first answer is worth, and each following more.</summary>
    public (decimal First, decimal Step) Worth => (To - (decimal)From) / (Places - 1) is var step && Reversed ? (To, -step) : (From, step);
}
