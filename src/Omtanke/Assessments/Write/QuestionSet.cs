using System.Globalization;
using System.Text.RegularExpressions;
using Omtanke.Content;
using Omtanke.Steps;
using Omtanke.Web;
using YamlDotNet.RepresentationModel;

namespace Omtanke.Assessments.Write;

/// <summary>Questions somebody has written to ask many, as they stand on the page: in one language or in more. Kept as a tool's folder is, so that every edition stays as it was asked.</summary>
/// <param name="Titles">What they are called, by language.</param>
/// <param name="Questions">The questions, in order.</param>
public sealed partial record QuestionSet(IReadOnlyDictionary<string, string> Titles, IReadOnlyList<WrittenQuestion> Questions)
{
    /// <summary>How many questions there may be, how many answers to choose from, and how long each text.</summary>
    public const int Most = 20, MostOptions = 10, LongestText = 300, LongestEnd = 60, LongestOption = 80;

    /// <summary>The places a scale may have.</summary>
    public static readonly IReadOnlyList<int> Places = [3, 4, 5, 6, 7, 10];

    private const string Whole = "Q", StepId = "Q.S";

    /// <summary>The step's id once the set is the workplace's own.</summary>
    public static string StepOf(int number) => $"{OwnTool.IdOf(number)}.S";

    /// <summary>A new set: one question on a scale, to begin with.</summary>
    public static QuestionSet New => new(new Dictionary<string, string>(), [WrittenQuestion.New("Q.q0", AnswerKind.Scale)]);

    /// <summary>Whether anything is written in a language.</summary>
    public bool Speaks(string code) => Titles.GetValueOrDefault(code, "").Length > 0 || Questions.Any(question => question.In(code) is { IsEmpty: false });

    /// <summary>The set out of its folder.</summary>
    public static QuestionSet Of(ToolFolder folder)
    {
        var (outline, said) = (folder.Outline(), folder.Said());
        var codes = said.Keys.Select(key => key.Code).Distinct().ToList();
        var parts = outline.Lists.First(list => list.Key == "steps").Items[0].Lists.Where(list => list.Key == "questions").SelectMany(list => list.Items);
        return new(codes.ToDictionary(code => code, code => Word(code, Whole, "title")), [.. parts.Select(QuestionOf)]);

        WrittenQuestion QuestionOf(ToolPart part)
        {
            var options = part.Lists.Where(list => list.Key == "options").SelectMany(list => list.Items).Select(item => item.Id).ToList();
            return new(
                part.Id, Enum.Parse<AnswerKind>(part.Values["answers"], ignoreCase: true), int.TryParse(part.Values.GetValueOrDefault("places"), CultureInfo.InvariantCulture, out var places) ? places : WrittenQuestion.Usual,
                codes.ToDictionary(code => code, code => new Said(Word(code, part.Id, "text"), Word(code, part.Id, "low"), Word(code, part.Id, "high"),
                    [.. options.Select(option => Word(code, option, "title")).Reverse().SkipWhile(text => text.Length == 0).Reverse()]))) { Acts = part.Values.GetValueOrDefault("acts") == "true" };
        }

        string Word(string code, string id, string field) => said.GetValueOrDefault((code, id, field), "").Trim();
    }

    /// <summary>The set as a form has it; what is wrong goes into it.</summary>
    public static QuestionSet Read(Typed typed, IReadOnlyList<string> languages)
    {
        var ids = typed.All("q").Where(id => Id().IsMatch(id)).Distinct().Take(Most).ToList();
        return new(languages.ToDictionary(code => code, code => typed.Line($"title/{code}", Collection.LongestTitle)), [.. ids.Select(QuestionOf)]);

        WrittenQuestion QuestionOf(string id)
        {
            var kind = Enum.TryParse<AnswerKind>(typed[$"kind/{id}"], out var read) && Enum.IsDefined(read) ? read : AnswerKind.Scale;
            var places = int.TryParse(typed[$"places/{id}"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Places.Contains(number) ? number : WrittenQuestion.Usual;
            var question = new WrittenQuestion(id, kind, places, languages.ToDictionary(code => code, code => new Said(
                typed.Line($"text/{code}/{id}", LongestText), typed.Line($"low/{code}/{id}", LongestEnd), typed.Line($"high/{code}/{id}", LongestEnd), OptionsOf(typed, $"options/{code}/{id}"))));
            // Ticked for whoever writes, until they have seen it and taken it away.
            return question with { Acts = question.Kind != AnswerKind.Comment && (typed.Has($"acts/{id}") || (question.SuggestsActs && !typed.Has($"acts-seen/{id}"))) };
        }
    }

    private static IReadOnlyList<string> OptionsOf(Typed typed, string field)
    {
        IReadOnlyList<string> options = [.. typed[field].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        typed.Errors.AddWhen(options.Count > MostOptions, field, "collections.write.errors.options-many");
        typed.Errors.AddWhen(options.Any(option => option.Length > LongestOption), field, "collections.write.errors.option-long");
        typed.Errors.AddWhen(options.Distinct(StringComparer.OrdinalIgnoreCase).Count() < options.Count, field, "collections.write.errors.option-twice");
        return options;
    }

    /// <summary>What is missing before it can be asked, each with its field.</summary>
    /// <param name="errors">Where it is told.</param>
    /// <param name="first">The language whoever writes reads, where nothing is written in any.</param>
    public void Judge(Errors errors, string first)
    {
        var spoken = Titles.Keys.Where(Speaks).ToList();
        // Text in another language alone is whole: the other is borrowed.
        var main = spoken.Contains(first) || spoken.Count == 0 ? first : spoken[0];
        errors.AddWhen(Titles.Values.All(title => title.Length == 0), $"title/{main}", "collections.write.errors.title");
        errors.AddWhen(Questions.All(question => question.Kind == AnswerKind.Comment), $"title/{main}", "collections.write.errors.none");
        foreach (var question in Questions)
        {
            errors.AddWhen(question.Said.Values.All(said => said.Text.Length == 0), $"text/{main}/{question.Id}", "collections.write.errors.text");
            if (question.Kind is not (AnswerKind.Choice or AnswerKind.Several))
                continue;
            var counts = question.Said.Where(said => said.Value.Options.Count > 0).ToList();
            errors.AddWhen(counts.All(said => said.Value.Options.Count < 2), $"options/{main}/{question.Id}", "collections.write.errors.options-few");
            errors.AddWhen(counts.Select(said => said.Value.Options.Count).Distinct().Count() > 1, $"options/{counts.LastOrDefault().Key ?? main}/{question.Id}", "collections.write.errors.options-differ");
        }
        foreach (var (code, question) in from code in Titles.Keys from twin in Questions.Where(one => one.In(code).Text.Length > 0).GroupBy(one => one.In(code).Text, StringComparer.OrdinalIgnoreCase) from question in twin.Skip(1) select (code, question))
            errors.Add($"text/{code}/{question.Id}", "collections.write.errors.text-twice");
    }

    /// <summary>Does what a button says: up:Q.q3, down:…, out:…, add:Scale.</summary>
    /// <param name="act">The button.</param>
    /// <param name="version">Counts every change there ever was: a new question gets an id that none had before.</param>
    /// <returns>The set, and which question to look at.</returns>
    public (QuestionSet Set, string Place) Do(string act, int version)
    {
        if (act.Split(':') is not [var what, var which])
            return (this, "");
        var (questions, id) = (Questions.ToList(), string.Create(CultureInfo.InvariantCulture, $"Q.q{version}"));
        if (what == "add")
        {
            if (questions.Count >= Most || !Enum.TryParse<AnswerKind>(which, out var kind) || !Enum.IsDefined(kind) || (kind == AnswerKind.Comment && questions.Exists(one => one.Kind == kind)))
                return (this, "");
            questions.Add(WrittenQuestion.New(id, kind));
            return (this with { Questions = questions }, id);
        }
        var at = questions.FindIndex(one => one.Id == which);
        var to = what switch { "up" => at - 1, "down" => at + 1, _ => at };
        if (at < 0 || to < 0 || to >= questions.Count || (what == "out" && questions.Count == 1))
            return (this, "");
        var moved = questions[at];
        questions.RemoveAt(at);
        if (what is "up" or "down")
            questions.Insert(to, moved);
        return (this with { Questions = questions }, what == "out" ? questions[Math.Min(at, questions.Count - 1)].Id : moved.Id);
    }

    /// <summary>The set as a folder.</summary>
    public ToolFolder Folder
    {
        get
        {
            var step = new YamlMappingNode { { "id", StepId }, { "kind", "survey" }, { "ask", "true" }, { "questions", new YamlSequenceNode(Questions.Select(PartOf)) } };
            var tool = new YamlMappingNode
            {
                { "id", Whole }, { "slug", "questions" }, { "audience", List("employee") }, { "minutes", "5" }, { "people", "1" }, { "occasions", List("measure") }, { "order", "900" }, { "lix", "100" },
                { "steps", new YamlSequenceNode(step) },
            };
            var folder = ToolFolder.Empty.With("tool.yaml", ToolYaml.Write(tool));
            foreach (var code in Titles.Keys.Where(Speaks))
                folder = folder.With($"{code}.yaml", ToolYaml.Write(WordsIn(code)));
            return folder;
        }
    }

    private static YamlSequenceNode List(params string[] names) => new(names.Select(name => new YamlScalarNode(name)));

    private static YamlMappingNode PartOf(WrittenQuestion question)
    {
        var part = new YamlMappingNode { { "id", question.Id }, { "answers", question.Kind.ToString().ToLowerInvariant() } };
        if (question.Kind == AnswerKind.Scale)
            part.Add("places", question.Places.ToString(CultureInfo.InvariantCulture));
        if (question.Acts)
            part.Add("acts", "true");
        if (question.OptionIds is { Count: > 0 } options)
            part.Add("options", List([.. options]));
        return part;
    }

    private YamlMappingNode WordsIn(string code)
    {
        var words = new YamlMappingNode();
        Say(Whole, ("title", Titles.GetValueOrDefault(code, "")));
        Say(StepId, ("title", Titles.GetValueOrDefault(code, "")));
        foreach (var question in Questions)
        {
            var said = question.In(code);
            Say(question.Id, question.Kind == AnswerKind.Scale ? [("text", said.Text), ("low", said.Low), ("high", said.High)] : [("text", said.Text)]);
            foreach (var (id, option) in question.OptionIds.Zip(said.Options))
                Say(id, ("title", option));
        }
        return words;

        void Say(string id, params (string Field, string Text)[] fields)
        {
            var map = new YamlMappingNode(fields.Where(field => field.Text.Length > 0).SelectMany(field => new YamlNode[] { field.Field, field.Text }));
            if (map.Children.Count > 0)
                words.Add(id, map);
        }
    }

    [GeneratedRegex(@"^Q\.q[0-9]{1,9}$", RegexOptions.None, 1000)]
    private static partial Regex Id();
}

/// <summary>One question as it is written.</summary>
/// <param name="Id">Its id, which it keeps.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Places">How many places a scale has.</param>
/// <param name="Said">Its words, by language.</param>
public sealed record WrittenQuestion(string Id, AnswerKind Kind, int Places, IReadOnlyDictionary<string, Said> Said)
{
    /// <summary>How many places a scale has, unless somebody says otherwise.</summary>
    public const int Usual = 5;

    /// <summary>Whether it asks about bullying, violence and other offensive acts.</summary>
    public bool Acts { get; init; }

    /// <summary>Whether its words seem to.</summary>
    public bool SuggestsActs => Kind != AnswerKind.Comment && Said.Values.Any(said => OffensiveActs.Suggested(said.Text) || said.Options.Any(OffensiveActs.Suggested));

    /// <summary>A question without words.</summary>
    public static WrittenQuestion New(string id, AnswerKind kind) => new(id, kind, Usual, new Dictionary<string, Said>());

    /// <summary>Its words in a language.</summary>
    public Said In(string code) => Said.GetValueOrDefault(code) ?? new("", "", "", []);

    /// <summary>The ids of its answers, where they are written out.</summary>
    public IReadOnlyList<string> OptionIds => Kind is AnswerKind.Choice or AnswerKind.Several ? [.. Enumerable.Range(1, Said.Values.Select(said => said.Options.Count).DefaultIfEmpty().Max()).Select(number => $"{Id}.a{number}")] : [];
}

/// <summary>What is said of a question in one language.</summary>
/// <param name="Text">What is asked.</param>
/// <param name="Low">The words at the low end of a scale.</param>
/// <param name="High">Those at the high end.</param>
/// <param name="Options">The answers to choose from.</param>
public sealed record Said(string Text, string Low, string High, IReadOnlyList<string> Options)
{
    /// <summary>Whether nothing is said.</summary>
    public bool IsEmpty => Text.Length == 0 && Low.Length == 0 && High.Length == 0 && Options.Count == 0;
}
