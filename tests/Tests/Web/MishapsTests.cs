using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Organisation;

namespace Omtanke.Tests.Web;

/// <summary>What goes wrong is answered calmly, in the visitor's language, and as well-mannered as everything else.</summary>
public sealed class MishapsTests(TestCluster cluster)
{
    [Fact]
    public async Task A_link_that_was_cut_off_leads_to_the_page_that_does_not_exist_and_is_no_mishap()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var missing = await maja.Get($"/conversations/{Guid.NewGuid()}");
        foreach (var path in (string[])["/conversations/4f", $"/conversations/{Guid.NewGuid()}evaluation", "/conversations/4f/record"])
        {
            var page = await maja.Get(path);
            page.Status.ShouldBe(HttpStatusCode.NotFound, path);
            page.Text.ShouldBe(missing.Text, path);
            page.Headers.GetValues("Content-Security-Policy").ShouldBe(missing.Headers.GetValues("Content-Security-Policy"));
        }
        house.Log.Text.ShouldNotContain("Mishap");
    }

    [Fact]
    public async Task A_page_that_breaks_keeps_the_manners_and_tells_a_number_that_stands_in_the_log()
    {
        await using var house = await Visits.Open(cluster, adjust: builder => builder.Services.AddScoped<IDesk, Breaking>());
        var maja = await house.As("maja");
        var page = await maja.Get("/me?lang=en");
        page.Status.ShouldBe(HttpStatusCode.InternalServerError);
        page.Text.ShouldContain("Something went wrong");
        page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("default-src 'none'");
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var number = Regex.Match(page.Text, "number ([0-9a-f]{8})").Groups[1].Value;
        house.Log.Text.ShouldContain($"Mishap {number}");
        house.Log.Text.ShouldNotContain("what somebody wrote");
    }

    private sealed class Breaking : IDesk
    {
        public Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop) => throw new InvalidOperationException("what somebody wrote");
    }
}
