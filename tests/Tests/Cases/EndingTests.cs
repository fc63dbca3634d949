using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Tests.Assessments;
using Omtanke.Tests.Conversations;
using Case = Omtanke.Cases.Case;

namespace Omtanke.Tests.Cases;

/// <summary>How a case ends: the leader has had their closing contact unless the employee wants none, the employee's word is theirs, and whoever stops on the way is asked for no reason.</summary>
public sealed class EndingTests(TestCluster cluster)
{
    [Fact]
    public async Task The_psychologist_closes_it_when_the_leader_has_had_the_closing_contact_and_it_is_read_afterwards()
    {
        await using var house = await Visits.Open(cluster);
        var id = await Begun(house);
        using var lars = await house.As("lars");
        // Nothing chosen, something that is no choice, and a leader who waits.
        (await lars.Post(At(id), await Fields(house, id, ended: null))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await lars.Post(At(id), ("version", await Version(house, id)), ("ended", "7"), ("plan", "GoesOn"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var waiting = await lars.Post(At(id), await Fields(house, id));
        waiting.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(waiting.Text).ShouldContain(Say("case-closing.errors.leader"));
        waiting.Text.ShouldContain("value=\"Reached\" checked");

        await HoldLeaderEnd(house, id);
        await house.APlan(id);
        (await lars.Post(At(id), ("version", "0"), ("ended", "Reached"), ("plan", "GoesOn"))).Status.ShouldBe(HttpStatusCode.Conflict, "an old page closes nothing");
        (await house.TheCase(id))!.IsOpen.ShouldBeTrue();
        (await lars.Post(At(id), await Fields(house, id))).Status.ShouldBe(HttpStatusCode.SeeOther);

        var one = (await house.TheCase(id))!;
        (one.State, one.EraseOn).ShouldBe((Progress.Closed, new DateOnly(2028, 11, 23)));
        using var maja = await house.As("maja");
        foreach (var visitor in (Visitor[])[lars, maja])
        {
            var page = WebUtility.HtmlDecode((await visitor.Get(At(id))).Text);
            page.ShouldContain(Say("case-closing.ended.Reached"));
            page.ShouldContain("23. november 2028");
            page.ShouldContain(Say(visitor == maja ? "case-closing.plan-reminds-own" : "case-closing.plan-reminds"));
        }
        (await house.Ask(db => db.CasePlans.Where(other => other.CaseId == id).Select(other => other.GoesOn).SingleAsync(), Acting.AtChores)).ShouldBeTrue();
        // The leader learns that it is over, and not why.
        using var henrik = await house.As("henrik");
        var rail = WebUtility.HtmlDecode((await henrik.Get(At(id))).Text);
        rail.ShouldContain("23. november 2028");
        rail.ShouldNotContain(Say("case-closing.ended.Reached"));
        var again = await lars.Post(At(id), await Fields(house, id));
        again.Status.ShouldBe(HttpStatusCode.Conflict, "what is closed is not closed again");
        WebUtility.HtmlDecode(again.Text).ShouldContain(Say("case-closing.errors.closed"));
        (await lars.Get("/me")).Text.ShouldNotContain(Say("case-consents.desk.over"), Shouldly.Case.Sensitive, "he knows: it was he");
    }

    [Fact]
    public async Task The_employees_word_is_theirs_to_give_change_and_leave_out_and_lets_the_leaders_last_contact_fall_away()
    {
        await using var house = await Visits.Open(cluster);
        var id = await Begun(house);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        (await maja.Get("/me")).Text.ShouldNotContain(At(id));
        (await lars.Post($"{At(id)}/asking")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Get("/me")).Text.ShouldContain(At(id));
        foreach (var other in (Visitor[])[henrik, lars])
            (await other.Post($"{At(id)}/word", ("outcome", "Better"))).Status.ShouldBe(HttpStatusCode.NotFound, "nobody speaks for her");
        (await maja.Post($"{At(id)}/word", ("outcome", "Splendid"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await maja.Post($"{At(id)}/word", ("outcome", "Worse"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Post($"{At(id)}/word", ("outcome", "Better"), ("no-leader", "yes"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Get("/me")).Text.ShouldNotContain(At(id));
        var page = WebUtility.HtmlDecode((await lars.Get(At(id))).Text);
        page.ShouldContain(Say("case-closing.leader.not-wanted"));
        page.ShouldContain($"eget ord: {Say("case-closing.outcome.Better")}");
        WebUtility.HtmlDecode((await henrik.Get(At(id))).Text).ShouldNotContain(Say("case-closing.outcome.Better"));
        // The word lies sealed, and only the two of it have the row.
        (await house.AsOwner($"select encode(word, 'escape') from case_endings where id = '{id}'", row => row.GetString(0))).Single().ShouldNotContain("Better");
        foreach (var (persona, rows) in ((string, int)[])[("maja", 1), ("lars", 1), ("henrik", 0), ("birgit", 0), ("karen", 0), ("admin", 0)])
            (await house.Ask(db => db.CaseEndings.CountAsync(), Acting.As(await house.IdOf(persona)))).ShouldBe(rows, persona);

        (await lars.Post(At(id), await Fields(house, id))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Post($"{At(id)}/word", ("outcome", "Worse"))).Status.ShouldBe(HttpStatusCode.Conflict, "it has been counted by now");
    }

    [Fact]
    public async Task Who_stops_on_the_way_is_asked_for_no_reason_and_who_has_not_begun_takes_it_back()
    {
        await using var house = await Visits.Open(cluster);
        var (begun, before) = (await Begun(house), await house.ACase());
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        foreach (var other in (Visitor[])[henrik, lars])
            (await other.Post($"{At(begun)}/departure")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await maja.Post(At(begun))).Status.ShouldBe(HttpStatusCode.NotFound, "closing it with a reason is the psychologist's");
        (await maja.Post($"{At(begun)}/departure")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.TheCase(begun))!.State.ShouldBe(Progress.Closed);
        WebUtility.HtmlDecode((await lars.Get(At(begun))).Text).ShouldContain(Say("case-closing.ended.Midway"));
        (await lars.Get("/me")).Text.ShouldContain(Say("case-consents.desk.over"));
        (await maja.Post($"{At(before)}/departure")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.TheCase(before))!.State.ShouldBe(Progress.Withdrawn);
        // One is counted, and the other was never anything.
        (await house.AsOwner("select count(*) from case_envelopes", row => row.GetInt64(0))).ShouldBe([1]);
    }

    [Fact]
    public async Task When_the_employee_leaves_the_workplace_it_ends_by_itself_every_yes_falls_and_it_is_counted_as_left()
    {
        await using var house = await Visits.Open(cluster);
        var (id, before) = (await Begun(house), await house.ACase(assigned: false));
        var (henrik, lars) = (await house.As("henrik"), await house.As("lars"));
        var meeting = await house.AThree(id);
        foreach (var persona in (string[])["maja", "henrik", "lars"])
            await house.Do(async db =>
            {
                db.Add(Consent.Give(id, Topic.ThreeParty, meeting, await house.IdOf(persona), house.Clock.GetUtcNow()));
                await db.SaveChangesAsync();
            }, Acting.As(await house.IdOf(persona)));
        await house.Do(async db =>
        {
            var contact = Contact.Plan(id, ContactKind.ThreeParty, Clock.Day(house.Clock.GetUtcNow()).AddDays(9), house.Clock.GetUtcNow());
            db.Add(contact);
            await db.SaveChangesAsync();
            (await db.CaseMeetings.SingleAsync()).Book(contact.Id, house.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        var plan = await house.APlan(id, shared: true);
        (await henrik.Get($"/cases/{id}/plans/{plan}")).Status.ShouldBe(HttpStatusCode.OK);
        var written = (await house.Letters()).Count;

        await house.Do(async db => await db.Leave(await house.IdOf("maja"), Clock.Day(house.Clock.GetUtcNow())));
        await house.DoChores();
        await house.DoChores();

        foreach (var each in (Guid[])[id, before])
            (await house.TheCase(each))!.ShouldSatisfyAllConditions(
                one => (one.State, one.EraseOn).ShouldBe((Progress.Closed, new DateOnly(2028, 11, 23))), one => one.Consents.ShouldAllBe(said => !said.Holds), one => one.HasLeaderContact.ShouldBeFalse());
        (await henrik.Get($"/cases/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await henrik.Get($"/cases/{id}/plans/{plan}")).Status.ShouldBe(HttpStatusCode.NotFound);
        WebUtility.HtmlDecode((await lars.Get($"/cases/{id}")).Text).ShouldContain(Say("cases.event.Left"));
        (await lars.Get("/me")).Text.ShouldContain(Say("case-consents.desk.over"));
        // The meeting is off for the two who are left, and the psychologist is told that something has changed; neither letter says what. Once.
        var letters = (await house.Letters()).Skip(written).Where(letter => letter.Key.Contains(id.ToString(), StringComparison.Ordinal)).ToList();
        letters.Where(letter => letter.Body.Calendar?.Contains("STATUS:CANCELLED", StringComparison.Ordinal) is true).Select(letter => letter.To).Order().ShouldBe(["henrik", "lars"]);
        letters.Where(letter => letter.Body.Calendar is null).Select(letter => (letter.To, letter.Subject)).ShouldBe([("lars", Say("desk-letters.Changed.subject"))]);
        (await house.Ask(db => db.CaseContacts.SingleAsync(contact => contact.Kind == ContactKind.ThreeParty), Acting.AtChores)).CancelledAt.ShouldNotBeNull();

        // What had not begun was never anything; the other is one of the year's, among those it is shuffled with.
        (await house.AsOwner("select count(*) from case_envelopes", row => row.GetInt64(0))).ShouldBe([1]);
        for (var number = 0; number < 9; number++)
            await house.Put(Counted.Some(null, number), house.Clock.GetUtcNow());
        await house.Wait(TimeSpan.FromDays(9));
        (await house.AsOwner($"select count(*) from case_facts where (answers ->> 'ended')::int = {(int)Ended.Left} and not answers ? 'reason'", row => row.GetInt64(0))).ShouldBe([1]);
    }

    [Fact]
    public async Task That_somebody_left_is_nothing_a_psychologist_chooses()
    {
        await using var house = await Visits.Open(cluster);
        var id = await Begun(house);
        using var lars = await house.As("lars");
        (await lars.Get(At(id))).Text.ShouldNotContain("value=\"Left\"");
        (await lars.Post(At(id), await Fields(house, id, "Left"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await house.TheCase(id))!.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task No_letter_about_its_end_says_a_word_of_it()
    {
        await using var house = await Visits.Open(cluster);
        var id = await Begun(house);
        using var lars = await house.As("lars");
        await lars.Post($"{At(id)}/asking");
        await HoldLeaderEnd(house, id);
        await lars.Post(At(id), await Fields(house, id));
        var letters = await house.Ask(db => db.Letters.AsNoTracking().Where(letter => letter.UniqueKey.Contains(id.ToString())).Select(letter => letter.Subject).ToListAsync());
        letters.Count.ShouldBe(3);
        letters.ShouldAllBe(subject => subject == Say("desk-letters.asked.subject") || subject == Say("desk-letters.Changed.subject"));
    }

    [Fact]
    public async Task How_it_was_is_asked_once_afterwards_of_the_employee_alone()
    {
        await using var house = await Visits.Open(cluster);
        var id = await Begun(house);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        var at = $"/cases/{id}/evaluation";
        (await maja.Post(at, ("heard", "4"))).Status.ShouldBe(HttpStatusCode.Gone, "before it is over");
        await maja.Post($"{At(id)}/departure");
        (await maja.Get("/me")).Text.ShouldContain(at);
        foreach (var other in (Visitor[])[henrik, lars])
            ((await other.Get(at)).Status, (await other.Post(at, ("heard", "4"))).Status).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        (await maja.Post(at)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await maja.Post(at, ("heard", "9"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await maja.Post(at, ("heard", "4"), ("useful", "5"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        await maja.Post(at, ("heard", "1"));
        (await house.AsOwner("select count(*) from case_envelopes e join case_boxes b on b.id = e.box where b.what = 'Evaluations'", row => row.GetInt64(0))).ShouldBe([1], "pressed twice, it is one");
        (await maja.Get("/me")).Text.ShouldNotContain(at);
        WebUtility.HtmlDecode((await maja.Get(at)).Text).ShouldContain(Say("case-evaluation.thanks-text"));
        // Who has answered is nobody's to see, and stands under no name.
        foreach (var persona in (string[])["maja", "lars", "henrik", "birgit", "admin"])
            (await house.Ask(db => db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from case_evaluators").SingleAsync(), Acting.As(await house.IdOf(persona)))).ShouldBe(0, persona);
        (await house.AsOwner("select mark from case_evaluators", row => row.GetGuid(0))).ShouldNotContain(await house.IdOf("maja"));
        house.Clock.Offset += TimeSpan.FromDays(61);
        using var again = await house.As("maja");
        (await again.Post(at, ("heard", "4"))).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task For_their_own_word_the_employee_is_asked_once_and_not_at_all_when_they_have_given_it()
    {
        await using var house = await Visits.Open(cluster);
        var (asked, given) = (await Begun(house), await Begun(house));
        using var lars = await house.As("lars");
        await lars.Post($"{At(asked)}/asking");
        var day = await AskedAt(asked);
        house.Clock.Offset += TimeSpan.FromDays(2);
        using var later = await house.As("lars");
        await later.Post($"{At(asked)}/asking");
        (await AskedAt(asked)).ShouldBe(day.ShouldNotBeNull(), "what is theirs to leave out is not asked for again and again");
        (await Letters(asked)).ShouldBe(1);
        using var maja = await house.As("maja");
        await maja.Post($"{At(given)}/word", ("outcome", "Better"));
        await later.Post($"{At(given)}/asking");
        ((await AskedAt(given)), await Letters(given)).ShouldBe((null, 0));

        Task<DateTimeOffset?> AskedAt(Guid id) => house.Ask(db => db.CaseEndings.Where(one => one.Id == id).Select(one => one.AskedAt).SingleAsync(), Acting.AtChores);
        async Task<int> Letters(Guid id) => (await house.Letters()).Count(letter => letter.To == "maja" && letter.Key.StartsWith($"desk case {id} ", StringComparison.Ordinal));
    }

    /// <summary>A case of Maja's in which something has been held.</summary>
    internal static Task<Guid> Begun(Visits house) => house.ACase(more: (db, one) => db.Add(one.Begin(one.Psychologist!.Value, house.Clock.GetUtcNow())!));

    private static Task HoldLeaderEnd(Visits house, Guid id) => house.Do(async db =>
    {
        var held = Contact.Unplanned(id, ContactKind.LeaderEnd, house.Clock.GetUtcNow());
        held.Hold((await CaseData.AllCases.Tracked(db, id))!, Clock.Day(house.Clock.GetUtcNow()), 20, Present.Leader, await house.IdOf("lars"));
        db.Add(held);
        await db.SaveChangesAsync();
    }, Acting.AtChores);

    private static string At(Guid id) => $"/cases/{id}/closing";

    private static async Task<string> Version(Visits house, Guid id) => $"{(await house.TheCase(id))!.Version}";

    private static async Task<(string, string?)[]> Fields(Visits house, Guid id, string? ended = "Reached") => [("version", await Version(house, id)), ("ended", ended), ("plan", "GoesOn")];

    private static string Say(string key) => Visits.Library.In("da").Words[key];
}
