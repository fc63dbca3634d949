using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Data;
using Omtanke.Policies;

namespace Omtanke.Tests.Policies;

/// <summary>While it is being written it is the group's: nobody else learns that it is there, whatever they are in the workplace.</summary>
public sealed class OutsidersTests(TestCluster cluster)
{
    private const string Canary = "kanariefugl-i-kladden";

    [Theory]
    [InlineData("maja")]
    [InlineData("henrik")]
    [InlineData("birgit")]
    [InlineData("karen")]
    [InlineData("lars")]
    [InlineData("admin")]
    public async Task Nobody_outside_the_group_learns_that_there_is_a_draft(string other)
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, stranger) = (await house.As("jonas"), await house.As(other));
        var id = await jonas.BeginPolicy(title: Canary);
        var section = await house.AddressOf(id, "T03.S3.1");
        await jonas.Autosave(section, ("version", "1"), ("title", Canary), ("text", Canary));

        foreach (var endpoint in house.Endpoints.Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/policies/{id}", StringComparison.Ordinal)))
        {
            var path = endpoint.RoutePattern.RawText!.Replace("{section:guid}", section.Split('/')[^1], StringComparison.Ordinal).Replace("{number:int}", "1", StringComparison.Ordinal)
                .Replace("{person:guid}", Ids.New().ToString(), StringComparison.Ordinal).Replace("{round:guid}", Ids.New().ToString(), StringComparison.Ordinal).Replace("{comment:guid}", Ids.New().ToString(), StringComparison.Ordinal);
            var get = endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0] == "GET";
            var theirs = await Knock(path.Replace("{id}", id.ToString(), StringComparison.Ordinal), get);
            var nothing = await Knock(path.Replace("{id}", Ids.New().ToString(), StringComparison.Ordinal), get);
            theirs.Status.ShouldBe(HttpStatusCode.NotFound, path);
            theirs.Bytes.ShouldBe(nothing.Bytes, path);
        }
        foreach (var page in (string[])["/policies", "/me", "/openings", "/policies?lang=en"])
            (await stranger.Get(page)).Text.ShouldNotContain(Canary);
        house.Log.Text.ShouldNotContain(Canary);

        Task<Reply> Knock(string path, bool get) => get ? stranger.Get(path) : stranger.Post(path, ("title", "x"));
    }

    [Fact]
    public async Task The_database_shows_a_draft_to_its_group_alone()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await jonas.BeginPolicy(with: "birgit");
        await house.OpenRound(jonas, id, 7, "Hjemmeplejen Øst");
        foreach (var (person, sees) in new[] { (await house.IdOf("jonas"), true), (await house.IdOf("birgit"), true), (await house.IdOf("karen"), false), (await house.IdOf("admin"), false) })
        {
            var counts = await house.Ask(async db => new[]
            {
                await db.Policies.CountAsync(), await db.PolicySections.CountAsync(), await db.PolicyVersions.CountAsync(), await db.PolicyBlanks.CountAsync(), await db.PolicyEvents.CountAsync(), await db.Rounds.CountAsync(),
                await db.RoundSections.CountAsync(),
            }, Acting.As(person));
            counts.ShouldAllBe(count => count > 0 == sees);
        }
        // Maja is asked: she sees the round and its text, and nothing of the draft.
        (await house.Ask(async db => (await db.Rounds.CountAsync(), await db.RoundSections.AnyAsync(), await db.Policies.CountAsync(), await db.PolicySections.CountAsync()), Acting.As(await house.IdOf("maja"))))
            .ShouldBe((1, true, 0, 0));
    }

    [Fact]
    public async Task Nobody_changes_the_text_that_was_taken_round_or_writes_in_anothers_name_past_the_page()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await jonas.BeginPolicy(named: "yes");
        var round = await house.OpenRound(jonas, id);
        var section = (await house.SectionsIn(round))[0];
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        (await house.Ask(db => db.RoundSections.ExecuteUpdateAsync(set => set.SetProperty(one => one.Text, "løgn")), Acting.As(maja))).ShouldBe(0);
        foreach (var author in (Guid?[])[henrik, null])
            (await Should.ThrowAsync<DbUpdateException>(() => house.Do(async db =>
            {
                db.Add(new Comment { Id = Ids.New(), Policy = id, Round = round.Id, Section = section.Id, Author = author, Text = "x", OnDay = new DateOnly(2026, 11, 23) });
                await db.SaveChangesAsync();
            }, Acting.As(maja)))).InnerException.ShouldBeOfType<PostgresException>().SqlState.ShouldBe("42501");
    }

    [Theory]
    [InlineData("maja")]
    [InlineData("henrik")]
    [InlineData("lars")]
    [InlineData("admin")]
    public async Task Only_those_who_answer_for_the_working_environment_begin_one(string other)
    {
        await using var house = await Visits.Open(cluster);
        var visitor = await house.As(other);
        (await visitor.Get("/policies/new")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.Post("/policies", ("form", "T03.S3.F1"), ("title", "x"), ("language", "da"), ("named", "no"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.Get("/policies")).Text.ShouldContain("tal med en fra AMO");
    }

    [Fact]
    public async Task Whoever_is_taken_out_of_the_group_is_out_and_a_member_without_a_duty_writes_but_does_not_publish()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, maja) = (await house.As("jonas"), await house.As("maja"));
        var id = await jonas.BeginPolicy("T03.S3.F2", with: "maja");
        (await maja.Get($"/policies/{id}/draft")).Status.ShouldBe(HttpStatusCode.OK);
        (await maja.Get($"/policies/{id}/publication")).Text.ShouldContain("Den bliver udgivet af en i gruppen");
        (await house.PublishPolicy(maja, id)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await maja.Post($"/policies/{id}/rounds", ("from", "2026-11-23"), ("until", "2026-11-30"))).Status.ShouldBe(HttpStatusCode.NotFound);

        (await jonas.Post($"/policies/{id}/group/{await house.IdOf("jonas")}/leaving")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await jonas.Post($"/policies/{id}/group/{await house.IdOf("maja")}/leaving")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Get($"/policies/{id}/draft")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await jonas.Get($"/policies/{id}/group")).Text.ShouldContain("Jonas Bech tog Maja Holm ud af gruppen.");
    }

    [Fact]
    public async Task A_draft_thrown_away_is_gone_with_all_its_versions_and_a_published_one_cannot_be()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var (gone, stays) = (await jonas.BeginPolicy("T03.S3.F2"), await jonas.BeginPolicy("T03.S3.F2"));
        (await house.PublishPolicy(jonas, stays)).Status.ShouldBe(HttpStatusCode.SeeOther);

        (await jonas.Post($"/policies/{gone}/erasure")).Location.ShouldBe("/policies");
        await jonas.Post($"/policies/{stays}/erasure");

        (await jonas.Get($"/policies/{gone}/draft")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await jonas.Get($"/policies/{stays}")).Status.ShouldBe(HttpStatusCode.OK);
        (await house.Ask(db => db.PolicyVersions.CountAsync(version => version.Policy == gone), Acting.AtChores)).ShouldBe(0);
        (await house.Ask(db => db.Set<Omtanke.Security.Tombstone>().CountAsync(stone => stone.Record == gone && stone.Kind == "policies"))).ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_erased_leaves_their_groups_and_their_name_goes_from_all_they_wrote_but_the_common_words_stay()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, birgit) = (await house.As("jonas"), await house.As("birgit"));
        var id = await jonas.BeginPolicy("T03.S3.F1", named: "yes", with: "birgit");
        var section = (await house.SectionsOf(id))[0];
        await birgit.Autosave($"/policies/{id}/sections/{section.Id}", ("version", "1"), ("title", section.Title), ("text", "Birgits ord"));
        var round = await house.OpenRound(jonas, id);
        await birgit.Say(id, ((await house.SectionsIn(round))[0], "Birgits kommentar"));
        var gone = await house.IdOf("birgit");

        await house.Do(async db =>
        {
            await db.Database.ExecuteSqlAsync($"delete from sessions where person = {gone}");
            await db.Database.ExecuteSqlAsync($"delete from memberships where person = {gone}");
            await db.Database.ExecuteSqlAsync($"delete from roles where person = {gone}");
            await db.Database.ExecuteSqlAsync($"delete from people where id = {gone}");
        }, Acting.As(await house.IdOf("admin")));

        var page = await jonas.Get($"/policies/{id}/rounds");
        page.Text.ShouldContain("Birgits kommentar");
        page.Text.ShouldContain("en, der ikke er her mere");
        (await jonas.Get($"/policies/{id}/draft")).Text.ShouldContain("Birgits ord");
        await using var owner = new NpgsqlConnection(house.Connection);
        await owner.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var table in await Tables(owner))
            (await Count(owner, $"select count(*) from {table} t where t::text like '%{gone}%'")).ShouldBe(0, table);
    }

    private static async Task<List<string>> Tables(NpgsqlConnection owner)
    {
        var tables = new List<string>();
        await using var command = new NpgsqlCommand("select table_name::text from information_schema.tables where table_schema = 'public' and table_name like 'polic%'", owner);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            tables.Add(rows.GetString(0));
        return tables;
    }

    private static async Task<long> Count(NpgsqlConnection owner, string sql)
    {
        await using var command = new NpgsqlCommand(sql, owner);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
