using Omtanke.Tests.Content;

using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>The table of hours: what it adds up, takes and shows.</summary>
public sealed class HoursTests
{
    [Fact]
    public void Hours_are_added_up_by_what_they_do_and_what_does_both_counts_for_both()
    {
        using var bench = Table();
        var sum = Sheet(bench).Sum(Shelf.Filled(
            ("T99.A1.hours", "10"), ("T99.A1.gives", "on"), ("T99.A2.hours", "7.5"), ("T99.A2.gives", "on"), ("T99.A2.drains", "on"),
            ("T99.S1.O1.hours", "2.5"), ("T99.S1.O1.drains", "on"), ("T99.S1.O2.hours", "20")));
        sum.ShouldBe(new HoursSum(OnlyGives: 10, OnlyDrains: 2.5m, Both: 7.5m, Neither: 20));
        (sum.All, sum.Gives, sum.Drains).ShouldBe((40, 17.5m, 10));
        (sum.Share(sum.Gives), sum.Share(sum.Both)).ShouldBe((44, 19));
        sum.Place("only-drains").ShouldBe((43.75m, 6.25m));
    }

    [Fact]
    public void No_hours_give_no_shares() => HoursSum.Nothing.ShouldSatisfyAllConditions(
        sum => sum.Share(0).ShouldBe(0), sum => sum.Place("both").ShouldBe((0, 0)));

    [Theory]
    [InlineData("7,5", "7.5")]
    [InlineData("7.50", "7.5")]
    [InlineData(" 168 ", "168")]
    [InlineData("0", "0")]
    public void Hours_are_taken_with_comma_or_point(string typed, string kept)
    {
        using var bench = Table();
        var taken = Sheet(bench).Take(Shelf.Posted(("T99.A1.hours", typed)), Answer.Empty);
        taken.Faults.ShouldBeEmpty();
        taken.Answer["T99.A1.hours"].ShouldBe(kept);
    }

    [Theory]
    [InlineData("169")]
    [InlineData("-1")]
    [InlineData("mange")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    public async Task What_are_no_hours_stays_with_its_fault_and_is_not_counted(string typed)
    {
        using var bench = Table();
        var sheet = Sheet(bench);
        var taken = sheet.Take(Shelf.Posted(("T99.A1.hours", typed), ("T99.A2.hours", "3")), Answer.Empty);
        var fault = taken.Faults.ShouldHaveSingleItem();
        (fault.Field, fault.In(bench.Read().In("en").Words)).ShouldBe(("T99.A1.hours", "Write a number between 0 and 168."));
        taken.Answer["T99.A1.hours"].ShouldBe(typed);
        sheet.Sum(taken.Answer).All.ShouldBe(3);
        var html = await Shelf.Html(bench.Read(), "T99.S1", language => new Show(language) { Editable = true, Answer = taken.Answer, Faults = taken.Faults });
        html.ShouldContain($"value=\"{typed}\"");
        html.ShouldContain("id=\"T99.A1.hours-error\"");
        html.ShouldContain("aria-describedby=\"T99.A1.hours-error\"");
    }

    [Fact]
    public void Giving_and_draining_are_ticked_apart_and_only_by_a_form_that_showed_them()
    {
        using var bench = Table();
        var before = Shelf.Filled(("T99.A1.gives", "on"), ("T99.A1.drains", "on"), ("T99.A1.change", "Kortere"));
        Sheet(bench).Take(Shelf.Posted((Field.Shown, "T99.S1"), ("T99.A1.drains", "on")), before).Answer.ShouldBe(Shelf.Filled(("T99.A1.drains", "on"), ("T99.A1.change", "Kortere")));
        Sheet(bench).Take(Shelf.Posted(("T99.A1.hours", "2")), before).Answer.ShouldBe(before.With("T99.A1.hours", "2"));
    }

    [Fact]
    public void It_is_told_line_by_line_with_the_name_of_the_row()
    {
        using var bench = Table();
        var answer = Shelf.Filled(("T99.A1.hours", "1"), ("T99.A1.gives", "on"), ("T99.S1.O1.name", "Golf 🏌"), ("T99.S1.O1.hours", "7.5"), ("T99.S1.O1.change", "Mere"), ("T99.Q1", "Ja"));
        Sheet(bench).SumUp(bench.Read().In("da"), answer).ShouldBe(["Mail: 1 time", "Mail: Giver energi", "Egen række 1: Golf 🏌", "Golf 🏌: 7,5 timer", "Golf 🏌: Mere", "Hvad nu?: Ja"]);
    }

    [Fact]
    public async Task A_row_that_is_put_away_is_not_read_but_can_be_taken_out_again()
    {
        using var bench = Table();
        var answer = Shelf.Filled(("T99.A1.hours", "0"), ("T99.A2.hours", "4"));
        var read = await Shelf.Html(bench.Read(), "T99.S1", language => new Show(language) { Answer = answer });
        read.ShouldNotContain("Mail");
        read.ShouldContain("Møder");
        var written = await Shelf.Html(bench.Read(), "T99.S1", language => new Show(language) { Answer = answer, Editable = true });
        written.ShouldContain("name=\"T99.A1.hours\"");
        written.ShouldContain("Tag rækken frem igen</span>: Mail<");
        written.ShouldContain("Læg rækken væk</span>: Møder<");
    }

    [Fact]
    public async Task The_sums_stand_in_words_and_the_bar_shows_the_same()
    {
        using var bench = Table();
        var answer = Shelf.Filled(("T99.A1.hours", "30"), ("T99.A1.gives", "on"), ("T99.A2.hours", "10"), ("T99.A2.drains", "on"));
        var html = await Shelf.Html(bench.Read(), "T99.S1", language => new Show(language) { Answer = answer });
        html.ShouldContain("<dd data-hours=\"all\">40 timer</dd>");
        html.ShouldContain("<span data-hours=\"only-drains\">10 timer (25 %)</span>");
        html.ShouldContain("<rect x=\"75%\" width=\"25%\"");
    }

    [Fact]
    public async Task Script_in_a_row_of_ones_own_is_text()
    {
        using var bench = Table();
        var answer = Shelf.Filled(("T99.S1.O1.name", "<script>alert(1)</script>"), ("T99.S1.O1.change", "</textarea><img src=x>"), ("T99.S1.O1.hours", "1"));
        foreach (var editable in new[] { true, false })
        {
            var html = await Shelf.Html(bench.Read(), "T99.S1", language => new Show(language) { Answer = answer, Editable = editable });
            html.ShouldNotContain("<script");
            html.ShouldNotContain("<img");
        }
    }

    [Fact]
    public async Task On_paper_the_table_is_blank_or_as_it_was_filled_in()
    {
        using var bench = Table();
        (await Shelf.Html(bench.Read(), "T99.S1", language => new Show(language), paper: true)).ShouldNotContain("om-hours-sum");
        var filled = await Shelf.Html(bench.Read(), "T99.S1", language => new Show(language) { Answer = Shelf.Filled(("T99.A2.hours", "2.5")) }, paper: true);
        filled.ShouldContain(">2,5<");
        filled.ShouldContain("om-hours-sum");
    }

    [Fact]
    public void A_table_without_rows_or_with_an_unknown_key_is_refused_by_file_and_line()
    {
        using var bench = Table();
        bench.Change("tools/T99-tea/tool.yaml", "own: 2", "own: 2, colour: red");
        Should.Throw<ContentException>(() => Sheet(bench)).Message.ShouldContain("colour");
        using var empty = Shelf.Bench("{id: T99.S1, kind: hours}", "T99.S1: {title: Ugen}\n", "T99.S1: {title: The week}\n");
        Should.Throw<ContentException>(() => Sheet(empty)).Message.ShouldContain("neither activities");
    }

    static Hours Sheet(Workbench bench) => (Hours)StepKinds.Read(bench.Read().Step("T99.S1"));

    static Workbench Table() => Shelf.Bench(
        "{id: T99.S1, kind: hours, activities: [T99.A1, T99.A2], own: 2, groups: [{id: T99.G1, questions: [T99.Q1]}]}",
        "T99.S1: {title: Ugen}\nT99.A1: {title: Mail}\nT99.A2: {title: Møder}\nT99.G1: {title: Nu}\nT99.Q1: {text: Hvad nu?}\n",
        "T99.S1: {title: The week}\nT99.A1: {title: Mail}\nT99.A2: {title: Meetings}\nT99.G1: {title: Now}\nT99.Q1: {text: What now?}\n");
}
