using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>A board with lanes and what is to be done.</summary>
public sealed class BoardTests
{
    static OneStep Oases() => new("""
        id: T99.S1
        kind: board
        lanes:
          - {id: T99.S1.L1, drawing: cup, prompts: [T99.S1.L1.1]}
          - {id: T99.S1.L2, prompts: []}
        actions: 2
        questions: [T99.S1.Q1]
        """, """
        T99.S1: {title: Oaser og miner}
        T99.S1.L1: {title: Oaser, lead: Hvor er her rart?}
        T99.S1.L1.1: {text: Hvordan kan de vokse?}
        T99.S1.L2: {title: Miner}
        T99.S1.Q1: {text: Hvornår følger vi op?}
        """);

    [Fact]
    public async Task Every_way_of_using_it_holds()
    {
        using var one = Oases();
        await one.MustHold();
    }

    [Fact]
    public async Task Ideas_are_read_one_by_one()
    {
        using var one = Oases();
        var html = await one.Read(Answer.Empty.With("T99.S1.L1", "Kaffen\n\n  Haven "));
        html.ShouldContain("<li class=\"om-written\">Kaffen</li>");
        html.ShouldContain("<li class=\"om-written\">Haven</li>");
    }

    [Fact]
    public void An_action_says_which_what_and_who()
    {
        using var one = Oases();
        one.Sheet.SumUp(one.Danish, Answer.Empty.With("T99.S1.A2.what", "En bænk").With("T99.S1.A2.who", "Maja"))
            .ShouldBe(["Handling 2 · Hvad gør vi?: En bænk", "Handling 2 · Hvem er med?: Maja"]);
    }

    [Fact]
    public async Task Only_to_read_it_shows_no_empty_actions() { using var one = Oases(); (await one.Read()).ShouldNotContain("Det gør vi"); }
}
