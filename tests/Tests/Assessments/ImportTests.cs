using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Import;

namespace Omtanke.Tests.Assessments;

/// <summary>Figures from elsewhere: looked through first, told with their source, and never of fewer than five, nor so that fewer than five can be worked out.</summary>
public sealed class ImportTests(TestCluster cluster)
{
    private const string Heads = "emne;enhed;antal;tal;reference\n";

    private static readonly (string Name, string? Value)[] Good = [("title", "Trivsel 2026"), ("source", "NFA, DPQ"), ("measured", "2026-10-01")];

    [Fact]
    public async Task A_table_is_looked_through_mended_kept_and_told_with_source_and_day()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        (await birgit.Get("/collections")).Text.ShouldContain("/collections/other-results\"");
        (await birgit.Get("/collections/other-results")).Text.ShouldContain("Der er ingen tal her endnu");
        (await birgit.Get("/collections/other-results/new")).Text.ShouldContain("https://nfa.dk/");
        var broken = await birgit.Post("/collections/other-results", [.. Good, ("table", Heads + "Krav;hele;40;62,5;57\nKrav;Køkken;mange;60;\n;Gang;8;50;\nKrav;hele;12;1;"), ("do", "keep")]);
        broken.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var line in (string[])["Linje 3:", "Linje 4:", "Linje 5:"])
            broken.Text.ShouldContain(line);
        broken.Text.ShouldContain("Køkken;mange");
        var table = ("table", (string?)(Heads + "Krav;hele;40;62,5;57\nKrav;Køkken;18;60.5;\nKrav;Gang;4;50;\nKrav;Vask;18;55;"));
        var missing = await birgit.Post("/collections/other-results", ("title", ""), ("source", ""), ("measured", "i går"), table, ("do", "look"));
        (missing.Status, missing.Text.Contains("Skriv, hvor tallene kommer fra", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        var look = await birgit.Post("/collections/other-results", [.. Good, table, ("do", "look")]);
        look.Status.ShouldBe(HttpStatusCode.OK);
        look.Text.ShouldContain("færre end 5 svar");
        (await Kept(house)).ShouldBeEmpty();
        var home = (await birgit.Post("/collections/other-results", [.. Good, table, ("do", "keep")])).Location.ShouldNotBeNull();
        var told = (await birgit.Get(home)).Text;
        foreach (var said in (string[])["NFA, DPQ", "1. oktober 2026", "62,5", "57"])
            told.ShouldContain(said);
        told.ShouldNotContain("Gang");
        told.ShouldContain("udeladt");
        // What is left out is not kept anywhere.
        (await Kept(house)).ShouldHaveSingleItem().ShouldNotContain("Gang");
        using (var aisha = await house.As("aisha"))
        {
            (await aisha.Get(home)).Status.ShouldBe(HttpStatusCode.NotFound);
            (await aisha.Get("/collections")).Text.ShouldNotContain("other-results");
        }
        (await birgit.Post($"{home}/erasure")).Location.ShouldBe("/collections/other-results");
        (await Kept(house)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Bullying_and_violence_are_taken_in_from_twenty_whatever_they_are_called_there()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var table = ("table", (string?)(Heads + "Mobning, ja i procent;Øst;11;36;\nVold;hele;24;10;\nTone;Øst;11;50;"));
        var look = await birgit.Post("/collections/other-results", [.. Good, table, ("do", "look")]);
        look.Text.ShouldContain("færre end 20 svar");
        System.Text.RegularExpressions.Regex.IsMatch(look.Text, "value=\"Mobning, ja i procent\" checked").ShouldBeTrue();
        // A tick they set, and one they took away.
        await birgit.Post("/collections/other-results", [.. Good, table, ("acts", "Tone"), ("acts", "Mobning, ja i procent"), ("acts-seen", "Vold"), ("do", "keep")]);
        var kept = (await Kept(house)).ShouldHaveSingleItem();
        kept.ShouldContain("Vold");
        kept.ShouldNotContain("Mobning");
        kept.ShouldNotContain("Tone");
    }

    [Theory]
    // Four are left when the units are taken from the whole: the smallest unit keeps them company.
    [InlineData("K;hele;30;1;\nK;A;16;1;\nK;B;10;1;\nK;C;4;1;", "hele,A")]
    // As many as may be told of are left.
    [InlineData("K;hele;30;1;\nK;A;15;1;\nK;B;10;1;", "hele,A,B")]
    // Nobody is left.
    [InlineData("K;hele;30;1;\nK;A;20;1;\nK;B;10;1;", "hele,A,B")]
    // One is left, whom nobody wrote a line of.
    [InlineData("K;hele;30;1;\nK;A;20;1;\nK;B;9;1;", "hele,A")]
    // Another topic has other people.
    [InlineData("K;hele;4;1;\nL;hele;30;1;\nL;A;25;1;", "hele,A")]
    public void Nothing_is_kept_that_tells_of_fewer_than_five(string lines, string kept) =>
        OtherFigures.Of(Heads + lines).Told.Select(figure => figure.Unit ?? "hele").ShouldBe(kept.Split(','));

    private static Task<List<string>> Kept(Visits house) => house.Ask(db => db.OtherResults.Select(one => one.Figures).ToListAsync(), Omtanke.Data.Acting.AtChores);
}
