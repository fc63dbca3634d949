using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Omtanke.Insight;
using Omtanke.Organisation;

namespace Omtanke.Tests.Insight;

/// <summary>Each rule of the release gate by itself, on a house with a kitchen, a ward and a workshop.</summary>
public sealed class ReleaseGateTests
{
    private static readonly Guid House = Guid.NewGuid(), Kitchen = Guid.NewGuid(), Ward = Guid.NewGuid(), Workshop = Guid.NewGuid();
    private static readonly Hierarchy Units = new([new(Kitchen, House), new(House, null), new(Ward, House), new(Workshop, House)]);
    private static readonly Question Tone = new("tone", Answering.Scale, 5);

    [Fact]
    public void Four_are_hidden_and_five_are_told_of_in_a_band_with_a_mean_in_halves_and_no_counts()
    {
        var release = Release([.. Of(Kitchen, 1, 2, 3, 4), .. Of(Ward, 1, 2, 3, 4, 5), .. Of(Workshop, 1, 2, 3, 4, 5, 5, 3)]);
        Hidden(release, Kitchen).ShouldBe(Omtanke.Insight.Hidden.TooFew);
        var cell = release.Of(Workshop)!;
        (cell.Hidden, cell.People).ShouldBe((null, new Count(5, 9)));
        (cell.Figures[0].Answers, cell.Figures[0].Mean, cell.Figures[0].Counts).ShouldBe((new Count(5, 9), 3.5m, null));
    }

    [Fact]
    public void Nobody_is_left_over_between_a_unit_and_those_below_it()
    {
        // Three leaders are counted in the house itself: house less the three units would be theirs alone.
        var release = Release([.. Of(House, 1, 2, 5), .. Of(Kitchen, [.. Mixed(12)]), .. Of(Ward, [.. Mixed(15)]), .. Of(Workshop, [.. Mixed(20)])]);
        (Hidden(release, House), Hidden(release, Kitchen), Hidden(release, Ward), Hidden(release, Workshop)).ShouldBe((null, Omtanke.Insight.Hidden.Remainder, null, null));
    }

    [Fact]
    public void A_hidden_unit_takes_the_smallest_beside_it_along_for_company()
    {
        var release = Release([.. Of(Kitchen, 1, 2, 5), .. Of(Ward, [.. Mixed(15)]), .. Of(Workshop, [.. Mixed(20)])]);
        (Hidden(release, House), Hidden(release, Kitchen), Hidden(release, Ward), Hidden(release, Workshop)).ShouldBe((null, Omtanke.Insight.Hidden.TooFew, Omtanke.Insight.Hidden.Complementary, null));
    }

    [Fact]
    public void A_few_that_only_several_cells_together_give_away_stay_hidden()
    {
        // The one man of the kitchen: kitchen less women, and the women of the ward and the workshop from those who are shown, leave him alone.
        List<Sheet> sheets =
        [
            .. Of(Kitchen, [.. Mixed(11)], "women"), .. Of(Kitchen, [3, 5], "men"), .. Of(Ward, [.. Mixed(14)], "women"), .. Of(Ward, [.. Mixed(8)], "men"),
            .. Of(Workshop, [.. Mixed(9)], "women"), .. Of(Workshop, [.. Mixed(10)], "men"),
        ];
        var release = ReleaseGate.Release(new(Units, ["women", "men"], [Tone with { ByFilter = true }], sheets, [], new()), [], Never);
        release.Of(Kitchen, "men")!.Hidden.ShouldBe(Omtanke.Insight.Hidden.TooFew);
        var shown = release.Cells.Where(cell => cell.Hidden is null).Select(cell => (cell.Unit, cell.Filter)).ToList();
        (shown.Contains((Kitchen, null)) && shown.Contains((Kitchen, "women"))).ShouldBeFalse();
        // men of the house less men of the ward and the workshop
        (shown.Contains((House, "men")) && shown.Contains((Ward, "men")) && shown.Contains((Workshop, "men"))).ShouldBeFalse();
        shown.Count.ShouldBe(7);
    }

    [Fact]
    public void Whoever_skips_a_question_makes_other_groups_of_it()
    {
        var other = Tone with { Id = "load" };
        var sheets = Mixed(12).Select((answer, number) => new Sheet(Kitchen, null, [answer, number < 4 ? answer : null], [])).Concat(Mixed(15).Select(answer => new Sheet(Ward, null, [answer, answer], [])));
        var release = ReleaseGate.Release(new(Units, [], [Tone, other], [.. sheets], [], new()), [], Never);
        (release.Of(Kitchen)!.Of("tone")!.Hidden, release.Of(Kitchen)!.Of("load")!.Hidden).ShouldBe((null, Omtanke.Insight.Hidden.TooFew));
        // The house less the ward would be the four.
        (release.Of(Ward)!.Of("tone")!.Hidden, release.Of(Ward)!.Of("load")!.Hidden).ShouldBe((null, Omtanke.Insight.Hidden.Complementary));
    }

    [Theory]
    [InlineData(new[] { 5, 5, 5, 5, 5, 5 }, true)]
    [InlineData(new[] { 5, 5, 5, 5, 1, 2 }, true)]
    [InlineData(new[] { 5, 5, 5, 1, 2, 2 }, false)]
    [InlineData(new[] { 3, 3, 3, 3, 3, 1, 5, 4 }, false)]
    public void Where_fewer_than_three_answered_something_else_than_most_nothing_is_told(int[] answers, bool hidden) =>
        (Release([.. Of(Kitchen, answers), .. Of(Ward, [.. Mixed(15)])]).Of(Kitchen)!.Figures[0].Hidden == Omtanke.Insight.Hidden.TooAlike).ShouldBe(hidden);

    [Fact]
    public void What_is_left_between_cells_must_not_be_alike_either()
    {
        // The workshop is hidden with the kitchen; house less ward is six people who all answered 5.
        var release = Release([.. Of(Kitchen, 5, 5, 5), .. Of(Ward, [.. Mixed(15)]), .. Of(Workshop, 5, 5, 5)]);
        (release.Of(House)!.Figures[0].Hidden, release.Of(Ward)!.Figures[0].Hidden).ShouldBe((null, Omtanke.Insight.Hidden.TooAlike));
    }

    [Fact]
    public void Counts_come_from_ten_and_only_where_what_is_left_is_ten_too()
    {
        var release = Release([.. Of(Kitchen, [.. Mixed(8)]), .. Of(Ward, [.. Mixed(11)]), .. Of(Workshop, [.. Mixed(14)])]);
        release.Cells.ShouldAllBe(cell => cell.Hidden == null);
        (release.Of(House)!.People, release.Of(Workshop)!.People, release.Of(Ward)!.People, release.Of(Kitchen)!.People).ShouldBe((new(33, 33), new(14, 14), new(10, 19), new(5, 9)));
        release.Of(House)!.Figures[0].Counts!.Sum().ShouldBe(33);
        (release.Of(Ward)!.Figures[0].Counts, release.Of(Kitchen)!.Figures[0].Counts).ShouldBe((null, null));
    }

    [Fact]
    public void Offensive_acts_are_told_from_twenty_and_only_where_what_is_left_is_twenty_too()
    {
        var acts = new Question("acts", Answering.Acts, 2);
        var release = ReleaseGate.Release(new(Units, [], [acts], [.. Yes(Kitchen, 19), .. Yes(Ward, 21), .. Yes(Workshop, 30)], [], new()), [], Never);
        release.Of(House)!.Figures[0].Counts.ShouldBe([35, 35]);
        (release.Of(Workshop)!.Figures[0].Hidden, release.Of(Ward)!.Figures[0].Hidden, release.Of(Kitchen)!.Figures[0].Hidden)
            .ShouldBe((null, Omtanke.Insight.Hidden.Complementary, Omtanke.Insight.Hidden.TooFew));

        static IEnumerable<Sheet> Yes(Guid unit, int people) => Enumerable.Range(0, people).Select(number => new Sheet(unit, null, [(number + (unit == Workshop || unit == Kitchen ? 1 : 0)) % 2], []));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Where_one_to_four_came_or_went_since_an_earlier_release_it_is_hidden(int left, bool hidden)
    {
        var (kitchen, ward) = (People(Kitchen, 30), People(Ward, 30));
        var first = ReleaseGate.Release(Round([.. kitchen, .. ward]), [], Never);
        var second = Round([.. kitchen.Skip(left), .. ward]);
        var release = ReleaseGate.Release(second, [new(Units, first, [.. kitchen.Concat(ward).Select(one => one.Took)])], Never);
        (Hidden(release, Kitchen), Hidden(release, Ward)).ShouldBe((hidden ? Omtanke.Insight.Hidden.ChangedByFew : null, null));
    }

    [Fact]
    public void Where_each_unit_changed_by_many_but_what_is_left_of_the_house_by_few_something_is_hidden()
    {
        var (kitchen, own, newcomers) = (People(Kitchen, 30), People(House, 10), People(Kitchen, 10));
        var first = ReleaseGate.Release(Round([.. kitchen, .. own]), [], Never);
        var release = ReleaseGate.Release(Round([.. kitchen, .. newcomers, .. own.Skip(2)]), [new(Units, first, [.. kitchen.Concat(own).Select(one => one.Took)])], Never);
        Hidden(release, Kitchen).ShouldBe(Omtanke.Insight.Hidden.ChangedByFew);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_filter_is_told_by_once_and_where_nobody_can_tell_who_was_behind_it_units_must_not_change_at_all(bool known)
    {
        List<(Sheet Sheet, Took Took)> people = [.. Some(Kitchen, 40), .. Some(Ward, 40)];
        var first = ReleaseGate.Release(Filtered(people), [], Never);
        var release = ReleaseGate.Release(Filtered([.. people.Skip(8)]), [new(Units, first, [.. people.Select(one => one.Took)])], Never);
        first.Of(Kitchen, "day")!.Hidden.ShouldBeNull();
        release.Cells.ShouldAllBe(cell => cell.Filter == null);
        (Hidden(release, Kitchen), Hidden(release, Ward)).ShouldBe((known ? null : Omtanke.Insight.Hidden.ChangedByFew, null));

        static Round Filtered(List<(Sheet Sheet, Took Took)> people) =>
            new(Units, ["day", "night"], [Tone with { ByFilter = true }], [.. people.Select(one => one.Sheet)], [.. people.Select(one => one.Took)], new());

        IEnumerable<(Sheet, Took)> Some(Guid unit, int people) => Mixed(people).Select((answer, number) => (number % 4 < 2 ? "day" : "night") is var filter ? (new Sheet(unit, filter, [answer], []), new Took(Guid.NewGuid(), unit, known ? filter : null)) : default);
    }

    [Fact]
    public void What_a_filter_told_before_and_a_unit_tells_now_is_looked_at_together()
    {
        // Then: all the night people. Now: the ward, which is the night people but for two who never were in both.
        List<Took> then = [.. Seats(Ward, 20, "night"), .. Seats(Kitchen, 30, "day"), .. Seats(House, 10, "day")];
        var first = ReleaseGate.Release(Taking(then), [], Never);
        first.Of(House, "night")!.Hidden.ShouldBeNull();
        List<Took> now = [.. then.Select((one, number) => number is >= 2 and < 20 ? one with { Unit = Workshop } : one), .. Seats(Ward, 20, "night")];
        Hidden(ReleaseGate.Release(Taking(now), [new(Units, first, then)], Never), Workshop).ShouldBe(Omtanke.Insight.Hidden.ChangedByFew);

        static IEnumerable<Took> Seats(Guid unit, int people, string filter) => Enumerable.Range(0, people).Select(_ => new Took(Guid.NewGuid(), unit, filter));

        static Round Taking(List<Took> took) => new(Units, ["day", "night"], [Tone with { ByFilter = true }], [.. took.Select((one, number) => new Sheet(one.Unit, one.Filter, [number % 5], []))], took, new());
    }

    [Fact]
    public void Comments_come_from_ten_each_once_without_order_and_those_of_a_small_unit_only_among_all()
    {
        var sheets = Named(Kitchen, 6).Concat(Named(Ward, 12)).Concat(Named(Workshop, 13)).ToList();
        var release = ReleaseGate.Release(new(Units, [], [Tone], sheets, [], new()), [], under => under - 1 == 0 ? 0 : 1);
        release.Of(Kitchen)!.Comments.ShouldBeEmpty();
        // Nine or fewer would be left if the ward's stood by themselves.
        release.Of(Ward)!.Comments.ShouldBeEmpty();
        var (workshop, house) = (release.Of(Workshop)!.Comments.Single().Texts, release.Of(House)!.Comments.Single().Texts);
        workshop.Order().ShouldBe(sheets.Skip(18).Select(sheet => sheet.Remarks[0].Text).Order());
        house.Order().ShouldBe(sheets.Take(18).Select(sheet => sheet.Remarks[0].Text).Order());
        workshop.ShouldNotBe(sheets.Skip(18).Select(sheet => sheet.Remarks[0].Text));

        static IEnumerable<Sheet> Named(Guid unit, int people) => Mixed(people).Select((answer, number) => new Sheet(unit, null, [answer - 1], [new("what would help", $"{unit} {number}")]));
    }

    [Fact]
    public void Some_figures_are_hidden_by_lot_and_say_what_those_say_that_are_alike()
    {
        var release = ReleaseGate.Release(Round([.. People(Kitchen, 30), .. People(Ward, 30)]), [], _ => 0);
        release.Cells.Where(cell => cell.Hidden is null).ShouldAllBe(cell => cell.Figures[0].Hidden == Omtanke.Insight.Hidden.TooAlike);
    }

    [Theory]
    [InlineData(19, 3.5)]
    [InlineData(20, 3.4)]
    public void A_mean_of_fewer_than_twenty_is_told_in_halves(int people, double mean) =>
        Figures.Mean(Tone, [people - 12, 0, 0, 0, 12], people).ShouldBe((decimal)mean);

    [Fact]
    public void A_mean_is_rounded_in_steps_of_its_scale()
    {
        // Nearest half of 25, and nearest tenth.
        Figures.Mean(new("load", Answering.Scale, 5, 0, 25), [3, 2, 1, 0, 1], 7).ShouldBe(25m);
        Figures.Mean(new("load", Answering.Scale, 5, 0, 25), [9, 6, 3, 0, 3], 21).ShouldBe(27.5m);
    }

    [Fact]
    public void Thresholds_can_be_raised_and_never_lowered()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Thresholds(means: 4));
        Should.Throw<ArgumentOutOfRangeException>(() => new Thresholds(counts: 9));
        Should.Throw<ArgumentOutOfRangeException>(() => new Thresholds(comments: 9));
        Should.Throw<ArgumentOutOfRangeException>(() => new Thresholds(acts: 19));
        var sheets = Of(Kitchen, [.. Mixed(7)]).Concat(Of(Ward, [.. Mixed(9)])).ToList();
        ReleaseGate.Release(new(Units, [], [Tone], sheets, [], new(means: 8)), [], Never).Of(Kitchen)!.Hidden.ShouldBe(Omtanke.Insight.Hidden.TooFew);
    }

    [Fact]
    public void Whoever_leads_a_unit_is_counted_in_the_one_above() =>
        (Units.Counted(Kitchen, leads: true), Units.Counted(Kitchen, leads: false), Units.Counted(House, leads: true)).ShouldBe((House, Kitchen, null));

    [Fact]
    public void Units_that_are_no_tree_are_refused()
    {
        Should.Throw<ArgumentException>(() => new Hierarchy([new(House, Kitchen), new(Kitchen, House)]));
        Should.Throw<ArgumentException>(() => new Hierarchy([new(House, null), new(House, null)]));
        Should.Throw<ArgumentException>(() => new Hierarchy([new(House, Kitchen)]));
    }

    [Fact]
    public void An_answer_there_is_none_of_and_a_choice_told_by_filter_are_refused()
    {
        Should.Throw<ArgumentException>(() => Release([new(Kitchen, null, [5], [])]));
        Should.Throw<ArgumentException>(() => Release([new(Kitchen, null, [0, 1], [])]));
        Should.Throw<ArgumentException>(() => ReleaseGate.Release(new(Units, ["day"], [new("theme", Answering.Choice, 3, ByFilter: true)], [], [], new()), [], Never));
    }

    [Fact]
    public void A_release_is_the_same_after_it_has_been_kept_as_JSON() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        var workplace = new Workplace(seed);
        var release = ReleaseGate.Release(workplace.Round(workplace.First()), [], workplace.Lot);
        var json = JsonSerializer.Serialize(release, JsonSerializerOptions.Web);
        var again = JsonSerializer.Deserialize<Release>(json, JsonSerializerOptions.Web)!;
        JsonSerializer.Serialize(again, JsonSerializerOptions.Web).ShouldBe(json);
        (again.Thresholds, again.Cells.Count).ShouldBe((release.Thresholds, release.Cells.Count));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void No_order_of_the_sheets_and_no_names_change_a_release() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        var workplace = new Workplace(seed);
        var people = workplace.First();
        var (one, other) = (ReleaseGate.Release(workplace.Round(people), [], Never), ReleaseGate.Release(workplace.Round([.. people.Order(Comparer<Person>.Create((a, b) => a.Id.CompareTo(b.Id)))]), [], Never));
        JsonSerializer.Serialize(other).ShouldBe(JsonSerializer.Serialize(one));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Raising_a_threshold_never_shows_more() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        var workplace = new Workplace(seed);
        var round = workplace.Round(workplace.First());
        var (lower, higher) = (ReleaseGate.Release(round, [], Never), ReleaseGate.Release(round with { Thresholds = new(means: 8, counts: 12, acts: 25) }, [], Never));
        higher.Cells.Where(cell => cell.Hidden is null).Sum(_ => 1).ShouldBeLessThanOrEqualTo(lower.Cells.Where(cell => cell.Hidden is null).Sum(_ => 1));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    // ---- What the tests say it with

    private static int Never(int under) => under - 1;

    private static Hidden? Hidden(Release release, Guid unit) => release.Of(unit)!.Hidden;

    private static Release Release(List<Sheet> sheets) => ReleaseGate.Release(new(Units, [], [Tone], sheets, [], new()), [], Never);

    /// <summary>Answers from 1 to 5, as people say them.</summary>
    private static IEnumerable<Sheet> Of(Guid unit, params int[] answers) => Of(unit, answers, null);

    private static IEnumerable<Sheet> Of(Guid unit, int[] answers, string? filter) => answers.Select(answer => new Sheet(unit, filter, [answer - 1], []));

    private static IEnumerable<int> Mixed(int people) => Enumerable.Range(0, people).Select(number => number % 4 + 1);

    private static List<(Sheet Sheet, Took Took)> People(Guid unit, int people) => [.. Mixed(people).Select(answer => (new Sheet(unit, null, [answer], []), new Took(Guid.NewGuid(), unit, null)))];

    private static Round Round(List<(Sheet Sheet, Took Took)> people) => new(Units, [], [Tone], [.. people.Select(one => one.Sheet)], [.. people.Select(one => one.Took)], new());
}
