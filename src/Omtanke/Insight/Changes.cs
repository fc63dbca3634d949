namespace Omtanke.Insight;

/// <summary>
/// Time gives away as well: where a few came or went, the difference between two releases is theirs. The same audit sees it, with a person now as an edge between where they are counted now and where they were counted then:
/// a cut that few cross is a group of which few changed, be it a unit, what is left of one, or one whose border was moved.
/// </summary>
/// <remarks>
/// A filter is told by once, in a first release. Units and filters of now and of then would be four tables, and together they give away what no two of them do. Three are left, units now and both of then, and <see cref="Tie"/> makes them two.
/// </remarks>
internal static class Changes
{
    public static Showing Run(Showing showing, Round round, IReadOnlyList<Earlier> earlier, int[] sizes)
    {
        foreach (var then in earlier)
        {
            var (now, before) = (new Seats(showing, round.Hierarchy, [], round.Took), new Seats(then));
            HideChanged(now, before, round.Thresholds.Means);
            Tie(now, before, sizes, round.Thresholds.Means);
            foreach (var byFilter in (bool[])[false, true])
                Compare(now, before, byFilter, sizes, round.Thresholds.Means);
        }
        return showing;
    }

    /// <summary>The plain case first: the same unit, shown both times, with a few others in it. Where nobody can know who was in a filter cell that was shown, only what was shown then is shown again, and nobody may have changed.</summary>
    private static void HideChanged(Seats now, Seats then, int limit)
    {
        var changed = now.Persons.Union(then.Persons).SelectMany(person => now.Around(person).Except(then.Around(person)).Concat(then.Around(person).Except(now.Around(person)))).CountBy(unit => unit).ToDictionary();
        for (var cell = 0; cell < now.Showing.Cells; cell++)
            if ((changed.GetValueOrDefault(now.Unit(cell)), then.Shows(now.Unit(cell))) is var (people, again)
                && (then.ShowsUnknown ? people > 0 || !again : people > 0 && people < limit && again))
                now.Showing.Hide(cell, Hidden.ChangedByFew);
    }

    /// <summary>
    /// Sees to it that a combination in which the filter cells of then take part concerns enough of those who are still there. With a node for each pair of unit atoms, now and then, and one for each filter atom of then, those people are
    /// edges; a combination that weighs two filter atoms differently concerns a cut between their nodes, which must not be small. One that weighs alike all filter atoms of a part (those that units of then hold together)
    /// is a combination of units alone, and <see cref="Compare"/> has it.
    /// </summary>
    private static void Tie(Seats now, Seats then, int[] sizes, int limit)
    {
        var parts = Parts(then);
        while (!Tied() && Enumerable.Range(0, now.Showing.Cells).Where(now.Showing.Shows).ToList() is { Count: > 0 } shown)
            now.Showing.Hide(shown.MinBy(cell => sizes[cell]), Hidden.ChangedByFew);

        bool Tied()
        {
            var stayed = then.Persons.Where(now.Has).CountBy(person => (Filter: then.Atom(person, byFilter: true), Units: (now.Atom(person, byFilter: false), then.Atom(person, byFilter: false)))).ToList();
            return parts.TrueForAll(part =>
            {
                // The first filter atom of the part is node 0.
                var (filters, units) = (new Dictionary<int, int>(), new Dictionary<(int, int), int>());
                foreach (var atom in part.Concat(stayed.Select(some => some.Key.Filter)))
                    filters.TryAdd(atom, filters.Count);
                foreach (var some in stayed)
                    units.TryAdd(some.Key.Units, filters.Count + units.Count);
                var cuts = new Cuts(filters.Count + units.Count);
                stayed.ForEach(some => cuts.Add(filters[some.Key.Filter], units[some.Key.Units], some.Value));
                return part.TrueForAll(atom => cuts.Tied(filters[atom], limit));
            });
        }
    }

    /// <summary>The filter atoms of then, by what holds them together: units of then that have people of several.</summary>
    private static List<List<int>> Parts(Seats then)
    {
        var seats = then.Persons.Select(person => (Unit: then.Atom(person, byFilter: false), Filter: then.Atom(person, byFilter: true))).Distinct().ToList();
        var part = seats.Select(seat => seat.Filter).Distinct().ToDictionary(filter => filter);
        foreach (var unit in seats.GroupBy(seat => seat.Unit))
        {
            var held = unit.Select(seat => part[seat.Filter]).ToHashSet();
            // Outside all units shown there is nothing to weigh against but being outside all filters.
            if (unit.Key == Showing.Open)
                held.Add(part.TryAdd(Showing.Open, Showing.Open) ? Showing.Open : part[Showing.Open]);
            foreach (var filter in part.Keys.Where(filter => held.Contains(part[filter])).ToList())
                part[filter] = held.Min();
        }
        return [.. part.GroupBy(one => one.Value).Select(group => group.Select(one => one.Key).Order().ToList())];
    }

    private static void Compare(Seats now, Seats then, bool byFilter, int[] sizes, int limit)
    {
        var cuts = new Cuts(now.Showing.Atoms + then.Showing.Atoms);
        foreach (var ((here, there), people) in now.Persons.Union(then.Persons).CountBy(person => (now.Atom(person, byFilter: false), then.Atom(person, byFilter))))
            cuts.Add(here, there == Showing.Open ? there : now.Showing.Atoms + there, people);
        Audit.Until(now.Showing, cuts, sizes, limit, Hidden.ChangedByFew, far =>
        {
            // The earlier release alone gives this away, as when the threshold has been raised since; nothing hidden now takes it back.
            for (var atom = now.Showing.Atoms; atom < now.Showing.Atoms + then.Showing.Atoms; atom++)
                if (far(atom))
                    cuts.Join(atom, Showing.Open);
        });
    }

    /// <summary>Where everybody was counted in one round, and what of it was shown.</summary>
    private sealed class Seats
    {
        private readonly Hierarchy hierarchy;
        private readonly IReadOnlyList<string> filters;
        private readonly Dictionary<Guid, Took> took;

        public Seats(Showing showing, Hierarchy hierarchy, IReadOnlyList<string> filters, IReadOnlyList<Took> took) =>
            (Showing, this.hierarchy, this.filters, this.took) = (showing, hierarchy, filters, took.ToDictionary(one => one.Person));

        public Seats(Earlier then)
            : this(new Showing(then.Hierarchy.Above, 1 + then.Release.Filters.Count), then.Hierarchy, then.Release.Filters, then.Took)
        {
            var shown = then.Release.Cells.Where(cell => cell.Hidden is null).Select(cell => (cell.Unit, cell.Filter)).ToHashSet();
            for (var cell = 0; cell < Showing.Cells; cell++)
                if (!shown.Contains((Unit(cell % Units), cell < Units ? null : filters[(cell / Units) - 1])))
                    Showing.Hide(cell, Hidden.TooFew);
            ShowsUnknown = shown.Any(cell => cell.Filter is not null) && then.Took.All(one => one.Filter is null);
        }

        public Showing Showing { get; }

        /// <summary>Were there cells of a filter whose value people chose on the sheet itself?</summary>
        public bool ShowsUnknown { get; }

        public IEnumerable<Guid> Persons => took.Keys;

        public bool Has(Guid person) => took.ContainsKey(person);

        private int Units => hierarchy.Nodes.Count;

        public Guid Unit(int place) => hierarchy.Nodes[place].Unit;

        public bool Shows(Guid unit) => hierarchy.Has(unit) && Showing.Shows(hierarchy.Place(unit));

        public int Atom(Guid person, bool byFilter) =>
            took.TryGetValue(person, out var seat) && Layer(seat, byFilter) is var layer and >= 0 ? Showing.Atom((layer * Units) + hierarchy.Place(seat.Unit)) : Showing.Open;

        /// <summary>The units somebody is counted in: their own and those above.</summary>
        public IEnumerable<Guid> Around(Guid person)
        {
            for (var place = took.TryGetValue(person, out var seat) ? hierarchy.Place(seat.Unit) : -1; place >= 0; place = hierarchy.Above[place])
                yield return Unit(place);
        }

        private int Layer(Took seat, bool byFilter)
        {
            if (!byFilter)
                return 0;
            for (var value = 0; value < filters.Count; value++)
                if (filters[value] == seat.Filter)
                    return value + 1;
            return -1;
        }
    }
}
