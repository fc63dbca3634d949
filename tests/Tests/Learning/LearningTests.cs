using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Actions;
using Omtanke.Assessments;
using Omtanke.Data;
using Omtanke.Demo;
using Omtanke.Insight;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Tests.Assessments;
using Omtanke.Tests.Workshops;
using Omtanke.Workshops;

namespace Omtanke.Tests.Learning;

/// <summary>What the whole workplace learns: who gets in, and that nothing on it gives anybody away: not a number that moves, not a small group, not a word or a name.</summary>
public sealed partial class LearningTests(TestCluster cluster)
{
    private static readonly string[] Ways = ["/learning", "/learning/word", "/learning/table"];

    [Fact]
    public async Task Only_those_who_answer_for_the_whole_come_in_and_the_database_itself_lets_nobody_else_see()
    {
        await using var house = await Visits.Open(cluster);
        var (erik, round) = (await IdOf(house, "Erik Toft"), await Shown(house, ["Sundhed og ældre"]));
        await Counted(house, 2025, 12);
        foreach (var way in Ways)
        {
            foreach (var persona in (string[])["karen", "birgit"])
                using (var one = await house.As(persona))
                    (await one.Get(way)).Status.ShouldBe(HttpStatusCode.OK, $"{persona} {way}");
            // A member of the AMO, who prepares the yearly discussion.
            using (var member = await house.As(erik))
                (await member.Get(way)).Status.ShouldBe(HttpStatusCode.OK, way);
            foreach (var persona in (string[])["maja", "henrik", "aisha", "jonas", "lars", "admin"])
                using (var other = await house.As(persona))
                {
                    var (reply, nowhere) = (await other.Get(way), await other.Get("/nothing-at-all"));
                    reply.Status.ShouldBe(HttpStatusCode.NotFound, $"{persona} {way}");
                    reply.Bytes.ShouldBe(nowhere.Bytes);
                    (await other.Get("/me")).Text.ShouldNotContain("href=\"/learning\"");
                    (await other.Get("/collections")).Text.ShouldNotContain("href=\"/learning\"");
                }
            (await house.Browser().Get(way)).Location.ShouldNotBeNull().ShouldStartWith("/sign-in");
        }
        // A handler that forgot to ask would find nothing: leader, AMR, psychologist, administrator.
        foreach (var persona in (string[])["henrik", "jonas", "lars", "admin"])
            (await Seen(house, await house.IdOf(persona), round)).ShouldBe((0, 0, 0, 0), persona);
        (await Seen(house, await house.IdOf("karen"), round)).ShouldBe((1, 1, 1, 1));
        // Whoever no longer holds the role loses it at once.
        using var karen = await house.As("karen");
        await Tests.Given.Tampering(house, $"update roles set until_on = '2026-11-22' where person = '{await house.IdOf("karen")}' and role = 'TopManagement'");
        (await karen.Get("/learning")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Seen(house, await house.IdOf("karen"), round)).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public async Task Nobody_can_tell_from_the_number_that_somebody_has_just_asked_for_a_conversation()
    {
        await using var house = await Visits.Open(cluster);
        using var karen = await house.As("karen");
        foreach (var day in (DateTimeOffset[])[new(2025, 4, 4, 12, 0, 0, TimeSpan.Zero), Visits.Monday])
            await house.AWorkshop([await house.IdOf("jonas")], closed: true, more: (workshop, _) => workshop.ClosedAt = day);
        await Counted(house, 2025, 4);
        var four = await Pages(karen, "?year=2025");
        four[0].ShouldContain("Færre end 5, måske ingen");
        // More of that year turn up, in whatever way: it is counted once.
        await Begun(house, 9, new(2025, 6, 1, 10, 0, 0, TimeSpan.Zero));
        await house.DoChores();
        (await Pages(karen, "?year=2025")).ShouldBe(four);
        // Somebody asks now, and again somebody does: the year is not over, so nothing moves.
        var before = await Pages(karen, "");
        before[0].ShouldContain("Tallet for 2026 kommer, når året er slut");
        foreach (var _ in Enumerable.Range(0, 6))
        {
            await Begun(house, 1, house.Clock.GetUtcNow().AddMinutes(-1));
            await house.DoChores();
            (await Pages(karen, "")).ShouldBe(before);
        }
        // One that is erased or called off takes nothing away from a year that is told.
        await house.Wait(TimeSpan.FromDays(45));
        using var later = await house.As("karen");
        var told = await Pages(later, "?year=2026");
        told[0].ShouldContain("5–9");
        await Tests.Given.Tampering(house, "delete from conversations where begun_at >= '2026-01-01'");
        await house.DoChores();
        (await Pages(later, "?year=2026")).ShouldBe(told);
        // What is kept is a band: the number itself stands nowhere, not even for whoever owns the server.
        (await house.AsOwner("select least, most from year_counts where year = 2026 and what = 'conversations'", row => (row.GetInt32(0), row.GetInt32(1)))).ShouldBe([(5, 9)]);
        (await Should.ThrowAsync<PostgresException>(() => house.Do(db => db.Database.ExecuteSqlRawAsync("update year_counts set most = 6", TestContext.Current.CancellationToken), Acting.AtChores))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Should.ThrowAsync<PostgresException>(() => house.Do(db => db.Database.ExecuteSqlRawAsync("insert into year_counts values (2020, 'x', 4, 9, now())", TestContext.Current.CancellationToken), Acting.AtChores))).SqlState.ShouldBe(PostgresErrorCodes.CheckViolation);
    }

    [Fact]
    public async Task Nobody_can_tell_five_from_nine_and_the_erased_are_counted_with_the_others()
    {
        var pages = new List<string[]>();
        foreach (var (kept, erased) in (IEnumerable<(int, int)>)[(5, 0), (2, 7)])
        {
            await using var house = await Visits.Open(cluster);
            await Begun(house, kept, new(2025, 3, 3, 9, 0, 0, TimeSpan.Zero));
            await Tests.Given.Tampering(house, $"insert into conversation_tallies values (2025, 'Care', 'Closed', {erased}), (2025, 'Care', 'Declined', 40), (2024, 'Care', 'Closed', 90)");
            await house.DoChores();
            using var karen = await house.As("karen");
            pages.Add([Section((await karen.Get("/learning?year=2025")).Text, "talk"), (await karen.Get("/learning/table?year=2025")).Text]);
        }
        pages[1].ShouldBe(pages[0]);
        pages[0][0].ShouldContain("5–9");
        pages[0][0].ShouldContain("90–99");
    }

    [Fact]
    public async Task Figures_come_when_those_asked_have_seen_them_without_a_word_that_was_written_and_never_of_fewer_than_five()
    {
        await using var house = await Visits.Open(cluster);
        using var karen = await house.As("karen");
        var (unit, office) = (await house.UnitOf("Sundhed og ældre"), await house.UnitOf("Personale og økonomi"));
        var early = await Asked(house, ["Sundhed og ældre"], comment: "Det siger jeg til ingen");
        await house.DoChores();
        (await Pages(karen, $"?unit={unit}")).ShouldAllBe(page => !page.Contains("Hvor står vi?"));
        await Show(house, early);
        foreach (var (page, place) in (await Pages(karen, $"?unit={unit}")).Select((page, place) => (page, place)))
        {
            page.ShouldContain("Hvor står vi?", Case.Sensitive, Ways[place]);
            page.ShouldContain("Skabende");
            page.ShouldContain("34");
            page.ShouldNotContain("siger jeg til ingen");
        }
        // Nor does it leave the database for those at the top.
        (await house.Within((_, services) => services.GetRequiredService<ShownCells>().Of([early], null), Acting.As(await house.IdOf("karen"))))[early].Cells.ShouldHaveSingleItem().Comments.ShouldBeEmpty();
        (await house.Within((_, services) => services.GetRequiredService<Omtanke.Insight.Releases>().Of(early), Acting.As(await house.IdOf("karen")))).ShouldBeNull();

        // Four of an office answer: no number of theirs stands anywhere, and it says why.
        var few = await Shown(house, ["Personale og økonomi"], step: "T04.S3", most: 4);
        var pages = await Pages(karen, $"?unit={office}");
        pages[0].ShouldContain("Færre end 5 har svaret");
        foreach (var page in pages)
            page.ShouldContain("for få svar");
        Section(pages[0], "spot").ShouldNotContain("<b>");
        pages[2].Split("\r\n").Where(line => line.Contains("Temperaturen", StringComparison.Ordinal) || line.Contains("Farve", StringComparison.Ordinal)).ShouldAllBe(line => !line.Contains('%'));
        _ = few;

        // What a single team was asked is the team's own; a unit that is no group is answered with the whole.
        await Shown(house, ["Hjemmeplejen Vest"], step: "T10.S4");
        var (whole, team) = (await karen.Get("/learning"), await karen.Get($"/learning?unit={await house.UnitOf("Hjemmeplejen Vest")}"));
        whole.Text.ShouldNotContain("Hjemmeplejen Vest");
        Body(team.Text).ShouldBe(Body(whole.Text));
    }

    [Fact]
    public async Task Of_two_that_ask_the_same_of_the_same_people_within_a_year_only_one_is_told()
    {
        await using var house = await Visits.Open(cluster);
        var large = await Shown(house, ["Sundhed og ældre"], title: "Den store");
        await Shown(house, ["Plejecenter Strandlyst"], title: "Den lille");
        await Shown(house, ["Børn og skole"], title: "Den anden");
        using var karen = await house.As("karen");
        foreach (var query in (string[])["", $"?unit={await house.UnitOf("Plejecenter Strandlyst")}"])
        {
            var page = (await karen.Get($"/learning{query}")).Text;
            page.ShouldContain("Den store");
            page.ShouldNotContain("Den lille");
        }
        // Those that share nobody stand beside each other.
        (await karen.Get("/learning")).Text.ShouldContain("Den anden");
        _ = large;
    }

    [Fact]
    public async Task Of_what_was_agreed_only_how_much_of_it_is_told_and_not_of_one_group_alone()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.IdOf("jonas");
        using var karen = await house.As("karen");
        await Agreed(2);
        foreach (var page in await Pages(karen, ""))
            page.ShouldNotContain("Dagen er gået");
        (await karen.Get("/learning")).Text.ShouldContain("Der er holdt 2 workshops i 2026.");
        await Agreed(1);
        await house.AWorkshop([jonas], closed: true, more: (workshop, _) => workshop.Rehearsing = true);
        var pages = await Pages(karen, "");
        pages[0].ShouldContain("Der er holdt 3 workshops i 2026.");
        pages[0].ShouldContain("I 2026 blev der aftalt 9 ting");
        pages[0].ShouldContain("3 aftaler er ikke blevet til noget");
        foreach (var page in pages)
        {
            page.ShouldContain("Dagen er gået");
            foreach (var never in (string[])["Kaffe kl. 7.20", "Trine fra aftenholdet", "Torsdagsmødet", "Jonas", "Kantinen"])
                page.ShouldNotContain(never);
        }
        (await Seen(house, jonas, Guid.Empty)).ShouldBe((0, 0, 0, 0));

        async Task Agreed(int workshops)
        {
            for (var number = 0; number < workshops; number++)
            {
                var id = await house.AWorkshop([jonas], closed: true);
                await house.Do(async db =>
                {
                    foreach (var (due, done, place) in (IEnumerable<(DateOnly, DateOnly?, int)>)[(new(2026, 11, 1), null, 1), (new(2026, 12, 24), null, 2), (new(2026, 11, 1), new(2026, 11, 2), 3)])
                        db.Add(new PlannedAction
                        {
                            Id = Ids.New(), Origin = Origin.Workshop, OriginId = id, Position = place, What = "Kaffe kl. 7.20", Who = "Trine fra aftenholdet", DueOn = due, DoneOn = done,
                            Status = done is null ? Status.Planned : Status.Done, MadeAt = house.Clock.GetUtcNow(),
                        });
                    await db.SaveChangesAsync();
                }, Acting.AtChores);
            }
        }
    }

    [Fact]
    public async Task A_new_workplace_is_told_where_to_begin_and_an_address_that_means_nothing_shows_this_year()
    {
        await using var house = await Visits.Open(cluster);
        using var karen = await house.As("karen");
        var page = await karen.Get("/learning");
        page.Text.ShouldContain("Der er ikke noget at se tilbage på endnu");
        page.Text.ShouldContain("href=\"/collections/new\"");
        foreach (var odd in (string[])["?year=1850", "?year=abc&unit=nonsense", "?year=2027", $"?unit={Ids.New()}", "?year=9999999999999"])
            Body((await karen.Get($"/learning{odd}")).Text).ShouldBe(Body(page.Text), odd);
        (await karen.Get("/learning?year=2025")).Text.ShouldContain("aria-current=\"page\">2025");
        WordText((await karen.Get("/learning/word")).Bytes).ShouldContain("Årets rapport 2026");
        (await karen.Get("/learning?lang=en")).Text.ShouldContain("There is nothing to look back on yet");
    }

    [Fact]
    public async Task Fjordby_looks_back_on_two_years_and_takes_them_along_with_what_the_law_says()
    {
        await using var house = await Visits.Open(cluster, lived: true);
        await house.DoChores();
        using var karen = await house.As("karen");
        var pages = await Pages(karen, "?year=2026");
        // The same chain on all of them; two years of the profile, three rounds of the temperature.
        foreach (var page in pages)
            foreach (var there in (string[])["Få øje på", "Tale sammen", "Aftale", "Følge op", "Skabende", "Temperaturen lige nu", "5–9", "Dagen er gået"])
                page.ShouldContain(there);
        foreach (var page in pages.Take(2))
            foreach (var there in (string[])["Lære", "Den årlige drøftelse i loven", "arbejdsmiljøloven", "ikke juridisk rådgivning"])
                page.ShouldContain(there);
        Regex.Count(Section(pages[0], "learn"), "<li>").ShouldBe(3);
        Regex.Count(Section(pages[0], "spot"), "<th scope=\"row\">").ShouldBe(2 + 3);
        pages[0].ShouldNotContain("Maja");
        pages[0].ShouldNotContain("Jonas");
        (await karen.Get("/learning?year=2025")).Text.ShouldContain("Der er holdt 3 workshops i 2025.");
        // Units stand in the workplace's own order, and nowhere beside each other with their numbers.
        var choices = Regex.Matches(pages[0], "<option value=\"[0-9a-f-]{36}\"[^>]*>(?<name>[^<]*)", RegexOptions.ExplicitCapture).Select(found => WebUtility.HtmlDecode(found.Groups["name"].Value).Trim()).ToList();
        choices.ShouldBe(["Fjordby Kommune", "Børn og skole", "Personale og økonomi", "Sundhed og ældre", "Plejecenter Strandlyst", "Teknik og miljø"]);
    }

    // How many of each of the four there are for somebody, straight in the database: collections shown, cells, counts, workshops.
    private static Task<(int, int, int, int)> Seen(Visits house, Guid person, Guid round) => house.Ask(async db => (
        await db.Collections.CountAsync(one => one.ShownAt != null && !one.Keepers.Contains(person) && !db.Set<ShownTo>().Any(to => to.Collection == one.Id && to.Person == person)),
        await db.Database.SqlQuery<int>($"""select count(*)::int as "Value" from learned_cells({(Guid[])[round]}, null)""").SingleAsync(),
        await db.Database.SqlQuery<int>($"""select count(*)::int as "Value" from year_counts where year = 2025""").SingleAsync() > 0 ? 1 : 0,
        await db.Database.SqlQuery<int>($"""select (select case when learns() then 1 else 0 end + held) as "Value" from learned_workshops('2020-01-01', '2030-01-01', '2026-11-23')""").SingleAsync()), Acting.As(person));

    private static async Task<string[]> Pages(Visitor visitor, string query) =>
        [(await visitor.Get($"/learning{query}")).Text, WordText((await visitor.Get($"/learning/word{query}")).Bytes), (await visitor.Get($"/learning/table{query}")).Text];

    private static async Task Counted(Visits house, int year, int many)
    {
        await Begun(house, many, new(year, 5, 5, 9, 0, 0, TimeSpan.Zero));
        await house.DoChores();
    }

    private static async Task Begun(Visits house, int many, DateTimeOffset at)
    {
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        for (var number = 0; number < many; number++)
        {
            var id = await Tests.Given.AConversation(house, maja, henrik, State.Active);
            await Tests.Given.Tampering(house, $"update conversations set begun_at = '{at:O}' where id = '{id}'");
        }
    }

    private static async Task<Guid> Asked(Visits house, string[] units, string step = "T01.M", int most = int.MaxValue, string comment = "", string title = "Hvor står vi?")
    {
        var id = await house.ACollection(await house.IdOf("birgit"), units, step, more: collection => collection.Title = title);
        var options = await house.Ask(async db => (await db.Collections.SingleAsync(one => one.Id == id)).Options, Acting.AtChores);
        var codes = (await house.CodesOf(id)).OrderBy(code => code.Key).Select(code => code.Value).ToList();
        foreach (var (code, place) in codes.Take(Math.Min(most, Math.Max(1, codes.Count - 1))).Select((code, place) => (code, place)))
            await house.Answer(code, comment, [.. options.Select((count, question) => (int?)(((place * 3) + question) % count))]);
        await house.CloseIt(id);
        return id;
    }

    private static async Task<Guid> Shown(Visits house, string[] units, string step = "T01.M", int most = int.MaxValue, string title = "Hvor står vi?")
    {
        var id = await Asked(house, units, step, most, title: title);
        await house.DoChores();
        await Show(house, id);
        return id;
    }

    private static Task Show(Visits house, Guid id) => house.Within(async (db, services) =>
    {
        await services.GetRequiredService<Omtanke.Assessments.Box.Showing>().Show(await db.ClaimCollection(id), null, house.Clock.GetUtcNow());
        await db.SaveChangesAsync();
        return true;
    }, Acting.AtChores);

    private static Task<Guid> IdOf(Visits house, string name) => house.Ask(db => db.People.Where(person => person.Name == name).Select(person => person.Id).SingleAsync());

    // Everything but the way to the other language, which keeps the address.
    private static string Body(string html) => html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)];

    private static string Section(string page, string name) => Regex.Match(page, $"<section[^>]*aria-labelledby=\"{name}\".*?</section>", RegexOptions.Singleline, TimeSpan.FromSeconds(2)).Value;

    private static string WordText(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        return WebUtility.HtmlDecode(Tag().Replace(reader.ReadToEnd(), " "));
    }

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
