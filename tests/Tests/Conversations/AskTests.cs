using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations;
using Omtanke.Data;

namespace Omtanke.Tests.Conversations;

/// <summary>Asking and inviting, from either side.</summary>
public sealed class AskTests(TestCluster cluster)
{
    [Fact]
    public async Task A_leader_is_told_of_an_illness_in_the_message_before_it_is_sent_and_sends_it_all_the_same()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        const string Message = "Skal vi tale om din depression?\nJeg er der.";
        var form = (await henrik.Form()).With(("with", (await house.IdOf("maja")).ToString()), ("message", Message));
        var hint = Visits.Library.In("da").Words.With("conversations.diagnosis.message", ("word", "depression"));
        var told = await henrik.Post("/conversations", form);
        told.Status.ShouldBe(HttpStatusCode.OK);
        told.Text.ShouldContain(hint);
        told.Text.ShouldContain("Jeg er der.");
        (await house.Ask(db => db.Conversations.CountAsync(), Acting.AtChores)).ShouldBe(0);
        (await henrik.Post("/conversations", form.With(("seen", Message), ("message", "Din ADHD?")))).Text.ShouldContain("»ADHD«", Case.Sensitive, "another word is said anew");
        (await henrik.Post("/conversations", form.With(("seen", Message)))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Post("/conversations", (await maja.Form()).With(("message", Message)))).Status.ShouldBe(HttpStatusCode.SeeOther, "who has it may say so");

        var (agreed, _) = await Courses.Agreed(house);
        var page = (await henrik.Get($"/conversations/{agreed}/next")).Text;
        (string, string?)[] next = [("id", Courses.Hidden(page, "id")), ("form", "Care"), ("date1", "2026-12-14"), ("time1", "10:00"), ("minutes", "45"), ("message", Message)];
        (await henrik.Post($"/conversations/{agreed}/next", next)).Text.ShouldContain(hint);
        (await henrik.Post($"/conversations/{agreed}/next", [.. next, ("seen", Message)])).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Maja_asks_her_own_leader_with_what_the_page_suggests_and_Henrik_gets_a_letter_that_says_nothing()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        var page = await maja.NewPage();
        page.Text.ShouldContain("Henrik Lund");
        page.Text.ShouldContain("value=\"2026-11-24\""); // Tuesday at ten, Wednesday at two
        page.Text.ShouldContain("value=\"2026-11-25\"");
        var before = (await house.Letters()).Count;

        var id = await maja.Ask(("message", "Om vagterne i efteråret"), ("form", "Stress"));
        (await house.Conversation(id)).ShouldSatisfyAllConditions(
            it => it.State.ShouldBe(Stage.Invited), it => it.Form.ShouldBe(Form.Stress), it => it.RetentionMonths.ShouldBe(12), it => it.Round.ShouldBe(1));
        var letter = (await house.Letters()).Skip(before).ShouldHaveSingleItem();
        letter.To.ShouldBe("henrik");
        letter.Body.Calendar.ShouldBeNull();
        (letter.Subject + letter.Body.Text).ShouldNotContain("Maja");

        using var henrik = await house.As("henrik");
        (await letter.Leads(henrik)).ShouldBe($"/conversations/{id}");
        var seen = await henrik.Get($"/conversations/{id}");
        seen.Text.ShouldContain("Om vagterne i efteråret");
        seen.Text.ShouldContain("onsdag den 25. november 2026");
    }

    [Fact]
    public async Task Talks_with_the_same_person_are_told_apart_and_one_that_goes_on_is_mentioned_before_another_is_asked_for()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var words = Visits.Library.In("da").Words;
        (await maja.NewPage()).Text.ShouldNotContain(words["conversations.ask.going-see"]);
        var first = await maja.Ask();
        var page = await maja.NewPage();
        page.Text.ShouldContain(words.With("conversations.ask.going", ("name", "Henrik Lund")));
        page.Text.ShouldContain($"href=\"/conversations/{first}\"");
        var second = await maja.Ask();
        second.ShouldNotBe(first, "told, not kept from it");

        await henrik.Accept(first);
        var hers = (await maja.Get("/conversations")).Text;
        hers.ShouldContain(words.With("conversations.list.turn-theirs", ("name", "Henrik")));
        hers.ShouldNotContain(words["conversations.list.turn-mine"]);
        hers.ShouldContain(words.With("conversations.list.on.planned", ("day", "")).Trim());
        hers.ShouldContain(words.With("conversations.list.on.asked", ("day", "")).Trim());
        (await henrik.Get("/conversations")).Text.ShouldContain(words["conversations.list.turn-mine"]);
    }

    [Fact]
    public async Task A_message_that_is_too_long_is_said_to_be_and_not_one_letter_of_it_is_cut()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        (await maja.NewPage()).Text.ShouldNotContain("maxlength=\"1000\"", Case.Sensitive, "a browser would cut what is pasted without a word");
        var reply = await maja.Post("/conversations", (await maja.Form()).With(("message", new string('x', 1000) + "the end of it")));
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Text.ShouldContain("the end of it</textarea>");
        reply.Text.ShouldContain(Courses.Word("conversations.ask.error.message-long"));
    }

    [Fact]
    public async Task Henrik_invites_one_of_his_own_people_and_nobody_else()
    {
        await using var house = await Visits.Open(cluster);
        using var henrik = await house.As("henrik");
        var id = await henrik.Ask(("with", (await house.IdOf("maja")).ToString()));
        var it = await house.Conversation(id);
        (it.Employee, it.Leader, it.BegunBy).ShouldBe((await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("henrik")));

        foreach (var wrong in (string[])[(await house.IdOf("aisha")).ToString(), (await house.IdOf("henrik")).ToString(), Ids.New().ToString(), "", "nobody"])
        {
            var reply = await henrik.Post("/conversations", (await henrik.Form()).With(("with", wrong)));
            reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            reply.Text.ShouldContain("f-with-error");
        }
    }

    [Theory]
    [InlineData("date1", "2026-11-22", "past")]
    [InlineData("time1", "", "time-missing")]
    [InlineData("date1", "", "date-missing")]
    [InlineData("date1", "2026-02-30", "date-wrong")]
    [InlineData("date1", "<script>", "date-wrong")]
    [InlineData("time1", "25:00", "time-wrong")]
    [InlineData("date1", "2028-01-01", "far")]
    [InlineData("form", "Gossip", "form")]
    [InlineData("minutes", "-1", "minutes")]
    [InlineData("months", "0", "months")]
    [InlineData("months", "999", "months")]
    [InlineData("companion-email", "not an address", "email")]
    [InlineData("companion-role", "TR", "companion-name")]
    public async Task What_is_wrong_is_said_at_the_field_and_everything_typed_stays(string field, string value, string error)
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        var typed = (await maja.Form()).With(("message", "Kære Henrik 🌿 <b>&"), ("date2", ""), ("time2", ""), (field, value));
        var reply = await maja.Post("/conversations", typed);
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Text.ShouldContain(Courses.Word($"conversations.ask.error.{error}"));
        reply.Text.ShouldContain("om-errors");
        reply.Text.ShouldContain("Kære Henrik");
        reply.Text.ShouldContain("&lt;b&gt;&amp;");
        reply.Text.ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task The_same_time_twice_no_time_at_all_and_too_long_texts_are_said_too()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        var form = await maja.Form();
        (await maja.Post("/conversations", form.With(("date2", "25.11.2026"), ("time2", "10.00")))).Text.ShouldContain(Courses.Word("conversations.ask.error.twice"));
        (await maja.Post("/conversations", form.With(("date1", ""), ("time1", ""), ("date2", ""), ("time2", "")))).Text.ShouldContain(Courses.Word("conversations.ask.error.no-time"));
        (await maja.Post("/conversations", form.With(("message", new string('x', 1001))))).Text.ShouldContain(Courses.Word("conversations.ask.error.message-long"));
        (await maja.Post("/conversations", form.With(("place", new string('x', 301))))).Text.ShouldContain(Courses.Word("conversations.ask.error.place-long"));
        (await maja.Post("/conversations")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await house.Ask(db => db.Conversations.CountAsync(it => it.BegunAt >= Visits.Monday), Acting.AtChores)).ShouldBe(0);
    }

    [Fact]
    public async Task Pressed_twice_it_is_sent_once()
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        var (form, before) = ((await maja.Form()).With(), (await house.Letters()).Count);
        var first = await maja.Post("/conversations", form);
        var second = await maja.Post("/conversations", form);
        second.Status.ShouldBe(HttpStatusCode.SeeOther);
        second.Location.ShouldBe(first.Location);
        (await house.Letters()).Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task Whoever_has_no_leader_is_told_what_to_do()
    {
        await using var house = await Visits.Open(cluster);
        var person = await Somebody(house);
        using var alone = await house.As(person);
        var page = await alone.NewPage();
        page.Text.ShouldContain(Courses.Word("conversations.ask.nobody"));
        (await alone.Post("/conversations", ("with", (await house.IdOf("henrik")).ToString()))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<Guid> Somebody(Visits house)
    {
        var person = new Omtanke.Organisation.Person { Id = Ids.New(), Name = "Ny Person", Email = "ny@fjordby.example", Language = "da", JoinedOn = new(2026, 1, 1) };
        await house.Do(async db =>
        {
            db.Add(person);
            await db.SaveChangesAsync();
        });
        return person.Id;
    }
}
