using System.Net;
using Omtanke.Conversations;
using Omtanke.Conversations.Letters;
using Omtanke.Data;

namespace Omtanke.Tests.Conversations;

/// <summary>The link in a letter tells nobody what it leads to, and takes its reader there.</summary>
public sealed class GoTests(TestCluster cluster)
{
    [Fact]
    public async Task It_leads_through_the_sign_in_to_the_page_and_tells_nothing_on_the_way()
    {
        await using var house = await Visits.Open(cluster);
        var id = await Dated.Held(house, await house.IdOf("maja"), await house.IdOf("henrik"), Visits.Monday.AddDays(-1), null);
        using var maja = await house.As("maja");
        foreach (var (where, page) in new[] { (Leads.Overview, ""), (Leads.Agreements, "/agreements"), (Leads.HandOver, "/handover"), (Leads.FollowUp, "/follow-up") })
        {
            var link = Go.To(id, where);
            link.ShouldMatch("^/go/[A-Za-z0-9_-]{23}$");
            (await house.Browser().Get(link)).Location.ShouldBe($"/sign-in?to={Uri.EscapeDataString(link)}");
            (await maja.Get(link)).Location.ShouldBe($"/conversations/{id}{page}");
        }
    }

    [Fact]
    public async Task What_is_no_such_link_leads_nowhere()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        var link = Go.To(Ids.New());
        foreach (var odd in (string[])["/go/x", $"{link}A", link[..^1], $"/go/{new string('_', 23)}", $"/go/{new string('A', 5000)}"])
            (await maja.Get(odd)).Status.ShouldBe(HttpStatusCode.NotFound, odd);
    }
}
