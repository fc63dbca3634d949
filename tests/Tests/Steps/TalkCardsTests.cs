using System.Text.RegularExpressions;

using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>Cards to talk about: a note to each, one in the hand, a sheet to cut out.</summary>
public sealed class TalkCardsTests
{
    static OneStep Nine() => new(
        $"{{id: T99.S1, kind: cards, use: talk, each: 5, rounds: 4, decks: [{{id: T99.C, cards: [{string.Join(", ", Enumerable.Range(1, 9).Select(number => $"T99.C{number}"))}]}}]}}",
        $"T99.S1: {{title: Kort}}\nT99.C: {{title: Kortene, lead: Træk et.}}\n{string.Join('\n', Enumerable.Range(1, 9).Select(number => $"T99.C{number}: {{text: Hvordan har du det med emne {number}?}}"))}");

    [Fact]
    public async Task Every_way_of_using_them_holds()
    {
        using var one = Nine();
        await one.MustHold();
    }

    [Fact]
    public async Task Each_card_says_its_place_and_has_a_note_of_its_own()
    {
        using var one = Nine();
        var html = await one.Fill(Answer.Empty.With("T99.C2.note", "Godt nok"));
        html.ShouldContain("5 minutter til hvert kort");
        html.ShouldContain("4 runder");
        html.ShouldContain("Kort 2 af 9");
        html.ShouldContain("Hvordan har du det med emne 2?: </span>Dine noter");
        html.ShouldContain(">Godt nok</textarea>");
        Regex.Count(html, "data-turn-card").ShouldBe(9);
        html.ShouldContain("data-turn=\"one\"");
        (await one.Read()).ShouldContain("data-turn=\"all\"", customMessage: "whoever reads sees them all");
    }

    [Fact]
    public void A_note_is_told_with_the_card_it_is_about()
    {
        using var one = Nine();
        one.Sheet.SumUp(one.Danish, Answer.Empty.With("T99.C9.note", "Svært")).ShouldBe(["Hvordan har du det med emne 9?: Svært"]);
    }

    [Fact]
    public async Task On_paper_they_lie_eight_to_a_sheet_with_marks_and_filled_in_as_notes()
    {
        using var one = Nine();
        var blank = await one.Print();
        Regex.Count(blank, "class=\"om-cut\"").ShouldBe(2);
        Regex.Count(blank, "om-cut-marks").ShouldBe(2);
        Regex.Match(blank, "<ul>(.*?)</ul>", RegexOptions.Singleline).Value.Split("<li>").Length.ShouldBe(1 + 8);
        var filled = await one.Print(Answer.Empty.With("T99.C1.note", "Godt"));
        filled.ShouldNotContain("om-cut");
        filled.ShouldContain("Godt");
    }

    [Fact]
    public void In_Word_blank_ones_can_be_cut_out_and_filled_ones_are_only_read()
    {
        using var one = Nine();
        one.Word().ShouldContain("Til at klippe ud: Kortene");
        one.Word(Answer.Empty.With("T99.C1.note", "Godt")).ShouldNotContain("Til at klippe ud");
    }

    [Theory]
    [InlineData("use: play", "'use' should be talk")]
    [InlineData("each: 5", "belong to 'use: talk'")]
    public void What_does_not_fit_together_is_told(string part, string says)
    {
        using var one = new OneStep($"{{id: T99.S1, kind: cards, {part}, decks: [{{id: T99.C, cards: [T99.C1]}}]}}", "T99.S1: {title: Kort}\nT99.C: {title: Kortene}\nT99.C1: {text: Hej}");
        one.Complaints().ShouldContain(message => message.Contains(says));
    }
}
