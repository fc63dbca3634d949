using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>Keywords in three colours.</summary>
public sealed class ThemesTests
{
    static OneStep Two() => new("""
        id: T99.S1
        kind: themes
        parts: [{id: T99.G1, themes: [T99.X1]}, {id: T99.G2, themes: [T99.X2]}]
        own: 1
        """, """
        T99.S1: {title: Hvor står jeg?}
        T99.G1: {title: Rammerne, text: Oppefra.}
        T99.X1: {title: Krav, text: Er der balance?}
        T99.G2: {title: Min rolle}
        T99.X2: {title: Konflikter}
        """);

    [Fact]
    public async Task Every_way_of_using_it_holds()
    {
        using var one = Two();
        await one.MustHold();
    }

    [Fact]
    public async Task Each_colour_is_said_in_words_and_has_a_shape()
    {
        using var one = Two();
        var html = await one.Fill();
        foreach (var (colour, words) in new[] { ("red", "Rød: STOP OP"), ("yellow", "Gul: VENT"), ("green", "Grøn: KØR") })
        {
            html.ShouldContain($"<label class=\"form-label\" for=\"T99.X2.{colour}\"><span class=\"sr-only\">Konflikter: </span>{words}</label>");
            html.ShouldContain($"om-mark-{colour}");
        }
        html.IndexOf("T99.X1.red", StringComparison.Ordinal).ShouldBeInRange(0, html.IndexOf("T99.X1.green", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keywords_are_gathered_colour_by_colour_theme_by_theme()
    {
        using var one = Two();
        var answer = Shelf.Filled(("T99.X2.red", "Tonen\n\n Vagterne "), ("T99.S1.O1.name", "Ferie"), ("T99.S1.O1.red", "Ingen"));
        var themes = one.Sheet.ShouldBeOfType<Themes>();
        themes.In("red", one.Danish, answer).Select(theme => $"{theme.Theme}: {string.Join(", ", theme.Keywords)}").ShouldBe(["Konflikter: Tonen, Vagterne", "Ferie: Ingen"]);
        themes.In("green", one.Danish, answer).ShouldBeEmpty();
        (await one.Read(answer)).ShouldContain("<dd class=\"om-written\">Vagterne</dd>");
        (await one.Read(Answer.Empty)).ShouldNotContain("om-themes-sum");
    }

    [Fact]
    public async Task Themes_of_ones_own_are_asked_for_and_only_shown_when_there_are_any()
    {
        using var one = Two();
        (await one.Fill()).ShouldContain("Egne temaer");
        (await one.Read(Answer.Empty)).ShouldNotContain("Egne temaer");
        (await one.Read(Answer.Empty.With("T99.S1.O1.green", "Kaffen"))).ShouldContain("Egne temaer");
        one.Word().ShouldContain("Egne temaer");
    }

    [Fact]
    public void Nothing_to_write_about_is_told()
    {
        using var one = new OneStep("{id: T99.S1, kind: themes, parts: []}", "T99.S1: {title: Hvor}");
        one.Complaints().ShouldContain(message => message.Contains("neither themes"));
    }
}
