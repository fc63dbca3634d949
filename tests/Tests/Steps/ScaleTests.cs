using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>Statements, their sums and the profile.</summary>
public sealed class ScaleTests
{
    const string Words = """
        T99.S1: {title: Scor jer selv}
        T99.A1: {title: Passer ikke}
        T99.A2: {title: Både og}
        T99.A3: {title: Passer}
        T99.P: {title: Passiv, text: Der sker intet.}
        T99.P1: {text: Driften først}
        T99.P2: {text: Det er privat}
        T99.F: {title: Skabende}
        T99.F1: {text: Vi planlægger med omtanke}
        T99.F2: {text: Vi ser hinanden}
        T99.B1: {title: lav, text: Kun lidt.}
        T99.B2: {title: middel}
        T99.B3: {title: høj}
        T99.Q1: {text: Hvad undrer jer?}
        """;

    const string Bands = "[{id: T99.B1, from: 2, to: 3}, {id: T99.B2, from: 4, to: 4}, {id: T99.B3, from: 5, to: 6}]";

    static OneStep Levels(string bands = Bands, string next = "T99") => new($"""
        id: T99.S1
        kind: scale
        steps: [T99.A1, T99.A2, T99.A3]
        groups:
          - {"{"}id: T99.P, statements: [T99.P1, T99.P2], next: [{next}]{"}"}
          - {"{"}id: T99.F, statements: [T99.F1, T99.F2]{"}"}
        bands: {bands}
        questions: [T99.Q1]
        """, Words);

    static OneStep Plain() => new("{id: T99.S1, kind: scale, steps: [T99.A1, T99.A2, T99.A3], statements: [T99.P1, T99.P2]}", """
        T99.S1: {title: Fem udsagn}
        T99.A1: {title: Uenig}
        T99.A2: {title: Hverken eller}
        T99.A3: {title: Enig}
        T99.P1: {text: Jeg mærker efter}
        T99.P2: {text: Jeg gør noget ved det}
        """);

    static Answer Answers(int p1, int p2, int f1, int f2) => Shelf.Filled(("T99.P1", $"{p1}"), ("T99.P2", $"{p2}"), ("T99.F1", $"{f1}"), ("T99.F2", $"{f2}"));

    [Fact]
    public async Task Every_way_of_using_it_holds()
    {
        using var levels = Levels();
        await levels.MustHold();
        using var plain = Plain();
        await plain.MustHold();
    }

    [Fact]
    public void Each_group_has_its_sum_and_its_band_and_the_highest_is_named()
    {
        using var one = Levels();
        var profile = ((Scale)one.Sheet).Profile(Answers(1, 2, 3, 3));
        profile.Sums.Select(sum => (sum.Sum, sum.Band!.Id)).ShouldBe([(3, "T99.B1"), (6, "T99.B3")]);
        profile.Strongest.Select(sum => sum.Group.Id).ShouldBe(["T99.F"]);
    }

    [Fact]
    public async Task The_profile_says_in_words_what_it_draws_and_never_a_total()
    {
        using var one = Levels();
        var html = await one.Fill(Answers(1, 2, 3, 3));
        html.ShouldContain("3 af 6 · lav");
        html.ShouldContain("6 af 6 · høj");
        html.ShouldContain("Højest står Skabende.");
        html.ShouldContain("width=\"500\"");
        html.ShouldNotContain("9 af 12");
        html.ShouldContain("<a href=\"/tools/T99\">Te</a>");
        (await one.Print(Answers(1, 2, 3, 3))).ShouldContain("Højest står Skabende.");
    }

    [Fact]
    public async Task Nothing_is_named_the_highest_before_all_is_answered_or_when_all_are_alike()
    {
        using var one = Levels();
        var some = await one.Fill(Shelf.Filled(("T99.P1", "3"), ("T99.P2", "3"), ("T99.F1", "1")));
        some.ShouldContain("6 af 6 · høj");
        some.ShouldContain("1 svar mangler");
        some.ShouldNotContain("Højest står");
        (await one.Fill(Answers(2, 2, 2, 2))).ShouldContain("Alle står lige højt.");
    }

    [Fact]
    public void An_odd_answer_from_elsewhere_counts_as_none()
    {
        using var one = Levels();
        var sums = ((Scale)one.Sheet).Profile(Answers(2, 2, 2, 2).With("T99.P1", "99")).Sums;
        sums[0].Sum.ShouldBeNull();
        sums[0].Missing.ShouldBe(1);
        sums[1].Sum.ShouldNotBeNull();
    }

    [Fact]
    public void Every_sum_there_can_be_has_one_band()
    {
        using var one = Levels();
        var scale = (Scale)one.Sheet;
        int[] each = [1, 2, 3];
        var answers = from a in each from b in each from c in each from d in each select Answers(a, b, c, d);
        answers.Where(answer => scale.Profile(answer).Sums.Any(sum => sum.Band is null)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_radio_group_a_statement_with_the_statement_as_its_name()
    {
        using var one = Levels();
        var html = await one.Fill();
        html.ShouldContain("<legend>Driften først</legend>");
        html.ShouldContain("type=\"radio\" id=\"T99.P1-3\" name=\"T99.P1\" value=\"3\"");
        html.ShouldContain("3 <span class=\"sr-only\">Passer</span>");
    }

    [Fact]
    public async Task Without_bands_the_answers_stand_from_the_lowest_up()
    {
        using var one = Plain();
        var html = await one.Read(Shelf.Filled(("T99.P1", "3"), ("T99.P2", "1")));
        var result = html[html.IndexOf("Dine svar, de laveste først", StringComparison.Ordinal)..];
        result.IndexOf("Jeg gør noget", StringComparison.Ordinal).ShouldBeLessThan(result.IndexOf("Jeg mærker", StringComparison.Ordinal));
        one.Sheet.SumUp(one.Danish, Shelf.Filled(("T99.P2", "1"))).ShouldBe(["Jeg gør noget ved det: 1 · Uenig"]);
    }

    [Fact]
    public void In_Word_the_sum_stands_beside_its_band()
    {
        using var one = Levels();
        one.Word(Answers(1, 2, 3, 3)).ShouldContain("6 · høj");
        one.Word().ShouldContain("Sum, fra 2 til 6:");
        one.Word().ShouldContain("De bliver ikke lagt sammen til ét");
    }

    [Theory]
    [InlineData("[{id: T99.B1, from: 2, to: 4}, {id: T99.B2, from: 4, to: 4}, {id: T99.B3, from: 5, to: 6}]", "do not follow each other: T99.B1 ends with 4, T99.B2 begins with 4")]
    [InlineData("[{id: T99.B1, from: 2, to: 3}, {id: T99.B2, from: 4, to: 4}, {id: T99.B3, from: 5, to: 5}]", "sums without a band: T99.P goes from 2 to 6")]
    public void Bands_that_overlap_or_leave_sums_out_are_told(string bands, string says)
    {
        using var one = Levels(bands);
        one.Complaints().ShouldContain(message => message.Contains(says));
    }

    [Fact]
    public void A_next_tool_that_is_not_there_is_told()
    {
        using var one = Levels(next: "T77");
        one.Complaints().ShouldContain("needs 'title' in da");
    }
}
