using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Tests.Conversations;

namespace Omtanke.Tests.Cases;

/// <summary>Plans, by the front door: one has the pen, both confirm one and the same text, the leader sees it while the employee shares it, and what goes otherwise is adjusted.</summary>
public sealed partial class PlansTests(TestCluster cluster)
{
    [Fact]
    public async Task A_plan_is_written_in_turn_confirmed_by_both_adjusted_and_gone_for_the_leader_when_it_is_no_longer_shared()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        var id = await house.ACase();
        var begun = await lars.Post($"/cases/{id}/plans", ("kind", "Return"));
        var home = begun.Location!.Replace("/text", "", StringComparison.Ordinal);
        (await henrik.Post($"/cases/{id}/plans", ("kind", "Return"))).Status.ShouldBe(HttpStatusCode.Conflict, "whether there is a plan is the employee's");
        await Save(lars, home, 1, ("starts", "2026-11-30"), ("hours1", "12"), ("hours2", "15,5"), ("hours4", "20"), ("support", "En makker om formiddagen"), ("review1", "2026-12-14"));

        // Not shared: the leader is told kindly, and the same as of a plan that does not exist.
        var (hidden, never) = (await henrik.Get(home), await henrik.Get($"/cases/{id}/plans/{Ids.New()}"));
        hidden.Status.ShouldBe(HttpStatusCode.NotFound);
        hidden.Text.ShouldContain(Say("case-plans.not-shared"));
        // Word for word the same, but for the address they asked for.
        Guids().Replace(hidden.Text, "").ShouldBe(Guids().Replace(never.Text, ""));
        (await henrik.Get("/me")).Text.ShouldNotContain(Say("case-consents.desk.review"));
        await Share(maja, id, home, "yes");
        var seen = (await henrik.Get(home)).Text;
        seen.ShouldContain("En makker om formiddagen");
        seen.ShouldContain("47,5", Shouldly.Case.Sensitive, "the sum of the hours");
        (await lars.Get(home)).Text.ShouldNotContain(Say("case-plans.confirm.do"), Shouldly.Case.Sensitive, "the psychologist confirms nothing: it is between the two");

        await Confirm(henrik, home);
        (await maja.Get("/me")).Text.ShouldContain(Say("case-consents.desk.confirm"));
        await Confirm(maja, home);
        (await maja.Get(home)).Text.ShouldContain(Say("case-plans.confirm.settled"));

        // It goes otherwise: adjusted, and both are asked again.
        var before = (await house.Letters()).Count;
        await Save(lars, home, 2, ("starts", "2026-11-30"), ("hours1", "10"), ("hours2", "10"), ("support", "En makker om formiddagen"), ("review1", "2026-12-14"));
        (await house.Letters()).Skip(before).Select(letter => letter.To).Order().ShouldBe(["henrik", "maja"]);
        foreach (var asked in (Visitor[])[maja, henrik])
            (await asked.Get("/me")).Text.ShouldContain(Say("case-consents.desk.confirm"));
        (await lars.Get("/me")).Text.ShouldNotContain(Say("case-consents.desk.confirm"));
        var adjusted = (await maja.Get(home)).Text;
        adjusted.ShouldContain("Justeret, version 3");
        adjusted.ShouldNotContain(Say("case-plans.confirm.settled"));
        var old = Print().Match(seen).Groups["value"].Value;
        (await henrik.Post($"{home}/confirmation", ("text", old))).Status.ShouldBe(HttpStatusCode.Conflict, "nobody confirms a text they have not seen");

        // Given on, the leader writes; not shared any more, they neither see nor write it, and the pen is free.
        await lars.Post($"{home}/pen", ("to", (await house.IdOf("henrik")).ToString()));
        (await maja.Post($"{home}/pen", ("to", $"{await house.IdOf("maja")}"))).Status.ShouldBe(HttpStatusCode.Conflict, "nobody takes it out of another's hand");
        (await maja.Post($"{home}/text", ("version", "3"), ("support", "Maja skriver"))).Status.ShouldBe(HttpStatusCode.Conflict, "one has the pen");
        await Save(henrik, home, 3, ("starts", "2026-11-30"), ("hours1", "10"), ("support", "Henrik skriver"));
        await Share(maja, id, home, "no");
        (await henrik.Get(home)).Text.ShouldContain(Say("case-plans.not-shared"));
        (await henrik.Post($"{home}/text", ("version", "4"), ("support", "Henrik igen"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await henrik.Get($"{home}/paper.docx")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await henrik.Get($"/cases/{id}/plans")).Text.ShouldNotContain(home);
        (await house.Ask(db => db.PlanTexts.CountAsync(), Acting.As(await house.IdOf("henrik")))).ShouldBe(0, "nor by the database");
        (await maja.Post($"{home}/pen", ("to", (await house.IdOf("maja")).ToString()))).Status.ShouldBe(HttpStatusCode.SeeOther);
        await Save(maja, home, 4, ("starts", "2026-11-30"), ("hours1", "8"), ("support", "Maja skriver"));
    }

    [Fact]
    public async Task Where_the_leader_does_not_see_the_plan_nobody_waits_for_them_and_the_employees_yes_settles_it()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        // Nobody has leader contact in the one; in the other the leader has, and the plan is not shared.
        foreach (var alone in (bool[])[true, false])
        {
            var id = await house.ACase(byEmployee: alone);
            var home = $"/cases/{id}/plans/{await house.APlan(id)}";
            (await maja.Get($"{home}/paper")).Text.ShouldContain(Say("case-plans.paper.draft"));
            (await maja.Get(home)).Text.ShouldNotContain(Say("case-plans.confirm.waits").Replace("{name}", "Henrik Lund", StringComparison.Ordinal));
            await Confirm(maja, home);
            (await maja.Get(home)).Text.ShouldContain(Say("case-plans.confirm.settled-alone"));
            (await lars.Get($"{home}/paper")).Text.ShouldNotContain(Say("case-plans.paper.draft"));
            // Changed by somebody else it is adjusted, and she is asked again.
            await maja.Post($"{home}/pen", ("to", $"{await house.IdOf("lars")}"));
            var before = (await house.Letters()).Count;
            await Save(lars, home, 1, ("starts", "2026-11-30"), ("hours1", "10"), ("support", "Ro"));
            (await maja.Get(home)).Text.ShouldContain("Justeret, version 2");
            (await maja.Get(home)).Text.ShouldContain(Say("case-plans.confirm.title-alone"));
            (await house.Letters()).Skip(before).Select(letter => letter.To).ShouldBe(["maja"]);
            if (alone)
                continue;
            // Shared, his yes is missing too.
            await Confirm(maja, home);
            await Share(maja, id, home, "yes");
            (await maja.Get(home)).Text.ShouldContain(Say("case-plans.confirm.title"));
            (await henrik.Get("/me")).Text.ShouldContain(Say("case-consents.desk.confirm"));
            await Confirm(henrik, home);
            (await maja.Get(home)).Text.ShouldContain(Say("case-plans.confirm.settled"));
        }
    }

    [Fact]
    public async Task What_was_being_written_when_it_ended_is_not_lost_and_nothing_is_written_in_what_is_over()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.As("maja"), await house.As("henrik"));
        var id = await house.ACase();
        var home = $"/cases/{id}/plans/{await house.APlan(id, shared: true)}";
        (await maja.Get($"{home}/text")).Status.ShouldBe(HttpStatusCode.OK);
        await house.Do(async db =>
        {
            var one = await db.ClaimCase(id);
            db.AddRange(one.Begin(one.Employee, house.Clock.GetUtcNow())!, one.Close(one.Employee, house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }, Acting.AtChores);

        foreach (var (visitor, words) in ((Visitor, string)[])[(maja, "Det, jeg sad og skrev"), (henrik, "Det, han skrev")])
        {
            var reply = await visitor.Post($"{home}/text", ("version", "1"), ("support", words), ("hours1", "60"));
            reply.Status.ShouldBe(HttpStatusCode.Conflict);
            WebUtility.HtmlDecode(reply.Text).ShouldContain(Say("case-plans.errors.over-typed"));
            WebUtility.HtmlDecode(reply.Text).ShouldContain(words);
            (await visitor.Get($"{home}/text")).Location.ShouldBe(home, "the way back leads to the plan");
            (await visitor.Post($"{home}/pen", ("to", $"{await house.IdOf("lars")}"))).Status.ShouldBe(HttpStatusCode.Conflict);
            (await visitor.Post($"/cases/{id}/plans", ("kind", "Return"))).Status.ShouldBe(HttpStatusCode.Conflict);
            (await visitor.Post($"/cases/{id}/three", ("date", "2026-12-01"), ("time", "09:00"), ("minutes", "60"))).Status.ShouldBe(HttpStatusCode.Conflict);
            (await visitor.Get(home)).Text.ShouldNotContain(Say("case-plans.pen.title"), Shouldly.Case.Sensitive, "of what is over nobody has the pen");
        }
        (await house.Ask(db => db.PlanTexts.CountAsync(), Acting.AtChores)).ShouldBe(1);
        (await house.Ask(db => db.CasePlans.CountAsync(), Acting.AtChores)).ShouldBe(1);
    }

    [Fact]
    public async Task An_earlier_version_is_read_by_those_who_could_see_it_then_and_may_see_the_plan_now()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        var id = await house.ACase();
        var home = $"/cases/{id}/plans/{await house.APlan(id, support: "Den første tekst")}";
        await Save(maja, home, 1, ("support", "Den anden tekst"));
        await Share(maja, id, home, "yes");
        await Save(maja, home, 2, ("support", "Den tredje tekst"));
        string[] texts = ["Den første tekst", "Den anden tekst", "Den tredje tekst"];

        foreach (var visitor in (Visitor[])[maja, lars])
            await Reads(visitor, 1, 2, 3);
        // What stood before she shared it was never his to read; the database knows it too.
        await Reads(henrik, 2, 3);
        (await house.Ask(db => db.PlanTexts.Select(text => text.Version).Order().ToListAsync(), Acting.As(await house.IdOf("henrik")))).ShouldBe([2, 3]);
        foreach (var persona in (string[])["aisha", "birgit", "karen", "admin", "kirsten"])
            await Reads(await house.As(persona));
        // It is read and printed, and nothing more.
        var page = WebUtility.HtmlDecode((await maja.Get($"{home}/versions/1")).Text);
        page.ShouldContain(Say("case-plans.paper.old"));
        page.ShouldContain("data-print");
        page.ShouldNotContain("paper.docx");
        MainPart().Match(page).Value.ShouldNotContain("<form");
        (await maja.Get($"{home}/versions/3")).Text.ShouldNotContain(Say("case-plans.paper.old"));
        (await maja.Get($"{home}/versions/99999999999")).Status.ShouldBe(HttpStatusCode.NotFound);

        // Whoever takes the case over begins with what stands; whoever gave it away sees nothing.
        var nanna = await house.Somebody("Nanna Toft", Role.Psychologist);
        var version = (await house.TheCase(id))!.Version;
        (await house.Ask(async db => await db.Assign(id, nanna, version, Rail.First(Urgency.Ordinary, Clock.Day(house.Clock.GetUtcNow())), house.Clock.GetUtcNow()), Acting.As(await house.IdOf("kirsten")))).ShouldNotBeNull();
        await Reads(await house.As(nanna), 3);
        await Reads(lars);
        // Shared no more, and shared anew: what stood meanwhile and before is not his any more.
        await Share(maja, id, home, "no");
        await Reads(henrik);
        await Save(maja, home, 3, ("support", "Den fjerde tekst"));
        await Share(maja, id, home, "yes");
        await Reads(henrik);
        (await henrik.Get(home)).Text.ShouldContain("Den fjerde tekst");

        async Task Reads(Visitor visitor, params int[] versions)
        {
            for (var one = 1; one <= texts.Length; one++)
            {
                var reply = await visitor.Get($"{home}/versions/{one}");
                (reply.Status == HttpStatusCode.OK && reply.Text.Contains(texts[one - 1], StringComparison.Ordinal)).ShouldBe(versions.Contains(one), $"version {one}");
            }
            // The list of versions on the plan's own page leads to no other.
            var listed = await visitor.Get(home);
            if (listed.Status == HttpStatusCode.OK && versions.Length > 1)
                foreach (var one in (int[])[1, 2, 3])
                    listed.Text.Contains($"{home}/versions/{one}\"", StringComparison.Ordinal).ShouldBe(versions.Contains(one));
        }
    }

    [Fact]
    public async Task What_cannot_be_is_said_beside_the_field_and_two_at_once_both_see_both_texts()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var id = await house.ACase();
        var home = $"/cases/{id}/plans/{await house.APlan(id)}";
        await Refused(("hours1", "60"), "case-plans.errors.too-many-hours", "60");
        await Refused(("hours1", "37,5"), "case-plans.errors.too-many-hours", "37,5");
        await Refused(("hours3", "mange"), "case-plans.errors.hours", "mange");
        await Refused(("hours3", "-4"), "case-plans.errors.hours");
        await Refused(("hours1", "7,3"), "case-plans.errors.hours");
        await Refused(("hours1", "10"), "case-plans.errors.starts");
        await Refused(("review1", "2026-11-20"), "case-plans.errors.review-past");
        await Refused(("review2", "2031-01-01"), "case-plans.errors.review-far");
        await Refused(("review1", "30-02-2027"), "form.wrong.day");
        await Refused(("support", new string('x', 2001)), "form.wrong.text-too-long", new string('x', 2001));
        (await house.Ask(db => db.PlanTexts.CountAsync(), Acting.AtChores)).ShouldBe(1);

        (await maja.Post($"{home}/text", ("version", "1"), ("support", "Fra det ene vindue"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var clash = await maja.Post($"{home}/text", ("version", "1"), ("support", "Fra det andet vindue"));
        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("Fra det ene vindue");
        clash.Text.ShouldContain("Fra det andet vindue");
        // Whoever is not one of those who may see it is not given the pen.
        (await maja.Post($"{home}/pen", ("to", (await house.IdOf("henrik")).ToString()))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Post($"/cases/{id}/plans", ("kind", "Something"))).Status.ShouldBe(HttpStatusCode.Conflict);

        async Task Refused((string, string?) field, string word, string kept = "")
        {
            var reply = await maja.Post($"{home}/text", ("version", "1"), field);
            reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, word);
            WebUtility.HtmlDecode(reply.Text).ShouldContain(Say(word));
            reply.Text.ShouldContain(kept);
        }
    }

    [Fact]
    public async Task The_day_it_is_looked_at_again_is_reminded_of_neutrally_to_those_who_may_see_it()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        // In all three the leader has contact; only the plan of the first is shared.
        foreach (var (shared, day) in ((bool, string)[])[(true, "2026-12-01"), (false, "2026-12-03"), (false, "2026-12-06")])
        {
            var one = await house.ACase();
            await Save(maja, $"/cases/{one}/plans/{await house.APlan(one, shared)}", 1, ("support", "Ro"), ("review1", day));
        }
        var before = (await house.Letters()).Count;
        await house.Wait(TimeSpan.FromDays(8));
        Reminded(before).ShouldBe(["henrik", "lars", "maja"]);
        before = (await house.Letters()).Count;
        await house.Wait(TimeSpan.FromDays(2));
        Reminded(before).ShouldBe(["lars", "maja"], "the leader sees nothing of the other plan");
        before = (await house.Letters()).Count;
        await house.Wait(TimeSpan.FromDays(3));
        Reminded(before).ShouldBeEmpty("it is Sunday");
        await house.Wait(TimeSpan.FromDays(1));
        Reminded(before).ShouldBe(["lars", "maja"]);

        // Two weeks later she signs in anew. Closed, only what goes on is reminded of: to the employee, and to the leader while it is shared.
        maja = await house.As("maja");
        foreach (var (goesOn, shared, day) in ((bool, bool, string)[])[(true, true, "2026-12-14"), (false, true, "2026-12-15"), (true, false, "2026-12-16")])
        {
            var one = await house.ACase();
            var plan = await house.APlan(one, shared);
            await Save(maja, $"/cases/{one}/plans/{plan}", 1, ("support", "Ro"), ("review1", day));
            await house.Do(async db =>
            {
                var found = await db.ClaimCase(one);
                db.AddRange(found.Begin(found.Employee, house.Clock.GetUtcNow())!, found.Close(found.Employee, house.Clock.GetUtcNow()));
                await db.CasePlans.Where(other => other.Id == plan).ExecuteUpdateAsync(set => set.SetProperty(other => other.GoesOn, goesOn));
                await db.SaveChangesAsync();
            }, Acting.AtChores);
            foreach (var persona in (string[])["maja", "henrik", "lars"])
                (await (await house.As(persona)).Get("/me")).Text.Contains($"/cases/{one}/plans/{plan}\"", StringComparison.Ordinal).ShouldBe(goesOn && (persona == "maja" || persona == "henrik" && shared), $"{persona} {day}");
        }
        before = (await house.Letters()).Count;
        await house.Wait(TimeSpan.FromDays(7));
        Reminded(before).ShouldBe(["henrik", "maja"]);
        before = (await house.Letters()).Count;
        await house.Wait(TimeSpan.FromDays(1));
        Reminded(before).ShouldBeEmpty("it stopped with the case");
        await house.Wait(TimeSpan.FromDays(1));
        Reminded(before).ShouldBe(["maja"]);

        string[] Reminded(int since) => [.. house.Letters().GetAwaiter().GetResult().Skip(since).Where(letter => letter.Key.StartsWith("desk Reminder", StringComparison.Ordinal)).Select(letter => letter.To).Distinct().Order()];
    }

    [Fact]
    public async Task The_talk_within_four_weeks_has_its_last_day_from_the_rule_on_the_page_and_on_paper_and_a_reminder_before_it()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, days) = (await house.As("maja"), Visits.Library.Rule("sickness-talk-four-weeks").Days!.Value);
        var id = await house.ACase();
        var home = (await maja.Post($"/cases/{id}/plans", ("kind", "FourWeeks"))).Location!.Replace("/text", "", StringComparison.Ordinal);
        var (today, culture) = (Clock.Day(house.Clock.GetUtcNow()), System.Globalization.CultureInfo.GetCultureInfo("da-DK"));
        (await maja.Post($"{home}/text", ("version", "1"), ("first-day", Iso(today.AddDays(1))))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "it has not come");
        var first = today.AddDays(-3);
        await Save(maja, home, 1, ("first-day", Iso(first)), ("by-phone", "yes"));
        var last = first.AddDays(days).ToString("d. MMMM yyyy", culture);
        foreach (var page in (string[])["", "/paper", "/paper.docx"])
        {
            var text = WebUtility.HtmlDecode(Words(await maja.Get(home + page)));
            text.ShouldContain(Say("case-plans.talk.last"), Shouldly.Case.Sensitive, page);
            text.ShouldContain(last, Shouldly.Case.Sensitive, page);
            text.ShouldContain(Say("case-plans.talk.by-phone"), Shouldly.Case.Sensitive, page);
        }
        (await Reminders()).ShouldBe([first.AddDays(days - 7)]);
        // Where the duty does not apply there is no last day, and nothing to remind of.
        await Save(maja, home, 2, ("first-day", Iso(first)), ("exempt", "yes"));
        WebUtility.HtmlDecode((await maja.Get(home)).Text).ShouldNotContain(Say("case-plans.talk.last"));
        (await Reminders()).ShouldBeEmpty();

        Task<List<DateOnly>> Reminders() => house.Ask(db => db.PlanReviews.Select(review => review.OnDay).ToListAsync(), Acting.AtChores);

        static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_leader_says_yes_or_no_to_a_retention_plan_with_a_reason_on_the_paper_and_is_asked_again_when_it_is_changed()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        var (id, why) = (await house.ACase(), "Der er ingen dagvagter før jul.");
        var other = $"/cases/{id}/plans/{await house.APlan(id, shared: true)}";
        (await henrik.Get(other)).Text.ShouldNotContain(Say("case-plans.refuse.title"), Shouldly.Case.Sensitive, "to the other kinds the law knows no such answer");
        var home = (await maja.Post($"/cases/{id}/plans", ("kind", "Retention"))).Location!.Replace("/text", "", StringComparison.Ordinal);
        await Save(maja, home, 1, ("support", "Ro"));
        await Share(maja, id, home, "yes");
        var text = ("text", (string?)Print().Match((await henrik.Get(home)).Text).Groups["value"].Value);
        (await maja.Post($"{home}/refusal", text, ("reason", why))).Status.ShouldBe(HttpStatusCode.Conflict, "it is her own plan");
        var empty = await henrik.Post($"{home}/refusal", text, ("reason", " "));
        (empty.Status, WebUtility.HtmlDecode(empty.Text).Contains(Say("case-plans.errors.reason"), StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        var stale = await henrik.Post($"{home}/refusal", ("text", "00"), ("reason", why));
        (stale.Status, stale.Text.Contains(why, StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Conflict, true), "nobody answers a text they have not seen, and nothing is lost");

        await Confirm(maja, home);
        var before = (await house.Letters()).Count;
        foreach (var _ in (int[])[1, 2])
            (await henrik.Post($"{home}/refusal", text, ("reason", why))).Location.ShouldBe(home);
        (await house.Letters()).Skip(before).Select(letter => letter.To).Order().ShouldBe(["lars", "maja"]);
        foreach (var visitor in (Visitor[])[maja, henrik, lars])
            foreach (var page in (string[])["", "/paper", "/paper.docx"])
                WebUtility.HtmlDecode(Words(await visitor.Get(home + page))).ShouldContain(why, Shouldly.Case.Sensitive, page);
        (await maja.Get("/me")).Text.ShouldContain(Say("case-consents.desk.answered"));
        (await henrik.Get("/me")).Text.ShouldNotContain(Say("case-consents.desk.confirm"), Shouldly.Case.Sensitive, "he has answered");
        (await maja.Get(home)).Text.ShouldNotContain(Say("case-plans.confirm.settled"));
        (await house.Ask(db => db.PlanRefusals.CountAsync(), Acting.As(await house.IdOf("aisha")))).ShouldBe(0);

        // Changed, he is asked again; and a yes after all is a yes.
        await Save(maja, home, 2, ("support", "Ro og en makker"));
        (await henrik.Get("/me")).Text.ShouldContain(Say("case-consents.desk.confirm"));
        (await maja.Get(home)).Text.ShouldNotContain(why);
        await henrik.Post($"{home}/refusal", ("text", Print().Match((await henrik.Get(home)).Text).Groups["value"].Value), ("reason", why));
        await Confirm(henrik, home);
        await Confirm(maja, home);
        (await maja.Get(home)).Text.ShouldContain(Say("case-plans.confirm.settled"));
        (await maja.Get("/me")).Text.ShouldNotContain(Say("case-consents.desk.answered"));
    }

    [Fact]
    public async Task Whoever_waits_for_the_pen_asks_for_it_and_takes_it_when_two_working_days_have_passed_and_nothing_was_saved()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, lars) = (await house.As("maja"), await house.As("henrik"), await house.As("lars"));
        var id = await house.ACase();
        var home = $"/cases/{id}/plans/{await house.APlan(id, shared: true)}";
        var (his, before) = (("to", (string?)$"{await house.IdOf("lars")}"), (await house.Letters()).Count);
        (await lars.Get(home)).Text.ShouldContain(Say("case-plans.pen.ask"));
        (await lars.Post($"{home}/pen", his)).Status.ShouldBe(HttpStatusCode.Conflict, "nobody takes what they have not asked for");
        foreach (var _ in (int[])[1, 2])
            (await lars.Post($"{home}/pen/asking")).Location.ShouldBe(home);
        // Whoever has it gets one neutral letter and finds it on their page; whoever asks next is told who was first.
        var letter = (await house.Letters()).Skip(before).ShouldHaveSingleItem();
        (letter.To, letter.Subject).ShouldBe(("maja", Say("desk-letters.asked.subject")));
        (await maja.Get("/me")).Text.ShouldContain(Say("case-consents.desk.pen-asked"));
        WebUtility.HtmlDecode((await maja.Get(home)).Text).ShouldContain(Say("case-plans.pen.wanted").Replace("{name}", "Lars Vestergaard", StringComparison.Ordinal));
        (await henrik.Post($"{home}/pen/asking")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Post($"{home}/pen/asking")).Status.ShouldBe(HttpStatusCode.Conflict, "she has it");
        WebUtility.HtmlDecode((await lars.Get(home)).Text).ShouldContain("26. november", Shouldly.Case.Sensitive, "asked on Monday: when Tuesday and Wednesday have passed");

        // She saves on Tuesday: two days from then.
        house.Clock.Offset += TimeSpan.FromDays(1);
        await Save(maja, home, 1, ("support", "Ro"));
        house.Clock.Offset += TimeSpan.FromDays(2);
        (await lars.Post($"{home}/pen", his)).Status.ShouldBe(HttpStatusCode.Conflict);
        house.Clock.Offset += TimeSpan.FromDays(1);
        (await henrik.Post($"{home}/pen", ("to", $"{await house.IdOf("henrik")}"))).Status.ShouldBe(HttpStatusCode.Conflict, "it was not he who asked");
        (await lars.Get(home)).Text.ShouldContain(Say("case-plans.pen.late"));
        (await lars.Post($"{home}/pen", his)).Location.ShouldBe(home);
        (await house.Letters()).Count(one => one.To == "maja" && one.Subject == Say("desk-letters.Changed.subject")).ShouldBe(1);
        (await maja.Get("/me")).Text.ShouldNotContain(Say("case-consents.desk.pen-asked"));
        await Save(lars, home, 2, ("support", "Ro og en makker"));
        // What she was typing meanwhile is shown to her, and overwrites nothing.
        (await maja.Post($"{home}/text", ("version", "2"), ("support", "Maja skriver"))).Text.ShouldContain("Maja skriver");
        // Given on, the asking is answered.
        (await maja.Post($"{home}/pen/asking")).Location.ShouldBe(home);
        (await lars.Post($"{home}/pen", ("to", $"{await house.IdOf("maja")}"))).Location.ShouldBe(home);
        (await lars.Get(home)).Text.ShouldContain(Say("case-plans.pen.ask"));
    }

    [Fact]
    public async Task What_stands_in_a_plan_is_sealed_and_goes_on_paper_and_to_nobody_else()
    {
        await using var house = await Visits.Open(cluster);
        var (id, canary) = (await house.ACase(), $"kanarie{Ids.New():N}");
        var home = $"/cases/{id}/plans/{await house.APlan(id, support: canary)}";
        foreach (var persona in (string[])["henrik", "aisha", "jonas", "birgit", "karen", "admin"])
            foreach (var page in (string[])["", "/text", "/paper", "/paper.docx"])
                (Words(await (await house.As(persona)).Get(home + page))).ShouldNotContain(canary, Shouldly.Case.Sensitive, persona);
        foreach (var persona in (string[])["maja", "lars"])
            foreach (var page in (string[])["", "/paper", "/paper.docx"])
                Words(await (await house.As(persona)).Get(home + page)).ShouldContain(canary, Shouldly.Case.Sensitive, page);
        house.Log.Text.ShouldNotContain(canary);
        // Each kind of plan opens, with the law it rests on.
        foreach (var kind in Enum.GetValues<PlanKind>())
        {
            var maja = await house.As("maja");
            var made = (await maja.Post($"/cases/{id}/plans", ("kind", kind.ToString()))).Location!;
            (await maja.Get(made)).Status.ShouldBe(HttpStatusCode.OK);
            var page = WebUtility.HtmlDecode((await maja.Get(made.Replace("/text", "", StringComparison.Ordinal))).Text);
            if (PlanContent.RuleOf(kind) is { } rule)
                page.ShouldContain(Visits.Library.Rule(rule).Paragraph);
        }
    }

    private static string Words(Reply reply)
    {
        if (reply.Bytes is not [(byte)'P', (byte)'K', ..])
            return reply.Text;
        using var zip = new ZipArchive(new MemoryStream(reply.Bytes));
        return string.Concat(zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }));
    }

    private static async Task Save(Visitor visitor, string home, int version, params (string, string?)[] fields) =>
        (await visitor.Post($"{home}/text", [("version", version.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. fields])).Location.ShouldBe(home);

    private static async Task Share(Visitor employee, Guid id, string home, string say) =>
        (await employee.Post($"/cases/{id}/consents", ("topic", "SharePlan"), ("about", home.Split('/')[^1]), ("from", "plans"), ("say", say))).Location.ShouldBe(home);

    private static async Task Confirm(Visitor visitor, string home) =>
        (await visitor.Post($"{home}/confirmation", ("text", Print().Match((await visitor.Get(home)).Text).Groups["value"].Value))).Location.ShouldBe(home);

    private static string Say(string word) => WebUtility.HtmlDecode(Visits.Library.In("da").Words[word]);

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex MainPart();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Guids();

    [GeneratedRegex("name=\"text\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Print();
}
