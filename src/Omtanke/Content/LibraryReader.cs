using System.Globalization;

namespace Omtanke.Content;

/// <summary>Reads the content folder once, at start, gathering every complaint on the way.</summary>
sealed partial class LibraryReader(ISource source, bool strict)
{
    readonly List<ContentError> errors = [];
    readonly Dictionary<string, Place> ids = [];
    readonly Dictionary<string, Dictionary<(string Id, string Field), Written>> texts = [];
    readonly List<string> idleDrawings = [];

    internal static Library Read(string folder, bool strict) => new DiskSource(folder) is { Exists: true } there
        ? new LibraryReader(there, strict).Read()
        : throw new ContentException(new ContentError(folder, 0, "", "there is no such folder"));

    Library Read()
    {
        FindLanguages();
        var decks = source.Folders("decks").Select(ReadDeck).OfType<Deck>().ToDictionary(deck => deck.Id);
        var rules = source.Files("rules", ".yaml").Select(path => Try(() => ReadRule(path))).OfType<Rule>().ToList();
        var packs = source.Folders("packs").Select(path => Try(() => ReadPack(path))).OfType<Pack>().ToList();
        var tools = source.Folders("tools").Select(path => ReadTool(path, decks, rules)).OfType<Tool>().OrderBy(tool => tool.Order).ThenBy(tool => tool.Id, StringComparer.Ordinal).ToList();
        var glossary = ReadGlossary();
        var illness = ReadIllnessWords();
        foreach (var twin in tools.GroupBy(tool => tool.Slug).Where(group => group.Count() > 1))
            errors.Add(new ContentError(twin.Last().File, 1, twin.Last().Id, $"has the slug '{twin.Key}' of another tool"));
        var words = texts.Keys.ToDictionary(code => code, ReadWords);
        var counts = ReadCounts();
        if (errors.Count > 0) throw new ContentException(errors);
        return new Library(texts.ToDictionary(language => language.Key, language => new Language(language.Key, words[language.Key]!, language.Value)))
        {
            Tools = tools,
            Decks = [.. decks.Values],
            Rules = rules,
            Packs = packs,
            Glossary = glossary,
            IllnessWords = illness,
            Ids = ids,
            Counts = counts,
            IdleDrawings = idleDrawings,
            Root = (source as DiskSource)?.Root,
        };
    }

    // A language is there when anything is written in it; then everything must be.
    void FindLanguages()
    {
        var files = source.Files("interface", ".yaml").Concat(source.Folders("tools").Concat(source.Folders("decks"))
            .SelectMany(path => source.Files(path, ".yaml").Where(file => Path.GetFileName(file) is not ("tool.yaml" or "deck.yaml"))));
        foreach (var file in files)
        {
            var code = Path.GetFileNameWithoutExtension(file);
            if (code.Length is < 2 or > 3 || !code.All(char.IsAsciiLetterLower))
                errors.Add(new ContentError(Shown(file), 1, "", "should be named after a language, as da.yaml"));
            else texts.TryAdd(code, []);
        }
    }

    Deck? ReadDeck(string path)
    {
        var file = Within(path, "deck.yaml");
        return Try(() =>
        {
            var part = Map(file);
            part.Only("id", "cards");
            var deck = new Deck(part.Text("id"), part.Ids("cards"));
            ReadTexts(path, Claim(part));
            return deck;
        });
    }

    Pack ReadPack(string path)
    {
        var file = Within(path, "pack.yaml");
        var part = Map(file);
        var pack = Content.Pack.Read(part);
        var mine = new Dictionary<string, Place>();
        foreach (var id in pack.Spoken.Where(id => Own(id, part.File, part.Line)))
            mine[id] = new Place(part.File, part.Line);
        // The wording is not ours: an item has an id, and no words here.
        foreach (var item in pack.Items)
            Own(item.Id, part.File, part.Line);
        ReadTexts(path, mine);
        foreach (var (code, language) in texts)
            foreach (var field in Content.Pack.Fields.Where(field => !language.ContainsKey((pack.Id, field))))
                errors.Add(new ContentError(Shown(Within(path, $"{code}.yaml")), 1, pack.Id, $"needs '{field}' in {code}"));
        return pack;
    }

    Tool? ReadTool(string path, IReadOnlyDictionary<string, Deck> decks, IReadOnlyList<Rule> rules)
    {
        var file = Within(path, "tool.yaml");
        return Try(() =>
        {
            var part = Map(file);
            part.Only("id", "slug", "audience", "minutes", "people", "occasions", "order", "lix", "drawing", "steps");
            var audience = OutOf(Tool.Audiences, part, "audience");
            var occasions = OutOf(Tool.AllOccasions, part, "occasions");
            var drawings = ReadDrawings(path, part);
            var steps = part.Parts("steps").Select(step => Try(() => ReadStep(step, drawings, decks, rules))).OfType<Step>().ToList();
            ReadTexts(path, Claim(part));
            return new Tool(
                part.Text("id"), part.Text("slug"), audience, part.Number("minutes"), ReadPeople(part), occasions, part.Number("order"), part.Number("lix"),
                drawings.GetValueOrDefault(part.Maybe("drawing") ?? part.References("drawing").FirstOrDefault().Name ?? ""), steps, part.File);
        });
    }

    static IReadOnlyList<string> OutOf(IReadOnlyList<string> known, Part part, string key) =>
        part.Ids(key) is var named && named.Except(known).FirstOrDefault() is { } stranger
            ? throw part.Wrong($"'{key}' knows no '{stranger}'; it knows {string.Join(", ", known)}")
            : named;

    // 1, or 2-12.
    static (int, int) ReadPeople(Part part)
    {
        var ends = part.Text("people").Split('-');
        return ends.Length <= 2 && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var least)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var most) && least > 0 && most >= least
            ? (least, most)
            : throw part.Wrong("'people' should be how many it suits, as 1 or 2-12");
    }

    static Step ReadStep(Part part, IReadOnlyDictionary<string, Drawing> drawings, IReadOnlyDictionary<string, Deck> decks, IReadOnlyList<Rule> rules)
    {
        var step = new Step(part.Text("id"), part.Text("kind"), part.MaybeNumber("minutes"), part.Flag("private"), part)
        {
            Ask = part.Flag("ask"),
            Drawings = drawings,
            Decks = decks,
            Rules = rules,
        };
        if (part.Maybe("deck") is { } deck) step.Deck(deck);
        return step;
    }

    Dictionary<string, Drawing> ReadDrawings(string path, Part tool)
    {
        var files = source.Files(Within(path, "drawings"), ".svg").ToList();
        var prefix = tool.Id.ToLowerInvariant();
        var drawings = files.Select(file => Try(() => Drawing.Read(source.Read(file), Shown(file), prefix))).OfType<Drawing>().ToDictionary(drawing => drawing.Name);
        var wanted = tool.References("drawing").ToList();
        var there = files.Select(Path.GetFileNameWithoutExtension).ToHashSet();
        errors.AddRange(wanted.Where(want => !there.Contains(want.Name))
            .Select(want => new ContentError(tool.File, want.Line, tool.Id, $"has no drawing '{want.Name}' in its folder drawings/")));
        idleDrawings.AddRange(files.Where(file => !wanted.Exists(want => want.Name == Path.GetFileNameWithoutExtension(file))).Select(Shown));
        return drawings;
    }

    static Dictionary<string, int> Sizes(Part sizes, string rule, List<string> points) => sizes.Entries().ToDictionary(
        size => points.Contains($"{rule}.{size.Key}") ? size.Key : throw sizes.Wrong($"'{size.Key}' is none of its points"), size => sizes.Number(size.Key));

    Rule ReadRule(string path)
    {
        var part = Map(path);
        part.Only("id", "law", "paragraph", "valid_from", "checked_on", "source", "status", "days", "months", "sizes", "words");
        if (part.Text("status") is not ("V" or "S" or "?")) throw part.Wrong("'status' should be V, S or ?");
        Own(part.Id, part.File, part.Line);
        List<string> points = [];
        foreach (var (code, words, line) in part.Inner("words").Children())
        {
            words.Only("title", "text", "points");
            Put(code, part.Id, "title", words.Text("title"), part.File, line);
            Put(code, part.Id, "text", words.Text("text"), part.File, line);
            if (!words.Has("points")) continue;
            foreach (var (name, text, at) in words.Inner("points").Entries())
            {
                var id = $"{part.Id}.{name}";
                if (!points.Contains(id)) { points.Add(id); Own(id, part.File, at); }
                Put(code, id, "text", text, part.File, at);
            }
        }
        SameEverywhere(new Dictionary<string, Place> { [part.Id] = new(part.File, part.Line) }.Concat(points.Select(id => KeyValuePair.Create(id, ids[id]))), _ => part.File);
        return new Rule(part.Id, part.Text("law"), part.Text("paragraph"), part.MaybeDate("valid_from"), part.Date("checked_on"), part.Text("source"), part.Text("status"), part.MaybeNumber("days"), part.MaybeNumber("months"), part.Has("sizes") ? Sizes(part.Inner("sizes"), part.Id, points) : new Dictionary<string, int>(), points);
    }

    // Each key is the word in code; below it the word in each language, and the text that explains it.
    List<Term> ReadGlossary()
    {
        const string file = "glossary.yaml";
        return !source.Has(file) ? [] : Try(() => Map(file).Children().Select(entry => Try(() =>
        {
            var (name, part, line) = entry;
            var term = new Term($"glossary.{name}");
            part.Only([.. texts.Keys, "text"]);
            Own(term.Id, part.File, line);
            foreach (var code in texts.Keys) Put(code, term.Id, "term", part.Text(code), part.File, line);
            foreach (var (code, text, at) in part.Inner("text").Entries()) Put(code, term.Id, "text", text, part.File, at);
            SameEverywhere([KeyValuePair.Create(term.Id, new Place(part.File, line))], _ => part.File);
            return term;
        })).OfType<Term>().ToList()) ?? [];
    }

    IllnessWords ReadIllnessWords()
    {
        const string file = "signs/illness.yaml";
        return source.Has(file) ? Try(() => IllnessWords.Read(Map(file).Children().Select(language => language.Part))) ?? IllnessWords.None : IllnessWords.None;
    }

    Words? ReadWords(string code)
    {
        var file = $"interface/{code}.yaml";
        if (!source.Has(file))
        {
            errors.Add(new ContentError(Shown(file), 1, "", "is missing: the language is used by a tool"));
            return null;
        }
        return Try(() => new Words(code, Map(file).Flat().Select(text => KeyValuePair.Create(text.Key, text.Text)), strict));
    }

    List<Promised> ReadCounts()
    {
        const string file = "counts.yaml";
        return !source.Has(file) ? [] : Try(() => Map(file).Entries()
            .Select(count => int.TryParse(count.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new Promised(count.Key, number, Shown(file), count.Line)
                : throw new ContentException(new ContentError(Shown(file), count.Line, count.Key, "should be a whole number")))
            .ToList()) ?? [];
    }

    // Takes the ids a folder's structure names; an id is one thing's alone.
    Dictionary<string, Place> Claim(Part part)
    {
        Dictionary<string, Place> mine = [];
        foreach (var (id, line) in part.AllIds())
            if (Own(id, part.File, line)) mine[id] = new Place(part.File, line);
        return mine;
    }

    bool Own(string id, string file, int line)
    {
        if (ids.TryAdd(id, new Place(file, line))) return true;
        errors.Add(new ContentError(file, line, id, $"is already used at {ids[id].File}:{ids[id].Line}"));
        return false;
    }

    // Words under every id of the structure and no other, with the same fields in every language.
    void ReadTexts(string path, Dictionary<string, Place> mine)
    {
        foreach (var code in texts.Keys)
        {
            var file = Within(path, $"{code}.yaml");
            if (!source.Has(file))
            {
                if (!mayBorrow) errors.Add(new ContentError(Shown(file), 1, "", "is missing"));
                continue;
            }
            // A file without a word yet is no fault of a tool that borrows.
            var words = mayBorrow && string.IsNullOrWhiteSpace(source.Read(file)) ? [] : Try(() => Map(file).Children().ToList());
            if (words is null) return;
            foreach (var (name, fields, line) in words)
            {
                var id = known(name);
                if (!mine.ContainsKey(id)) errors.Add(new ContentError(Shown(file), line, id, "has words but does not stand in the structure"));
                Try(() =>
                {
                    foreach (var (field, text, at) in fields.Entries()) Put(code, id, field, text, Shown(file), at);
                    return true;
                });
            }
        }
        Borrow(mine);
        SameEverywhere(mine, code => Shown(Within(path, $"{code}.yaml")));
    }

    void SameEverywhere(IEnumerable<KeyValuePair<string, Place>> mine, Func<string, string> fileOf)
    {
        var fields = texts.Values.SelectMany(language => language.Keys).ToLookup(key => key.Id, key => key.Field);
        foreach (var (id, place) in mine)
        {
            var wanted = fields[id].Distinct().ToList();
            foreach (var (code, language) in texts)
            {
                var missing = wanted.Where(field => !language.ContainsKey((id, field))).ToList();
                if (missing.Count == wanted.Count) errors.Add(new ContentError(place.File, place.Line, id, $"has no words in {fileOf(code)}"));
                else errors.AddRange(missing.Select(field => new ContentError(fileOf(code), LineOf(language, id), id, $"lacks '{field}', which another language has")));
            }
        }
    }

    static int LineOf(Dictionary<(string Id, string Field), Written> language, string id) =>
        language.Where(text => text.Key.Id == id).Select(text => text.Value.Line).DefaultIfEmpty(1).Min();

    void Put(string code, string id, string field, string text, string file, int line)
    {
        if (!texts.TryGetValue(code, out var language)) errors.Add(new ContentError(file, line, id, $"is written in '{code}', which no tool speaks"));
        else language[(id, field)] = new Written(text, file, line);
    }

    T? Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ContentException found)
        {
            errors.AddRange(found.Errors);
            return default;
        }
    }

    Part Map(string file) => Part.ReadMap(source.Read(file), Shown(file), known);

    static string Within(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";

    string Shown(string path) => source.Name + path;
}
