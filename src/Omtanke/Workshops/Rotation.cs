namespace Omtanke.Workshops;

/// <summary>
/// Who sits with whom: everybody has a partner every round, an odd one out makes one table of three, and nobody meets the same person again before they have to.
/// Pure; the same people with the same past are seated the same way.
/// </summary>
public static class Rotation
{
    /// <summary>The next round, two and two.</summary>
    /// <param name="people">Those who are here, in the order they came.</param>
    /// <param name="round">Which round it is, from 0; the circle is turned by it.</param>
    /// <param name="met">Who has sat with whom before, and how often.</param>
    /// <param name="apart">Whether two may not be alone together; the answer is the same either way round.</param>
    /// <returns>The tables; a single person sits alone, where nobody else is here.</returns>
    public static IReadOnlyList<IReadOnlyList<T>> Pairs<T>(IReadOnlyList<T> people, int round, Meetings<T> met, Func<T, T, bool>? apart = null) where T : notnull
    {
        if (people.Count <= 2)
            return people.Count == 0 ? [] : [[.. people]];
        var tables = Circle(people, round);
        Improve(tables, met, apart ?? ((_, _) => false));
        return [.. tables.Select(table => (IReadOnlyList<T>)table)];
    }

    /// <summary>Groups of several, as even as can be, of people who have met least.</summary>
    public static IReadOnlyList<IReadOnlyList<T>> Groups<T>(IReadOnlyList<T> people, int least, int most, Meetings<T> met) where T : notnull
    {
        if (people.Count == 0)
            return [];
        // About the middle of what suits; rather one too few at a table than one too many.
        var count = Math.Max(1, (int)Math.Round(people.Count / ((least + most) / 2.0)));
        if ((people.Count + count - 1) / count > most)
            count++;
        var tables = Enumerable.Range(0, count).Select(_ => new List<T>()).ToList();
        foreach (var person in people)
        {
            var room = (people.Count + count - 1) / count;
            tables.Where(table => table.Count < room).MinBy(table => (table.Count, table.Sum(other => met.Of(person, other))))!.Add(person);
        }
        return [.. tables.Select(table => (IReadOnlyList<T>)table)];
    }

    /// <summary>The table for somebody who comes in the middle of a round, or whose partner has left: the smallest, of people they have met least. The others stay where they are.</summary>
    /// <returns>Its number from 0, or none when nobody else sits anywhere.</returns>
    public static int? TableFor<T>(T person, IReadOnlyList<IReadOnlyList<T>> tables, Meetings<T> met, Func<T, T, bool>? apart = null) where T : notnull =>
        tables.Select((table, number) => (Table: table, Number: number)).Where(one => one.Table.Count > 0)
            .OrderBy(one => one.Table.Count == 1 && apart?.Invoke(person, one.Table[0]) == true).ThenBy(one => one.Table.Count).ThenBy(one => one.Table.Sum(other => met.Of(person, other))).ThenBy(one => one.Number)
            .Select(one => (int?)one.Number).FirstOrDefault();

    // The circle method: one stays, the others move on by one place a round, and whoever is across is the partner. In n − 1 rounds each meets each once.
    private static List<List<T>> Circle<T>(IReadOnlyList<T> people, int round)
    {
        var seats = people.Count + (people.Count % 2);
        var turn = round % (seats - 1);
        var around = Enumerable.Range(0, seats - 1).Select(seat => 1 + ((seat + turn) % (seats - 1))).Prepend(0).ToList();
        // The last seat of an odd circle is empty: whoever is across from it makes a table of three.
        var pairs = Enumerable.Range(0, seats / 2).Select(seat => new[] { around[seat], around[seats - 1 - seat] }.Where(place => place < people.Count).Select(place => people[place]).ToList()).ToList();
        if (pairs.Find(pair => pair.Count == 1) is { } alone)
        {
            pairs.Remove(alone);
            pairs[round % pairs.Count].AddRange(alone);
        }
        return pairs;
    }

    // Comers, leavers and a table of three upset the circle: then people change places between two tables, as long as that makes it better.
    private static void Improve<T>(List<List<T>> tables, Meetings<T> met, Func<T, T, bool> apart) where T : notnull
    {
        for (var better = true; better;)
        {
            better = false;
            for (var first = 0; first < tables.Count; first++)
                if (Cost(tables[first]) > 0)
                    for (var second = 0; second < tables.Count; second++)
                        better |= second != first && Exchange(tables[first], tables[second]);
        }
        // Two who may not be alone together, and no exchange helps: they get company.
        foreach (var pair in tables.Where(table => table.Count == 2 && apart(table[0], table[1])).ToList())
            if (tables.FirstOrDefault(table => table != pair && table.Count == 3) is { } three)
                Move(three, pair, three.MinBy(person => pair.Sum(other => met.Of(person, other)) + (three.Where(other => !other.Equals(person)).ToList() is [var a, var b] && apart(a, b) ? Forbidden : 0))!);
            else if (tables.FirstOrDefault(table => table != pair && table.Count == 2) is { } two)
            {
                // Three and one: the one left goes to a third table; with only two tables, all four sit together.
                Move(two, pair, two[0]);
                var last = two[0];
                tables.Remove(two);
                (tables.Where(table => table != pair).MinBy(table => table.Count) ?? pair).Add(last);
            }

        int Cost(List<T> table)
        {
            var cost = table.Count == 2 && apart(table[0], table[1]) ? Forbidden : 0;
            for (var one = 0; one < table.Count; one++)
                for (var other = one + 1; other < table.Count; other++)
                    cost += met.Of(table[one], table[other]);
            return cost;
        }

        bool Exchange(List<T> here, List<T> there)
        {
            var before = Cost(here) + Cost(there);
            for (var one = 0; one < here.Count; one++)
                for (var other = 0; other < there.Count; other++)
                {
                    (here[one], there[other]) = (there[other], here[one]);
                    if (Cost(here) + Cost(there) < before)
                        return true;
                    (here[one], there[other]) = (there[other], here[one]);
                }
            return false;
        }

        static void Move(List<T> from, List<T> to, T person)
        {
            from.Remove(person);
            to.Add(person);
        }
    }

    private const int Forbidden = 1000;
}

/// <summary>Who has sat with whom, and how often.</summary>
public sealed class Meetings<T> where T : notnull
{
    private readonly Dictionary<(T, T), int> times = [];

    /// <summary>These sat at one table.</summary>
    public void Sat(IReadOnlyList<T> table)
    {
        foreach (var one in table)
            foreach (var other in table)
                if (!one.Equals(other))
                    times[(one, other)] = Of(one, other) + 1;
    }

    /// <summary>How often these two have sat together.</summary>
    public int Of(T one, T other) => times.GetValueOrDefault((one, other));
}
