using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Omtanke.Content;

/// <summary>
/// Whether every word people read is spelt rightly, in each language. The dictionaries are fetched with the tools of the build and stay there:
/// they check, and no part of them goes out with the product. Words of the field that they lack stand in <c>spelling/{language}.txt</c>.
/// </summary>
public static partial class Spelling
{
    // A dictionary takes a second to read.
    static readonly ConcurrentDictionary<string, Lazy<WordBook>> books = new(StringComparer.Ordinal);

    /// <summary>Every misspelt word with its file and id; and a dictionary that is missing, for then nothing is proved.</summary>
    /// <param name="library">The content.</param>
    /// <param name="folder">Its folder.</param>
    public static IReadOnlyList<ContentError> Check(Library library, string folder) => [.. library.Languages.SelectMany(language => Check(language, folder))];

    static IEnumerable<ContentError> Check(Language language, string folder)
    {
        var list = Path.Combine(folder, "spelling", $"{language.Code}.txt");
        var own = File.Exists(list) ? File.ReadAllLines(list) : [];
        var shown = $"{Path.GetFileName(Path.GetFullPath(folder))}/spelling/{language.Code}.txt";
        if (Dictionary(language.Code, folder) is not { } place)
            return [new ContentError(shown, 1, "", $"the spelling was not checked: there is no dictionary for '{language.Code}'. Run npm ci beside package.json, which should name {Package(language.Code)}")];
        var book = books.GetOrAdd(place, _ => new(() => WordBook.Read(Path.Combine(place, "index.aff"), Path.Combine(place, "index.dic")))).Value;
        return [.. List(own, shown, book), .. Texts(language, book, own.ToHashSet(StringComparer.Ordinal))];
    }

    // Short and in order, so that it is plain what is there, and two people can add to it.
    static IEnumerable<ContentError> List(string[] own, string shown, WordBook book)
    {
        foreach (var (word, line) in own.Select((word, line) => (word, line + 1)))
            if (line > 1 && string.CompareOrdinal(own[line - 2], word) >= 0)
                yield return new ContentError(shown, line, word, $"should stand before {own[line - 2]}");
            else if (book.Has(word))
                yield return new ContentError(shown, line, word, "is in the dictionary already");
    }

    static IEnumerable<ContentError> Texts(Language language, WordBook book, HashSet<string> own)
    {
        Dictionary<string, bool> asked = new(StringComparer.Ordinal);
        var texts = language.All.Select(text => (text.Written.File, text.Written.Line, text.Id, Text: Prose.Plain(text.Written.Text)))
            .Concat(language.Words.Keys.Order(StringComparer.Ordinal).Select(key => (File: $"content/interface/{language.Code}.yaml", Line: 1, Id: key, Text: language.Words[key])));
        foreach (var (file, line, id, text) in texts)
            foreach (var word in WordsIn(text).Distinct().Where(word => !Known(word)))
                yield return new ContentError(file, line, id, $"»{word}« is spelt as no dictionary knows it in {language.Code}; mend it, or add it to spelling/{language.Code}.txt");

        bool Known(string word) => asked.TryGetValue(word, out var known) ? known : asked[word] = Judge(word, book, own);
    }

    static bool Judge(string word, WordBook book, HashSet<string> own) =>
        book.Knows(word, own)
        // APV-arbejdet, two-sided: each part by itself. Part'en: the word before the stroke.
        || (word.Contains('-') && word.Split('-').All(part => part.Length < 2 || Judge(part, book, own)))
        || (Ending().Match(word) is { Success: true } ending && Judge(word[..ending.Index], book, own));

    static IEnumerable<string> WordsIn(string text) => Word().Matches(NoWords().Replace(text, " ")).Select(word => word.Value.Replace('’', '\'')).Where(word => word.Length > 1);

    /// <summary>The dictionary's folder, beside the content or above it, or else beside the program.</summary>
    static string? Dictionary(string language, string folder) =>
        Above(Path.GetFullPath(folder), Package(language)) ?? Above(AppContext.BaseDirectory, Package(language)) ?? Above(Directory.GetCurrentDirectory(), Package(language));

    static string? Above(string? start, string package)
    {
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Path.Combine(folder, "node_modules", package) is var place && File.Exists(Path.Combine(place, "index.aff")))
                return place;
        return null;
    }

    static string Package(string language) => language == "en" ? "dictionary-en-gb" : $"dictionary-{language}";

    // Addresses, holes to be filled, how a date is written, commands to type, ids and whatever holds a figure.
    [GeneratedRegex(@"\b(?:alter (?:role|table)|chmod) .*|OMTANKE_\w+|\b(?:d{4}|M{3,4}|y{4}|HH)\b|https?://\S+|\S+@\S+|\{[^}]*\}|/[a-z][\w/-]*|[\p{L}.]*\d[\p{L}\d.]*", RegexOptions.None, 1000)] private static partial Regex NoWords();
    [GeneratedRegex(@"\p{L}+(?:[-'’]\p{L}+)*", RegexOptions.None, 1000)] private static partial Regex Word();
    [GeneratedRegex(@"'(?:s|en|er|et|erne|ens|ets)$", RegexOptions.None, 1000)] private static partial Regex Ending();
}
