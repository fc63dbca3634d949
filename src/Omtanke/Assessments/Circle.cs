using Omtanke.Insight;
using Omtanke.Organisation;

namespace Omtanke.Assessments;

/// <summary>Somebody who belongs to a unit, or leads it.</summary>
public readonly record struct Belonging(Guid Person, Guid Unit);

/// <summary>A unit that is asked.</summary>
/// <param name="Unit">Its id.</param>
/// <param name="Parent">The one above it among those asked.</param>
/// <param name="Name">Its name.</param>
/// <param name="Asked">How many are asked in the unit itself.</param>
/// <param name="CountedWith">The unit above it that its people are counted in, where they are too few to stand alone.</param>
public sealed record CircleUnit(Guid Unit, Guid? Parent, string Name, int Asked, Guid? CountedWith);

/// <summary>Somebody asked: the unit they belong to, and the one they are counted in; the empty id for none.</summary>
public readonly record struct Seat(Guid Person, Guid Unit, Guid Base);

/// <summary>
/// Whom an asking of some units reaches, and where each is counted. Whoever leads a unit is counted in the one above, and is not asked where there is none.
/// Where nobody is to be found in an answer, no group that is stored is smaller than five asked: a smaller one is counted with the unit above it from the beginning.
/// </summary>
/// <param name="Units">The units, above before below, by name.</param>
/// <param name="Asked">Who is asked.</param>
/// <param name="Left">Leaders who are not asked, because there is nobody to be counted among.</param>
public sealed record Circle(IReadOnlyList<CircleUnit> Units, IReadOnlyList<Seat> Asked, IReadOnlyList<Guid> Left)
{
    /// <summary>Whom an asking reaches.</summary>
    /// <param name="whole">The unit that stands for all of it, where several are chosen that have none above them in common: the collection itself.</param>
    /// <param name="title">What that is called.</param>
    /// <param name="tree">All units of the workplace.</param>
    /// <param name="chosen">Those chosen, each with all below it.</param>
    /// <param name="members">Who belongs where today.</param>
    /// <param name="leaders">Who leads what today.</param>
    /// <param name="everybody">Whether those are asked too who have nobody to be counted among, as where answers bear names: counted they are not, and so in no unit.</param>
    public static Circle Of(Guid whole, string title, UnitTree tree, IEnumerable<Guid> chosen, IEnumerable<Belonging> members, IEnumerable<Belonging> leaders, bool everybody = false)
    {
        var within = chosen.Where(unit => tree[unit] is not null).SelectMany(tree.Branch).ToHashSet();
        var tops = within.Where(unit => tree[unit]!.Parent is not { } above || !within.Contains(above)).ToList();
        Guid? top = tops.Count > 1 ? whole : null;
        var parents = within.ToDictionary(unit => unit, unit => tree[unit]!.Parent is { } above && within.Contains(above) ? above : top);
        var led = leaders.Where(one => within.Contains(one.Unit)).ToLookup(one => one.Person, one => one.Unit);
        var seats = members.Where(one => within.Contains(one.Unit)).DistinctBy(one => one.Person).Select(one => (one.Person, one.Unit, Base: BaseOf(one.Unit, [.. led[one.Person]], parents))).ToList();
        // Leaders of topmost units are each other's company, where they are enough.
        var enough = seats.Count(one => one.Base == whole) >= Collection.Fewest;
        var hidden = seats.Where(one => one.Base is { } at && (at != whole || enough)).ToList();
        var rest = seats.Except(hidden).ToList();
        var groups = new Company(hidden.CountBy(one => one.Base!.Value).ToDictionary(), tree.All.Select(one => one.Unit.Id).Where(within.Contains), parents, top);
        var own = hidden.CountBy(one => one.Unit).ToDictionary();
        IEnumerable<CircleUnit> all = tree.All.Where(one => within.Contains(one.Unit.Id))
            .Select(one => new CircleUnit(one.Unit.Id, parents[one.Unit.Id], one.Unit.Name, own.GetValueOrDefault(one.Unit.Id), groups.CountedWith(one.Unit.Id)));
        return new(
            [.. top is null ? all : all.Prepend(new CircleUnit(whole, null, title, 0, null))],
            [.. hidden.Select(one => new Seat(one.Person, one.Unit, groups.CountedWith(one.Base!.Value) ?? one.Base.Value)), .. (everybody ? rest : []).Select(one => new Seat(one.Person, one.Unit, Guid.Empty))],
            [.. (everybody ? [] : rest).Select(one => one.Person)]);
    }

    /// <summary>Those asked in this unit and below, counted or not.</summary>
    public IReadOnlyDictionary<Guid, int> Totals
    {
        get
        {
            var uncounted = Asked.Where(seat => seat.Base == Guid.Empty).CountBy(seat => seat.Unit).ToDictionary();
            var totals = Units.ToDictionary(unit => unit.Unit, unit => unit.Asked + uncounted.GetValueOrDefault(unit.Unit));
            foreach (var unit in Units.Reverse())
                if (unit.Parent is { } above)
                    totals[above] += totals[unit.Unit];
            return totals;
        }
    }

    // Above the topmost of the units on the way up that this person leads.
    private static Guid? BaseOf(Guid unit, HashSet<Guid> leads, Dictionary<Guid, Guid?> parents)
    {
        Guid? at = unit;
        for (Guid? step = unit; step is { } here; step = parents.GetValueOrDefault(here))
            if (leads.Contains(here))
                at = parents[here];
        return at;
    }
}
