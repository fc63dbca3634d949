using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Actions;

/// <summary>In whose plan somebody may put an action: their own unit, what they lead, and for those who may ask many also others and the whole workplace.</summary>
/// <param name="Tree">All units.</param>
/// <param name="Units">Those whose plan it may stand in, above before below.</param>
/// <param name="Own">Where the visitor belongs.</param>
/// <param name="Whole">Whether it may stand in the plan of the whole workplace.</param>
public sealed record Reach(UnitTree Tree, IReadOnlyList<(Unit Unit, int Depth)> Units, Guid? Own, bool Whole)
{
    /// <summary>More than can be read as a tree.</summary>
    public const int Few = 60;

    private static readonly Shown[] Fewer = [Shown.Few, Shown.Units];

    /// <summary>What this visitor may.</summary>
    /// <param name="db">The database.</param>
    /// <param name="gate">The visitor.</param>
    /// <param name="already">The units it stands with already.</param>
    public static async Task<Reach> Of(Database db, Gate gate, params IReadOnlyCollection<Guid> already)
    {
        var me = gate.Me;
        var (tree, own, led) = (new UnitTree([]), (Guid?)null, new List<Guid>());
        await db.InOneTrip(
            async () => tree = await db.UnitTree(),
            async () => own = await db.UnitOf(me),
            async () => led = await db.Roles.AsNoTracking().Where(held => held.Person == me && held.Role == Role.Leader && held.UntilOn == null).Select(held => held.Unit!.Value).ToListAsync());
        var units = tree.All.ToList();
        if (!gate.Allows(Kind.Collection, Operation.Organise))
        {
            var within = led.Where(unit => tree[unit] is not null).SelectMany(tree.Branch).Concat(already).Append(own ?? Guid.Empty).ToHashSet();
            units = [.. units.Where(one => within.Contains(one.Unit.Id))];
        }
        var shallow = units.Count == 0 ? 0 : units.Min(one => one.Depth);
        return new(tree, [.. units.Select(one => (one.Unit, one.Depth - shallow))], own, gate.Allows(Kind.Collection, Operation.Begin));
    }

    /// <summary>Who a form says sees it, and whose it is: boxes where there are few enough to read, else one name on each line. A unit below a chosen one goes without saying.</summary>
    /// <param name="typed">The form.</param>
    /// <param name="now">Who sees it now: what holds already may stay.</param>
    public (Shown Shown, Guid[] Units) Chosen(Typed typed, Shown now = Shown.Few)
    {
        var shown = typed.One("shown", Whole || now == Shown.Workplace ? Enum.GetValues<Shown>() : Fewer, "actions.wrong.shown");
        var may = Units.Select(one => one.Unit.Id).ToHashSet();
        var chosen = typed.All("unit").Select(value => Guid.TryParse(value, out var id) && may.Contains(id) ? id : Guid.Empty).ToHashSet();
        foreach (var line in typed["units"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            chosen.Add(Tree.Meant(line) is [var one] && may.Contains(one.Id) ? one.Id : Guid.Empty);
        typed.Errors.AddWhen(chosen.Contains(Guid.Empty), "units", "actions.wrong.units-unknown");
        typed.Errors.AddWhen(shown == Shown.Units && chosen.Count == 0, "units", "actions.wrong.units-none");
        return (shown, [.. chosen.Where(unit => unit != Guid.Empty && !Tree.Up(unit).Skip(1).Any(above => chosen.Contains(above.Id)))]);
    }

    /// <summary>The names of some units.</summary>
    public static string Names(UnitTree tree, IEnumerable<Guid> units) => string.Join(", ", units.Select(unit => tree[unit]?.Name).OfType<string>());
}
