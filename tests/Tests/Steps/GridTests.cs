using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>A table to write in.</summary>
public sealed class GridTests
{
    static OneStep Grains() => new("{id: T99.S1, kind: grid, rows: [T99.R1, T99.R2], columns: [T99.K1, T99.K2], questions: [T99.S1.Q1]}", """
        T99.S1: {title: Guldkorn}
        T99.R1: {title: Krav, text: Er de klare?}
        T99.R2: {title: Mening}
        T99.K1: {title: Virker godt, help: Giv eksempler.}
        T99.K2: {title: Virker mindre godt}
        T99.S1.Q1: {text: Hvad foreslår I?}
        """);

    [Fact]
    public async Task Every_way_of_using_it_holds()
    {
        using var one = Grains();
        await one.MustHold();
    }

    [Fact]
    public async Task Each_field_is_named_by_its_row_and_its_column()
    {
        using var one = Grains();
        (await one.Fill()).ShouldContain("<label class=\"form-label\" for=\"T99.R2-T99.K1\"><span class=\"sr-only\">Mening: </span>Virker godt</label>");
        one.Sheet.SumUp(one.Danish, Answer.Empty.With("T99.R2-T99.K2", "Intet mål")).ShouldBe(["Mening · Virker mindre godt: Intet mål"]);
    }

    [Fact]
    public async Task On_paper_and_in_Word_it_is_a_table_with_heads()
    {
        using var one = Grains();
        var html = await one.Print(Answer.Empty.With("T99.R1-T99.K1", "Planen"));
        html.ShouldContain("<th scope=\"col\">");
        html.ShouldContain("<th scope=\"row\">");
        html.ShouldContain("<td class=\"om-written\">Planen</td>");
        one.Word(Answer.Empty.With("T99.R1-T99.K1", "Planen\ni morgen")).ShouldContain("Planen");
    }

    [Fact]
    public void Rows_without_columns_are_told()
    {
        using var one = new OneStep("{id: T99.S1, kind: grid, rows: [T99.R1]}", "T99.S1: {title: Guldkorn}\nT99.R1: {title: Krav}");
        one.Complaints().ShouldContain(message => message.Contains("both rows and columns"));
    }
}
