using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Tests.Conversations;
using Case = Omtanke.Cases.Case;

namespace Omtanke.Tests.Cases;

/// <summary>What is thought better of: a time that has passed, a place that is another, a sentence put otherwise, an answer taken out again, and pages that were open too long.</summary>
public sealed partial class AfterwardsTests(TestCluster cluster)
{
    private const string Sentence = "Maja kan klare fire vagter om ugen.", Other = "Maja kan klare tre vagter om ugen.";

    [Fact]
    public async Task A_meeting_of_three_that_did_not_happen_is_taken_off_the_rail_and_another_is_asked_for()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACase();
        var meeting = await Booked(house, id);
        var contact = (await TheContact(house, id)).Id;
        using (var early = await house.As("lars"))
            (await early.Post($"/cases/{id}/contacts/{contact}/cancellation", ("version", "1"))).Status.ShouldBe(HttpStatusCode.Conflict, "what is ahead is called off where all three are told");
        await house.Wait(TimeSpan.FromDays(11));
        using var lars = await house.As("lars");
        (await lars.Get($"/cases/{id}")).Text.ShouldContain(Say("cases.contacts.not-held"));
        (await lars.Get("/cases/calls")).Text.ShouldContain($"#contact-{contact}");
        var before = (await house.Letters()).Count;
        (await lars.Post($"/cases/{id}/contacts/{contact}/cancellation", ("version", "1"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await lars.Get("/cases/calls")).Text.ShouldNotContain($"#contact-{contact}");
        (await house.Letters()).Count.ShouldBe(before, "nobody is told that a day has passed");
        var at = house.Clock.GetUtcNow().AddDays(3);
        (await lars.Post($"/cases/{id}/three", Time(at, "Lokale 4"))).Location.ShouldBe($"/cases/{id}/three");
        (await house.Ask(db => db.LatestThree(id), Acting.AtChores))!.Id.ShouldNotBe(meeting);
    }

    [Fact]
    public async Task Another_place_is_told_to_all_three_keeps_every_yes_and_is_overwritten_by_nobody_who_has_not_seen_it()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACase();
        var meeting = await Booked(house, id);
        var (home, at) = ($"/cases/{id}/three", (await house.Ask(db => db.LatestThree(id), Acting.AtChores))!.StartsAt);
        using var henrik = await house.As("henrik");
        using var lars = await house.As("lars");
        var before = (await house.Letters()).Count;
        (await henrik.Post($"{home}/{meeting}/time", [.. Time(at, "Lokale 4"), ("round", "1")])).Location.ShouldBe(home);
        var letters = (await house.Letters()).Skip(before).ToList();
        letters.Select(letter => (letter.To, letter.Subject)).Order().ShouldBe(((string[])["henrik", "lars", "maja"]).Select(to => (to, Say("three-party.letters.place.subject"))));
        letters.ShouldAllBe(letter => letter.Body.Calendar == null && !letter.Body.Text.Contains("Lokale", StringComparison.Ordinal));
        // Lars had the page open all the while.
        var late = await lars.Post($"{home}/{meeting}/time", [.. Time(at, "Kantinen"), ("round", "1")]);
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("Lokale 4");
        late.Text.ShouldContain("Kantinen");
        var stands = (await house.Ask(db => db.LatestThree(id), Acting.AtChores))!;
        (stands.BookedAt is not null, stands.CancelledAt).ShouldBe((true, null));
        (await house.Ask(db => db.ThreeAgree(meeting), Acting.As(await house.IdOf("maja")))).ShouldBeTrue();
        // The same place again is no news.
        (await lars.Post($"{home}/{meeting}/time", [.. Time(at, "Lokale 4"), ("round", "2")])).Location.ShouldBe(home);
        (await house.Letters()).Count.ShouldBe(before + 3);
    }

    [Fact]
    public async Task What_a_leader_was_told_stays_as_it_was_told_and_what_was_for_another_leader_is_left_alone()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACase();
        var (page, told, open) = ($"/cases/{id}/messages", await house.AMessage(id, Sentence), await house.AMessage(id, "Ro om formiddagen."));
        await Yes(house, id, told);
        using var lars = await house.As("lars");
        var put = Ids.New().ToString();
        foreach (var _ in (int[])[1, 2])
            (await lars.Post($"{page}/{told}", ($"text-{told}", Other), ("id", put))).Location.ShouldBe(page);
        using var henrik = await house.As("henrik");
        (await henrik.Get(page)).Text.ShouldContain(Sentence);
        (await henrik.Get(page)).Text.ShouldNotContain(Other);
        (await house.Ask(db => db.CaseMessages.CountAsync(message => message.CaseId == id), Acting.AtChores)).ShouldBe(3, "put otherwise it is a sentence of its own, and pressed twice it is one");
        var refused = await lars.Post($"{page}/{told}/removal");
        (refused.Status, refused.Text.Contains(Say("case-messages.errors.told"), StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Conflict, true));
        (await lars.Post($"{page}/{open}/removal")).Status.ShouldBe(HttpStatusCode.SeeOther, "what nobody was told");
        // Taken back, it was told all the same: the psychologist may take it away, and the employee still reads what her leader was told.
        using var maja = await house.As("maja");
        await maja.Post($"/cases/{id}/consents", ("topic", "PassOn"), ("about", told.ToString()), ("say", "no"));
        (await lars.Post($"{page}/{told}/removal")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await lars.Get(page)).Text.ShouldNotContain(Sentence);
        (await maja.Get(page)).Text.ShouldContain(Sentence);
        (await maja.Get(page)).Text.ShouldContain(Say("case-messages.was-told"));
        (await maja.Get(page)).Text.ShouldNotContain("Ro om formiddagen.", Shouldly.Case.Sensitive, "what nobody was told is gone");
        await Should.ThrowAsync<Npgsql.PostgresException>(() => house.Do(db => db.Database.ExecuteSqlAsync($"update case_messages set text = text where id = {told}"), Acting.As(house.IdOf("lars").GetAwaiter().GetResult())));

        var earlier = await house.AMessage(id, "Til Henrik.");
        await house.NewLeader(id);
        var before = (await house.Letters()).Count;
        var late = await lars.Post($"{page}/{earlier}", ($"text-{earlier}", "Til hvem?"), ("id", Ids.New().ToString()));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("Til hvem?");
        (await house.Letters()).Count.ShouldBe(before, "the employee is asked nothing about somebody who is gone");
        (await lars.Get(page)).Text.ShouldNotContain($"action=\"{page}/{earlier}\"");
    }

    [Fact]
    public async Task A_fault_in_a_sentence_leads_to_the_field_it_stands_in()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACase();
        var message = await house.AMessage(id, Sentence);
        using var lars = await house.As("lars");
        var wrong = await lars.Post($"/cases/{id}/messages/{message}", ($"text-{message}", " "), ("version", "1"));
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wrong.Text.ShouldContain($"href=\"#f-text-{message}\"");
        wrong.Text.ShouldContain($"id=\"f-text-{message}\"");
        wrong.Text.ShouldNotContain("href=\"#f-text\"");
    }

    [Fact]
    public async Task A_plan_of_a_case_that_is_over_is_confirmed_by_nobody_from_an_old_page()
    {
        await using var house = await Visits.Open(cluster);
        var id = await EndingTests.Begun(house);
        var plan = await house.APlan(id, shared: true);
        using var henrik = await house.As("henrik");
        var shown = Text().Match((await henrik.Get($"/cases/{id}/plans/{plan}")).Text).Groups["value"].Value;
        using var maja = await house.As("maja");
        await maja.Post($"/cases/{id}/closing/departure");
        var before = (await house.Letters()).Count;
        foreach (var (late, status) in ((Visitor, HttpStatusCode)[])[(maja, HttpStatusCode.Conflict), (henrik, HttpStatusCode.NotFound)])
            (await late.Post($"/cases/{id}/plans/{plan}/confirmation", ("text", shown))).Status.ShouldBe(status);
        (await house.Ask(db => db.PlanConfirmations.CountAsync(), Acting.AtChores)).ShouldBe(0);
        (await house.Letters()).Count.ShouldBe(before);
    }

    [Fact]
    public async Task What_has_not_begun_is_closed_and_counted_by_nobody()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACase(byEmployee: true);
        using var lars = await house.As("lars");
        (await lars.Get($"/cases/{id}/closing")).Text.ShouldNotContain("name=\"ended\"");
        (await lars.Post($"/cases/{id}/closing", ("version", $"{(await house.TheCase(id))!.Version}"), ("ended", "Reached"), ("plan", "None"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await house.TheCase(id))!.State.ShouldBe(Progress.Registered);
        (await house.Ask(db => db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from case_envelopes").SingleAsync(), Acting.AtChores)).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_wrong_with_a_choice_is_tied_to_it_and_every_question_can_be_left_out_again()
    {
        await using var house = await Visits.Open(cluster);
        var id = await EndingTests.Begun(house);
        using var lars = await house.As("lars");
        Tied((await lars.Post($"/cases/{id}/closing", ("version", $"{(await house.TheCase(id))!.Version}"))).Text, "ended", "plan");
        using var maja = await house.As("maja");
        Tied((await maja.Post($"/cases/{id}/closing/word", ("outcome", "Splendid"))).Text, "outcome");
        await maja.Post($"/cases/{id}/closing/departure");
        var at = $"/cases/{id}/evaluation";
        var blank = (await maja.Get(at)).Text;
        foreach (var question in Facts.AskedAfterwards)
            Regex.IsMatch(blank, $"name=\"{question}\" value(=\"\")? checked", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBeTrue(question);
        Tied((await maja.Post(at, ("heard", "9"))).Text, "heard");
        (await maja.Post(at, [.. Facts.AskedAfterwards.Select(question => (question, (string?)""))])).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "nothing is nothing");
        (await maja.Post(at, ("heard", ""), ("useful", "5"))).Status.ShouldBe(HttpStatusCode.SeeOther);

        static void Tied(string page, params string[] fields)
        {
            foreach (var field in fields)
            {
                Regex.IsMatch(page, $"<fieldset[^>]*id=\"f-{field}\"[^>]*aria-describedby=\"f-{field}-error\"", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBeTrue(field);
                page.ShouldContain($"id=\"f-{field}-error\"");
            }
        }
    }

    [Fact]
    public void A_contact_with_a_leader_is_noted_for_the_days_that_leader_had_contact_and_for_no_other()
    {
        var (employee, henrik, aisha) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var start = Clock.Day(Visits.Monday);
        // Henrik registered and led until day 10; Aisha was let in on day 20, and out on day 30.
        var (one, _) = Case.ByLeader(Guid.NewGuid(), Guid.NewGuid(), henrik, employee, null, "da", Urgency.Ordinary, Visits.Monday);
        Days(40).ShouldBe([.. Enumerable.Range(0, 41)], "from the day he asked");
        one.LoseLeader(Visits.Monday.AddDays(10));
        Days(40).ShouldBe([.. Enumerable.Range(0, 11)], "it can still be noted when he is gone");
        Say(aisha, true, 20);
        Days(40).ShouldBe([.. Enumerable.Range(0, 41)], "one until the next one came, and then that one");
        Say(aisha, false, 30);
        Days(40).ShouldBe([.. Enumerable.Range(0, 31)]);

        // The yes to the leader who registered it, said later, takes nothing from the days before.
        (one, _) = Case.ByLeader(Guid.NewGuid(), Guid.NewGuid(), henrik, employee, null, "da", Urgency.Ordinary, Visits.Monday);
        Say(henrik, true, 5);
        Days(9).ShouldBe([.. Enumerable.Range(0, 10)]);
        Say(henrik, false, 7);
        Days(9).ShouldBe([.. Enumerable.Range(0, 8)]);

        // Where the employee registered: not a day before their yes.
        (one, _) = Case.ByEmployee(Guid.NewGuid(), Guid.NewGuid(), employee, null, "da", Urgency.Ordinary, Visits.Monday);
        Days(40).ShouldBeEmpty();
        Say(henrik, true, 5);
        Days(9).ShouldBe([5, 6, 7, 8, 9]);
        one.LoseLeader(Visits.Monday.AddDays(7));
        Days(9).ShouldBe([5, 6, 7]);

        void Say(Guid leader, bool yes, int day)
        {
            if (one.Say(Topic.LeaderContact, leader, employee, yes, Visits.Monday.AddDays(day)).Row is { } row)
                one.Consents.Add(row);
        }

        List<int> Days(int until) => [.. Enumerable.Range(-3, until + 4).Where(day => one.HadLeaderContact(start.AddDays(day)))];
    }

    private static async Task<Guid> Booked(Visits house, Guid id)
    {
        using (var henrik = await house.As("henrik"))
            (await henrik.Post($"/cases/{id}/three", Time(Visits.Monday.AddDays(9), "Kontoret"))).Location.ShouldBe($"/cases/{id}/three");
        var meeting = (await house.Ask(db => db.LatestThree(id), Acting.AtChores))!.Id;
        foreach (var persona in (string[])["maja", "lars"])
        {
            using var visitor = await house.As(persona);
            (await visitor.Post($"/cases/{id}/three/{meeting}/answer", ("round", "1"), ("say", "yes"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        }
        return meeting;
    }

    private static Task<Contact> TheContact(Visits house, Guid id) => house.Ask(db => db.CaseContacts.AsNoTracking().SingleAsync(contact => contact.CaseId == id && contact.Kind == ContactKind.ThreeParty), Acting.AtChores);

    private static async Task Yes(Visits house, Guid id, Guid message)
    {
        using var maja = await house.As("maja");
        var print = await house.Ask(db => db.CaseMessages.Where(one => one.Id == message).Select(one => one.Hash).SingleAsync(), Acting.AtChores);
        (await maja.Post($"/cases/{id}/consents", ("topic", "PassOn"), ("about", message.ToString()), ("text", Convert.ToHexStringLower(print)), ("from", "messages"), ("say", "yes"))).Location.ShouldBe($"/cases/{id}/messages");
    }

    private static (string, string?)[] Time(DateTimeOffset at, string place) =>
    [
        ("date", Clock.Local(at).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("time", Clock.Local(at).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)), ("minutes", "60"), ("place", place),
    ];

    private static string Say(string word) => System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All).Encode(Visits.Library.In("da").Words[word]);

    [GeneratedRegex("name=\"text\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Text();
}
