using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Omtanke.Content;

/// <summary>A map in a YAML file that remembers where it stands, so that every complaint names file, line and id.</summary>
public sealed class Part
{
    readonly YamlMappingNode map;
    readonly Func<string, string> known;

    /// <param name="file">The file, as complaints call it.</param>
    /// <param name="id">The id of what it stands in.</param>
    /// <param name="map">The map.</param>
    /// <param name="known">What an id written here is called outside: a workplace's own copy keeps the ids of the file, and is another tool.</param>
    internal Part(string file, string id, YamlMappingNode map, Func<string, string> known)
    {
        (File, this.map, this.known) = (file, map, known);
        Id = Maybe("id") ?? id;
    }

    /// <summary>The file, as seen from the content folder.</summary>
    public string File { get; }

    /// <summary>Its own id, or else the id of the part it stands in.</summary>
    public string Id { get; }

    /// <summary>The line its first key stands on.</summary>
    public int Line => LineOf(map);

    /// <summary>A text that must be there.</summary>
    public string Text(string key) => Maybe(key) ?? throw Wrong($"lacks '{key}'");

    /// <summary>A text that may be left out.</summary>
    public string? Maybe(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode scalar => key == "id" ? known(scalar.Value ?? "") : scalar.Value ?? "",
        var other => throw Wrong($"'{key}' should be a single value", other),
    };

    /// <summary>The id of something else in the same tool, which must be there.</summary>
    public string IdOf(string key) => known(Text(key));

    /// <summary>The id of something else in the same tool; may be left out.</summary>
    public string? MaybeId(string key) => Maybe(key) is { } id ? known(id) : null;

    /// <summary>A whole number that must be there.</summary>
    public int Number(string key) => MaybeNumber(key) ?? throw Wrong($"lacks '{key}'");

    /// <summary>A whole number that may be left out.</summary>
    public int? MaybeNumber(string key) => Maybe(key) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw Wrong($"'{key}' should be a whole number, not '{text}'", Find(key)),
    };

    /// <summary>A date that must be there, written 2026-11-21.</summary>
    public DateOnly Date(string key) => MaybeDate(key) ?? throw Wrong($"lacks '{key}'");

    /// <summary>A date that may be left out.</summary>
    public DateOnly? MaybeDate(string key) =>
        Maybe(key) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Wrong($"'{key}' should be a date like 2026-11-21", Find(key));

    /// <summary>True or false; false when left out.</summary>
    public bool Flag(string key) => Maybe(key) switch
    {
        null or "false" => false,
        "true" => true,
        var text => throw Wrong($"'{key}' should be true or false, not '{text}'", Find(key)),
    };

    /// <summary>A list of ids; empty when left out.</summary>
    public IReadOnlyList<string> Ids(string key) =>
        [.. List(key).Select(node => node is YamlScalarNode { Value: { Length: > 0 } id }
            ? namesElsewhere.Contains(key) ? id : known(id)
            : throw Wrong($"'{key}' should list ids", node))];

    /// <summary>The ids of other things in the same tool, written as one text with spaces between; empty when left out.</summary>
    public IReadOnlyList<string> IdsIn(string key) => [.. (Maybe(key) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(known)];

    /// <summary>A list of parts; empty when left out.</summary>
    public IReadOnlyList<Part> Parts(string key) =>
        [.. List(key).Select(node => node is YamlMappingNode inner
            ? new Part(File, Id, inner, known)
            : throw Wrong($"'{key}' should list maps, each with an id", node))];

    /// <summary>A part inside this one that must be there.</summary>
    public Part Inner(string key) => Find(key) is YamlMappingNode inner
        ? new Part(File, Id, inner, known)
        : throw Wrong($"lacks '{key}'");

    /// <summary>Whether the key is written here.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>Refuses keys nobody reads: a misspelt key would otherwise lose its content in silence.</summary>
    public void Only(params string[] keys)
    {
        var unknown = map.Children.Keys
            .Where(key => !keys.Contains((key as YamlScalarNode)?.Value))
            .Select(key => new ContentError(File, LineOf(key), Id, $"does not know the key '{key}'; it knows {string.Join(", ", keys)}"))
            .ToList();
        if (unknown.Count > 0) throw new ContentException(unknown);
    }

    /// <summary>A complaint about this part.</summary>
    public ContentException Wrong(Complaint message) => Wrong(message, null);

    /// <summary>Every key with its value where values are single texts.</summary>
    internal IEnumerable<(string Key, string Text, int Line)> Entries()
    {
        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (value is not YamlScalarNode text) throw Wrong($"'{name}' should be a text", value);
            yield return (name, text.Value ?? "", LineOf(key));
        }
    }

    /// <summary>Every key with the part under it.</summary>
    internal IEnumerable<(string Key, Part Part, int Line)> Children()
    {
        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (value is not YamlMappingNode inner) throw Wrong($"'{name}' should be a map of texts", value);
            yield return (name, new Part(File, name, inner, known), LineOf(key));
        }
    }

    /// <summary>Every text below, with dotted keys.</summary>
    internal IEnumerable<(string Key, string Text, int Line)> Flat(string prefix = "")
    {
        foreach (var (key, value) in map.Children)
        {
            var name = prefix + (key as YamlScalarNode)?.Value;
            if (value is YamlScalarNode text) yield return (name, text.Value ?? "", LineOf(key));
            else if (value is YamlMappingNode inner)
                foreach (var below in new Part(File, name, inner, known).Flat(name + ".")) yield return below;
            else throw Wrong($"'{name}' should be a text or a section", value);
        }
    }

    // Lists of names of things that stand elsewhere, or of words the program knows: nothing in them is an id of this part's own.
    internal static readonly HashSet<string> namesElsewhere = ["audience", "occasions", "next", "decks", "rules"];

    /// <summary>Every id in and below: what stands after 'id:', and the bare values of lists.</summary>
    internal IEnumerable<(string Id, int Line)> AllIds() => AllIds(map).Select(found => (known(found.Item1), found.Item2));

    /// <summary>Every value of a key, in and below: what the part refers to.</summary>
    internal IEnumerable<(string Name, int Line)> References(string key) => References(map, key);

    /// <summary>Every value of every list under a key, in and below.</summary>
    internal IEnumerable<(string Name, int Line)> Lists(string key) => Lists(map, key);

    static IEnumerable<(string, int)> Lists(YamlNode node, string key) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(pair =>
            pair is { Key: YamlScalarNode name, Value: YamlSequenceNode list } && name.Value == key
                ? list.Children.SelectMany(item => item is YamlScalarNode value ? [(value.Value ?? "", LineOf(value))] : Lists(item, key))
                : Lists(pair.Value, key)),
        YamlSequenceNode list => list.Children.SelectMany(item => Lists(item, key)),
        _ => [],
    };

    static IEnumerable<(string, int)> AllIds(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(pair => pair switch
        {
            { Key: YamlScalarNode { Value: "id" }, Value: YamlScalarNode id } => [(id.Value ?? "", LineOf(id))],
            { Value: YamlScalarNode } => [],
            { Key: YamlScalarNode { Value: { } key }, Value: YamlSequenceNode list } when namesElsewhere.Contains(key) => list.Children.OfType<YamlMappingNode>().SelectMany(AllIds),
            _ => AllIds(pair.Value),
        }),
        YamlSequenceNode list => list.Children.SelectMany(item =>
            item is YamlScalarNode id ? [(id.Value ?? "", LineOf(id))] : AllIds(item)),
        _ => [],
    };

    static IEnumerable<(string, int)> References(YamlNode node, string key) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(pair =>
            pair is { Key: YamlScalarNode name, Value: YamlScalarNode value } && name.Value == key
                ? [(value.Value ?? "", LineOf(value))]
                : References(pair.Value, key)),
        YamlSequenceNode list => list.Children.SelectMany(item => References(item, key)),
        _ => [],
    };

    ContentException Wrong(Complaint message, YamlNode? at) =>
        new(new ContentError(File, LineOf(at ?? map), Id, message));

    IEnumerable<YamlNode> List(string key) => Find(key) switch
    {
        null => [],
        YamlSequenceNode list => list.Children,
        var other => throw Wrong($"'{key}' should be a list", other),
    };

    YamlNode? Find(string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    static int LineOf(YamlNode node) => (int)node.Start.Line;

    /// <summary>Reads a text whose top is a map.</summary>
    internal static Part ReadMap(string text, string shown, Func<string, string>? known = null) => ReadNode(text, shown) is YamlMappingNode map
        ? new Part(shown, "", map, known ?? (id => id))
        : throw new ContentException(new ContentError(shown, 1, "", "should hold a map of keys"));

    static YamlNode? ReadNode(string text, string shown)
    {
        try
        {
            using var reader = new StringReader(text);
            var stream = new YamlStream();
            stream.Load(new WithoutAliases(new Parser(reader)));
            return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
        }
        catch (YamlException unreadable)
        {
            throw new ContentException(new ContentError(shown, (int)unreadable.Start.Line, "", $"is not readable YAML: {unreadable.Message}"));
        }
    }

    /// <summary>A place may not stand for another: one that stands for itself would never end, and a few that stand for each other grow without end.</summary>
    sealed class WithoutAliases(IParser parser) : IParser
    {
        public YamlDotNet.Core.Events.ParsingEvent? Current => parser.Current;

        public bool MoveNext() => !parser.MoveNext() ? false
            : parser.Current is not YamlDotNet.Core.Events.AnchorAlias alias ? true
            : throw new YamlException(alias.Start, alias.End, $"*{alias.Value} points to another place; write out what stands there");
    }
}
