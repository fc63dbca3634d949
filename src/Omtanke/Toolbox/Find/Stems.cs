using Npgsql;

namespace Omtanke.Toolbox.Find;

/// <summary>
/// The stems of words, as PostgreSQL's own dictionaries know them: <em>samtaler</em>, <em>samtalen</em> and <em>samtalerne</em> are one.
/// Letters are folded, so that <em>soevn</em> finds <em>søvn</em>. A word without meaning of its own (<em>og</em>, <em>the</em>) has no stem.
/// </summary>
public sealed class Stems(NpgsqlDataSource source)
{
    private static readonly (string Letter, string Plain)[] folds = [("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("é", "e"), ("ü", "y"), ("ö", "oe"), ("ä", "ae")];

    /// <summary>Each word with its stem, in one question; words without one are left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Of(IReadOnlyCollection<string> words, string language)
    {
        await using var command = source.CreateCommand("select word, (ts_lexize($1::regdictionary, word))[1] from unnest($2) as word");
        command.Parameters.Add(new() { Value = language switch { "da" => "danish_stem", "en" => "english_stem", _ => "simple" } });
        command.Parameters.Add(new() { Value = words.ToArray() });
        await using var rows = await command.ExecuteReaderAsync();
        var stems = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await rows.ReadAsync())
            if (!await rows.IsDBNullAsync(1))
                stems[rows.GetString(0)] = Fold(rows.GetString(1));
        return stems;
    }

    /// <summary>The words of a text, in small letters.</summary>
    public static IEnumerable<string> WordsIn(string text)
    {
        var small = text.ToLowerInvariant();
        for (var (from, at) = (0, 0); at <= small.Length; at++)
            if (at == small.Length || !char.IsLetterOrDigit(small[at]))
            {
                // A letter alone says nothing.
                if (at > from + 1)
                    yield return small[from..at];
                from = at + 1;
            }
    }

    /// <summary>What somebody without the letters may have meant: <em>soevn</em> may be <em>søvn</em>, <em>aaben</em> may be <em>åben</em>.</summary>
    public static IEnumerable<string> Meant(string word) =>
        new[] { word, word.Replace("ae", "æ", StringComparison.Ordinal).Replace("oe", "ø", StringComparison.Ordinal).Replace("aa", "å", StringComparison.Ordinal) }.Distinct(StringComparer.Ordinal);

    /// <summary>Whether a letter is wrong, lacking or too many, or two neighbours have changed places. The first letter is seldom the wrong one.</summary>
    public static bool OneLetterApart(string one, string other)
    {
        var same = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        var (left, right) = (one[same..], other[same..]);
        return same > 0 && (left.Length - right.Length) switch
        {
            0 => left.Length > 0 && (left[1..] == right[1..] || (left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..] == right[2..])),
            1 => left[1..] == right,
            -1 => left == right[1..],
            _ => false,
        };
    }

    private static string Fold(string stem) => WithoutLooseE(folds.Aggregate(stem, (folded, fold) => folded.Replace(fold.Letter, fold.Plain, StringComparison.Ordinal)));

    // A cirkel and its cirkler, a regel and its regler: the dictionary keeps the e of the one.
    private static string WithoutLooseE(string stem) =>
        stem is [.., _, var before, 'e', 'l' or 'n' or 'r'] && !"aeiouy".Contains(before, StringComparison.Ordinal) ? stem.Remove(stem.Length - 2, 1) : stem;
}
