using System.IO.Compression;
using System.Net;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Tests.Assessments;

namespace Omtanke.Tests.Cases;

/// <summary>The report of a year: for those who lead the team and those at the top, in shares and bands, with the same on the page and in Word.</summary>
public sealed class ReportTests(TestCluster cluster)
{
    private static readonly DateTimeOffset May = new(2025, 5, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Those_at_the_top_and_whoever_leads_the_team_read_it_and_nobody_else_does()
    {
        await using var house = await Visits.Open(cluster);
        var merete = await house.Somebody("Merete Holt", Role.TeamLead);
        foreach (var way in (string[])["/cases/report", "/cases/report/word"])
        {
            foreach (var reader in (Visitor[])[await house.As("karen"), await house.As(merete)])
                (await reader.Get(way)).Status.ShouldBe(HttpStatusCode.OK);
            foreach (var persona in (string[])["maja", "henrik", "aisha", "jonas", "birgit", "lars", "admin"])
                (await (await house.As(persona)).Get(way)).Status.ShouldBe(HttpStatusCode.NotFound, persona);
        }
        (await (await house.As("karen")).Get("/me")).Text.ShouldContain("href=\"/cases/report\"");
        await house.DoChores();
        foreach (var (persona, sees) in ((string, bool)[])[("karen", true), ("birgit", true), ("maja", false), ("henrik", false), ("jonas", false), ("lars", false), ("admin", false)])
            (await house.Within(async (_, services) => (await ((CaseYears)services.GetService(typeof(CaseYears))!).Until(2030)).Count, Acting.As(await house.IdOf(persona))) > 0).ShouldBe(sees, persona);
    }

    [Fact]
    public async Task It_tells_in_shares_and_bands_by_department_with_the_points_by_theme_and_says_why_something_is_hidden()
    {
        await using var house = await Visits.Open(cluster);
        var (care, school) = (await house.UnitOf("Sundhed og ældre"), await house.UnitOf("Børn og skole"));
        for (var number = 0; number < 23; number++)
            await house.Put(Counted.Spread(number < 16 ? care : number < 20 ? school : null, number), May);
        for (var number = 0; number < 11; number++)
            await house.Put(new CaseFact(care, new Dictionary<string, int> { ["heard"] = number % 4 + 1, ["useful"] = number % 5 }), May, Counting.Evaluations);
        var (lars, nanna) = (await house.IdOf("lars"), await house.Somebody("Nanna Toft", Role.Psychologist));
        await house.APoint(lars, "T10.G4", "Nye folk mangler en at spørge om natten.", (nanna, new(2025, 6, 1)));
        await house.APoint(lars, "T05.Y2", "Fra et andet år.", (nanna, new(2024, 6, 1)));
        await house.APoint(lars, "T05.Y2", "Kun en kladde.");
        await house.DoChores();

        using var karen = await house.As("karen");
        var (page, word) = (WebUtility.HtmlDecode((await karen.Get("/cases/report?year=2025")).Text), WordText((await karen.Get("/cases/report/word?year=2025")).Bytes));
        foreach (var told in (string[])[page, word])
        {
            told.ShouldContain("20–29");
            // One figure in a hundred is hidden by lot.
            (told.Contains(Visits.Library.In("da").Words["cases.reason.LongAbsence"], StringComparison.Ordinal) || told.Contains(Visits.Library.In("da").Words["case-report.hidden.TooAlike.short"], StringComparison.Ordinal)).ShouldBeTrue();
            told.ShouldContain("Nye folk mangler en at spørge om natten.");
            told.ShouldContain("Social støtte");
            told.ShouldNotContain("Fra et andet år.");
            told.ShouldNotContain("Kun en kladde.");
            told.ShouldNotContain("Lars Vestergaard");
            told.ShouldNotContain("Nanna Toft");
            told.ShouldNotContain("23 forløb");
        }
        // Shares of few are told in steps of a twentieth: a finer one would tell of how many it is.
        foreach (System.Text.RegularExpressions.Match share in System.Text.RegularExpressions.Regex.Matches(page, @"<b>(\d+)\u00a0%</b>"))
            (int.Parse(share.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) % 5).ShouldBe(0);
        // A department has its band as well, on the page and in Word.
        foreach (var told in (string[])[WebUtility.HtmlDecode((await karen.Get($"/cases/report?year=2025&unit={care}")).Text), WordText((await karen.Get($"/cases/report/word?year=2025&unit={care}")).Bytes)])
        {
            told.ShouldContain(Visits.Library.In("da").Words["case-report.many"]);
            told.ShouldContain("10–19");
        }
        // Four cases of a department, and what is left between it and the rest: nothing of them, and the page says why.
        var few = WebUtility.HtmlDecode((await karen.Get($"/cases/report?year=2025&unit={school}")).Text);
        few.ShouldNotContain("\u00a0%</b>");
        few.ShouldContain(Visits.Library.In("da").Words["case-report.hidden.TooFew.short"]);
        few.ShouldNotContain("20–29");
        // An address that means nothing shows the latest year and the whole.
        foreach (var odd in (string[])["?year=1850", "?year=abc&unit=nonsense", "?year=2026", $"?unit={Ids.New()}"])
            (await karen.Get($"/cases/report{odd}")).Text.ShouldContain("20–29", Shouldly.Case.Sensitive, odd);
        WebUtility.HtmlDecode((await karen.Get("/cases/report?year=2024")).Text).ShouldContain("Fra et andet år.");

        // The look back of the whole workplace has its share of it, without what anybody wrote.
        var learning = WebUtility.HtmlDecode((await karen.Get("/learning?year=2025")).Text);
        learning.ShouldContain(Visits.Library.In("da").Words["case-report.course"]);
        learning.ShouldContain(Visits.Library.In("da").Words["case-report.line.stress"]);
        learning.ShouldNotContain("Nye folk mangler");
        (await karen.Get($"/learning?year=2025&unit={await house.UnitOf("Hjemmeplejen Øst")}")).Status.ShouldBe(HttpStatusCode.OK);
        (await karen.Get("/learning/word?year=2025")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static string WordText(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        return WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(reader.ReadToEnd(), "<[^>]*>", " "));
    }
}
