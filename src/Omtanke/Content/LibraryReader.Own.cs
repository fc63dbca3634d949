using System.Text.RegularExpressions;

namespace Omtanke.Content;

/// <summary>Reading one tool of a workplace's own, by the rules that ours are read by. Only two things differ: its ids get its own name before them, and a language may be missing.</summary>
sealed partial class LibraryReader
{
    static readonly Dictionary<string, int> most = new(StringComparer.Ordinal)
    {
        ["minutes"] = 2000, ["each"] = 500, ["rounds"] = 50, ["own"] = 30, ["copies"] = 10, ["actions"] = 30, ["pick"] = 50, ["lix"] = 100, ["order"] = 100_000,
    };

    Func<string, string> known = id => id;
    bool mayBorrow;

    internal static OwnTool Read(ToolFolder folder, Own own, Library ours)
    {
        var strict = folder.Files.Where(file => file.Key.EndsWith(".yaml", StringComparison.Ordinal)).SelectMany(file => Strictness.Faults(file.Value, file.Key)).ToList();
        if (strict.Count > 0) throw new ContentException(strict);
        if (!folder.Files.ContainsKey("tool.yaml")) throw new ContentException(new ContentError("tool.yaml", 1, "", "is missing"));
        var local = Part.ReadMap(folder.Files["tool.yaml"], "tool.yaml").Text("id");
        return new LibraryReader(new FolderSource(folder), strict: true) { known = OwnTool.Naming(local, OwnTool.IdOf(own.Number)), mayBorrow = true }.ReadOwn(own, ours);
    }

    OwnTool ReadOwn(Own own, Library ours)
    {
        foreach (var language in ours.Languages) texts.Add(language.Code, []);
        foreach (var file in source.Files("", ".yaml").Concat(source.Folders("decks").SelectMany(deck => source.Files(deck, ".yaml"))))
            if (Path.GetFileNameWithoutExtension(file) is var code && code is not ("tool" or "deck") && !texts.ContainsKey(code))
                errors.Add(new ContentError(file, 1, "", $"is in a language we do not speak; we speak {string.Join(", ", texts.Keys.Order(StringComparer.Ordinal))}"));
        // A deck the folder brings stands before ours of the same name.
        var decks = ours.Decks.ToDictionary(deck => deck.Id);
        foreach (var path in source.Folders("decks"))
            if (ReadDeck(path) is { } deck) decks[Path.GetFileName(path)] = deck;
        var tool = ReadTool("", decks, ours.Rules);
        if (tool is not null) errors.AddRange(Unfit(tool, ours));
        if (errors.Count > 0) throw new ContentException(errors);
        var slug = $"{tool!.Id.ToLowerInvariant()}-{tool.Slug}";
        return new OwnTool(tool with { Slug = slug, Own = own with { Borrowed = borrowed } }, texts, idleDrawings);
    }

    readonly SortedSet<string> borrowed = new(StringComparer.Ordinal);

    IEnumerable<ContentError> Unfit(Tool tool, Library ours)
    {
        var part = Map("tool.yaml");
        if (!Slug().IsMatch(tool.Slug)) yield return new(tool.File, part.Line, tool.Id, "'slug' should be small letters, numbers and -, at most 60");
        if (tool.Steps.Count == 0) yield return new(tool.File, part.Line, tool.Id, "has no steps");
        foreach (var (id, line) in part.AllIds().Where(found => !Name().IsMatch(found.Id)))
            yield return new(tool.File, line, id.Length > 80 ? id[..80] : id, "should be an id of letters, numbers, . and -");
        foreach (var (key, limit) in most)
            foreach (var (value, line) in part.References(key))
                if (int.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > limit)
                    yield return new(tool.File, line, tool.Id, $"'{key}' is {number}; at most {limit}");
        foreach (var (name, line) in part.References("tool").Concat(part.Lists("next")))
            if (ours.Tool(name) is null) yield return new(tool.File, line, tool.Id, $"knows no tool '{name}'");
        foreach (var (name, line) in part.Lists("decks").GroupBy(deck => deck).Where(group => group.Count() > 1).Select(group => group.Key))
            yield return new(tool.File, line, tool.Id, $"names the deck '{name}' twice");
    }

    // What is not written in one language is lent by another, the first that has it.
    void Borrow(Dictionary<string, Place> mine)
    {
        if (!mayBorrow) return;
        foreach (var (id, field) in texts.Values.SelectMany(language => language.Keys).Where(key => mine.ContainsKey(key.Id)).Distinct().ToList())
        {
            var lender = texts.FirstOrDefault(language => language.Value.TryGetValue((id, field), out var there) && !string.IsNullOrWhiteSpace(there.Text));
            if (lender.Value is null) continue;
            foreach (var (code, language) in texts)
                if (!language.TryGetValue((id, field), out var here) || string.IsNullOrWhiteSpace(here.Text))
                {
                    language[(id, field)] = lender.Value[(id, field)];
                    borrowed.Add(code);
                }
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,59}$", RegexOptions.None, 1000)] private static partial Regex Slug();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9.-]{0,79}$", RegexOptions.None, 1000)] private static partial Regex Name();
}
