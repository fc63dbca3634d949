using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>The same questions once for each plan.</summary>
public sealed class PlanTests
{
    static OneStep Two(string copies = ", copies: 2") =>
        new($"{{id: T99.S1, kind: plan, fields: [T99.S1.1, T99.S1.2]{copies}}}", "T99.S1: {title: Planen}\nT99.S1.1: {label: Hvad gør vi?, help: Kort.}\nT99.S1.2: {label: Hvornår?, help: En dato.}");

    [Fact]
    public async Task Every_way_of_using_it_holds()
    {
        using var two = Two();
        await two.MustHold();
        using var one = Two("");
        await one.MustHold();
    }

    [Fact]
    public async Task Each_plan_has_its_number_and_its_own_fields()
    {
        using var one = Two();
        (await one.Fill(Answer.Empty.With("T99.S1.1.2", "Taler sammen"))).ShouldContain("<legend class=\"om-legend\">Plan 2</legend>");
        one.Sheet.SumUp(one.Danish, Answer.Empty.With("T99.S1.1.2", "Taler sammen")).ShouldBe(["Plan 2 · Hvad gør vi?: Taler sammen"]);
    }

    [Fact]
    public async Task One_plan_needs_no_number()
    {
        using var one = Two("");
        (await one.Fill()).ShouldNotContain("Plan 1");
        one.Sheet.SumUp(one.Danish, Answer.Empty.With("T99.S1.1.1", "Taler")).ShouldBe(["Hvad gør vi?: Taler"]);
    }

    [Fact]
    public void No_plans_at_all_are_told()
    {
        using var one = Two(", copies: 0");
        one.Complaints().ShouldContain(message => message.Contains("'copies' should be 1 or more"));
    }
}
