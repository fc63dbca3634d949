using System.Net;
using System.Text.RegularExpressions;
using Omtanke.Content;
using Omtanke.Steps;

namespace Omtanke.Tests.Toolbox;

/// <summary>The toolbox, as somebody without an account finds it.</summary>
public sealed class ToolboxTests(TestCluster cluster)
{
    static Language Danish => Visits.Library.In("da");

    [Fact]
    public async Task The_list_tells_for_whom_why_and_how_long_and_can_be_narrowed()
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();

        var all = (await browser.Get("/tools")).Text;
        foreach (var tool in Visits.Library.Tools)
            foreach (var field in new[] { "title", "purpose", "audience" }) all.ShouldContain(Danish.Text(tool.Id, field));
        all.ShouldContain("90 minutter");
        all.ShouldContain("<svg");

        var leaders = (await browser.Get("/tools?for=leader")).Text;
        leaders.ShouldContain("/tools/care-conversation\"");
        leaders.ShouldNotContain("/tools/employee-guide\"");
        (await browser.Get("/tools?for=nobody")).Text.ShouldContain("/tools/employee-guide\"");
    }

    [Theory]
    [InlineData("stresstrappen", "spot-strain")]
    [InlineData("soevn", "leader-as-role-model")]
    [InlineData("søvn", "leader-as-role-model")]
    [InlineData("SAMTALERNE", "care-conversation")]
    [InlineData("livscirkel", "life-circles")]
    [InlineData("psykologisk tryghed", "psychological-safety")]
    [InlineData("trygheden", "psychological-safety")]
    [InlineData("politikker", "ground-rules-or-policy")]
    public async Task A_word_is_found_in_any_form_with_or_without_the_danish_letters(string typed, string slug)
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        (await browser.Get($"/tools?q={Uri.EscapeDataString(typed)}")).Text.ShouldContain($"href=\"/tools/{slug}\"");
    }

    [Theory]
    [InlineData("q=xyzzyplugh")]
    [InlineData("q=og")]
    [InlineData("q=%3Cscript%3Ealert(1)%3C%2Fscript%3Exyzzy")]
    [InlineData("for=psychologist&people=100&minutes=30")]
    public async Task What_nothing_suits_says_so_and_how_to_go_on(string query)
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        var page = await browser.Get($"/tools?{query}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldContain("Prøv at lade et af valgene stå åbent");
        page.Text.ShouldNotContain("<script>alert");
    }

    [Fact]
    public void Every_tool_suits_somebody_at_some_occasion_in_the_time_it_takes()
    {
        foreach (var tool in Visits.Library.Tools)
        {
            tool.Occasions.ShouldNotBeEmpty(tool.Id);
            Omtanke.Toolbox.Find.Wish.Crowds.ShouldContain(people => tool.People.Least <= people && people <= tool.People.Most, tool.Id);
        }
        foreach (var occasion in Tool.AllOccasions)
            Visits.Library.Tools.ShouldContain(tool => tool.Occasions.Contains(occasion), occasion);
    }

    [Theory]
    [InlineData("da")]
    [InlineData("en")]
    public async Task A_tool_shows_every_step_and_every_text_in_the_visitors_language(string code)
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        foreach (var tool in Visits.Library.Tools)
        {
            var page = await browser.Get($"/tools/{tool.Slug}?lang={code}");
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Text.ShouldContain($"<html lang=\"{code}\"");
            foreach (var step in tool.Steps)
            {
                page.Text.ShouldContain($"id=\"{step.Id}\"");
                page.Text.ShouldContain($"href=\"#{step.Id}\"");
                foreach (var (id, field) in StepKinds.Read(step).Texts)
                    // A text to make one's own shows its gaps in their places: everything between them stands there.
                    if (step.Kind == "document" && field == "text")
                        foreach (var piece in Told(Visits.Library.In(code).Html(id, field)).Split('␣', StringSplitOptions.TrimEntries)) Told(page.Text).ShouldContain(piece);
                    else
                        page.Text.ShouldContain(field is "text" or "short" or "instead" or "not" ? Visits.Library.In(code).Phrase(id, field) : Encoded(Visits.Library.In(code).Text(id, field)));
            }
            page.Text.ShouldContain(Encoded(Visits.Library.In(code).Text(tool.Id, "promise")));
        }
    }

    [Fact]
    public async Task Every_step_has_an_address_and_leads_on_to_the_next()
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        foreach (var tool in Visits.Library.Tools)
            foreach (var (step, next) in tool.Steps.Zip(tool.Steps.Skip(1).Append(null)))
            {
                var page = (await browser.Get($"/tools/{tool.Slug}/{step!.Id}")).Text;
                Regex.Count(page, "<h1").ShouldBe(1);
                page.ShouldContain($"id=\"{step.Id}-title\"");
                if (next is not null) page.ShouldContain($"href=\"/tools/{tool.Slug}/{next.Id}\"");
            }
    }

    [Theory]
    [InlineData("da")]
    [InlineData("en")]
    public async Task A_tool_goes_on_paper_and_to_word_from_end_to_end(string code)
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        await browser.Get($"/tools?lang={code}");
        foreach (var tool in Visits.Library.Tools)
        {
            var page = await browser.Get($"/tools/{tool.Slug}/paper");
            page.Status.ShouldBe(HttpStatusCode.OK);
            Regex.Count(page.Text, "<h1").ShouldBe(1);
            foreach (var field in new[] { "title", "audience", "time", "promise" }) page.Text.ShouldContain(Encoded(Visits.Library.In(code).Text(tool.Id, field)));
            foreach (var step in tool.Steps) page.Text.ShouldContain($"id=\"{step.Id}-title\"");
            using var word = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream((await browser.Get($"/tools/{tool.Slug}/word")).Bytes), isEditable: false);
            foreach (var step in tool.Steps) word.MainDocumentPart!.Document.InnerText.ShouldContain(Visits.Library.In(code).Text(step.Id, "title"));
        }
        (await browser.Get("/tools/coffee/paper")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.Get("/tools/coffee/word")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_form_prints_blank_and_what_is_only_read_prints_as_it_is_read()
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        var form = await browser.Get("/tools/care-conversation/T07.F2/paper");
        foreach (var field in Enumerable.Range(1, 5)) form.Text.ShouldContain(Danish.Text($"T07.F2.{field}", "label"));
        form.Text.ShouldContain("om-paper-space");
        form.Text.ShouldContain("data-print");
        var film = await browser.Get("/tools/care-conversation/T07.S1/paper");
        film.Text.ShouldContain(Danish.Html("T07.S1.1", "text"));
        film.Text.ShouldContain("<svg");
        film.Text.ShouldNotContain("om-paper-space");
    }

    [Theory]
    [InlineData("psychological-safety")]
    [InlineData("care-conversation")]
    [InlineData("spot-strain")]
    public async Task On_the_wall_each_piece_leads_to_the_next_through_the_whole_tool_and_back(string slug)
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        var tool = Visits.Library.Tool(slug)!;
        var (way, seen) = ($"/tools/{slug}/{tool.Steps[0].Id}/wall", new List<string>());
        for (var before = ""; way.Length > 0; before = seen[^1])
        {
            var page = (await browser.Get(way)).Text;
            page.ShouldNotContain("om-header");
            Regex.Count(page, "<h1").ShouldBe(1);
            // Back leads to where one came from, but for the last piece of a step, which may be called so.
            if (before.Length > 0) Way(page, "prev").Split("?part=last")[0].ShouldBe(Way(page, "prev").EndsWith("last", StringComparison.Ordinal) ? before.Split('?')[0] : before);
            seen.Add(way);
            way = Way(page, "next");
        }
        seen.ShouldBe(tool.Steps.SelectMany(step => Enumerable.Range(0, Slide.Of(StepKinds.Read(step), Danish).Count + 1).Select(part => $"/tools/{slug}/{step.Id}/wall{(part == 0 ? "" : $"?part={part}")}")));
        foreach (var nonsense in new[] { "-1", "999", "x" })
            (await browser.Get($"{seen[0]}?part={nonsense}")).Text.ShouldContain(Encoded(Danish.Text(tool.Steps[0].Id, "title")));

        static string Way(string page, string rel) => Regex.Match(page, $"rel=\"{rel}\" href=\"([^\"]*)\"").Groups[1].Value;
    }

    [Fact]
    public void On_the_wall_every_card_stands_alone_and_no_word_of_a_film_is_lost()
    {
        foreach (var step in Visits.Library.Tools.SelectMany(tool => tool.Steps))
            foreach (var slide in Slide.Of(StepKinds.Read(step), Danish)) slide.Title.ShouldNotBeEmpty();
        // What a step tells before it is divided is told on the wall too.
        foreach (var step in Visits.Library.Tools.SelectMany(tool => tool.Steps).Where(step => step.Kind == "explain" && Danish.Has(step.Id, "text")))
            Slide.Of(StepKinds.Read(step), Danish)[0].Text.ShouldBe(Danish.Html(step.Id, "text"), step.Id);
        var cards = Visits.Library.Tools.SelectMany(tool => tool.Steps).First(step => StepKinds.Read(step) is Cards { Talk: true });
        Slide.Of(StepKinds.Read(cards), Danish).Select(slide => slide.Text).ShouldBe(((Cards)StepKinds.Read(cards)).Decks.SelectMany(deck => deck.Cards).Select(card => Danish.Phrase(card, "text")));
        Slide.Of(StepKinds.Read(Visits.Library.Step("T07.S1")), Danish).Select(slide => slide.Text).ShouldBe(((Film)StepKinds.Read(Visits.Library.Step("T07.S1"))).Scenes.Select(scene => Danish.Html(scene.Id, "text")));
    }

    [Theory]
    [InlineData("/tools/coffee")]
    [InlineData("/tools/care-conversation/E4")]
    [InlineData("/tools/care-conversation/T07.F9/paper")]
    [InlineData("/guide/xx")]
    [InlineData("/guide/da/yesterday")]
    [InlineData("/guide/xx/app.webmanifest")]
    public async Task What_does_not_exist_says_so(string path)
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        (await browser.Get(path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task No_page_shows_the_way_to_a_door_that_is_not_there()
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        foreach (var tool in Visits.Library.Tools)
            foreach (Match link in Regex.Matches((await browser.Get($"/tools/{tool.Slug}")).Text, "href=\"(/tools[^\"#]*)"))
                (await browser.Get(link.Groups[1].Value)).Status.ShouldBe(HttpStatusCode.OK, link.Value);
    }

    /// <summary>What a page says, without what it is made of; a gap to be filled in is ␣, whatever stands in it.</summary>
    static string Told(string html) => Regex.Replace(
        WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(html, @"\{[\w-]+\}", "␣", RegexOptions.None, TimeSpan.FromSeconds(5)), "<[^>]*>", " ", RegexOptions.None, TimeSpan.FromSeconds(5))),
        @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(5)).Replace(" .", ".", StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal);

    static string Encoded(string text) => System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All).Encode(text);
}
