using System.Runtime.CompilerServices;
using Omtanke.Content;

namespace Omtanke.Toolbox.Find;

/// <summary>A tool that was found, with the steps that speak most of what was looked for.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Steps">At most a few, the best first; none when nothing was typed.</param>
public sealed record Hit(Tool Tool, IReadOnlyList<Step> Steps);

/// <summary>Finds tools by what somebody tells and by words, in the language they read.</summary>
public sealed class Finder(Stems stems)
{
    private const int AFew = 3;

    // What a library says is read once; when the workplace changes a tool there is another library.
    private readonly ConditionalWeakTable<Language, Lazy<Task<IReadOnlyList<Spoken>>>> spoken = [];

    /// <summary>The tools that suit, in their own order; the best first when something was typed.</summary>
    public async Task<IReadOnlyList<Hit>> Find(Wish wish, Library library, Language language)
    {
        var suited = library.Tools.Where(wish.Suits).ToList();
        if (Stems.WordsIn(wish.Words).Distinct().ToList() is not { Count: > 0 } typed)
            return suited.ConvertAll(tool => new Hit(tool, []));
        var meant = await stems.Of([.. typed.SelectMany(Stems.Meant).Distinct()], language.Code);
        // Of each word whatever it may mean will do; every word that means anything must be met.
        var wanted = typed.Select(word => Stems.Meant(word).Select(meant.GetValueOrDefault).OfType<string>().ToList()).Where(any => any.Count > 0).ToList();
        var all = await Everything(library, language);
        return [.. suited.Select(tool => Weigh(tool, all, wanted)).Where(found => found.Weight > 0).OrderByDescending(found => found.Weight).Select(found => found.Hit)];
    }

    // Read once a language of a library; what could not be read, because the database was away, is read again by the next who asks.
    private async Task<IReadOnlyList<Spoken>> Everything(Library library, Language language)
    {
        var reading = spoken.GetValue(language, language => new(() => Read(library, language)));
        try
        {
            return await reading.Value;
        }
        catch
        {
            spoken.Remove(language);
            throw;
        }
    }

    private static (double Weight, Hit Hit) Weigh(Tool tool, IReadOnlyList<Spoken> all, List<List<string>> wanted)
    {
        var texts = all.Where(text => text.Tool == tool).Select(text => (text, Weights: wanted.ConvertAll(word => text.Weight * word.Max(text.Nearness)))).ToList();
        var met = wanted.Count > 0 && Enumerable.Range(0, wanted.Count).All(word => texts.Exists(text => text.Weights[word] > 0));
        var steps = texts.Where(text => text.text.Step is not null && text.Weights.Sum() > 0).GroupBy(text => text.text.Step!)
            .OrderByDescending(step => step.Sum(text => text.Weights.Sum())).Select(step => step.Key).Take(AFew).ToList();
        return (met ? texts.Sum(text => text.Weights.Sum()) : 0, new Hit(tool, steps));
    }

    private async Task<IReadOnlyList<Spoken>> Read(Library library, Language language)
    {
        var texts = language.All.ToLookup(text => text.Id);
        var said = library.Tools.SelectMany(tool => Said(tool, texts)).ToList();
        var known = await stems.Of([.. said.SelectMany(text => Stems.WordsIn(text.Text)).Distinct()], language.Code);
        return said.ConvertAll(text => new Spoken(
            text.Tool, text.Step, text.Weight,
            Stems.WordsIn(text.Text).Select(known.GetValueOrDefault).OfType<string>().ToHashSet()));
    }

    private static IEnumerable<(Tool Tool, Step? Step, double Weight, string Text)> Said(Tool tool, ILookup<string, (string Id, string Field, Written Written)> texts)
    {
        foreach (var text in texts[tool.Id].Where(text => text.Field is "title" or "purpose"))
            yield return (tool, null, text.Field == "title" ? 20 : 8, Prose.Plain(text.Written.Text));
        foreach (var step in tool.Steps)
            foreach (var id in step.Part.AllIds().Select(id => id.Id).Prepend(step.Id).Distinct())
                foreach (var text in texts[id])
                    yield return (tool, step, (id == step.Id, text.Field) switch { (true, "title") => 6, (true, _) => 2, (_, "title" or "label") => 2, _ => 1 }, Prose.Plain(text.Written.Text));
    }

    /// <summary>One text by its stems.</summary>
    private sealed record Spoken(Tool Tool, Step? Step, double Weight, HashSet<string> Words)
    {
        private const int PartOfAWord = 4;

        /// <summary>1 for the word itself, less for a word it is part of or that is part of it: Danish writes <em>stress</em> and <em>stresstrappe</em> in one.</summary>
        public double Nearness(string stem) =>
            Words.Contains(stem) ? 1
            : stem.Length < PartOfAWord ? 0
            : Words.Any(word => word.Contains(stem, StringComparison.Ordinal)) ? 0.5
            : Words.Any(word => word.Length > PartOfAWord && stem.StartsWith(word, StringComparison.Ordinal)) ? 0.05 : 0;
    }
}
