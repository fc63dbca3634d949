using System.Net;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Tests.Steps;
using Omtanke.Web;

namespace Omtanke.Tests.Conversations;

/// <summary>Maja and Henrik agree: both say yes to one and the same text, nothing is lost between two who write, and only what they agreed goes on paper.</summary>
public sealed partial class AgreeTests(TestCluster cluster)
{
    private const string Quiet = "Maja får stille morgener tirsdag og torsdag";

    [Fact]
    public async Task Both_confirm_the_same_text_and_a_change_asks_both_again()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Talking(house);
        await Add(henrik, id, Quiet);

        // The mark says what it is for, and all of it is there for whoever wants to compare.
        var before = await maja.Get(Page(id));
        before.Text.ShouldContain(Da("text-mark.note"));
        before.Text.ShouldContain(Omtanke.Web.Fingerprint.Whole(Convert.FromHexString(PrintOn(before))));
        (await Confirm(maja, id)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await StateOf(house, id)).ShouldBe(Stage.Held, "one yes is not two");
        (await Confirm(henrik, id)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await StateOf(house, id)).ShouldBe(Stage.Agreed);
        MarkOn(await maja.Get(Page(id))).ShouldBe(MarkOn(await henrik.Get(Page(id))));
        (await maja.Get(Page(id))).Text.ShouldContain(Da("conversations.agree.settled"));

        var (agreement, version) = await First(house, id);
        await henrik.Post($"{Page(id)}/{agreement}", ("version", version), ("what", "Kun torsdag"), ("who", "Leader"), ("due", "2026-12-10"));
        (await StateOf(house, id)).ShouldBe(Stage.Held);
        var page = await maja.Get(Page(id));
        page.Text.ShouldContain(Da("conversations.agree.wait-again", ("name", "Maja")));
        page.Text.ShouldContain(Da("conversations.agree.wait-again", ("name", "Henrik")));

        await Confirm(henrik, id);
        await Confirm(maja, id);
        (await StateOf(house, id)).ShouldBe(Stage.Agreed);
    }

    [Fact]
    public async Task A_change_and_a_change_back_ask_both_again()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Talking(house);
        await Add(henrik, id, Quiet);
        await Confirm(maja, id);
        await Confirm(henrik, id);
        foreach (var what in (string[])["Noget andet", Quiet])
        {
            var (agreement, version) = await First(house, id);
            await henrik.Post($"{Page(id)}/{agreement}", ("version", version), ("what", what), ("who", "Leader"), ("due", "2026-12-10"));
        }
        (await StateOf(house, id)).ShouldBe(Stage.Held);
        (await maja.Get(Page(id))).Text.ShouldContain("name=\"text\"", Case.Sensitive, "Maja is asked");
        await Confirm(maja, id);
        (await StateOf(house, id)).ShouldBe(Stage.Held, "Henrik's old yes does not count");
    }

    [Fact]
    public async Task A_yes_to_a_text_that_is_no_longer_there_is_refused_and_the_new_text_shown()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Talking(house);
        await Add(henrik, id, Quiet);
        var seen = PrintOn(await maja.Get(Page(id)));
        await Add(henrik, id, "Henrik spørger hver fredag");

        var reply = await maja.Post($"/conversations/{id}/confirmation", ("text", seen));
        reply.Status.ShouldBe(HttpStatusCode.Conflict);
        reply.Text.ShouldContain("Henrik spørger hver fredag");
        reply.Text.ShouldContain(Da("conversations.agree.stale"));
        PrintOn(reply).ShouldNotBe(seen);
        (await house.Ask(db => db.Confirmations.CountAsync(), Acting.As(await house.IdOf("maja")))).ShouldBe(0);
        (await maja.Post($"/conversations/{id}/confirmation")).Status.ShouldBe(HttpStatusCode.Conflict, "no fingerprint is another fingerprint");
        (await maja.Post($"/conversations/{id}/confirmation", ("text", PrintOn(reply)))).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task No_agreements_is_something_to_agree_on_too()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Talking(house);
        (await maja.Get(Page(id))).Text.ShouldContain(Da("conversations.agree.confirm-none"));
        await Confirm(maja, id);
        await Confirm(henrik, id);
        (await StateOf(house, id)).ShouldBe(Stage.Agreed);
        await Add(maja, id, Quiet);
        (await StateOf(house, id)).ShouldBe(Stage.Held);
    }

    [Fact]
    public async Task Two_who_change_one_agreement_at_once_both_see_both_texts()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Talking(house);
        await Add(henrik, id, Quiet);
        var (agreement, version) = await First(house, id);
        var replies = await Task.WhenAll(Change(maja, "Majas ord"), Change(henrik, "Henriks ord"));
        replies.Select(reply => reply.Status).Order().ShouldBe([HttpStatusCode.SeeOther, HttpStatusCode.Conflict]);
        var clash = replies.Single(reply => reply.Status == HttpStatusCode.Conflict);
        clash.Text.ShouldContain("Majas ord");
        clash.Text.ShouldContain("Henriks ord");
        clash.Text.ShouldContain("name=\"version\" value=\"2\"");

        (await maja.Post($"{Page(id)}/{agreement}/removal", ("version", version))).Status.ShouldBe(HttpStatusCode.Conflict, "what one has not seen one does not remove");
        (await henrik.Post($"{Page(id)}/{agreement}/removal", ("version", "2"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var late = await Change(maja, "Majas lange ord");
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("Majas lange ord</textarea>");

        Task<Reply> Change(Visitor who, string what) => who.Post($"{Page(id)}/{agreement}", ("version", version), ("what", what), ("who", "Leader"), ("due", "2026-12-10"));
    }

    [Fact]
    public async Task A_yes_and_a_change_at_the_same_moment_never_end_in_an_agreement_nobody_confirmed()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Talking(house);
        await Add(henrik, id, Quiet);
        await Confirm(henrik, id);
        var seen = PrintOn(await maja.Get(Page(id)));
        await Task.WhenAll(maja.Post($"/conversations/{id}/confirmation", ("text", seen)), Add(henrik, id, "Noget mere"));
        (await StateOf(house, id)).ShouldBe(Stage.Held);
        (await maja.Get(Page(id))).Text.ShouldContain("Noget mere");
    }

    [Fact]
    public async Task The_next_talk_is_part_of_what_is_confirmed_and_one_does_not_overwrite_the_others_time()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Talking(house);
        await Confirm(maja, id);
        await Confirm(henrik, id);
        (await henrik.Post($"/conversations/{id}/next-talk", ("before", ""), ("date", "14.12.2026"), ("time", "10.30"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await StateOf(house, id)).ShouldBe(Stage.Held);
        (await house.Ask(db => db.Conversations.SingleAsync(), Acting.As(await house.IdOf("maja")))).NextTalkAt.ShouldBe(new DateTimeOffset(2026, 12, 14, 9, 30, 0, TimeSpan.Zero));

        var late = await maja.Post($"/conversations/{id}/next-talk", ("before", ""), ("date", "2026-12-15"), ("time", "09:00"));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("2026-12-15");
        late.Text.ShouldContain("10.30");
    }

    [Theory]
    [InlineData("", "Leader", "2026-12-10", "conversations.agree.error.what-missing")]
    [InlineData(null, "Leader", "2026-12-10", "conversations.agree.error.what-long")]
    [InlineData(Quiet, "", "2026-12-10", "conversations.agree.error.who-missing")]
    [InlineData(Quiet, "7", "2026-12-10", "conversations.agree.error.who-missing")]
    [InlineData(Quiet, "Leader", "", "conversations.agree.error.due-missing")]
    [InlineData(Quiet, "Leader", "2026-11-22", "conversations.agree.error.due-past")]
    [InlineData(Quiet, "Leader", "2029-01-01", "conversations.agree.error.due-far")]
    [InlineData(Quiet, "Leader", "31-02-2027", "conversations.ask.error.date-wrong")]
    public async Task What_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(string? what, string who, string due, string error)
    {
        await using var house = await Visits.Open(cluster);
        var (maja, _, id) = await Talking(house);
        what ??= new string('x', 1001);
        var reply = await maja.Post(Page(id), ("what", what), ("who", who), ("due", due));
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Text.ShouldContain(Da(error));
        reply.Text.ShouldContain($"{WebUtility.HtmlEncode(what).Replace("&#229;", "å", StringComparison.Ordinal).Replace("&#197;", "Å", StringComparison.Ordinal)}</textarea>");
        if (due.StartsWith("20", StringComparison.Ordinal))
            reply.Text.ShouldContain($"value=\"{due}\"");
        (await house.Ask(db => db.Agreements.CountAsync(), Acting.As(await house.IdOf("maja")))).ShouldBe(0);
    }

    [Fact]
    public async Task Sent_twice_it_is_one_agreement_and_script_stays_text()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Talking(house);
        await Add(maja, id, "<script>alert(1)</script> 🌿");
        await Add(maja, id, "<script>alert(1)</script> 🌿");
        (await house.Ask(db => db.Agreements.CountAsync(), Acting.As(await house.IdOf("maja")))).ShouldBe(1);
        foreach (var page in (string[])["agreements", "record"])
            (await henrik.Get($"/conversations/{id}/{page}")).Text.ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task A_leader_is_hinted_at_an_illness_in_an_agreement_and_nothing_is_blocked()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Talking(house);
        var hint = Da("conversations.diagnosis.agreement", ("word", "depression"));
        (await Add(henrik, id, "Maja taler med lægen om sin depression")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await henrik.Get(Page(id))).Text.ShouldContain(hint);
        (await maja.Get(Page(id))).Text.ShouldNotContain(hint);
        var (agreement, version) = await First(house, id);
        await henrik.Post($"{Page(id)}/{agreement}", ("version", version), ("what", "Maja får fri til lægen"), ("who", "Leader"), ("due", "2026-12-10"));
        (await henrik.Get(Page(id))).Text.ShouldNotContain("sygdom eller medicin");
    }

    [Fact]
    public async Task Before_the_talk_and_after_its_end_nothing_is_agreed()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var planned = await Given.AConversation(house, await house.IdOf("maja"), await house.IdOf("henrik"), State.Active);
        (await Add(maja, planned, Quiet)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Get(Page(planned))).Text.ShouldContain(Da("conversations.agree.too-soon"));

        var (_, _, id) = await Talking(house);
        await house.Do(async db =>
        {
            db.Add((await db.Conversations.SingleAsync(found => found.Id == id)).Close(await house.IdOf("maja"), house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        (await maja.Get(Page(id))).Text.ShouldNotContain("<form method=\"post\" action=\"/conversations");
        (await maja.Get($"/conversations/{id}/record")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_record_holds_the_agreements_and_neither_columns_nor_preparation()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Talking(house);
        await Add(henrik, id, Quiet);
        await maja.Autosave($"/conversations/{id}/preparation/E2.C", ("version", "0"), ("E2.C6", "hemmelig forberedelse"));
        await house.Do(async db =>
        {
            var conversation = await db.Conversations.SingleAsync(found => found.Id == id);
            var (grant, note, now) = (await Given.AGrant(house, db, conversation.Key), Ids.New(), house.Clock.GetUtcNow());
            db.Add(new Note { Id = note, Conversation = id, Field = "T07.F2.1", Author = conversation.Employee, Text = grant.SealAny("hemmelig kolonne", "notes.text", note), Version = 1, SavedAt = now });
            db.Add(Omtanke.Conversations.Line.Bring(id, conversation.Employee, grant, "hemmelig linje", now));
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        await Confirm(maja, id);

        var draft = await henrik.Get($"/conversations/{id}/record");
        draft.Text.ShouldContain(Da("conversations.record.draft"));
        await Confirm(henrik, id);
        var record = await henrik.Get($"/conversations/{id}/record");
        record.Text.ShouldNotContain(Da("conversations.record.draft"));
        var file = await henrik.Get($"/conversations/{id}/record.docx");
        using var word = FormDocumentTests.Opened(file.Bytes);
        var written = word.MainDocumentPart!.Document.InnerText;
        foreach (var text in (string[])[record.Text, written])
        {
            text.ShouldContain(Quiet);
            text.ShouldContain("Maja Holm");
            text.ShouldContain(MarkOn(record));
            text.ShouldNotContain("hemmelig");
        }
        word.PackageProperties.Title.ShouldBe(Da("conversations.record.title"));
        word.MainDocumentPart.StyleDefinitionsPart!.Styles!.Descendants<Languages>().First().Val!.Value.ShouldBe("da-DK");
        word.MainDocumentPart.Document.Descendants<TableHeader>().Count().ShouldBe(1);
        word.MainDocumentPart.Document.Descendants<ParagraphStyleId>().Count(style => style.Val == "Heading1").ShouldBe(3);
    }

    [Theory]
    [InlineData("Care", "T07.F2")]
    [InlineData("Stress", "T07.F3")]
    public async Task The_blank_form_has_its_five_columns_and_a_table_for_the_agreements_and_nothing_of_anybody(string form, string step)
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Talking(house, Enum.Parse<Omtanke.Conversations.Form>(form));
        await Add(henrik, id, Quiet);
        var file = await maja.Get($"/conversations/{id}/record.docx?blank=1");
        using var word = FormDocumentTests.Opened(file.Bytes);
        var written = word.MainDocumentPart!.Document.InnerText;
        foreach (var field in Enumerable.Range(1, 5))
            written.ShouldContain(Visits.Library.In("da").Text($"{step}.{field}", "label"));
        word.MainDocumentPart.Document.Descendants<TableRow>().Count().ShouldBe(7);
        written.ShouldNotContain(Quiet);
        written.ShouldNotContain("Maja");
    }

    [Fact]
    public void No_agreement_can_be_written_so_that_it_looks_like_two()
    {
        var day = new DateOnly(2026, 12, 10);
        var two = AgreedText.Of([("a", Doer.Both, day), ("b", Doer.Leader, day)], null);
        var one = AgreedText.Of([("a|Both|2026-12-10\n2|b", Doer.Leader, day)], null);
        one.Hash.ShouldNotBe(two.Hash);
        AgreedText.Of([("a\\n", Doer.Both, day)], null).Hash.ShouldNotBe(AgreedText.Of([("a\nb", Doer.Both, day)], null).Hash);
        AgreedText.Of([("a ", Doer.Both, day)], null).Hash.ShouldBe(AgreedText.Of([("a", Doer.Both, day)], null).Hash);
    }

    private static string Page(Guid id) => $"/conversations/{id}/agreements";

    private static Task<Reply> Add(Visitor who, Guid id, string what) => who.Post(Page(id), ("what", what), ("who", "Leader"), ("due", "2026-12-10"));

    private static async Task<Reply> Confirm(Visitor who, Guid id) => await who.Post($"/conversations/{id}/confirmation", ("text", PrintOn(await who.Get(Page(id)))));

    private static string PrintOn(Reply page) => Print().Match(page.Text).Groups[1].Value;

    private static string MarkOn(Reply page) => Mark().Match(page.Text).Groups[1].Value;

    private static async Task<(Guid Id, string Version)> First(Visits house, Guid id)
    {
        var agreement = await house.Ask(db => db.Agreements.OrderBy(row => row.Position).FirstAsync(row => row.Conversation == id), Acting.AtChores);
        return (agreement.Id, agreement.Version.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static Task<Stage> StateOf(Visits house, Guid id) => house.Ask(db => db.Conversations.Where(found => found.Id == id).Select(found => found.State).SingleAsync(), Acting.AtChores);

    private static string Da(string key, params (string, object?)[] values) => Visits.Library.In("da").Words.With(key, values);

    private static async Task<(Visitor Maja, Visitor Henrik, Guid Conversation)> Talking(Visits house, Omtanke.Conversations.Form form = Omtanke.Conversations.Form.Care)
    {
        var id = await Given.AConversation(house, await house.IdOf("maja"), await house.IdOf("henrik"), State.Active);
        await house.Do(async db =>
        {
            var conversation = await db.Conversations.SingleAsync(found => found.Id == id);
            conversation.Form = form;
            db.Add(conversation.Hold(conversation.Employee, house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        return (await house.As("maja"), await house.As("henrik"), id);
    }

    [GeneratedRegex("name=\"text\" value=\"([0-9a-f]+)\"")]
    private static partial Regex Print();

    [GeneratedRegex("class=\"om-mark\">([0-9a-f ]+)<")]
    private static partial Regex Mark();
}
