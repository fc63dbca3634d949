using System.Globalization;
using Omtanke.Insight;

namespace Omtanke.Tests.Insight;

/// <summary>An attacker who knows everything but the answers, against some hundreds of invented workplaces.</summary>
public sealed class AttackerTests(ITestOutputHelper output)
{
    private const int Workplaces = 600;

    [Fact]
    public void Finds_nobody_and_no_small_group_in_six_hundred_workplaces_and_most_of_the_cells_are_still_shown()
    {
        var (gate, plain) = (new Found(), new Found());
        for (var seed = 0; seed < Workplaces; seed++)
        {
            var workplace = new Workplace(seed);
            var first = workplace.First();
            var release = ReleaseGate.Release(workplace.Round(first), [], workplace.Lot);
            gate.Attack(workplace, first, (cell, question) => Told(release, cell, question));
            // The same attacker where only cells of fewer than five are hidden: does it find anything at all?
            if (seed % 6 == 0)
                plain.Attack(workplace, first, (cell, question) => question is null || People(workplace, first, cell, question).Count >= 5 ? (true, false) : (false, false));
            var second = workplace.Second(first);
            var again = ReleaseGate.Release(workplace.Round(second), [new(workplace.Hierarchy, release, [.. first.Select(person => person.Took)])], workplace.Lot);
            gate.Attack(workplace, second, (cell, question) => Told(again, cell, question), later: true);
            gate.Compare(Groups(workplace, release, first), Groups(workplace, again, second));
        }
        output.WriteLine($"Hiding cells under five alone: {plain}");
        output.WriteLine($"The release gate:              {gate}");
        (gate.Individuals, gate.SmallGroups, gate.Changed).ShouldBe((0, 0, 0));
        gate.Share.ShouldBeGreaterThanOrEqualTo(0.6);
        (plain.Individuals > 0 && plain.SmallGroups > 0).ShouldBeTrue("an attacker who finds nothing where nothing guards proves nothing");
    }

    private static List<HashSet<Guid>> Groups(Workplace workplace, Release release, IReadOnlyList<Person> people) =>
        [.. release.Cells.Where(cell => cell.Hidden is null).Select(cell => People(workplace, people, (cell.Unit, cell.Filter), null))];

    private static (bool Shown, bool Counts) Told(Release release, (Guid Unit, string? Filter) at, Question? question)
    {
        var cell = release.Of(at.Unit, at.Filter);
        return question is null ? (cell is { Hidden: null }, false) : cell?.Of(question.Id) is { Hidden: null } figure ? (true, figure.Counts is not null) : (false, false);
    }

    private static HashSet<Guid> People(Workplace workplace, IReadOnlyList<Person> people, (Guid Unit, string? Filter) cell, Question? question)
    {
        var parents = workplace.Hierarchy.Nodes.ToDictionary(node => node.Unit, node => node.Parent);
        return [.. people.Where(person => (cell.Filter is null || person.Filter == cell.Filter) && Within(person.Unit) && (question is null || person.Answers[Place(question)] is not null)).Select(person => person.Id)];

        bool Within(Guid? unit) => unit == cell.Unit || (unit is { } here && Within(parents[here]));

        int Place(Question question) => workplace.Questions.ToList().IndexOf(question);
    }

    /// <summary>What the attacker got.</summary>
    private sealed class Found
    {
        private int rounds;
        private int cells;
        private int shown;
        private int cellsLater;
        private int shownLater;
        private int figures;
        private int figuresShown;

        public int SmallGroups { get; private set; }

        public int Individuals { get; private set; }

        public int Changed { get; private set; }

        public double Share => (double)shown / cells;

        public void Attack(Workplace workplace, List<Person> people, Func<(Guid Unit, string? Filter), Question?, (bool Shown, bool Counts)> told, bool later = false)
        {
            rounds++;
            var all = workplace.Hierarchy.Nodes.SelectMany(node => workplace.Filters.Prepend(null!).Select(filter => (node.Unit, Filter: (string?)filter))).ToList();
            var who = all.ToDictionary(cell => cell, cell => People(workplace, people, cell, null));
            var five = all.Where(cell => who[cell].Count >= 5 && (!later || cell.Filter is null)).ToList();
            if (later)
                (cellsLater, shownLater) = (cellsLater + five.Count, shownLater + five.Count(cell => told(cell, null).Shown));
            else
                (cells, shown) = (cells + five.Count, shown + five.Count(cell => told(cell, null).Shown));
            for (var number = 0; number < workplace.Questions.Count; number++)
            {
                var question = workplace.Questions[number];
                var enough = question.Answering switch { Answering.Scale => 5, Answering.Choice => 10, _ => 20 };
                var answered = people.Where(person => person.Answers[number] is not null).Select(person => person.Id).ToHashSet();
                var seen = new List<Attacker.Seen>();
                foreach (var cell in all.Where(cell => cell.Filter is null || question.ByFilter))
                {
                    var members = who[cell].Where(answered.Contains).ToHashSet();
                    var (isShown, counts) = told(cell, question);
                    if (isShown)
                        seen.Add(new(members, counts));
                    if (!later && members.Count >= enough)
                        (figures, figuresShown) = (figures + 1, figuresShown + (isShown ? 1 : 0));
                }
                SmallGroups += Attacker.Groups([.. seen.Select(cell => cell.People)]);
                Individuals += Attacker.Individuals(people, number, question.Options, seen, workplace.Lot);
            }
        }

        /// <summary>Both rounds together: whoever is in both answered the same.</summary>
        public void Compare(List<HashSet<Guid>> first, List<HashSet<Guid>> second) => Changed += Attacker.Groups([.. first, .. second]);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{rounds} rounds; exact individuals {Individuals}, recoverable groups under five {SmallGroups}, by comparing two rounds {Changed}; shown {Share:P1} of {cells} cells of five or more, {(double)figuresShown / figures:P1} of {figures} figures, {Later}");

        private string Later => cellsLater == 0 ? "no second round" : string.Create(CultureInfo.InvariantCulture, $"{(double)shownLater / cellsLater:P1} of {cellsLater} units in a second round");
    }
}
