using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Plan;

/// <summary>The units somebody may ask, each with how many belong to it and to all below: everything for those who answer for the working environment, else what one leads.</summary>
/// <param name="Tree">All units.</param>
/// <param name="Units">Those that may be asked, above before below.</param>
/// <param name="People">How many belong to each of them and to all below it.</param>
public sealed record Reach(UnitTree Tree, IReadOnlyList<(Unit Unit, int Depth)> Units, IReadOnlyDictionary<Guid, int> People)
{
    /// <summary>More than can be read as a tree.</summary>
    public const int Few = 150;

    /// <summary>What this visitor may ask.</summary>
    /// <param name="db">The database.</param>
    /// <param name="gate">The visitor.</param>
    /// <param name="already">What is asked already in a collection that is theirs to plan: somebody else may have chosen it.</param>
    public static async Task<Reach> Of(Database db, Gate gate, params IReadOnlyCollection<Guid> already)
    {
        var (me, people) = (gate.Me, db.People);
        var (tree, led, counts) = (new UnitTree([]), new List<Guid>(), new Dictionary<Guid, int>());
        await db.InOneTrip(
            async () => tree = await db.UnitTree(),
            async () => led = await db.Roles.AsNoTracking().Where(held => held.Person == me && held.Role == Role.Leader && held.UntilOn == null).Select(held => held.Unit!.Value).ToListAsync(),
            async () => counts = await db.Memberships.AsNoTracking().Where(one => one.UntilOn == null && people.Any(person => person.Id == one.Person && person.LeftOn == null))
                .GroupBy(one => one.Unit).Select(group => new { Unit = group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Unit, group => group.Count));
        var units = tree.All.ToList();
        if (!gate.Allows(Kind.Collection, Operation.Organise))
        {
            var within = led.Concat(already).Where(unit => tree[unit] is not null).SelectMany(tree.Branch).ToHashSet();
            units = [.. units.Where(one => within.Contains(one.Unit.Id))];
        }
        var totals = new Dictionary<Guid, int>();
        foreach (var (unit, _) in Enumerable.Reverse(units))
            totals[unit.Id] = counts.GetValueOrDefault(unit.Id) + tree.Below(unit.Id).Sum(below => totals.GetValueOrDefault(below.Id));
        var shallow = units.Count == 0 ? 0 : units.Min(one => one.Depth);
        return new(tree, [.. units.Select(one => (one.Unit, one.Depth - shallow))], totals);
    }

    /// <summary>What a form chose: boxes where the tree is small enough to read, else one name on each line. A unit below a chosen one goes without saying.</summary>
    public IReadOnlyList<Guid> Chosen(Typed typed)
    {
        var may = Units.Select(one => one.Unit.Id).ToHashSet();
        var chosen = typed.All("unit").Select(value => Guid.TryParse(value, out var id) && may.Contains(id) ? id : Guid.Empty).ToHashSet();
        var unknown = new List<string>();
        foreach (var line in typed.LinesIn("units"))
            if (Tree.Meant(line) is [var one] && may.Contains(one.Id))
                chosen.Add(one.Id);
            else
                unknown.Add(line);
        typed.Errors.AddOf(unknown, "units", "collections.plan.errors.units-lines");
        typed.Errors.AddWhen(chosen.Count == 0, "units", "collections.plan.errors.units-none");
        typed.Errors.AddWhen(chosen.Contains(Guid.Empty), "units", "collections.plan.errors.units-unknown");
        chosen.Remove(Guid.Empty);
        return [.. chosen.Where(unit => !Tree.Up(unit).Skip(1).Any(above => chosen.Contains(above.Id)))];
    }
}
