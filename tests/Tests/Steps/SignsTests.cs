using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>Signs in oneself and in others.</summary>
public sealed class SignsTests
{
    static OneStep Two(string more) => new($"{{id: T99.S1, kind: signs, decks: [body, mind]{more}}}", "T99.S1: {title: Tegn}\nT99.S1.Q1: {text: Hvad gør du nu?}".Split('\n')[..(more.Contains("Q1") ? 2 : 1)].Aggregate((one, other) => $"{one}\n{other}"), null, ("body", ["T99.G1", "T99.G2"]), ("mind", ["T99.G3"]));

    [Fact]
    public async Task Every_way_of_using_it_holds()
    {
        using var seen = Two(", seen: true, questions: [T99.S1.Q1]");
        await seen.MustHold();
        using var own = Two("");
        await own.MustHold();
    }

    [Fact]
    public async Task Those_seen_in_others_are_kept_apart_and_never_named()
    {
        using var one = Two(", seen: true");
        (await one.Fill()).ShouldContain("Skriv aldrig navne.");
        var taken = one.Sheet.Take(Shelf.Posted((Field.Shown, "body"), (Field.Shown, "body.seen"), ("T99.G1", "on"), ("T99.G2.seen", "on")), Shelf.Filled(("T99.G2", "on"), ("T99.G3", "on")));
        taken.Answer.ShouldBe(Shelf.Filled(("T99.G1", "on"), ("T99.G2.seen", "on"), ("T99.G3", "on")));
        one.Sheet.SumUp(one.Danish, taken.Answer).ShouldBe(["Text T99.G1", "Set hos andre · Text T99.G2", "Text T99.G3"]);
    }

    [Fact]
    public async Task Each_box_is_named_by_its_sign()
    {
        using var one = Two(", seen: true");
        (await one.Fill()).ShouldContain("<label for=\"T99.G1.seen\">Set hos andre<span class=\"sr-only\">: Text T99.G1</span></label>");
        (await one.Read(Shelf.Filled(("T99.G1", "on")))).ShouldContain("Hos mig");
    }

    [Fact]
    public async Task Only_oneself_when_others_are_not_asked_about()
    {
        using var one = Two("");
        var html = await one.Fill();
        html.ShouldNotContain("seen");
        html.ShouldNotContain("Skriv aldrig navne");
    }
}
