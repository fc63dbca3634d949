using System.Collections.Concurrent;

namespace Omtanke.Content;

/// <summary>Everything in the content folder, read and found whole: tools, decks, rules, glossary, and their words in every language.</summary>
public sealed class Library
{
    readonly IReadOnlyDictionary<string, Language> languages;

    internal Library(IReadOnlyDictionary<string, Language> languages) => this.languages = languages;

    /// <summary>The tools, by id.</summary>
    public IReadOnlyList<Tool> Tools { get; init; } = [];

    /// <summary>The decks that tools share.</summary>
    public IReadOnlyList<Deck> Decks { get; init; } = [];

    /// <summary>The rules of law the product speaks of.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>How somebody else's questions are answered and scored.</summary>
    public IReadOnlyList<Pack> Packs { get; init; } = [];

    /// <summary>What makes a text look as if it names an illness.</summary>
    public IllnessWords IllnessWords { get; init; } = IllnessWords.None;

    /// <summary>The glossary.</summary>
    public IReadOnlyList<Term> Glossary { get; init; } = [];

    /// <summary>Every id and where it is written; words stand under these and no others.</summary>
    internal IReadOnlyDictionary<string, Place> Ids { get; init; } = new Dictionary<string, Place>();

    /// <summary>How many of each the catalogue promises.</summary>
    internal IReadOnlyList<Promised> Counts { get; init; } = [];

    /// <summary>Drawings that no step shows.</summary>
    internal IReadOnlyList<string> IdleDrawings { get; init; } = [];

    /// <summary>The languages there are files for.</summary>
    public IEnumerable<Language> Languages => languages.Values;

    /// <summary>The library in one language.</summary>
    public Language In(string language) => languages.TryGetValue(language, out var found)
        ? found
        : throw new KeyNotFoundException($"There is no content in '{language}'.");

    /// <summary>Whether there is content in the language.</summary>
    public bool Speaks(string language) => languages.ContainsKey(language);

    /// <summary>A text, exactly as written.</summary>
    public string Text(string id, string field, string language) => In(language).Text(id, field);

    /// <summary>The tool with this slug or id, or none.</summary>
    public Tool? Tool(string slugOrId) => Tools.FirstOrDefault(tool => tool.Slug == slugOrId)
        ?? Tools.FirstOrDefault(tool => string.Equals(tool.Id, slugOrId, StringComparison.OrdinalIgnoreCase));

    /// <summary>The step with this id, in whichever tool it stands.</summary>
    public Step Step(string id) => Tools.Select(tool => tool.Step(id)).FirstOrDefault(step => step is not null)
        ?? throw new KeyNotFoundException($"No tool has a step '{id}'.");

    /// <summary>The rule with this id.</summary>
    public Rule Rule(string id) => Rules.FirstOrDefault(rule => rule.Id == id)
        ?? throw new KeyNotFoundException($"There is no rule '{id}'.");

    /// <summary>The pack with this id, or none.</summary>
    public Pack? Pack(string? id) => Packs.FirstOrDefault(pack => string.Equals(pack.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The same library with a workplace's own tools beside ours, each next to the one it is based on.</summary>
    public Library With(IReadOnlyList<OwnTool> own) => own.Count == 0 ? this : new(languages.ToDictionary(language => language.Key, language => language.Value.With(own.Select(tool => tool.Texts[language.Key]))))
    {
        Tools = [.. Tools.Concat(own.Select(tool => tool.Tool)).OrderBy(tool => tool.Order).ThenBy(tool => tool.Own?.Number ?? 0).ThenBy(tool => tool.Id, StringComparer.Ordinal)],
        Decks = Decks,
        Rules = Rules,
        Packs = Packs,
        Glossary = Glossary,
        IllnessWords = IllnessWords,
        Ids = Ids,
        Root = Root,
    };

    /// <summary>Where it was read from.</summary>
    internal string? Root { get; init; }

    readonly ConcurrentDictionary<string, ToolFolder> folders = [];

    /// <summary>One of our tools as a folder that stands alone: with the shared decks it uses.</summary>
    public ToolFolder FolderOf(Tool tool) => folders.GetOrAdd(tool.Id, _ =>
    {
        var root = Root ?? throw new InvalidOperationException("This library was not read from a folder.");
        var whole = ToolFolder.FromDisk(Path.Combine(root, "tools", tool.File.Split('/')[^2]));
        foreach (var name in tool.Steps.SelectMany(step => step.Part.References("deck").Concat(step.Part.Lists("decks"))).Select(deck => deck.Name).Distinct().Where(name => Decks.Any(deck => deck.Id == name)))
            foreach (var (path, text) in ToolFolder.FromDisk(Path.Combine(root, "decks", name), $"decks/{name}/").Files)
                whole = whole.With(path, text);
        return whole;
    });

    /// <summary>Reads the folder, or throws a <see cref="ContentException"/> with everything that is wrong in it.</summary>
    /// <param name="folder">The content folder.</param>
    /// <param name="strict">Whether a missing interface text throws; see <see cref="Words"/>.</param>
    public static Library Read(string folder, bool strict = true) => LibraryReader.Read(folder, strict);

    /// <summary>The content folder: where OMTANKE_CONTENT points, else beside or above the working folder or the program.</summary>
    public static string Folder() =>
        Environment.GetEnvironmentVariable("OMTANKE_CONTENT") is { Length: > 0 } named ? named
        : Above(Directory.GetCurrentDirectory()) ?? Above(AppContext.BaseDirectory)
        ?? throw new DirectoryNotFoundException("No folder 'content' here, above, or beside the program. Set OMTANKE_CONTENT to it.");

    static string? Above(string? start)
    {
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Directory.Exists(Path.Combine(folder, "content", "interface")))
                return Path.Combine(folder, "content");
        return null;
    }
}

/// <summary>Where something is written.</summary>
sealed record Place(string File, int Line);

/// <summary>The catalogue promises this many ids of the form prefix + number.</summary>
sealed record Promised(string Prefix, int Number, string File, int Line);
