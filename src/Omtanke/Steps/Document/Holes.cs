using System.Globalization;
using System.Text.RegularExpressions;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Holes in a text, as {workplace}. What no blank answers to stays as it is written.</summary>
static partial class Holes
{
    /// <summary>The text in pieces: <paramref name="fill"/> says what goes into a hole, nothing when it is none.</summary>
    internal static IReadOnlyList<Piece> Split(string text, Func<string, Piece?> fill)
    {
        List<Piece> pieces = [];
        var from = 0;
        foreach (Match hole in Hole().Matches(text))
        {
            if (fill(hole.Groups["name"].Value) is not { } piece) continue;
            if (hole.Index > from) pieces.Add(new Piece(text[from..hole.Index], false));
            pieces.Add(piece);
            from = hole.Index + hole.Length;
        }
        if (from < text.Length) pieces.Add(new Piece(text[from..], false));
        return pieces;
    }

    /// <summary>What the holes of a text are called.</summary>
    internal static IEnumerable<string> In(string text) => Hole().Matches(text).Select(hole => hole.Groups["name"].Value);

    /// <summary>A date as a browser sends it.</summary>
    internal static DateOnly? DateOf(string value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>A date as people write it.</summary>
    internal static string Spelt(DateOnly date, Language language) => date.ToString(language.Words["steps.document.date"], language.Words.Culture);

    [GeneratedRegex(@"\{(?<name>[a-z][A-Za-z0-9-]*)\}", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Hole();
}
