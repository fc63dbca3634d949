using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omtanke.Workshops.WriteUp;

/// <summary>A question of which only the answers are counted, as it stands in the minutes.</summary>
/// <param name="Heading">What it stands under; may be empty.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Answers">What could be answered, and how many did.</param>
public sealed record Counted(string Heading, string Question, IReadOnlyList<CountedAnswer> Answers)
{
    /// <summary>How many answered.</summary>
    [JsonIgnore]
    public int Sum => Answers.Sum(answer => answer.Count);

    /// <summary>The most that any answer got.</summary>
    [JsonIgnore]
    public int Most => Answers.Max(answer => answer.Count);

    /// <summary>Whether both can be answered with the same words, and so stand in one table.</summary>
    public bool IsLike(Counted other) => Heading == other.Heading && Answers.Select(answer => answer.Label).SequenceEqual(other.Answers.Select(answer => answer.Label), StringComparer.Ordinal);

    /// <summary>As it is stored.</summary>
    public static string ToJson(IReadOnlyList<Counted> counts) => JsonSerializer.Serialize(counts, CountedJson.Default.IReadOnlyListCounted);

    /// <summary>Out of the store, with questions that can be answered alike beside each other.</summary>
    public static IReadOnlyList<IReadOnlyList<Counted>> FromJson(string json)
    {
        var tables = new List<List<Counted>>();
        foreach (var counted in JsonSerializer.Deserialize(json, CountedJson.Default.IReadOnlyListCounted) ?? [])
            if (tables.Count > 0 && tables[^1][0].IsLike(counted))
                tables[^1].Add(counted);
            else
                tables.Add([counted]);
        return tables;
    }
}

/// <summary>An answer, and how many gave it.</summary>
public sealed record CountedAnswer(string Label, int Count);

[JsonSerializable(typeof(IReadOnlyList<Counted>))]
internal sealed partial class CountedJson : JsonSerializerContext;
