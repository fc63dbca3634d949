namespace Omtanke.Insight;

/// <summary>A unit and the one above it; none above a topmost.</summary>
public sealed record Node(Guid Unit, Guid? Parent);

/// <summary>The units as they were when the round opened. What happens to them later does not touch the round.</summary>
public sealed class Hierarchy
{
    private readonly Dictionary<Guid, int> places = [];

    public Hierarchy(IReadOnlyList<Node> nodes)
    {
        var below = nodes.ToLookup(node => node.Parent);
        var sorted = new List<Node>(below[null]);
        for (var next = 0; next < sorted.Count && sorted.Count <= nodes.Count; next++)
            sorted.AddRange(below[sorted[next].Unit]);
        if (sorted.Count != nodes.Count || !sorted.TrueForAll(node => places.TryAdd(node.Unit, places.Count)))
            throw new ArgumentException("The units are no tree: one stands twice, below itself, or below a unit that is not there.", nameof(nodes));
        Nodes = sorted;
        Above = [.. sorted.Select(node => node.Parent is { } parent ? places[parent] : -1)];
    }

    /// <summary>All units; whatever is above comes before what is below it.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>For each unit the place of the one above it, or −1.</summary>
    internal int[] Above { get; }

    /// <summary>Where somebody is counted: in their own unit, but whoever leads it in the one above. None for the leader of a topmost unit: there is nobody to hide them among.</summary>
    public Guid? Counted(Guid unit, bool leads) => leads ? Nodes[Place(unit)].Parent : unit;

    internal bool Has(Guid unit) => places.ContainsKey(unit);

    internal int Place(Guid unit) => places.TryGetValue(unit, out var place) ? place : throw new ArgumentException($"The unit {unit} is not in the round.", nameof(unit));
}
