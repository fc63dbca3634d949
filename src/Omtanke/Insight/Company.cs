using Omtanke.Organisation;

namespace Omtanke.Insight;

/// <summary>
/// Lays groups of fewer than five together, upwards, before anything is stored: then nothing of so few can be worked out by taking one number from another.
/// </summary>
public sealed class Company
{
    private readonly Dictionary<Guid, int> people;
    private readonly ILookup<Guid, Guid> below;
    private readonly Dictionary<Guid, Guid> with = [];

    /// <summary>Finds company for those who are too few.</summary>
    /// <param name="people">How many there are in each unit itself.</param>
    /// <param name="units">All units, in the order in which they stand.</param>
    /// <param name="parents">The unit above each.</param>
    /// <param name="top">What stands above all of them, where there is such a thing.</param>
    public Company(IReadOnlyDictionary<Guid, int> people, IEnumerable<Guid> units, IReadOnlyDictionary<Guid, Guid?> parents, Guid? top)
    {
        this.people = new(people);
        below = units.Where(unit => parents[unit] is not null).ToLookup(unit => parents[unit]!.Value);
        foreach (var root in top is { } one ? [one] : parents.Where(pair => pair.Value is null).Select(pair => pair.Key))
            Settle(root);
    }

    /// <summary>The unit above it that its people are counted in; none where they stand alone.</summary>
    public Guid? CountedWith(Guid unit) => with.TryGetValue(unit, out var other) ? other : null;

    private void Settle(Guid unit)
    {
        foreach (var child in below[unit])
            Settle(child);
        // A whole branch that is too small belongs to whoever is above it.
        foreach (var child in below[unit].Where(child => Total(child) is > 0 and < Thresholds.Fewest))
            Take(child, unit);
        // And whoever is too few beside larger branches takes the smallest of these in, whole: a part of one would make its own figures wrong.
        while (Own(unit) is > 0 and < Thresholds.Fewest && below[unit].Where(child => Total(child) > 0).OrderBy(Total).Select(child => (Guid?)child).FirstOrDefault() is { } smallest)
            Take(smallest, unit);
    }

    private void Take(Guid branch, Guid into)
    {
        people[into] = Own(into) + Total(branch);
        foreach (var unit in Branch(branch))
        {
            people.Remove(unit);
            with[unit] = into;
        }
    }

    private int Own(Guid unit) => people.GetValueOrDefault(unit);

    private int Total(Guid branch) => Branch(branch).Sum(Own);

    private IEnumerable<Guid> Branch(Guid unit) => [unit, .. below[unit].SelectMany(Branch)];
}
