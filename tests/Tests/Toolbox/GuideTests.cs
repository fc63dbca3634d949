using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Omtanke.Toolbox.Guide;

namespace Omtanke.Tests.Toolbox;

/// <summary>The employee's guide for the pocket.</summary>
public sealed class GuideTests(TestCluster cluster)
{
    [Fact]
    public void Its_four_parts_hold_every_step_once_and_in_order() =>
        PocketGuide.Parts.SelectMany(part => Visits.Library.StepsOf(part)).ShouldBe(Visits.Library.Tool(PocketGuide.Id)!.Steps);

    [Fact]
    public void No_part_is_empty() => PocketGuide.Parts.ShouldAllBe(part => Visits.Library.StepsOf(part).Count > 0);

    [Fact]
    public void An_edition_is_the_same_until_a_word_changes()
    {
        using var bench = Content.Workbench.CopyOf(Omtanke.Content.Library.Folder());
        var before = new Edition(bench.Read()).Version;
        new Edition(bench.Read()).Version.ShouldBe(before);
        bench.Change("tools/E-employee-guide/da.yaml", "title: Jo før, jo bedre", "title: Jo før jo bedre");
        new Edition(bench.Read()).Version.ShouldNotBe(before);
    }

    [Fact]
    public async Task Each_page_it_asks_a_phone_to_keep_answers_a_stranger_and_holds_nobodys_name()
    {
        await using var house = await Visits.Open(cluster);
        using var stranger = house.Browser();
        using var maja = await house.As("maja");
        using var list = JsonDocument.Parse((await stranger.Get("/guide/pages.json")).Text);
        list.RootElement.GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
        var pages = list.RootElement.GetProperty("pages").EnumerateArray().Select(page => page.GetString()!).ToList();
        pages.Count.ShouldBe(12);
        foreach (var page in pages)
        {
            var reply = await stranger.Get(page);
            reply.Status.ShouldBe(HttpStatusCode.OK, page);
            (await maja.Get(page)).Bytes.ShouldBe(reply.Bytes, page);
        }
    }

    [Fact]
    public async Task It_is_for_reading_nothing_typed_can_stay_behind_on_a_shared_phone()
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        foreach (var part in PocketGuide.Parts)
        {
            var page = (await browser.Get($"/guide/da/{part.Name}")).Text;
            Regex.IsMatch(page, "<(input|textarea|select|form)").ShouldBeFalse(part.Name);
            page.ShouldContain("href=\"/conversations/new\"");
        }
        (await browser.Get("/guide/da/before")).Text.ShouldContain("href=\"/reflections\"");
    }

    [Fact]
    public async Task It_opens_in_the_visitors_language_and_can_be_put_on_the_home_screen()
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        (await browser.Get("/guide?lang=en")).Location.ShouldBe("/guide/en");

        var start = await browser.Get("/guide/en");
        start.Text.ShouldContain("<html lang=\"en\"");
        start.Text.ShouldContain("rel=\"manifest\" href=\"/guide/en/app.webmanifest\"");
        start.Text.ShouldContain("data-guide");
        start.Text.ShouldContain("href=\"/guide/da\" lang=\"da\"");

        using var manifest = JsonDocument.Parse((await browser.Get("/guide/en/app.webmanifest")).Text);
        manifest.RootElement.GetProperty("scope").GetString().ShouldBe("/guide");
        manifest.RootElement.GetProperty("start_url").GetString().ShouldBe("/guide/en");
        manifest.RootElement.GetProperty("display").GetString().ShouldBe("standalone");
        manifest.RootElement.GetProperty("icons").GetArrayLength().ShouldBe(2);
    }
}
