namespace Omtanke.Tests.Steps;

/// <summary>Points in groups, each perhaps with the tool that takes one further.</summary>
public sealed class ExplainTests
{
    const string Words = """
        T99.S1: {title: Fem relationer}
        T99.S1.G1: {title: Dig selv, text: Begynd **her**.}
        T99.S1.P1: {text: Et punkt}
        """;

    [Fact]
    public async Task A_group_has_its_heading_its_points_and_the_way_on()
    {
        using var one = new OneStep("{id: T99.S1, kind: explain, groups: [{id: T99.S1.G1, points: [T99.S1.P1], tool: T99}]}", Words);
        one.Complaints().ShouldBeEmpty();
        var html = await one.Read();
        html.ShouldContain("<h3>Dig selv</h3>");
        html.ShouldContain("<strong>her</strong>");
        html.ShouldContain("""<li id="T99.S1.P1">Et punkt</li>""");
        html.ShouldContain("href=\"/tools/T99\"");
        html.ShouldContain("Gå til værktøjet Te");
    }

    [Fact]
    public void A_way_on_to_a_tool_that_is_not_there_is_told()
    {
        using var one = new OneStep("{id: T99.S1, kind: explain, groups: [{id: T99.S1.G1, points: [T99.S1.P1], tool: T77}]}", Words);
        one.Complaints().ShouldContain("needs 'title' in da");
    }

    [Fact]
    public void Points_both_inside_and_outside_groups_are_refused()
    {
        using var one = new OneStep("{id: T99.S1, kind: explain, points: [T99.S1.P2], groups: [{id: T99.S1.G1, points: [T99.S1.P1]}]}", Words + "\nT99.S1.P2: {text: To}");
        one.Complaints().ShouldContain(message => message.Contains("both points and groups"));
    }
}
