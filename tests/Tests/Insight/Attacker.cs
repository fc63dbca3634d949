using Omtanke.Insight;

namespace Omtanke.Tests.Insight;

/// <summary>
/// Wants to know what one person answered. Knows who sits where, who took part, and who skipped which question; has the release; and is handed the exact sum behind every mean it shows, although only a rounded one is published.
/// Shares no code with the gate, and goes about it in other ways: solves equations in exact fractions, subtracts cells two and three at a time, and narrows down what each could have answered.
/// </summary>
internal static class Attacker
{
    /// <summary>The smallest groups whose answers together, or whose difference in answers, can be worked out: groups of one to four.</summary>
    public static int Groups(IReadOnlyList<HashSet<Guid>> cells) => Groups(Columns(cells), cells.Count) + Subtractions(cells);

    /// <summary>People whose answer to a question is certain to somebody who knows up to two others'.</summary>
    public static int Individuals(IReadOnlyList<Person> people, int question, int options, IReadOnlyList<Seen> cells, Func<int, int> lot)
    {
        var answered = people.Where(person => person.Answers[question] is not null).ToList();
        var blocks = answered.GroupBy(person => Mask(cells, person)).Where(block => block.Key.Contains('1', StringComparison.Ordinal)).Select(block => block.ToList()).ToList();
        if (blocks.Count == 0)
            return 0;
        var narrowing = new Narrowing(blocks, cells, Combine(blocks, cells), question, options);
        return Insiders(blocks, cells, answered, question, lot).SelectMany(two => narrowing.Certain([two.One, two.Other])).Distinct().Count();
    }

    /// <summary>A shown cell: who is in it, and whether it shows counts.</summary>
    public sealed record Seen(HashSet<Guid> People, bool Counts);

    // Somebody who knows two: any leader or colleague with any other, and the two of a cell, or of what is left between cells, whose answers are rarest there. Those two learn most.
    private static IEnumerable<(Person One, Person Other)> Insiders(List<List<Person>> blocks, IReadOnlyList<Seen> cells, List<Person> answered, int question, Func<int, int> lot)
    {
        for (var time = 0; time < 6; time++)
            yield return (answered[lot(answered.Count)], answered[lot(answered.Count)]);
        foreach (var group in blocks.Concat(cells.Select(cell => answered.Where(person => cell.People.Contains(person.Id)).ToList())).Where(group => group.Count > 2))
        {
            var usual = group.CountBy(person => person.Answers[question]!.Value).ToDictionary();
            var rarest = group.OrderBy(person => usual[person.Answers[question]!.Value]).Take(2).ToList();
            yield return (rarest[0], rarest[1]);
        }
    }

    private static string Mask(IReadOnlyList<Seen> cells, Person person) => string.Concat(cells.Select(cell => cell.People.Contains(person.Id) ? '1' : '0'));

    // ---- Groups

    /// <summary>People in exactly the same cells cannot be told apart: one column each, with how many they are.</summary>
    private static List<(int[] In, int People)> Columns(IReadOnlyList<HashSet<Guid>> cells) =>
        [.. cells.SelectMany(cell => cell).Distinct().GroupBy(person => string.Concat(cells.Select(cell => cell.Contains(person) ? '1' : '0')))
            .Select(same => (same.Key.Select(mark => mark - '0').ToArray(), same.Count()))];

    /// <summary>
    /// A sum over a group can be worked out exactly when some combination of cells is zero outside it. Those combinations are the row space; a group holds one when the columns of the null space that belong to it hang together.
    /// </summary>
    private static int Groups(List<(int[] In, int People)> columns, int cells)
    {
        var none = NullSpace([.. Enumerable.Range(0, cells).Select(cell => columns.Select(column => new Fraction(column.In[cell], 1)).ToArray())], columns.Count);
        var small = Enumerable.Range(0, columns.Count).Where(column => columns[column].People < 5).ToList();
        var found = 0;
        Try([], 0, 0);
        return found;

        void Try(List<int> group, int from, int people)
        {
            for (var next = from; next < small.Count; next++)
                if (people + columns[small[next]].People < 5)
                {
                    List<int> wider = [.. group, small[next]];
                    if (Rank([.. wider.Select(column => none.Select(vector => vector[column]).ToArray())]) < wider.Count)
                        found++;
                    else
                        Try(wider, next + 1, people + columns[small[next]].People);
                }
        }
    }

    /// <summary>The plain way: cells two and three at a time, added and subtracted.</summary>
    private static int Subtractions(IReadOnlyList<HashSet<Guid>> cells)
    {
        var found = 0;
        for (var a = 0; a < cells.Count; a++)
            for (var b = a + 1; b < cells.Count; b++)
            {
                if (Few(cells[a].Count + cells[b].Count - (2 * cells[a].Count(cells[b].Contains))))
                    found++;
                var (larger, smaller) = cells[a].Count > cells[b].Count ? (cells[a], cells[b]) : (cells[b], cells[a]);
                if (cells.Count > 14 || !smaller.IsSubsetOf(larger))
                    continue;
                var rest = larger.Where(person => !smaller.Contains(person)).ToHashSet();
                for (var c = b + 1; c < cells.Count; c++)
                    if (Few(rest.Count + cells[c].Count - (2 * rest.Count(cells[c].Contains))))
                        found++;
            }
        return found;

        static bool Few(int people) => people is > 0 and < 5;
    }

    // ---- Equations

    /// <summary>What follows from the cells by adding and subtracting: each line of the reduced system, as weights of cells and of blocks.</summary>
    private static List<(Fraction[] Cells, Fraction[] Blocks)> Combine(List<List<Person>> blocks, IReadOnlyList<Seen> cells)
    {
        var rows = cells.Select((cell, number) => blocks.Select(block => new Fraction(cell.People.Contains(block[0].Id) ? 1 : 0, 1))
            .Concat(cells.Select((_, other) => new Fraction(other == number ? 1 : 0, 1))).ToArray()).ToArray();
        Reduce(rows, blocks.Count);
        return [.. rows.Where(row => row[..blocks.Count].Any(value => !value.IsZero)).Select(row => (row[blocks.Count..], row[..blocks.Count]))];
    }

    private static List<Fraction[]> NullSpace(Fraction[][] rows, int width)
    {
        var pivots = Reduce(rows, width);
        return [.. Enumerable.Range(0, width).Except(pivots).Select(free =>
        {
            var vector = new Fraction[width];
            Array.Fill(vector, new Fraction(0, 1));
            vector[free] = new(1, 1);
            for (var row = 0; row < pivots.Count; row++)
                vector[pivots[row]] = new Fraction(0, 1) - rows[row][free];
            return vector;
        })];
    }

    private static int Rank(Fraction[][] rows) => rows[0].Length == 0 ? 0 : Reduce(rows, rows[0].Length).Count;

    /// <summary>Gauss and Jordan, in fractions; the columns that lead a row.</summary>
    private static List<int> Reduce(Fraction[][] rows, int width)
    {
        var pivots = new List<int>();
        for (var column = 0; column < width && pivots.Count < rows.Length; column++)
        {
            var top = pivots.Count;
            var lead = Array.FindIndex(rows, top, row => !row[column].IsZero);
            if (lead < 0)
                continue;
            (rows[top], rows[lead]) = (rows[lead], rows[top]);
            var by = rows[top][column];
            for (var at = 0; at < rows[top].Length; at++)
                rows[top][at] /= by;
            for (var row = 0; row < rows.Length; row++)
                if (row != top && !rows[row][column].IsZero)
                {
                    var times = rows[row][column];
                    for (var at = 0; at < rows[row].Length; at++)
                        if (!rows[top][at].IsZero)
                            rows[row][at] -= times * rows[top][at];
                }
            pivots.Add(column);
        }
        return pivots;
    }

    internal readonly record struct Fraction
    {
        public Fraction(long top, long bottom)
        {
            var common = bottom == 1 ? 1 : Common(Math.Abs(top), Math.Abs(bottom)) * Math.Sign(bottom);
            (Top, Bottom) = (top / common, bottom / common);
        }

        public long Top { get; }

        public long Bottom { get; }

        public bool IsZero => Top == 0;

        public static Fraction operator -(Fraction one, Fraction other) => checked(new((one.Top * other.Bottom) - (other.Top * one.Bottom), one.Bottom * other.Bottom));

        public static Fraction operator *(Fraction one, Fraction other) => checked(new(one.Top * other.Top, one.Bottom * other.Bottom));

        public static Fraction operator /(Fraction one, Fraction other) => checked(new(one.Top * other.Bottom, one.Bottom * other.Top));

        private static long Common(long one, long other) => other == 0 ? one : Common(other, one % other);
    }

    /// <summary>
    /// How many of each block can have given each answer: from none to all at first, then narrowed by every equation until nothing moves (the shuttle of Buzzigoli and Giusti).
    /// Where all whom the attacker does not know in a block must have given one answer, each of them is certain.
    /// </summary>
    private sealed class Narrowing
    {
        private readonly List<List<Person>> blocks;
        private readonly int question;
        private readonly int options;
        private readonly List<(long Value, (int At, long Weight)[] Terms)> equations = [];
        private readonly long[] leastAtFirst;
        private readonly long[] mostAtFirst;
        private long[] least;
        private long[] most;

        public Narrowing(List<List<Person>> blocks, IReadOnlyList<Seen> cells, List<(Fraction[] Cells, Fraction[] Blocks)> combined, int question, int options)
        {
            (this.blocks, this.question, this.options) = (blocks, question, options);
            (least, most) = (new long[blocks.Count * options], [.. blocks.SelectMany(block => Enumerable.Repeat((long)block.Count, options))]);
            var answers = blocks.Select(block => Enumerable.Range(0, options).Select(option => (long)block.Count(person => person.Answers[question] == option)).ToArray()).ToList();
            for (var block = 0; block < blocks.Count; block++)
                equations.Add((blocks[block].Count, [.. Enumerable.Range(0, options).Select(option => ((block * options) + option, 1L))]));
            // What the attacker reads off the release is worked out here from the answers, but only ever for sums of shown cells.
            foreach (var cell in cells)
                Tell([.. blocks.Select(block => cell.People.Contains(block[0].Id) ? 1L : 0L)], cell.Counts);
            foreach (var (weights, across) in combined)
            {
                var whole = across.Aggregate(1L, (so, weight) => so * weight.Bottom / Gcd(so, weight.Bottom));
                Tell([.. across.Select(weight => weight.Top * (whole / weight.Bottom))], cells.Select((cell, number) => cell.Counts || weights[number].IsZero).All(told => told));
            }
            Settle();
            (leastAtFirst, mostAtFirst) = (least, most);

            void Tell(long[] across, bool counts)
            {
                Add(across, option => option, null);
                for (var option = 0; option < options && counts; option++)
                    Add(across, _ => 1, option);
            }

            void Add(long[] across, Func<int, long> worth, int? only)
            {
                var terms = new List<(int, long)>();
                var value = 0L;
                for (var block = 0; block < across.Length; block++)
                    for (var option = 0; option < options && across[block] != 0; option++)
                        if ((only is null || only == option) && worth(option) is var worthIt and not 0)
                        {
                            terms.Add(((block * options) + option, across[block] * worthIt));
                            value += across[block] * worthIt * answers[block][option];
                        }
                equations.Add((value, [.. terms]));
            }
        }

        /// <summary>Whose answers are certain to somebody who knows those of the insiders.</summary>
        public IEnumerable<Guid> Certain(HashSet<Person> insiders)
        {
            (least, most) = ([.. leastAtFirst], [.. mostAtFirst]);
            var known = new long[least.Length];
            for (var block = 0; block < blocks.Count; block++)
                foreach (var insider in blocks[block].Where(insiders.Contains))
                    known[(block * options) + insider.Answers[question]!.Value]++;
            for (var at = 0; at < least.Length; at++)
                least[at] = Math.Max(least[at], known[at]);
            Settle();
            for (var block = 0; block < blocks.Count; block++)
                if (blocks[block].Where(person => !insiders.Contains(person)).ToList() is { Count: > 0 } others
                    && Enumerable.Range(block * options, options).Any(at => least[at] - known[at] == others.Count))
                    foreach (var person in others)
                        yield return person.Id;
        }

        private void Settle()
        {
            for (var moved = true; moved;)
            {
                moved = false;
                foreach (var (value, terms) in equations)
                    moved |= Narrow(value, terms);
            }
        }

        private bool Narrow(long value, (int At, long Weight)[] terms)
        {
            var (low, high, moved) = (0L, 0L, false);
            foreach (var (at, weight) in terms)
            {
                low += weight > 0 ? weight * least[at] : weight * most[at];
                high += weight > 0 ? weight * most[at] : weight * least[at];
            }
            foreach (var (at, weight) in terms)
            {
                // What this one must be when all others are at their most, and at their least.
                var (below, above) = weight > 0 ? (weight * least[at], weight * most[at]) : (weight * most[at], weight * least[at]);
                var (one, other) = (value - (high - above), value - (low - below));
                var (from, to) = weight > 0 ? (Up(one, weight), Down(other, weight)) : (Up(other, weight), Down(one, weight));
                if (from <= least[at] && to >= most[at])
                    continue;
                (least[at], most[at], moved) = (Math.Max(from, least[at]), Math.Min(to, most[at]), true);
                low += (weight > 0 ? weight * least[at] : weight * most[at]) - below;
                high += (weight > 0 ? weight * most[at] : weight * least[at]) - above;
            }
            return moved;
        }

        private static long Down(long value, long by) => (value / by) - (value % by != 0 && value < 0 != by < 0 ? 1 : 0);

        private static long Up(long value, long by) => -Down(-value, by);

        private static long Gcd(long one, long other) => other == 0 ? one : Gcd(other, one % other);
    }
}
