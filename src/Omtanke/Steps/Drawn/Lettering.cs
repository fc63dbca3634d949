using System.Text;

namespace Omtanke.Steps;

/// <summary>How much room words take in a drawing. Nothing can be measured on the server, so it is reckoned, rather too wide than too narrow.</summary>
static class Lettering
{
    /// <summary>The page's letters, and what a computer without them has.</summary>
    internal const string Family = "'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

    /// <summary>From line to line, in sizes.</summary>
    internal const double Line = 1.25;

    /// <summary>How wide the text is.</summary>
    internal static double Width(string text, double size) => size * text.EnumerateRunes().Sum(Share);

    /// <summary>The text in lines no wider than this. A word that is wider is broken.</summary>
    internal static IReadOnlyList<string> Wrap(string text, double size, double width)
    {
        List<string> lines = [];
        var line = "";
        foreach (var word in text.Split((char[])[' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Broken(word, size, width)))
        {
            if (line.Length > 0 && Width($"{line} {word}", size) > width)
            {
                lines.Add(line);
                line = word;
            }
            else line = line.Length == 0 ? word : $"{line} {word}";
        }
        return line.Length > 0 || lines.Count == 0 ? [.. lines, line] : lines;
    }

    /// <summary>The text without what XML cannot hold.</summary>
    internal static string Writable(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value is '\t' || !Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF)));

    private static IEnumerable<string> Broken(string word, double size, double width)
    {
        var piece = new StringBuilder();
        var filled = 0.0;
        foreach (var rune in word.EnumerateRunes())
        {
            var next = size * Share(rune);
            if (piece.Length > 0 && filled + next > width)
            {
                yield return piece.ToString();
                piece.Clear();
                filled = 0;
            }
            piece.Append(rune.ToString());
            filled += next;
        }
        yield return piece.ToString();
    }

    private static double Share(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '!' or '|' or '\'' or ' ' => .29,
        'f' or 'r' or 't' or '(' or ')' or '-' or '/' or '"' => .37,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or 'æ' or 'Æ' => .88,
        >= 'A' and <= 'Z' or 'Ø' or 'Å' => .66,
        < 0x2000 => .54,
        _ => 1.1,
    };
}
