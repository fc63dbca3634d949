using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Meetings;
using Omtanke.Security;
using Omtanke.Tests.Conversations;

namespace Omtanke.Tests.Meetings;

/// <summary>A series of meetings from the first question to the last goodbye, by the front door.</summary>
public sealed class SeriesTests(TestCluster cluster)
{
    [Fact]
    public async Task Whoever_is_asked_is_named_to_nobody_sees_no_more_than_the_question_and_comes_in_by_their_own_yes()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha, karen) = (await house.As("henrik"), await house.As("aisha"), await house.As("karen"));
        var before = (await house.Letters()).Count;
        var series = await house.ANetwork(henrik, ("Aisha Rahman", aisha));
        (await henrik.Post($"/meetings/{series}/people", ("person", "Karen Friis"))).Status.ShouldBe(HttpStatusCode.SeeOther);

        // The letters say that something waits, and no more.
        var letters = (await house.Letters()).Skip(before).ToList();
        letters.Count.ShouldBe(2);
        letters.ShouldAllBe(letter => !$"{letter.Subject}{letter.Body.Text}".Contains("Torsdag", StringComparison.Ordinal) && !letter.Body.Text.Contains("Henrik", StringComparison.Ordinal));
        (await karen.Get("/me")).Text.ShouldContain("Torsdagsgruppen");

        // Karen sees who asks, and not who is in it; Aisha does not see that Karen was asked; Henrik does.
        var asked = (await karen.Get($"/meetings/{series}/invitation")).Text;
        asked.ShouldContain("Henrik Lund");
        asked.ShouldNotContain("Aisha");
        (await karen.Get($"/meetings/{series}")).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var page in (string[])["", "/people", "/contract", "/ending"])
            (await aisha.Get($"/meetings/{series}{page}")).Text.ShouldNotContain("Karen");
        (await henrik.Get($"/meetings/{series}/people")).Text.ShouldContain("Karen Friis");

        // A no is told to whoever asked, and to nobody else; it may be asked again, and then it is a yes.
        await karen.Post($"/meetings/{series}/refusal");
        (await aisha.Get($"/meetings/{series}/people")).Text.ShouldNotContain("Karen");
        (await henrik.Get($"/meetings/{series}/people")).Text.ShouldContain(Say("meetings.people.said-no"));
        (await karen.Get("/me")).Text.ShouldNotContain("Torsdagsgruppen");
        await henrik.Post($"/meetings/{series}/people", ("person", "karen@fjordby.example"));
        (await karen.Post($"/meetings/{series}/acceptance")).Location.ShouldBe($"/meetings/{series}");
        (await karen.Get($"/meetings/{series}/people")).Text.ShouldContain("Aisha Rahman");
        (await aisha.Get($"/meetings/{series}/people")).Text.ShouldContain("Karen Friis");
        (await karen.Get($"/meetings/{series}/invitation")).Status.ShouldBe(HttpStatusCode.NotFound, "the question is answered");
        // Nobody says yes for somebody else, or without having been asked.
        (await (await house.As("birgit")).Post($"/meetings/{series}/acceptance")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await house.Ask(async db => await db.Database.SqlQuery<bool>($"select join_series({series}) as \"Value\"").SingleAsync(), Acting.As(await house.IdOf("birgit")))).ShouldBeFalse();
        (await house.TheSeries(series))!.Members.Length.ShouldBe(3);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_the_field_and_nothing_is_lost()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha) = (await house.As("henrik"), await house.As("aisha"));
        await Refused(await henrik.Post("/meetings", ("kind", "Network"), ("name", "Alene")), "meetings.errors.nobody");
        await Refused(await henrik.Post("/meetings", ("kind", "Network"), ("name", "To ens"), ("with1", "Aisha Rahman"), ("with2", "aisha@fjordby.example")), "meetings.errors.twice", "To ens");
        await Refused(await henrik.Post("/meetings", ("kind", "Network"), ("name", "Mig selv"), ("with1", "Henrik Lund")), "meetings.errors.oneself");
        await Refused(await henrik.Post("/meetings", ("kind", "7"), ("with1", "Ingen Kender")), "meetings.errors.kind");
        await Refused(await henrik.Post("/meetings"), "meetings.errors.name");
        (await house.Ask(db => db.Series.CountAsync(), Acting.AtChores)).ShouldBe(0);

        // Before anybody has said yes there is nobody to find a time with.
        var id = Ids.New();
        await henrik.Post("/meetings", ("id", id.ToString()), ("kind", "Own"), ("name", "Gruppen"), ("with1", "Aisha Rahman"));
        (await henrik.Post("/meetings", ("id", id.ToString()), ("kind", "Own"), ("name", "Gruppen"), ("with1", "Aisha Rahman"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Ask(db => db.Series.CountAsync(), Acting.AtChores)).ShouldBe(1, "pressed twice, it is one");
        var alone = await henrik.Post($"/meetings/{id}/next", [.. house.Row(1, Visits.Monday.AddDays(3)), ("minutes", "60")]);
        alone.Status.ShouldBe(HttpStatusCode.Conflict);
        alone.Text.ShouldContain(Say("meetings.errors.alone"));
        await aisha.Post($"/meetings/{id}/acceptance");

        (await henrik.Get("/me")).Text.ShouldContain(Say("meetings.desk.dateless", ("name", "Gruppen")));
        var next = $"/meetings/{id}/next";
        await Refused(await henrik.Post(next, ("minutes", "60")), "meetings.errors.no-time");
        await Refused(await henrik.Post(next, [.. house.Row(1, Visits.Monday.AddDays(-1)), ("minutes", "60"), ("place", "Kantinen")]), "meetings.errors.past", "Kantinen");
        await Refused(await henrik.Post(next, [.. house.Row(1, Visits.Monday.AddDays(800)), ("minutes", "60")]), "meetings.errors.far");
        await Refused(await henrik.Post(next, [.. house.Row(1, Visits.Monday.AddDays(2)), .. house.Row(2, Visits.Monday.AddDays(2)), ("minutes", "60")]), "meetings.errors.time-twice");
        await Refused(await henrik.Post(next, [.. house.Row(1, Visits.Monday.AddDays(2)), .. house.Row(2, Visits.Monday.AddDays(3)), ("settled", "yes"), ("minutes", "60")]), "meetings.errors.settled");
        await Refused(await henrik.Post(next, [.. house.Row(1, Visits.Monday.AddDays(2)), ("minutes", "0")]), "meetings.errors.minutes");
        await Refused(await henrik.Post(next, ("date1", "29-02-2027"), ("time1", "9.00"), ("minutes", "60")), "form.wrong.day");
        (await house.Ask(db => db.Meetings.CountAsync(), Acting.AtChores)).ShouldBe(0);
        await Refused(await henrik.Post($"/meetings/{id}/people", ("person", "Aisha Rahman")), "meetings.errors.in-already");
        await Refused(await henrik.Post($"/meetings/{id}/people", ("person", "Karen Friis, næsten")), "form.wrong.person-unknown");

        static Task Refused(Reply reply, string word, string kept = "")
        {
            reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, word);
            WebUtility.HtmlDecode(reply.Text).ShouldContain(Say(word));
            reply.Text.ShouldContain(kept);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_time_is_found_by_what_each_says_set_moved_and_called_off_and_calendars_are_told_neutrally()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha, karen) = (await house.As("henrik"), await house.As("aisha"), await house.As("karen"));
        var series = await house.ANetwork(henrik, ("Aisha Rahman", aisha), ("Karen Friis", karen));
        // Over the night on which the clocks go forward in 2027, and on a 29 February: ten o'clock is ten o'clock.
        DateTimeOffset winter = Clock.At(new(2027, 3, 27), new(10, 0)), summer = Clock.At(new(2027, 3, 28), new(10, 0)), leap = Clock.At(new(2028, 2, 29), new(10, 0));
        var called = await henrik.Post($"/meetings/{series}/next", [.. house.Row(1, winter), .. house.Row(2, summer), .. house.Row(3, leap), ("minutes", "120"), ("place", "Lokale 4")]);
        var home = called.Location!;
        var meeting = Guid.Parse(home.Split('/')[^1]);
        (await house.TheMeeting(meeting)).Facilitator.ShouldBe(await house.IdOf("henrik"));
        var times = await house.Ask(db => db.MeetingTimes.AsNoTracking().Where(time => time.Meeting == meeting).OrderBy(time => time.StartsAt).ToListAsync(), Acting.AtChores);
        times.ConvertAll(time => time.StartsAt).ShouldBe([winter, summer, leap]);
        (summer - winter).ShouldBe(TimeSpan.FromHours(23));

        (await aisha.Get("/me")).Text.ShouldContain(Say("meetings.desk.vote", ("name", "Torsdagsgruppen")));
        // Half an answer is asked for the rest, and keeps what was said.
        var half = await aisha.Post($"{home}/votes", ($"can-{times[0].Id}", "No"));
        half.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        half.Text.ShouldContain(Say("meetings.errors.can"));
        await Vote(aisha, Can.No, Can.Yes, Can.Yes);
        await Vote(karen, Can.Yes, Can.IfNeedBe, Can.No);
        (await henrik.Get("/me")).Text.ShouldNotContain(Say("meetings.desk.fix", ("name", "Torsdagsgruppen")));
        await Vote(henrik, Can.No, Can.Yes, Can.Yes);
        (await henrik.Get("/me")).Text.ShouldContain(Say("meetings.desk.fix", ("name", "Torsdagsgruppen")));
        var poll = (await karen.Get(home)).Text;
        poll.ShouldContain(Say("meetings.poll.all"));
        // Whoever is no keeper is told who chooses, and is shown no way to; the keeper has one at the time most can, and the others in a fold.
        poll.ShouldContain(Say("meetings.poll.keeper", ("name", "Henrik Lund")));
        poll.ShouldNotContain($"{home}/time\"");
        var keeping = (await henrik.Get(home)).Text;
        keeping.ShouldNotContain(Say("meetings.poll.keeper", ("name", "Henrik Lund")));
        Places(keeping[..keeping.IndexOf(Say("meetings.poll.fix-other"), StringComparison.Ordinal)]).ShouldBe([times[1].Id]);
        Places(keeping).ShouldBe([times[1].Id, times[0].Id, times[2].Id]);
        poll.ShouldContain("uge 12");
        poll.IndexOf(Say("meetings.poll.best"), StringComparison.Ordinal).ShouldBeInRange(poll.IndexOf("28. marts", StringComparison.Ordinal), poll.IndexOf("29. februar", StringComparison.Ordinal));

        // Only whoever calls the meetings sets it.
        (await karen.Post($"{home}/time", ("time", times[1].Id.ToString()))).Status.ShouldBe(HttpStatusCode.NotFound);
        var before = (await house.Letters()).Count;
        (await henrik.Post($"{home}/time", ("time", times[1].Id.ToString()))).Location.ShouldBe(home);
        (await henrik.Post($"{home}/time", ("time", times[0].Id.ToString()))).Status.ShouldBe(HttpStatusCode.Conflict, "it is set already");
        (await aisha.Post($"{home}/votes", ($"can-{times[0].Id}", "Yes"))).Status.ShouldBe(HttpStatusCode.Conflict);
        await henrik.Post($"{home}/details", ("sequence", "1"), ("date", "2027-03-29"), ("time", "09:00"), ("minutes", "120"), ("place", "Lokale 5"));
        (await henrik.Post($"{home}/details", ("sequence", "1"), ("date", "2027-03-30"), ("time", "09:00"), ("minutes", "120"))).Status.ShouldBe(HttpStatusCode.Conflict, "an old page moves nothing");
        (await karen.Get(home)).Text.ShouldContain("Lokale 5");
        await henrik.Post($"{home}/cancellation");
        var letters = (await house.Letters()).Skip(before).ToList();
        letters.Count(letter => letter.Body.Calendar is not null).ShouldBe(9, "set, moved and called off, to each of three");
        var files = letters.Where(letter => letter.Key.EndsWith((house.IdOf("karen").Result).ToString(), StringComparison.Ordinal)).Select(letter => letter.Body.Calendar!).ToList();
        files.Select(file => Line(file, "UID")).Distinct().Count().ShouldBe(1, "one entry in the calendar");
        files.ConvertAll(file => Line(file, "SEQUENCE")).ShouldBe(["SEQUENCE:1", "SEQUENCE:2", "SEQUENCE:3"]);
        files.ConvertAll(file => Line(file, "DTSTART")).ShouldBe(["DTSTART:20270328T080000Z", "DTSTART:20270329T070000Z", "DTSTART:20270329T070000Z"]);
        files[2].ShouldContain("METHOD:CANCEL");
        foreach (var letter in letters)
            foreach (var word in (string[])["Torsdag", "netværk", "leder", "Lokale", "Henrik Lund", "Aisha Rahman", "møderække"])
                $"{letter.Subject}{letter.Body.Text}{letter.Body.Calendar}".ShouldNotContain(word);
        (await aisha.Get(home)).Text.ShouldContain(Say("meetings.see.cancelled"));

        async Task Vote(Visitor visitor, params Can[] said) =>
            (await visitor.Post($"{home}/votes", [.. said.Select((can, place) => ($"can-{times[place].Id}", (string?)can.ToString()))])).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task The_agenda_comes_from_the_tools_is_changed_by_any_of_them_and_two_at_once_lose_nothing()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha) = (await house.As("henrik"), await house.As("aisha"));
        var series = await house.ANetwork(henrik, ("Aisha Rahman", aisha));
        var meeting = await house.AMeeting(henrik, series, Visits.Monday.AddDays(7));
        var (home, danish) = ($"/meetings/{series}/{meeting}", Visits.Library.In("da"));
        var page = (await aisha.Get(home)).Text;
        page.ShouldContain(danish.Text("L10.S2.4", "title"));
        page.ShouldContain("/tools/short-meeting/L11.C");
        page.ShouldContain("12.00", Case.Sensitive, "the first point begins when the meeting does");
        var points = await Points();

        // Aisha takes one out of another tool and writes one of their own; it is sealed.
        (await aisha.Post($"{home}/agenda", ("version", "1"), ("add", "tool"), ("source", "L03.S2"))).Status.ShouldBeOneOf(HttpStatusCode.SeeOther, HttpStatusCode.UnprocessableEntity);
        var step = Visits.Library.Tool("L03")!.Steps[1].Id;
        var version = (await house.TheMeeting(meeting)).Version;
        await aisha.Post($"{home}/agenda", ("version", $"{version}"), ("add", "tool"), ("source", step));
        await aisha.Post($"{home}/agenda", ("version", $"{version + 1}"), ("add", "own"), ("new-title", "Kanariefuglen"), ("new-text", "Hvem passer den?"), ("new-minutes", "25"));
        (await henrik.Get(home)).Text.ShouldContain("Kanariefuglen");
        (await henrik.Get(home)).Text.ShouldContain($"/tools/setting-limits/{step}");
        var own = (await Points())[^1];
        (await house.Ask(db => db.Database.SqlQuery<string>($"select encode(title, 'escape') as \"Value\" from meeting_points where id = {own.Id}").SingleAsync(), Acting.AtChores)).ShouldNotContain("Kanarie");

        // Moved up by a button; what was typed elsewhere in the form is saved with it.
        await aisha.Post($"{home}/agenda", ("version", $"{version + 2}"), ("up", own.Id.ToString()), ($"minutes-{points[0].Id}", "12"), ($"minutes-{own.Id}", "25"), ($"title-{own.Id}", "Kanariefuglen"), ($"text-{own.Id}", ""));
        var after = await Points();
        (after[^2].Id, after[0].Minutes).ShouldBe((own.Id, 12));
        // Henrik's page is older: nobody's text is overwritten, and his is still in the field.
        var clash = await henrik.Post($"{home}/agenda", ("version", $"{version + 2}"), ($"minutes-{own.Id}", "40"), ($"title-{own.Id}", "Fuglen fra Henrik"), ($"text-{own.Id}", ""));
        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("Fuglen fra Henrik");
        clash.Text.ShouldContain("Kanariefuglen");
        var wrong = await henrik.Post($"{home}/agenda", ("version", $"{version + 3}"), ($"minutes-{own.Id}", "0"), ($"title-{own.Id}", ""), ($"text-{own.Id}", ""), ($"minutes-{points[0].Id}", "99"));
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Points())[0].Minutes.ShouldBe(12, "what was wrong in one place changes nothing in another");
        await henrik.Post($"{home}/agenda", ("version", $"{version + 3}"), ("out", own.Id.ToString()));
        (await Points()).ShouldNotContain(point => point.Id == own.Id);

        Task<List<Point>> Points() => house.Ask(db => db.MeetingPoints.AsNoTracking().Where(point => point.Meeting == meeting).OrderBy(point => point.Position).ToListAsync(), Acting.AtChores);
    }

    [Fact]
    public async Task What_is_agreed_is_an_action_that_the_next_meeting_opens_with_and_nobody_outside_sees()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha) = (await house.As("henrik"), await house.As("aisha"));
        var series = await house.ANetwork(henrik, ("Aisha Rahman", aisha));
        var first = await house.AMeeting(henrik, series, Visits.Monday.AddDays(1));
        var home = $"/meetings/{series}/{first}";
        (await henrik.Post($"{home}/actions", ("what", ""), ("owner", Ids.New().ToString()), ("due", "2026-11-01"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var (aishas, made) = (await house.IdOf("aisha"), Ids.New().ToString());
        foreach (var _ in new[] { 1, 2 })
            (await henrik.Post($"{home}/actions", ("id", made), ("what", "Vi prøver en mødefri onsdag"), ("owner", aishas.ToString()), ("due", "2026-12-24"), ("measure", "Vi spørger"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var action = await house.Ask(db => db.Actions.AsNoTracking().SingleAsync(one => one.Origin == Origin.Meeting), Acting.AtChores);
        (action.Owner, action.Who, action.OriginId, action.Shown).ShouldBe((aishas, "Aisha Rahman", series, Shown.Few));

        await house.Wait(TimeSpan.FromDays(2));
        var second = await house.AMeeting(henrik, series, house.Clock.GetUtcNow().AddDays(9));
        var page = (await aisha.Get($"/meetings/{series}/{second}")).Text;
        var agenda = page[page.IndexOf("om-meeting-agenda", StringComparison.Ordinal)..];
        agenda.IndexOf("Vi prøver en mødefri onsdag", StringComparison.Ordinal).ShouldBeInRange(0, agenda.IndexOf(Visits.Library.In("da").Text("L10.S4.1", "title"), StringComparison.Ordinal));
        (await house.TheMeeting(second)).Facilitator.ShouldBe(aishas, "it was Henrik's turn last time");
        // The database shows it to those in the series, and to nobody else.
        foreach (var (who, sees) in new[] { ("henrik", 1), ("aisha", 1), ("maja", 0), ("karen", 0), ("birgit", 0) })
        {
            var person = await house.IdOf(who);
            (await house.Ask(db => db.Actions.CountAsync(one => one.Id == action.Id), Acting.As(person))).ShouldBe(sees, who);
        }
        (await henrik.Post($"/meetings/{series}/{second}/actions/{action.Id}/done")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await aisha.Get($"/meetings/{series}/{second}")).Text.ShouldNotContain("mødefri onsdag");
        (await house.Ask(db => db.ActionEvents.CountAsync(one => one.Action == action.Id), Acting.AtChores)).ShouldBe(2, "made, and told");
        // One of another plan is not done from here.
        (await henrik.Post($"/meetings/{series}/{second}/actions/{Ids.New()}/done")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_contract_is_signed_as_it_stands_a_change_asks_all_again_and_two_at_once_see_both()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha) = (await house.As("henrik"), await house.As("aisha"));
        var series = await house.ANetwork(henrik, ("Aisha Rahman", aisha));
        var home = $"/meetings/{series}/contract";
        (await henrik.Post(home, ("version", "0"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await henrik.Post(home, ("version", "0"), ("L10.F1.1", "Vi mødes om kanariefugle"));
        (await aisha.Get("/me")).Text.ShouldContain(Say("meetings.desk.sign", ("name", "Torsdagsgruppen")));
        (await aisha.Get(home)).Text.ShouldContain("kanariefugle");
        (await house.Ask(db => db.Database.SqlQuery<string>($"select encode(parts, 'escape') as \"Value\" from series_contracts where series = {series}").SingleAsync(), Acting.AtChores)).ShouldNotContain("kanarie");
        (await aisha.Post($"{home}/signature", ("version", "1"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await aisha.Get("/me")).Text.ShouldNotContain(Say("meetings.desk.sign", ("name", "Torsdagsgruppen")));

        await aisha.Post(home, ("version", "1"), ("L10.F1.1", "Vi mødes om undulater"));
        (await henrik.Get("/me")).Text.ShouldContain(Say("meetings.desk.sign", ("name", "Torsdagsgruppen")));
        (await henrik.Get(home)).Text.ShouldContain(Say("meetings.contract.waits", ("name", "Henrik Lund")));
        (await henrik.Post($"{home}/signature", ("version", "1"))).Status.ShouldBe(HttpStatusCode.Conflict, "nobody signs what they have not seen");
        var clash = await henrik.Post(home, ("version", "1"), ("L10.F1.1", "Vi mødes om ugler"));
        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("Vi mødes om ugler");
        clash.Text.ShouldContain("Vi mødes om undulater");
        (await aisha.Get(home)).Text.ShouldNotContain("ugler");
    }

    [Fact]
    public async Task What_the_contract_said_before_is_read_by_those_in_it_with_what_became_different_and_by_nobody_else()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha, karen) = (await house.As("henrik"), await house.As("aisha"), await house.As("karen"));
        var series = await house.ANetwork(henrik, ("Aisha Rahman", aisha));
        var home = $"/meetings/{series}/contract";
        (await henrik.Get($"{home}/versions")).Location.ShouldBe(home, "nothing is written yet");
        await henrik.Post(home, ("version", "0"), ("L10.F1.1", "Vi mødes om kanariefugle"), ("L10.F1.4", "Hver måned"));
        (await henrik.Get(home)).Text.ShouldNotContain($"{home}/versions");
        (await henrik.Get($"{home}/versions")).Text.ShouldContain(Say("meetings.versions.first"));
        await house.Wait(TimeSpan.FromDays(2));
        // Saved as it was, and written by two at once: neither is a version.
        await aisha.Post(home, ("version", "1"), ("L10.F1.1", "Vi mødes om kanariefugle"), ("L10.F1.4", "Hver måned"));
        await aisha.Post(home, ("version", "1"), ("L10.F1.1", "Vi mødes om undulater"), ("L10.F1.4", "Hver måned"), ("L10.F1.5", "Det bliver her"));
        (await henrik.Post(home, ("version", "1"), ("L10.F1.1", "Vi mødes om ugler"))).Status.ShouldBe(HttpStatusCode.Conflict);

        (await henrik.Get(home)).Text.ShouldContain($"href=\"{home}/versions\"");
        var page = (await henrik.Get($"{home}/versions")).Text;
        page.ShouldContain(Say("meetings.contract.version", ("n", 2), ("day", "25. nov. 2026"), ("name", "Aisha Rahman")));
        page.ShouldContain(Say("meetings.contract.version", ("n", 1), ("day", "23. nov. 2026"), ("name", "Henrik Lund")));
        Regex.Replace(page, "<span class=\"sr-only\"[^>]*>[^<]*</span>", "", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldContain("Vi mødes om <del>kanariefugle</del><ins>undulater</ins>");
        page.ShouldContain("Det bliver her");
        page.ShouldNotContain("ugler");
        // What stayed the same is said once in each version, and not as a change.
        page.Split("Hver måned").Length.ShouldBe(3);

        // Sealed, append-only, and for nobody who is not in it: not whoever is asked, not whoever looks into the database.
        await henrik.Post($"/meetings/{series}/people", ("person", "Karen Friis"));
        (await house.Ask(db => db.Database.SqlQuery<string>($"select encode(parts, 'escape') as \"Value\" from series_contract_versions where series = {series}").SingleAsync(), Acting.AtChores)).ShouldNotContain("kanarie");
        foreach (var persona in (string[])["karen", "maja", "birgit", "admin"])
        {
            (await (await house.As(persona)).Get($"{home}/versions")).Status.ShouldBe(HttpStatusCode.NotFound, persona);
            (await house.Ask(db => db.EarlierContracts.CountAsync(), Acting.As(await house.IdOf(persona)))).ShouldBe(0, persona);
        }
        foreach (var meddling in (Func<Database, Task<int>>[])[db => db.EarlierContracts.ExecuteUpdateAsync(set => set.SetProperty(one => one.Version, 9)), db => db.EarlierContracts.ExecuteDeleteAsync()])
            (await Should.ThrowAsync<PostgresException>(async () => await house.Do(async db => await meddling(db), Acting.As(await house.IdOf("henrik"))))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        // Whoever comes in reads it all; and each opening stands in the log.
        await karen.Post($"/meetings/{series}/acceptance");
        (await karen.Get($"{home}/versions")).Text.ShouldContain("kanariefugle");
    }

    [Fact]
    public async Task How_a_meeting_was_is_shown_without_names_when_all_have_answered_or_after_a_week()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha, karen) = (await house.As("henrik"), await house.As("aisha"), await house.As("karen"));
        var series = await house.ANetwork(henrik, ("Aisha Rahman", aisha), ("Karen Friis", karen));
        var (one, two) = (await house.AMeeting(henrik, series, Visits.Monday.AddDays(1)), await house.AMeeting(henrik, series, Visits.Monday.AddDays(2)));
        (await karen.Post($"/meetings/{series}/{one}/absence", ("away", "yes"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await henrik.Post($"/meetings/{series}/{one}/evaluation", ("worth", "Much"))).Status.ShouldBe(HttpStatusCode.Conflict, "it has not been held");
        await house.Wait(TimeSpan.FromDays(3));

        // The first: Karen sent word that she could not come, so two are all.
        (await aisha.Get("/me")).Text.ShouldContain(Say("meetings.desk.evaluate", ("name", "Torsdagsgruppen")));
        (await henrik.Post($"/meetings/{series}/{one}/evaluation", ("worked", "x"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var _ in new[] { 1, 2 })
            (await henrik.Post($"/meetings/{series}/{one}/evaluation", ("worth", "Much"), ("worked", "Runden"), ("change", "Kortere oplæg"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var waiting = (await aisha.Get($"/meetings/{series}/{one}/evaluation")).Text;
        waiting.ShouldNotContain("Kortere oplæg");
        (await house.Ask(async db => await db.Evaluations.CountAsync(), Acting.As(await house.IdOf("aisha")))).ShouldBe(0, "the database says no as well");
        (await karen.Post($"/meetings/{series}/{one}/evaluation", ("worth", "Little"))).Status.ShouldBe(HttpStatusCode.Conflict, "she was not there");
        await aisha.Post($"/meetings/{series}/{one}/evaluation", ("worth", "Some"), ("worked", ""), ("change", ""));
        var shown = (await karen.Get($"/meetings/{series}/{one}/evaluation")).Text;
        shown.ShouldContain("Kortere oplæg");
        shown.ShouldNotContain("Henrik");
        (await house.Ask(db => db.Database.SqlQuery<string>($"select column_name as \"Value\" from information_schema.columns where table_name = 'meeting_evaluations'").ToListAsync(), Acting.AtChores))
            .Order().ShouldBe(["change", "id", "meeting", "series", "worked", "worth"]);
        (await aisha.Post($"/meetings/{series}/{one}/evaluation", ("worth", "Some"))).Status.ShouldBe(HttpStatusCode.Conflict);

        // The second: one answer, and a week.
        await henrik.Post($"/meetings/{series}/{two}/attendance", ("came", (await house.IdOf("henrik")).ToString()), ("came", (await house.IdOf("karen")).ToString()));
        await karen.Post($"/meetings/{series}/{two}/evaluation", ("worth", "Little"), ("worked", "Kaffen"));
        (await henrik.Get($"/meetings/{series}/{two}/evaluation")).Text.ShouldNotContain("Kaffen");
        await house.Wait(TimeSpan.FromDays(7));
        (await aisha.Get($"/meetings/{series}/{two}/evaluation")).Text.ShouldContain("Kaffen");
        (await aisha.Get("/me")).Text.ShouldNotContain(Say("meetings.desk.evaluate", ("name", "Torsdagsgruppen")));
    }

    [Fact]
    public async Task Many_cancellations_are_said_kindly_with_three_ways_until_they_have_talked_about_it()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha) = (await house.As("henrik"), await house.As("aisha"));
        var series = await house.ANetwork(henrik, ("Aisha Rahman", aisha));
        var meetings = new List<Guid>();
        foreach (var day in new[] { 1, 2, 3 })
            meetings.Add(await house.AMeeting(henrik, series, Visits.Monday.AddDays(day)));
        await henrik.Post($"/meetings/{series}/{meetings[2]}/cancellation");
        await house.Wait(TimeSpan.FromDays(4));
        (await aisha.Get($"/meetings/{series}")).Text.ShouldNotContain(Say("meetings.track.title"));
        // Nobody came to the second.
        await aisha.Post($"/meetings/{series}/{meetings[1]}/attendance");
        var told = (await aisha.Get($"/meetings/{series}")).Text;
        told.ShouldContain(Say("meetings.track.title"));
        foreach (var way in (string[])["next", "contract", "ending"])
            told.ShouldContain($"href=\"/meetings/{series}/{way}\"");
        await aisha.Post($"/meetings/{series}/look");
        (await henrik.Get($"/meetings/{series}")).Text.ShouldNotContain(Say("meetings.track.title"));
    }

    [Fact]
    public async Task When_an_earlier_meeting_is_called_off_the_agendas_after_it_move_up_where_nobody_has_changed_them()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, aisha) = (await house.As("henrik"), await house.As("aisha"));
        var series = await house.ANetwork(henrik, ("Aisha Rahman", aisha));
        var meetings = new List<Guid>();
        foreach (var day in new[] { 1, 2, 3, 4 })
            meetings.Add(await house.AMeeting(henrik, series, Visits.Monday.AddDays(day)));
        var (first, next) = (await Sources(meetings[0]), await Sources(meetings[1]));
        first.ShouldNotBe(next);
        // In the last they have written something of their own.
        await henrik.Post($"/meetings/{series}/{meetings[3]}/agenda", ("version", "1"), ("add", "own"), ("new-title", "Kage"), ("new-text", "Hvem bager?"), ("new-minutes", "10"));
        var own = await Sources(meetings[3]);
        own.Count.ShouldBe(next.Count + 1);

        await henrik.Post($"/meetings/{series}/{meetings[0]}/cancellation");
        (await Sources(meetings[1])).ShouldBe(first);
        (await Sources(meetings[2])).ShouldBe(next);
        await henrik.Post($"/meetings/{series}/{meetings[1]}/cancellation");
        (await Sources(meetings[2])).ShouldBe(first, "it is the first to be held");
        (await Sources(meetings[1])).ShouldBe(first, "what is called off stays as it was");
        (await Sources(meetings[3])).ShouldBe(own);
        var fifth = await house.AMeeting(henrik, series, Visits.Monday.AddDays(9));
        (await Sources(fifth)).ShouldBe(next);
        // Whoever had the agenda open changes nothing that is not there any more.
        (await henrik.Post($"/meetings/{series}/{meetings[2]}/agenda", ("version", "1"))).Status.ShouldBe(HttpStatusCode.Conflict);

        Task<List<string>> Sources(Guid meeting) => house.Ask(async db => (await db.PointsOf(meeting)).ConvertAll(point => $"{point.Source} {point.Minutes} {point.Carries}"), Acting.AtChores);
    }

    // The times one may press to place the meeting at.
    private static IReadOnlyList<Guid> Places(string page) =>
        [.. System.Text.RegularExpressions.Regex.Matches(page, """name="time" value="([^"]+)""", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)).Select(match => Guid.Parse(match.Groups[1].Value))];

    private static string Line(string file, string name) => file.Split("\r\n").Single(line => line.StartsWith(name, StringComparison.Ordinal));

    internal static string Say(string words, params (string Name, object? Value)[] with) => Visits.Library.In("da").Words.With(words, with);
}
