using System.Collections.Concurrent;

namespace Omtanke.Organisation;

/// <summary>All units of the workplace as a tree, for showing, choosing and finding. Made from one question to the database.</summary>
public sealed class UnitTree
{
    /// <summary>What stands between the names of a path: <c>Sundhed og ældre / Hjemmeplejen Øst</c>.</summary>
    public const string Step = " / ";

    private static readonly StringComparer ByName = StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("da-DK"), ignoreCase: true);

    private readonly Dictionary<Guid, Unit> units;
    private readonly ILookup<Guid?, Unit> below;
    private readonly ConcurrentDictionary<Guid, string> paths = [];

    /// <summary>The tree of these units.</summary>
    public UnitTree(IEnumerable<Unit> all)
    {
        units = all.ToDictionary(unit => unit.Id);
        below = units.Values.OrderBy(unit => unit.Name, ByName).ToLookup(unit => unit.Parent);
    }

    // Trees by the mark their last change left in the database. A mark is a random id, so no two trees share one, whichever database they stand in.
    private static readonly ConcurrentDictionary<string, UnitTree> remembered = [];

    /// <summary>The tree with this mark, if it has been read before.</summary>
    public static UnitTree? Remembered(string mark) => remembered.GetValueOrDefault(mark);

    /// <summary>The tree of these units, remembered by its mark. Older ones are forgotten: seldom is more than one in use.</summary>
    public static UnitTree Remember(string mark, IEnumerable<Unit> all)
    {
        if (remembered.Count >= 4)
            remembered.Clear();
        return remembered.GetOrAdd(mark, new UnitTree(all));
    }

    /// <summary>How many units there are.</summary>
    public int Count => units.Count;

    /// <summary>The unit with this id; null when there is none.</summary>
    public Unit? this[Guid id] => units.GetValueOrDefault(id);

    /// <summary>The units directly below one, or at the top (null), by name.</summary>
    public IEnumerable<Unit> Below(Guid? unit) => below[unit];

    /// <summary>Every unit with how deep it lies, a unit before those below it.</summary>
    public IEnumerable<(Unit Unit, int Depth)> All => From(null, 0);

    /// <summary>The names from the top down to this unit.</summary>
    public string Path(Guid unit) => paths.GetOrAdd(unit, unit => string.Join(Step, Up(unit).Reverse().Select(step => step.Name)));

    /// <summary>This unit and those above it, nearest first.</summary>
    public IEnumerable<Unit> Up(Guid unit)
    {
        for (var at = this[unit]; at is not null; at = at.Parent is { } parent ? this[parent] : null)
            yield return at;
    }

    /// <summary>This unit and every unit below it.</summary>
    public IEnumerable<Guid> Branch(Guid unit) => [unit, .. Below(unit).SelectMany(child => Branch(child.Id))];

    /// <summary>Whether a unit may be moved below another: not below itself or one of its own.</summary>
    public bool MayMove(Guid unit, Guid? under) => under is not { } place || Up(place).All(above => above.Id != unit);

    /// <summary>The units somebody may mean by what they typed: the whole path, the end of one, or a name. More than one when it is not clear.</summary>
    public IReadOnlyList<Unit> Meant(string typed)
    {
        var wanted = Tidy(typed);
        if (wanted.Length == 0)
            return [];
        var ends = (endings ??= units.Values.SelectMany(unit => Endings(unit.Id).Select(end => (End: end, Unit: unit))).ToLookup(pair => pair.End, pair => pair.Unit, ByName))[wanted].ToList();
        return ends.FindAll(unit => ByName.Equals(Path(unit.Id), wanted)) is { Count: > 0 } whole ? whole : ends;
    }

    /// <summary>A typed path with one way of writing between its names.</summary>
    public static string Tidy(string typed) =>
        string.Join(Step, typed.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    private ILookup<string, Unit>? endings;

    private IEnumerable<string> Endings(Guid unit)
    {
        var end = "";
        foreach (var step in Up(unit))
            yield return end = end.Length == 0 ? step.Name : step.Name + Step + end;
    }

    private IEnumerable<(Unit Unit, int Depth)> From(Guid? parent, int depth) =>
        Below(parent).SelectMany(unit => From(unit.Id, depth + 1).Prepend((unit, depth)));
}
