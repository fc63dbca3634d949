namespace Omtanke.Web;

/// <summary>A tab on top of the plan: actions, the year, courses of meetings. Each room brings its own by its door, so that only those stand there that lead somewhere.</summary>
/// <param name="Key">Its word.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="Order">Smallest first.</param>
public sealed record PlanTab(string Key, string Address, int Order)
{
    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<PlanTab> All { get; private set; } = [];

    /// <summary>Sets them; called once at start.</summary>
    public static void Set(IEnumerable<PlanTab> all) => All = [.. all.OrderBy(tab => tab.Order)];
}
