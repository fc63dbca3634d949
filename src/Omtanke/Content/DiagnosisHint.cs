namespace Omtanke.Content;

/// <summary>
/// Some may not note what anybody suffers from: a leader of a talk, a psychologist of what was learnt. When a text looks like it, its writer gets a hint, never a block; nothing is counted or kept.
/// </summary>
public static class DiagnosisHint
{
    /// <summary>The first word of the text that looks like an illness or a medicine, as it was written; null when none does.</summary>
    public static string? In(string text, IllnessWords list) =>
        WordsOf(text).FirstOrDefault(word =>
            list.Capitals.Contains(word) || list.Words.Contains(word)
            || list.Beginnings.Any(beginning => word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)));

    // ADHD-medicin is the words ADHD and medicin; manio-depressiv is also one word.
    private static IEnumerable<string> WordsOf(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsLetter(text[start]))
                continue;
            var end = EndOf(text, start, char.IsLetter);
            var whole = EndOf(text, start, letter => char.IsLetter(letter) || letter == '-');
            if (whole > end && (start == 0 || text[start - 1] != '-'))
                yield return text[start..whole];
            yield return text[start..end];
            start = end - 1;
        }
    }

    private static int EndOf(string text, int start, Func<char, bool> belongs)
    {
        while (start < text.Length && belongs(text[start]))
            start++;
        return start;
    }
}
