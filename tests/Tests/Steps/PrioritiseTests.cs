using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>Choosing the few that matter.</summary>
public sealed class PrioritiseTests
{
    static OneStep Choose(string first = "colour: red, pick: 2") => new($$"""
        id: T99.S1
        kind: prioritise
        questions: [T99.S1.1]
        groups:
          - {id: T99.S1.R, {{first}}, questions: [T99.S1.R.Q1]}
          - {id: T99.S1.C, pick: 1, questions: []}
        """, """
        T99.S1: {title: Hvad er vigtigst?}
        T99.S1.1: {text: Hvad springer i øjnene?}
        T99.S1.R: {title: Rød det store, text: Det går ikke over.}
        T99.S1.R.Q1: {text: Hvem kan hjælpe?}
        T99.S1.C: {title: Vores valg}
        """);

    [Fact]
    public async Task Every_way_of_using_it_holds()
    {
        using var one = Choose();
        await one.MustHold();
    }

    [Fact]
    public async Task There_is_room_for_so_many_and_no_more()
    {
        using var one = Choose();
        one.Sheet.Fields.Select(field => field.Name).ShouldBe(["T99.S1.1", "T99.S1.R.1", "T99.S1.R.2", "T99.S1.R.Q1", "T99.S1.C.1"]);
        one.Take(("T99.S1.R.3", "en til")).Faults.ShouldHaveSingleItem().Field.ShouldBe("T99.S1.R.3");
        var html = await one.Fill();
        html.ShouldContain("Vælg højst 2.");
        html.ShouldContain("Vælg kun ét.");
    }

    [Fact]
    public async Task A_colour_comes_with_its_shape_and_a_group_may_have_none()
    {
        using var one = Choose();
        var html = await one.Fill();
        html.Split("om-mark-red").Length.ShouldBe(2);
        html.Split("<svg class=\"om-mark ").Length.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_chosen_is_read_with_its_group()
    {
        using var one = Choose();
        var answer = Answer.Empty.With("T99.S1.R.2", "Møderne");
        one.Sheet.SumUp(one.Danish, answer).ShouldBe(["Rød det store · Valg 2: Møderne"]);
        (await one.Read(answer)).ShouldContain("Møderne");
        (await one.Print(answer)).ShouldContain("<li class=\"om-written\">Møderne</li>");
        one.Word(answer).ShouldContain("Møderne");
    }

    [Theory]
    [InlineData("colour: blue, pick: 2", "'colour' should be one of")]
    [InlineData("colour: red, pick: 0", "'pick' should be 1 or more")]
    [InlineData("colour: red", "lacks 'pick'")]
    public void What_is_wrong_in_the_file_is_told(string group, string message)
    {
        using var one = Choose(group);
        one.Complaints().ShouldContain(complaint => complaint.Contains(message));
    }
}
