using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments;

namespace Omtanke.Tests;

/// <summary>The list at the top of a long page leads to every part of it, and to nothing else.</summary>
public sealed partial class OnThisPageTests(TestCluster cluster)
{
    [Fact]
    public async Task Each_part_of_a_long_page_stands_in_the_list_at_its_top_and_each_line_of_it_leads_to_one()
    {
        await using var house = await Visits.Open(cluster, lived: true);
        using var birgit = await house.As("birgit");
        var collections = await house.Ask(db => db.Collections.Select(one => new { one.Id, one.ClosedAt }).ToListAsync(TestContext.Current.CancellationToken), Omtanke.Data.Acting.AtChores);
        var apv = Apv().Match((await birgit.Get("/apv")).Text).Groups["to"].Value;
        var listed = 0;
        foreach (var page in (string[])["/apv", apv, "/learning", .. collections.Select(one => $"/collections/{one.Id}"), .. collections.Where(one => one.ClosedAt is not null).Select(one => $"/collections/{one.Id}/result")])
        {
            if (await birgit.Get(page) is not { Status: HttpStatusCode.OK, Text: var text } || List().Match(text) is not { Success: true } list)
                continue;
            listed++;
            var after = text[list.Index..];
            var to = Line().Matches(list.Value).Select(line => line.Groups["id"].Value).ToList();
            to.Where(id => id != "details").ShouldBe(Part().Matches(after).Select(part => part.Groups["id"].Value), page);
            to.ShouldAllBe(id => text.Contains($"id=\"{id}\"", StringComparison.Ordinal), page);
        }
        listed.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_line_from_round_to_round_says_its_numbers_to_those_who_do_not_see_it_and_its_table_is_folded_beside_it()
    {
        await using var house = await Visits.Open(cluster, lived: true);
        using var maja = await house.As("maja");
        var last = Result().Match((await maja.Get("/me")).Text).Groups["to"].Value;
        var page = WebUtility.HtmlDecode((await maja.Get(last)).Text);
        var line = Told().Match(page).Value;
        Round().Count(line).ShouldBeGreaterThan(1, line);
        var table = page.IndexOf("Tallene fra gang til gang</caption>", StringComparison.Ordinal);
        page.LastIndexOf("<details class=\"om-more\">", table, StringComparison.Ordinal).ShouldBeGreaterThan(page.LastIndexOf("</details>", table, StringComparison.Ordinal));
    }

    [GeneratedRegex("href=\"(?<to>/collections/[0-9a-f-]{36}/result)\"><strong>[^<]*Temperaturen", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Result();

    [GeneratedRegex("Runde [0-9]: ([0-9]+.%|Skjult: )", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Round();

    [GeneratedRegex("<svg class=\"om-trend-line[^>]* role=\"img\" aria-label=\"[^\"]+\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Told();

    [GeneratedRegex("href=\"(?<to>/apv/[0-9a-f-]{36})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Apv();

    [GeneratedRegex("<nav class=\"om-on-page.*?</nav>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex List();

    [GeneratedRegex("<a href=\"#(?<id>[^\"]+)\">[^<]+</a>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();

    [GeneratedRegex("<h2(?: [^>]*)? id=\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Part();
}
