using Omtanke.Organisation;

namespace Omtanke.Assessments.Apv;

/// <summary>Whether the work contributes to sickness absence.</summary>
public enum Contributes
{
    Yes,
    Partly,
    No,
    NotKnown,
}

/// <summary>What those who assess say about sickness absence.</summary>
public sealed class Absence
{
    public const int LongestPeriod = 60;

    public required Guid Apv { get; init; }
    /// <summary>The period the figures are of, as it was written; empty without figures.</summary>
    public string Period { get; set; } = "";
    /// <summary>How often figures were stored.</summary>
    public int Figures { get; set; }
    /// <summary>Null until it was talked about.</summary>
    public Contributes? Contributes { get; set; }
    public string Reason { get; set; } = "";
    public required int Version { get; set; }
}

/// <summary>Figures of a group: of a unit, and of those counted with it because they are too few to stand alone. No two groups share anybody.</summary>
public sealed class AbsenceGroup
{
    public required Guid Apv { get; init; }
    public required Guid Unit { get; init; }
    public required string Name { get; init; }
    /// <summary>The names of smaller units whose people are counted here.</summary>
    public string Along { get; init; } = "";
    /// <summary>The units whose own people these are.</summary>
    public required Guid[] Units { get; init; }
    public required int People { get; init; }
    public required decimal Days { get; init; }
}

/// <summary>A unit's own people and their days of absence, as they were typed or stood in a file.</summary>
public readonly record struct AbsenceFigure(Guid Unit, int People, decimal Days);

/// <summary>
/// How figures of sickness absence are told: nothing of fewer than five. Those are counted with the unit above before anything is stored, so that nothing can be worked out by taking one number from another;
/// what is then shown of a small group is rounded (confidentiality.md).
/// </summary>
public static class AbsenceFigures
{
    /// <summary>The groups that may be stored. Where all together are fewer than five, none.</summary>
    /// <param name="apv">The assessment: stands for the whole, where its units have nothing above them in common.</param>
    /// <param name="title">What the whole is called.</param>
    /// <param name="tree">All units.</param>
    /// <param name="units">The units it is about, each with all below it.</param>
    /// <param name="figures">Each unit's own people.</param>
    public static IReadOnlyList<AbsenceGroup> Groups(Guid apv, string title, UnitTree tree, IEnumerable<Guid> units, IEnumerable<AbsenceFigure> figures)
    {
        var within = units.Where(unit => tree[unit] is not null).SelectMany(tree.Branch).ToHashSet();
        var tops = within.Count(unit => tree[unit]!.Parent is not { } above || !within.Contains(above));
        Guid? top = tops > 1 ? apv : null;
        var parents = within.ToDictionary(unit => unit, unit => tree[unit]!.Parent is { } above && within.Contains(above) ? above : top);
        var own = figures.Where(figure => figure.People > 0 && within.Contains(figure.Unit)).DistinctBy(figure => figure.Unit).ToDictionary(figure => figure.Unit);
        var order = tree.All.Select(one => one.Unit.Id).Where(within.Contains).ToList();
        var groups = new Circle.Groups(own.ToDictionary(pair => pair.Key, pair => pair.Value.People), order, parents, top);
        return
        [
            .. order.Where(own.ContainsKey).GroupBy(unit => groups.CountedWith(unit) ?? unit)
                .Select(group => new AbsenceGroup
                {
                    Apv = apv, Unit = group.Key, Name = tree[group.Key]?.Name ?? title, Along = string.Join(", ", group.Where(unit => unit != group.Key).Select(unit => tree[unit]!.Name)), Units = [.. group],
                    People = group.Sum(unit => own[unit].People), Days = group.Sum(unit => own[unit].Days),
                })
                .Where(group => group.People >= Collection.Fewest),
        ];
    }

    /// <summary>
    /// Those of the groups that leave nobody standing alone beside what other assessments tell: no group less another, and no group less all that lie within it, may be of fewer than five,
    /// neither by the people who were counted then nor by those who are there today.
    /// </summary>
    /// <param name="groups">Groups that share nobody.</param>
    /// <param name="elsewhere">The groups that are told already.</param>
    /// <param name="people">How many belong to each unit.</param>
    public static IReadOnlyList<AbsenceGroup> Beside(IReadOnlyList<AbsenceGroup> groups, IEnumerable<AbsenceGroup> elsewhere, IReadOnlyDictionary<Guid, int> people)
    {
        var (told, kept) = (elsewhere.ToList(), new List<AbsenceGroup>());
        foreach (var group in groups.Where(group => IsSafe([.. told, group])))
        {
            told.Add(group);
            kept.Add(group);
        }
        return kept;

        bool IsSafe(List<AbsenceGroup> all) =>
            !all[..^1].Exists(other => other.Units.Intersect(all[^1].Units).Any() && (IsFew(other, [all[^1]]) || IsFew(all[^1], [other])))
            && !all.Exists(whole => IsFew(whole, [.. all.Where(part => part.Units.Length < whole.Units.Length && part.Units.All(whole.Units.Contains))]));

        // What is left of a group when others are taken away from it.
        bool IsFew(AbsenceGroup whole, IReadOnlyList<AbsenceGroup> without) =>
            whole.Units.Except(without.SelectMany(one => one.Units)).Sum(unit => people.GetValueOrDefault(unit)) is > 0 and < Collection.Fewest
            || (without.All(one => one.Units.All(whole.Units.Contains)) && whole.People - without.Sum(one => one.People) is > 0 and < Collection.Fewest);
    }

    /// <summary>How many people, as it may be told: in a band below ten.</summary>
    public static string PeopleOf(AbsenceGroup group, System.Globalization.CultureInfo culture) => group.People < 10 ? "5–9" : group.People.ToString(culture);

    /// <summary>Days for each person, as it may be told: in whole days below ten people, to the nearest half below twenty, else with one decimal.</summary>
    public static decimal DaysEach(AbsenceGroup group)
    {
        var each = group.Days / group.People;
        return group.People < 10 ? Math.Round(each, 0, MidpointRounding.AwayFromZero) : group.People < 20 ? Math.Round(each * 2, 0, MidpointRounding.AwayFromZero) / 2 : Math.Round(each, 1, MidpointRounding.AwayFromZero);
    }
}
