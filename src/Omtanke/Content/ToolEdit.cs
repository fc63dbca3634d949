using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Omtanke.Content;

/// <summary>Changes to a tool's folder, one at a time, under the ids of the file. Each gives another folder; none judges whether the tool is whole.</summary>
public static class ToolEdit
{
    const string Structure = "tool.yaml";

    /// <summary>What stands in the folder.</summary>
    public static ToolPart Outline(this ToolFolder folder)
    {
        var words = folder.Said();
        var fields = words.Keys.ToLookup(key => key.Id, key => key.Field, StringComparer.Ordinal);
        return Of(Map(folder, Structure), []);

        ToolPart Of(YamlNode node, IReadOnlyList<string> likeSiblings)
        {
            var own = node is YamlMappingNode map ? map : null;
            var id = IdOf(node);
            var values = own?.Children.Where(pair => pair is { Key: YamlScalarNode, Value: YamlScalarNode }).ToDictionary(pair => Text(pair.Key), pair => Text(pair.Value)) ?? [];
            List<ToolPartList> lists = [];
            foreach (var (key, value) in Children(own))
            {
                var name = Text(key);
                if (name == "deck" && value is YamlScalarNode deck) lists.AddRange(Brought(Text(deck)));
                if (value is not YamlSequenceNode list) continue;
                if (name == "decks" && list.Children.All(item => item is YamlScalarNode)) lists.AddRange(list.Children.SelectMany(item => Brought(Text(item))));
                else if (!Part.namesElsewhere.Contains(name) || list.Children.All(item => item is YamlMappingNode)) lists.Add(ListOf(id, name, list));
            }
            return new ToolPart(id, values, lists, [.. fields[id].Concat(likeSiblings).Distinct().OrderBy(field => field switch { "title" or "label" => 0, "short" or "lead" => 1, _ => 2 }).ThenBy(field => field, StringComparer.Ordinal)]);
        }

        ToolPartList ListOf(string owner, string key, YamlSequenceNode list)
        {
            // What stands in one list is alike, except steps: each has the words of its kind.
            var siblings = list.Children.Any(item => At(item as YamlMappingNode, "kind") is not null) ? [] : list.Children.SelectMany(item => fields[IdOf(item)]).Distinct().ToList();
            return new ToolPartList(owner, key, [.. list.Children.Select(item => Of(item, siblings))]);
        }

        IEnumerable<ToolPartList> Brought(string deck) => folder.Files.ContainsKey($"decks/{deck}/deck.yaml")
            ? [ListOf(deck, "cards", At(Map(folder, $"decks/{deck}/deck.yaml"), "cards") as YamlSequenceNode ?? [])]
            : [];
    }

    /// <summary>Every text there is, by language, id and field.</summary>
    public static IReadOnlyDictionary<(string Code, string Id, string Field), string> Said(this ToolFolder folder)
    {
        var said = new Dictionary<(string, string, string), string>();
        foreach (var (path, code, _) in folder.WordFiles())
            foreach (var (id, fields) in Map(folder, path).Children)
                foreach (var (field, text) in Children(fields))
                    said[(code, Text(id), Text(field))] = Text(text);
        return said;
    }

    /// <summary>Says something otherwise. The empty text takes it out; then another language lends its own.</summary>
    public static ToolFolder Say(this ToolFolder folder, string code, string id, string field, string text)
    {
        var path = $"{Home(folder, id)}{code}.yaml";
        var map = Map(folder, path);
        if (!map.Children.TryGetValue(id, out var fields) || fields is not YamlMappingNode words) map.Children[id] = words = [];
        if (text.Length > 0) words.Children[field] = new YamlScalarNode(text);
        else words.Children.Remove(field);
        if (words.Children.Count == 0) map.Children.Remove(id);
        return folder.With(path, ToolYaml.Write(map));
    }

    /// <summary>Says something of a part besides its words: its minutes, its drawing. Null takes it out.</summary>
    public static ToolFolder Set(this ToolFolder folder, string id, string key, string? value) => Change(folder, Home(folder, id), root =>
    {
        if (Maps(root).FirstOrDefault(map => IdOf(map) == id) is not { } found)
        {
            // A point of a list that is only an id becomes a part of its own.
            if (value is null || Find(root, id) is not { } place) return;
            place.List.Children[place.At] = found = new YamlMappingNode { { "id", id } };
            found.Style = YamlDotNet.Core.Events.MappingStyle.Flow;
        }
        if (value is null) found.Children.Remove(key);
        else found.Children[key] = new YamlScalarNode(value);
    });

    /// <summary>Moves a part one place up or down in its list.</summary>
    public static ToolFolder Move(this ToolFolder folder, string id, bool up) => Change(folder, Home(folder, id), root =>
    {
        if (Find(root, id) is not { } place || place.At + (up ? -1 : 1) is var to && (to < 0 || to >= place.List.Children.Count)) return;
        (place.List.Children[place.At], place.List.Children[to]) = (place.List.Children[to], place.List.Children[place.At]);
    });

    /// <summary>Takes a part out, with everything in it and its words.</summary>
    public static ToolFolder Remove(this ToolFolder folder, string id)
    {
        var home = Home(folder, id);
        if (Find(Map(folder, home + FileIn(home)), id) is not { } place) return folder;
        var gone = Ids(place.List.Children[place.At]).ToList();
        var without = Change(folder, home, root =>
        {
            var found = Find(root, id)!.Value;
            found.List.Children.RemoveAt(found.At);
        });
        foreach (var (path, _, _) in without.WordFiles().Where(file => file.Home == home).ToList())
        {
            var words = Map(without, path);
            if (gone.Where(one => words.Children.Remove(one)).ToList() is { Count: > 0 }) without = without.With(path, ToolYaml.Write(words));
        }
        return without.Unused();
    }

    /// <summary>Puts one more into a list, shaped as the one before it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="owner">What the list stands in.</param>
    /// <param name="key">What the file calls the list.</param>
    /// <param name="id">The new one's id.</param>
    public static ToolFolder Add(this ToolFolder folder, string owner, string key, string id) => Change(folder, Home(folder, owner), root =>
    {
        if (At(Maps(root).FirstOrDefault(map => IdOf(map) == owner), key) is YamlSequenceNode list)
            list.Children.Add(list.Children.Count == 0 ? new YamlScalarNode(id) : Like(list.Children[^1], id));
    });

    /// <summary>Puts in a part that another version of the tool has, where it has it, with its words, drawings and decks.</summary>
    public static ToolFolder Insert(this ToolFolder folder, ToolFolder from, string id)
    {
        var home = Home(from, id);
        if (Find(Map(from, home + FileIn(home)), id) is not { } there || Find(Map(folder, home + FileIn(home)), id) is not null) return folder;
        var changed = Change(folder, home, root =>
        {
            if (Maps(root).FirstOrDefault(map => IdOf(map) == there.Owner) is not { } owner) return;
            if (At(owner, there.Key) is not YamlSequenceNode list) owner.Children[there.Key] = list = [];
            var before = there.List.Children.Take(there.At).Select(IdOf).Reverse().Select(one => list.Children.Select(IdOf).ToList().IndexOf(one)).FirstOrDefault(at => at >= 0, -1);
            list.Children.Insert(before + 1, there.List.Children[there.At]);
        });
        if (ReferenceEquals(changed, folder)) return folder;
        var said = from.Said();
        foreach (var one in Ids(there.List.Children[there.At]))
            foreach (var ((code, _, field), text) in said.Where(text => text.Key.Id == one))
                changed = changed.Say(code, one, field, text);
        foreach (var (path, text) in from.Files.Where(file => !changed.Files.ContainsKey(file.Key) && file.Key.Contains('/'))) changed = changed.With(path, text);
        return changed.Unused();
    }

    /// <summary>What differs, from one version to another.</summary>
    public static IReadOnlyList<ToolDifference> Differences(ToolFolder before, ToolFolder after)
    {
        if (before.Hash == after.Hash) return [];
        List<ToolDifference> found = [];
        var (old, now) = (before.Outline(), after.Outline());
        var (oldSaid, nowSaid) = (before.Said(), after.Said());
        var (oldParts, nowParts) = (Parts(old), Parts(now));
        Only(now, oldParts, nowSaid, (id, text) => found.Add(new(Differs.Added, id, "", "", text)));
        Only(old, nowParts, oldSaid, (id, text) => found.Add(new(Differs.Removed, id, "", text, "")));
        foreach (var (id, part) in nowParts.Where(part => oldParts.ContainsKey(part.Key)))
        {
            var was = oldParts[id];
            foreach (var key in was.Values.Keys.Union(part.Values.Keys).Where(key => was.Values.GetValueOrDefault(key) != part.Values.GetValueOrDefault(key)))
                found.Add(new(Differs.Value, id, key, was.Values.GetValueOrDefault(key, ""), part.Values.GetValueOrDefault(key, "")));
            foreach (var list in part.Lists)
                if (was.Lists.FirstOrDefault(other => other.Key == list.Key && other.Owner == list.Owner) is { } other)
                {
                    var (oldOrder, newOrder) = (Both(other, list), Both(list, other));
                    if (!oldOrder.SequenceEqual(newOrder)) found.Add(new(Differs.Order, list.Owner, list.Key, string.Join(", ", oldOrder), string.Join(", ", newOrder)));
                }
        }
        foreach (var key in oldSaid.Keys.Union(nowSaid.Keys).Where(key => oldParts.ContainsKey(key.Id) && nowParts.ContainsKey(key.Id)))
            if (oldSaid.GetValueOrDefault(key, "") != nowSaid.GetValueOrDefault(key, ""))
                found.Add(new(Differs.Text, key.Id, $"{key.Code}.{key.Field}", oldSaid.GetValueOrDefault(key, ""), nowSaid.GetValueOrDefault(key, "")));
        foreach (var (path, drawing) in after.Files.Where(file => file.Key.EndsWith(".svg", StringComparison.Ordinal)))
            if (before.Files.TryGetValue(path, out var was) && was != drawing) found.Add(new(Differs.Drawing, path, "", "", ""));
        var order = now.All.Concat(old.All).Select(part => part.Id).Distinct().Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place);
        return [.. found.OrderBy(difference => order.GetValueOrDefault(difference.Id, int.MaxValue)).ThenBy(difference => difference.What)];

        static Dictionary<string, ToolPart> Parts(ToolPart tool) => tool.All.Concat(tool.All.SelectMany(part => part.Lists).Where(list => tool.Find(list.Owner) is null).DistinctBy(list => list.Owner).Select(list => new ToolPart(list.Owner, new Dictionary<string, string>(), [list], []))).DistinctBy(part => part.Id).ToDictionary(part => part.Id);

        static List<string> Both(ToolPartList these, ToolPartList those) => [.. these.Items.Select(item => item.Id).Intersect(those.Items.Select(item => item.Id))];

        static void Only(ToolPart part, Dictionary<string, ToolPart> others, IReadOnlyDictionary<(string Code, string Id, string Field), string> said, Action<string, string> tell)
        {
            if (!others.ContainsKey(part.Id)) tell(part.Id, string.Join("\n\n", part.All.SelectMany(one => one.Fields.Select(field => said.GetValueOrDefault(("da", one.Id, field)) ?? said.GetValueOrDefault(("en", one.Id, field)))).OfType<string>()));
            else foreach (var item in part.Lists.SelectMany(list => list.Items)) Only(item, others, said, tell);
        }
    }

    /// <summary>Makes one difference in a folder: afterwards it says there what the other version says.</summary>
    public static ToolFolder TakeIn(this ToolFolder folder, ToolFolder from, ToolDifference difference) => difference.What switch
    {
        Differs.Text when difference.Key.Split('.') is [var code, var field] => folder.Outline() is var outline && (outline.Find(difference.Id) is not null || folder.Files.ContainsKey($"decks/{difference.Id}/deck.yaml")) ? folder.Say(code, difference.Id, field, difference.After) : folder,
        Differs.Added => folder.Insert(from, difference.Id),
        Differs.Removed => folder.Remove(difference.Id),
        Differs.Value => WithDrawing(folder.Set(difference.Id, difference.Key, difference.After.Length > 0 ? difference.After : null), from, difference),
        Differs.Order => folder.Arrange(difference.Id, difference.Key, difference.After.Split(", ")),
        Differs.Drawing => folder.With(difference.Id, from.Files[difference.Id]),
        _ => folder,
    };

    static ToolFolder WithDrawing(ToolFolder folder, ToolFolder from, ToolDifference difference) =>
        difference.Key == "drawing" && $"drawings/{difference.After}.svg" is var path && from.Files.TryGetValue(path, out var drawing) && !folder.Files.ContainsKey(path) ? folder.With(path, drawing) : folder;

    /// <summary>Puts a list into an order. What the order does not name keeps its place behind what it stood behind.</summary>
    public static ToolFolder Arrange(this ToolFolder folder, string owner, string key, IReadOnlyList<string> order) => Change(folder, Home(folder, owner), root =>
    {
        if (At(Maps(root).FirstOrDefault(map => IdOf(map) == owner), key) is not YamlSequenceNode list) return;
        var named = new Queue<YamlNode>(order.Select(id => list.Children.FirstOrDefault(item => IdOf(item) == id)).OfType<YamlNode>());
        for (var at = 0; at < list.Children.Count; at++)
            if (order.Contains(IdOf(list.Children[at])) && named.TryDequeue(out var next))
                list.Children[at] = next;
    });

    /// <summary>Without drawings that nothing shows and decks that nothing uses.</summary>
    static ToolFolder Unused(this ToolFolder folder)
    {
        var part = Part.ReadMap(folder.Files[Structure], Structure);
        var drawings = part.References("drawing").Select(drawing => $"drawings/{drawing.Name}.svg").ToHashSet();
        var decks = part.References("deck").Concat(part.Lists("decks")).Select(deck => deck.Name).ToHashSet();
        foreach (var path in folder.Files.Keys.Where(path => path.StartsWith("drawings/", StringComparison.Ordinal) ? !drawings.Contains(path) : path.StartsWith("decks/", StringComparison.Ordinal) && !decks.Contains(path.Split('/')[1])).ToList())
            folder = folder.Without(path);
        return folder;
    }

    static IEnumerable<(string Path, string Code, string Home)> WordFiles(this ToolFolder folder) =>
        folder.Files.Keys.Where(path => path.EndsWith(".yaml", StringComparison.Ordinal) && Path.GetFileName(path) is not (Structure or "deck.yaml"))
            .Select(path => (path, Path.GetFileNameWithoutExtension(path), path[..(path.LastIndexOf('/') + 1)]));

    // The folder whose structure names the id: the tool's own, or that of a deck it brings.
    static string Home(ToolFolder folder, string id) =>
        folder.Files.Keys.Where(path => path.EndsWith("/deck.yaml", StringComparison.Ordinal)).FirstOrDefault(path => Ids(Map(folder, path)).Contains(id)) is { } deck ? deck[..(deck.LastIndexOf('/') + 1)] : "";

    static string FileIn(string home) => home.Length == 0 ? Structure : "deck.yaml";

    static ToolFolder Change(ToolFolder folder, string home, Action<YamlMappingNode> change)
    {
        var path = home + FileIn(home);
        var map = Map(folder, path);
        change(map);
        var text = ToolYaml.Write(map);
        return text == folder.Files.GetValueOrDefault(path) ? folder : folder.With(path, text);
    }

    static YamlMappingNode Map(ToolFolder folder, string path) => ToolYaml.Load(folder.Files.GetValueOrDefault(path, ""));

    static YamlNode? At(YamlMappingNode? map, string key) => map is not null && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Children(YamlNode? node) => (node as YamlMappingNode)?.Children ?? Enumerable.Empty<KeyValuePair<YamlNode, YamlNode>>();

    static string Text(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    static string IdOf(YamlNode node) => node is YamlMappingNode map ? At(map, "id") is { } id ? Text(id) : "" : Text(node);

    static IEnumerable<YamlMappingNode> Maps(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.Values.SelectMany(Maps).Prepend(map),
        YamlSequenceNode list => list.Children.SelectMany(Maps),
        _ => [],
    };

    static IEnumerable<string> Ids(YamlNode node) => node switch
    {
        YamlScalarNode scalar => [Text(scalar)],
        YamlMappingNode map => map.Children.Where(pair => pair.Value is YamlSequenceNode).Where(pair => !Part.namesElsewhere.Contains(Text(pair.Key)) || ((YamlSequenceNode)pair.Value).Children.All(item => item is YamlMappingNode))
            .SelectMany(pair => ((YamlSequenceNode)pair.Value).Children.SelectMany(Ids)).Prepend(IdOf(map)),
        _ => [],
    };

    static (YamlSequenceNode List, int At, string Owner, string Key)? Find(YamlMappingNode root, string id)
    {
        foreach (var map in Maps(root))
            foreach (var (key, value) in map.Children)
                if (value is YamlSequenceNode list && (!Part.namesElsewhere.Contains(Text(key)) || list.Children.All(item => item is YamlMappingNode)))
                    for (var at = 0; at < list.Children.Count; at++)
                        if (IdOf(list.Children[at]) == id)
                            return (list, at, IdOf(map), Text(key));
        return null;
    }

    static YamlNode Like(YamlNode sibling, string id)
    {
        if (sibling is not YamlMappingNode map) return new YamlScalarNode(id);
        var made = new YamlMappingNode { Style = map.Style };
        foreach (var (key, value) in map.Children)
            if (Text(key) == "id") made.Add("id", id);
            else if (value is YamlScalarNode scalar && Text(key) is not "drawing") made.Add(Text(key), Text(scalar));
            else if (value is YamlSequenceNode list && list.Children.Count > 0 && !Part.namesElsewhere.Contains(Text(key)))
                made.Add(Text(key), new YamlSequenceNode(Like(list.Children[0], string.Create(CultureInfo.InvariantCulture, $"{id}.{Text(key)}1"))) { Style = list.Style });
        return made;
    }
}
