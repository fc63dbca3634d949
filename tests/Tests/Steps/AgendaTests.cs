using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>A programme with minutes.</summary>
public sealed class AgendaTests
{
    static OneStep Meeting() => new("""
        id: T99.S1
        kind: agenda
        items:
          - {id: T99.S1.1, minutes: 15}
          - {id: T99.S1.2, minutes: 30, questions: [T99.S1.Q1, T99.S1.Q2]}
        """, """
        T99.S1: {title: Mødet}
        T99.S1.1: {title: Velkommen, text: Sig hvorfor.}
        T99.S1.2: {title: Saml op}
        T99.S1.Q1: {text: Hvordan var det?}
        T99.S1.Q2: {text: Hvad nu?}
        """);

    [Fact]
    public async Task Every_way_of_using_it_holds()
    {
        using var one = Meeting();
        await one.MustHold();
    }

    [Fact]
    public async Task It_says_how_long_each_takes_and_all_together()
    {
        using var one = Meeting();
        var html = await one.Read();
        html.ShouldContain("15 minutter");
        html.ShouldContain("<strong>45 minutter</strong>");
        html.ShouldContain("Sig hvorfor.");
        one.Word().ShouldContain("Klokken");
    }

    [Fact]
    public async Task Without_questions_there_is_nothing_to_fill_in()
    {
        using var one = new OneStep("{id: T99.S1, kind: agenda, items: [{id: T99.S1.1}]}", "T99.S1: {title: Mødet}\nT99.S1.1: {title: Velkommen}");
        one.Sheet.Fields.ShouldBeEmpty();
        (await one.Read()).ShouldNotContain("I alt");
    }

    [Fact]
    public void An_answer_is_told_with_its_question()
    {
        using var one = Meeting();
        one.Sheet.SumUp(one.Danish, Answer.Empty.With("T99.S1.Q2", "En pause")).ShouldBe(["Hvad nu?: En pause"]);
    }
}
