namespace Omtanke.Web;

/// <summary>What is wrong with a form as it was typed: field name → word key. A form judges itself and loses nothing.</summary>
public sealed class Errors
{
    private readonly Dictionary<string, string> found = new(StringComparer.Ordinal);

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => found.Count > 0;

    /// <summary>The word key of what is wrong with this field; null when nothing is.</summary>
    public string? this[string field] => found.GetValueOrDefault(field);

    /// <summary>Every field with something wrong, in the order found.</summary>
    public IReadOnlyDictionary<string, string> All => found;

    /// <summary>Notes that something is wrong; the first thing said about a field stands.</summary>
    public void Add(string field, string key) => found.TryAdd(field, key);

    /// <summary>Notes it when <paramref name="wrong"/>.</summary>
    public void AddWhen(bool wrong, string field, string key)
    {
        if (wrong)
            Add(field, key);
    }
}
