namespace Omtanke.Web;

/// <summary>What is wrong with a form as it was typed: field name → word key. A form judges itself and loses nothing.</summary>
public sealed class Errors
{
    private readonly Dictionary<string, string> found = new(StringComparer.Ordinal), lines = new(StringComparer.Ordinal);

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => found.Count > 0;

    /// <summary>The word key of what is wrong with this field; null when nothing is.</summary>
    public string? this[string field] => found.GetValueOrDefault(field);

    /// <summary>Every field with something wrong, in the order found.</summary>
    public IReadOnlyDictionary<string, string> All => found;

    /// <summary>Which of the lines typed in a field it is about, for the word's <c>{lines}</c>; null where it is about all of it.</summary>
    public string? LinesOf(string field) => lines.GetValueOrDefault(field);

    /// <summary>Notes that something is wrong; the first thing said about a field stands.</summary>
    public void Add(string field, string key) => found.TryAdd(field, key);

    /// <summary>Notes it when <paramref name="wrong"/>.</summary>
    public void AddWhen(bool wrong, string field, string key)
    {
        if (wrong)
            Add(field, key);
    }

    /// <summary>Notes it of some of the lines of a field, where there are any, so that whoever typed them is told which.</summary>
    public void AddOf(IReadOnlyCollection<string> wrong, string field, string key)
    {
        if (wrong.Count > 0 && found.TryAdd(field, key))
            lines[field] = string.Join(", ", wrong);
    }
}
