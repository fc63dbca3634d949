using System.Globalization;
using System.Xml.Linq;
using Omtanke.Tests.Content;

using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>The wheel: what stands in its rings, and the drawing of it.</summary>
public sealed class WheelTests
{
    [Fact]
    public void Each_line_is_a_thing_in_its_ring_and_empty_lines_are_none()
    {
        using var bench = Rings();
        Sheet(bench).Things("T99.R2", Shelf.Filled(("T99.R2", "  Spørger\n\n \nLytter  "))).ShouldBe(["Spørger", "Lytter"]);
    }

    [Fact]
    public void The_drawing_has_a_numbered_mark_in_the_ring_for_each_thing_and_the_words_beside_it()
    {
        using var bench = Rings();
        var svg = XElement.Parse(Sheet(bench).Draw(bench.Read().In("da"), Shelf.Filled(("T99.R1", "Går en tur\nGriner"), ("T99.R3", "Siger <tak> & smiler 🌱"))));
        svg.Value.ShouldContain("1. Går en tur");
        svg.Value.ShouldContain("2. Griner");
        svg.Value.ShouldContain("1. Siger <tak> & smiler 🌱");
        Marks(svg).ShouldBe(["1", "2", "1"]);
    }

    [Fact]
    public void Five_hundred_lines_and_long_words_make_a_larger_drawing_with_all_of_them_in_it()
    {
        using var bench = Rings();
        var lines = string.Join('\n', Enumerable.Range(1, 500).Select(number => $"Ting nummer {number} {new string('x', number % 60)}"));
        var svg = XElement.Parse(Sheet(bench).Draw(bench.Read().In("da"), Shelf.Filled(("T99.R1", lines))));
        svg.Value.ShouldContain("500. Ting nummer 500");
        var box = svg.Attribute("viewBox")!.Value.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToList();
        foreach (var line in svg.Descendants().Where(shape => shape.Name.LocalName == "tspan"))
            double.Parse(line.Attribute("y")!.Value, CultureInfo.InvariantCulture).ShouldBeInRange(box[1], box[1] + box[3]);
    }

    [Fact]
    public void The_drawing_stands_alone_and_says_in_words_what_it_shows()
    {
        using var bench = Rings();
        var svg = XElement.Parse(Sheet(bench).Draw(bench.Read().In("en"), Shelf.Filled(("T99.R1", "Walks"))));
        svg.Elements().First(shape => shape.Name.LocalName == "desc").Value.ShouldBe("Me: Walks. My leader: Left blank. My staff: Left blank.");
        svg.Descendants().Attributes().ShouldAllBe(attribute => attribute.Name.LocalName != "style" && (attribute.Name.LocalName != "href" || attribute.Value.StartsWith('#')));
        svg.Descendants().Attributes("href").Select(link => link.Value[1..]).ShouldBeSubsetOf(svg.Descendants().Attributes("id").Select(id => id.Value));
    }

    [Fact]
    public async Task Each_ring_has_its_field_and_the_wheel_is_drawn_without_a_script()
    {
        using var bench = Rings();
        var html = await Shelf.Html(bench.Read(), "T99.S1", language => new Show(language) { Editable = true, Answer = Shelf.Filled(("T99.R1", "Griner"), ("T99.R2", "</textarea><script>")) });
        foreach (var ring in new[] { "T99.R1", "T99.R2", "T99.R3" }) html.ShouldContain($"for=\"{ring}\"");
        html.ShouldContain("data-drawing");
        html.ShouldNotContain("<script");
        Sheet(bench).Inline(bench.Read().In("da"), Shelf.Filled(("T99.R1", "Griner"))).ShouldNotBeNull().ShouldContain(">1</tspan>");
    }

    [Fact]
    public async Task To_read_the_things_stand_as_lists_and_on_paper_the_rings_are_empty_or_drawn()
    {
        using var bench = Rings();
        var filled = (Language language) => new Show(language) { Answer = Shelf.Filled(("T99.R1", "Griner\nSynger"), ("T99.Q1", "Vi ligner hinanden")) };
        (await Shelf.Html(bench.Read(), "T99.S1", filled)).ShouldContain("<li>Synger</li>");
        (await Shelf.Html(bench.Read(), "T99.S1", filled, paper: true)).ShouldSatisfyAllConditions(
            html => html.ShouldContain("2. Synger</tspan>"), html => html.ShouldContain("Vi ligner hinanden"));
        (await Shelf.Html(bench.Read(), "T99.S1", language => new Show(language), paper: true)).ShouldContain("om-wheel-blank");
    }

    [Fact]
    public void A_wheel_of_one_ring_is_refused()
    {
        using var bench = Shelf.Bench("{id: T99.S1, kind: wheel, rings: [T99.R1]}", "T99.S1: {title: Hjul}\nT99.R1: {title: Jeg}\n", "T99.S1: {title: Wheel}\nT99.R1: {title: Me}\n");
        Should.Throw<ContentException>(() => Sheet(bench)).Message.ShouldContain("two to six rings");
    }

    static IEnumerable<string> Marks(XElement svg) => svg.Descendants().Where(shape => shape.Name.LocalName == "tspan" && int.TryParse(shape.Value, out _)).Select(shape => shape.Value);

    static Wheel Sheet(Workbench bench) => (Wheel)StepKinds.Read(bench.Read().Step("T99.S1"));

    static Workbench Rings() => Shelf.Bench(
        "{id: T99.S1, kind: wheel, rings: [T99.R1, T99.R2, T99.R3], questions: [T99.Q1]}",
        "T99.S1: {title: Hjul}\nT99.R1: {title: Jeg}\nT99.R2: {title: Min leder}\nT99.R3: {title: Mine medarbejdere, text: Yderst.}\nT99.Q1: {text: Hvad er ens?}\n",
        "T99.S1: {title: Wheel}\nT99.R1: {title: Me}\nT99.R2: {title: My leader}\nT99.R3: {title: My staff, text: Outermost.}\nT99.Q1: {text: What is alike?}\n");
}
