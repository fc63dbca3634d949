using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Assessments;
using Omtanke.Assessments.Named;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;

namespace Omtanke.Tests.Assessments;

/// <summary>Answers with a name: who reads them is told before the first question, and nobody else does, whoever they are and whatever they hold.</summary>
public sealed partial class NamedTests(TestCluster cluster)
{
    private static readonly (string Name, string? Value)[] Plan =
    [
        ("step", "T01.M"), ("title", "Hvor står vi?"), ("opens", "2026-11-24"), ("opens-time", "09:00"), ("closes", "2026-12-08"), ("closes-time", "16:00"), ("feedback", "2026-12-18"), ("dialogue", "2027-01-07"),
        ("comment", "yes"), ("weeks", ""), ("language", "da"), ("owner", "birgit@fjordby.example"),
    ];

    [Fact]
    public async Task Confidential_is_planned_with_named_people_answered_with_a_name_and_read_by_those_alone()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        (string, string?)[] form = [.. Plan, ("mode", "Confidential"), ("unit", (await house.UnitOf("Hjemmeplejen Øst")).ToString())];
        foreach (var (readers, said) in ((string, string)[])[("", "Nævn mindst én"), ("Jonas Bech\nHolger Danske\nNiels Ebbesen", "kan ikke finde: Holger Danske, Niels Ebbesen."), (string.Join('\n', Enumerable.Range(1, 6).Select(n => $"person{n}@fjordby.example")), "højst fem")])
        {
            var wrong = await birgit.Post("/collections", [.. form, ("readers", readers)]);
            (wrong.Status, wrong.Text.Contains(said, StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true), said);
            WebUtility.HtmlDecode(wrong.Text).ShouldContain(readers.Split('\n')[0]);
        }
        (await birgit.Post("/collections", [.. form.Where(one => one.Item1 != "mode"), ("mode", "2")])).Text.ShouldContain("en af de tre");
        // Twelve are few, and asked all the same without a word about it: everybody knows who reads.
        var home = (await birgit.Post("/collections", [.. form, ("readers", "Jonas Bech · jonas@fjordby.example"), ("readers-more", "Lars Vestergaard")])).Location.ShouldNotBeNull();
        var plan = (await birgit.Get(home)).Text;
        foreach (var said in (string[])["12 bliver spurgt", "Fortroligt til nævnte personer", "Jonas Bech", "Lars Vestergaard", "kan det ikke ændres"])
            plan.ShouldContain(said);
        await birgit.Post($"{home}/opening");
        var id = Guid.Parse(home.Split('/')[^1]);
        (await birgit.Get($"{home}/letters")).Location.ShouldBe(home);
        (await birgit.Get($"{home}/poster")).Location.ShouldBe(home);
        (await birgit.Get(home)).Text.ShouldNotContain("/letters");
        await house.DoChores();
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.UniqueKey.StartsWith($"collection {id} 1 ")))).ShouldBe(12);
        (await house.AsOwner($"select code_hash from collection_codes where collection = '{id}'", row => 1)).ShouldBeEmpty();

        // Before the first question: who reads, by name and by role, from when, until when, and what nobody can promise.
        using var maja = await house.As("maja");
        (await maja.Get("/me")).Text.ShouldContain("Svar med dit navn: »Hvor står vi?«");
        var mine = $"{home}/mine";
        var before = (await maja.Get(mine)).Text;
        foreach (var said in (string[])["Jonas Bech", "AMR", "Lars Vestergaard", "Psykolog", "når indsamlingen er lukket", "Ingen kan love dig", "6 måneder", "aldrig for færre end 5", "nøglefilen"])
            before.ShouldContain(said);
        before.ShouldNotContain("Henrik Lund");
        (await maja.Autosave($"{mine}/questions", ("version", "0"), ("T01.P1", "4"))).Text.ShouldContain("\"version\":1");
        (await maja.Autosave($"{mine}/questions", ("version", "0"), ("T01.P1", "2"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Post($"{mine}/questions", ("version", "1"), ("T01.P1", "4"), ("T01.P2", "1"), ("comment", "Kanariefuglen er træt"))).Location.ShouldBe($"{mine}/review");
        (await maja.Post($"{mine}/sending")).Location.ShouldBe(mine);
        (await maja.Post($"{mine}/sending")).Location.ShouldBe(mine);
        (await maja.Get(mine)).Text.ShouldContain("Kanariefuglen er træt");
        // Changed, and not sent again: what was sent stands, and she is told.
        await maja.Post($"{mine}/questions", ("version", "3"), ("T01.P1", "5"), ("comment", "Kanariefuglen sover"));
        var half = (await maja.Get(mine)).Text;
        (half.Contains("ikke sendt det igen", StringComparison.Ordinal), half.Contains("er træt", StringComparison.Ordinal)).ShouldBe((true, true));
        await maja.Post($"{mine}/sending");

        // While it is open nobody reads, and nobody sees that she has answered.
        using var jonas = await house.As("jonas");
        (await jonas.Get($"{home}/answers")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await birgit.Get(home)).Text.ShouldContain("Færre end fem af 12");
        await jonas.Post($"{mine}/questions", ("version", "0"), ("comment", "Aldrig sendt"));

        await birgit.Post($"{home}/closing");
        var answer = (await house.AsOwner($"select id, person from named_answers where collection = '{id}'", row => row.GetGuid(0))).ShouldHaveSingleItem();
        foreach (var persona in (string[])["birgit", "henrik", "karen", "aisha", "admin", "maja"])
        {
            using var other = await house.As(persona);
            foreach (var path in (string[])["/answers", $"/answers/{answer}", "/talk"])
                (await other.Get(home + path)).Status.ShouldBe(HttpStatusCode.NotFound, $"{persona} {path}");
        }
        var list = (await jonas.Get($"{home}/answers")).Text;
        (list.Contains("Maja Holm", StringComparison.Ordinal), list.Contains("du har åbnet", StringComparison.Ordinal)).ShouldBe((true, false));
        (await maja.Get(mine)).Text.ShouldContain("Ingen har åbnet det endnu");
        var read = (await jonas.Get($"{home}/answers/{answer}")).Text;
        (read.Contains("Kanariefuglen sover", StringComparison.Ordinal), read.Contains("Maja kan se", StringComparison.Ordinal)).ShouldBe((true, true));
        (await jonas.Get($"{home}/answers")).Text.ShouldContain("du har åbnet det");
        var opened = (await maja.Get(mine)).Text;
        opened[opened.IndexOf("Hvem har åbnet", StringComparison.Ordinal)..].ShouldContain("Jonas Bech");
        (await maja.Get("/openings")).Text.ShouldContain($"href=\"{mine}\"");
        // Too late: it is said, and nothing is taken.
        (await maja.Post($"{mine}/questions", ("version", "5"), ("T01.P1", "1"))).Status.ShouldBe(HttpStatusCode.Gone);
        (await maja.Post($"{mine}/sending")).Status.ShouldBe(HttpStatusCode.Gone);
        // What was begun and never sent is gone, for himself too.
        (await jonas.Get(mine)).Text.ShouldNotContain("Aldrig sendt");
        (await jonas.Get($"{home}/answers/{Ids.New()}")).Status.ShouldBe(HttpStatusCode.NotFound);

        // Taken back afterwards: nobody reads it again, and no older backup either.
        var key = (await house.AsOwner($"select key from named_answers where id = '{answer}'", row => row.GetGuid(0)))[0];
        (await maja.Post($"{mine}/withdrawal")).Location.ShouldBe(mine);
        (await jonas.Get($"{home}/answers/{answer}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await jonas.Get($"{home}/answers")).Text.ShouldContain("Ingen har svaret");
        (await house.AsOwner($"select id from keys.data_keys where id = '{key}'", row => 1)).ShouldBeEmpty();
        (await house.AsOwner($"select key from tombstones where record = '{answer}'", row => row.GetGuid(0))).ShouldBe([key]);
    }

    [Fact]
    public async Task The_database_alone_shows_nobody_what_was_answered_and_its_locks_hold_without_the_program()
    {
        await using var house = await Visits.Open(cluster);
        var (birgit, jonas, maja) = (await house.IdOf("birgit"), await house.IdOf("jonas"), await house.IdOf("maja"));
        var id = await house.ACollection(birgit, ["Hjemmeplejen Øst"], more: one => (one.Mode, one.Readers) = (Mode.Confidential, [jonas]));
        await house.AnswerByName(id, maja, "Kanariefuglen er træt", 4, 4, 4);
        await house.AnswerByName(id, await house.IdOf("henrik"), "", 1);
        await Dark();
        (await Count(Acting.As(maja), Acting.As(jonas), Acting.As(birgit), Acting.AtChores, Acting.Nobody)).ShouldBe([1, 0, 0, 0, 0]);
        await house.CloseIt(id);
        await Dark();
        (await Count(Acting.As(maja), Acting.As(jonas), Acting.As(birgit), Acting.As(await house.IdOf("admin")), Acting.As(await house.IdOf("karen")), Acting.AtChores, Acting.Nobody)).ShouldBe([1, 2, 0, 0, 0, 0, 0]);
        // Nobody changes what was promised or said any more, not even by hand.
        (await house.Ask(db => db.Database.ExecuteSqlAsync($"update named_answers set version = 9 where collection = {id}"), Acting.As(jonas))).ShouldBe(0);
        await Should.ThrowAsync<Npgsql.PostgresException>(() => house.Ask(db => db.Database.ExecuteSqlAsync($"update named_answers set version = 9 where collection = {id}"), Acting.As(maja)));

        // The box is counted in a minute, nothing of it is ever written out, and its secret goes.
        await house.DoChores();
        foreach (var table in (string[])["collection_box", "collection_answers", "collection_comments"])
            (await house.AsOwner($"select 1 from {table}", row => 1)).ShouldBeEmpty(table);
        (await house.AsOwner("select id from keys.data_keys where kind = 'Collection'", row => 1)).ShouldBeEmpty();
        (await house.Ask(db => db.Collections.SingleAsync(one => one.Id == id), Acting.AtChores)).Key.ShouldBeNull();
        await Dark();

        // Half a year later answers and keys are gone, and Maja is told that they are.
        await house.Wait(TimeSpan.FromDays(200));
        (await house.AsOwner("select 1 from named_answers union all select 1 from collection_chairs", row => 1)).ShouldBeEmpty();
        (await house.AsOwner("select 1 from keys.data_keys where kind = 'Answer'", row => 1)).ShouldBeEmpty();

        async Task<List<int>> Count(params Acting[] people)
        {
            var counts = new List<int>();
            foreach (var acting in people)
                counts.Add(await house.Ask(db => db.NamedAnswers.CountAsync(), acting));
            return counts;
        }

        // All of one length, and not a word of it.
        async Task Dark()
        {
            var sealedAnswers = await house.AsOwner("select answer from named_answers", row => row.GetFieldValue<byte[]>(0));
            sealedAnswers.Select(one => one.Length).Distinct().Count().ShouldBe(1);
            sealedAnswers.ShouldAllBe(one => !Encoding.UTF8.GetString(one).Contains("Kanarie", StringComparison.Ordinal));
            (await house.AsOwner("select release::text from releases", row => row.GetString(0))).ShouldAllBe(text => !text.Contains("Kanarie", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Whoever_leaves_moves_or_leads_no_more_reads_nothing_from_the_next_page_on_and_nobody_new_inherits()
    {
        await using var house = await Visits.Open(cluster);
        var (birgit, jonas, maja, henrik, aisha) = (await house.IdOf("birgit"), await house.IdOf("jonas"), await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("aisha"));
        var (east, school) = (await house.UnitOf("Hjemmeplejen Øst"), await house.UnitOf("Fjordskolen"));
        var confidential = await house.ACollection(birgit, ["Hjemmeplejen Øst"], more: one => (one.Mode, one.Readers) = (Mode.Confidential, [birgit]));
        var dialogue = await house.ACollection(birgit, ["Sundhed og ældre", "Fjordskolen"], more: one => one.Mode = Mode.Dialogue);
        var said = await house.AnswerByName(confidential, maja, "Kun til Birgit", 1);
        await house.AnswerByName(dialogue, maja, "Til os i Øst", 1);
        await house.CloseIt(confidential);
        await house.CloseIt(dialogue);
        var talk = $"/collections/{dialogue}/talk";

        using var colleague = await house.As("jonas");
        using var leader = await house.As("henrik");
        using var other = await house.As("aisha");
        foreach (var reader in (Visitor[])[colleague, leader])
            (await reader.Get(talk)).Text.ShouldContain("Til os i Øst");
        // A leader of another unit that was asked reads her own, and not theirs by asking for it; nor does whoever is above.
        (await other.Get(talk)).Text.ShouldNotContain("Til os i Øst");
        (await other.Get($"{talk}?unit={east}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var susanne = await house.Ask(db => db.People.Where(person => person.Name == "Susanne Bruun").Select(person => person.Id).SingleAsync());
        using var above = await house.As(susanne);
        (await above.Get(talk)).Text.ShouldNotContain("Til os i Øst");
        (await above.Get($"{talk}?unit={east}")).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var persona in (string[])["birgit", "karen", "admin", "lars"])
        {
            using var outsider = await house.As(persona);
            (await outsider.Get(talk)).Status.ShouldBe(HttpStatusCode.NotFound, persona);
        }

        // Jonas moves to the school, Henrik gives the unit to Aisha.
        await Tests.Given.Tampering(house, $"""
            update memberships set until_on = '2026-11-23' where person = '{jonas}' and until_on is null; insert into memberships values ('{Ids.New()}', '{jonas}', '{school}', '2026-11-23');
            update roles set until_on = '2026-11-23' where person = '{henrik}' and role = 'Leader' and until_on is null; insert into roles values ('{Ids.New()}', '{aisha}', 'Leader', '{east}', '2026-11-23');
            update memberships set until_on = '2026-11-23' where person = '{henrik}' and until_on is null
            """);
        foreach (var gone in (Visitor[])[colleague, leader])
            (await gone.Get(talk)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.Get($"{talk}?unit={east}")).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var acting in (Acting[])[Acting.As(jonas), Acting.As(henrik), Acting.As(aisha)])
            (await house.Ask(db => db.NamedAnswers.CountAsync(one => one.Person == maja), acting)).ShouldBe(0);
        // Their own answer stays their own.
        (await colleague.Get($"/collections/{dialogue}/mine")).Status.ShouldBe(HttpStatusCode.OK);

        // And a named reader who leaves the workplace.
        using var reads = await house.As("birgit");
        (await reads.Get($"/collections/{confidential}/answers/{said}")).Text.ShouldContain("Kun til Birgit");
        await Tests.Given.Tampering(house, $"update people set left_on = '2026-11-23' where id = '{birgit}'");
        var locked = await reads.Get($"/collections/{confidential}/answers/{said}");
        (locked.Status == HttpStatusCode.SeeOther || locked.Status == HttpStatusCode.NotFound, locked.Text.Contains("Kun til Birgit", StringComparison.Ordinal)).ShouldBe((true, false));
        using var owner = await house.As("maja");
        (await owner.Get($"/collections/{confidential}/mine")).Text.ShouldContain("Ingen af dem er her længere");
    }

    [Fact]
    public async Task In_an_open_dialogue_a_unit_reads_who_said_what_and_each_sees_who_opened_theirs()
    {
        await using var house = await Visits.Open(cluster);
        var (birgit, maja, jonas, henrik) = (await house.IdOf("birgit"), await house.IdOf("maja"), await house.IdOf("jonas"), await house.IdOf("henrik"));
        var id = await house.ACollection(birgit, ["Hjemmeplejen Øst"], more: one => one.Mode = Mode.Dialogue);
        var home = $"/collections/{id}";
        using var visitor = await house.As("maja");
        var before = (await visitor.Get($"{home}/mine")).Text;
        foreach (var said in (string[])["Henrik Lund", "leder af enheden", "Jonas Bech", "Dorthe Kjær", "over jer eller ved siden af", "stå ved"])
            before.ShouldContain(said);
        before.ShouldNotContain("Aisha Rahman");
        await house.AnswerByName(id, maja, "Vi mangler ro", 0, 3);
        await house.AnswerByName(id, jonas, "", 4, 3);
        await house.AnswerByName(id, henrik, "Det vil jeg gerne høre mere om", 4);
        (await visitor.Get($"{home}/talk")).Status.ShouldBe(HttpStatusCode.NotFound);
        await house.CloseIt(id);

        (await visitor.Get("/me")).Text.ShouldContain("Læs, hvad I har sagt: »Hvor står vi?«");
        var talk = WebUtility.HtmlDecode((await visitor.Get($"{home}/talk")).Text);
        var first = talk[talk.IndexOf("om-voices\"", StringComparison.Ordinal)..];
        first = first[..first.IndexOf("</article>", StringComparison.Ordinal)];
        Flat().Replace(first, " ").ShouldContain("</dt><dd>Henrik Lund, Jonas Bech</dd>");
        first.ShouldContain("forskelligt på det");
        foreach (var said in (string[])["Vi mangler ro", "Det vil jeg gerne høre mere om", "3 ud af 12", "/workshops/new?tool=T01&for=Hjemmeplejen"])
            talk.ShouldContain(said);
        // One line a person, however many answers: Jonas sees that Maja opened his, and Maja that nobody has opened hers but she.
        using var other = await house.As("jonas");
        (await other.Get($"{home}/mine")).Text.ShouldContain("Maja Holm");
        (await visitor.Get($"{home}/talk")).Status.ShouldBe(HttpStatusCode.OK);
        (await house.AsOwner($"select 1 from openings where kind = 'Answer' and person = '{maja}' and operation = 'Read'", row => 1)).Count.ShouldBe(3);
        // Taken back, it is off the table.
        using var leader = await house.As("henrik");
        await leader.Post($"{home}/mine/withdrawal");
        (await visitor.Get($"{home}/talk")).Text.ShouldNotContain("høre mere om");
    }

    [Fact]
    public async Task Figures_of_named_rounds_leave_through_the_same_gate_and_words_never()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.IdOf("birgit");
        var id = await house.ACollection(birgit, ["Sundhed og ældre"], more: one => (one.Mode, one.EveryWeeks) = (Mode.Dialogue, 2));
        var people = await Asked(id);
        // Susanne leads all of it: asked she is, and counted nowhere.
        var susanne = people.Single(person => person.Base is null).Person;
        await house.AnswerByName(id, susanne, "", 4);
        foreach (var (person, place) in people.Where(one => one.Base is not null).Select((one, place) => (one.Person, place)).Skip(2))
            await house.AnswerByName(id, person, $"Ord nummer {place}", [.. Enumerable.Range(0, 20).Select(question => (int?)((place + question) % 5))]);
        await house.CloseIt(id);
        await house.DoChores();
        var release = (await house.Ask(db => new Releases(db).Of(id), Acting.AtChores)).ShouldNotBeNull();
        var whole = release.Cells[0];
        (whole.Hidden, whole.People!.From, whole.Comments.Count).ShouldBe((null, people.Count - 3, 0));
        whole.Figures.Count(figure => figure.Hidden is null).ShouldBeGreaterThan(15);
        using var visitor = await house.As("birgit");
        var page = (await visitor.Get($"/collections/{id}/result")).Text;
        (page.Contains("Ord nummer", StringComparison.Ordinal), page.Contains("Det har folk skrevet", StringComparison.Ordinal)).ShouldBe((false, false));

        // The next round, with one fewer: the whole is not told of again.
        var next = await house.Ask(db => db.Collections.Where(one => one.Series == id && one.Round == 2).Select(one => one.Id).SingleAsync(), Acting.AtChores);
        await Tests.Given.Tampering(house, $"update collections set opens_at = '{house.Clock.GetUtcNow():O}', closes_at = '{house.Clock.GetUtcNow().AddDays(3):O}' where id = '{next}'");
        (await house.OpenIt(next)).ShouldBeNull();
        foreach (var (person, place) in people.Where(one => one.Base is not null).Select((one, place) => (one.Person, place)).Skip(3))
            await house.AnswerByName(next, person, "", [.. Enumerable.Range(0, 20).Select(question => (int?)((place + question) % 5))]);
        await house.CloseIt(next);
        await house.DoChores();
        (await house.Ask(db => new Releases(db).Of(next), Acting.AtChores)).ShouldNotBeNull().Cells[0].Hidden.ShouldBe(Hidden.ChangedByFew);

        // Three people may be asked with names; of them no figure is ever shown.
        var three = await house.ACollection(birgit, ["Genbrugspladsen"], more: one => one.Mode = Mode.Dialogue);
        foreach (var person in await Asked(three))
            await house.AnswerByName(three, person.Person, "", 1);
        await house.CloseIt(three);
        await house.DoChores();
        (await house.Ask(db => new Releases(db).Of(three), Acting.AtChores)).ShouldNotBeNull().Cells.ShouldAllBe(cell => cell.Hidden == Hidden.TooFew);

        Task<List<Chair>> Asked(Guid collection) => house.Ask(async db =>
        {
            await db.Collecting(collection);
            return await db.Chairs.Where(chair => chair.Collection == collection && chair.Asked).OrderBy(chair => chair.Person).ToListAsync();
        }, Acting.AtChores);
    }

    [Fact]
    public async Task When_a_result_is_shown_everybody_asked_is_written_to_once_and_whoever_answers_for_it_before_the_talk()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.IdOf("birgit");
        var id = await house.ACollection(birgit, ["Fjordskolen"], closed: true);
        await house.DoChores();
        (await Letters("collection")).ShouldBeEmpty();
        await house.Wait(TimeSpan.FromDays(17));
        await house.DoChores();
        var told = await Letters($"collection {id} result");
        told.Count.ShouldBe(8);
        // Two nodes at once, and one that was cut off before it could note that it was done.
        await Tests.Given.Tampering(house, "update collections set result_told_at = null");
        await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            await using var scope = house.Services.CreateAsyncScope();
            await ActivatorUtilities.CreateInstance<Omtanke.Assessments.Chores.TellingResult>(scope.ServiceProvider).Do(house.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        }));
        (await Letters($"collection {id} result")).Count.ShouldBe(8);
        var envelope = house.Services.GetRequiredService<IEnvelope>();
        foreach (var letter in told)
        {
            letter.Subject.ShouldNotContain("Hvor står vi?");
            (letter.Body is { } body ? envelope.Open(letter.Id, body).Text : "").ShouldNotContain("Hvor står vi?");
        }
        (await Letters("desk dialogue")).ShouldBeEmpty();
        for (var day = 0; day < 9; day++)
            await house.Wait(TimeSpan.FromDays(1));
        (await Letters($"desk dialogue {id}")).ShouldHaveSingleItem().ToEmail.ShouldBe("birgit@fjordby.example");
        // What was shown long before anybody could write is no news.
        await Tests.Given.Tampering(house, "update collections set result_told_at = null; delete from letters");
        await house.DoChores();
        (await Letters("collection")).ShouldBeEmpty();

        Task<List<Letter>> Letters(string begins) => house.Ask(db => db.Letters.AsNoTracking().Where(letter => letter.UniqueKey.StartsWith(begins)).ToListAsync());
    }

    [Fact]
    public async Task Of_signs_one_sees_how_many_know_which_and_of_a_checklist_what_most_are_missing_first()
    {
        await using var house = await Visits.Open(cluster);
        await house.Newcomers("Fjordskolen", 22);
        var birgit = await house.IdOf("birgit");
        var (signs, list) = (await house.ACollection(birgit, ["Fjordskolen"], step: "T04.S2"), await house.ACollection(birgit, ["Fjordskolen"], step: "T10.S4"));
        foreach (var (code, place) in (await house.CodesOf(signs)).Values.Select((code, place) => (code, place)))
            await house.Answer(code, "", [.. Enumerable.Range(0, 60).Select(question => (int?)(place < 8 + (question % 3 * 7) ? 1 : 0))]);
        foreach (var (code, place) in (await house.CodesOf(list)).Values.Select((code, place) => (code, place)))
            await house.Answer(code, "", [.. Enumerable.Range(0, 20).Select(question => (int?)(place < 6 + (question % 3 * 6) ? 2 : place % 2))]);
        await house.CloseIt(signs);
        await house.CloseIt(list);
        await house.DoChores();
        using var visitor = await house.As("birgit");
        var known = Known().Matches(WebUtility.HtmlDecode((await visitor.Get($"/collections/{signs}/result")).Text)).Select(match => int.Parse(match.Groups["n"].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        known.Count.ShouldBeGreaterThan(20);
        // In each of the three groups from most to least.
        known.Zip(known.Skip(1)).Count(pair => pair.First < pair.Second).ShouldBeLessThanOrEqualTo(2);
        var page = WebUtility.HtmlDecode((await visitor.Get($"/collections/{list}/result")).Text);
        page.ShouldContain("Det, flest savner, står først");
        var missed = Missed().Matches(page).Select(match => int.Parse(match.Groups["n"].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        missed.Count.ShouldBeGreaterThan(6);
        missed.ShouldBe(missed.OrderDescending());
    }

    [GeneratedRegex("<span>(?<n>[0-9]+) af 30 kender det", RegexOptions.ExplicitCapture)]
    private static partial Regex Known();

    [GeneratedRegex("<span>(?<n>[0-9]+) nej · ", RegexOptions.ExplicitCapture)]
    private static partial Regex Missed();

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex Flat();
}
