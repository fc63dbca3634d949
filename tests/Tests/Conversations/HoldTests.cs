using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Tests.Conversations;

/// <summary>Maja and Henrik hold their talk, on a screen each.</summary>
public sealed class HoldTests(TestCluster cluster)
{
    [Fact]
    public async Task What_Maja_saves_is_on_Henriks_screen_at_once_and_his_own_field_is_left_alone()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Begun(house);
        (await henrik.Autosave(Notes(id), ("form", "Care"), ("version", "0"), ("T07.F2.1", "Henrik's words"))).Status.ShouldBe(HttpStatusCode.OK);
        var before = await VersionOf(house, id);
        (await henrik.Get($"{Talk(id)}/live?form=Care&since={before}")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await maja.Autosave(Notes(id), ("form", "Care"), ("version", "0"), ("T07.F2.1", "Maja's words"), ("T07.F2.3", "quiet mornings"))).Status.ShouldBe(HttpStatusCode.OK);
        var news = await henrik.Get($"{Talk(id)}/live?form=Care&since={before}");
        news.Status.ShouldBe(HttpStatusCode.OK);
        news.Text.ShouldContain("data-part=\"T07.F2.1.other\"");
        news.Text.ShouldContain("Maja's words".Replace("'", "&#x27;", StringComparison.Ordinal));
        news.Text.ShouldContain("quiet mornings");
        news.Text.ShouldNotContain("<textarea");
        news.Text.ShouldNotContain("Henrik");
        (await henrik.Get($"{Talk(id)}/live?form=Care&since={await VersionOf(house, id)}")).Status.ShouldBe(HttpStatusCode.NoContent);

        var page = await henrik.Get(Talk(id));
        page.Text.ShouldContain("Henrik&#x27;s words</textarea>");
        page.Text.ShouldContain("Maja&#x27;s words</div>");
    }

    [Fact]
    public async Task The_stream_says_so_within_a_moment_and_an_ordinary_request_gets_the_one_number()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, _, id) = await Begun(house);
        var now = await VersionOf(house, id);
        (await maja.Get($"{Talk(id)}/stream")).Text.ShouldBe($"event: version\ndata: {now}\n\n");

        var changes = house.Services.GetRequiredService<Changes>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        var heard = new List<int>();
        await foreach (var version in changes.Of(id, Ids.New(), () => Task.FromResult<int?>(now), TimeSpan.FromMinutes(1), patience.Token))
        {
            heard.Add(version);
            if (heard.Count == 1)
                await maja.Autosave(Notes(id), ("form", "Care"), ("version", "0"), ("T07.F2.1", "now"));
            else if (version > now)
                break;
        }
        heard[^1].ShouldBeGreaterThan(now);
    }

    [Fact]
    public async Task Signed_out_everywhere_an_open_stream_ends_at_once()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Begun(house);
        var (hers, his) = (Open(maja), Open(henrik));
        // Long enough for both to have heard the first number.
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        using var phone = await house.As("maja");
        (await phone.Post("/account/sessions/ending-of-all")).Status.ShouldBe(HttpStatusCode.SeeOther);

        (await hers.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).Status.ShouldBe(HttpStatusCode.OK);
        his.IsCompleted.ShouldBeFalse("he is still there");
        (await maja.Send(Wanted())).Location.ShouldStartWith("/sign-in");

        Task<Reply> Open(Visitor visitor) => visitor.Send(Wanted());

        HttpRequestMessage Wanted()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"{Talk(id)}/stream");
            request.Headers.Add("Accept", "text/event-stream");
            return request;
        }
    }

    [Fact]
    public async Task Nobody_can_overwrite_anybody_and_two_windows_of_one_person_keep_both_texts()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Begun(house);
        await maja.Autosave(Notes(id), ("form", "Care"), ("version", "0"), ("T07.F2.1", "hers"), ("T07.F2.2", "also hers"));
        await henrik.Autosave(Notes(id), ("form", "Care"), ("version", "0"), ("T07.F2.1", "his"), ("T07.F2.2", ""));
        (await maja.Get(Talk(id))).Text.ShouldContain("also hers</textarea>");

        var second = await maja.Autosave(Notes(id), ("form", "Care"), ("version", "0"), ("T07.F2.1", "from the other window"));
        second.Status.ShouldBe(HttpStatusCode.Conflict);
        var told = JsonDocument.Parse(second.Text).RootElement;
        told.GetProperty("theirs").GetProperty("T07.F2.1").GetString().ShouldBe("hers");
        told.GetProperty("version").GetInt32().ShouldBe(2);
        var page = await maja.Post(Notes(id), ("form", "Care"), ("version", "0"), ("T07.F2.1", "from the other window"));
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain("from the other window</textarea>");
        page.Text.ShouldContain(">hers</dd>");
    }

    [Fact]
    public async Task Many_savings_at_once_from_both_sides_lose_no_last_word()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Begun(house);
        var savings = Enumerable.Range(1, 5).Select(column => maja.Autosave(Notes(id), ("form", "Care"), ("version", "0"), ($"T07.F2.{column}", $"maja {column}")))
            .Concat(Enumerable.Range(1, 5).Select(column => henrik.Autosave(Notes(id), ("form", "Care"), ("version", "0"), ($"T07.F2.{column}", $"henrik {column}"))));
        var replies = await Task.WhenAll(savings);
        var saved = replies.Count(reply => reply.Status == HttpStatusCode.OK);
        (await house.Ask(db => db.Notes.CountAsync(), Acting.As(await house.IdOf("maja")))).ShouldBe(saved);
        replies.ShouldAllBe(reply => reply.Status == HttpStatusCode.OK || reply.Status == HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_stress_form_shows_four_types_and_each_sees_what_the_other_chose()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Begun(house);
        await henrik.Post($"{Talk(id)}/form", ("form", "Stress"));
        (await maja.Get($"{Talk(id)}/live?form=Care&since=0")).Text.ShouldContain(Visits.Library.In("da").Words.With("conversations.hold.news.form", ("name", "Henrik")));
        var page = (await maja.Get(Talk(id))).Text;
        foreach (var card in (string[])["T05.Y1", "T05.Y2", "T05.Y3", "T05.Y4"])
            page.ShouldContain($"name=\"{card}\"");
        await maja.Autosave(Notes(id), ("form", "Stress"), ("version", "0"), ("shown", "stress-types"), ("T05.Y3", "on"));
        var title = Visits.Library.In("da").Text("T05.Y3", "title");
        (await henrik.Get($"{Talk(id)}/live?form=Stress&since=0")).Text.ShouldContain(title);
        await maja.Autosave(Notes(id), ("form", "Stress"), ("version", "1"), ("shown", "stress-types"));
        (await henrik.Get($"{Talk(id)}/live?form=Stress&since=0")).Text.ShouldNotContain(title);

        // Somebody has written: the form stays, and text for the other form is refused aloud, never dropped.
        await henrik.Post($"{Talk(id)}/form", ("form", "Care"));
        (await maja.Get(Talk(id))).Text.ShouldContain("name=\"T05.Y1\"");
        (await maja.Autosave(Notes(id), ("form", "Care"), ("version", "2"), ("T07.F2.1", "lost?"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Phases_are_turned_by_either_and_lines_are_shown_when_the_talk_begins()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.As("maja"), await house.As("henrik"));
        var id = await Given.AConversation(house, await house.IdOf("maja"), await house.IdOf("henrik"), State.Active);
        await maja.Post($"/conversations/{id}/lines", ("text", "a line of Maja"), ("seen", "yes"));
        (await henrik.Get(Talk(id))).Text.ShouldNotContain("a line of Maja");
        await Task.WhenAll(maja.Post(Talk(id), Together), henrik.Post(Talk(id), Together));
        (await house.Ask(db => db.Events.CountAsync(happened => happened.What == Moment.Held), Acting.As(await house.IdOf("maja")))).ShouldBe(1);
        (await henrik.Get(Talk(id))).Text.ShouldContain("a line of Maja");

        await henrik.Post($"{Talk(id)}/phase", ("phase", "1"));
        var words = Visits.Library.In("da").Words;
        (await maja.Get($"{Talk(id)}/live?form=Care&since=0")).Text.ShouldContain(words.With("conversations.hold.now", ("phase", words["conversations.hold.phase.1.title"])));
        await maja.Post($"{Talk(id)}/phase", ("phase", "9"));
        (await house.Ask(db => db.Conversations.Select(found => found.Phase).SingleAsync(), Acting.As(await house.IdOf("maja")))).ShouldBe(1);

        var line = (await house.Ask(db => db.Lines.SingleAsync(), Acting.As(await house.IdOf("maja")))).Id;
        await maja.Post($"/conversations/{id}/lines/{line}/withdrawal");
        (await house.Ask(db => db.Lines.CountAsync(), Acting.As(await house.IdOf("maja")))).ShouldBe(1, "what was shown is not unsaid");
    }

    [Fact]
    public async Task The_clock_counts_while_they_sit_there_and_not_for_days_after()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Begun(house);
        house.Clock.Offset += TimeSpan.FromMinutes(25);
        (await maja.Get($"{Talk(id)}?lang=da")).Text.ShouldContain(">25 min.</span>");
        house.Clock.Offset += TimeSpan.FromDays(1);
        var late = (await maja.Get(Talk(id))).Text;
        late.ShouldNotContain("data-clock");
        late.ShouldContain("id=\"phases\"", customMessage: "what is left of it is still to be done");

        var (other, _) = await Courses.Agreed(house, ("Ring til hinanden", Doer.Both, 7));
        var agreed = (await henrik.Get(Talk(other))).Text;
        agreed.ShouldNotContain("id=\"phases\"");
        agreed.ShouldContain($"href=\"/conversations/{other}/agreements\">Se aftalerne");
        agreed.ShouldContain("</textarea>", customMessage: "they can still write");
    }

    [Fact]
    public async Task Before_both_have_said_yes_to_a_time_Henrik_cannot_begin_and_gets_no_line_of_Majas_whatever_he_sends()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.As("maja"), await house.As("henrik"));
        var id = await maja.Ask();
        await maja.Post($"/conversations/{id}/lines", ("text", "a line of Maja"), ("seen", "yes"));

        foreach (var form in (IEnumerable<(string, string?)[]>)[[], [Together], [Together, ("state", "Planned"), ("phase", "1")]])
        {
            var refused = await henrik.Post(Talk(id), form);
            refused.Status.ShouldBe(HttpStatusCode.Conflict);
            refused.Text.ShouldContain(Courses.Word("conversations.hold.no-time"));
            refused.Text.ShouldContain($"href=\"/conversations/{id}\"");
            refused.Text.ShouldNotContain("a line of Maja");
        }
        await henrik.Post($"{Talk(id)}/phase", ("phase", "1"));
        await henrik.Post($"{Talk(id)}/undoing");
        // A time of his own, which only he has said yes to.
        await henrik.Post($"/conversations/{id}/times", ("round", "1"), ("state", "Invited"), ("date1", "2026-11-25"), ("time1", "11:00"));
        var own = await house.Ask(db => db.Proposals.OrderByDescending(proposal => proposal.Round).Select(proposal => proposal.Id).FirstAsync(), Acting.AtChores);
        (await henrik.Post($"/conversations/{id}/acceptance", ("proposal", own.ToString()))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await henrik.Post(Talk(id), Together)).Status.ShouldBe(HttpStatusCode.Conflict);
        await henrik.Post($"/conversations/{id}/closing");
        await henrik.Post($"/conversations/{id}/reopening");
        (await henrik.Post(Talk(id), Together)).Status.ShouldBe(HttpStatusCode.Conflict);
        foreach (var page in (string[])["", "/talk", "/talk/live?form=Care&since=0", "/talk/live?form=none&since=0", "/agreements", "/record", "/preparation", "/preparation/line"])
            (await henrik.Get($"/conversations/{id}{page}")).Text.ShouldNotContain("a line of Maja", Case.Sensitive, page);
        (await house.Conversation(id)).TalkStartedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Earlier_than_agreed_whoever_begins_is_asked_if_they_sit_together()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.As("maja"), await house.As("henrik"));
        var id = await Given.AConversation(house, await house.IdOf("maja"), await house.IdOf("henrik"), State.Active);
        await maja.Post($"/conversations/{id}/lines", ("text", "a line of Maja"), ("seen", "yes"));
        (await henrik.Get(Talk(id))).Text.ShouldContain("name=\"together\"");
        var asked = await henrik.Post(Talk(id));
        asked.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        asked.Text.ShouldContain(Courses.Word("conversations.hold.early-missing"));
        asked.Text.ShouldNotContain("a line of Maja");
        (await house.Conversation(id)).State.ShouldBe(Stage.Planned);

        await house.Do(async db => await db.Conversations.Where(found => found.Id == id).ExecuteUpdateAsync(set => set.SetProperty(found => found.PlannedAt, house.Clock.GetUtcNow().AddMinutes(14))), Acting.AtChores);
        (await henrik.Get(Talk(id))).Text.ShouldNotContain("name=\"together\"");
        (await henrik.Post(Talk(id))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await henrik.Get(Talk(id))).Text.ShouldContain("a line of Maja");
    }

    [Fact]
    public async Task Begun_by_mistake_either_takes_it_back_and_what_was_brought_is_hidden_until_it_begins()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Begun(house);
        await maja.Post($"/conversations/{id}/lines", ("text", "a line of Maja"), ("seen", "yes"));
        (await henrik.Get(Talk(id))).Text.ShouldContain("a line of Maja");
        (await maja.Post($"{Talk(id)}/undoing")).Status.ShouldBe(HttpStatusCode.SeeOther);

        var words = Visits.Library.In("da").Words;
        var page = (await henrik.Get(Talk(id))).Text;
        page.ShouldNotContain("a line of Maja");
        page.ShouldContain("Maja skrev");
        (await henrik.Get($"/conversations/{id}")).Text.ShouldContain(words.With("conversations.overview.moment.NotYet", ("name", "Maja")));
        var open = await henrik.Get($"{Talk(id)}/live?form=Care&since=0");
        open.Text.ShouldContain(words.With("conversations.hold.news.undone", ("name", "Maja")));
        open.Text.ShouldContain("data-part=\"talk.lines\" hidden", Case.Sensitive, "it leaves the screen that shows it");
        (await henrik.Autosave(Notes(id), ("form", "Care"), ("version", "0"), ("T07.F2.1", "too late"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await house.Letters()).Count(letter => letter.To == "henrik" && letter.Subject == words["conversations.letters.Changed.subject"]).ShouldBe(1);

        (await henrik.Post(Talk(id), Together)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await henrik.Get(Talk(id))).Text.ShouldContain("a line of Maja");
    }

    [Fact]
    public async Task What_has_been_written_or_agreed_has_happened_and_is_not_taken_back()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Begun(house);
        (await maja.Get(Talk(id))).Text.ShouldContain($"{Talk(id)}/undoing");
        await henrik.Autosave(Notes(id), ("form", "Care"), ("version", "0"), ("T07.F2.1", "heard"));
        (await maja.Get(Talk(id))).Text.ShouldNotContain($"{Talk(id)}/undoing");
        (await maja.Post($"{Talk(id)}/undoing")).Status.ShouldBe(HttpStatusCode.Conflict);

        var (_, _, other) = await Begun(house);
        await maja.Post($"/conversations/{other}/agreements", ("what", "a quiet desk"), ("who", "Leader"), ("due", "2026-12-24"));
        (await house.Ask(db => db.Agreements.CountAsync(one => one.Conversation == other), Acting.AtChores)).ShouldBe(1);
        (await maja.Post($"{Talk(other)}/undoing")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await house.Conversation(other)).State.ShouldBe(Stage.Held);
    }

    [Fact]
    public async Task Each_is_asked_from_their_own_side()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Begun(house);
        var words = Visits.Library.In("da");
        (await henrik.Get(Talk(id))).Text.ShouldContain(words.Text("T07.F2.5", "help-leader"));
        (await henrik.Get(Talk(id))).Text.ShouldNotContain("din leder eller andre");
        (await maja.Get(Talk(id))).Text.ShouldContain(words.Text("T07.F2.5", "help"));
    }

    [Fact]
    public async Task My_preparation_lies_beside_my_talk_and_only_mine()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Begun(house);
        await maja.Autosave($"/conversations/{id}/preparation/E2.C", ("version", "0"), ("E2.C6", "kanariefugl 4471"));
        (await maja.Get(Talk(id))).Text.ShouldContain("kanariefugl 4471");
        (await henrik.Get(Talk(id))).Text.ShouldNotContain("kanariefugl");
        (await henrik.Get($"{Talk(id)}/live?form=Care&since=0")).Text.ShouldNotContain("kanariefugl");
        (await maja.Get($"{Talk(id)}/live?form=Care&since=0")).Text.ShouldNotContain("kanariefugl");

        house.Clock.Offset += TimeSpan.FromMinutes(16);
        var later = await maja.Get(Talk(id));
        later.Status.ShouldBe(HttpStatusCode.OK);
        later.Text.ShouldNotContain("kanariefugl", Case.Sensitive, "the private kind asks for a fresh sign-in");
        later.Text.ShouldContain("/sign-in/again?to=");
    }

    [Fact]
    public async Task A_leader_who_names_an_illness_gets_a_hint_and_is_not_stopped_and_an_employee_gets_none()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, id) = await Begun(house);
        var his = await henrik.Autosave(Notes(id), ("form", "Care"), ("version", "0"), ("T07.F2.1", "Maja har fået en depression"));
        his.Status.ShouldBe(HttpStatusCode.OK);
        JsonDocument.Parse(his.Text).RootElement.GetProperty("hint").GetString()!.ShouldContain("depression");
        (await henrik.Get(Talk(id))).Text.ShouldContain("»depression«");
        var hers = await maja.Autosave(Notes(id), ("form", "Care"), ("version", "0"), ("T07.F2.1", "jeg har fået en depression"));
        JsonDocument.Parse(hers.Text).RootElement.GetProperty("hint").GetString().ShouldBe("");
        house.Log.Text.ShouldNotContain("depression");
    }

    [Theory]
    [InlineData("update notes a set text = (select b.text from notes b where b.field = 'T07.F2.2') where a.field = 'T07.F2.1'", "another column")]
    [InlineData("update notes set text = set_byte(text, length(text) - 1, get_byte(text, length(text) - 1) # 1) where field = 'T07.F2.1'", "a bit")]
    [InlineData("update notes set text = (select message from conversations limit 1) where field = 'T07.F2.1' and exists (select 1 from conversations where message is not null)", "nothing")]
    public async Task Text_moved_between_columns_or_changed_does_not_open(string sql, string what)
    {
        await using var house = await Visits.Open(cluster);
        var (maja, _, id) = await Begun(house);
        await maja.Autosave(Notes(id), ("form", "Care"), ("version", "0"), ("T07.F2.1", "one"), ("T07.F2.2", "two"));
        await Given.Tampering(house, $"alter table notes no force row level security; alter table conversations no force row level security; {sql}");
        (await maja.Get(Talk(id))).Status.ShouldBe(what == "nothing" ? HttpStatusCode.OK : HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task Text_moved_to_another_conversation_of_the_same_two_does_not_open()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, _, first) = await Begun(house);
        var (_, _, second) = await Begun(house);
        await maja.Autosave(Notes(first), ("form", "Care"), ("version", "0"), ("T07.F2.1", "one"));
        await Given.Tampering(house, $"alter table notes no force row level security; alter table conversations no force row level security; update notes set conversation = '{second}'");
        (await maja.Get(Talk(second))).Status.ShouldBe(HttpStatusCode.InternalServerError);
    }

    // The talk is agreed for the day after tomorrow.
    private static readonly (string, string?) Together = ("together", "yes");

    private static string Talk(Guid id) => $"/conversations/{id}/talk";

    private static string Notes(Guid id) => $"/conversations/{id}/talk/notes";

    private static async Task<int> VersionOf(Visits house, Guid id) =>
        await house.Ask(db => db.Conversations.Where(found => found.Id == id).Select(found => found.Version).SingleAsync(), Acting.As(await house.IdOf("maja")));

    private static async Task<(Visitor Maja, Visitor Henrik, Guid Conversation)> Begun(Visits house)
    {
        var (maja, henrik) = (await house.As("maja"), await house.As("henrik"));
        var id = await Given.AConversation(house, await house.IdOf("maja"), await house.IdOf("henrik"), State.Active);
        (await henrik.Post(Talk(id), Together)).Status.ShouldBe(HttpStatusCode.SeeOther);
        return (maja, henrik, id);
    }
}
