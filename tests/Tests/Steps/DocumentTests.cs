using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>A text to make one's own.</summary>
public sealed class DocumentTests
{
    static OneStep Rules() => new("""
        id: T99.S1
        kind: document
        blanks: [{id: T99.S1.workplace, kind: text}, {id: T99.S1.who, kind: people}, {id: T99.S1.review, kind: date}]
        sections: [{id: T99.S1.1}, {id: T99.S1.2, optional: true}]
        """, """
        T99.S1: {title: Vores regler}
        T99.S1.workplace: {label: Arbejdspladsens navn}
        T99.S1.who: {label: Dem man spørger, help: En eller flere.}
        T99.S1.review: {label: Læses igen}
        T99.S1.1:
          title: Formål
          help: Hvad I vil.
          text: |-
            Hos {workplace} passer vi på hinanden. Vi læser det igen {review}. Et {ukendt} ord.

            - Her er plads.
            - Spørg {who}.
        T99.S1.2:
          title: Gode råd
          text: |-
            1. Sig det tidligt hos {workplace}.
            2. Spørg igen.
        """);

    [Fact]
    public async Task Every_way_of_using_it_holds()
    {
        using var one = Rules();
        await one.MustHold();
    }

    [Fact]
    public async Task One_begins_with_the_text_we_wrote()
    {
        using var one = Rules();
        (await one.Fill()).ShouldContain("name=\"T99.S1.1\"");
        (await one.Fill()).ShouldContain(">Hos {workplace} passer vi på hinanden.");
        (await one.Read()).ShouldContain("<li>Her er plads.</li>");
    }

    [Fact]
    public async Task What_is_filled_in_once_stands_in_every_place_and_what_is_missing_is_a_gap_with_its_name()
    {
        using var one = Rules();
        var filled = Answer.Empty.With("T99.S1.workplace", "Fjordby & <b>").With("T99.S1.review", "2027-11-20");
        var html = await one.Fill(filled);
        html.ShouldContain("Hos Fjordby &amp; &lt;b&gt; passer vi på hinanden. Vi læser det igen 20. november 2027. Et {ukendt} ord.");
        html.ShouldContain("<li>Sig det tidligt hos Fjordby &amp; &lt;b&gt;.</li>");
        html.ShouldContain("<li>Spørg <span class=\"om-gap\">[Dem man spørger]</span>.</li>");
        html.ShouldContain("<a href=\"#T99.S1.who\">");
        html.ShouldNotContain("<a href=\"#T99.S1.review\">");
        one.Word(filled).ShouldContain("Spørg [Dem man spørger].");
    }

    [Fact]
    public async Task A_section_that_was_emptied_stays_empty_and_is_left_out_on_every_paper()
    {
        using var one = Rules();
        var answer = one.Take(("T99.S1.1", ""), ("T99.S1.2", "Kun det her")).Answer;
        (await one.Print(answer)).ShouldNotContain("Formål");
        one.Word(answer).ShouldNotContain("Formål");
        one.Word(answer).ShouldContain("Kun det her");
        var again = await one.Fill(answer);
        again.ShouldMatch("<textarea [^>]*name=\"T99\\.S1\\.1\"[^>]*></textarea>", "an emptied section does not fill itself again");
        again.ShouldContain("<p>Hos {workplace} passer vi", customMessage: "the text to begin with can be had back");
    }

    [Fact]
    public async Task An_optional_section_starts_in_and_may_be_taken_out_without_losing_it()
    {
        using var one = Rules();
        (await one.Print(Answer.Empty)).ShouldContain("Gode råd");
        var answer = one.Take((Field.Shown, "T99.S1"), ("T99.S1.1", "Formålet"), ("T99.S1.2", "Mine råd"), ("T99.S1.2.out", Answer.On)).Answer;
        (await one.Print(answer)).ShouldNotContain("Gode råd");
        (await one.Fill(answer)).ShouldContain("Mine råd");
        one.Sheet.Take(Shelf.Posted((Field.Shown, "T99.S1"), ("T99.S1.2", "Mine råd")), answer).Answer.Ticks("T99.S1.2.out").ShouldBeFalse();
    }

    [Fact]
    public async Task What_people_write_is_words_and_lists_and_nothing_else()
    {
        using var one = Rules();
        var html = await one.Print(Answer.Empty.With("T99.S1.1", "# Stor\n[her](javascript:alert(1))\n\n3. Tre\n4. Fire\n\n<b>fed</b>"));
        html.ShouldContain("# Stor<br>");
        html.ShouldContain("[her](javascript:alert(1))");
        html.ShouldContain("<ol start=\"3\"><li>Tre</li><li>Fire</li></ol>");
        html.ShouldContain("&lt;b&gt;fed&lt;/b&gt;");
        html.ShouldNotContain("href");
    }

    [Fact]
    public async Task Words_where_a_date_belongs_are_kept()
    {
        using var one = Rules();
        var html = await one.Fill(Answer.Empty.With("T99.S1.review", "til foråret"));
        html.ShouldContain("type=\"text\" id=\"T99.S1.review\" name=\"T99.S1.review\" value=\"til foråret\"");
        html.ShouldContain("Vi læser det igen til foråret.");
        (await one.Fill()).ShouldContain("type=\"date\" id=\"T99.S1.review\"");
    }

    [Fact]
    public void An_empty_line_between_points_does_not_begin_the_list_anew()
    {
        Passage.In("- en\n\n- to\nafsnit\nsamme\n\nnyt").Select(passage => $"{passage.Kind} {string.Join('|', passage.Lines)}")
            .ShouldBe(["Points en|to", "Paragraph afsnit|samme", "Paragraph nyt"]);
        Passage.In("\n  \n").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("blanks: [{id: T99.S1.1, kind: number}], sections: []", "text, people or date")]
    [InlineData("blanks: [{id: T99.S1.1, kind: text}], sections: []", "no sections")]
    public void What_is_wrong_in_the_file_is_told(string part, string message)
    {
        using var one = new OneStep($"{{id: T99.S1, kind: document, {part}}}", "T99.S1: {title: Vores regler}\nT99.S1.1: {label: Navn}");
        one.Complaints().ShouldContain(complaint => complaint.Contains(message));
    }
}
