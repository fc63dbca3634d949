using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Tests.Conversations;

namespace Omtanke.Tests.Cases;

/// <summary>Whoever something happens to in a case is told, by letters that say nothing of it, and finds it on their own page. Nobody is left behind by somebody who goes.</summary>
public sealed class NewsTests(TestCluster cluster)
{
    private static readonly string[] Telling = ["forløb", "psykolog", "Maja Holm", "Henrik Lund", "course", "psychologist", "stop", "syg"];

    [Fact]
    public async Task Whoever_leaves_or_is_a_psychologist_no_more_gives_back_what_they_had_with_the_employee_and_the_team_told()
    {
        await using var house = await Visits.Open(cluster);
        var (lars, today) = (await house.IdOf("lars"), Clock.Day(house.Clock.GetUtcNow()));
        var nanna = await house.Somebody("Nanna Toft", Role.Psychologist);
        var (left, lost, over) = (await house.ACase(), await house.ACase(await house.IdOf("maja"), await house.IdOf("henrik"), nanna), await house.ACase(closed: true));
        var before = (await house.Letters()).Count;
        await house.Do(async db =>
        {
            await db.Leave(lars, today);
            await db.Roles.Where(role => role.Person == nanna).ExecuteUpdateAsync(set => set.SetProperty(role => role.UntilOn, today));
        });
        await house.DoChores();

        foreach (var id in (Guid[])[left, lost])
            (await house.TheCase(id))!.Psychologist.ShouldBeNull();
        (await house.TheCase(over))!.Psychologist.ShouldBe(lars, "what is over stays as it was");
        using var maja = await house.As("maja");
        var page = WebUtility.HtmlDecode((await maja.Get($"/cases/{left}")).Text);
        page.ShouldNotContain(Say("cases.with", ("name", "Lars Vestergaard")));
        page.ShouldContain(Say("cases.event.GivenBack-self", ("about", "Lars Vestergaard")));
        using var lead = await house.As("kirsten");
        (await lead.Get("/cases/team")).Text.ShouldContain($"/cases/{left}/psychologist");
        var letters = (await house.Letters()).Skip(before).ToList();
        letters.Count(letter => letter.To == "maja" && letter.Key.StartsWith("desk case", StringComparison.Ordinal)).ShouldBe(2);
        letters.ShouldContain(letter => letter.To == "kirsten");
        // Once, however often it is looked at; and somebody else takes it on.
        await house.DoChores();
        (await house.Letters()).Skip(before).Count(letter => letter.To == "maja" && letter.Key.StartsWith("desk case", StringComparison.Ordinal)).ShouldBe(2);
        using var other = await house.As(await house.Somebody("Ole Friis", Role.Psychologist));
        (await other.Post($"/cases/{left}/taking", ("version", $"{(await house.TheCase(left))!.Version}"), ("urgency", "Ordinary"))).Location.ShouldBe($"/cases/{left}");
    }

    [Fact]
    public async Task Whoever_asks_gets_a_receipt_that_tells_nothing_and_finds_it_on_their_list()
    {
        await using var house = await Visits.Open(cluster);
        foreach (var (persona, form) in ((string, (string, string?)[])[])[("maja", [("for", "me")]), ("henrik", [("for", "employee"), ("with", $"{await house.IdOf("maja")}"), ("known", "yes")])])
        {
            var before = (await house.Letters()).Count;
            using var visitor = await house.As(persona);
            var at = (await visitor.Post("/cases", [.. form, .. Asked])).Location!;
            var receipt = (await house.Letters()).Skip(before).Single(letter => letter.To == persona);
            receipt.Subject.ShouldBe(Say("desk-letters.Received.subject"));
            (await visitor.Get("/cases")).Text.ShouldContain(at);
        }
        await Neutral(house);
    }

    [Fact]
    public async Task The_leader_who_asked_is_told_neutrally_when_it_is_declined_or_over_and_reads_on_the_page_what_a_leader_may()
    {
        await using var house = await Visits.Open(cluster);
        using var lars = await house.As("lars");
        using var henrik = await house.As("henrik");
        var declined = await house.ACase();
        await lars.Post($"/cases/{declined}/refusal", ("signpost", "OwnDoctor"));
        (await To(house, declined, "henrik")).ShouldBe([Say("desk-letters.Changed.subject")]);
        (await henrik.Get("/me")).Text.ShouldContain(Say("cases.desk.over", ("name", "Maja")));
        (await henrik.Get($"/cases/{declined}")).Text.ShouldContain(Say("cases.lead-closed"));

        var over = await Begun(house, noLeaderEnd: true);
        await lars.Post($"/cases/{over}/closing", ("version", $"{(await house.TheCase(over))!.Version}"), ("ended", "Reached"), ("plan", "None"));
        (await house.TheCase(over))!.State.ShouldBe(Progress.Closed);
        (await To(house, over, "henrik")).ShouldBe([Say("desk-letters.Changed.subject")]);
        (await henrik.Get($"/cases/{over}")).Text.ShouldContain(Say("cases.lead-closed"));
        // Where the employee asked, and let nobody in, no leader hears of it.
        var own = await house.ACase(byEmployee: true);
        await lars.Post($"/cases/{own}/refusal", ("signpost", "OwnDoctor"));
        (await To(house, own, "henrik")).ShouldBeEmpty();
        await Neutral(house);
    }

    [Fact]
    public async Task Whoever_keeps_a_case_learns_that_the_employee_stopped_or_left_and_that_somebody_else_has_it_now()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var lars = await house.As("lars");
        var stopped = await Begun(house);
        await maja.Post($"/cases/{stopped}/closing/departure");
        (await To(house, stopped, "lars")).ShouldBe([Say("desk-letters.Changed.subject")]);
        (await lars.Get("/me")).Text.ShouldContain(Say("case-consents.desk.over"));
        (await To(house, stopped, "maja")).ShouldBeEmpty("it was her own word");

        // The leader is promised word when the closing contact is planned: of no other kind, and nobody else.
        var ending = await Begun(house);
        foreach (var kind in (string[])["Talk", "Leader"])
            await lars.Post($"/cases/{ending}/contacts", ("form", "plan"), ("kind", kind), ("due", "2026-12-09"));
        (await To(house, ending, "henrik")).ShouldBeEmpty();
        await lars.Post($"/cases/{ending}/contacts", ("form", "plan"), ("kind", "LeaderEnd"), ("due", "2026-12-10"));
        (await To(house, ending, "henrik")).ShouldBe([Say("desk-letters.asked.subject")]);
        (await To(house, ending, "maja")).ShouldBeEmpty();
        using var henriks = await house.As("henrik");
        (await henriks.Get("/me")).Text.ShouldContain($"/cases/{ending}");

        // Closed by the psychologist themself it is no news to them.
        var own = await Begun(house, noLeaderEnd: true);
        await lars.Post($"/cases/{own}/closing", ("version", $"{(await house.TheCase(own))!.Version}"), ("ended", "Reached"), ("plan", "None"));
        (await To(house, own, "lars")).ShouldBeEmpty();

        using var lead = await house.As("kirsten");
        var nanna = await house.Somebody("Nanna Toft", Role.Psychologist);
        var given = await house.ACase();
        await lead.Post($"/cases/{given}/psychologist", ("version", $"{(await house.TheCase(given))!.Version}"), ("psychologist", $"{nanna}"), ("urgency", "Ordinary"));
        (await To(house, given, "lars")).ShouldBe([Say("desk-letters.PassedOn.subject")]);
        (await lars.Get("/me")).Text.ShouldNotContain($"/cases/{given}");
        using var hers = await house.As(nanna);
        (await hers.Get("/me")).Text.ShouldContain(Say("cases.desk.given", ("name", "Maja")));

        var gone = await house.ACase();
        await house.Do(async db => await db.Leave(await house.IdOf("maja"), Clock.Day(house.Clock.GetUtcNow())));
        await house.DoChores();
        (await house.TheCase(gone))!.State.ShouldBe(Progress.Closed);
        (await To(house, gone, "lars")).ShouldBe([Say("desk-letters.Changed.subject")]);
        await Neutral(house);
    }

    [Fact]
    public async Task Every_letter_leads_to_a_page_that_has_something_to_say()
    {
        await using var house = await Visits.Open(cluster);
        using var lead = await house.As("kirsten");
        (await lead.Get("/me")).Text.ShouldNotContain("\"/cases/team\"");
        var free = await house.ACase(assigned: false);
        (await lead.Get("/me")).Text.ShouldContain("/cases/team");
        (await lead.Get("/me")).Text.ShouldNotContain("Maja");
        (await (await house.As("henrik")).Get("/me")).Text.ShouldNotContain("/cases/team");

        using var henrik = await house.As("henrik");
        await henrik.Post($"/cases/{free}/withdrawal");
        (await henrik.Get("/me")).Text.ShouldNotContain($"/cases/{free}", Shouldly.Case.Sensitive, "he took it back himself");
        using var maja = await house.As("maja");
        (await maja.Get("/me")).Text.ShouldContain(Say("cases.desk.withdrawn"));
        (await lead.Get("/me")).Text.ShouldNotContain("\"/cases/team\"");
        // Whoever was asked for, and whoever has another psychologist, reads that where the letter leads; and which course is which in the list.
        var asked = await house.ACase(assigned: false);
        (await maja.Get("/me")).Text.ShouldContain(Say("cases.desk.asked-for", ("name", "Henrik")));
        var hers = await house.ACase(byEmployee: true);
        var list = WebUtility.HtmlDecode((await maja.Get("/cases")).Text);
        list.ShouldContain(Say("cases.list.asked-by", ("name", "Henrik Lund")));
        list.ShouldContain(Say("cases.list.asked-own"));
        var nanna = await house.Somebody("Nanna Toft", Role.Psychologist);
        await lead.Post($"/cases/{asked}/psychologist", ("version", $"{(await house.TheCase(asked))!.Version}"), ("psychologist", $"{nanna}"), ("urgency", "Ordinary"));
        (await maja.Get("/me")).Text.ShouldNotContain(Say("cases.desk.asked-for", ("name", "Henrik")));
        (await maja.Get("/me")).Text.ShouldNotContain(Say("cases.desk.handed-over"));
        await lead.Post($"/cases/{asked}/psychologist", ("version", $"{(await house.TheCase(asked))!.Version}"), ("of", $"{nanna}"), ("psychologist", $"{await house.IdOf("lars")}"), ("urgency", "Ordinary"));
        (await maja.Get("/me")).Text.ShouldContain(Say("cases.desk.handed-over"));
        (await henrik.Get("/me")).Text.ShouldNotContain(Say("cases.desk.handed-over"), Shouldly.Case.Sensitive, "it is hers to know");
        await maja.Post($"/cases/{asked}/withdrawal");
        await maja.Post($"/cases/{hers}/withdrawal");
        // What one took back oneself is no news.
        var own = await house.ACase(byEmployee: true);
        await maja.Post($"/cases/{own}/withdrawal");
        (await maja.Get("/me")).Text.ShouldNotContain($"/cases/{own}");
    }

    [Fact]
    public async Task What_somebody_loses_between_opening_the_page_and_pressing_is_not_found_and_no_fault()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACase();
        // Whoever asks again finds it gone: it was handed over, or the leader contact stopped, in the meantime.
        await Should.ThrowAsync<NotNow>(() => house.Ask(db => db.ClaimCase(id), Acting.As(house.IdOf("birgit").GetAwaiter().GetResult())));
        using var lars = await house.As("lars");
        foreach (var (path, form) in ((string, (string, string?)[])[])[
            ("three", []), ("closing", []), ("contacts", []), ("contacts/held", []), ("messages", [("text", "En sætning")])])
            (await Raced(house, lars, id, $"/cases/{id}/{path}", form)).ShouldBe(HttpStatusCode.NotFound, path);
        using var maja = await house.As("maja");
        var at = (await lars.Post("/cases/points", ("theme", "T10.G1"), ("text", Counted.Text))).Location!;
        using var second = await house.As(await house.Somebody("Nanna Toft", Role.Psychologist));
        (await Raced(house, second, null, $"{at}/confirmation", [("version", "1"), ("read", "yes")])).ShouldBe(HttpStatusCode.NotFound, "its writer took it away");
    }

    // Somebody has the row in hand when the form comes; the gate has let it through; then it is gone.
    private static async Task<HttpStatusCode> Raced(Visits house, Visitor visitor, Guid? id, string path, (string, string?)[] form)
    {
        await using var owner = await Npgsql.NpgsqlDataSource.Create(house.Connection).OpenConnectionAsync();
        await using var transaction = await owner.BeginTransactionAsync();
        await Run(id is null ? "select set_config('omtanke.chores', 'on', true); delete from case_points" : $"select set_config('omtanke.chores', 'on', true); update cases set psychologist = null where id = '{id}'");
        var sent = visitor.Post(path, form);
        while (!sent.IsCompleted && !await Waits())
            await Task.Yield();
        await transaction.CommitAsync();
        var status = (await sent).Status;
        if (id is not null)
            await house.Do(async db => await db.Database.ExecuteSqlAsync($"update cases set psychologist = {await house.IdOf("lars")} where id = {id}"), Acting.AtChores);
        return status;

        async Task Run(string sql)
        {
            await using var command = new Npgsql.NpgsqlCommand(sql, owner, transaction);
            await command.ExecuteNonQueryAsync();
        }

        async Task<bool> Waits()
        {
            await using var command = new Npgsql.NpgsqlCommand("select exists (select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid)))", owner, transaction);
            return (bool)(await command.ExecuteScalarAsync())!;
        }
    }

    private static readonly (string, string?)[] Asked = [("reason", "LongAbsence"), ("share", "Most"), ("urgency", "Soon"), ("reached", "Phone"), ("phone", "70 12 13 14"), ("language", "da")];

    private static async Task<Guid> Begun(Visits house, bool noLeaderEnd = false)
    {
        var id = await EndingTests.Begun(house);
        if (noLeaderEnd)
        {
            using var maja = await house.As("maja");
            await maja.Post($"/cases/{id}/closing/word", ("outcome", ""), ("no-leader", "yes"));
        }
        return id;
    }

    private static async Task<List<string>> To(Visits house, Guid id, string persona) =>
        (await house.Letters()).Where(letter => letter.To == persona && letter.Key.StartsWith($"desk case {id} ", StringComparison.Ordinal)).Select(letter => letter.Subject).ToList();

    private static async Task Neutral(Visits house)
    {
        var letters = (await house.Letters()).Where(letter => letter.Key.StartsWith("desk case", StringComparison.Ordinal)).ToList();
        letters.ShouldNotBeEmpty();
        letters.ShouldAllBe(letter => !Telling.Any(word => $"{letter.Subject} {letter.Body.Text}".Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static string Say(string word, params (string, object?)[] values) => Visits.Library.In("da").Words.With(word, values);
}
