using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omtanke.Steps;

/// <summary>What somebody has filled in: text by field name. A tick is <see cref="On"/>, a rating its number. One answer may span several steps.</summary>
public sealed class Answer : IEquatable<Answer>
{
    /// <summary>The value of a field that is ticked.</summary>
    public const string On = "on";

    readonly ImmutableSortedDictionary<string, string> values;

    Answer(ImmutableSortedDictionary<string, string> values) => this.values = values;

    /// <summary>Nothing filled in.</summary>
    public static Answer Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The fields that hold something.</summary>
    public IEnumerable<string> Fields => values.Keys;

    /// <summary>Whether nothing is filled in.</summary>
    public bool IsEmpty => values.IsEmpty;

    /// <summary>What stands in a field; the empty text when nothing does.</summary>
    public string this[string field] => values.GetValueOrDefault(field, "");

    /// <summary>Whether a field is ticked.</summary>
    public bool Ticks(string field) => this[field] == On;

    /// <summary>The same answer with another value in one field; the empty text takes the field out.</summary>
    public Answer With(string field, string value) =>
        new(value.Length == 0 ? values.Remove(field) : values.SetItem(field, value));

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(values.ToDictionary(), AnswerJson.Default.DictionaryStringString);

    /// <summary>Out of the store. Fields that no step asks for any longer stay: content may change, people's words may not.</summary>
    public static Answer FromJson(string json) =>
        new(Empty.values.AddRange(JsonSerializer.Deserialize(json, AnswerJson.Default.DictionaryStringString) ?? []));

    /// <inheritdoc/>
    public bool Equals(Answer? other) => other is not null && values.SequenceEqual(other.values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Answer);

    /// <inheritdoc/>
    public override int GetHashCode() => values.Aggregate(0, (sum, pair) => HashCode.Combine(sum, pair.Key, pair.Value));
}

[JsonSerializable(typeof(Dictionary<string, string>))]
sealed partial class AnswerJson : JsonSerializerContext;
