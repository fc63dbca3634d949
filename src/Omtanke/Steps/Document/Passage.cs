using System.Globalization;
using System.Text.RegularExpressions;

namespace Omtanke.Steps;

/// <summary>A paragraph or a list of a text somebody has written. Only little is read as marks: a dash or a number at the beginning of a line, and an empty line.</summary>
/// <param name="Kind">Paragraph, points or numbers.</param>
/// <param name="First">The first number of a numbered list.</param>
/// <param name="Lines">The lines of a paragraph, or the points of a list.</param>
public sealed partial record Passage(PassageKind Kind, int First, IReadOnlyList<string> Lines)
{
    /// <summary>Its lines, each with the mark before it.</summary>
    public IEnumerable<(string Mark, string Text)> Marked => Lines.Select((line, place) => (Kind switch
    {
        PassageKind.Points => "•",
        PassageKind.Numbers => string.Create(CultureInfo.InvariantCulture, $"{First + place}."),
        PassageKind.Paragraph => "",
    }, line));

    /// <summary>The passages of a text.</summary>
    public static IReadOnlyList<Passage> In(string text)
    {
        List<(PassageKind Kind, int First, List<string> Lines)> passages = [];
        var apart = true;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var (kind, first, words) = Read(line);
            if (words.Length == 0)
            {
                apart = true;
                continue;
            }
            // The next point belongs to the list even after an empty line; the next paragraph is another.
            if (passages.Count > 0 && passages[^1].Kind == kind && (kind != PassageKind.Paragraph || !apart)) passages[^1].Lines.Add(words);
            else passages.Add((kind, first, [words]));
            apart = false;
        }
        return [.. passages.Select(passage => new Passage(passage.Kind, passage.First, passage.Lines))];
    }

    static (PassageKind Kind, int First, string Words) Read(string line) =>
        Point().Match(line) is { Success: true } point ? (PassageKind.Points, 0, point.Groups["words"].Value.Trim())
        : Numbered().Match(line) is { Success: true } numbered ? (PassageKind.Numbers, int.Parse(numbered.Groups["number"].Value, CultureInfo.InvariantCulture), numbered.Groups["words"].Value.Trim())
        : (PassageKind.Paragraph, 0, line.Trim());

    [GeneratedRegex(@"^\s*[-•*]\s+(?<words>\S.*)$", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Point();

    [GeneratedRegex(@"^\s*(?<number>[0-9]{1,3})[.)]\s+(?<words>\S.*)$", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Numbered();
}

/// <summary>What a passage is.</summary>
public enum PassageKind
{
    /// <summary>Lines that belong together.</summary>
    Paragraph,

    /// <summary>A list with dots.</summary>
    Points,

    /// <summary>A list with numbers.</summary>
    Numbers,
}
