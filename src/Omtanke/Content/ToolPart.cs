namespace Omtanke.Content;

/// <summary>A tool's folder as somebody sees it who changes it: what stands in what, in which order, under the ids of the file.</summary>
/// <param name="Id">Its id in the file.</param>
/// <param name="Values">What is said of it besides words: kind, minutes, drawing.</param>
/// <param name="Lists">What stands in it.</param>
/// <param name="Fields">Which texts it has in any language.</param>
public sealed record ToolPart(string Id, IReadOnlyDictionary<string, string> Values, IReadOnlyList<ToolPartList> Lists, IReadOnlyList<string> Fields)
{
    /// <summary>It and everything in it, from the top.</summary>
    public IEnumerable<ToolPart> All => Lists.SelectMany(list => list.Items).SelectMany(item => item.All).Prepend(this);

    /// <summary>The part with this id, or none.</summary>
    public ToolPart? Find(string id) => All.FirstOrDefault(part => part.Id == id);
}

/// <summary>A list in a part of a tool.</summary>
/// <param name="Owner">The id of what it stands in.</param>
/// <param name="Key">What the file calls it.</param>
/// <param name="Items">What stands in it, in order.</param>
public sealed record ToolPartList(string Owner, string Key, IReadOnlyList<ToolPart> Items)
{
    // The kinds of steps that need exactly so many of these.
    static readonly HashSet<string> counted = ["positions", "pitfalls", "circles", "pictures", "sides", "types", "levels"];

    /// <summary>Whether it may grow and shrink.</summary>
    public bool IsOpen => !counted.Contains(Key);
}

/// <summary>One thing that differs between two versions of a tool.</summary>
/// <param name="What">What kind of thing.</param>
/// <param name="Id">Where: an id of the file, or the drawing's path.</param>
/// <param name="Key">Which: a language and field, as da.text; a value, as minutes; a list.</param>
/// <param name="Before">What stood there.</param>
/// <param name="After">What stands there.</param>
public sealed record ToolDifference(Differs What, string Id, string Key, string Before, string After)
{
    /// <summary>What tells it from the others between the same two.</summary>
    public string Name => $"{What}/{Id}/{Key}";
}

/// <summary>What can differ.</summary>
public enum Differs
{
    Text,
    Added,
    Removed,
    Value,
    Order,
    Drawing,
}
