namespace Omtanke.Content;

/// <summary>A tool: something people at a workplace do together or alone, as a row of steps. Structure only; its words are the languages'.</summary>
/// <param name="Id">Stable id from the catalogue, as T07.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Audience">Who it is for, out of <see cref="Audiences"/>.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="People">How many it suits, least and most.</param>
/// <param name="Occasions">When one reaches for it, out of <see cref="AllOccasions"/>.</param>
/// <param name="Order">Its place in the list.</param>
/// <param name="Lix">No text of it may be harder to read than this.</param>
/// <param name="Drawing">The drawing that stands for it: the one it names, else the first of its steps.</param>
/// <param name="Steps">Its steps, in order.</param>
/// <param name="File">Where its structure is written.</param>
public sealed record Tool(
    string Id, string Slug, IReadOnlyList<string> Audience, int Minutes, (int Least, int Most) People, IReadOnlyList<string> Occasions, int Order, int Lix, Drawing? Drawing, IReadOnlyList<Step> Steps, string File)
{
    /// <summary>Everybody a tool can be for.</summary>
    public static readonly IReadOnlyList<string> Audiences = ["employee", "leader", "amo", "hr", "management", "psychologist"];

    /// <summary>Everything a tool can be reached for.</summary>
    public static readonly IReadOnlyList<string> AllOccasions =
    [
        "begin", "measure", "policy", "strain", "stress", "conversation", "culture", "environment", "cooperation", "own-role", "limits", "energy", "peers", "assessment", "intervention",
    ];

    /// <summary>What makes it a workplace's own; null for ours.</summary>
    public Own? Own { get; init; }

    /// <summary>The step with this id, or none.</summary>
    public Step? Step(string id) => Steps.FirstOrDefault(step => string.Equals(step.Id, id, StringComparison.OrdinalIgnoreCase));
}

/// <summary>One step of a tool. Its kind reads the rest of <paramref name="Part"/>.</summary>
/// <param name="Id">Stable id, as T07.F1.</param>
/// <param name="Kind">Which kind of step it is.</param>
/// <param name="Minutes">How long it takes, when the tool says so.</param>
/// <param name="Private">Whether what is written here is for its author alone.</param>
/// <param name="Part">The step as it is written in the file.</param>
public sealed record Step(string Id, string Kind, int? Minutes, bool Private, Part Part)
{
    /// <summary>Whether it is meant to be asked of many. Others can be, where their kind can be counted.</summary>
    public bool Ask { get; init; }

    internal IReadOnlyDictionary<string, Drawing> Drawings { get; init; } = new Dictionary<string, Drawing>();
    internal IReadOnlyDictionary<string, Deck> Decks { get; init; } = new Dictionary<string, Deck>();

    internal IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>A drawing of the same tool.</summary>
    public Drawing Drawing(string name) =>
        Drawings.TryGetValue(name, out var drawing) ? drawing : throw Part.Wrong($"knows no drawing '{name}'");

    /// <summary>Every drawing of the tool it belongs to.</summary>
    public IEnumerable<string> AllDrawings => Drawings.Values.Select(drawing => drawing.Svg);

    /// <summary>A deck several tools share.</summary>
    public Deck Deck(string id) =>
        Decks.TryGetValue(id, out var deck) ? deck : throw Part.Wrong($"knows no deck '{id}'");

    /// <summary>A rule of law it speaks of.</summary>
    public Rule Rule(string id) =>
        Rules.FirstOrDefault(rule => rule.Id == id) ?? throw Part.Wrong($"knows no rule '{id}'");
}
