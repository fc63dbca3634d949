using System.Text.RegularExpressions;

using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>Green, yellow, red, each with a word and a shape.</summary>
public sealed class TemperatureTests
{
    static OneStep Three(string levels = "[{id: T99.L1, colour: green, deck: g}, {id: T99.L2, colour: yellow, deck: y}, {id: T99.L3, colour: red, deck: r}]") => new(
        $"{{id: T99.S1, kind: temperature, levels: {levels}, notes: [T99.N1, T99.N2]}}", """
        T99.S1: {title: Temperaturen}
        T99.L1: {title: Trives, text: Du har det godt.}
        T99.L2: {title: Belastet, text: Det trykker.}
        T99.L3: {title: Overbelastet, text: Det er for meget.}
        T99.N1: {label: Sådan mærker jeg det, help: I kroppen.}
        T99.N2: {label: Sådan reagerer jeg, help: Kort.}
        """, null, ("g", ["T99.TG1"]), ("y", ["T99.TY1"]), ("r", ["T99.TR1"]));

    [Fact]
    public async Task Every_way_of_using_it_holds()
    {
        using var one = Three();
        await one.MustHold();
    }

    [Fact]
    public async Task A_colour_is_never_alone_a_shape_and_a_word_say_it_too()
    {
        using var one = Three();
        foreach (var html in new[] { await one.Read(), await one.Fill(), await one.Print() })
            foreach (var (mark, word) in new[] { ("om-mark-green", "Trives"), ("om-mark-yellow", "Belastet"), ("om-mark-red", "Overbelastet") })
                Regex.IsMatch(html, $"{mark}.*?</svg>\\s*{word}", RegexOptions.Singleline).ShouldBeTrue(mark);
        var shapes = Regex.Matches(await one.Read(), "<svg class=\"om-mark.*?</svg>", RegexOptions.Singleline).Select(shape => Regex.Replace(shape.Value, "om-mark-[a-z]+", "")).ToList();
        shapes.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Where_one_is_stands_in_words_also_on_the_poster()
    {
        using var one = Three();
        var answer = Shelf.Filled(("T99.S1.now", "yellow"), ("T99.N1.red", "Søvnløs"));
        (await one.Read(answer)).ShouldContain("Lige nu: <strong>Belastet</strong>");
        (await one.Print(answer)).ShouldContain("Her er jeg nu");
        (await one.Print()).ShouldNotContain("Her er jeg nu");
        one.Sheet.SumUp(one.Danish, answer).ShouldBe(["Hvor er du lige nu?: Belastet", "Overbelastet · Sådan mærker jeg det: Søvnløs"]);
    }

    [Fact]
    public void A_fourth_colour_is_refused()
    {
        using var one = Three();
        one.Take(("T99.S1.now", "blue")).Faults.ShouldHaveSingleItem().Field.ShouldBe("T99.S1.now");
    }

    [Fact]
    public void Colours_in_another_order_are_told()
    {
        using var one = Three("[{id: T99.L1, colour: red, deck: g}, {id: T99.L2, colour: yellow, deck: y}, {id: T99.L3, colour: green, deck: r}]");
        one.Complaints().ShouldContain(message => message.Contains("green, yellow, red, in this order"));
    }
}
