using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Tests.Conversations;

namespace Omtanke.Tests.Cases;

/// <summary>Early intervention by the front door: asked for, taken on, called, handed over, declined, taken back.</summary>
public sealed class JourneyTests(TestCluster cluster)
{
    [Fact]
    public async Task Henrik_asks_for_maja_the_team_gives_it_out_lars_calls_and_each_sees_what_is_theirs()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, maja, lars, lead) = (await house.As("henrik"), await house.As("maja"), await house.As("lars"), await house.As("kirsten"));
        var before = (await house.Letters()).Count;
        var id = await Asked(henrik, await house.IdOf("maja"));

        // The letters say that something waits, and neither what nor about whom.
        var letters = (await house.Letters()).Skip(before).ToList();
        letters.Count.ShouldBe(3);
        letters.ShouldContain(letter => letter.To == "maja");
        letters.ShouldAllBe(letter => !new[] { "forløb", "psykolog", "Henrik", "Holm" }.Any(word => $"{letter.Subject}{letter.Body.Text.Split('\n', 2)[1]}".Contains(word, StringComparison.OrdinalIgnoreCase)));
        (await maja.Get("/me")).Text.ShouldContain(Say("cases.desk.asked-for", ("name", "Henrik")));

        // The team sees when and how urgent: no name, no reason.
        var team = (await lead.Get("/cases/team")).Text;
        team.ShouldContain(Say("cases.urgency.Soon"));
        foreach (var word in new[] { "Maja", "Henrik", Say("cases.reason.LongAbsence"), "70 12" })
            team.ShouldNotContain(word);
        (await lead.Get($"/cases/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await lars.Get($"/cases/{id}")).Status.ShouldBe(HttpStatusCode.NotFound, "not his yet");
        (await lars.Get("/cases/intake")).Text.ShouldNotContain("Maja");

        var version = (await house.TheCase(id))!.Version;
        (await lead.Post($"/cases/{id}/psychologist", ("version", $"{version}"), ("psychologist", $"{await house.IdOf("lars")}"), ("urgency", "Soon"))).Location.ShouldBe("/cases/team");
        // Somebody with an older page is told, and nothing is overwritten.
        var late = await lars.Post($"/cases/{id}/taking", ("version", $"{version}"));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain(Say("cases.intake.taken"), Shouldly.Case.Sensitive, "it is no longer on the list of those nobody has, and he is told so");
        (await lead.Post($"/cases/{id}/psychologist", ("version", $"{version}"), ("psychologist", $"{await house.Somebody("Nanna Toft", Role.Psychologist)}"))).Status.ShouldBe(HttpStatusCode.Conflict);

        // Lars sees what was said, and has the call to Henrik on his list; Maja sees what he sees; Henrik sees the rail and not the reason he gave.
        var his = (await lars.Get($"/cases/{id}")).Text;
        foreach (var told in new[] { "Maja Holm", Say("cases.reason.LongAbsence"), "70 12 13 14", Say("cases.contact.LeaderStart") })
            his.ShouldContain(told);
        (await maja.Get($"/cases/{id}")).Text.ShouldContain(Say("cases.reason.LongAbsence"));
        (await maja.Get($"/cases/{id}")).Text.ShouldContain("Lars Vestergaard");
        var theirs = (await henrik.Get($"/cases/{id}")).Text;
        theirs.ShouldContain(Say("cases.point.LeaderStart"));
        foreach (var told in new[] { Say("cases.reason.LongAbsence"), "70 12 13 14", Say("cases.contact.Talk") })
            theirs.ShouldNotContain(told);
        (await lars.Get("/cases/calls")).Text.ShouldContain("Henrik Lund");

        // Three days later the call is overdue and stands on his own page; he notes it, and the rail goes on.
        await house.Wait(TimeSpan.FromDays(4));
        using var again = await house.As("lars");
        (await again.Get("/me")).Text.ShouldContain(Say("cases.desk.call.LeaderStart", ("name", "Henrik Lund")));
        (await again.Get($"/cases/{id}")).Text.ShouldContain(Say("cases.mark.Overdue"));
        var call = await house.Ask(db => db.CaseContacts.AsNoTracking().SingleAsync(one => one.CaseId == id && one.Kind == ContactKind.LeaderStart), Acting.AtChores);
        var day = Omtanke.Web.Dates.Write(Clock.Day(house.Clock.GetUtcNow()));
        (string, string?)[] held = [("form", $"{call.Id}"), ("version", "1"), ($"{call.Id}-on", day), ($"{call.Id}-minutes", "25"), ($"{call.Id}-with", "Leader")];
        (await again.Post($"/cases/{id}/contacts/{call.Id}/held", held)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await again.Post($"/cases/{id}/contacts/{call.Id}/held", held)).Status.ShouldBe(HttpStatusCode.Conflict, "an old page");
        var one = (await house.TheCase(id))!;
        (one.State, one.BegunAt is not null).ShouldBe((Progress.Begun, true));
        (await again.Get("/cases/calls")).Text.ShouldNotContain(Say("cases.contact.LeaderStart"));

        // Begun, it is taken back by nobody.
        using var henrikAgain = await house.As("henrik");
        (await henrikAgain.Post($"/cases/{id}/withdrawal")).Status.ShouldBe(HttpStatusCode.Conflict);
        using var majaAgain = await house.As("maja");
        var openings = (await majaAgain.Get("/openings")).Text;
        openings.ShouldContain("Lars Vestergaard");
        openings.ShouldContain("Henrik Lund");
        openings.ShouldNotContain("Kirsten");
    }

    [Fact]
    public async Task Whoever_asks_for_themself_brings_no_leader_along_and_the_psychologist_plans_no_call()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        var id = Ids.New();
        (await maja.Post("/cases", [("id", $"{id}"), ("for", "me"), .. Form])).Location.ShouldBe($"/cases/{id}");
        (await maja.Post("/cases", [("id", $"{id}"), ("for", "me"), .. Form])).Location.ShouldBe($"/cases/{id}", "pressed twice, it is one");
        // Whoever has one under way is led to it, and not given another; nor does a leader ask twice for the same.
        await Going(maja, [("for", "me"), .. Form], "cases.errors.going");
        (await house.Ask(db => db.Cases.CountAsync(), Acting.AtChores)).ShouldBe(1);
        (await maja.Get($"/cases/{id}")).Text.ShouldContain(Say("cases.no-leader-own"));
        (await henrik.Get($"/cases/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await henrik.Get("/cases")).Text.ShouldNotContain("Maja");
        // He asks for her too, and is told nothing of hers.
        await Asked(henrik, await house.IdOf("maja"));
        await Going(henrik, [("for", "employee"), ("with", $"{await house.IdOf("maja")}"), ("known", "yes"), .. Form], "cases.errors.going-theirs");
        (await house.Ask(db => db.Cases.CountAsync(), Acting.AtChores)).ShouldBe(2);

        var before = (await house.Letters()).Count;
        (await lars.Post($"/cases/{id}/taking", ("version", "0"))).Location.ShouldBe($"/cases/{id}");
        // She is told, by a letter that does not say of what, and reads who it is.
        var taken = (await house.Letters()).Skip(before).ToList().ShouldHaveSingleItem();
        taken.To.ShouldBe("maja");
        $"{taken.Subject} {taken.Body.Text}".ShouldNotContain("Lars");
        (await maja.Get($"/cases/{id}")).Text.ShouldContain("Lars Vestergaard");
        var refused = await lars.Post($"/cases/{id}/contacts", ("form", "plan"), ("kind", "Leader"), ("due", "2026-12-01"));
        (refused.Status, refused.Text.Contains(Say("cases.errors.no-leader"), StringComparison.Ordinal), refused.Text.Contains("2026-12-01", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true, true));
        (await lars.Post($"/cases/{id}/contacts/held", ("form", "note"), ("which", "Leader"), ("note-on", "2026-11-23"), ("note-minutes", "5"), ("note-with", "Leader"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await lars.Post($"/cases/{id}/contacts", ("form", "plan"), ("kind", "ThreeParty"), ("due", "2026-12-01"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "three yeses, or none");
        (await lars.Post($"/cases/{id}/contacts", ("form", "plan"), ("kind", "Talk"), ("due", "2026-12-01"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await lars.Post($"/cases/{id}/guides", ("list", "I5.3"), ("I5.3.1", "on"), ("I5.3.99", "on"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Ask(db => db.CaseGuides.Select(done => done.Card).ToListAsync(), Acting.AtChores)).ShouldBe(["I5.3.1"]);
        (await lars.Post($"/cases/{id}/guides", ("list", "I5.3"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Ask(db => db.CaseGuides.CountAsync(), Acting.AtChores)).ShouldBe(0);

        static async Task Going(Visitor visitor, (string, string?)[] form, string word)
        {
            var reply = await visitor.Post("/cases", form);
            (reply.Status, WebUtility.HtmlDecode(reply.Text).Contains(Say(word), StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true), word);
        }
    }

    [Fact]
    public async Task A_leader_asks_for_nobody_else_than_those_they_lead_and_learns_nothing_of_the_rest()
    {
        await using var house = await Visits.Open(cluster);
        var (henrik, anders) = (await house.As("henrik"), await house.Ask(db => db.People.Where(person => person.Name == "Anders Holst").Select(person => person.Id).SingleAsync()));
        (string, string?)[] form = [("for", "employee"), ("known", "yes"), .. Form];
        var notMine = await henrik.Post("/cases", [.. form, ("with", $"{anders}")]);
        var nobody = await henrik.Post("/cases", [.. form, ("with", $"{Ids.New()}")]);
        notMine.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        notMine.Text.ShouldContain(Say("cases.errors.with"));
        notMine.Text.ShouldNotContain("Anders");
        nobody.Text.ShouldContain(Say("cases.errors.with"));
        // Everything wrong is said at once, and what was typed stays.
        var bad = await henrik.Post("/cases", ("for", "employee"), ("reached", "Phone"), ("phone", "ring bare"), ("language", "klingon"));
        foreach (var word in new[] { "with", "known", "reason", "share", "urgency", "phone", "language" })
            bad.Text.ShouldContain(Say($"cases.errors.{word}"), Shouldly.Case.Sensitive, word);
        bad.Text.ShouldContain("ring bare");
        // In the order of the page.
        var summary = System.Text.RegularExpressions.Regex.Matches(bad.Text, "<a href=\"#f-([a-z]+)\">").Select(link => link.Groups[1].Value);
        summary.ShouldBe(["with", "known", "reason", "share", "urgency", "phone", "language"]);
        // A number is written as people write it.
        (await henrik.Post("/cases", ("for", "me"), ("reached", "Phone"), ("phone", "(+45) 20-20-20-21"))).Text.ShouldNotContain(Say("cases.errors.phone"));
        (await house.Ask(db => db.Cases.CountAsync(), Acting.AtChores)).ShouldBe(0);
        (await henrik.Post("/cases", [("for", "employee"), ("with", $"{await house.IdOf("maja")}"), .. Form])).Text.ShouldContain(Say("cases.errors.known"));
    }

    [Fact]
    public async Task What_is_not_the_right_help_is_closed_with_a_way_that_only_the_employee_reads_and_what_was_not_meant_is_taken_back()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        var id = await house.ACase();
        (await lars.Post($"/cases/{id}/refusal")).Text.ShouldContain(Say("cases.errors.signpost"));
        (await lars.Post($"/cases/{id}/refusal", ("signpost", "OwnDoctor"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Get($"/cases/{id}")).Text.ShouldContain(Say("cases.signpost-text.OwnDoctor"));
        (await maja.Get("/me")).Text.ShouldContain(Say("cases.desk.declined"));
        // The leader learns that it is over: not who ended it, nor that there is a better way, which would be to know where she was sent.
        var over = (await henrik.Get($"/cases/{id}")).Text;
        over.ShouldContain(Say("cases.lead-closed"));
        foreach (var hidden in (string[])[Say("cases.signpost.OwnDoctor"), Say("cases.lead-declined-other"), Say("cases.event.Declined", ("name", "Lars Vestergaard"))])
            over.ShouldNotContain(hidden);
        // Nor is he told that there were no talks: those are not his to see.
        over.ShouldContain(Say("cases.mark.Theirs"));
        (await lars.Get($"/cases/{id}")).Text.ShouldNotContain(Say("cases.mark.Theirs"));
        (await henrik.Get("/cases")).Text.ShouldContain(Say("cases.state.Closed"));
        (await henrik.Get("/cases")).Text.ShouldNotContain(Say("cases.state.Declined"));

        // Once a psychologist has it, only the employee takes it back: otherwise whether he still may would tell the leader if she has been there.
        var taken = await house.ACase();
        (await henrik.Get($"/cases/{taken}")).Text.ShouldNotContain($"/cases/{taken}/withdrawal");
        (await henrik.Post($"/cases/{taken}/withdrawal")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Get($"/cases/{taken}")).Text.ShouldContain($"/cases/{taken}/withdrawal");
        await maja.Post($"/cases/{taken}/withdrawal");
        (await house.TheCase(taken))!.State.ShouldBe(Progress.Withdrawn);
        (await henrik.Get($"/cases/{taken}")).Text.ShouldNotContain(Say("cases.lead-withdrawn"), Shouldly.Case.Sensitive, "that would be to know that it was she");

        // How long it is kept is the workplace's to say, of what ends after they say it.
        var shorter = await house.ACase();
        await house.Do(db => db.Workplaces.ExecuteUpdateAsync(set => set.SetProperty(one => one.CaseMonths, 6)));
        WebUtility.HtmlDecode((await maja.Get($"/cases/{shorter}")).Text).ShouldContain(Visits.Library.In("da").Words.Count("cases.kept", 6));
        await lars.Post($"/cases/{shorter}/refusal", ("signpost", "OwnDoctor"));
        (await house.TheCase(shorter))!.EraseOn.ShouldBe(new DateOnly(2027, 5, 23));
        (await house.TheCase(id))!.EraseOn.ShouldBe(new DateOnly(2028, 11, 23));

        var other = await house.ACase(assigned: false);
        (await henrik.Post($"/cases/{other}/withdrawal")).Location.ShouldBe("/cases");
        (await house.TheCase(other))!.State.ShouldBe(Progress.Withdrawn);
        (await lars.Get("/cases/intake")).Text.ShouldContain(Say("cases.intake.none"));
        await house.Wait(TimeSpan.FromDays(32));
        (await house.TheCase(other)).ShouldBeNull("it came to nothing, and is not kept");
        (await house.TheCase(id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task When_the_leader_changes_the_old_one_sees_nothing_the_new_one_inherits_nothing_and_the_employee_is_told()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACase();
        var (henrik, aisha) = (await house.IdOf("henrik"), await house.IdOf("aisha"));
        await house.Do(async db =>
        {
            var unit = (await db.UnitOf(await house.IdOf("maja")))!.Value;
            await db.Lead(unit, aisha, Clock.Day(house.Clock.GetUtcNow()));
        });
        var before = (await house.Letters()).Count;
        await house.DoChores();
        using var leader = await house.As("henrik");
        (await leader.Get($"/cases/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var newLeader = await house.As("aisha");
        (await newLeader.Get($"/cases/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await newLeader.Get("/cases")).Text.ShouldNotContain("Maja");
        using var maja = await house.As("maja");
        (await maja.Get("/me")).Text.ShouldContain(Say("cases.desk.leader-left"));
        (await maja.Get($"/cases/{id}")).Text.ShouldContain(Say("cases.leader-left-own"));
        (await house.Letters()).Skip(before).ShouldContain(letter => letter.To == "maja");
        // Once, however often it is looked at.
        await house.DoChores();
        (await house.Letters()).Count(letter => letter.Key.StartsWith($"desk case {id} ", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_psychologist_who_is_away_is_not_suggested_and_what_they_have_goes_to_another_with_the_employee_told()
    {
        await using var house = await Visits.Open(cluster);
        var nannas = await house.Somebody("Nanna Toft", Role.Psychologist);
        var (lars, nanna, lead, maja) = (await house.As("lars"), await house.As(nannas), await house.As("kirsten"), await house.As("maja"));
        (await lars.Post("/cases/about-me", ("languages", "da"), ("languages", "pl"), ("from", "2026-11-20"), ("until", "2026-12-20"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await nanna.Post("/cases/about-me", ("languages", "da"), ("until", "2026-12-20"))).Text.ShouldContain(Say("cases.errors.away-from"));
        (await nanna.Post("/cases/about-me", ("from", "2026-12-20"), ("until", "2026-12-01"))).Text.ShouldContain(Say("cases.errors.away-until"));
        var id = await house.ACase();
        var page = (await lead.Get($"/cases/team?of={await house.IdOf("lars")}")).Text;
        page.ShouldContain(Say("cases.team.of", ("name", "Lars Vestergaard")));
        page.ShouldContain(Say("cases.language.pl"));
        page.ShouldNotContain("Maja");
        (await lead.Post($"/cases/{id}/psychologist", ("version", $"{(await house.TheCase(id))!.Version}"), ("of", $"{await house.IdOf("lars")}"), ("psychologist", $"{nannas}"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await lars.Get($"/cases/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await maja.Get($"/cases/{id}")).Text.ShouldContain(Say("cases.event.HandedOver", ("about", "Nanna Toft")));
        (await nanna.Post($"/cases/{id}/handing-back", ("version", $"{(await house.TheCase(id))!.Version}"))).Location.ShouldBe("/cases");
        (await nanna.Get($"/cases/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);

        // Whoever leads the team notes it for whoever cannot, and is asked once more before a case goes to somebody who is away.
        var nannasId = nannas;
        (await lead.Post($"/cases/team/{nannasId}/absence", ("until", "2026-12-20"))).Text.ShouldContain(Say("cases.errors.away-from"));
        (await lead.Post($"/cases/team/{await house.IdOf("maja")}/absence", ("from", "2026-11-20"))).Text.ShouldContain(Say("cases.team.choose"), Shouldly.Case.Sensitive, "no psychologist");
        foreach (var other in (Visitor[])[lars, maja])
            (await other.Post($"/cases/team/{nannasId}/absence", ("from", "2026-11-20"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await lead.Post($"/cases/team/{nannasId}/absence", ("from", "2026-11-20"), ("until", "2026-12-20"))).Location.ShouldBe($"/cases/team?of={nannasId}#theirs");
        (string, string?)[] giving = [("version", $"{(await house.TheCase(id))!.Version}"), ("psychologist", $"{nannasId}"), ("urgency", "Soon")];
        var once = await lead.Post($"/cases/{id}/psychologist", giving);
        once.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(once.Text).ShouldContain(Say("cases.team.away-until-ask", ("name", "Nanna Toft"), ("day", Visits.Library.In("da").Words.Day(new DateOnly(2026, 12, 20)))));
        (await house.TheCase(id))!.Psychologist.ShouldBeNull();
        (await lead.Get("/me")).Text.ShouldNotContain("/cases/team#load");
        (await lead.Post($"/cases/{id}/psychologist", [.. giving, ("away", "yes")])).Status.ShouldBe(HttpStatusCode.SeeOther);
        // What is planned with her comes due while she is away: that stands on the lead's own page, and in the table when it is overdue; whose it is stands nowhere.
        (await lead.Get("/me")).Text.ShouldContain("/cases/team#load");
        (await maja.Get("/me")).Text.ShouldNotContain("/cases/team#load");
        await house.Wait(TimeSpan.FromDays(16));
        using var later = await house.As("kirsten");
        (await house.Ask(db => db.CaseLoad(Clock.Day(house.Clock.GetUtcNow())), Acting.As(await house.IdOf("kirsten")))).Single(one => one.Person == nannasId).Overdue.ShouldBe(2, "the talk and the call");
        var overdue = (await later.Get("/cases/team")).Text;
        overdue.ShouldContain(Say("cases.calls.overdue"));
        overdue.ShouldNotContain("Maja");

        var today = new DateOnly(2026, 12, 1);
        Load[] team =
        [
            new(Ids.New(), "Away", ["pl"], today, null, 0, 0), new(Ids.New(), "Busy and speaks it", ["pl"], null, null, 9, 9), new(Ids.New(), "Idle", ["da"], null, today.AddDays(-1), 0, 1), new(Ids.New(), "Back", ["pl"], today.AddDays(-9), today.AddDays(-1), 1, 2),
        ];
        Load.Best(team, "pl", today).Select(one => one.Name).ShouldBe(["Back", "Busy and speaks it", "Idle", "Away"]);
    }

    [Fact]
    public async Task Where_there_are_many_psychologists_five_who_suit_are_suggested_and_all_stand_on_a_page_of_their_own()
    {
        await using var house = await Visits.Open(cluster);
        foreach (var n in Enumerable.Range(1, 28))
            await house.Somebody($"Psykolog {n:00}", Role.Psychologist);
        var (lead, polish) = (await house.As("kirsten"), await house.Somebody("Åse Ås", Role.Psychologist));
        using var speaker = await house.As(polish);
        await speaker.Post("/cases/about-me", ("languages", "da"));
        var id = await house.ACase(assigned: false);

        var page = (await lead.Get("/cases/team")).Text;
        Count(page, "<option").ShouldBe(Listed.Suited);
        WebUtility.HtmlDecode(page).IndexOf("Åse Ås", StringComparison.Ordinal).ShouldBeGreaterThan(0, "whoever speaks the language is suggested first");
        Count(page, "<tr>").ShouldBe(1 + Load.Shown, "the table has those with most room");
        page.ShouldContain("/cases/team?all=yes");
        Count((await lead.Get("/cases/team?all=yes")).Text, "<tr>").ShouldBe(1 + 32);

        var all = (await lead.Get($"/cases/{id}/psychologist")).Text;
        Count(all, "<option").ShouldBe(32);
        all.ShouldNotContain("Maja");
        (await speaker.Get($"/cases/{id}/psychologist")).Status.ShouldBe(HttpStatusCode.NotFound, "giving out is for whoever leads the team");
        (await lead.Post($"/cases/{id}/psychologist", ("version", $"{(await house.TheCase(id))!.Version}"), ("psychologist", $"{polish}"), ("urgency", "Ordinary"))).Location.ShouldBe("/cases/team");
        // Whose cases are looked at is in the table however little room they have, and is not offered their own.
        var theirs = (await lead.Get($"/cases/team?of={polish}")).Text;
        theirs.ShouldContain($"/cases/{id}/psychologist?of={polish}");
        theirs.ShouldNotContain($"<option value=\"{polish}\"");
        (await lead.Get($"/cases/{id}/psychologist?of={polish}")).Text.ShouldNotContain($"<option value=\"{polish}\"");
        (await lead.Get($"/cases/{Ids.New()}/psychologist")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_a_long_queue_the_first_stand_on_the_page_with_how_many_more_there_are()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        for (var n = 0; n < Listed.Shown + 2; n++)
            await house.ACase(maja, henrik, null);
        using var lars = await house.As("lars");
        var page = (await lars.Get("/cases/intake")).Text;
        Count(page, "/taking").ShouldBe(Listed.Shown);
        page.ShouldContain(Visits.Library.In("da").Words.Count("cases.intake.more", 2));
    }

    [Fact]
    public async Task What_hurries_stands_first_and_then_whoever_has_waited_longest()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, waiting) = (await house.IdOf("maja"), await house.IdOf("henrik"), new List<Guid>());
        for (var n = 0; n < 5; n++)
        {
            waiting.Add(await house.ACase(maja, henrik, null));
            house.Clock.Offset += TimeSpan.FromHours(1);
        }
        using var jonas = await house.As("jonas");
        waiting.Insert(0, Guid.Parse((await jonas.Post("/cases", [("for", "me"), .. Form])).Location!.Split('/')[^1]));
        foreach (var (persona, path) in new[] { ("lars", "/cases/intake"), ("kirsten", "/cases/team") })
        {
            var page = (await (await house.As(persona)).Get(path)).Text;
            waiting.ConvertAll(id => page.IndexOf($"/cases/{id}/", StringComparison.Ordinal)).ShouldBeInOrder(SortDirection.Ascending, path);
            page.ShouldContain($"/cases/{waiting[0]}/");
        }
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static readonly (string, string?)[] Form = [("reason", "LongAbsence"), ("share", "Most"), ("stress", "T05.Y1"), ("urgency", "Soon"), ("reached", "Phone"), ("phone", "70 12 13 14"), ("language", "da")];

    private static async Task<Guid> Asked(Visitor leader, Guid employee)
    {
        var sent = await leader.Post("/cases", [("for", "employee"), ("with", $"{employee}"), ("known", "yes"), .. Form]);
        sent.Status.ShouldBe(HttpStatusCode.SeeOther, sent.Text);
        return Guid.Parse(sent.Location!.Split('/')[^1]);
    }

    private static string Say(string word, params (string, object?)[] values) => Visits.Library.In("da").Words.With(word, values);
}
