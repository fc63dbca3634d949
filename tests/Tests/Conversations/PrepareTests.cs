using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Tests.Conversations;

/// <summary>What Maja prepares is Maja's; what she brings along is a copy; two windows lose nothing.</summary>
public sealed class PrepareTests(TestCluster cluster)
{
    private const string Canary = "kanariefugl 7213";

    [Fact]
    public async Task Maja_writes_and_finds_it_again_and_Henrik_cannot_see_that_it_exists()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Pair(house);
        var before = await henrik.Get($"/conversations/{id}/preparation");
        var saved = await maja.Autosave(Step(id, "E2.C"), ("version", "0"), ("E2.C6", Canary));
        saved.Status.ShouldBe(HttpStatusCode.OK);
        JsonDocument.Parse(saved.Text).RootElement.GetProperty("version").GetInt32().ShouldBe(1);

        (await maja.Get(Step(id, "E2.C"))).Text.ShouldContain(Canary);
        (await henrik.Get($"/conversations/{id}/preparation")).Bytes.ShouldBe(before.Bytes);
        foreach (var page in (string[])["preparation/E2.C", "preparation/T07.F1", "preparation/line", "preparation"])
            (await henrik.Get($"/conversations/{id}/{page}")).Text.ShouldNotContain(Canary);
        var henriks = Acting.As(await house.IdOf("henrik"));
        (await house.Ask(db => db.Preparations.CountAsync(), henriks)).ShouldBe(0);
        (await house.Ask(db => db.Openings.CountAsync(opening => opening.Kind == Kind.Private), henriks)).ShouldBe(0, "nor does the log of openings tell him");
        (await house.Ask(db => db.Preparations.CountAsync(), Acting.As(await house.IdOf("maja")))).ShouldBe(1);
        house.Log.Text.ShouldNotContain(Canary);
    }

    [Fact]
    public async Task The_choice_between_the_two_employee_forms_is_kept_nowhere()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, _, id) = await Pair(house);
        foreach (var step in (string[])["E2.A", "E2.B"])
            (await maja.Get(Step(id, step))).Status.ShouldBe(HttpStatusCode.OK);
        await maja.Autosave(Step(id, "E2.A"), ("version", "0"), ("E2.A1", ""));
        (await house.Ask(db => db.Preparations.CountAsync(), Acting.As(await house.IdOf("maja")))).ShouldBe(0);
    }

    [Fact]
    public async Task Two_windows_keep_both_texts()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, _, id) = await Pair(house);
        await maja.Autosave(Step(id, "E2.0"), ("version", "0"), ("E2.0.1", "first window"));
        var second = await maja.Autosave(Step(id, "E2.0"), ("version", "0"), ("E2.0.1", "second window"));
        second.Status.ShouldBe(HttpStatusCode.Conflict);
        var told = JsonDocument.Parse(second.Text).RootElement;
        told.GetProperty("version").GetInt32().ShouldBe(1);
        told.GetProperty("theirs").GetProperty("E2.0.1").GetString().ShouldBe("first window");

        var page = await maja.Post(Step(id, "E2.0"), ("version", "0"), ("E2.0.1", "second window"));
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain("first window");
        page.Text.ShouldContain("second window");

        (await maja.Autosave(Step(id, "E2.0"), ("version", "1"), ("E2.0.1", "both windows"))).Status.ShouldBe(HttpStatusCode.OK);
        // The answer got lost on the way and the browser sends the same again.
        (await maja.Autosave(Step(id, "E2.0"), ("version", "1"), ("E2.0.1", "both windows"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Many_first_savings_at_the_same_moment_share_one_key_and_all_open()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, _, id) = await Pair(house);
        string[] steps = ["E2.0", "E2.A", "E2.B", "E2.C"];
        string[] fields = ["E2.0.1", "E2.A1", "E2.B1", "E2.C1"];
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => maja.Autosave(Step(id, steps[n % 4]), ("version", "0"), (fields[n % 4], $"text {n}"))));
        replies.Count(reply => reply.Status == HttpStatusCode.OK).ShouldBe(4);
        replies.Count(reply => reply.Status == HttpStatusCode.Conflict).ShouldBe(8);
        var rows = await house.Ask(db => db.Preparations.ToListAsync(), Acting.As(await house.IdOf("maja")));
        rows.Count.ShouldBe(4);
        rows.Select(row => row.Key).Distinct().Count().ShouldBe(1);
        foreach (var step in steps)
            (await maja.Get(Step(id, step))).Text.ShouldContain("text ");
    }

    [Fact]
    public async Task A_line_brought_along_is_a_copy_that_its_author_has_seen_and_may_take_back()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Pair(house);
        await maja.Autosave(Step(id, "E2.C"), ("version", "0"), ("E2.C6", "I need quiet mornings"));
        (await maja.Get($"/conversations/{id}/preparation/line?from=E2.C6")).Text.ShouldContain("I need quiet mornings</textarea>");

        var preview = await maja.Post($"/conversations/{id}/lines", ("text", "I need quiet mornings"));
        preview.Status.ShouldBe(HttpStatusCode.OK);
        preview.Text.ShouldContain("name=\"seen\"");
        (await house.Ask(db => db.Lines.CountAsync(), Acting.As(await house.IdOf("maja")))).ShouldBe(0);

        (await maja.Post($"/conversations/{id}/lines", ("text", "I need quiet mornings"), ("seen", "yes"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        await maja.Autosave(Step(id, "E2.C"), ("version", "1"), ("E2.C6", "something else now"));
        (await maja.Get($"/conversations/{id}/preparation")).Text.ShouldContain("I need quiet mornings");

        var line = (await house.Ask(db => db.Lines.SingleAsync(), Acting.As(await house.IdOf("maja")))).Id;
        await henrik.Post($"/conversations/{id}/lines/{line}/withdrawal");
        (await house.Ask(db => db.Lines.CountAsync(), Acting.As(await house.IdOf("maja")))).ShouldBe(1, "only its author takes it back");
        await maja.Post($"/conversations/{id}/lines/{line}/withdrawal");
        (await house.Ask(db => db.Lines.CountAsync(), Acting.As(await house.IdOf("maja")))).ShouldBe(0);
    }

    [Fact]
    public async Task Ones_own_list_stays_beside_a_line_that_is_put_right_and_only_for_its_author()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Pair(house);
        await maja.Autosave(Step(id, "E2.C"), ("version", "0"), ("E2.C6", "I need quiet mornings"));
        (await maja.Post($"/conversations/{id}/lines", ("text", ""))).Text.ShouldContain("I need quiet mornings");
        var changing = (await maja.Post($"/conversations/{id}/lines", ("text", "Mornings"), ("change", "yes"))).Text;
        changing.ShouldContain("I need quiet mornings");
        changing.ShouldContain("Mornings</textarea>");
        (await henrik.Post($"/conversations/{id}/lines", ("text", ""))).Text.ShouldNotContain("I need quiet mornings");
        house.Clock.Offset += TimeSpan.FromMinutes(16);
        var later = await maja.Post($"/conversations/{id}/lines", ("text", "Mornings"), ("change", "yes"));
        later.Text.ShouldContain("Mornings</textarea>");
        later.Text.ShouldNotContain("I need quiet mornings", Case.Sensitive, "the private kind asks for a fresh sign-in");
    }

    [Theory]
    [InlineData("", HttpStatusCode.UnprocessableEntity)]
    [InlineData("<script>alert(1)</script> 🌿", HttpStatusCode.OK)]
    [InlineData(null, HttpStatusCode.UnprocessableEntity)]
    public async Task A_line_must_say_something(string? text, HttpStatusCode expected)
    {
        await using var house = await Visits.Open(cluster);
        var (maja, _, id) = await Pair(house);
        var reply = await maja.Post($"/conversations/{id}/lines", ("text", text ?? new string('x', 1001)));
        reply.Status.ShouldBe(expected);
        reply.Text.ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task Erasing_takes_rows_and_key_and_leaves_a_tombstone()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, _, id) = await Pair(house);
        await maja.Autosave(Step(id, "E2.C"), ("version", "0"), ("E2.C6", Canary));
        var key = (await house.Ask(db => db.Preparations.SingleAsync(), Acting.As(await house.IdOf("maja")))).Key;
        await maja.Post($"/conversations/{id}/preparation/erasure");
        (await house.Ask(db => db.Preparations.CountAsync(), Acting.As(await house.IdOf("maja")))).ShouldBe(0);
        (await house.Ask(db => db.DataKeys.CountAsync(row => row.Id == key))).ShouldBe(0);
        (await house.Ask(db => db.Tombstones.CountAsync(stone => stone.Key == key))).ShouldBe(1);
        (await maja.Autosave(Step(id, "E2.C"), ("version", "0"), ("E2.C6", "anew"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Text_moved_to_another_row_or_changed_by_a_bit_does_not_open()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, _, id) = await Pair(house);
        await maja.Autosave(Step(id, "E2.0"), ("version", "0"), ("E2.0.1", "one"));
        await maja.Autosave(Step(id, "E2.C"), ("version", "0"), ("E2.C6", "two"));
        await Given.Tampering(house, """
            alter table preparations no force row level security;
            update preparations a set answer = (select b.answer from preparations b where b.step = 'E2.C') where a.step = 'E2.0';
            update preparations set answer = set_byte(answer, 40, get_byte(answer, 40) # 1) where step = 'E2.C'
            """);
        (await maja.Get(Step(id, "E2.0"))).Status.ShouldBe(HttpStatusCode.InternalServerError);
        (await maja.Get(Step(id, "E2.C"))).Status.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task After_a_quarter_of_an_hour_away_the_script_is_told_to_sign_in_and_keeps_the_text()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, _, id) = await Pair(house);
        house.Clock.Offset += TimeSpan.FromMinutes(16);
        var reply = await maja.Autosave(Step(id, "E2.C"), ("version", "0"), ("E2.C6", Canary));
        reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
        reply.Text.ShouldContain("/sign-in/again?to=");
    }

    private static string Step(Guid id, string step) => $"/conversations/{id}/preparation/{step}";

    private static async Task<(Visitor Maja, Visitor Henrik, Guid Conversation)> Pair(Visits house) =>
        (await house.As("maja"), await house.As("henrik"), await Given.AConversation(house, await house.IdOf("maja"), await house.IdOf("henrik"), State.Active));
}
