using System.Globalization;
using Omtanke.Organisation;

namespace Omtanke.Insight;

/// <summary>People of some units who are told of together. No two share anybody.</summary>
/// <param name="Unit">The unit it is called after: its own people, and those counted with them.</param>
/// <param name="Units">The units whose own people these are.</param>
/// <param name="People">How many.</param>
public sealed record Gathered(Guid Unit, IReadOnlyList<Guid> Units, int People);

/// <summary>
/// How figures that come ready from elsewhere are told of groups of people, such as their sickness absence: nothing of fewer than five, neither by itself nor beside what is told already, and what is told of a small group is rounded (confidentiality.md).
/// </summary>
public static class Gathering
{
    // Below so many no exact number, and below so many a mean to the nearest half.
    private const int Exact = 10, Fine = 20;

    /// <summary>The groups that may be stored. Where all together are fewer than five, none.</summary>
    /// <param name="tree">All units.</param>
    /// <param name="units">Those it is about, each with all below it.</param>
    /// <param name="whole">Stands for all of it, where the units have nothing above them in common.</param>
    /// <param name="people">Each unit's own people.</param>
    public static IReadOnlyList<Gathered> Of(UnitTree tree, IEnumerable<Guid> units, Guid whole, IReadOnlyDictionary<Guid, int> people)
    {
        var within = units.Where(unit => tree[unit] is not null).SelectMany(tree.Branch).ToHashSet();
        var tops = within.Count(unit => tree[unit]!.Parent is not { } above || !within.Contains(above));
        Guid? top = tops > 1 ? whole : null;
        var parents = within.ToDictionary(unit => unit, unit => tree[unit]!.Parent is { } above && within.Contains(above) ? above : top);
        var own = people.Where(pair => pair.Value > 0 && within.Contains(pair.Key)).ToDictionary();
        var order = tree.All.Select(one => one.Unit.Id).Where(within.Contains).ToList();
        var company = new Company(own, order, parents, top);
        return
        [
            .. order.Where(own.ContainsKey).GroupBy(unit => company.CountedWith(unit) ?? unit)
                .Select(group => new Gathered(group.Key, [.. group], group.Sum(unit => own[unit])))
                .Where(group => group.People >= Thresholds.Fewest),
        ];
    }

    /// <summary>
    /// Those of the groups that leave nobody standing alone beside what is told elsewhere: no group less another, and no group less all that lie within it, may be of fewer than five,
    /// neither by the people who were counted then nor by those who are there today.
    /// </summary>
    /// <param name="groups">Groups that share nobody.</param>
    /// <param name="elsewhere">The groups that are told already.</param>
    /// <param name="people">How many belong to each unit.</param>
    public static IReadOnlyList<Gathered> Beside(IReadOnlyList<Gathered> groups, IEnumerable<Gathered> elsewhere, IReadOnlyDictionary<Guid, int> people)
    {
        var (told, kept) = (elsewhere.ToList(), new List<Gathered>());
        foreach (var group in groups.Where(group => IsSafe([.. told, group])))
        {
            told.Add(group);
            kept.Add(group);
        }
        return kept;

        bool IsSafe(List<Gathered> all) =>
            !all[..^1].Exists(other => other.Units.Intersect(all[^1].Units).Any() && (IsFew(other, [all[^1]]) || IsFew(all[^1], [other])))
            && !all.Exists(whole => IsFew(whole, [.. all.Where(part => part.Units.Count < whole.Units.Count && part.Units.All(whole.Units.Contains))]));

        // What is left of a group when others are taken away from it.
        bool IsFew(Gathered whole, IReadOnlyList<Gathered> without) =>
            whole.Units.Except(without.SelectMany(one => one.Units)).Sum(unit => people.GetValueOrDefault(unit)) is > 0 and < Thresholds.Fewest
            || (without.All(one => one.Units.All(whole.Units.Contains)) && whole.People - without.Sum(one => one.People) is > 0 and < Thresholds.Fewest);
    }

    /// <summary>How many people, as it may be told: in a band below ten.</summary>
    public static string People(int people, CultureInfo culture) => people < Exact ? "5–9" : people.ToString(culture);

    /// <summary>So much for each person, as it may be told: in whole numbers below ten people, to the nearest half below twenty, else with one decimal.</summary>
    public static decimal Each(int people, decimal sum)
    {
        var each = sum / people;
        return people < Exact ? Math.Round(each, 0, MidpointRounding.AwayFromZero) : people < Fine ? Math.Round(each * 2, 0, MidpointRounding.AwayFromZero) / 2 : Math.Round(each, 1, MidpointRounding.AwayFromZero);
    }
}
