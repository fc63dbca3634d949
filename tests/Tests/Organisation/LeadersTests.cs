using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Tests.Organisation;

/// <summary>Who leads whom: asked from above and from below, the answer is the same, whatever the tree looks like.</summary>
public sealed class LeadersTests(TestCluster cluster)
{
    private const int Trees = 40;

    [Fact]
    public async Task Those_led_by_somebody_are_exactly_those_whose_leader_they_are_in_any_tree()
    {
        await using var house = await Visits.Open(cluster);
        foreach (var seed in Enumerable.Range(1, Trees))
            await house.Do(async db =>
            {
                var people = await Plant(db, new Random(seed));
                var leaders = new Dictionary<Guid, Guid?>();
                foreach (var person in people)
                    leaders[person] = (await db.LeaderOf(person))?.Id;
                foreach (var leader in people)
                {
                    var led = (await db.LedBy(leader)).Select(person => person.Id).Where(people.Contains).Order();
                    led.ShouldBe(leaders.Where(pair => pair.Value == leader).Select(pair => pair.Key).Order(), $"tree {seed}");
                }
            });
    }

    [Fact]
    public void A_unit_never_comes_to_lie_below_itself() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<int>().Select(Tree).ToArbitrary(),
        ((UnitTree Units, List<Unit> All) tree) => tree.All.TrueForAll(unit =>
            !tree.Units.MayMove(unit.Id, unit.Id)
            && tree.Units.Branch(unit.Id).All(below => !tree.Units.MayMove(unit.Id, below))
            && tree.All.Where(other => !tree.Units.Branch(unit.Id).Contains(other.Id)).All(other => tree.Units.MayMove(unit.Id, other.Id)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_unit_is_found_by_its_whole_path_and_shown_once() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<int>().Select(Tree).ToArbitrary(),
        ((UnitTree Units, List<Unit> All) tree) =>
            tree.Units.All.Select(entry => entry.Unit.Id).Order().SequenceEqual(tree.All.Select(unit => unit.Id).Order())
            && tree.All.TrueForAll(unit => tree.Units.Meant(tree.Units.Path(unit.Id)).Single().Id == unit.Id)).QuickCheckThrowOnFailure();

    private static (UnitTree Units, List<Unit> All) Tree(int seed)
    {
        var random = new Random(seed);
        var all = new List<Unit>();
        for (var index = 0; index < random.Next(1, 15); index++)
            all.Add(new Unit { Id = Ids.New(), Name = $"Enhed {index}", Parent = all.Count == 0 || random.Next(4) == 0 ? null : all[random.Next(all.Count)].Id });
        return (new UnitTree(all), all);
    }

    /// <summary>A random tree beside what is there: units with and without leaders, leaders who belong elsewhere, lead several units or have left, people who belong nowhere.</summary>
    private static async Task<HashSet<Guid>> Plant(Database db, Random random)
    {
        var today = new DateOnly(2026, 11, 23);
        var (units, people) = (new List<Guid>(), new List<Guid>());
        for (var index = 0; index < random.Next(2, 8); index++)
        {
            var unit = new Unit { Id = Ids.New(), Name = $"Enhed {index}", Parent = units.Count == 0 || random.Next(5) == 0 ? null : units[random.Next(units.Count)] };
            db.Add(unit);
            units.Add(unit.Id);
        }
        for (var index = 0; index < random.Next(2, 12); index++)
        {
            var person = new Person { Id = Ids.New(), Name = $"Person {index}", Email = $"{Ids.New():N}@skov.example", Language = "da", JoinedOn = today.AddYears(-1), LeftOn = random.Next(8) == 0 ? today : null };
            db.Add(person);
            people.Add(person.Id);
            if (random.Next(6) > 0)
                db.Add(new Membership { Id = Ids.New(), Person = person.Id, Unit = units[random.Next(units.Count)], FromOn = today.AddYears(-1) });
        }
        foreach (var unit in units.Where(_ => random.Next(3) > 0))
            db.Add(new RoleHolding { Id = Ids.New(), Person = people[random.Next(people.Count)], Role = Role.Leader, Unit = unit, FromOn = today.AddYears(-1) });
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        // Who has left is nobody's to lead any more.
        var here = await db.People.Where(person => people.Contains(person.Id) && person.LeftOn == null).Select(person => person.Id).ToListAsync();
        return [.. here];
    }
}
