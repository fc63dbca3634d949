using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>The model of four types of questions.</summary>
public sealed class QuestionModelTests
{
    static OneStep Model() => new("""
        id: T99.S1
        kind: question-model
        types:
          - {id: T99.LI, examples: [T99.LI1, T99.LI2]}
          - {id: T99.ST, examples: [T99.ST1]}
          - {id: T99.CI, examples: []}
          - {id: T99.RE, examples: []}
        """, """
        T99.S1: {title: Fire slags}
        T99.LI: {title: Lineære, short: Hvad skete der?, text: De skaffer fakta., when: I starten.}
        T99.LI1: {text: Hvem var med?}
        T99.LI2: {text: Hvornår?}
        T99.ST: {title: Strategiske, short: Hvad kan du gøre?, text: De vejer skridt., when: På vej videre.}
        T99.ST1: {text: Hvad nu?}
        T99.CI: {title: Cirkulære, short: Hvordan hænger det sammen?, text: De finder forskelle., when: Når det går i ring.}
        T99.RE: {title: Refleksive, short: Hvad nu hvis?, text: De åbner., when: Når der skal håb til.}
        """);

    [Fact]
    public async Task Every_way_of_using_it_holds()
    {
        using var one = Model();
        await one.MustHold();
    }

    [Fact]
    public async Task The_figure_has_linear_and_strategic_above_circular_and_reflexive_and_each_field_leads_to_its_type()
    {
        using var one = Model();
        var html = await one.Read();
        html.ShouldSatisfyAllConditions(
            () => InOrder(html, "steps.question-model.past", "steps.question-model.future", one),
            () => InOrder(html, "steps.question-model.lines", "href=\"#T99.LI\"", one),
            () => InOrder(html, "href=\"#T99.LI\"", "href=\"#T99.ST\"", one),
            () => InOrder(html, "href=\"#T99.ST\"", "steps.question-model.circles", one),
            () => InOrder(html, "steps.question-model.circles", "href=\"#T99.CI\"", one),
            () => InOrder(html, "href=\"#T99.CI\"", "href=\"#T99.RE\"", one));
        html.ShouldContain("id=\"T99.RE\"");
    }

    static void InOrder(string html, string first, string second, OneStep one)
    {
        static int Place(string html, string what, OneStep one) => html.IndexOf(what.StartsWith("steps.", StringComparison.Ordinal) ? one.Danish.Words[what] : what, StringComparison.Ordinal);
        Place(html, first, one).ShouldBeInRange(0, Place(html, second, one));
    }

    [Fact]
    public async Task Questions_of_ones_own_are_kept_with_their_type()
    {
        using var one = Model();
        var answer = one.Take(("T99.CI.note", "Hvem ser det først?")).Answer;
        one.Sheet.SumUp(one.Danish, answer).ShouldBe(["Cirkulære · Dine egne spørgsmål: Hvem ser det først?"]);
        (await one.Print(answer)).ShouldContain("Hvem ser det først?");
        one.Word(answer).ShouldContain("Hvem ser det først?");
    }

    [Fact]
    public async Task Paper_holds_every_example_and_links_nowhere()
    {
        using var one = Model();
        var html = await one.Print();
        html.ShouldContain("Hvornår?");
        html.ShouldNotContain("<a ");
        one.Word().ShouldContain("Hvornår?");
    }

    [Fact]
    public void Fewer_types_are_told()
    {
        using var one = new OneStep(
            "{id: T99.S1, kind: question-model, types: [{id: T99.LI, examples: []}]}", "T99.S1: {title: Fire slags}\nT99.LI: {title: Lineære, short: Hvad?, text: Fakta., when: Nu.}");
        one.Complaints().ShouldContain(message => message.Contains("four types"));
    }
}
