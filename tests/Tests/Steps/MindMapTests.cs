using System.Net;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Omtanke.Tests.Content;

using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>The mind map: an outline becomes branches, and branches a drawing where nothing covers anything.</summary>
public sealed class MindMapTests
{
    [Theory]
    [InlineData("a\n\tb\n\t\tc\n\td\ne", "a 0, b 1, c 2, d 1, e 0")]
    [InlineData("a\n  b\n    c\n  d\ne", "a 0, b 1, c 2, d 1, e 0")]
    [InlineData("- a\n  - b\n* c\n• d\n–", "a 0, b 1, c 0, d 0")]
    [InlineData("•\ta\n\t•\tb\n-\u00A0c\n*\t", "a 0, b 1, c 0")]
    [InlineData("-a\n•b", "-a 0, •b 0")]
    [InlineData("\n\n  a\n\n\t\tb\r\n c \n", "a 0, b 1, c 0")]
    [InlineData("a\n\t\t\tb\n\tc", "a 0, b 1, c 1")]
    [InlineData("", "")]
    public void An_outline_is_read_with_tabs_spaces_or_dashes(string outline, string branches) =>
        string.Join(", ", Outline.Lines(Outline.Read(outline)).Select(line => $"{line.Text} {line.Level}")).ShouldBe(branches);

    [Fact]
    public void No_line_with_words_is_lost_whatever_is_typed() => Prop.ForAll(Maps, outline =>
        Outline.Lines(Outline.Read(outline)).Select(line => line.Text).SequenceEqual(outline.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))).QuickCheckThrowOnFailure();

    [Fact]
    public void No_branch_covers_another() => Prop.ForAll(Maps, outline =>
    {
        var placed = MindMapLayout.Of("What gives me energy", Outline.Read(outline));
        return !CoveringEachOther(placed).Any();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Four_hundred_branches_have_room_and_each_stands_beyond_what_it_grows_from()
    {
        var outline = string.Join('\n', Enumerable.Range(0, 400).Select(number => $"{new string('\t', number % 5)}Gren {number}{(number % 7 == 0 ? " med en del flere ord, end der er plads til på en linje" : "")}"));
        var placed = MindMapLayout.Of("Midten", Outline.Read(outline));
        placed.Count.ShouldBe(401);
        CoveringEachOther(placed).ShouldBeEmpty();
        placed.Skip(1).ShouldAllBe(box => Math.Abs(box.X) > Math.Abs(placed[box.Parent!.Value].X));
        MindMapLayout.Of("Midten", Outline.Read(outline)).Select(box => (box.X, box.Y)).ShouldBe(placed.Select(box => (box.X, box.Y)));
    }

    [Fact]
    public void Half_of_the_branches_stand_on_each_side()
    {
        var placed = MindMapLayout.Of("x", Outline.Read("1\n\t1a\n2\n3\n4\n5\n\t5a"));
        placed.Where(box => box.Level == 1).Select(box => Math.Sign(box.X)).ShouldBe([1, 1, 1, -1, -1]);
        placed.Where(box => box.Level == 2).Select(box => (Math.Sign(box.X), box.Bough)).ShouldBe([(1, 0), (-1, 4)]);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("🌱🌿 emoji ]]> & \" '")]
    [InlineData("\uFFFE\uFFFF")]
    [InlineData("Speciallægepraksissekretærfunktionsbeskrivelsesudvalgsformandskandidat")]
    public void Whatever_is_written_the_drawing_is_sound_and_stands_alone(string text)
    {
        using var bench = Map();
        var svg = XElement.Parse(Sheet(bench).Draw(bench.Read().In("da"), Shelf.Filled(("T99.S1.map", $"{text}\n\t{text}"))));
        svg.Descendants().Select(shape => shape.Name.LocalName).Distinct().Order().ShouldBe(["desc", "g", "path", "rect", "text", "title", "tspan"]);
        svg.Descendants().Attributes().ShouldAllBe(attribute => attribute.Name.LocalName != "style" && !attribute.Value.Contains("url("));
        svg.Descendants().Where(shape => shape.Attribute("class")?.Value.Contains("om-edge", StringComparison.Ordinal) is true).ShouldAllBe(shape => shape.Attribute("stroke")!.Value.StartsWith('#'));
    }

    [Fact]
    public async Task The_field_holds_it_all_and_the_drawing_needs_no_script()
    {
        using var bench = Map();
        var html = await Shelf.Html(bench.Read(), "T99.S1", language => new Show(language) { Editable = true, Answer = Shelf.Filled(("T99.S1.map", "Vi griner\n\tTit <3")) });
        WebUtility.HtmlDecode(html).ShouldContain("Vi griner\n\tTit <3</textarea>");
        html.ShouldContain(">Tit &lt;3</tspan>");
        html.ShouldContain("for=\"T99.S1.map\"");
        html.ShouldNotContain("role=\"toolbar\"", customMessage: "a toolbar promises arrow keys");
    }

    [Fact]
    public async Task To_read_and_on_paper_the_branches_also_stand_as_a_list()
    {
        using var bench = Map();
        var show = (Language language) => new Show(language) { Answer = Shelf.Filled(("T99.S1.map", "Vi griner\n\tHver dag")) };
        foreach (var paper in new[] { true, false })
        {
            var html = await Shelf.Html(bench.Read(), "T99.S1", show, paper);
            html.ShouldContain("om-mind-list");
            html.ShouldContain("Hver dag</tspan>");
        }
        (await Shelf.Html(bench.Read(), "T99.S1", language => new Show(language), paper: true)).ShouldContain("om-mind-frame");
    }

    [Fact]
    public void Too_long_a_map_is_told_and_kept()
    {
        using var bench = Map();
        var map = string.Join('\n', Enumerable.Repeat("En gren med nogle ord", 500));
        var taken = Sheet(bench).Take(Shelf.Posted(("T99.S1.map", map)), Answer.Empty);
        taken.Faults.ShouldHaveSingleItem().Word.ShouldBe("steps.faults.too-long");
        Sheet(bench).Branches(taken.Answer).Count.ShouldBe(500);
    }

    [Fact]
    public void It_is_told_as_lines_further_in_for_each_level()
    {
        using var bench = Map();
        Sheet(bench).SumUp(bench.Read().In("da"), Shelf.Filled(("T99.S1.map", "Vi griner\n\tHver dag"))).ShouldBe(["Det giver mig energi: Vi griner\n    Hver dag"]);
    }

    static Arbitrary<string> Maps => (
        from lines in Gen.ListOf(from level in Gen.Choose(0, 6) from words in Gen.Elements("Ro", "Vi griner tit", "En hel del flere ord, end der kan stå på én linje i kortet", "Arbejdsmiljørepræsentantskabet", "") select new string('\t', level) + words)
        select string.Join('\n', lines)).ToArbitrary();

    static MindMap Sheet(Workbench bench) => (MindMap)StepKinds.Read(bench.Read().Step("T99.S1"));

    static Workbench Map() => Shelf.Bench(
        "{id: T99.S1, kind: mind-map, prompts: [T99.P1], questions: [T99.Q1]}",
        "T99.S1: {title: Kortet, centre: Det giver mig energi}\nT99.P1: {text: Hvordan viser det sig?}\nT99.Q1: {text: Hvem ser det?}\n",
        "T99.S1: {title: The map, centre: What gives me energy}\nT99.P1: {text: How does it show?}\nT99.Q1: {text: Who sees it?}\n");

    private static IEnumerable<Placed> CoveringEachOther(IReadOnlyList<Placed> placed) => placed.Where((one, place) => placed.Skip(place + 1)
        .Any(other => Math.Abs(one.X - other.X) < (one.Width + other.Width) / 2 && Math.Abs(one.Y - other.Y) < (one.Height + other.Height) / 2));
}
