using System.Collections.Frozen;

namespace Omtanke.Content;

/// <summary>Words that make a text look as if it names an illness or a medicine, of all languages together: people write in the one they think in.</summary>
/// <param name="Words">Whole words, in any case.</param>
/// <param name="Beginnings">Words with any ending, in any case.</param>
/// <param name="Capitals">Whole words, only as they stand here: <em>ADD</em> is one, <em>add</em> is not.</param>
public sealed record IllnessWords(FrozenSet<string> Words, IReadOnlyList<string> Beginnings, FrozenSet<string> Capitals)
{
    /// <summary>No words at all.</summary>
    public static IllnessWords None { get; } = new(FrozenSet<string>.Empty, [], FrozenSet<string>.Empty);

    internal static IllnessWords Read(IEnumerable<Part> languages)
    {
        List<string> words = [], beginnings = [], capitals = [];
        foreach (var part in languages)
        {
            part.Only("words", "beginnings", "capitals");
            words.AddRange(part.Ids("words"));
            beginnings.AddRange(part.Ids("beginnings"));
            capitals.AddRange(part.Ids("capitals"));
        }
        return new(words.ToFrozenSet(StringComparer.OrdinalIgnoreCase), [.. beginnings.Distinct(StringComparer.OrdinalIgnoreCase)], capitals.ToFrozenSet(StringComparer.Ordinal));
    }
}
