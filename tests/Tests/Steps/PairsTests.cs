namespace Omtanke.Tests.Steps;

/// <summary>Questions to go through with others, or alone.</summary>
public sealed class PairsTests
{
    static OneStep Talk(string people, string more = "") =>
        new($"{{id: T99.S1, kind: pairs, people: {people}, {more}questions: [T99.S1.Q1]}}", "T99.S1: {title: To og to}\nT99.S1.Q1: {text: Hvad belaster dig?}");

    [Fact]
    public async Task Every_way_of_using_it_holds()
    {
        using var one = new OneStep("{id: T99.S1, kind: pairs, people: 2, each: 15, groups: [{id: T99.S1.G1, questions: [T99.S1.Q1, T99.S1.Q2]}]}", """
            T99.S1: {title: To og to}
            T99.S1.G1: {title: Stress, lead: Spørg ind.}
            T99.S1.Q1: {text: Hvad belaster dig?}
            T99.S1.Q2: {text: Hvad hjælper?}
            """);
        await one.MustHold();
        (await one.Fill()).ShouldContain("<legend class=\"om-legend\"><span>Stress</span>");
    }

    [Fact]
    public async Task Two_take_turns_with_their_minutes()
    {
        using var one = Talk("2", "each: 15, ");
        var html = await one.Print();
        html.ShouldContain("Sæt jer 2 sammen.");
        html.ShouldContain("Byt, så I begge har fortalt.");
        html.ShouldContain("Brug 15 minutter på hver.");
        one.Word().ShouldContain("Brug 15 minutter på hver.");
    }

    [Fact]
    public async Task More_tell_one_at_a_time_and_share_the_time()
    {
        using var one = Talk("4-5");
        var html = await one.Read();
        html.ShouldContain("Sæt jer 4–5 sammen.");
        html.ShouldContain("Én fortæller ad gangen.");
        html.ShouldContain("Del tiden");
        html.ShouldNotContain("Byt");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("5-4")]
    [InlineData("many")]
    public void A_number_of_people_that_cannot_talk_together_is_told(string people)
    {
        using var one = Talk(people);
        one.Complaints().ShouldContain(message => message.Contains("'people' should be how many talk together"));
    }

    [Fact]
    public void Nothing_to_talk_about_is_told()
    {
        using var one = new OneStep("{id: T99.S1, kind: pairs, people: 2, questions: []}", "T99.S1: {title: To og to}");
        one.Complaints().ShouldContain(message => message.Contains("neither questions nor groups"));
    }
}
