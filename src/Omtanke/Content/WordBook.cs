using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Omtanke.Content;

/// <summary>
/// A dictionary as Hunspell keeps it, to ask whether a word is spelt rightly: words, their endings and beginnings, and which may be joined.
/// It suggests nothing, so it needs a small part of the format only.
/// </summary>
sealed class WordBook
{
    const int Pieces = 4, LeastPiece = 3, LeastEnd = 4;

    readonly Dictionary<string, List<string[]>> words = new(StringComparer.Ordinal);
    readonly List<Affix> beginnings = [];
    readonly Dictionary<string, List<Affix>> endings = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> marks = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, IReadOnlyList<Form>> formed = new(StringComparer.Ordinal);
    bool numbered;

    /// <summary>Reads it.</summary>
    /// <param name="affixes">The file that ends with <c>.aff</c>.</param>
    /// <param name="stems">The file that ends with <c>.dic</c>.</param>
    internal static WordBook Read(string affixes, string stems)
    {
        var book = new WordBook();
        foreach (var line in File.ReadLines(affixes))
            book.Take(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
        foreach (var line in File.ReadLines(stems).Skip(1))
            book.TakeWord(line);
        return book;
    }

    /// <summary>Whether the dictionary has the word, or joins it out of its own.</summary>
    internal bool Has(string word) => Cased(word).Any(cased => Forms(cased).Any(IsWord) || IsCompound(cased));

    /// <summary>Whether the word is spelt rightly, if these words are right as well.</summary>
    internal bool Knows(string word, IReadOnlySet<string> own) => Cased(word).Any(cased => own.Contains(cased) || (cased.EndsWith('s') && own.Contains(cased[..^1]))) || Has(word) || Cased(word).Any(cased => IsJoined(cased, own));

    // At the head of a sentence any word has a capital letter; ALL in capitals may be any word.
    static IEnumerable<string> Cased(string word)
    {
        yield return word;
        var small = word.ToLowerInvariant();
        if (small != word)
            yield return small;
        if (word.Length > 1 && word.All(letter => !char.IsLower(letter)))
            yield return $"{word[0]}{small[1..]}";
    }

    bool IsWord(Form form) => !Marked(form, "ONLYINCOMPOUND") && !Marked(form, "FORBIDDENWORD") && !Marked(form, "NEEDAFFIX");

    // As the dictionary itself allows words to be joined: it knows which take an s or an e between.
    bool IsCompound(string word, string place = "COMPOUNDBEGIN", int pieces = 1) =>
        marks.ContainsKey("COMPOUNDBEGIN") && pieces < Pieces
        && Enumerable.Range(LeastPiece, Math.Max(0, word.Length - LeastPiece - LeastEnd + 1)).Any(at =>
            Forms(word[..at]).Any(form => Marked(form, place))
            && (Forms(word[at..]).Any(form => Marked(form, "COMPOUNDEND") && !Marked(form, "FORBIDDENWORD")) || IsCompound(word[at..], "COMPOUNDMIDDLE", pieces + 1)));

    // One of our own words joined to one of the dictionary's, or to another of ours, with or without s or e between.
    bool IsJoined(string word, IReadOnlySet<string> own) =>
        marks.ContainsKey("COMPOUNDBEGIN") && own.Any(mine => mine.Length >= LeastPiece
            && ((word.StartsWith(mine, StringComparison.Ordinal) && Rests(word[mine.Length..]).Any(rest => own.Contains(rest) || Forms(rest).Any(form => Marked(form, "COMPOUNDEND"))))
                || (word.EndsWith(mine, StringComparison.Ordinal) && Forms(word[..^mine.Length]).Any(form => Marked(form, "COMPOUNDBEGIN")))));

    static IEnumerable<string> Rests(string rest)
    {
        if (rest.Length >= LeastPiece)
            yield return rest;
        if (rest.Length > LeastPiece && rest[0] is 's' or 'e')
            yield return rest[1..];
    }

    bool Marked(Form form, string mark) => marks.TryGetValue(mark, out var flag) && form.Flags.Contains(flag);

    // Every way to read a word as a stem with what may stand before and after it.
    IReadOnlyList<Form> Forms(string word) => formed.GetOrAdd(word, _ =>
        [.. Ended(word, 2), .. from affix in beginnings
                               where word.Length > affix.Adds.Length && word.StartsWith(affix.Adds, StringComparison.Ordinal)
                               let stem = affix.Takes + word[affix.Adds.Length..]
                               where affix.Suits(stem)
                               from form in Ended(stem, 2)
                               where form.Stem.Contains(affix.Flag) || form.Flags.Contains(affix.Flag)
                               select form with { Flags = [.. form.Flags, .. affix.Flags] }]);

    IEnumerable<Form> Ended(string word, int more)
    {
        foreach (var flags in words.GetValueOrDefault(word, []))
            yield return new Form(flags, flags);
        if (more == 0)
            yield break;
        for (var length = 0; length <= Math.Min(word.Length - 1, 12); length++)
            foreach (var affix in endings.GetValueOrDefault(word[^length..], []))
                if (word[..^length] + affix.Takes is { Length: > 0 } stem && affix.Suits(stem))
                    foreach (var form in Ended(stem, more - 1))
                        if (form.Flags.Contains(affix.Flag))
                            yield return new Form(form.Stem, affix.Flags);
    }

    void Take(string[] line)
    {
        if (line is ["FLAG", "num", ..])
            numbered = true;
        else if (line is ["PFX" or "SFX", var flag, var takes, var adds, var where, ..])
            Take(line[0] == "SFX", flag, Nothing(takes), adds, where);
        else if (line is [var mark, var named, ..])
            marks[mark] = named;
    }

    void Take(bool atEnd, string flag, string takes, string adds, string where)
    {
        var (text, flags) = Split(adds);
        var affix = new Affix(flag, takes, Nothing(text), flags, where == "." ? null : new Regex(atEnd ? $"(?:{where})$" : $"^(?:{where})", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
        if (!atEnd)
            beginnings.Add(affix);
        else if (endings.TryGetValue(affix.Adds, out var known))
            known.Add(affix);
        else
            endings[affix.Adds] = [affix];
    }

    void TakeWord(string line)
    {
        // What is told of a word after it, as st:være, is not asked for.
        var (word, flags) = Split(line.Split('\t')[0].Split(" st:")[0].Split(" ph:")[0].Split(" al:")[0].Trim());
        if (words.TryGetValue(word, out var known))
            known.Add(flags);
        else if (word.Length > 0)
            words[word] = [flags];
    }

    (string Text, string[] Flags) Split(string text) =>
        text.IndexOf('/', StringComparison.Ordinal) is var at and > 0
            ? (text[..at], numbered ? text[(at + 1)..].Split(',') : [.. text[(at + 1)..].Select(flag => flag.ToString())])
            : (text, []);

    static string Nothing(string text) => text == "0" ? "" : text;

    /// <summary>An ending or a beginning: what it takes off a stem, what it adds, which stems it suits, and what the form may then be used for.</summary>
    sealed record Affix(string Flag, string Takes, string Adds, string[] Flags, Regex? Where)
    {
        internal bool Suits(string stem) => Where?.IsMatch(stem) ?? true;
    }

    /// <summary>A way to read a word: the flags of its stem, and those of the form.</summary>
    sealed record Form(string[] Stem, string[] Flags);
}
