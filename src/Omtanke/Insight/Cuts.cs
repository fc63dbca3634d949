namespace Omtanke.Insight;

/// <summary>A graph whose edges are people: finds a cut that fewer than a limit cross, or proves that there is none. Exact, and without chance. Node 0 is the open.</summary>
/// <remarks>
/// From a node to the open there are as many ways that share nobody as people cross the smallest cut between the two (Menger; Ford and Fulkerson). So a node with enough ways, out and home,
/// can be counted as the open itself: no small cut goes between them. When all nodes are, there is no small cut at all. Joining nodes never makes a new cut, so what is once proved stays proved while cells are hidden.
/// A part of the graph that the open does not touch tells only differences within itself, so any one node of it may serve as its open. When two parts become one, one node serves for both, and the proofs begin anew.
/// </remarks>
internal sealed class Cuts(int nodes)
{
    private const int Open = Showing.Open, Nobodys = 0;

    private readonly List<Edge> edges = [];
    private readonly Rings joined = new(nodes);
    private readonly int[] part = new int[nodes];
    private readonly int[] seen = new int[nodes];
    private readonly (int Edge, bool Forth)[] cameBy = new (int, bool)[nodes];
    private readonly Queue<int> queue = [];
    private List<int>?[] around = [];
    private Rings rings = new(nodes);
    private int turn;
    private int proved;

    /// <summary>So many people between two nodes.</summary>
    public void Add(int one, int other, int people) => Add(one, other, people, people);

    /// <summary>People between two nodes: how many bear a cut that has the first on its far side, and how many one that has the second there.</summary>
    public void Add(int from, int to, int forth, int back)
    {
        if (from != to)
            edges.Add(new(from, to, forth, back));
    }

    /// <summary>From now on the two are one: no cut goes between.</summary>
    public void Join(int one, int other)
    {
        joined.Join(one, other);
        rings.Join(one, other);
        if (part[one] == part[other])
            return;
        if (part[one] != Nobodys && part[other] != Nobodys)
            Begin();
        foreach (var member in joined.Members(one))
            part[member] = Math.Max(part[one], part[other]);
    }

    /// <summary>The far side, seen from the open, of a cut that fewer than the limit cross; none when there is no such cut.</summary>
    public Func<int, bool>? Under(int limit)
    {
        if (around.Length == 0)
        {
            Prepare();
            Begin();
        }
        for (; proved < nodes; proved++)
            if (around[proved] is not null && rings.Of(proved) != Open)
            {
                if (!Reaches(rings.Of(proved), limit, home: false) || !Reaches(rings.Of(proved), limit, home: true))
                    return FarSide();
                rings.Join(proved, Open);
            }
        return null;
    }

    /// <summary>Whether at least so many people stand between this node and the open, whatever else there is.</summary>
    public bool Tied(int node, int limit)
    {
        if (around.Length == 0)
            Prepare();
        return joined.Of(node) == Open || Reaches(node, limit, home: false);
    }

    // As many ways to the open as the limit asks for? One more at a time, always the shortest (Edmonds and Karp). When there is none left, what was seen on the search is the far side.
    private bool Reaches(int start, int limit, bool home)
    {
        var (found, used) = (0, new List<Edge>());
        while (found < limit && Way(start, home))
        {
            var most = limit - found;
            foreach (var (edge, forth) in Back(start))
                most = Math.Min(most, edge.Left(forth, home));
            foreach (var (edge, forth) in Back(start))
            {
                edge.Flow += forth ? most : -most;
                used.Add(edge);
            }
            found += most;
        }
        used.ForEach(edge => edge.Flow = 0);
        return found >= limit;
    }

    private bool Way(int start, bool home)
    {
        Search(start);
        while (queue.TryDequeue(out var node))
            foreach (var member in rings.Members(node))
                foreach (var number in around[member] ?? [])
                {
                    var edge = edges[number];
                    var forth = edge.From == member;
                    var other = rings.Of(forth ? edge.To : edge.From);
                    if (seen[other] == turn || edge.Left(forth, home) <= 0)
                        continue;
                    cameBy[other] = (number, forth);
                    if (other == Open)
                        return true;
                    Meet(other);
                }
        return false;
    }

    private IEnumerable<(Edge Edge, bool Forth)> Back(int start)
    {
        for (var node = Open; node != start;)
        {
            var (number, forth) = cameBy[node];
            yield return (edges[number], forth);
            node = rings.Of(forth ? edges[number].From : edges[number].To);
        }
    }

    private Func<int, bool> FarSide()
    {
        var far = new bool[nodes];
        for (var node = 0; node < nodes; node++)
            far[node] = seen[rings.Of(node)] == turn;
        return node => far[node];
    }

    private void Prepare()
    {
        around = new List<int>?[nodes];
        for (var number = 0; number < edges.Count; number++)
        {
            (around[edges[number].From] ??= []).Add(number);
            (around[edges[number].To] ??= []).Add(number);
        }
    }

    private void Begin()
    {
        (rings, proved) = (new(joined), 0);
        Array.Clear(part);
        Touch(Open, 1);
        for (var node = 0; node < nodes; node++)
            if (part[node] == Nobodys && around[node] is not null)
            {
                Touch(joined.Of(node), node + 1);
                rings.Join(node, Open);
            }

        void Touch(int start, int name)
        {
            Search(start);
            while (queue.TryDequeue(out var node))
                foreach (var member in joined.Members(node))
                {
                    part[member] = name;
                    foreach (var number in around[member] ?? [])
                    {
                        Meet(joined.Of(edges[number].From));
                        Meet(joined.Of(edges[number].To));
                    }
                }
        }
    }

    private void Search(int start)
    {
        turn++;
        queue.Clear();
        Meet(start);
    }

    private void Meet(int node)
    {
        if (seen[node] == turn)
            return;
        seen[node] = turn;
        queue.Enqueue(node);
    }

    private sealed class Edge(int from, int to, int forth, int back)
    {
        public readonly int From = from, To = to;
        public int Flow;

        /// <summary>How many more may go this way; the way home is the way out turned round.</summary>
        public int Left(bool forward, bool home) => forward ? (home ? back : forth) - Flow : (home ? forth : back) + Flow;
    }

    /// <summary>Nodes that have become one: each knows the one they go by, and the next in their ring.</summary>
    private sealed class Rings
    {
        private readonly int[] name;
        private readonly int[] next;

        public Rings(int nodes) => (name, next) = ([.. Enumerable.Range(0, nodes)], [.. Enumerable.Range(0, nodes)]);

        public Rings(Rings other) => (name, next) = ([.. other.name], [.. other.next]);

        public int Of(int node) => name[node];

        public IEnumerable<int> Members(int node)
        {
            node = name[node];
            for (var member = next[node]; member != node; member = next[member])
                yield return member;
            yield return node;
        }

        /// <summary>The open keeps its name.</summary>
        public void Join(int one, int other)
        {
            var (kept, gone) = name[other] == Open ? (name[other], name[one]) : (name[one], name[other]);
            if (kept == gone)
                return;
            foreach (var member in Members(gone))
                name[member] = kept;
            (next[kept], next[gone]) = (next[gone], next[kept]);
        }
    }
}
