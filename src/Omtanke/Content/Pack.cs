namespace Omtanke.Content;

/// <summary>How somebody else's questions are answered and scored. Their wording is not ours, and stands nowhere in the content: a workplace that accepts the licence brings it.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Version">Which version of the questions.</param>
/// <param name="CheckedOn">When somebody last read the source.</param>
/// <param name="Licence">What the licence is called, where there is one with a name.</param>
/// <param name="Source">Where the terms and the wording are found.</param>
/// <param name="Anonymous">Whether they are never asked in a way that points at persons.</param>
/// <param name="Answers">The sets of answers.</param>
/// <param name="Scales">The scales, each with its items in order.</param>
public sealed record Pack(string Id, string Version, DateOnly CheckedOn, string? Licence, string Source, bool Anonymous, IReadOnlyList<PackAnswers> Answers, IReadOnlyList<PackScale> Scales)
{
    /// <summary>The texts no pack is shown without: may we use it, what a score means and what it does not, and the line that names its source.</summary>
    internal static readonly IReadOnlyList<string> Fields = ["title", "text", "use", "means", "limits", "attribution"];

    /// <summary>All items, in order.</summary>
    public IReadOnlyList<PackItem> Items => [.. Scales.SelectMany(scale => scale.Items)];

    /// <summary>What has words of ours: itself, its sets of answers, its scales.</summary>
    internal IEnumerable<string> Spoken => [Id, .. Answers.Select(answers => answers.Id), .. Scales.Select(scale => scale.Id)];

    internal static Pack Read(Part part)
    {
        part.Only("id", "version", "checked_on", "licence", "source", "anonymous", "answers", "scales");
        var answers = part.Parts("answers").Select(set =>
        {
            set.Only("id", "places", "from", "to");
            return set.Number("places") is var places and >= 3 and <= 10 ? new PackAnswers(set.Text("id"), places, set.Number("from"), set.Number("to")) : throw set.Wrong($"has {set.Number("places")} places on its scale; it should be 3 to 10");
        }).ToList();
        var scales = part.Parts("scales").Select(scale =>
        {
            scale.Only("id", "items");
            return new PackScale(scale.Text("id"), [.. scale.Parts("items").Select(item =>
            {
                item.Only("id", "with", "reversed");
                return answers.Exists(set => set.Id == item.Text("with")) ? new PackItem(item.Text("id"), item.Text("with"), item.Flag("reversed")) : throw item.Wrong($"knows no answers '{item.Text("with")}'");
            })]);
        }).ToList();
        if (!part.Text("source").StartsWith("https://", StringComparison.Ordinal)) throw part.Wrong("'source' should be an https address");
        return scales.Count > 0 && scales.TrueForAll(scale => scale.Items.Count > 0)
            ? new(part.Text("id"), part.Text("version"), part.Date("checked_on"), part.Maybe("licence"), part.Text("source"), part.Flag("anonymous"), answers, scales)
            : throw part.Wrong("has a scale without items");
    }
}

/// <summary>A set of answers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Places">How many answers there are.</param>
/// <param name="From">What the first counts.</param>
/// <param name="To">What the last counts.</param>
public sealed record PackAnswers(string Id, int Places, int From, int To);

/// <summary>Items that are scored together.</summary>
public sealed record PackScale(string Id, IReadOnlyList<PackItem> Items);

/// <summary>One item: its id, which answers it is answered with, and whether it is asked the other way round.</summary>
public sealed record PackItem(string Id, string With, bool Reversed);
