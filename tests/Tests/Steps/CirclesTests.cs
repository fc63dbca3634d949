using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Omtanke.Tests.Content;

using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>The circles: where they stand, what is said of them, what is drawn.</summary>
public sealed class CirclesTests
{
    [Fact]
    public void A_circle_never_leaves_the_picture() => Prop.ForAll<int, int, int>((x, y, r) =>
    {
        var round = new Round(x, y, r);
        return round.R is >= Round.Least and <= Round.Most && round.X - round.R >= 0 && round.X + round.R <= Round.Side && round.Y - round.R >= 0 && round.Y + round.R <= Round.Side;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(20, 20, 10, 80, 80, 10, Meeting.Apart)]
    [InlineData(30, 50, 20, 70, 50, 20, Meeting.Apart)]
    [InlineData(30, 50, 20, 62, 50, 20, Meeting.Little)]
    [InlineData(40, 50, 20, 56, 50, 20, Meeting.Some)]
    [InlineData(40, 50, 20, 50, 50, 20, Meeting.Much)]
    [InlineData(50, 50, 40, 55, 50, 10, Meeting.Within)]
    [InlineData(50, 50, 10, 55, 50, 40, Meeting.Within)]
    [InlineData(50, 50, 30, 50, 50, 30, Meeting.Same)]
    public void How_two_circles_lie_to_each_other_is_said(int x, int y, int r, int otherX, int otherY, int otherR, Meeting meeting) =>
        new Round(x, y, r).Meets(new Round(otherX, otherY, otherR)).ShouldBe(meeting);

    [Fact]
    public void What_two_share_is_the_same_from_both_sides_and_never_more_than_the_smaller() => Prop.ForAll<(int, int, int), (int, int, int)>((a, b) =>
    {
        var (one, other) = (new Round(a.Item1, a.Item2, a.Item3), new Round(b.Item1, b.Item2, b.Item3));
        return Math.Abs(one.Shared(other) - other.Shared(one)) < .001 && one.Shared(other) >= -.001 && one.Shared(other) <= Math.Min(one.Area, other.Area) + .001;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_second_picture_begins_as_the_first_and_keeps_what_is_drawn_in_it()
    {
        using var bench = Drawing();
        var sheet = Sheet(bench);
        var answer = Shelf.Filled(("T99.P1.1.x", "30"), ("T99.P1.1.r", "25"));
        sheet.In(1, answer).ShouldBe(sheet.In(0, answer));
        (sheet.IsDrawn(0, answer), sheet.IsDrawn(1, answer)).ShouldBe((true, false));
        var later = sheet.In(1, answer.With("T99.P2.1.r", "10"));
        (later[0].X, later[0].R).ShouldBe((30, 10));
        sheet.In(0, answer.With("T99.P2.1.r", "10"))[0].R.ShouldBe(25);
    }

    [Theory]
    [InlineData("x", "101", "0", "100")]
    [InlineData("y", "-1", "0", "100")]
    [InlineData("r", "46", "5", "45")]
    [InlineData("r", "stor", "5", "45")]
    public void A_number_out_of_the_picture_is_told_kept_and_not_drawn(string size, string typed, string least, string most)
    {
        using var bench = Drawing();
        var taken = Sheet(bench).Take(Shelf.Posted(($"T99.P1.2.{size}", typed)), Answer.Empty);
        var fault = taken.Faults.ShouldHaveSingleItem();
        (fault.Field, fault.In(Shelf.English.Words)).ShouldBe(($"T99.P1.2.{size}", $"Write a number between {least} and {most}."));
        taken.Answer[$"T99.P1.2.{size}"].ShouldBe(typed);
        Sheet(bench).In(0, taken.Answer).ShouldBe(Sheet(bench).In(0, Answer.Empty));
    }

    [Fact]
    public void The_picture_is_told_in_words_for_those_who_do_not_see_it()
    {
        using var bench = Drawing();
        var answer = Shelf.Filled(
            ("T99.P1.1.x", "50"), ("T99.P1.1.y", "50"), ("T99.P1.1.r", "40"), ("T99.P1.2.x", "50"), ("T99.P1.2.y", "50"), ("T99.P1.2.r", "10"), ("T99.P1.3.x", "5"), ("T99.P1.3.y", "5"), ("T99.P1.3.r", "5"));
        Sheet(bench).Told(0, bench.Read().In("en"), answer).ShouldBe(
        [
            "“Work” takes up 93% of the three.", "“Family” takes up 6% of the three.", "“Mine <3” takes up 1% of the three.",
            "“Family” lies inside “Work”.", "“Work” and “Mine <3” do not touch.", "“Family” and “Mine <3” do not touch.",
        ]);
    }

    [Fact]
    public void The_drawing_stands_alone_with_both_pictures_and_its_colours_written_in_it()
    {
        using var bench = Drawing();
        var svg = XElement.Parse(Sheet(bench).Draw(bench.Read().In("en"), Shelf.Filled(("T99.P2.3.r", "45"))));
        svg.Descendants().Count(shape => shape.Attribute("data-circle") is not null).ShouldBe(6);
        svg.Descendants().Where(shape => shape.Attribute("class")?.Value.Contains("om-fill", StringComparison.Ordinal) is true).ShouldAllBe(shape => shape.Attribute("fill")!.Value.StartsWith('#'));
        svg.Descendants().Attributes().ShouldAllBe(attribute => attribute.Name.LocalName != "style" && !attribute.Value.Contains("url("));
        svg.Value.ShouldContain("Mine <3");
        (svg.Attribute("width"), svg.Attribute("height"), svg.Attribute("viewBox")).ShouldSatisfyAllConditions(
            size => size.Item1.ShouldNotBeNull(), size => size.Item2.ShouldNotBeNull(), size => size.Item3.ShouldNotBeNull());
    }

    [Fact]
    public async Task Every_circle_has_fields_and_a_drawing_that_needs_no_script()
    {
        using var bench = Drawing();
        var html = await Shelf.Html(bench.Read(), "T99.S1", language => new Show(language) { Editable = true, Answer = Shelf.Filled(("T99.P1.1.x", "20"), ("T99.P1.1.r", "12")) });
        html.ShouldContain("<circle cx=\"80\"");
        foreach (var field in Sheet(bench).Fields)
        {
            html.ShouldContain($"name=\"{field.Name}\"");
            html.ShouldContain($"for=\"{field.Name}\"");
        }
    }

    [Fact]
    public async Task On_paper_there_is_room_to_draw_or_the_drawing()
    {
        using var bench = Drawing();
        (await Shelf.Html(bench.Read(), "T99.S1", language => new Show(language), paper: true)).ShouldSatisfyAllConditions(
            html => html.ShouldContain("om-circles-frame"), html => html.ShouldNotContain("data-circle="));
        (await Shelf.Html(bench.Read(), "T99.S1", language => new Show(language) { Answer = Shelf.Filled(("T99.Q1", "Mere tid")) }, paper: true)).ShouldSatisfyAllConditions(
            html => html.ShouldContain("data-circle="), html => html.ShouldContain("Mere tid"));
    }

    static Circles Sheet(Workbench bench) => (Circles)StepKinds.Read(bench.Read().Step("T99.S1"));

    static Workbench Drawing() => Shelf.Bench(
        "{id: T99.S1, kind: circles, circles: [T99.C1, T99.C2, T99.C3], pictures: [T99.P1, T99.P2], questions: [T99.Q1]}",
        "T99.S1: {title: Cirkler}\nT99.C1: {title: Arbejde}\nT99.C2: {title: Familie}\nT99.C3: {title: Mit <3}\nT99.P1: {title: Nu}\nT99.P2: {title: Om fem år}\nT99.Q1: {text: Er det godt?}\n",
        "T99.S1: {title: Circles}\nT99.C1: {title: Work}\nT99.C2: {title: Family}\nT99.C3: {title: Mine <3}\nT99.P1: {title: Now}\nT99.P2: {title: In five years}\nT99.Q1: {text: Is it good?}\n");
}
