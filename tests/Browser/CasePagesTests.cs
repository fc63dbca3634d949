using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Cases;
using Omtanke.Cases.Chores;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Tests.Assessments;
using Omtanke.Tests.Cases;

namespace Omtanke.Browser;

/// <summary>
/// Every page of early intervention, for each who has it and with something on it, in Danish and in English, in the light and in the dark, on a wide screen and the narrowest phone, with every fold open: nothing on it stands in anybody's way.
/// </summary>
public sealed class CasePagesTests(TestCluster cluster, Chromium chromium)
{
    /// <summary>A page: its way as the house has it, who looks, where, and a text without which it would be another page, or an empty one.</summary>
    private sealed record Stop(string Way, string Persona, string Address, Func<Words, string> Has);

    [Fact]
    public Task Each_page_with_something_on_it_is_open_to_all_in_Danish() => Walked("da");

    [Fact]
    public Task Each_page_with_something_on_it_is_open_to_all_in_English() => Walked("en");

    private async Task Walked(string language)
    {
        await using var house = await Visits.Open(cluster, network: true);
        var (stops, words) = (await Filled(house), Visits.Library.In(language).Words);
        // Files apart, no page of the room is left out.
        house.Endpoints.Where(door => door.RoutePattern.RawText!.StartsWith("/cases", StringComparison.Ordinal) && door.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") is true)
            .Select(door => door.RoutePattern.RawText!).Except(stops.Select(stop => stop.Way)).ShouldBe(["/cases/{id}/plans/{plan:guid}/paper.docx", "/cases/report/word"], ignoreOrder: true);
        var found = new List<string>();
        foreach (var seat in stops.GroupBy(stop => stop.Persona))
        {
            var page = await chromium.Window(house.Address);
            await page.SitDownAs(seat.Key);
            await page.GotoAsync($"/me?lang={language}");
            foreach (var stop in seat)
            {
                await page.SetViewportSizeAsync(1280, 900);
                (await page.GotoAsync(stop.Address, new() { WaitUntil = WaitUntilState.DOMContentLoaded }))!.Status.ShouldBe(200, $"{stop.Persona} {stop.Address}");
                await page.Shows(stop.Has(words));
                (await page.GetAttributeAsync("html", "lang")).ShouldBe(language, stop.Address);
                // What is folded away is read by somebody too.
                await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(fold => fold.open = true)");
                found.AddRange((await Barriers(page, language)).Select(barrier => $"{stop.Persona} {stop.Way}: {barrier}"));
            }
            await page.Context.CloseAsync();
        }
        found.ShouldBeEmpty(string.Join('\n', found));
    }

    // What is built is the same in both languages: it is searched in Danish. In English words may be missing or too long; the walk through every page searches there.
    private static async Task<List<string>> Barriers(IPage page, string language)
    {
        var found = new List<string>();
        if (language == "da")
        {
            found.AddRange(await page.Barriers());
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            found.AddRange((await page.Barriers(Search.Colours)).Select(barrier => $"in the dark: {barrier}"));
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        }
        await page.SetViewportSizeAsync(320, 640);
        found.AddRange((await page.Oddities()).Select(oddity => $"at 320: {oddity}"));
        return found;
    }

    /// <summary>Cases in which everything there is has happened, and what was counted and learnt.</summary>
    private static async Task<List<Stop>> Filled(Visits house)
    {
        var (maja, henrik, lars) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("lars"));
        var past = await Going(house);
        await Booked(house, past, await house.AThree(past));
        house.Clock.Offset += TimeSpan.FromDays(11);

        var (going, over, asked) = (await Going(house), await Going(house), await Going(house));
        var message = await house.AMessage(going, "Fire vagter om ugen er nok.");
        await house.AMessage(going, "Efter en depression er ro om morgenen godt.");
        var (meeting, plan) = (await house.AThree(going, "Lokale 4"), await house.APlan(going, shared: true, support: "Ro, for en depression er ikke væk."));
        await Yes(house, going, Topic.PassOn, message, maja, henrik, await house.Ask(db => db.CaseMessages.Where(one => one.Id == message).Select(one => one.Hash).SingleAsync(), Acting.AtChores));
        await Booked(house, going, meeting);
        var answering = await house.AThree(asked);
        await house.Do(async db =>
        {
            var one = await db.ClaimCase(over);
            db.Add(one.Close(lars, house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        var free = await house.ACase(await house.IdOf("jonas"), await house.IdOf("aisha"), null);

        var nanna = await house.Somebody("Nanna Toft", Role.Psychologist);
        var (draft, waiting) = (await house.APoint(lars, text: "Efter en depression fik Maja planen for sent."), await house.APoint(nanna));
        var published = await house.APoint(lars, text: "Nye folk mangler en at spørge om natten.", published: (nanna, new(2026, 6, 1)));
        for (var number = 0; number < 24; number++)
            await house.Put(Counted.Spread(null, number), new(2025, 5, 5, 12, 0, 0, TimeSpan.Zero));
        await using (var scope = house.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetServices<IChore>().OfType<CountCases>().Single().Do(house.Clock.GetUtcNow(), TestContext.Current.CancellationToken);

        var (at, plans) = ($"/cases/{going}", $"/cases/{going}/plans/{plan}");
        static Func<Words, string> Say(string word) => words => words[word];
        static Func<Words, string> Written(string text) => _ => text;
        return
        [
            new("/cases", "lars", "/cases", Written("Maja")),
            new("/cases/calls", "lars", "/cases/calls", Written("Henrik Lund")),
            new("/cases/intake", "lars", "/cases/intake", Say("cases.intake.take")),
            new("/cases/about-me", "lars", "/cases/about-me", Say("cases.about-me.away")),
            new("/cases/{id}", "lars", at, Written("70 12 13 14")),
            new("/cases/{id}", "lars", $"/cases/{past}", Say("cases.contacts.not-held")),
            new("/cases/{id}/closing", "lars", $"{at}/closing", Say("case-closing.why")),
            new("/cases/{id}/consents", "lars", $"{at}/consents", Written("Fire vagter")),
            new("/cases/{id}/messages", "lars", $"{at}/messages", words => words.With("cases.hint-illness.message", ("word", "depression"))),
            new("/cases/{id}/three", "lars", $"{at}/three", Say("three-party.booked-text")),
            new("/cases/{id}/three/{meeting:guid}/time", "lars", $"{at}/three/{meeting}/time", Say("three-party.move-text")),
            new("/cases/{id}/plans", "lars", $"{at}/plans", Say("case-plans.kind.Return")),
            new("/cases/points", "lars", "/cases/points", Written("Efter en depression")),
            new("/cases/points/new", "lars", "/cases/points/new", Say("case-points.how")),
            new("/cases/points/{id}", "lars", $"/cases/points/{draft}", words => words.With("cases.hint-illness.point", ("word", "depression"))),
            new("/cases/points/{id}", "lars", $"/cases/points/{waiting}", Say("case-points.second")),

            new("/openings", "maja", "/openings", Written("Lars Vestergaard")),
            new("/cases", "maja", "/cases", Say("cases.yours")),
            new("/cases/new", "maja", "/cases/new", Say("cases.register.do")),
            new("/cases/{id}", "maja", at, Say("cases.said.promise")),
            new("/cases/{id}/consents", "maja", $"{at}/consents", Written("Fire vagter")),
            new("/cases/{id}/messages", "maja", $"{at}/messages", Written("Fire vagter")),
            new("/cases/{id}/three", "maja", $"/cases/{asked}/three", Say("three-party.answer-text")),
            new("/cases/{id}/plans", "maja", $"{at}/plans", Say("case-plans.kind.Return")),
            new("/cases/{id}/plans/{plan:guid}", "maja", plans, words => words.With("cases.hint-illness.plan", ("word", "depression"))),
            new("/cases/{id}/plans/{plan:guid}/text", "maja", $"{plans}/text", Written("for en depression")),
            new("/cases/{id}/plans/{plan:guid}/paper", "maja", $"{plans}/paper", Written("for en depression")),
            new("/cases/{id}/plans/{plan:guid}/versions/{version:int}", "maja", $"{plans}/versions/1", Written("for en depression")),
            new("/cases/{id}/closing", "maja", $"{at}/closing", Say("case-closing.word-promise")),
            new("/cases/{id}/closing", "maja", $"/cases/{over}/closing", Say("case-closing.lead.over")),
            new("/cases/{id}/evaluation", "maja", $"/cases/{over}/evaluation", Say("case-report.question.heard")),

            new("/cases/new", "henrik", "/cases/new?for=employee", Say("cases.register.do")),
            new("/cases", "henrik", "/cases", Say("cases.list.while-wanted")),
            new("/cases/{id}", "henrik", at, Say("cases.rail")),
            new("/cases/{id}/messages", "henrik", $"{at}/messages", Written("Fire vagter")),
            new("/cases/{id}/plans/{plan:guid}", "henrik", plans, Written("for en depression")),

            new("/cases/team", "kirsten", "/cases/team", Written("Lars Vestergaard")),
            new("/cases/{id}/psychologist", "kirsten", $"/cases/{free}/psychologist", Written("Lars Vestergaard")),
            new("/cases/points", "kirsten", "/cases/points", Written("Nye folk")),
            new("/cases/points/{id}", "kirsten", $"/cases/points/{published}", Say("case-points.take-back")),
            new("/cases/report", "karen", "/cases/report?year=2025", Say("case-report.question.reason")),
        ];
    }

    // Maja's, registered by Henrik and begun by Lars: a call that was held, one that is overdue, a talk to come, and her yes to the leader contact.
    private static Task<Guid> Going(Visits house) => house.ACase(more: (db, one) =>
    {
        var (now, today) = (house.Clock.GetUtcNow(), Clock.Day(house.Clock.GetUtcNow()));
        var held = Contact.Unplanned(one.Id, ContactKind.LeaderStart, now);
        held.Hold(one, today, 20, Present.Leader, one.Psychologist!.Value);
        db.AddRange(
            held, Contact.Plan(one.Id, ContactKind.Leader, today.AddDays(-1), now), Contact.Plan(one.Id, ContactKind.Talk, today.AddDays(5), now),
            Consent.Give(one.Id, Topic.LeaderContact, one.Leader!.Value, one.Employee, now, one.Leader), one.Begin(one.Psychologist.Value, now)!);
    });

    private static async Task Booked(Visits house, Guid id, Guid meeting)
    {
        foreach (var persona in (string[])["maja", "henrik", "lars"])
            await Yes(house, id, Topic.ThreeParty, meeting, await house.IdOf(persona));
        await house.Do(async db =>
        {
            var (one, now) = (await db.CaseMeetings.SingleAsync(found => found.Id == meeting), house.Clock.GetUtcNow());
            var contact = Contact.Plan(id, ContactKind.ThreeParty, Clock.Day(one.StartsAt), now);
            db.Add(contact);
            await db.SaveChangesAsync();
            one.Book(contact.Id, now);
            await db.SaveChangesAsync();
        }, Acting.AtChores);
    }

    private static Task Yes(Visits house, Guid id, Topic topic, Guid about, Guid person, Guid? leader = null, byte[]? text = null) => house.Do(async db =>
    {
        db.Add(Consent.Give(id, topic, about, person, house.Clock.GetUtcNow(), leader, text));
        await db.SaveChangesAsync();
    }, Acting.As(person));
}
