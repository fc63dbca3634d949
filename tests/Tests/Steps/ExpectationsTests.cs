using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>Expectations beside each other.</summary>
public sealed class ExpectationsTests
{
    static OneStep Two() => new("{id: T99.S1, kind: expectations, sides: [T99.M, T99.Y, T99.W], topics: [T99.X1, T99.X2], own: 1}", """
        T99.S1: {title: Det forventer vi}
        T99.M: {title: Det forventer jeg}
        T99.Y: {title: Det tror jeg du forventer}
        T99.W: {title: Det aftaler vi}
        T99.X1: {title: Støtte, text: På de hårde dage.}
        T99.X2: {title: Kontakt}
        """);

    [Fact]
    public async Task Every_way_of_using_it_holds()
    {
        using var one = Two();
        await one.MustHold();
    }

    [Fact]
    public async Task Each_field_is_named_by_its_topic_and_its_side()
    {
        using var one = Two();
        (await one.Fill()).ShouldContain("<label class=\"form-label\" for=\"T99.X2-T99.W\"><span class=\"sr-only\">Kontakt: </span>Det aftaler vi</label>");
        one.Sheet.SumUp(one.Danish, Answer.Empty.With("T99.X1-T99.Y", "Ro")).ShouldBe(["Støtte · Det tror jeg du forventer: Ro"]);
    }

    [Fact]
    public async Task A_topic_of_ones_own_has_the_same_sides_and_goes_by_its_own_name()
    {
        using var one = Two();
        var answer = one.Take(("T99.S1.O1.name", "Ferie"), ("T99.S1.O1-T99.M", "Tre uger")).Answer;
        one.Sheet.SumUp(one.Danish, answer).ShouldContain("Ferie · Det forventer jeg: Tre uger");
        (await one.Read(answer)).ShouldContain("Ferie");
        (await one.Print(answer)).ShouldContain("Tre uger");
        (await one.Read(Answer.Empty)).ShouldNotContain("Eget emne");
    }

    [Theory]
    [InlineData("sides: [T99.M, T99.X1], topics: []", "three sides")]
    [InlineData("sides: [T99.M, T99.X1, T99.W], topics: []", "neither topics")]
    public void What_is_wrong_in_the_file_is_told(string part, string message)
    {
        using var one = new OneStep($"{{id: T99.S1, kind: expectations, {part}}}", $"T99.S1: {{title: Det forventer vi}}\nT99.M: {{title: Jeg}}\nT99.X1: {{title: Du}}{(part.Contains("T99.W") ? "\nT99.W: {title: Vi}" : "")}");
        one.Complaints().ShouldContain(complaint => complaint.Contains(message));
    }
}
