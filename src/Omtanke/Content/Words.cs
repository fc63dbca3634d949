using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Omtanke.Content;

/// <summary>The interface's texts in one language, under dotted keys.</summary>
/// <param name="code">The language, as da.</param>
/// <param name="texts">Key → text.</param>
/// <param name="strict">Whether a missing key throws (development, tests) or shows itself (production: an odd word beats a dead page).</param>
public sealed partial class Words(string code, IEnumerable<KeyValuePair<string, string>> texts, bool strict = true)
{
    readonly FrozenDictionary<string, string> texts = texts.ToFrozenDictionary();

    /// <summary>The language, as da.</summary>
    public string Code { get; } = code;

    /// <summary>How this language writes days and numbers; English as in Britain, which is nearer to Denmark than America is.</summary>
    public CultureInfo Culture { get; } = code == "en" ? CultureInfo.GetCultureInfo("en-GB") : CultureInfo.CreateSpecificCulture(code);

    /// <summary>Every key there is.</summary>
    public IEnumerable<string> Keys => texts.Keys;

    /// <summary>The text under a key.</summary>
    public string this[string key] =>
        texts.TryGetValue(key, out var text) ? text
        : strict ? throw new KeyNotFoundException($"content/interface/{Code}.yaml has no '{key}'")
        : key;

    /// <summary>Whether there is a text under the key.</summary>
    public bool Has(string key) => texts.ContainsKey(key);

    /// <summary>The text with {name} replaced by what is given under that name.</summary>
    public string With(string key, params (string Name, object? Value)[] arguments) =>
        Placeholder().Replace(this[key], hole => Filled(key, hole, arguments));

    /// <summary>The text under key.one or key.other, by the number; {n} is the number.</summary>
    public string Count(string key, int n, params (string Name, object? Value)[] arguments) =>
        With(n == 1 ? $"{key}.one" : $"{key}.other", [.. arguments, ("n", n)]);

    /// <summary>A date in full: <c>torsdag den 26. november 2026</c>.</summary>
    public string Day(DateOnly day) => day.ToString(this["format.day"], Culture);

    /// <summary>A date in short: <c>26. nov. 2026</c>.</summary>
    public string ShortDay(DateOnly day) => day.ToString(this["format.short-day"], Culture);

    /// <summary>A moment: <c>torsdag den 26. november 2026 kl. 10.30</c>.</summary>
    /// <param name="local">As people's clocks show it.</param>
    public string Moment(DateTimeOffset local) => local.ToString(this["format.moment"], Culture);

    /// <summary>A time of day: <c>10.30</c>.</summary>
    /// <param name="local">As people's clocks show it.</param>
    public string Time(DateTimeOffset local) => local.ToString(this["format.time"], Culture);

    /// <summary>The names of the holes in a text.</summary>
    internal static IEnumerable<string> Holes(string text) =>
        Placeholder().Matches(text).Select(hole => hole.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);

    string Filled(string key, Match hole, (string Name, object? Value)[] arguments)
    {
        foreach (var (name, value) in arguments)
            if (name == hole.Groups["name"].Value)
                return Convert.ToString(value, Culture) ?? "";
        return strict ? throw new KeyNotFoundException($"'{key}' wants {hole.Value}") : hole.Value;
    }

    [GeneratedRegex(@"\{(?<name>[a-z][A-Za-z0-9-]*)\}", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Placeholder();
}
