namespace Omtanke.Tests.Content;

/// <summary>What reading the folder gives, and what it says when something is wrong.</summary>
public sealed class LibraryTests
{
    [Theory]
    [InlineData("points: &p [*p]")]
    [InlineData("points: &p {a: {b: *p}}")]
    public void What_points_at_itself_is_told_by_line_and_never_followed(string circle)
    {
        using var bench = new Workbench();
        bench.Change("tools/T99-tea/tool.yaml", "points: [T99.S1.1]", circle);
        bench.Errors().ShouldContain(error => error.File.EndsWith("tool.yaml") && error.Line > 5 && error.Message.Contains("points to another place"));
    }

    [Fact]
    public void A_rule_a_step_speaks_of_must_be_there()
    {
        using var bench = Workbench.CopyOf(Library.Folder());
        bench.Change("tools/L13-leader-apv/tool.yaml", "rules: [workplace-assessment]", "rules: [workplace-assesment]");
        Omtanke.Steps.StepKinds.Check(bench.Read()).ShouldContain(error => error.Id == "L13.S1" && error.Message.Contains("knows no rule 'workplace-assesment'"));
    }

    [Fact]
    public void Reads_tools_steps_and_words_in_every_language()
    {
        using var bench = new Workbench();
        var library = bench.Read();

        var tea = library.Tools.ShouldHaveSingleItem();
        (tea.Id, tea.Slug, tea.Minutes, tea.Lix).ShouldBe(("T99", "tea", 5, 35));
        tea.Audience.ShouldBe(["employee"]);
        tea.Steps.Select(step => (step.Id, step.Kind, step.Private)).ShouldBe([("T99.S1", "explain", false), ("T99.F1", "form", true)]);
        library.Text("T99", "title", "da").ShouldBe("Te");
        library.Text("T99", "title", "en").ShouldBe("Tea");
        library.In("en").Html("T99.S1", "text").ShouldBe("<p>Boil <strong>water</strong>.</p>");
        library.In("en").Phrase("T99.S1", "text").ShouldBe("Boil <strong>water</strong>.");
        library.Tool("tea").ShouldBe(tea);
        library.Tool("t99").ShouldBe(tea);
        library.Tool("coffee").ShouldBeNull();
        bench.Errors().ShouldBeEmpty();
    }

    [Fact]
    public void A_language_is_one_more_file_per_folder()
    {
        using var bench = new Workbench();
        bench.Write("tools/T99-tea/sv.yaml", """
            T99: {title: Te, purpose: För att bli varm}
            T99.S1: {title: Vattnet, text: Koka **vatten**.}
            T99.S1.1: {text: Vänta lite.}
            T99.F1: {title: Din kopp}
            T99.F1.1: {label: Vilket te?, help: Skriv namnet.}
            T99.F1.2: {label: Hur länge?, help: I minuter.}
            """);
        bench.Errors().ShouldHaveSingleItem().ToString().ShouldBe($"{bench.Shown("interface/sv.yaml")}:1: is missing: the language is used by a tool");

        bench.Write("interface/sv.yaml", "front:\n  hello: Hej {name}\n  days:\n    one: '{n} dag'\n    other: '{n} dagar'\n");
        bench.Errors().ShouldBeEmpty();
        bench.Read().Text("T99.S1", "title", "sv").ShouldBe("Vattnet");
        bench.Read().Languages.Select(language => language.Code).Order().ShouldBe(["da", "en", "sv"]);
    }

    [Theory]
    [InlineData("tools/T99-tea/tool.yaml", "T99.F1.2]", "T99.F1.3]", "tool.yaml", 14, "T99.F1.3", "has no words in")]
    [InlineData("tools/T99-tea/tool.yaml", "T99.F1.2]", "T99.F1.3]", "da.yaml", 6, "T99.F1.2", "has words but does not stand in the structure")]
    [InlineData("tools/T99-tea/tool.yaml", "minutes: 5", "minutes: five", "tool.yaml", 4, "T99", "'minutes' should be a whole number, not 'five'")]
    [InlineData("tools/T99-tea/tool.yaml", "lix: 35", "lixx: 35", "tool.yaml", 7, "T99", "does not know the key 'lixx'")]
    [InlineData("tools/T99-tea/tool.yaml", "drawing: cup", "drawing: mug", "tool.yaml", 8, "T99", "has no drawing 'mug'")]
    [InlineData("tools/T99-tea/tool.yaml", "[employee]", "[everyone]", "tool.yaml", 1, "T99", "'audience' knows no 'everyone'")]
    [InlineData("tools/T99-tea/tool.yaml", "people: 1-4", "people: 4-1", "tool.yaml", 1, "T99", "'people' should be how many it suits")]
    [InlineData("tools/T99-tea/tool.yaml", "people: 1-4", "people: 1-4\noccasions: [tea]", "tool.yaml", 1, "T99", "'occasions' knows no 'tea'")]
    [InlineData("tools/T99-tea/tool.yaml", "T99.F1.2]", "T99.F1.1]", "tool.yaml", 14, "T99.F1.1", "is already used at")]
    [InlineData("tools/T99-tea/tool.yaml", "private: true", "deck: stress", "tool.yaml", 11, "T99.F1", "knows no deck 'stress'")]
    [InlineData("tools/T99-tea/tool.yaml", "private: true", "private: maybe", "tool.yaml", 13, "T99.F1", "'private' should be true or false")]
    [InlineData("tools/T99-tea/tool.yaml", "    kind: form", "  kind: form", "tool.yaml", 12, "", "is not readable YAML")]
    [InlineData("tools/T99-tea/en.yaml", "help: In minutes.", "hint: In minutes.", "en.yaml", 6, "T99.F1.2", "lacks 'help', which another language has")]
    [InlineData("tools/T99-tea/en.yaml", "T99.S1.1: {text: Wait a little.}", "", "tool.yaml", 10, "T99.S1.1", "has no words in")]
    [InlineData("tools/T99-tea/da.yaml", "Vent lidt.", "", "da.yaml", 3, "T99.S1.1", "has an empty 'text'")]
    [InlineData("tools/T99-tea/da.yaml", "Vent lidt.", "'## Vent'", "da.yaml", 3, "T99.S1.1", "may not hold headings")]
    [InlineData("tools/T99-tea/da.yaml", "Vent lidt.", "'[her](javascript:alert(1))'", "da.yaml", 3, "T99.S1.1", "may only link to")]
    [InlineData("tools/T99-tea/da.yaml", "Vent lidt.", "'Vent {minutes}.'", "en.yaml", 3, "T99.S1.1", "placeholders")]
    [InlineData("tools/T99-tea/da.yaml", "T99: {title", "T99.S1: {title: x}\nT99: {title", "da.yaml", 3, "", "is not readable YAML")]
    [InlineData("counts.yaml", "T99.F1: 2", "T99.F1: 3", "counts.yaml", 1, "T99.F1", "should be 3 by the catalogue, but there are 2")]
    [InlineData("interface/en.yaml", "hello", "hullo", "interface/en.yaml", 1, "front.hello", "is missing, another language has it")]
    [InlineData("interface/en.yaml", "{name}", "{nmae}", "interface/en.yaml", 1, "front.hello", "has other placeholders than in da")]
    public void A_typo_names_file_line_and_id(string name, string from, string to, string file, int line, string id, string says)
    {
        using var bench = new Workbench();
        bench.Change(name, from, to);
        bench.Errors().ShouldContain(error => error.File.EndsWith(file, StringComparison.Ordinal) && error.Line == line && error.Id == id && error.Message.Contains(says),
            string.Join('\n', bench.Errors()));
    }

    [Fact]
    public void All_errors_are_told_at_once()
    {
        using var bench = new Workbench();
        bench.Change("tools/T99-tea/tool.yaml", "T99.F1.2]", "T99.F1.3]").Change("tools/T99-tea/da.yaml", "text: Vent lidt.", "txt: Vent lidt.").Remove("interface/en.yaml");
        bench.Errors().Count.ShouldBeGreaterThanOrEqualTo(4);
        Should.Throw<ContentException>(bench.Read).Message.ShouldContain("T99.F1.3");
    }

    [Fact]
    public void A_hard_text_is_pointed_out()
    {
        using var bench = new Workbench();
        bench.Change("tools/T99-tea/da.yaml", "Vent lidt.", string.Join(' ', Enumerable.Repeat("organisationsudviklingsperspektiver implementeres", 15)) + ".");
        bench.Errors().ShouldContain(error => error.Id == "T99.S1.1" && error.Message.StartsWith("has LIX"));
        bench.Errors().ShouldContain(error => error.Id == "T99.S1" && error.Message.Contains("as a whole"));
    }

    [Theory]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>alert(1)</script></svg>""", "may not hold <script>")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><style>*{}</style></svg>""", "may not hold <style>")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><foreignObject/></svg>""", "may not hold <foreignObject>")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" onload="alert(1)"/>""", "may not react by script")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><g style="fill:red"/></svg>""", "may not carry a style attribute")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><use href="https://elsewhere.example/x.svg#a"/></svg>""", "may not point outside")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="url(https://elsewhere.example/#a)"/></svg>""", "may not point outside")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path></svg>""", "is not well-formed")]
    [InlineData("""<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&x;</svg>""", "is not well-formed")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg"/>""", "should be an svg with a viewBox")]
    public void A_drawing_that_could_do_harm_is_refused(string svg, string says)
    {
        using var bench = new Workbench();
        bench.Write("tools/T99-tea/drawings/cup.svg", svg);
        bench.Errors().ShouldContain(error => error.File.EndsWith("cup.svg") && error.Id == "cup" && error.Message.Contains(says));
    }

    [Fact]
    public void Inner_ids_of_drawings_do_not_mix()
    {
        using var bench = new Workbench();
        bench.Write("tools/T99-tea/drawings/cup.svg", """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><defs><linearGradient id="a"/></defs><path fill="url(#a)"/><use href="#a"/></svg>""");
        var svg = bench.Read().Tools[0].Drawing!.Svg;
        svg.ShouldContain("id=\"t99-cup-a\"");
        svg.ShouldContain("url(#t99-cup-a)");
        svg.ShouldContain("href=\"#t99-cup-a\"");
        svg.ShouldContain("aria-hidden=\"true\"");
    }

    [Fact]
    public void A_drawing_nobody_shows_is_pointed_out()
    {
        using var bench = new Workbench();
        bench.Write("tools/T99-tea/drawings/pot.svg", """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>""");
        bench.Errors().ShouldHaveSingleItem().Message.ShouldBe("is shown by no step");
    }

    [Fact]
    public void Raw_html_in_a_text_stays_text()
    {
        using var bench = new Workbench();
        bench.Change("tools/T99-tea/da.yaml", "Kog **vand**.", "'<b onclick=\"x\">Kog</b>'");
        bench.Read().In("da").Html("T99.S1", "text").ShouldBe("<p>&lt;b onclick=&quot;x&quot;&gt;Kog&lt;/b&gt;</p>");
    }

    [Fact]
    public void Asking_for_a_text_that_is_not_there_throws()
    {
        using var bench = new Workbench();
        Should.Throw<ContentException>(() => bench.Read().Text("T99", "promise", "da")).Message.ShouldContain("T99: has no 'promise' in da");
        Should.Throw<KeyNotFoundException>(() => bench.Read().In("fi"));
    }
}
