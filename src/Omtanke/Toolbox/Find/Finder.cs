using System.Runtime.CompilerServices;
using Omtanke.Content;

namespace Omtanke.Toolbox.Find;

/// <summary>A tool that was found, with the steps that speak most of what was looked for.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Steps">At most a few, the best first; none when nothing was typed.</param>
public sealed record Hit(Tool Tool, IReadOnlyList<Step> Steps);

/// <summary>What a search came to.</summary>
/// <param name="Hits">The tools, the best first when something was typed.</param>
/// <param name="Mended">Words that stand nowhere, and the word one letter away that was looked for instead.</param>
/// <param name="All">Whether they speak of every word that was typed; else of as many as any tool does.</param>
public sealed record SearchResult(IReadOnlyList<Hit> Hits, IReadOnlyList<(string Typed, string Meant)> Mended, bool All)
{
    /// <summary>Nothing.</summary>
    public static SearchResult Nothing { get; } = new([], [], true);
}

/// <summary>Finds tools by what somebody tells and by words: in the language they read, and where that knows none of them, in the others.</summary>
public sealed class Finder(Stems stems)
{
    private const int AFew = 3;

    // What a library says is read once; when the workplace changes a tool there is another library.
    private readonly ConditionalWeakTable<Language, Lazy<Task<Reading>>> readings = [];

    /// <summary>The tools that suit, in their own order; the best first when something was typed.</summary>
    public async Task<SearchResult> Find(Wish wish, Library library, Language language)
    {
        var suited = library.Tools.Where(wish.Suits).ToList();
        if (Stems.WordsIn(wish.Words).Distinct().ToList() is not { Count: > 0 } typed)
            return new(suited.ConvertAll(tool => new Hit(tool, [])), [], true);
        var here = await Find(typed, suited, library, language);
        if (here.Hits.Count > 0)
            return here;
        foreach (var other in library.Languages.Where(other => other.Code != language.Code))
            if (await Find(typed, suited, library, other) is { Hits.Count: > 0, Mended.Count: 0, All: true } there)
                return there;
        return SearchResult.Nothing;
    }

    private async Task<SearchResult> Find(List<string> typed, List<Tool> suited, Library library, Language language)
    {
        var reading = await Everything(library, language);
        var meant = await stems.Of([.. typed.SelectMany(Stems.Meant).Distinct()], language.Code);
        List<List<string>> wanted = [];
        List<(string, string)> mended = [];
        foreach (var word in typed)
        {
            // Of each word whatever it may mean will do.
            var any = Stems.Meant(word).Select(meant.GetValueOrDefault).OfType<string>().ToList();
            if (any.Count == 0)
                continue;
            var near = reading.Texts.Any(text => any.Exists(stem => text.Nearness(stem) > 0)) ? [] : reading.NearTo(word, any);
            if (near.Count > 0)
                mended.Add((word, near[0].Word));
            wanted.Add(near.Count > 0 ? near.ConvertAll(name => name.Stem) : any);
        }
        var weighed = suited.ConvertAll(tool => Weigh(tool, reading.Texts, wanted));
        var most = weighed.Select(tool => tool.Met).DefaultIfEmpty().Max();
        return most == 0
            ? SearchResult.Nothing
            : new([.. weighed.Where(tool => tool.Met == most).OrderByDescending(tool => tool.Weight).Select(tool => tool.Hit)], mended, most == wanted.Count);
    }

    // Read once a language of a library; what could not be read, because the database was away, is read again by the next who asks.
    private async Task<Reading> Everything(Library library, Language language)
    {
        var reading = readings.GetValue(language, language => new(() => Read(library, language)));
        try
        {
            return await reading.Value;
        }
        catch
        {
            readings.Remove(language);
            throw;
        }
    }

    private static (int Met, double Weight, Hit Hit) Weigh(Tool tool, IReadOnlyList<Spoken> all, List<List<string>> wanted)
    {
        var texts = all.Where(text => text.Tool == tool).Select(text => (text, Weights: wanted.ConvertAll(word => text.Weight * word.Max(text.Nearness)))).ToList();
        var met = Enumerable.Range(0, wanted.Count).Count(word => texts.Exists(text => text.Weights[word] > 0));
        var steps = texts.Where(text => text.text.Step is not null && text.Weights.Sum() > 0).GroupBy(text => text.text.Step!)
            .OrderByDescending(step => step.Sum(text => text.Weights.Sum())).Select(step => step.Key).Take(AFew).ToList();
        double Sum(bool inSteps) => texts.Where(text => text.text.Step is not null == inSteps).Sum(text => text.Weights.Sum());
        return (met, Sum(false) + Math.Min(Sum(true), Often), new Hit(tool, steps));
    }

    private async Task<Reading> Read(Library library, Language language)
    {
        var texts = language.All.ToLookup(text => text.Id);
        var said = library.Tools.SelectMany(tool => Said(tool, texts)).ToList();
        var known = await stems.Of([.. said.SelectMany(text => Stems.WordsIn(text.Text)).Distinct()], language.Code);
        var spoken = said.ConvertAll(text => new Spoken(
            text.Tool, text.Step, text.Weight,
            Stems.WordsIn(text.Text).Select(known.GetValueOrDefault).OfType<string>().ToHashSet()));
        var names = said.Where(text => text.Weight >= Named).SelectMany(text => Stems.WordsIn(text.Text)).Distinct().Where(known.ContainsKey).Select(word => (word, known[word])).ToList();
        return new(spoken, names);
    }

    // A tool's name; the words people look for it by; what it is for. However often its steps say a word, they count no more than that.
    private const double Title = 30, Named = 24, Purpose = 8, Often = 20;

    private static IEnumerable<(Tool Tool, Step? Step, double Weight, string Text)> Said(Tool tool, ILookup<string, (string Id, string Field, Written Written)> texts)
    {
        foreach (var text in texts[tool.Id])
            if (text.Field switch { "title" => Title, "search" => Named, "purpose" => Purpose, _ => 0 } is > 0 and var weight)
                yield return (tool, null, weight, Prose.Plain(text.Written.Text));
        foreach (var step in tool.Steps)
            foreach (var id in step.Part.AllIds().Select(id => id.Id).Prepend(step.Id).Distinct())
                foreach (var text in texts[id])
                    yield return (tool, step, (id == step.Id, text.Field) switch { (true, "title") => 6, (true, _) => 2, (_, "title" or "label") => 2, _ => 1 }, Prose.Plain(text.Written.Text));
    }

    /// <summary>What a library says in one language.</summary>
    /// <param name="Texts">Every text by its stems.</param>
    /// <param name="Names">The words tools are called and looked for by, with their stems.</param>
    private sealed record Reading(IReadOnlyList<Spoken> Texts, IReadOnlyList<(string Word, string Stem)> Names)
    {
        // A short word is soon another word.
        private const int LongEnough = 5;

        /// <summary>The names one letter away from a word that stands nowhere.</summary>
        public List<(string Word, string Stem)> NearTo(string word, List<string> any) =>
            word.Length < LongEnough ? [] : [.. Names.Where(name => name.Word.Length >= LongEnough && (Stems.Meant(word).Any(meant => Stems.OneLetterApart(meant, name.Word)) || any.Exists(stem => Stems.OneLetterApart(stem, name.Stem))))
                .OrderByDescending(name => Stems.OneLetterApart(word, name.Word))];
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
