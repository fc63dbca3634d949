using Omtanke.Organisation;

namespace Omtanke.Insight;

/// <summary>
/// The groups of units that those at the top look at: the whole, what lies right below it, and whatever has units below itself. A single team further down is nobody's figure up there:
/// what it was asked is shown to itself.
/// </summary>
public static class UnitGroups
{
    // The top is the workplace; below it are its departments.
    private const int Departments = 1;

    /// <summary>The groups, above before below, each with how deep it lies.</summary>
    public static IReadOnlyList<(Unit Unit, int Depth)> Of(UnitTree tree) => [.. tree.All.Where(one => one.Depth <= Departments || tree.Below(one.Unit.Id).Any())];
}
