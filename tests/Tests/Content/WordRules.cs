using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Omtanke.Tests.Content;

/// <summary>The interface's words and the program that says them belong together: none missing, none left over.</summary>
public sealed partial class WordRules
{
    static readonly Words words = Library.Read(Library.Folder()).In("da").Words;

    [Fact]
    public void Every_word_the_program_says_is_written()
    {
        var missing = from file in Sources()
                      from Match said in Said().Matches(File.ReadAllText(file))
                      let key = said.Groups["key"].Value
                      where !words.Has(key) && !(said.Value.Contains("Count(") && words.Has($"{key}.one") && words.Has($"{key}.other"))
                      select $"{Path.GetFileName(file)}: {key}";
        missing.Distinct().ShouldBeEmpty();
    }

    // A key may be put together: $"steps.kind.{kind}" uses all below steps.kind, and Word("ask") inside the guide is guide.ask.
    [Fact]
    public void No_word_is_written_that_the_program_never_says()
    {
        var spoken = Sources().SelectMany(file => Literal().Matches(File.ReadAllText(file))).Select(literal => literal.Groups["text"].Value).ToHashSet();
        var whole = spoken.Where(text => !text.Contains('{')).ToHashSet();
        var begun = spoken.Where(text => text.Contains('{')).Select(text => text[..text.IndexOf('{')]).Where(start => start.Contains('.')).ToList();
        words.Keys.Where(key => !IsSaid(key)).Order().ShouldBeEmpty();

        bool IsSaid(string key)
        {
            // A heading's own text is said beside it: [$"{heading}-text"].
            if (key.EndsWith("-text", StringComparison.Ordinal) && IsSaid(key[..^"-text".Length]))
                return true;
            var plain = key.EndsWith(".one", StringComparison.Ordinal) || key.EndsWith(".other", StringComparison.Ordinal) ? key[..key.LastIndexOf('.')] : key;
            var tails = ((string[])[key, plain]).SelectMany(said => said.Split('.').Select((_, place) => string.Join('.', said.Split('.')[place..])));
            return whole.Contains(key) || tails.Any(tail => whole.Contains(tail) || begun.Exists(start => tail.StartsWith(start, StringComparison.Ordinal)));
        }
    }

    static IEnumerable<string> Sources([CallerFilePath] string here = "") =>
        Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Omtanke"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal));

    [GeneratedRegex("""\b(?:(?:Visit|visit|Words|words)\[|(?:Visit|visit|Words|words)\.(?:With|Count)\()"(?<key>[^"{]+)"[\],)]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Said();

    [GeneratedRegex("\"(?<text>[A-Za-z0-9{][A-Za-z0-9.{}()_-]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();
}
