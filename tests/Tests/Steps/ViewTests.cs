using System.Text.RegularExpressions;

using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>What the steps look like to a browser.</summary>
public sealed partial class ViewTests
{
    public static TheoryData<string, string> EveryStep()
    {
        TheoryData<string, string> data = [];
        foreach (var step in Shelf.Library.Tools.SelectMany(tool => tool.Steps))
            foreach (var language in Shelf.Library.Languages) data.Add(step.Id, language.Code);
        return data;
    }

    [Theory, MemberData(nameof(EveryStep))]
    public async Task Every_step_can_be_read_filled_in_and_printed(string id, string language)
    {
        var show = new Show(Shelf.Library.In(language));
        var sheet = Shelf.Sheet(id);
        var answer = sheet.Fields.Aggregate(Answer.Empty, (answer, field) => answer.With(field.Name, field.Takes == Takes.Text ? "mine words" : field.Values[^1]));

        (await Shelf.Html(id, show)).ShouldContain($"id=\"{id}-title\"");
        var toFill = await Shelf.Html(id, show with { Editable = true, Answer = answer });
        foreach (var field in sheet.Fields) toFill.ShouldContain($"name=\"{field.Name}\"");
        if (sheet.Fields.Count > 0) (await Shelf.Html(id, show with { Answer = answer })).ShouldNotContain("<input");
        await Shelf.Html(id, show, paper: true);
        var printed = await Shelf.Html(id, show with { Answer = answer }, paper: true);
        if (sheet.Fields.Any(field => field.Takes == Takes.Text)) printed.ShouldContain("mine words");
    }

    [Theory, MemberData(nameof(EveryStep))]
    public async Task Inputs_are_labelled_ids_are_single_and_hints_exist(string id, string language)
    {
        var faults = Shelf.Sheet(id).Fields.Select(field => new Fault(field.Name, "steps.faults.unknown")).ToList();
        var html = await Shelf.Html(id, new Show(Shelf.Library.In(language)) { Editable = true, Answer = Answer.Empty, Faults = faults });

        var ids = Ids().Matches(html).Select(match => match.Groups["id"].Value).ToList();
        ids.ShouldBeUnique();
        foreach (Match input in Inputs().Matches(html).Where(input => !input.Value.Contains("type=\"hidden\"")))
            html.ShouldContain($"for=\"{input.Groups["id"].Value}\"");
        foreach (Match described in DescribedBy().Matches(html))
            described.Groups["ids"].Value.Split(' ').ShouldAllBe(hint => ids.Contains(hint));
        html.ShouldNotContain("style=\"");
        html.ShouldNotContain("<script");
    }

    [Theory]
    [InlineData("T07.F2", "T07.F2.1")]
    [InlineData("T07.B", "T07.B.note")]
    public async Task Script_in_an_answer_shows_as_text(string step, string field)
    {
        var show = new Show(Shelf.Danish) { Answer = Shelf.Filled((field, "<script>alert(1)</script>\"><img src=x onerror=alert(1)>")) };
        foreach (var html in new[] { await Shelf.Html(step, show), await Shelf.Html(step, show with { Editable = true }), await Shelf.Html(step, show, paper: true) })
        {
            html.ShouldContain("&lt;script&gt;");
            html.ShouldNotContain("<script>");
            html.ShouldNotContain("<img");
        }
    }

    [Fact]
    public async Task What_was_filled_in_stands_in_the_fields()
    {
        var html = await Shelf.Html("T07.F3", new Show(Shelf.Danish) { Editable = true, Answer = Shelf.Filled(("T05.Y3", "on"), ("T07.F3.2", "Tempoet")) });
        Tag(html, "T05.Y3").ShouldContain("checked");
        Tag(html, "T05.Y1").ShouldNotContain("checked");
        html.ShouldContain(">Tempoet</textarea>");
    }

    [Fact]
    public async Task A_fault_stands_at_its_field()
    {
        var html = await Shelf.Html("T07.F2", new Show(Shelf.English) { Editable = true, Answer = Answer.Empty, Faults = [new Fault("T07.F2.2", "steps.faults.too-long", 12000)] });
        html.ShouldContain("id=\"T07.F2.2-error\"");
        html.ShouldContain("12,000");
        Regex.Match(html, "<textarea[^>]*id=\"T07.F2.2\"[^>]*>").Value.ShouldContain("aria-describedby=\"T07.F2.2-hint T07.F2.2-error\"");
    }

    [Fact]
    public async Task One_side_sees_its_own_deck()
    {
        var html = await Shelf.Html("T07.B", new Show(Shelf.Danish) { Editable = true, Side = "employee" });
        html.ShouldContain("T07.BE1");
        html.ShouldNotContain("T07.BL1");
    }

    [Fact]
    public async Task The_balance_is_a_figure_and_the_same_in_words()
    {
        var html = await Shelf.Html("T07.P", new Show(Shelf.English) { Answer = Shelf.Filled(("T07.P1", "1"), ("T07.P2", "2"), ("T07.P3", "3"), ("T07.P4", "5")) });
        html.ShouldContain("role=\"img\"");
        html.ShouldContain("Empathic 1, Exploring 2, Delimiting 3, Acting 5");
        html.ShouldContain("5 · almost always");
        Regex.Count(html, Regex.Escape(Shelf.English.Text("T07.W1", "title"))).ShouldBe(1);
        html.ShouldContain(Shelf.English.Text("T07.W2", "title"));
        html.ShouldContain("You use this the least: empathic");

        (await Shelf.Html("T07.P", new Show(Shelf.English) { Answer = Shelf.Filled(("T07.P1", "1")) })).ShouldContain("Give all four a number");
        (await Shelf.Html("T07.P", new Show(Shelf.English))).ShouldNotContain("role=\"img\"");
    }

    [Fact]
    public async Task Headings_follow_the_page()
    {
        (await Shelf.Html("T07.F1", new Show(Shelf.Danish, Heading: 3))).ShouldSatisfyAllConditions(html => html.ShouldContain("<h3 id=\"T07.F1-title\""), html => html.ShouldContain("<h4 id=\"T07.F1.G1-title\""));
    }

    [Fact]
    public async Task The_workplaces_own_film_takes_the_explainers_place()
    {
        var show = new Show(Shelf.Danish);
        (await Shelf.Html("T07.S1", show)).ShouldContain("om-scene");

        var own = await Shelf.Html("T07.S1", show with { Video = new Video("/files/talk.mp4", "/files/talk.vtt", "Vores film") });
        own.ShouldContain("<video");
        own.ShouldContain("<track kind=\"captions\" src=\"/files/talk.vtt\"");
        own.ShouldNotContain("om-scene");

        var elsewhere = await Shelf.Html("T07.S1", show with { Video = new Video("https://video.example/1", null, "Vores film") });
        elsewhere.ShouldContain("href=\"https://video.example/1\"");
        elsewhere.ShouldContain("video.example");
        elsewhere.ShouldNotContain("<iframe");

        (await Shelf.Html("T07.S1", show with { Video = new Video("javascript:alert(1)", null, "x") })).ShouldNotContain("javascript:");
        (await Shelf.Html("T07.S1", show with { Video = new Video("//elsewhere.example/x.mp4", null, "x") })).ShouldContain("om-scene");
    }

    static string Tag(string html, string id) => Regex.Match(html, $"<input[^>]*id=\"{Regex.Escape(id)}\"[^>]*>").Value;

    [GeneratedRegex("""\sid="(?<id>[^"]+)[\x22]""", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Ids();
    [GeneratedRegex("""<(input|textarea)[^>]*?\sid="(?<id>[^"]+)"[^>]*>""", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Inputs();
    [GeneratedRegex("""aria-(describedby|labelledby)="(?<ids>[^"]+)[\x22]""", RegexOptions.ExplicitCapture, 1000)] private static partial Regex DescribedBy();
}
