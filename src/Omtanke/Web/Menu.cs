namespace Omtanke.Web;

/// <summary>A line of the main menu.</summary>
/// <param name="Key">Its word.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="Order">Smallest first.</param>
/// <param name="Role">Shown only to those with this role, or one of these (<c>A|B</c>); null for all who are signed in. The menu decides nothing: the door does.</param>
/// <param name="Under">The word it stands under together with others, where the menu would otherwise be too long to read.</param>
/// <param name="ForStrangers">Shown to those not signed in, too.</param>
public sealed record MenuItem(string Key, string Address, int Order, string? Role = null, string? Under = null, bool ForStrangers = false)
{
    /// <summary>Whether the visitor stands on it.</summary>
    public bool IsHere(string address) => address == Address || address.StartsWith(Address + "/", StringComparison.Ordinal) || address.StartsWith(Address + "?", StringComparison.Ordinal);
}

/// <summary>The main menu: each room adds its own lines when it opens.</summary>
public static class Menu
{
    /// <summary>What is asked of many, what came of it, what was decided for all, and keeping it.</summary>
    public const string Workplace = "menu.workplace";

    private static IReadOnlyList<MenuItem> items = [];

    /// <summary>Sets the whole menu; called once at start.</summary>
    public static void Set(IEnumerable<MenuItem> all) => items = [.. all.OrderBy(item => item.Order)];

    /// <summary>The lines this visitor sees.</summary>
    public static IEnumerable<MenuItem> For(Visit visit) => items.Where(item =>
        visit.Person is null ? item.ForStrangers : item.Role is null || item.Role.Split('|').Any(visit.Roles.Contains));

    /// <summary>The same lines, those that stand under one word together. A word with one line below it says no more than that line.</summary>
    public static IEnumerable<(string? Under, IReadOnlyList<MenuItem> Items)> Together(Visit visit) =>
        For(visit).GroupBy(item => item.Under ?? item.Key).Select(group => (group.Count() > 1 ? group.Key : null, (IReadOnlyList<MenuItem>)[.. group]));
}
