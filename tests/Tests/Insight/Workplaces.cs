using Omtanke.Insight;

namespace Omtanke.Tests.Insight;

/// <summary>Somebody who takes part: the attacker is given where they are counted and which questions they answered, for everybody.</summary>
internal sealed record Person(Guid Id, Guid Unit, string? Filter, int?[] Answers)
{
    public Sheet Sheet => new(Unit, Filter, Answers, []);

    public Took Took => new(Id, Unit, Filter);
}

/// <summary>Invented workplaces with uneven units, leaders who are counted one unit up, a filter or none, skipped questions, and people who come and go between two rounds.</summary>
internal sealed class Workplace
{
    private static readonly string[][] FilterSets = [[], ["day", "night"], ["care", "kitchen", "office"]];

    private readonly Random chance;
    private readonly List<(Guid Unit, Guid? Parent, int Size)> units = [];
    private readonly double[][] moods;

    public Workplace(int seed)
    {
        chance = new(seed);
        Filters = FilterSets[seed % FilterSets.Length];
        Plant(null, 0);
        while (units.Count < 3)
            Plant(units[0].Unit, 1);
        Hierarchy = new([.. units.Select(unit => new Node(unit.Unit, unit.Parent))]);
        var byFilter = Filters.Count > 0;
        Questions =
        [
            new("tone", Answering.Scale, 5, ByFilter: byFilter),
            new("load", Answering.Scale, 5, 0, 25, ByFilter: byFilter && seed % 2 == 0),
            new("mostly", Answering.Scale, 4, ByFilter: byFilter),
            new("theme", Answering.Choice, 4),
            new("acts", Answering.Acts, 2),
        ];
        // What most people answer differs from question to question, and how many of them do.
        moods = [.. Questions.Select(question => Enumerable.Range(0, question.Options).Select(_ => question.Id == "mostly" ? Math.Pow(chance.NextDouble(), 4) : chance.NextDouble() + 0.1).ToArray())];
    }

    public IReadOnlyList<string> Filters { get; }

    public Hierarchy Hierarchy { get; }

    public IReadOnlyList<Question> Questions { get; }

    /// <summary>Those who answer the first time: most of them.</summary>
    public List<Person> First()
    {
        var people = new List<Person>();
        foreach (var (unit, _, size) in units)
            for (var number = 0; number <= size; number++)
                if (Hierarchy.Counted(unit, leads: number == 0) is { } counted && chance.NextDouble() < 0.85)
                    people.Add(Somebody(counted));
        return people;
    }

    /// <summary>The second time: a few have left, a few have come, somebody has moved. Whoever is still there answers as before.</summary>
    public List<Person> Second(IReadOnlyList<Person> first)
    {
        var leaving = chance.NextDouble() * 0.12;
        var people = first.Where(_ => chance.NextDouble() >= leaving).Select(person => chance.NextDouble() < 0.01 ? person with { Unit = AnyUnit() } : person).ToList();
        people.AddRange(Enumerable.Range(0, (int)(first.Count * leaving)).Select(_ => Somebody(AnyUnit())));
        return people;
    }

    public Round Round(IReadOnlyList<Person> people) =>
        new(Hierarchy, Filters, Questions, [.. people.Select(person => person.Sheet)], [.. people.Select(person => person.Took)], new());

    /// <summary>Chance of our own, so that a failure comes again.</summary>
    public int Lot(int under) => chance.Next(under);

    private void Plant(Guid? parent, int depth)
    {
        var unit = Guid.NewGuid();
        units.Add((unit, parent, depth == 0 ? chance.Next(0, 8) : chance.Next(3) == 0 ? chance.Next(1, 9) : chance.Next(6, 32)));
        for (var below = depth == 0 ? chance.Next(2, 6) : depth == 1 && chance.Next(3) == 0 ? chance.Next(1, 4) : 0; below > 0; below--)
            Plant(unit, depth + 1);
    }

    private Guid AnyUnit() => units[chance.Next(units.Count)].Unit;

    private Person Somebody(Guid unit) =>
        new(Guid.NewGuid(), unit, Filters.Count == 0 || chance.Next(30) == 0 ? null : Filters[chance.Next(3) == 0 ? chance.Next(Filters.Count) : 0],
            [.. moods.Select(mood => chance.Next(25) == 0 ? (int?)null : Draw(mood))]);

    private int Draw(double[] mood)
    {
        var left = chance.NextDouble() * mood.Sum();
        for (var answer = 0; answer < mood.Length; answer++)
            if ((left -= mood[answer]) < 0)
                return answer;
        return mood.Length - 1;
    }
}
