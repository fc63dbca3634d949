using System.Net;
using System.Text.RegularExpressions;

namespace Omtanke.Tests;

/// <summary>A page shows nobody a way that is closed to them.</summary>
public sealed partial class LinksTests(TestCluster cluster)
{
    private static readonly string[] Pages =
    [
        "/me", "/year", "/year?year=2025", "/actions", "/actions?whose=group", "/actions?whose=workplace", "/conversations", "/cases", "/meetings", "/workshops", "/collections", "/apv", "/policies",
        "/learning", "/learning?year=2025", "/reflections", "/account", "/openings", "/administration", "/confidentiality",
    ];

    [Fact]
    public async Task Every_link_on_the_pages_people_come_to_first_opens_for_whoever_it_is_shown_to()
    {
        await using var house = await Visits.Open(cluster, lived: true);
        var closed = new List<string>();
        foreach (var persona in (string[])["maja", "henrik", "aisha", "jonas", "birgit", "karen", "lars", "kirsten", "admin"])
        {
            using var visitor = await house.As(persona);
            var shown = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var page in Pages)
                if (await visitor.Get(page) is { Status: HttpStatusCode.OK } reply)
                    foreach (Match link in Link().Matches(reply.Text))
                        shown.TryAdd(WebUtility.HtmlDecode(link.Groups["to"].Value), page);
            foreach (var (to, page) in shown.Where(link => !link.Key.Contains("lang=", StringComparison.Ordinal)))
                if (await visitor.Get(to) is { Status: var status } && (int)status >= 400)
                    closed.Add($"{persona}: {page} → {to}: {(int)status}");
            shown.Count.ShouldBeGreaterThan(20);
        }
        closed.ShouldBeEmpty();
    }

    [GeneratedRegex("<a [^>]*href=\"(?<to>/[^\"#]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
