using System.Globalization;
using System.Text.RegularExpressions;
using Omtanke.Content;
using Omtanke.Web;
using YamlDotNet.RepresentationModel;

namespace Omtanke.Assessments.Accept;

/// <summary>The words of somebody else's questions, as a workplace brings them: one item a line, and one answer a line, in one language or in more. Held against the pack, so that none is missing.</summary>
/// <param name="Items">The items by language, in the pack's order.</param>
/// <param name="Answers">The answers by language and set.</param>
public sealed partial record PackWording(IReadOnlyDictionary<string, IReadOnlyList<string>> Items, IReadOnlyDictionary<(string Code, string Set), IReadOnlyList<string>> Answers)
{
    /// <summary>The longest line.</summary>
    public const int Longest = 500;

    /// <summary>The largest file, in bytes.</summary>
    public const int Largest = 100 * 1024;

    /// <summary>The field of the items in a language.</summary>
    public static string FieldOf(string code) => $"items/{code}";

    /// <summary>The field of a set of answers in a language.</summary>
    public static string FieldOf(string code, PackAnswers answers) => $"answers/{code}/{answers.Id}";

    /// <summary>What was typed, or came as a file; what is wrong goes into it.</summary>
    /// <param name="typed">The form.</param>
    /// <param name="files">Texts that came as files, by language: they stand instead of what was typed.</param>
    /// <param name="pack">The pack.</param>
    /// <param name="languages">The languages there are.</param>
    public static PackWording Read(Typed typed, IReadOnlyDictionary<string, string> files, Pack pack, IReadOnlyList<string> languages)
    {
        var (items, answers) = (new Dictionary<string, IReadOnlyList<string>>(), new Dictionary<(string, string), IReadOnlyList<string>>());
        foreach (var code in languages)
        {
            var said = LinesOf(files.GetValueOrDefault(code) ?? typed[FieldOf(code)], [.. pack.Items.Select(item => item.Id)]);
            var sets = pack.Answers.Select(set => (Set: set, Lines: LinesOf(typed[FieldOf(code, set)], []))).ToList();
            // A language in which nothing stands is not spoken.
            if (said.Count == 0 && sets.TrueForAll(set => set.Lines.Count == 0))
                continue;
            items[code] = said;
            Judge(FieldOf(code), said, pack.Items.Count, "collections.pack.errors.items");
            foreach (var (set, lines) in sets)
            {
                answers[(code, set.Id)] = lines;
                Judge(FieldOf(code, set), lines, set.Places, "collections.pack.errors.answers");
            }
        }
        typed.Errors.AddWhen(items.Count == 0, FieldOf(languages[0]), "collections.pack.errors.none");
        return new(items, answers);

        void Judge(string field, IReadOnlyList<string> lines, int count, string wrong)
        {
            typed.Errors.AddWhen(lines.Count != count, field, wrong);
            typed.Errors.AddWhen(lines.Any(line => line.Length > Longest), field, "collections.pack.errors.long");
            typed.Errors.AddWhen(lines.Distinct(StringComparer.OrdinalIgnoreCase).Count() < lines.Count, field, "collections.pack.errors.twice");
        }
    }

    // One a line, or a table whose first column is the item's id; what a spreadsheet puts round a text is taken off.
    private static IReadOnlyList<string> LinesOf(string text, IReadOnlyList<string> ids)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Trim('\uFEFF')).ToList();
        var named = lines.Select(line => Cells().Match(line)).Where(cells => cells.Success && ids.Contains(cells.Groups["id"].Value, StringComparer.OrdinalIgnoreCase))
            .GroupBy(cells => cells.Groups["id"].Value, StringComparer.OrdinalIgnoreCase).ToDictionary(cells => cells.Key, cells => cells.First().Groups["text"].Value, StringComparer.OrdinalIgnoreCase);
        return named.Count > 0 ? [.. ids.Where(named.ContainsKey).Select(id => Bare(named[id]))] : [.. lines.Select(Bare)];
    }

    private static string Bare(string text) => text.Trim() is ['"', .. var inner, '"'] ? inner.Replace("\"\"", "\"", StringComparison.Ordinal).Trim() : text.Trim();

    /// <summary>The items with their words as a tool's folder: what is asked from then on.</summary>
    public ToolFolder FolderOf(Pack pack, Library library)
    {
        var step = new YamlMappingNode
        {
            { "id", $"{pack.Id}.S" }, { "kind", "survey" }, { "ask", "true" }, { "pack", pack.Id },
            { "answers", new YamlSequenceNode(pack.Answers.Select(set => new YamlMappingNode { { "id", set.Id }, { "options", new YamlSequenceNode(OptionsOf(set).Select(id => new YamlScalarNode(id))) } })) },
            { "groups", new YamlSequenceNode(pack.Scales.Select(scale => new YamlMappingNode { { "id", scale.Id }, { "questions", new YamlSequenceNode(scale.Items.Select(item => QuestionOf(item, pack))) } })) },
        };
        var tool = new YamlMappingNode
        {
            { "id", pack.Id }, { "slug", pack.Id.ToLowerInvariant() }, { "audience", new YamlSequenceNode(new YamlScalarNode("employee")) }, { "minutes", "5" }, { "people", "1" },
            { "occasions", new YamlSequenceNode(new YamlScalarNode("measure")) }, { "order", "900" }, { "lix", "100" }, { "steps", new YamlSequenceNode(step) },
        };
        var folder = ToolFolder.Empty.With("tool.yaml", ToolYaml.Write(tool));
        foreach (var (code, items) in Items)
        {
            var (words, language) = (new YamlMappingNode(), library.In(code));
            Say(pack.Id, ("title", language.Text(pack.Id, "title")));
            Say($"{pack.Id}.S", ("title", language.Text(pack.Id, "title")));
            foreach (var scale in pack.Scales)
                Say(scale.Id, ("title", language.Text(scale.Id, "title")), ("text", language.Text(scale.Id, "text")));
            foreach (var set in pack.Answers)
            {
                Say(set.Id, ("title", language.Text(set.Id, "title")));
                foreach (var (id, answer) in OptionsOf(set).Zip(Answers[(code, set.Id)]))
                    Say(id, ("title", answer));
            }
            foreach (var (item, text) in pack.Items.Zip(items))
                Say(item.Id, ("text", text));
            folder = folder.With($"{code}.yaml", ToolYaml.Write(words));

            void Say(string id, params (string Field, string Text)[] fields) => words.Add(id, new YamlMappingNode(fields.SelectMany(field => new YamlNode[] { field.Field, field.Text })));
        }
        return folder;
    }

    private static YamlMappingNode QuestionOf(PackItem item, Pack pack)
    {
        var set = pack.Answers.First(answers => answers.Id == item.With);
        var part = new YamlMappingNode { { "id", item.Id }, { "answers", "scale" }, { "with", set.Id }, { "from", Spelt(set.From) }, { "to", Spelt(set.To) } };
        if (item.Reversed)
            part.Add("reversed", "true");
        return part;
    }

    private static IEnumerable<string> OptionsOf(PackAnswers set) => Enumerable.Range(1, set.Places).Select(number => $"{set.Id}.{Spelt(number)}");

    private static string Spelt(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The words out of a folder.</summary>
    public static PackWording Of(ToolFolder folder, Pack pack)
    {
        var said = folder.Said();
        var codes = said.Keys.Select(key => key.Code).Distinct().ToList();
        return new(
            codes.ToDictionary(code => code, code => (IReadOnlyList<string>)[.. pack.Items.Select(item => said.GetValueOrDefault((code, item.Id, "text"), ""))]),
            (from code in codes from set in pack.Answers select (code, set)).ToDictionary(one => (one.code, one.set.Id), one => (IReadOnlyList<string>)[.. OptionsOf(one.set).Select(id => said.GetValueOrDefault((one.code, id, "title"), ""))]));
    }

    [GeneratedRegex("""^"?(?<id>[A-Za-z0-9.]+)"?\s*[;,\t]\s*(?<text>.+)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cells();
}
