using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Tests.Cases;

/// <summary>What the team has learnt: written without persons, read by a second one before it is published, and by nobody outside the team before that.</summary>
public sealed class PointsTests(TestCluster cluster)
{
    private const string Text = Counted.Text;

    [Fact]
    public async Task It_is_published_when_somebody_else_has_read_what_stands_there_and_never_by_its_writer()
    {
        await using var house = await Visits.Open(cluster);
        var (nanna, merete) = (await house.Somebody("Nanna Toft", Role.Psychologist), await house.Somebody("Merete Holt", Role.TeamLead));
        using var lars = await house.As("lars");
        using var second = await house.As(nanna);
        using var lead = await house.As(merete);
        (await lars.Post("/cases/points", ("theme", "T10.G1"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await lars.Post("/cases/points", ("theme", "T99"), ("text", Text))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await lars.Post("/cases/points", ("theme", "T10.G1"), ("text", new string('x', LearningPoint.Longest + 1)))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await lead.Post("/cases/points", ("theme", "T10.G1"), ("text", Text))).Status.ShouldBe(HttpStatusCode.NotFound, "who leads the team reads, and does not write");
        var at = (await lars.Post("/cases/points", ("theme", "T10.G1"), ("text", Text))).Location!;
        (await second.Get("/me")).Text.ShouldContain("/cases/points");
        // To its writer it is a draft, to the others of the team something to read.
        foreach (var (reader, pile) in ((Visitor, string)[])[(lars, "mine"), (second, "waiting"), (lead, "waiting")])
        {
            var page = WebUtility.HtmlDecode((await reader.Get("/cases/points")).Text);
            page.ShouldContain(Text);
            foreach (var one in (string[])["mine", "waiting", "published"])
                page.Contains($"id=\"pile-{one}\"", StringComparison.Ordinal).ShouldBe(one == pile, $"{pile}: {one}");
        }
        (await lars.Get("/me")).Text.ShouldNotContain("\"/cases/points\"");

        (await lars.Post($"{at}/confirmation", ("version", "1"), ("read", "yes"))).Status.ShouldBe(HttpStatusCode.NotFound, "the writer is no second reader");
        (await second.Post(at, ("version", "1"), ("theme", "T10.G1"), ("text", "Noget andet"))).Status.ShouldBe(HttpStatusCode.NotFound, "nobody changes another's words");
        (await second.Post($"{at}/confirmation", ("version", "1"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        // Changed between the reading and the yes: what is confirmed is what was read.
        (await lars.Post(at, ("version", "1"), ("theme", "T05.Y1"), ("text", $"{Text} Det går igen."))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await second.Post($"{at}/confirmation", ("version", "1"), ("read", "yes"))).Status.ShouldBe(HttpStatusCode.Conflict);
        var clash = await lars.Post(at, ("version", "1"), ("theme", "T05.Y1"), ("text", "Et gammelt vindue"));
        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        WebUtility.HtmlDecode(clash.Text).ShouldContain("Det går igen.");
        clash.Text.ShouldContain("Et gammelt vindue");
        (await second.Post($"{at}/confirmation", ("version", "2"), ("read", "yes"))).Status.ShouldBe(HttpStatusCode.SeeOther);

        // Published it stands; only whoever leads the team takes it back.
        (await lars.Post(at, ("version", "3"), ("theme", "T05.Y1"), ("text", "Bagefter"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await lars.Post($"{at}/removal")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await second.Post($"{at}/return")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await lead.Post($"{at}/return")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await lars.Post($"{at}/removal")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Ask(db => db.CasePoints.CountAsync(), Acting.AtChores)).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_writes_and_whoever_reads_second_is_told_what_looks_like_a_name_or_an_illness_and_nobody_is_stopped()
    {
        await using var house = await Visits.Open(cluster);
        using var lars = await house.As("lars");
        using var second = await house.As(await house.Somebody("Nanna Toft", Role.Psychologist));
        var at = (await lars.Post("/cases/points", ("theme", "T10.G6"), ("text", "Det gik galt for Maja efter hendes depression."))).Location!;
        foreach (var reader in (Visitor[])[lars, second])
        {
            var page = WebUtility.HtmlDecode((await reader.Get(at)).Text);
            page.ShouldContain(Visits.Library.In("da").Words["case-points.hint-name"]);
            page.ShouldContain("»depression« ligner");
        }
        await lars.Post(at, ("version", "1"), ("theme", "T10.G6"), ("text", Text));
        var clean = WebUtility.HtmlDecode((await second.Get(at)).Text);
        clean.ShouldNotContain(Visits.Library.In("da").Words["case-points.hint-name"]);
        clean.ShouldNotContain("Lars Vestergaard", Shouldly.Case.Sensitive, "who wrote it is not shown");
    }

    [Fact]
    public async Task Nobody_outside_the_team_reads_a_draft_and_the_database_itself_keeps_the_second_reader()
    {
        await using var house = await Visits.Open(cluster);
        var (lars, nanna) = (await house.IdOf("lars"), await house.Somebody("Nanna Toft", Role.Psychologist));
        var id = await house.APoint(lars);
        foreach (var persona in (string[])["maja", "henrik", "birgit", "jonas", "karen", "admin"])
        {
            (await house.Ask(db => db.CasePoints.CountAsync(), Acting.As(await house.IdOf(persona)))).ShouldBe(0, persona);
            using var visitor = await house.As(persona);
            foreach (var path in (string[])["/cases/points", $"/cases/points/{id}", "/cases/points/new"])
                (await visitor.Get(path)).Status.ShouldBe(HttpStatusCode.NotFound, $"{persona} {path}");
        }
        foreach (var (by, sql) in ((Guid, string)[])[
            (lars, "update case_points set confirmed_on = current_date"), (lars, $"update case_points set confirmed_on = current_date, confirmed_by = '{lars}'"), (lars, $"update case_points set confirmed_on = current_date, confirmed_by = '{nanna}'"),
            (nanna, "update case_points set text = 'Andet'"), (nanna, $"update case_points set text = 'Andet', confirmed_on = current_date, confirmed_by = '{nanna}'"), (nanna, $"update case_points set written_by = '{nanna}'")])
            (await Should.ThrowAsync<PostgresException>(() => house.Do(db => db.Database.ExecuteSqlRawAsync(sql), Acting.As(by)), sql)).SqlState.ShouldBeOneOf("P0001", PostgresErrorCodes.CheckViolation);
        await house.Do(db => db.Database.ExecuteSqlAsync($"update case_points set confirmed_on = current_date, confirmed_by = {nanna}"), Acting.As(nanna));
        // From now on those at the top read it, and still nobody else.
        (await house.Ask(db => db.CasePoints.CountAsync(), Acting.As(await house.IdOf("karen")))).ShouldBe(1);
        foreach (var persona in (string[])["maja", "henrik", "birgit", "jonas", "admin"])
            (await house.Ask(db => db.CasePoints.CountAsync(), Acting.As(await house.IdOf(persona)))).ShouldBe(0, persona);
    }
}
