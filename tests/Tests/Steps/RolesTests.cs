using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>How much there is of each role.</summary>
public sealed class RolesTests
{
    static OneStep Three() => new("""
        id: T99.S1
        kind: roles
        roles: [{id: T99.R1, drawing: cup}, {id: T99.R2}, {id: T99.R3}]
        questions: [T99.Q1]
        """, """
        T99.S1: {title: Min blanding}
        T99.R1: {title: Udforsker, text: Du prøver.}
        T99.R2: {title: Netværkssmed, text: Du tænker andre ind.}
        T99.R3: {title: Effektjæger, text: Du følger med.}
        T99.Q1: {text: Passer den?}
        """);

    static readonly Answer mixed = Shelf.Filled(("T99.R1", "0"), ("T99.R2", "10"), ("T99.R3", "4"));

    [Fact]
    public async Task Every_way_of_using_it_holds()
    {
        using var one = Three();
        await one.MustHold();
    }

    [Fact]
    public async Task Each_role_is_a_set_of_eleven_with_a_name_and_nothing_is_chosen_for_you()
    {
        using var one = Three();
        var html = await one.Fill();
        html.Split("name=\"T99.R2\"").Length.ShouldBe(12);
        html.ShouldContain("<legend>Hvor meget er der i dig af rollen Netværkssmed?</legend>");
        html.ShouldNotContain("checked");
        html.ShouldContain(one.Danish.Words["steps.roles.unfinished"]);
    }

    [Fact]
    public async Task The_mix_is_drawn_when_all_are_said_and_told_in_words_the_largest_first()
    {
        using var one = Three();
        (await one.Read(mixed.With("T99.R3", ""))).ShouldNotContain("om-mix-petal");
        var html = await one.Read(mixed);
        html.ShouldContain("Udforsker 0, Netværkssmed 10, Effektjæger 4</desc>");
        html.IndexOf("10 af 10</span>", StringComparison.Ordinal).ShouldBeInRange(0, html.IndexOf("4 af 10</span>", StringComparison.Ordinal));
        one.Sheet.SumUp(one.Danish, mixed).ShouldBe(["Udforsker: 0 af 10", "Netværkssmed: 10 af 10", "Effektjæger: 4 af 10"]);
        one.Sheet.Outcome.ShouldNotBeNull();
        html.ShouldContain($"id=\"{one.Sheet.Outcome}\"");
    }

    [Fact]
    public void In_Word_each_role_is_a_row_with_its_weight_ticked()
    {
        using var one = Three();
        one.Word(mixed).Split('☒').Length.ShouldBe(4);
        one.Word().ShouldNotContain("☒");
    }

    [Fact]
    public async Task A_weight_that_is_none_is_never_drawn()
    {
        using var one = Three();
        (await one.Read(mixed.With("T99.R1", "11"))).ShouldNotContain("om-mix-petal");
        one.Take(("T99.R1", "11")).Faults.ShouldHaveSingleItem();
    }

    [Fact]
    public void One_role_alone_is_told()
    {
        using var one = new OneStep("{id: T99.S1, kind: roles, roles: [{id: T99.R1}]}", "T99.S1: {title: Min}\nT99.R1: {title: Udforsker, text: Du prøver.}");
        one.Complaints().ShouldContain(message => message.Contains("two roles"));
    }
}
