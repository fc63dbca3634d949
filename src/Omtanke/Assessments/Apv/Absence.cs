using Omtanke.Insight;
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

/// <summary>A group whose figures were told before, and are told no longer. Somebody may have read them.</summary>
public sealed class AbsenceTold
{
    public required Guid Apv { get; init; }
    /// <summary>What was told together bears the same number.</summary>
    public required int Turn { get; init; }
    public required Guid Unit { get; init; }
    public required Guid[] Units { get; init; }
    public required int People { get; init; }
}

/// <summary>A unit's own people and their days of absence, as they were typed or stood in a file.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="People">How many shared the days: a mean is of these.</param>
/// <param name="Days">Their days.</param>
/// <param name="Known">How many belong to it today; 0 where nobody knows.</param>
public readonly record struct AbsenceFigure(Guid Unit, int People, decimal Days, int Known = 0)
{
    /// <summary>How many they surely are: five that are three today would stand alone.</summary>
    public int Surely => Known > 0 ? Math.Min(People, Known) : People;
}

/// <summary>Figures of sickness absence as the groups they may be told of.</summary>
public static class AbsenceFigures
{
    /// <summary>The groups that may be stored.</summary>
    /// <param name="apv">The assessment: stands for the whole, where its units have nothing above them in common.</param>
    /// <param name="title">What the whole is called.</param>
    /// <param name="tree">All units.</param>
    /// <param name="units">The units it is about, each with all below it.</param>
    /// <param name="figures">Each unit's own people.</param>
    public static IReadOnlyList<AbsenceGroup> Groups(Guid apv, string title, UnitTree tree, IEnumerable<Guid> units, IEnumerable<AbsenceFigure> figures)
    {
        var own = figures.Where(figure => figure.People > 0).DistinctBy(figure => figure.Unit).ToDictionary(figure => figure.Unit);
        return
        [
            .. Gathering.Of(tree, units, apv, own.ToDictionary(pair => pair.Key, pair => pair.Value.Surely)).Select(group => new AbsenceGroup
            {
                Apv = apv, Unit = group.Unit, Name = tree[group.Unit]?.Name ?? title, Along = string.Join(", ", group.Units.Where(unit => unit != group.Unit).Select(unit => tree[unit]!.Name)), Units = [.. group.Units],
                People = group.Units.Sum(unit => own[unit].People), Days = group.Units.Sum(unit => own[unit].Days),
            }),
        ];
    }

    /// <summary>Those of the groups that leave nobody standing alone beside what is told elsewhere, or was told before.</summary>
    /// <param name="groups">Groups that share nobody.</param>
    /// <param name="elsewhere">The groups that other assessments tell.</param>
    /// <param name="before">The groups that this one and others told before.</param>
    /// <param name="people">How many belong to each unit.</param>
    public static IReadOnlyList<AbsenceGroup> Beside(IReadOnlyList<AbsenceGroup> groups, IEnumerable<AbsenceGroup> elsewhere, IEnumerable<AbsenceTold> before, IReadOnlyDictionary<Guid, int> people)
    {
        var kept = Gathering.Beside([.. groups.Select(Gather)], elsewhere.Select(Gather), people);
        // What was told at different times counts the same people again: each time is held beside by itself.
        kept = before.GroupBy(told => (told.Apv, told.Turn)).Aggregate(kept, (left, turn) => Gathering.Beside(left, turn.Select(told => new Gathered(told.Unit, told.Units, told.People)), people));
        var told = kept.Select(group => group.Unit).ToHashSet();
        return [.. groups.Where(group => told.Contains(group.Unit))];
    }

    private static Gathered Gather(AbsenceGroup group) => new(group.Unit, group.Units, group.People);
}
