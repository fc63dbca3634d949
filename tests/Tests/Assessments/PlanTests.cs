using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Assessments;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Tests.Assessments;

/// <summary>Planning a collection: nobody asks whom they may not, nothing opens without an answer to what comes after, and nobody is shown who has answered.</summary>
public sealed partial class PlanTests(TestCluster cluster)
{
    private static readonly (string Name, string? Value)[] Good =
    [
        ("step", "T01.M"), ("title", "Hvor står vi?"), ("opens", "2026-11-24"), ("opens-time", "09:00"), ("closes", "2026-12-08"), ("closes-time", "16:00"), ("feedback", "2026-12-18"), ("dialogue", "2027-01-07"),
        ("comment", "yes"), ("weeks", ""), ("language", "da"), ("owner", "birgit@fjordby.example"),
    ];

    [Fact]
    public async Task HR_plans_it_opens_and_closes_by_itself_and_everybody_asked_hears_the_same_three_times()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        (await birgit.Get("/collections")).Text.ShouldContain("Du har ingen indsamlinger");
        (await birgit.Get("/collections/new")).Text.ShouldContain("/collections/new?step=T01.M");
        var form = (await birgit.Get("/collections/new?step=T01.M")).Text;
        form.ShouldContain("Sundhed og ældre");
        form.ShouldContain("36 personer");
        var school = await house.UnitOf("Fjordskolen");
        var care = await house.UnitOf("Sundhed og ældre");
        var begun = await birgit.Post("/collections", [.. Good, ("unit", care.ToString()), ("unit", (await house.UnitOf("Hjemmeplejen Øst")).ToString())]);
        var home = begun.Location.ShouldNotBeNull();
        var plan = (await birgit.Get(home)).Text;
        plan.ShouldContain("35 bliver spurgt");
        // It opens by itself, and what is asked can be read; opening it now says first what that does.
        foreach (var said in (string[])["Den åbner selv tirsdag den 24. november 2026 kl. 09.00", "Se de 20 spørgsmål", "Driften kommer først.", "De 35, der bliver spurgt, får en mail med det samme"])
            plan.ShouldContain(said);
        plan.ShouldContain("Susanne Bruun");
        plan.ShouldContain("tæller med i Plejecenter Strandlyst");
        plan.ShouldContain("27. nov. 2026 · 1. dec. 2026");
        var id = Guid.Parse(home.Split('/')[^1]);
        // A unit below a chosen one goes without saying.
        (await house.Ask(db => db.Collections.SingleAsync(), Acting.AtChores)).Units.ShouldBe([care]);

        // Nobody but those who plan it knows of it.
        using (var henrik = await house.As("henrik"))
        {
            (await henrik.Get(home)).Status.ShouldBe(HttpStatusCode.NotFound);
            (await henrik.Get("/collections")).Text.ShouldNotContain("Hvor står vi?");
        }

        await house.Wait(TimeSpan.FromHours(21.5));
        (await Letters(house)).ShouldBe(35);
        (await house.Ask(db => db.Collections.SingleAsync(), Acting.AtChores)).OpenedAt.ShouldNotBeNull();
        // Once it is out, nothing of what was promised changes.
        (await birgit.Post(home, [.. Good, ("unit", school.ToString())])).Status.ShouldBe(HttpStatusCode.NotFound);
        (await birgit.Post($"{home}/erasure")).Status.ShouldBe(HttpStatusCode.NotFound);
        var codes = (await house.CodesOf(id)).Values.ToList();
        foreach (var code in codes.Take(4))
            await house.Answer(code, "", 2);
        (await birgit.Get(home)).Text.ShouldContain("Færre end fem af 35");
        foreach (var code in codes.Skip(4).Take(5))
            await house.Answer(code, "", 2);
        (await birgit.Get(home)).Text.ShouldContain("Mindst 5 af 35");

        await house.Wait(TimeSpan.FromDays(3));
        await house.Wait(TimeSpan.FromDays(1));
        (await Letters(house)).ShouldBe(70);
        await house.Wait(TimeSpan.FromDays(3));
        await house.Wait(TimeSpan.FromDays(5));
        (await Letters(house)).ShouldBe(105);
        await house.Wait(TimeSpan.FromDays(3));
        var closed = await house.Ask(db => db.Collections.SingleAsync(), Acting.AtChores);
        (closed.Answered, closed.ClosedAt is not null, closed.Key).ShouldBe((9, true, (Guid?)null));
        using var later = await house.As("birgit");
        // From the closing on, no number stands anywhere but in the release.
        (await later.Get(home)).Text.ShouldContain("5–9 ud af 35");
        (await later.Get("/me")).Text.ShouldContain("Tilbagemelding om »Hvor står vi?«");

        // And half a year later single answers are gone.
        (await house.ContentsOf(id)).Answers.Count.ShouldBe(9);
        await house.Wait(TimeSpan.FromDays(190));
        var contents = await house.ContentsOf(id);
        (contents.Answers.Count, contents.Comments.Count, contents.Members.Count).ShouldBe((0, 0, 9));
        using var last = await house.As("birgit");
        (await last.Get(home)).Text.ShouldContain("er slettet");
    }

    [Fact]
    public async Task What_is_meant_to_be_asked_comes_first_with_the_golden_grains_two_for_each_and_the_rest_says_where_it_belongs()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var choice = (await birgit.Get("/collections/new")).Text;
        var (first, rest) = (choice[..choice.IndexOf("<details class=\"om-more\"", choice.IndexOf("<main", StringComparison.Ordinal), StringComparison.Ordinal)], choice[choice.IndexOf("om-ask-others", StringComparison.Ordinal)..]);
        foreach (var step in (string[])["T01.M", "T04.S2", "T04.S3", "T06.S3", "T10.S4", "T10.S5"])
            first.ShouldContain($"/collections/new?step={step}\"");
        rest.ShouldContain("/collections/new?step=L13.F1\"");
        var library = Omtanke.Content.Library.Read(Omtanke.Content.Library.Folder());
        var grains = Questionnaire.Of(library.Tool("T10")!.Step("T10.S5")!, library.In("da"));
        grains.GroupBy(one => one.Question.Heading).Select(grain => grain.Count()).ShouldBe([2, 2, 2, 2, 2, 2]);
        (await birgit.Get("/collections/new?step=L13.F1")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_letter_says_nothing_but_that_there_is_something_and_its_link_leads_straight_in()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACollection(await house.IdOf("birgit"), ["Hjemmeplejen Øst"]);
        await house.DoChores();
        var envelope = house.Services.GetRequiredService<IEnvelope>();
        var letters = await house.Ask(db => db.Letters.AsNoTracking().Where(letter => letter.UniqueKey.StartsWith($"collection {id}")).ToListAsync());
        letters.Count.ShouldBe(11);
        var codes = await house.CodesOf(id);
        var maja = await house.IdOf("maja");
        foreach (var letter in letters)
        {
            var said = letter.Body is { } body ? envelope.Open(letter.Id, body).Text : "";
            letter.Subject.ShouldNotContain("Hvor står vi?");
            said.ShouldNotContain("Hvor står vi?");
            // Who asks, until when, how long it takes, that nobody has to, and the code for whoever answers elsewhere.
            foreach (var told in said.StartsWith("Hej", StringComparison.Ordinal) ? (string[])["Fjordby Kommune", "cirka 5 minutter", "torsdag den 3. december 2026", "frivilligt"] : ["Fjordby Kommune", "about 5 minutes", "Thursday 3 December 2026", "voluntary"])
                said.ShouldContain(told);
            codes.Values.Count(code => said.Contains($" {code[..5]} {code[5..]}", StringComparison.Ordinal)).ShouldBe(1);
            codes.Values.ShouldAllBe(code => !letter.UniqueKey.Contains(code, StringComparison.Ordinal) && !letter.Subject.Contains(code, StringComparison.Ordinal));
        }
        // The same words to everybody who reads the same language.
        letters.Select(letter => letter.Subject).Distinct().Count().ShouldBeLessThanOrEqualTo(2);
        (await house.Browser().Get($"/answer?code={codes[maja]}")).Location.ShouldBe($"/collections/{id}/answer");
    }

    [Fact]
    public async Task A_reminder_to_answer_falls_on_a_working_day_and_whoever_has_had_another_that_day_gets_theirs_on_the_next()
    {
        await using var house = await Visits.Open(cluster);
        // Opened on a Wednesday, the third day is a Saturday.
        await house.Wait(TimeSpan.FromDays(2));
        var (maja, monday) = (await house.IdOf("maja"), new DateOnly(2026, 11, 30));
        await house.ACollection(await house.IdOf("birgit"), ["Hjemmeplejen Øst"]);
        await house.DoChores();
        await house.Wait(TimeSpan.FromDays(3));
        (await house.LettersAsking()).ShouldBe(11, "nobody is at work");
        await house.Do(async db => await new DeskLetters(new Outbox(db, house.Services.GetRequiredService<IEnvelope>(), house.Clock), Visits.Library, Visits.SettingsFor(demo: true)).Remind(await db.People.SingleAsync(person => person.Id == maja), monday));
        await house.Wait(TimeSpan.FromDays(2));
        await house.DoChores();
        (await house.LettersAsking()).ShouldBe(21);
        (await house.LettersAsking(maja)).ShouldBe(1);
        await house.Wait(TimeSpan.FromDays(1));
        await house.DoChores();
        (await house.LettersAsking()).ShouldBe(22);
        (await house.LettersAsking(maja)).ShouldBe(2);
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.UniqueKey == DeskLetters.ReminderOf(monday) + maja))).ShouldBe(1);
    }

    [Fact]
    public async Task A_leader_asks_those_they_lead_and_nobody_else_and_others_ask_nobody()
    {
        await using var house = await Visits.Open(cluster);
        using var aisha = await house.As("aisha");
        var form = (await aisha.Get("/collections/new?step=T04.S3")).Text;
        form.ShouldContain("Fjordskolen");
        form.ShouldNotContain("Hjemmeplejen Øst");
        var theirs = await aisha.Post("/collections", [.. Good, ("unit", (await house.UnitOf("Hjemmeplejen Øst")).ToString())]);
        (theirs.Status, theirs.Text.Contains("ikke din at spørge", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        // Where units are typed, those that are not hers, or nobody's, are named.
        WebUtility.HtmlDecode((await aisha.Post("/collections", [.. Good, ("units", "Fjordskolen\nHjemmeplejen Øst\nAtlantis")])).Text).ShouldContain("ikke dine at spørge: Hjemmeplejen Øst, Atlantis.");
        using var maja = await house.As("maja");
        (await maja.Get("/collections/new")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await maja.Get("/collections")).Text.ShouldNotContain("/collections/new");
    }

    [Theory]
    [InlineData("feedback", "", "Uden den kan indsamlingen ikke åbne")]
    [InlineData("dialogue", "", "Uden den kan indsamlingen ikke åbne")]
    [InlineData("owner", "", "Uden det kan indsamlingen ikke åbne")]
    [InlineData("owner", "Holger Danske", "kan ikke finde den person")]
    [InlineData("feedback", "2026-12-01", "først komme, når indsamlingen er lukket")]
    [InlineData("dialogue", "2026-12-10", "samme dag som tilbagemeldingen|på dagen for tilbagemelding eller senere")]
    [InlineData("closes", "2026-11-01", "efter at den er åbnet")]
    [InlineData("opens", "i morgen", "Skriv datoen")]
    [InlineData("weeks", "1", "næste runde begynder")]
    [InlineData("title", "", "Giv den et navn")]
    public async Task What_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(string field, string value, string said)
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var reply = await birgit.Post("/collections", [.. Good.Where(one => one.Name != field), (field, value), ("unit", (await house.UnitOf("Sundhed og ældre")).ToString())]);
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        said.Split('|').ShouldContain(one => reply.Text.Contains(one, StringComparison.Ordinal), reply.Text);
        if (field != "title")
            reply.Text.ShouldContain("value=\"Hvor står vi?\"");
        (await house.Ask(db => db.Collections.CountAsync(), Acting.AtChores)).ShouldBe(0);
    }

    [Fact]
    public async Task What_could_not_open_says_why_on_its_page_without_being_tried_again()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.IdOf("birgit");
        var id = await house.ACollection(birgit, ["Hjemmeplejen Øst"], open: false, more: one => (one.Mode, one.Readers) = (Mode.Confidential, [Guid.NewGuid()]));
        await house.DoChores();
        using var herself = await house.As("birgit");
        (await herself.Get("/me")).Text.ShouldContain("kunne ikke åbne. Se hvorfor.");
        var page = await herself.Get($"/collections/{id}");
        (page.Status, page.Text.Contains("En af dem, der skal læse svarene, er her ikke længere", StringComparison.Ordinal), page.Text.Contains("Den åbner selv", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.OK, true, false));
    }

    [Fact]
    public async Task Who_reads_is_suggested_while_one_types_to_those_who_may_plan()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        WebUtility.HtmlDecode((await birgit.Get("/collections/people?of=readers-more&readers-more=jonas")).Text).ShouldBe("<option value=\"Jonas Bech · jonas@fjordby.example\">");
        using var maja = await house.As("maja");
        (await maja.Get("/collections/people?of=readers-more&readers-more=jonas")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Few_are_offered_a_talk_first_and_fewer_than_five_are_never_asked()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var school = ("unit", (string?)(await house.UnitOf("Fjordskolen")).ToString());
        var offered = await birgit.Post("/collections", [.. Good, school]);
        offered.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        offered.Text.ShouldContain("/workshops/new?tool=T01");
        offered.Text.ShouldContain("kun 8 spurgt");
        (await birgit.Post("/collections", [.. Good, school, ("anyway", "yes")])).Status.ShouldBe(HttpStatusCode.SeeOther);
        var none = await birgit.Post("/collections", [.. Good, ("anyway", "yes"), ("unit", (await house.UnitOf("Genbrugspladsen")).ToString())]);
        (none.Status, none.Text.Contains("Så få kan ikke spørges", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
    }

    [Fact]
    public async Task The_same_asked_again_of_the_same_units_is_the_next_round_and_anything_else_begins_anew()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var (care, school) = (await house.UnitOf("Sundhed og ældre"), await house.UnitOf("Fjordskolen"));
        var first = await house.ACollection(await house.IdOf("birgit"), ["Sundhed og ældre"], closed: true);
        (await Begin(("unit", care.ToString()))).ShouldBe((first, 2));
        (await Begin(("unit", care.ToString()))).Round.ShouldBe(1, "the second round is planned already");
        (await Begin(("unit", care.ToString()), ("unit", school.ToString()))).Round.ShouldBe(1, "other units");

        async Task<(Guid Series, int Round)> Begin(params (string, string?)[] units)
        {
            var begun = await birgit.Post("/collections", [.. Good, .. units]);
            begun.Status.ShouldBe(HttpStatusCode.SeeOther, begun.Text);
            var id = Guid.Parse(begun.Location!.Split('/')[^1]);
            return await house.Ask(async db => await db.Collections.Where(one => one.Id == id).Select(one => new ValueTuple<Guid, int>(one.Series, one.Round)).SingleAsync(), Acting.AtChores);
        }
    }

    [Fact]
    public async Task Two_who_plan_it_at_once_lose_nothing_and_the_letters_are_noted()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var care = ("unit", (string?)(await house.UnitOf("Sundhed og ældre")).ToString());
        var home = (await birgit.Post("/collections", [.. Good.Where(one => one.Name != "owner"), ("owner", "henrik@fjordby.example"), care])).Location!;
        using var henrik = await house.As("henrik");
        var seen = ("seen", (string?)Seen().Match((await henrik.Get(home)).Text).Groups["seen"].Value);
        var owner = ("owner", (string?)"henrik@fjordby.example");
        (await birgit.Post(home, [.. Good.Where(one => one.Name is not ("title" or "owner")), ("title", "Birgits navn"), owner, care, seen])).Status.ShouldBe(HttpStatusCode.SeeOther);
        // What Henrik wrote on what he had seen stands there, and is not saved over hers.
        var clash = await henrik.Post(home, [.. Good.Where(one => one.Name is not ("title" or "owner")), ("title", "Henriks navn"), owner, ("unit", (await house.UnitOf("Hjemmeplejen Øst")).ToString()), ("anyway", "yes"), seen]);
        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("Henriks navn");
        (await house.Ask(db => db.Collections.SingleAsync(), Acting.AtChores)).Title.ShouldBe("Birgits navn");

        (await birgit.Post($"{home}/opening")).Status.ShouldBe(HttpStatusCode.SeeOther);
        var letters = (await birgit.Get($"{home}/letters?unit={await house.UnitOf("Hjemmeplejen Øst")}")).Text;
        foreach (var said in (string[])["Maja Holm", "Fjordby Kommune vil gerne høre", "cirka 5 minutter", "frivilligt", "Svar senest tirsdag den 8. december 2026"])
            letters.ShouldContain(said);
        var code = (await house.CodesOf(Guid.Parse(home.Split('/')[^1])))[await house.IdOf("maja")];
        letters.ShouldContain($"{code[..5]} {code[5..]}");
        (await henrik.Get(home)).Text.ShouldContain("Breve med koder er åbnet · Birgit Dam");
        // One poster for all: it leads to where a code is typed and has none, and says so to whoever prints it and whoever reads it.
        (await birgit.Get(home)).Text.ShouldContain($"href=\"{home}/poster\"");
        var poster = (await birgit.Get($"{home}/poster")).Text;
        foreach (var said in (string[])["/answer.", "så hver enkelt skal have sin egen", "ingen kan svare to gange", "Du skal bruge din egen kode", "Svar senest tirsdag den 8. december 2026", "Ingen kan slå op, om du har svaret"])
            poster.ShouldContain(said);
        foreach (var held in (await house.CodesOf(Guid.Parse(home.Split('/')[^1]))).Values)
            (poster.Contains(held, StringComparison.Ordinal) || poster.Contains($"{held[..5]} {held[5..]}", StringComparison.Ordinal)).ShouldBeFalse();
        poster.ShouldNotContain("?code=");
        using (var maja = await house.As("maja"))
            (await maja.Get($"{home}/poster")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await birgit.Post($"{home}/closing")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await birgit.Get($"{home}/letters")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<int> Letters(Visits house) => house.LettersAsking();

    [GeneratedRegex("name=\"seen\" value=\"(?<seen>[0-9a-f]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Seen();
}
