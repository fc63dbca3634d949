using System.Text.RegularExpressions;

namespace Omtanke.Content;

/// <summary>How hard a text is to read: words per sentence plus the share of words above six letters. Below 35 is easy, above 45 heavy.</summary>
public static partial class Lix
{
    /// <summary>The figure for a text; Markdown marks do not count. 0 for a text without words.</summary>
    public static int Of(string text)
    {
        var sentences = Sentences(Plain(text)).Select(sentence => Word().Matches(sentence)).Where(words => words.Count > 0).ToList();
        var words = sentences.Sum(sentence => sentence.Count);
        if (words == 0) return 0;
        var longWords = sentences.Sum(sentence => sentence.Count(word => word.Value.Count(char.IsLetter) > 6));
        return (int)Math.Round(((double)words / sentences.Count) + (100.0 * longWords / words));
    }

    /// <summary>How many words the text has.</summary>
    public static int WordsIn(string text) => Word().Count(Plain(text));

    // A point of a list and a paragraph end a sentence even without a full stop.
    static IEnumerable<string> Sentences(string plain) => Block().Split(plain).SelectMany(block => End().Split(block));

    static string Plain(string text) => Marks().Replace(LinkTarget().Replace(text, "]"), "");

    [GeneratedRegex(@"\]\([^)]*\)", RegexOptions.None, 1000)] private static partial Regex LinkTarget();
    [GeneratedRegex(@"[*_`\[\]>#]", RegexOptions.None, 1000)] private static partial Regex Marks();
    [GeneratedRegex(@"\n\s*\n|\n(?=\s*(?:[-+]|\d+\.)\s)", RegexOptions.None, 1000)] private static partial Regex Block();
    [GeneratedRegex(@"[!?:]+(?=\s|$)|\.+(?=\s+[\p{Lu}\d»""”'(]|\s*$)", RegexOptions.None, 1000)] private static partial Regex End();
    [GeneratedRegex(@"[\p{L}\d]+(?:[-'’][\p{L}\d]+)*", RegexOptions.None, 1000)] private static partial Regex Word();
}
