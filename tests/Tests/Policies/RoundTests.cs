using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Data;
using Omtanke.Policies;
using Comment = Omtanke.Policies.Comment;

namespace Omtanke.Tests.Policies;

/// <summary>Taking it round: who is asked, what is kept of them, what the group answers, and what they see of it.</summary>
public sealed class RoundTests(TestCluster cluster)
{
    [Fact]
    public async Task Those_who_are_asked_see_it_on_their_page_and_others_do_not()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, maja, aisha) = (await house.As("jonas"), await house.As("maja"), await house.As("aisha"));
        var id = await jonas.BeginPolicy("T03.S3.F3", title: "Fire gode råd");
        await house.OpenRound(jonas, id, 7, "Sundhed og ældre");

        (await maja.Get("/me")).Text.ShouldContain("Hvad siger du til »Fire gode råd«?");
        var page = await maja.Get($"/policies/{id}/comments");
        page.Text.ShouldContain("Arbejdet kan laves om");
        page.Text.ShouldContain("Vi gemmer ikke, hvem du er");
        page.Text.ShouldContain("kan andre gætte, at det er dig");
        page.Text.ShouldNotContain("anonym");
        (await aisha.Get("/me")).Text.ShouldNotContain("Fire gode råd");
        (await aisha.Get($"/policies/{id}/comments")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_being_commented_on_stays_as_it_was_while_the_group_writes_on()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, maja) = (await house.As("jonas"), await house.As("maja"));
        var id = await jonas.BeginPolicy("T03.S3.F2");
        await house.OpenRound(jonas, id);
        var section = (await house.SectionsOf(id))[0];
        await jonas.Autosave($"/policies/{id}/sections/{section.Id}", ("version", "1"), ("title", "Nyt"), ("text", "helt andre ord"));
        var page = await maja.Get($"/policies/{id}/comments");
        page.Text.ShouldContain(section.Title);
        page.Text.ShouldNotContain("helt andre ord");
    }

    [Fact]
    public async Task A_comment_without_a_name_cannot_be_traced_by_any_column_of_any_table()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, maja) = (await house.As("jonas"), await house.As("maja"));
        var id = await jonas.BeginPolicy("T03.S3.F2");
        var sections = await house.SectionsIn(await house.OpenRound(jonas, id));
        var before = await EverythingButComments(house);

        var reply = await maja.Say(id, (sections[0], "kun mine egne ord"), (sections[2], "og disse"));
        reply.Status.ShouldBe(HttpStatusCode.OK);
        reply.Text.ShouldContain("kun mine egne ord");

        // Nothing anywhere else has changed: no row tells that she was here to write.
        (await EverythingButComments(house)).ShouldBe(before);
        await using var owner = await Owner(house);
        await using var command = new NpgsqlCommand("select to_jsonb(c)::text from policy_comments c", owner);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var stored = new List<string>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            stored.Add(rows.GetString(0));
        stored.Count.ShouldBe(2);
        var person = await house.IdOf("maja");
        foreach (var row in stored.Select(text => System.Text.Json.JsonDocument.Parse(text).RootElement))
        {
            row.EnumerateObject().Select(column => column.Name).Order().ShouldBe(["author", "id", "on_day", "policy", "round", "section", "text"]);
            row.GetProperty("author").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
            row.GetProperty("on_day").GetString().ShouldBe("2026-11-23");
            row.ToString().ShouldNotContain(person.ToString());
        }
        house.Log.Text.ShouldNotContain("kun mine egne ord");
    }

    [Fact]
    public async Task Comments_of_a_day_come_to_the_group_the_next_day_with_nothing_left_that_binds_them_together()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, maja, henrik) = (await house.As("jonas"), await house.As("maja"), await house.As("henrik"));
        var id = await jonas.BeginPolicy("T03.S3.F2");
        var sections = await house.SectionsIn(await house.OpenRound(jonas, id));
        await maja.Say(id, (sections[0], "majas første"), (sections[1], "majas andet"));
        await henrik.Say(id, (sections[0], "henriks første"));
        var ids = await house.Ask(db => db.Comments.Select(comment => comment.Id).ToListAsync(), Acting.AtChores);

        (await jonas.Get($"/policies/{id}/rounds")).Text.ShouldNotContain("majas første");
        (await jonas.Post($"/policies/{id}/replies/{ids[0]}", ("taken", "In"), ("why", ""))).Status.ShouldBe(HttpStatusCode.NotFound);
        await house.Wait(TimeSpan.FromDays(1));
        var page = await jonas.Get($"/policies/{id}/rounds");
        page.Text.ShouldContain("majas første");
        page.Text.ShouldContain("henriks første");

        // One transaction wrote them all, and none has the id it was sent with.
        await using var owner = await Owner(house);
        await using var command = new NpgsqlCommand("select count(distinct xmin::text) from policy_comments", owner);
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(1L);
        (await house.Ask(db => db.Comments.Select(comment => comment.Id).ToListAsync(), Acting.AtChores)).ShouldNotContain(one => ids.Contains(one));
    }

    [Fact]
    public async Task Sent_twice_it_is_one()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, maja) = (await house.As("jonas"), await house.As("maja"));
        var id = await jonas.BeginPolicy("T03.S3.F2");
        var sections = await house.SectionsIn(await house.OpenRound(jonas, id));
        foreach (var _ in Enumerable.Range(0, 2))
            await maja.Post($"/policies/{id}/comments", ("once", "0123456789abcdef0123456789abcdef"), ($"c-{sections[0].Id}", "en gang"));
        (await house.Ask(db => db.Comments.CountAsync(), Acting.AtChores)).ShouldBe(1);
    }

    [Fact]
    public async Task By_name_one_may_change_and_take_back_until_the_round_ends_and_only_the_group_sees_the_name()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, maja, henrik) = (await house.As("jonas"), await house.As("maja"), await house.As("henrik"));
        var id = await jonas.BeginPolicy("T03.S3.F2", named: "yes", title: "Tre ord");
        var sections = await house.SectionsIn(await house.OpenRound(jonas, id));
        (await maja.Get($"/policies/{id}/comments")).Text.ShouldContain("Dit navn står på");
        (await maja.Say(id, (sections[0], "først"), (sections[1], "bliver fortrudt"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        await maja.Say(id, (sections[0], "rettet"));

        (await maja.Get($"/policies/{id}/comments")).Text.ShouldContain("rettet");
        (await maja.Get("/me")).Text.ShouldContain("Du har skrevet til »Tre ord«");
        (await henrik.Get($"/policies/{id}/comments")).Text.ShouldNotContain("rettet");
        var group = await jonas.Get($"/policies/{id}/rounds");
        group.Text.ShouldContain("rettet");
        group.Text.ShouldContain("Maja Holm");
        group.Text.ShouldNotContain("bliver fortrudt");

        var round = await house.Ask(db => db.Rounds.SingleAsync(), Acting.AtChores);
        await jonas.Post($"/policies/{id}/rounds/{round.Id}/closing");
        (await maja.Say(id, (sections[0], "for sent"))).Status.ShouldBe(HttpStatusCode.NotFound);
        var after = await henrik.Get($"/policies/{id}/comments");
        after.Text.ShouldContain("rettet");
        after.Text.ShouldNotContain("Maja Holm");
        (await maja.Get($"/policies/{id}/comments")).Text.ShouldContain("Din");
    }

    [Fact]
    public async Task Each_comment_gets_an_answer_that_all_who_were_asked_read_when_the_round_is_over()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, birgit, maja) = (await house.As("jonas"), await house.As("birgit"), await house.As("maja"));
        var id = await jonas.BeginPolicy("T03.S3.F2", named: "yes", with: "birgit");
        var round = await house.OpenRound(jonas, id);
        await maja.Say(id, ((await house.SectionsIn(round))[0], "Hvad med natholdet?"));
        var comment = await house.Ask(db => db.Comments.Select(one => one.Id).SingleAsync(), Acting.AtChores);
        (await jonas.Get("/me")).Text.ShouldContain("venter på svar");

        var bad = await jonas.Post($"/policies/{id}/replies/{comment}", ("taken", "Not"), ("why", ""));
        bad.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        bad.Text.ShouldContain("Skriv en linje om hvorfor.");
        (await jonas.Post($"/policies/{id}/replies/{comment}", ("version", "0"), ("taken", "Partly"), ("why", "Det står der nu."))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var clash = await birgit.Post($"/policies/{id}/replies/{comment}", ("version", "0"), ("taken", "In"), ("why", "Mit svar."));
        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("Det står der nu.");
        clash.Text.ShouldContain("Mit svar.");
        (await maja.Get($"/policies/{id}/comments")).Text.ShouldNotContain("Det står der nu.");

        await house.Wait(TimeSpan.FromDays(8));
        var page = await maja.Get($"/policies/{id}/comments");
        page.Text.ShouldContain("Hvad med natholdet?");
        page.Text.ShouldContain("Delvist");
        page.Text.ShouldContain("Det står der nu.");
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.ToName == "Jonas Bech"))).ShouldBeGreaterThan(0, "the group is told that the round is over");
    }

    [Fact]
    public async Task What_was_promised_about_names_cannot_be_changed_under_way()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await jonas.BeginPolicy("T03.S3.F2");
        await house.OpenRound(jonas, id);
        var reply = await jonas.Post($"/policies/{id}/name", ("title", "x"), ("named", "yes"));
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Text.ShouldContain("Det kan ikke laves om, mens en runde er i gang.");
        (await house.Ask(db => db.Policies.Select(policy => policy.Named).SingleAsync(), Acting.AtChores)).ShouldBeFalse();
    }

    [Fact]
    public async Task Those_who_are_asked_get_one_letter_that_says_nothing_and_a_year_later_the_comments_are_forgotten()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, maja) = (await house.As("jonas"), await house.As("maja"));
        var id = await jonas.BeginPolicy("T03.S3.F2", title: "Kanariepolitik");
        var today = Clock.Day(house.Clock.GetUtcNow());
        await jonas.Post($"/policies/{id}/rounds", ("from", $"{today:yyyy-MM-dd}"), ("until", $"{today.AddDays(7):yyyy-MM-dd}"), ("whom", "units"), ("units", "Hjemmeplejen Øst"), ("tell", "yes"));
        await house.DoChores();
        await house.DoChores();
        var letters = await house.Ask(db => db.Letters.AsNoTracking().Where(letter => letter.UniqueKey.StartsWith("desk round")).ToListAsync());
        letters.Count.ShouldBe(12, "everybody in the unit, once");
        letters.ShouldAllBe(letter => !letter.Subject.Contains("politik") && !letter.Subject.Contains("Kanarie"));

        var round = await house.Ask(db => db.Rounds.SingleAsync(), Acting.AtChores);
        await maja.Say(id, ((await house.SectionsIn(round))[0], "glem det"));
        await house.Wait(TimeSpan.FromDays(9));
        (await house.Ask(db => db.Comments.CountAsync(), Acting.AtChores)).ShouldBe(1);
        await house.Wait(TimeSpan.FromDays(366));
        (await house.Ask(db => db.Comments.CountAsync(), Acting.AtChores)).ShouldBe(0);
    }

    [Fact]
    public async Task A_round_with_impossible_days_or_unknown_units_is_told_and_not_opened()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await jonas.BeginPolicy("T03.S3.F2");
        var reply = await jonas.Post($"/policies/{id}/rounds", ("from", "2026-11-25"), ("until", "2026-11-24"), ("whom", "units"), ("units", "Månebasen"));
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Text.ShouldContain("Den sidste dag skal komme efter den første.");
        reply.Text.ShouldContain("Vi kender ikke alle de enheder");
        (await house.Ask(db => db.Rounds.CountAsync(), Acting.AtChores)).ShouldBe(0);
    }

    // Sessions note when somebody was last there, to the minute, wherever they are: the moment is not of the comment.
    private static async Task<string> EverythingButComments(Visits house)
    {
        await using var owner = await Owner(house);
        await using var command = new NpgsqlCommand("""
            select string_agg(format('select %L || coalesce(string_agg(t::text, %L order by t::text), %L) from %I.%I t', table_name, '|', '', table_schema, table_name), ' union all ')
            from information_schema.tables where table_schema in ('public', 'keys') and table_type = 'BASE TABLE' and table_name not in ('policy_comments', 'sessions') and table_name not like 'qrtz%'
            """, owner);
        var sql = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        await using var all = new NpgsqlCommand(sql, owner);
        await using var rows = await all.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var everything = new List<string>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            everything.Add(rows.GetString(0));
        return string.Join('\n', everything.Order(StringComparer.Ordinal));
    }

    private static async Task<NpgsqlConnection> Owner(Visits house)
    {
        var owner = new NpgsqlConnection(house.Connection);
        await owner.OpenAsync(TestContext.Current.CancellationToken);
        return owner;
    }
}
