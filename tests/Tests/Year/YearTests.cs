using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Assessments.Apv;
using Omtanke.Data;
using Omtanke.Demo;
using Omtanke.Organisation;
using Omtanke.Year;

namespace Omtanke.Tests.Year;

/// <summary>The workplace's year: everybody reads it, those who answer for it lay it, and no legal date is moved past.</summary>
public sealed partial class YearTests(TestCluster cluster)
{
    [Fact]
    public async Task Everybody_reads_the_year_and_nobody_lays_it_who_may_not_ask_anybody()
    {
        await using var house = await Visits.Open(cluster);
        using var jonas = await house.As("jonas");
        using var maja = await house.As("maja");
        // A year without anything: what to do with it, and no ring of nothing.
        (await maja.Get("/year")).Text.ShouldContain("Når AMO, HR eller ledelsen har lagt noget i året");
        var empty = (await jonas.Get("/year?year=2027")).Text;
        empty.ShouldContain("Der er ikke noget i 2027 endnu");
        empty.ShouldContain("Nedenfor er et forslag til et helt år");
        empty.ShouldNotContain("<svg viewBox=\"0 0 360");

        (string, string?)[] form = [("title", "  AMO-møde  "), ("day", "2027-03-09"), ("kind", "Meeting"), ("note", "I kantinen"), ("id", "019aa000-0000-7000-8000-000000000028")];
        (await jonas.Post("/year/entries", form)).Location.ShouldBe("/year?year=2027#m-3");
        // Sent twice, there once.
        await jonas.Post("/year/entries", form);
        var read = (await maja.Get("/year?year=2027")).Text;
        Regex.Count(read, "class=\"om-year-line\"").ShouldBe(1);
        read.ShouldContain("AMO-møde");
        read.ShouldContain("I kantinen");
        read.ShouldContain(">uge 10<", customMessage: "in the list");
        read.ShouldContain("<title>AMO-møde, uge 10</title>", customMessage: "in the picture");
        read.ShouldContain("aria-label=\"marts: 1 ting\"");
        foreach (var never in (string[])["<form method=\"post\" action=\"/year", "/year/entries/new", "id=\"suggestions\""])
            read.ShouldNotContain(never);
        foreach (var persona in (string[])["maja", "henrik", "lars", "admin"])
            using (var other = await house.As(persona))
            {
                (await other.Get("/year")).Status.ShouldBe(HttpStatusCode.OK);
                (await other.Post("/year/entries", ("title", "Mit"), ("day", "2027-03-09"), ("kind", "Own"))).Status.ShouldBe(HttpStatusCode.NotFound, persona);
                (await other.Get("/year/entries/new")).Status.ShouldBe(HttpStatusCode.NotFound, persona);
            }
        // A handler that forgot to ask would be stopped by the database.
        var henrik = await house.IdOf("henrik");
        await Should.ThrowAsync<DbUpdateException>(() => house.Do(async db =>
        {
            db.Add(new Entry { Id = Ids.New(), Kind = OccasionKind.Own, Title = "Mit", Language = "da", Day = new(2027, 1, 1), Version = 1, MadeBy = henrik, MadeAt = house.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        }, Acting.As(henrik)));
        (await house.Ask(db => db.YearEntries.ExecuteUpdateAsync(set => set.SetProperty(one => one.Title, "Andet")), Acting.As(henrik))).ShouldBe(0);
        (await house.Ask(db => db.YearEntries.ExecuteDeleteAsync(), Acting.As(await house.IdOf("jonas")))).ShouldBe(0);
        (await house.Ask(db => db.YearEntries.CountAsync())).ShouldBe(0);
        // In English, and an address that means nothing shows this year.
        var english = (await maja.Get("/year?year=2027&lang=en")).Text;
        english.ShouldContain("aria-label=\"March: 1 thing\"");
        english.ShouldContain(">week 10<");
        foreach (var odd in (string[])["?year=abc", "?year=1066", "?year=99999999999", "?year="])
            (await jonas.Get($"/year{odd}&lang=da")).Text.ShouldContain("aria-current=\"page\">2026");
    }

    [Fact]
    public async Task By_hand_and_by_the_field_a_thing_comes_to_lie_in_the_same_place_and_a_legal_date_is_never_moved_past()
    {
        await using var house = await Visits.Open(cluster);
        await Discussed(house, new(2026, 3, 10));
        using var jonas = await house.As("jonas");
        using var birgit = await house.As("birgit");
        var page = (await jonas.Get("/year?year=2027")).Text;
        page.ShouldContain("Senest 10. mar. 2027");
        page.ShouldContain("Loven siger senest onsdag den 10. marts 2027");
        page.ShouldContain("Ikke planlagt endnu");
        var key = KeyOf(page, "årlige drøftelse");

        // Later than the law: refused in words beside the field, and what was typed stands there; by hand the same.
        foreach (var (field, value) in (IEnumerable<(string, string)>)[("day", "2027-03-11"), ("month", "2027-04")])
        {
            var late = await jonas.Post("/year/days", ("year", "2027"), ("key", key), ("version", "0"), (field, value));
            late.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            late.Text.ShouldContain("Det er senere, end loven siger");
            late.Text.ShouldContain("aria-invalid=\"true\"");
            if (field == "day")
                late.Text.ShouldContain("value=\"2027-03-11\"");
        }
        (await jonas.Post("/year/days", ("year", "2027"), ("key", key), ("version", "0"), ("day", "2026-11-01"))).Text.ShouldContain("Den dag er gået");
        (await jonas.Post("/year/days", ("year", "2027"), ("key", key), ("version", "0"), ("day", "i morgen"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await jonas.Post("/year/days", ("year", "2027"), ("key", key), ("version", "0"))).Text.ShouldContain("Vælg en dato");
        (await house.Ask(db => db.YearEntries.CountAsync(), Acting.AtChores)).ShouldBe(0);

        // Earlier is fine: by hand into February, by the field to the day it then has.
        (await jonas.Post("/year/days", ("year", "2027"), ("key", key), ("version", "0"), ("month", "2027-02"))).Location.ShouldBe("/year?year=2027#m-2");
        (await house.Ask(db => db.YearEntries.Select(one => one.Day).SingleAsync(), Acting.AtChores)).ShouldBe(new(2027, 2, 10));
        (await jonas.Get("/year?year=2027")).Text.ShouldContain("Planlagt til 10. feb. 2027.");
        // The other has the page from before: nothing is written over, the day that stands is told, and their own is kept.
        var second = await birgit.Post("/year/days", ("year", "2027"), ("key", key), ("version", "0"), ("day", "2027-01-20"));
        second.Status.ShouldBe(HttpStatusCode.Conflict);
        second.Text.ShouldContain("En anden har flyttet den imens. Nu står den onsdag den 10. februar 2027");
        second.Text.ShouldContain("value=\"2027-01-20\"");
        (await birgit.Post("/year/days", ("year", "2027"), ("key", key), ("version", "1"), ("day", "2027-01-20"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await birgit.Post("/year/days", ("year", "2027"), ("key", key), ("version", "2"), ("day", "2027-02-10"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await jonas.Post("/year/days", ("year", "2027"), ("key", key), ("version", "3"), ("day", "2027-03-11"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        // The plan away again: it stands on its own day, and the law is not forgotten.
        var plan = await house.Ask(db => db.YearEntries.Select(one => one.Id).SingleAsync(), Acting.AtChores);
        await jonas.Post($"/year/entries/{plan}/removal");
        (await jonas.Get("/year?year=2027")).Text.ShouldContain("Ikke planlagt endnu");
        (await jonas.Post("/year/days", ("year", "2027"), ("key", key), ("version", "0"), ("month", "2027-01"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        // Held and signed off: what was planned is over, the clock runs from that day, and nobody moves what is done.
        await Discussed(house, new(2026, 11, 20));
        var after = (await jonas.Get("/year?year=2027")).Text;
        after.ShouldContain("Senest 20. nov. 2027");
        after.ShouldNotContain("Planlagt til");
        (await jonas.Post("/year/days", ("year", "2027"), ("key", key), ("version", "1"), ("day", "2027-01-11"))).Location.ShouldBe("/year?year=2027");
        (await jonas.Get("/year?year=2026")).Text.ShouldContain("blev holdt");
    }

    [Fact]
    public async Task A_legal_date_is_said_six_and_two_months_before_on_the_page_on_the_desk_and_once_by_letter()
    {
        await using var house = await Visits.Open(cluster);
        await house.DoChores();
        await Discussed(house, new(2026, 6, 30));
        using var maja = await house.As("maja");
        // Seven months before: nothing.
        await house.DoChores();
        (await Letters(house)).ShouldBe(0);
        (await maja.Get("/year")).Text.ShouldNotContain("id=\"law\"");
        // Half a year before, to AMO, HR, AMR and top management; once, however often the chores run and on however many nodes.
        await house.Wait(new DateTimeOffset(2026, 12, 30, 9, 5, 0, TimeSpan.Zero) - house.Clock.GetUtcNow());
        var first = await Letters(house);
        first.ShouldBe(7);
        await house.DoChores();
        await house.Wait(TimeSpan.FromDays(1));
        (await Letters(house)).ShouldBe(first);
        using (var reader = await house.As("maja"))
            (await reader.Get("/year")).Text.ShouldContain("id=\"law\"");
        foreach (var (persona, lies) in (IEnumerable<(string, bool)>)[("birgit", true), ("jonas", true), ("karen", true), ("maja", false), ("henrik", false), ("admin", false)])
            using (var one = await house.As(persona))
                (await one.Get("/me")).Text.Contains("Loven sætter en frist: Den årlige drøftelse", StringComparison.Ordinal).ShouldBe(lies, persona);
        // Two months before, once more; the letter tells nothing of what.
        await house.Wait(new DateTimeOffset(2027, 4, 30, 8, 5, 0, TimeSpan.Zero) - house.Clock.GetUtcNow());
        (await Letters(house)).ShouldBe(2 * first);
        await house.Wait(TimeSpan.FromDays(3));
        (await Letters(house)).ShouldBe(2 * first);
        (await house.Ask(db => db.Letters.Where(letter => letter.UniqueKey.StartsWith("desk Reminder")).Select(letter => letter.Subject).Distinct().ToListAsync())).ShouldAllBe(subject => !subject.Contains("drøftelse"));
        // Past it: said on the page as late, and it may be made good soon, not whenever.
        await house.Wait(TimeSpan.FromDays(70));
        using var jonas = await house.As("jonas");
        var late = (await jonas.Get("/year?year=2027")).Text;
        late.ShouldContain("Skulle være gjort 30. jun. 2027");
        late.ShouldContain("Lovens frist er gået. Gør det snart");
        var key = KeyOf(late, "årlige drøftelse");
        (await jonas.Post("/year/days", ("year", "2027"), ("key", key), ("version", "0"), ("day", "2027-12-20"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await jonas.Post("/year/days", ("year", "2027"), ("key", key), ("version", "0"), ("day", "2027-08-20"))).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_suggestion_is_laid_in_with_one_press_or_waved_away_for_the_year_and_never_by_itself()
    {
        await using var house = await Visits.Open(cluster);
        using var jonas = await house.As("jonas");
        using var birgit = await house.As("birgit");
        await house.DoChores();
        var offered = (await jonas.Get("/year?year=2027")).Text;
        (await house.Ask(db => db.YearEntries.CountAsync(), Acting.AtChores)).ShouldBe(0);
        foreach (var there in (string[])["Spørg alle: Hvor står vi?", "Årets halvanden dag til AMO", "Tag temperaturen", "Saml lederne", "Hold den årlige drøftelse", "Så ved I, hvad I skal begynde med"])
            offered.ShouldContain(there);
        offered.ShouldNotContain("Vælg en AMO");
        // Both press: it is there once.
        foreach (var one in (Visitor[])[jonas, birgit])
            (await one.Post("/year/suggestions", ("year", "2027"), ("key", "where"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Ask(db => db.YearEntries.Select(one => one.Day).ToListAsync(), Acting.AtChores)).ShouldBe([new DateOnly(2027, 2, 15)]);
        using var maja = await house.As("maja");
        (await maja.Get("/year?year=2027")).Text.ShouldContain("Spørg alle: Hvor står vi?");
        // It says what it is in the reader's own language; only who may begin it is led there.
        var english = (await maja.Get("/year?year=2027&lang=en")).Text;
        english.ShouldContain("Ask everybody: Where do we stand?");
        english.ShouldNotContain("/collections/new");
        await maja.Get("/year?lang=da");
        Offers((await jonas.Get("/year?year=2027")).Text).ShouldNotContain("Spørg alle: Hvor står vi?");
        // Not this year; next year it is asked again; and there is a way back.
        foreach (var one in (Visitor[])[jonas, birgit])
            (await one.Post("/year/suggestions/declined", ("year", "2027"), ("key", "pulse"))).Location.ShouldBe("/year?year=2027#suggestions");
        Offers((await jonas.Get("/year?year=2027")).Text).ShouldContain("I har sagt nej tak til 1 forslag");
        Offers((await jonas.Get("/year?year=2028")).Text).ShouldNotContain("nej tak til 1");
        await jonas.Post("/year/suggestions/declined/removal", ("year", "2027"), ("key", "pulse"));
        Offers((await jonas.Get("/year?year=2027")).Text).ShouldNotContain("nej tak til 1");
        foreach (var nonsense in (string[])["", "organisation", "where", "training-basic 2099-01"])
            (await jonas.Post("/year/suggestions", ("year", "2027"), ("key", nonsense))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Ask(db => db.YearEntries.CountAsync(), Acting.AtChores)).ShouldBe(1);
        // A new AMR comes: the law's day is told, laid in with it, and not moved past.
        await Tests.Given.Tampering(house, $"insert into roles (id, person, role, unit, from_on) select gen_random_uuid(), '{await house.IdOf("henrik")}', 'SafetyRepresentative', u.id, '2026-11-16' from units u where u.name = 'Hjemmeplejen Øst'");
        (await jonas.Get("/year?year=2027")).Text.ShouldContain("En er kommet i AMO for nylig");
        await jonas.Post("/year/suggestions", ("year", "2027"), ("key", "training-basic 2027-02"));
        var key = KeyOf((await jonas.Get("/year?year=2027")).Text, "Den første uddannelse");
        (await jonas.Post("/year/days", ("year", "2027"), ("key", key), ("version", "1"), ("day", "2027-02-17"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await jonas.Post("/year/days", ("year", "2027"), ("key", key), ("version", "1"), ("day", "2027-02-16"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var entry = key.Split(' ')[1];
        (await jonas.Post($"/year/entries/{entry}", ("title", "Kursus"), ("day", "2027-05-01"), ("version", "2"))).Text.ShouldContain("Det er senere, end loven siger");
    }

    [Fact]
    public async Task What_is_ones_own_is_changed_ticked_off_and_put_aside_and_nobody_is_written_over()
    {
        await using var house = await Visits.Open(cluster);
        using var jonas = await house.As("jonas");
        using var birgit = await house.As("birgit");
        foreach (var (bad, said) in (IEnumerable<((string, string?)[], string)>)
        [
            ([("day", "2027-02-29"), ("kind", "Own"), ("title", "Skuddag")], "Skriv datoen som"),
            ([("day", "2027-02-28"), ("kind", "Own"), ("title", "   ")], "Skriv, hvad der skal ske"),
            ([("day", "2027-02-28"), ("kind", "Own"), ("title", new string('x', 121))], "Det er for langt"),
            ([("day", "2027-02-28"), ("kind", "Own"), ("title", "Temadag"), ("note", new string('x', 501))], "Teksten er for lang"),
            ([("day", "2127-02-28"), ("kind", "Own"), ("title", "Temadag")], "for langt væk"),
            ([("day", "2027-02-28"), ("kind", "Assessment"), ("title", "Temadag")], "Vælg, hvad det er"),
            ([], "Vælg en dato"),
        ])
        {
            var refused = await jonas.Post("/year/entries", bad);
            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            refused.Text.ShouldContain(said);
        }
        (await jonas.Post("/year/entries", ("title", "Temadag <b>"), ("day", "29-02-2028"), ("kind", "Own"))).Location.ShouldBe("/year?year=2028#m-2");
        var id = await house.Ask(db => db.YearEntries.Select(one => one.Id).SingleAsync(), Acting.AtChores);
        (await jonas.Get("/year?year=2028")).Text.ShouldContain("Temadag &lt;b&gt;");
        (await birgit.Post($"/year/entries/{id}", ("title", "Temadag om ro"), ("day", "2028-02-29"), ("note", "Hele dagen"), ("version", "1"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var late = await jonas.Post($"/year/entries/{id}", ("title", "Temadag om søvn"), ("day", "2028-03-01"), ("note", ""), ("version", "1"));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        foreach (var there in (string[])["Temadag om ro", "Hele dagen", "Temadag om søvn", "value=\"2028-03-01\""])
            late.Text.ShouldContain(there);
        // By hand into a month that is shorter, and what is done.
        (await jonas.Post("/year/days", ("year", "2028"), ("key", $"entry {id}"), ("version", "2"), ("month", "2027-02"))).Location.ShouldBe("/year?year=2027#m-2");
        (await house.Ask(db => db.YearEntries.Select(one => one.Day).SingleAsync(), Acting.AtChores)).ShouldBe(new(2027, 2, 28));
        foreach (var _ in (int[])[1, 2])
            await jonas.Post($"/year/entries/{id}/completion");
        (await jonas.Get("/year?year=2027")).Text.ShouldContain("om-badge-leaf");
        (await jonas.Post("/year/days", ("year", "2027"), ("key", $"entry {id}"), ("version", "4"), ("month", "2027-05"))).Location.ShouldBe("/year?year=2027");
        await jonas.Post($"/year/entries/{id}/reopening");
        await jonas.Post($"/year/entries/{id}/removal");
        var without = (await birgit.Get("/year?year=2027")).Text;
        without.ShouldContain("1 ting er lagt til side");
        Regex.Count(without, "class=\"om-year-line\"").ShouldBe(0);
        await birgit.Post($"/year/entries/{id}/return");
        var history = (await jonas.Get($"/year/entries/{id}")).Text;
        foreach (var there in (string[])["Jonas Bech lagde den i året 29. feb. 2028", "Birgit Dam rettede navnet", "flyttede den fra 29. feb. 2028 til 28. feb. 2027", "skrev, at det er gjort", "åbnede den igen", "lagde den til side", "Birgit Dam tog den frem igen"])
            history.ShouldContain(there);
        Regex.Count(history, "skrev, at det er gjort").ShouldBe(1);
        foreach (var gone in (string[])["", "/completion", "/reopening", "/removal", "/return"])
            (await jonas.Post($"/year/entries/{Ids.New()}{gone}", ("title", "x"))).Location.ShouldBe("/year");
        // Six years later it is forgotten.
        await house.Wait(TimeSpan.FromDays(7 * 366));
        (await house.Ask(db => db.YearEntries.CountAsync(), Acting.AtChores)).ShouldBe(0);
    }

    [Fact]
    public async Task Fjordbys_year_comes_of_its_assessments_policies_and_collections_and_tells_nobody_what_others_plan()
    {
        await using var house = await Visits.Open(cluster, lived: true);
        using var maja = await house.As("maja");
        using var birgit = await house.As("birgit");
        var (now, next) = ((await birgit.Get("/year")).Text, (await birgit.Get("/year?year=2027")).Text);
        foreach (var there in (string[])["APV i Sundhed og ældre begyndte", "Noget er ændret i Fjordskolen", "Fire pejlemærker for Fjordby« blev udgivet", "Spurgt: Hvor står vi?", "Den årlige drøftelse af arbejdsmiljøet"])
            now.ShouldContain(there);
        next.ShouldContain("APV igen i Park og vej");
        next.ShouldContain("Læs »Fire pejlemærker for Fjordby« igen");
        // What is still going on this year, or is still to be held, comes again the next.
        next.ShouldContain("Leder-APV på tværs");
        Offers(next).ShouldContain("Den årlige drøftelse af arbejdsmiljøet");
        // Asked a year ago: asking again is suggested, with why, and not laid in.
        Offers(next).ShouldContain("Spørg igen: Hvor står vi?");
        Offers(next).ShouldContain("I spurgte sidst");
        // Maja reads the same law and policies; not what is being planned, and not that somebody is asked with their name.
        var hers = (await maja.Get("/year")).Text;
        hers.ShouldContain("Noget er ændret i Fjordskolen");
        foreach (var never in (string[])["Det, arbejdet gør ved os", "Hvordan går det lige nu?", "Sådan ser vi på det i Øst"])
            hers.ShouldNotContain(never);
        now.ShouldContain("Det, arbejdet gør ved os");
        // It stands in the calendar of those who lay it, and its title tells nothing of what; nobody else's calendar has it.
        var (from, until) = (Clock.Day(Visits.Monday), Clock.Day(Visits.Monday).AddYears(1));
        foreach (var (who, many) in (IEnumerable<(string, bool)>)[("jonas", true), ("maja", false)])
        {
            var id = await house.IdOf(who);
            await using var scope = house.Services.CreateAsyncScope();
            await using var transaction = await scope.ServiceProvider.GetRequiredService<Database>().Begin(Acting.As(id), TestContext.Current.CancellationToken);
            var dated = await scope.ServiceProvider.GetServices<IDates>().OfType<YearDates>().Single().For(id, from, until, TestContext.Current.CancellationToken);
            (dated.Count > 4).ShouldBe(many);
            dated.ShouldAllBe(one => one.On >= from && one.On <= until && one.Title.StartsWith("Årshjulet: ") && one.Address.StartsWith("/year?year="));
            dated.Select(one => one.Key).Distinct().Count().ShouldBe(dated.Count);
            if (many)
                dated.ShouldContain(one => one.On == from.AddDays(17));
        }
        // In another language everything is there too.
        (await birgit.Get("/year?year=2027&lang=en")).Text.ShouldContain("Assessment again in Park og vej");
    }

    private static async Task Discussed(Visits house, DateOnly on) => await house.Do(async db =>
    {
        db.Add(new Discussion { Id = Ids.New(), HeldOn = on, Who = "AMO", Version = 2, BegunAt = house.Clock.GetUtcNow(), SignedBy = "Formanden", SignedOn = on });
        await db.SaveChangesAsync();
    }, Acting.AtChores);

    private static Task<int> Letters(Visits house) => house.Ask(db => db.Letters.CountAsync(letter => letter.UniqueKey.StartsWith("desk Reminder")));

    private static string Offers(string page) => page.IndexOf("id=\"suggestions\"", StringComparison.Ordinal) is var at && at < 0 ? "" : page[at..];

    // What the form of the thing with this name says it is.
    private static string KeyOf(string page, string name) =>
        Thing().Matches(page).Select(found => (Text: found.Value, Key: Key().Match(found.Value))).First(found => found.Key.Success && found.Text.Contains(name, StringComparison.Ordinal)).Key.Groups["key"].Value;

    [GeneratedRegex("<li id=\"y-.*?</li>", RegexOptions.Singleline)]
    private static partial Regex Thing();

    [GeneratedRegex("name=\"key\" value=\"(?<key>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Key();
}
