using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Tests.Conversations;

namespace Omtanke.Tests.Cases;

/// <summary>What the employee shares with the leader, by the front door: word for word what they said yes to, for as long as they want it, and no trace of a no.</summary>
public sealed partial class SharedTests(TestCluster cluster)
{
    private const string Sentence = "Maja kan klare fire vagter om ugen, hvis de ligger om formiddagen.";

    [Fact]
    public async Task A_sentence_reaches_the_leader_word_for_word_after_the_employees_yes_and_is_gone_at_the_next_request_after_their_no()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        var id = await house.ACase();
        var page = $"/cases/{id}/messages";
        (await lars.Post(page, ("text", Sentence))).Location.ShouldBe(page);
        (await henrik.Get(page)).Text.ShouldNotContain(Sentence);
        (await maja.Get(page)).Text.ShouldContain(Sentence);
        (await maja.Get("/me")).Text.ShouldContain(Say("case-consents.desk.message"));

        await Answer(maja, page, "yes");
        (await henrik.Get(page)).Text.ShouldContain(Sentence);
        (await henrik.Get("/me")).Text.ShouldContain(Say("case-consents.desk.given"));
        (await henrik.Get($"/cases/{id}/consents")).Text.ShouldContain(Sentence);
        (await maja.Get("/me")).Text.ShouldNotContain(Say("case-consents.desk.message"));

        // The leader has the page open; the next request says that nothing is shared, and not why.
        await Answer(maja, page, "no");
        var gone = await henrik.Get(page);
        gone.Text.ShouldNotContain(Sentence);
        gone.Text.ShouldContain(Say("case-messages.none-Leader"));
        (await henrik.Get($"/cases/{id}/consents")).Text.ShouldNotContain(Sentence);
        (await henrik.Get("/me")).Text.ShouldNotContain(Say("case-consents.desk.given"));
        // The psychologist learns that it is not passed on: the same whether nothing was said or a no.
        (await lars.Get(page)).Text.ShouldContain(Say("case-messages.not-passed"));

        // Put otherwise before a yes, it is asked about anew, and an answer to the old text is none to the new.
        await lars.Post(page, ("text", "Maja kan klare fem vagter om ugen."));
        var shown = (await maja.Get(page)).Text;
        var second = await house.Ask(db => db.CaseMessages.OrderByDescending(message => message.WrittenAt).ThenByDescending(message => message.Id).Select(message => message.Id).FirstAsync(), Acting.AtChores);
        (await lars.Post($"{page}/{second}", ($"text-{second}", "Maja kan klare tre vagter om ugen."))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var print = Regex.Match(shown, $"value=\"{second}\">\\s*<input type=\"hidden\" name=\"text\" value=\"(?<value>[^\"]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["value"].Value;
        var late = await maja.Post($"/cases/{id}/consents", ("topic", "PassOn"), ("about", $"{second}"), ("text", print), ("say", "yes"));
        late.Status.ShouldBe(HttpStatusCode.Conflict, "nobody says yes to a text they have not seen");
        (await henrik.Get(page)).Text.ShouldNotContain("vagter om ugen");
    }

    [Fact]
    public async Task When_the_leader_contact_stops_the_leader_meets_the_same_page_as_for_what_does_not_exist_and_nothing_comes_back_by_itself()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        var (id, leader) = (await house.ACase(byEmployee: true), await house.IdOf("henrik"));
        (await henrik.Get($"/cases/{id}/consents")).Status.ShouldBe(HttpStatusCode.NotFound);
        // What a leader's list says of cases that are not there, it says to every leader, whatever has happened.
        var list = MainPart().Match((await henrik.Get("/cases")).Text).Value;
        list.ShouldContain(Say("cases.list.while-wanted"));
        (await maja.Get("/cases")).Text.ShouldNotContain(Say("cases.list.while-wanted"));
        (await lars.Post($"/cases/{id}/messages", ("text", Sentence))).Status.ShouldBe(HttpStatusCode.Conflict, "there is no leader to tell");
        // Only whoever leads her today is let in.
        (await maja.Post($"/cases/{id}/consents", Contact(await house.IdOf("karen"), "yes"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Post($"/cases/{id}/consents", Contact(leader, "yes"))).Location.ShouldBe($"/cases/{id}/consents");
        (await house.Ask(db => db.CaseContacts.CountAsync(contact => contact.CaseId == id && contact.Kind == ContactKind.LeaderStart), Acting.AtChores)).ShouldBe(1, "the call to the leader is planned");
        await lars.Post($"/cases/{id}/messages", ("text", Sentence));
        await Answer(maja, $"/cases/{id}/messages", "yes");
        (await henrik.Get($"/cases/{id}/messages")).Text.ShouldContain(Sentence);

        await maja.Post($"/cases/{id}/consents", Contact(leader, "no"));
        (await house.TheCase(id))!.Consents.ShouldAllBe(said => !said.Holds, "everything that named him falls with it, also in what is kept");
        var (gone, never) = (await henrik.Get($"/cases/{id}/messages"), await henrik.Get($"/cases/{Ids.New()}/messages"));
        gone.Status.ShouldBe(HttpStatusCode.NotFound);
        gone.Bytes.SequenceEqual(never.Bytes).ShouldBeTrue();
        MainPart().Match((await henrik.Get("/cases")).Text).Value.ShouldBe(list, "as if there had never been one");
        (await henrik.Get("/me")).Text.ShouldNotContain(id.ToString());
        (await lars.Get($"/cases/{id}/consents")).Text.ShouldContain(Say("case-consents.contact.no-leader"));

        // Let in again, nothing of what was shared before comes along.
        await maja.Post($"/cases/{id}/consents", Contact(leader, "yes"));
        (await henrik.Get($"/cases/{id}/messages")).Text.ShouldNotContain(Sentence);
        (await house.Ask(db => db.CaseMessages.CountAsync(message => message.CaseId == id), Acting.As(leader))).ShouldBe(0, "nor by the database");
    }

    [Fact]
    public async Task Nobody_is_told_that_they_said_yes_to_the_leader_who_asked_before_they_have_said_it_and_their_own_yes_is_written_down()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        var (id, leader) = (await house.ACase(), await house.IdOf("henrik"));
        var (page, home) = ($"/cases/{id}/consents", $"/cases/{id}/plans/{await house.APlan(id, shared: true)}");
        var (unasked, given) = (Say("case-consents.contact.unasked").Split('}')[^1], Say("case-consents.contact.given").Split("{day}")[0].Replace("{name}", "Henrik Lund", StringComparison.Ordinal));
        var first = WebUtility.HtmlDecode((await maja.Get(page)).Text);
        first.ShouldContain(unasked);
        first.ShouldNotContain(given);
        // Either answer weighs the same.
        Regex.Count(first, "<button class=\"button button-secondary\"[^>]*name=\"say\" value=\"(yes|no)\" aria-describedby=\"c-" + leader, RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBe(2);
        var (before, since) = ((await house.Letters()).Count, (await house.TheCase(id))!.LeaderSince);

        house.Clock.Offset += TimeSpan.FromHours(1);
        (await maja.Post(page, Contact(leader, "yes"))).Location.ShouldBe(page);
        var one = (await house.TheCase(id))!;
        one.Consents.Single(said => said.Topic == Topic.LeaderContact).GivenAt!.Value.ShouldBe(house.Clock.GetUtcNow(), TimeSpan.FromMinutes(1));
        var second = WebUtility.HtmlDecode((await maja.Get(page)).Text);
        second.ShouldContain(given);
        second.ShouldNotContain(unasked);
        // For the others nothing is otherwise: nothing begins anew, and nobody is written to.
        one.LeaderSince.ShouldBe(since);
        (await henrik.Get(home)).Status.ShouldBe(HttpStatusCode.OK);
        (await house.Letters()).Count.ShouldBe(before);
        WebUtility.HtmlDecode((await lars.Get(page)).Text).ShouldNotContain(unasked);
        (await maja.Post(page, Contact(leader, "no"))).Location.ShouldBe(page);
        (await henrik.Get(home)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_writes_something_that_looks_like_an_illness_is_told_and_not_stopped_and_nobody_else_is_told()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, lars) = (await house.As("maja"), await house.As("lars"));
        var id = await house.ACase();
        // In each place it says who reads what is written there.
        string Hint(string place) => Say($"cases.hint-illness.{place}").Replace("{word}", "depression", StringComparison.Ordinal);
        var all = ((string[])["message", "plan", "point"]).Select(Hint).ToList();
        all.Distinct().Count().ShouldBe(3);
        (await lars.Post($"/cases/{id}/messages", ("text", "Efter en depression er fire vagter nok."))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Told(lars, $"/cases/{id}/messages")).ShouldBe([Hint("message")]);
        (await Told(maja, $"/cases/{id}/messages")).ShouldBeEmpty();

        var plan = $"/cases/{id}/plans/{await house.APlan(id)}";
        (await maja.Get(plan)).Text.ShouldNotContain("depression");
        (await maja.Post($"{plan}/text", ("version", "1"), ("adjustments", "Ro, for min depression er ikke væk."))).Status.ShouldBe(HttpStatusCode.SeeOther);
        foreach (var page in (string[])[plan, $"{plan}/text"])
            (await Told(maja, page)).ShouldBe([Hint("plan")], page);
        (await Told(lars, plan)).ShouldBeEmpty("the pen is not his");
        // It is there already when something else is wrong, and before it is saved.
        var wrong = await maja.Post($"{plan}/text", ("version", "2"), ("adjustments", "Ro"), ("support", "En makker, der kender til skizofreni"), ("hours1", "60"));
        WebUtility.HtmlDecode(wrong.Text).ShouldContain("»skizofreni«");

        var point = (await lars.Post("/cases/points", ("theme", "T10.G3"), ("text", "Efter en depression kommer mange for hurtigt op i tid."))).Location!;
        (await Told(lars, point)).ShouldBe([Hint("point")]);

        async Task<List<string>> Told(Visitor visitor, string page)
        {
            var text = WebUtility.HtmlDecode((await visitor.Get(page)).Text);
            return all.FindAll(text.Contains);
        }
    }

    [Fact]
    public async Task A_new_leader_reads_nothing_of_what_was_said_to_the_one_before_and_nobody_answers_for_the_employee()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        var id = await house.ACase();
        var message = await house.AMessage(id, Sentence);
        await Answer(maja, $"/cases/{id}/messages", "yes");
        (string, string?)[] yes = [("topic", "PassOn"), ("about", message.ToString()), ("say", "yes")];
        foreach (var other in (Visitor[])[henrik, lars, await house.As("birgit"), await house.As("admin")])
            (await other.Post($"/cases/{id}/consents", yes)).Status.ShouldBe(HttpStatusCode.NotFound);

        var aisha = await house.NewLeader(id);
        (await henrik.Get($"/cases/{id}/messages")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await house.As("aisha")).Get($"/cases/{id}/messages")).Text.ShouldNotContain(Sentence);
        foreach (var leader in (Guid[])[aisha, await house.IdOf("henrik")])
            (await house.Ask(db => db.CaseMessages.CountAsync(one => one.CaseId == id), Acting.As(leader))).ShouldBe(0);
        (await maja.Post($"/cases/{id}/consents", yes)).Status.ShouldBe(HttpStatusCode.Conflict, "the sentence was for somebody else");
    }

    [Fact]
    public async Task Three_yeses_to_the_same_time_book_it_a_new_time_asks_all_anew_and_calendars_say_nothing()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        var id = await house.ACase();
        var home = $"/cases/{id}/three";
        (await henrik.Post(home, Time(Visits.Monday.AddDays(3)))).Location.ShouldBe(home);
        foreach (var asked in (Visitor[])[maja, henrik, lars])
            WebUtility.HtmlDecode((await asked.Get(home)).Text).ShouldContain("Medarbejderen må gerne tage en bisidder med til samtalen.");
        await Yes(maja, home);
        (await henrik.Get(home)).Text.ShouldContain(Say("three-party.waiting"));
        // Moved after one yes: nobody's answer holds any more.
        (await lars.Get($"{home}/{Meeting(await lars.Get(home))}/time")).Text.ShouldContain(Say("three-party.no-place"));
        (await lars.Post($"{home}/{Meeting(await lars.Get(home))}/time", [.. Time(Visits.Monday.AddDays(7)), ("round", "1")])).Location.ShouldBe(home);
        (await maja.Get(home)).Text.ShouldContain(Say("three-party.answer-text"));
        (await maja.Post($"{home}/{Meeting(await maja.Get(home))}/answer", ("round", "1"), ("say", "yes"))).Status.ShouldBe(HttpStatusCode.Conflict, "the time she saw is another");
        await Yes(henrik, home);
        (await Booked(house, id)).ShouldBeNull();
        var before = (await house.Letters()).Count;
        await Yes(maja, home);
        (await Booked(house, id)).ShouldNotBeNull();

        var letters = (await house.Letters()).Skip(before).ToList();
        letters.Select(letter => letter.To).Order().ShouldBe(["henrik", "lars", "maja"]);
        foreach (var letter in letters)
        {
            letter.Body.Calendar.ShouldNotBeNull().ShouldContain($"SUMMARY:{Say("three-party.letters.calendar")}");
            Telling().IsMatch($"{letter.Subject} {letter.Body.Text} {Unfolded(letter.Body.Calendar)}").ShouldBeFalse(letter.Body.Text);
        }
        (await house.Ask(db => db.CaseContacts.SingleAsync(contact => contact.CaseId == id && contact.Kind == ContactKind.ThreeParty), Acting.AtChores)).DueOn.ShouldBe(Clock.Day(Visits.Monday.AddDays(7)), "it stands on the rail");
        await house.Wait(TimeSpan.FromDays(3));
        (await Reminded()).ShouldBeEmpty("it is Thursday");
        await house.Wait(TimeSpan.FromDays(1));
        (await Reminded()).ShouldBe(["henrik", "lars", "maja"], "on the last working day before a Monday");
        await house.Wait(TimeSpan.FromDays(2));
        (await Reminded()).Count.ShouldBe(3, "and not on the Sunday");

        async Task<List<string>> Reminded() => [.. (await house.Letters()).Where(letter => letter.Key.StartsWith("desk Reminder", StringComparison.Ordinal)).Select(letter => letter.To).Order()];
    }

    [Fact]
    public async Task Whoever_calls_it_off_all_three_get_the_same_words_and_no_page_or_letter_or_log_tells_who()
    {
        var told = new List<string>();
        foreach (var who in (string[])["maja", "henrik", "lars"])
        {
            await using var house = await Visits.Open(cluster);
            var seats = new Dictionary<string, Visitor> { ["maja"] = await house.As("maja"), ["henrik"] = await house.As("henrik"), ["lars"] = await house.As("lars") };
            var id = await house.ACase();
            var (home, meeting) = ($"/cases/{id}/three", await house.AThree(id, "Lokale 4"));
            foreach (var visitor in seats.Values)
                await Yes(visitor, home);
            (await Booked(house, id)).ShouldNotBeNull();
            var (before, log) = ((await house.Letters()).Count, await house.Ask(db => db.Openings.CountAsync(one => one.Record == id), Acting.As(await house.IdOf("maja"))));
            foreach (var visitor in seats.Values)
                await visitor.Get(home);
            // Much later, so that what is opened would be a line of its own in the log: the page is read, answered, and read again.
            house.Clock.Offset += TimeSpan.FromMinutes(40);
            (await seats[who].Get(home)).Text.ShouldContain(Say("three-party.take-back"));
            (await seats[who].Post($"{home}/{meeting}/answer", ("round", "1"), ("say", "no"))).Location.ShouldBe(home);
            (await seats[who].Get(home)).Text.ShouldContain(Say("three-party.off"));
            (await house.Ask(db => db.Openings.CountAsync(one => one.Record == id), Acting.As(await house.IdOf("maja")))).ShouldBe(log, "the log of openings tells nobody who has just been there");

            var letters = (await house.Letters()).Skip(before).ToList();
            letters.Count.ShouldBe(3);
            foreach (var letter in letters)
            {
                letter.Body.Calendar.ShouldNotBeNull().ShouldContain("STATUS:CANCELLED");
                Telling().IsMatch($"{letter.Subject} {letter.Body.Text} {Unfolded(letter.Body.Calendar)}").ShouldBeFalse();
            }
            letters.Select(letter => letter.Subject + letter.Body.Text.Split('\n', 2)[1]).Distinct().Count().ShouldBe(1, "the same words to all three");
            // What the others see, whoever it was: the same.
            foreach (var (persona, visitor) in seats)
                told.Add($"{persona}: {MainPart().Match((await visitor.Get(home)).Text).Value.Replace(id.ToString(), "", StringComparison.Ordinal)}");
            (await house.Ask(db => db.CaseContacts.SingleAsync(contact => contact.CaseId == id && contact.Kind == ContactKind.ThreeParty), Acting.AtChores)).CancelledAt.ShouldNotBeNull();
            (await house.Ask(db => db.CaseEvents.CountAsync(one => one.CaseId == id && one.What != Moment.Registered), Acting.AtChores)).ShouldBe(0);
        }
        told.Select(Stripped).Distinct().Count().ShouldBe(3, "each of the three sees one and the same page, whoever called it off");

        static string Stripped(string page) => Guids().Replace(page, "");
    }

    [Fact]
    public async Task A_meeting_falls_by_itself_when_the_three_are_no_longer_the_three_of_the_case()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        var id = await house.ACase();
        await house.AThree(id);
        foreach (var visitor in (Visitor[])[maja, henrik, lars])
            await Yes(visitor, $"/cases/{id}/three");
        var before = (await house.Letters()).Count;
        await house.Do(async db => await db.Database.ExecuteSqlAsync($"update cases set psychologist = null where id = {id}"), Acting.AtChores);
        (await maja.Get($"/cases/{id}/three")).Text.ShouldContain(Say("three-party.off"), Shouldly.Case.Sensitive, "at the next request already");
        await house.DoChores();
        (await house.Letters()).Skip(before).Count(letter => letter.Body.Calendar?.Contains("STATUS:CANCELLED", StringComparison.Ordinal) is true).ShouldBe(3);
        await house.DoChores();
        (await house.Letters()).Skip(before).Count(letter => letter.Body.Calendar?.Contains("STATUS:CANCELLED", StringComparison.Ordinal) is true).ShouldBe(3, "once");

        // Her psychologist is none any more: called off in the same breath as the case is given back.
        await house.Do(async db => await db.Database.ExecuteSqlAsync($"update cases set psychologist = {await house.IdOf("lars")} where id = {id}"), Acting.AtChores);
        var third = await house.AThree(id);
        var his = await house.IdOf("lars");
        await house.Do(db => db.Roles.Where(holding => holding.Person == his && holding.Role == Role.Psychologist).ExecuteUpdateAsync(set => set.SetProperty(holding => holding.UntilOn, Clock.Day(house.Clock.GetUtcNow()))));
        await house.Run<Omtanke.Cases.Chores.Changes>(house.Clock.GetUtcNow());
        (await house.Ask(db => db.CaseMeetings.SingleAsync(meeting => meeting.Id == third), Acting.AtChores)).CancelledAt.ShouldNotBeNull();

        // The leader contact stops: called off in the same breath.
        var other = await house.ACase();
        await house.AThree(other);
        await maja.Post($"/cases/{other}/consents", Contact(await house.IdOf("henrik"), "no"));
        (await house.Ask(db => db.CaseMeetings.SingleAsync(meeting => meeting.CaseId == other), Acting.AtChores)).CancelledAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_gives_a_case_back_takes_nobody_along_a_meeting_that_was_on_is_off_at_once_also_when_they_take_the_case_again()
    {
        await using var house = await Visits.Open(cluster);
        var seats = new[] { await house.As("maja"), await house.As("henrik"), await house.As("lars") };
        var (maja, lars) = (seats[0], seats[2]);
        var (id, home) = (await house.ACase(), "");
        home = $"/cases/{id}/three";
        await house.AThree(id, "Lokale 4");
        foreach (var visitor in seats)
            await Yes(visitor, home);
        (await Booked(house, id)).ShouldNotBeNull();
        var before = (await house.Letters()).Count;
        // From an old page it is not given back, and nobody is told that a meeting is off.
        (await lars.Post($"/cases/{id}/handing-back", ("version", "0"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await house.Letters()).Count.ShouldBe(before);
        foreach (var visitor in seats)
            (await visitor.Get(home)).Text.ShouldContain(Say("three-party.booked-text"));

        (await lars.Post($"/cases/{id}/handing-back", ("version", $"{(await house.TheCase(id))!.Version}"))).Location.ShouldBe("/cases");
        var told = (await house.Letters()).Skip(before).Where(letter => letter.Body.Calendar?.Contains("STATUS:CANCELLED", StringComparison.Ordinal) is true).ToList();
        told.Select(letter => letter.To).Order().ShouldBe(["henrik", "lars", "maja"]);
        told.Select(letter => letter.Subject + letter.Body.Text.Split('\n', 2)[1]).Distinct().Count().ShouldBe(1, "the same words as whenever one is called off");

        (await lars.Post($"/cases/{id}/taking", ("version", $"{(await house.TheCase(id))!.Version}"))).Location.ShouldBe($"/cases/{id}");
        foreach (var visitor in seats)
            (await visitor.Get(home)).Text.ShouldContain(Say("three-party.off"));
        (await house.Ask(db => db.CaseContacts.SingleAsync(contact => contact.CaseId == id && contact.Kind == ContactKind.ThreeParty), Acting.AtChores)).CancelledAt.ShouldNotBeNull();
        // A new time is asked of all three anew.
        (await lars.Post(home, Time(Visits.Monday.AddDays(9)))).Location.ShouldBe(home);
        (await maja.Get(home)).Text.ShouldContain(Say("three-party.answer-text"));
        await house.DoChores();
        (await house.Ask(db => db.CaseMeetings.CountAsync(meeting => meeting.CaseId == id && meeting.CancelledAt == null), Acting.AtChores)).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_the_field_and_nothing_is_lost()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        var id = await house.ACase();
        await Refused(await lars.Post($"/cases/{id}/messages", ("text", "  ")), "case-messages.errors.empty");
        await Refused(await lars.Post($"/cases/{id}/messages", ("text", new string('x', 601))), "case-messages.errors.long", new string('x', 601));
        await Refused(await henrik.Post($"/cases/{id}/three", [.. Time(Visits.Monday.AddDays(-1)), ("place", "Kantinen")]), "three-party.errors.past", "Kantinen");
        await Refused(await henrik.Post($"/cases/{id}/three", Time(Visits.Monday.AddYears(2))), "three-party.errors.far");
        await Refused(await henrik.Post($"/cases/{id}/three", ("date", "29-02-2027"), ("time", "9.00"), ("minutes", "60")), "form.wrong.day");
        await Refused(await henrik.Post($"/cases/{id}/three", [.. Time(Visits.Monday.AddDays(3))[..2], ("minutes", "5")]), "three-party.errors.minutes");

        // Two write the same sentence: the second is told, with both texts.
        var message = await house.AMessage(id, Sentence);
        await lars.Post($"/cases/{id}/messages/{message}", ($"text-{message}", "Den ene"));
        var clash = await lars.Post($"/cases/{id}/messages/{message}", ($"text-{message}", "Den anden"));
        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("Den ene");
        clash.Text.ShouldContain("Den anden");
        // Two propose a time: the first one stands.
        await henrik.Post($"/cases/{id}/three", Time(Visits.Monday.AddDays(3)));
        (await maja.Post($"/cases/{id}/three", Time(Visits.Monday.AddDays(5)))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await house.Ask(db => db.CaseMeetings.CountAsync(meeting => meeting.CaseId == id), Acting.AtChores)).ShouldBe(1);
        (await maja.Post($"/cases/{id}/consents", ("topic", "ThreeParty"), ("about", Ids.New().ToString()), ("say", "yes"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Post($"/cases/{id}/consents", ("topic", "7"))).Status.ShouldBe(HttpStatusCode.Conflict);

        static Task Refused(Reply reply, string word, string kept = "")
        {
            reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, word);
            WebUtility.HtmlDecode(reply.Text).ShouldContain(Say(word));
            reply.Text.ShouldContain(kept);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task What_is_written_is_sealed_and_met_by_nobody_it_is_not_for()
    {
        await using var house = await Visits.Open(cluster);
        var (id, canary, place) = (await house.ACase(), $"kanarie{Ids.New():N}", $"kanarie{Ids.New():N}");
        await house.AMessage(id, canary);
        await house.AThree(id, place);
        foreach (var persona in (string[])["henrik", "aisha", "jonas", "birgit", "karen", "admin"])
        {
            var visitor = await house.As(persona);
            foreach (var page in (string[])["consents", "messages", "three"])
            {
                var text = (await visitor.Get($"/cases/{id}/{page}")).Text;
                text.ShouldNotContain(canary, Shouldly.Case.Sensitive, persona);
                if (persona != "henrik")
                    text.ShouldNotContain(place, Shouldly.Case.Sensitive, persona);
            }
        }
        (await (await house.As("lars")).Get($"/cases/{id}/messages")).Text.ShouldContain(canary);
        await house.Wait(TimeSpan.FromDays(1));
        house.Log.Text.ShouldNotContain(canary);
        house.Log.Text.ShouldNotContain(place);
        (await house.Letters()).ShouldAllBe(letter => !$"{letter.Subject}{letter.Body.Text}{letter.Body.Calendar}".Contains("kanarie", StringComparison.Ordinal));
        // Not even a print that somebody could guess from: the same sentence twice has two.
        await house.AMessage(id, canary);
        (await house.Ask(db => db.CaseMessages.Where(message => message.CaseId == id).Select(message => message.Hash).ToListAsync(), Acting.AtChores)).ConvertAll(Convert.ToHexString).Distinct().Count().ShouldBe(2);
    }

    private static Task Answer(Visitor employee, string page, string say) => Answering(employee, page, say);

    private static async Task Answering(Visitor employee, string page, string say)
    {
        var fields = Fields((await employee.Get(page)).Text, say);
        (await employee.Post(page.Replace("messages", "consents", StringComparison.Ordinal), fields)).Location.ShouldBe(page);
    }

    // What the form on the page would send.
    private static (string, string?)[] Fields(string page, string say) => [("topic", "PassOn"), ("about", About().Match(page).Groups["value"].Value), ("text", Print().Match(page).Groups["value"].Value), ("from", "messages"), ("say", say)];

    private static (string, string?)[] Contact(Guid leader, string say) => [("topic", "LeaderContact"), ("about", leader.ToString()), ("say", say)];

    private static async Task Yes(Visitor visitor, string home)
    {
        var page = await visitor.Get(home);
        (await visitor.Post($"{home}/{Meeting(page)}/answer", ("round", Round().Match(page.Text).Groups["value"].Value), ("say", "yes"))).Location.ShouldBe(home);
    }

    private static string Meeting(Reply page) => MeetingIn().Match(page.Text).Groups["value"].Value;

    private static Task<DateTimeOffset?> Booked(Visits house, Guid id) => house.Ask(db => db.CaseMeetings.Where(meeting => meeting.CaseId == id).Select(meeting => meeting.BookedAt).SingleAsync(), Acting.AtChores);

    private static (string, string?)[] Time(DateTimeOffset at) =>
        [("date", Clock.Local(at).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("time", Clock.Local(at).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)), ("minutes", "60")];

    private static string Say(string word) => WebUtility.HtmlDecode(Visits.Library.In("da").Words[word]);

    private static string? Unfolded(string? calendar) => calendar?.Replace("\r\n ", "", StringComparison.Ordinal);

    [GeneratedRegex("name=\"about\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex About();

    [GeneratedRegex("name=\"text\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Print();

    [GeneratedRegex("name=\"round\" value=\"(?<value>[0-9]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Round();

    [GeneratedRegex("/three/(?<value>[0-9a-f-]{36})/", RegexOptions.ExplicitCapture)]
    private static partial Regex MeetingIn();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex MainPart();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Guids();

    // What no letter or calendar may say.
    [GeneratedRegex("forløb|psykolog|case|course|psychologist|treparts|Maja Holm.*Henrik|samtykke", RegexOptions.IgnoreCase)]
    private static partial Regex Telling();
}
