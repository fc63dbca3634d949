using System.Text.RegularExpressions;

namespace Omtanke.Content;

/// <summary>What reading alone does not tell: counts against the catalogue, how hard the texts are, and whether the languages say the same.</summary>
public static class Check
{
    /// <summary>A single text shorter than this says nothing about how hard it is to read; it counts in its step.</summary>
    const int WordsForLix = 25;

    /// <summary>Everything found, none when all is well.</summary>
    public static IReadOnlyList<ContentError> Of(Library library) =>
    [
        .. Counts(library), .. Readability(library), .. Empty(library), .. Markdown(library),
        .. Placeholders(library), .. Interface(library), .. Idle(library),
    ];

    /// <summary>The same for one tool of a workplace's own: nothing is counted, and what is hard to read is <see cref="AdviceOn"/>.</summary>
    public static IReadOnlyList<ContentError> Of(OwnTool tool) => [.. tool.Texts.Values.SelectMany(Faults).Concat(Placeholders(tool)).DistinctBy(error => (error.File, error.Line, error.Message))];

    /// <summary>What could be better in a workplace's own tool: texts that are hard to read, drawings that nobody sees.</summary>
    /// <param name="library">The library it stands in.</param>
    /// <param name="tool">The tool.</param>
    public static IReadOnlyList<ContentError> AdviceOn(Library library, OwnTool tool) =>
        [.. library.Languages.Where(language => !tool.Tool.Own!.Borrowed.Contains(language.Code)).SelectMany(language => Readability(tool.Tool, language)), .. tool.IdleDrawings.Select(Idle)];

    static IEnumerable<ContentError> Faults(Dictionary<(string Id, string Field), Written> texts)
    {
        foreach (var ((id, field), written) in texts)
        {
            if (string.IsNullOrWhiteSpace(written.Text)) yield return new ContentError(written.File, written.Line, id, $"has an empty '{field}'");
            foreach (var fault in Prose.Faults(written.Text)) yield return new ContentError(written.File, written.Line, id, $"'{field}' {fault}");
        }
    }

    static IEnumerable<ContentError> Placeholders(OwnTool tool)
    {
        var (first, texts) = tool.Texts.First();
        return from other in tool.Texts.Skip(1)
               from text in other.Value
               where texts.ContainsKey(text.Key)
               let here = string.Join(' ', Words.Holes(text.Value.Text))
               let there = string.Join(' ', Words.Holes(texts[text.Key].Text))
               where here != there
               select new ContentError(text.Value.File, text.Value.Line, text.Key.Id, $"'{text.Key.Field}' has the placeholders [{here}], in {first} [{there}]");
    }

    static IEnumerable<ContentError> Counts(Library library) =>
        from promised in library.Counts
        let separator = char.IsAsciiDigit(promised.Prefix[^1]) ? @"\." : @"\.?"
        let form = new Regex($"^{Regex.Escape(promised.Prefix)}{separator}[0-9]+$", RegexOptions.None, TimeSpan.FromSeconds(1))
        let found = library.Ids.Keys.Count(id => form.IsMatch(id))
        where found != promised.Number
        select new ContentError(promised.File, promised.Line, promised.Prefix, $"should be {promised.Number} by the catalogue, but there are {found}");

    static IEnumerable<ContentError> Readability(Library library) =>
        from language in library.Languages
        let texts = language.All.ToLookup(text => text.Id)
        from tool in library.Tools
        from finding in Readability(tool, texts)
        select finding;

    static IEnumerable<ContentError> Readability(Tool tool, Language language) => Readability(tool, language.All.ToLookup(text => text.Id));

    static IEnumerable<ContentError> Readability(Tool tool, ILookup<string, (string Id, string Field, Written Written)> texts) =>
        from step in tool.Steps
        let own = step.Part.AllIds().Prepend((step.Id, 0)).Select(id => id.Item1).Distinct().SelectMany(id => texts[id]).OrderBy(text => text.Written.Line).ToList()
        from finding in TooHard(tool, step.Id, [.. own.Select(text => (text.Id, text.Written))])
        select finding;

    static IEnumerable<ContentError> TooHard(Tool tool, string stepId, IReadOnlyList<(string Id, Written Written)> texts)
    {
        foreach (var (id, written) in texts)
            if (Lix.WordsIn(written.Text) >= WordsForLix && Lix.Of(written.Text) is var lix && lix > tool.Lix)
                yield return new ContentError(written.File, written.Line, id, $"has LIX {lix}; the tool allows {tool.Lix}");
        var whole = string.Join("\n\n", texts.Select(text => text.Written.Text));
        if (Lix.WordsIn(whole) >= WordsForLix && Lix.Of(whole) is var all && all > tool.Lix)
            yield return new ContentError(texts[0].Written.File, texts[0].Written.Line, stepId, $"has LIX {all} as a whole; the tool allows {tool.Lix}");
    }

    static IEnumerable<ContentError> Empty(Library library) =>
        from language in library.Languages
        from text in language.All
        where string.IsNullOrWhiteSpace(text.Written.Text)
        select new ContentError(text.Written.File, text.Written.Line, text.Id, $"has an empty '{text.Field}'");

    static IEnumerable<ContentError> Markdown(Library library) =>
        from language in library.Languages
        from text in language.All
        from fault in Prose.Faults(text.Written.Text)
        select new ContentError(text.Written.File, text.Written.Line, text.Id, $"'{text.Field}' {fault}");

    static IEnumerable<ContentError> Placeholders(Library library)
    {
        var first = library.Languages.First();
        return from language in library.Languages.Skip(1)
               from text in language.All
               where first.Has(text.Id, text.Field)
               let here = string.Join(' ', Words.Holes(text.Written.Text))
               let there = string.Join(' ', Words.Holes(first.Text(text.Id, text.Field)))
               where here != there
               select new ContentError(text.Written.File, text.Written.Line, text.Id, $"'{text.Field}' has the placeholders [{here}], in {first.Code} [{there}]");
    }

    static IEnumerable<ContentError> Interface(Library library)
    {
        var keys = library.Languages.SelectMany(language => language.Words.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var language in library.Languages)
        {
            var file = $"content/interface/{language.Code}.yaml";
            foreach (var key in keys)
            {
                if (!language.Words.Has(key)) yield return new ContentError(file, 1, key, "is missing, another language has it");
                else if (string.IsNullOrWhiteSpace(language.Words[key])) yield return new ContentError(file, 1, key, "is empty");
                else if (library.Languages.FirstOrDefault(other => other.Words.Has(key) && !Words.Holes(other.Words[key]).SequenceEqual(Words.Holes(language.Words[key]))) is { } other)
                    yield return new ContentError(file, 1, key, $"has other placeholders than in {other.Code}");
            }
        }
    }

    static IEnumerable<ContentError> Idle(Library library) =>
        library.IdleDrawings.Select(Idle);

    static ContentError Idle(string drawing) => new(drawing, 1, "", "is shown by no step");
}
