using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Tests.Assessments;

/// <summary>Somebody with a letter in their hand and no account: in, through the questions, and out again, whatever comes in the way.</summary>
public sealed partial class AnsweringTests(TestCluster cluster)
{
    [Fact]
    public async Task A_letters_code_leads_through_promise_questions_and_review_to_a_receipt_that_everybody_gets()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACollection(await house.IdOf("birgit"), ["Fjordskolen"]);
        var codes = (await house.CodesOf(id)).Values.ToList();
        var phone = house.Browser();
        var home = await Enter(phone, codes[0].ToLowerInvariant().Insert(5, " "));
        home.ShouldBe($"/collections/{id}/answer");

        var welcome = (await phone.Get(home)).Text;
        foreach (var said in (string[])["uden navn", "mindst 10", "torsdag den 10. december 2026", "Den, der driver serveren".ToLowerInvariant(), "har du svaret"])
            welcome.ShouldContain(said, Case.Insensitive);
        var page = (await phone.Get($"{home}/questions")).Text;
        Legend().Count(page).ShouldBe(20);
        page.ShouldContain("20 af 20");
        (await phone.Get($"{home}/questions?lang=en")).Text.ShouldContain("20 of 20");
        (await phone.Get($"{home}/questions?lang=da")).Status.ShouldBe(HttpStatusCode.OK);

        // Half of it is enough, and what was saved is there again.
        (await phone.Autosave($"{home}/questions", ("version", "0"), ("T01.P1", "4"))).Text.ShouldContain("\"version\":1");
        (await phone.Post($"{home}/questions", ("version", "1"), ("T01.P1", "4"), ("T01.P2", "-"), ("T01.S4", "1"), ("comment", "Spørg Maja, hun ved det."))).Location.ShouldBe($"{home}/review");
        (await phone.Get($"{home}/questions")).Text.ShouldContain("""id="T01.P1-3" name="T01.P1" value="4" checked""");
        (await phone.Get(home)).Text.ShouldContain("Fortsæt");
        var review = (await phone.Get($"{home}/review")).Text;
        review.ShouldContain("springer 18 spørgsmål over");
        review.ShouldContain("et navn i din kommentar");

        (await phone.Post($"{home}/sending")).Location.ShouldBe($"{home}/receipt");
        // Pressed twice, gone back, another window: it is sent, once, and nothing of it stands on the phone.
        (await phone.Post($"{home}/sending")).Location.ShouldBe($"{home}/receipt");
        (await phone.Get($"{home}/questions")).Location.ShouldBe($"{home}/receipt");
        (await phone.Autosave($"{home}/questions", ("version", "2"), ("T01.P1", "5"))).Status.ShouldBe(HttpStatusCode.Gone);
        var receipt = await phone.Get($"{home}/receipt");
        // Somebody who never answered is shown the same.
        var other = house.Browser();
        await Enter(other, codes[1]);
        (await other.Get($"{home}/receipt")).Text.ShouldBe(receipt.Text);

        await house.CloseIt(id);
        var contents = await house.ContentsOf(id);
        contents.Answers.ShouldHaveSingleItem().Values.Take(2).ShouldBe([(short)3, null]);
        contents.Answers[0].Values[19].ShouldBe((short)0);
        contents.Comments.ShouldHaveSingleItem().Text.ShouldBe("Spørg Maja, hun ved det.");
    }

    [Fact]
    public async Task Whoever_answers_reads_statements_and_not_what_they_are_summed_up_as_which_the_result_tells()
    {
        await using var house = await Visits.Open(cluster);
        var (birgit, maja) = (await house.IdOf("birgit"), await house.IdOf("maja"));
        var (anonymous, named) = (await house.ACollection(birgit, ["Sundhed og ældre"]), await house.ACollection(birgit, ["Hjemmeplejen Øst"], more: one => (one.Mode, one.Readers) = (Omtanke.Assessments.Mode.Confidential, [birgit])));
        var codes = (await house.CodesOf(anonymous)).Values.ToList();
        var phone = house.Browser();
        var home = await Enter(phone, codes[0]);
        using var herself = await house.As("maja");
        foreach (var language in (string[])["da", "en"])
        {
            var levels = ((string[])["T01.P", "T01.R", "T01.A", "T01.F", "T01.S"]).Select(level => Visits.Library.In(language).Text(level, "title")).ToList();
            foreach (var page in (string[])[(await phone.Get($"{home}/questions?lang={language}")).Text, (await herself.Get($"/collections/{named}/mine/questions?lang={language}")).Text])
            {
                Legend().Count(page).ShouldBe(20);
                levels.ShouldAllBe(level => !page.Contains($">{level}<", StringComparison.Ordinal));
            }
        }
        // What only says where a question belongs stays.
        var grains = house.Browser();
        (await grains.Get($"{await Enter(grains, (await house.CodesOf(await house.ACollection(birgit, ["Fjordskolen"], "T10.S5"))).Values.First())}/questions")).Text.ShouldContain($"<h2>{Visits.Library.In("da").Text("T10.S5.G1", "title")}</h2>");

        foreach (var (code, place) in codes.Select((code, place) => (code, place)))
            await house.Answer(code, "", [.. Enumerable.Range(0, 20).Select(question => (int?)((place + question) % 5))]);
        await house.CloseIt(anonymous);
        await house.DoChores();
        using var keeper = await house.As("birgit");
        (await keeper.Get($"/collections/{anonymous}/result")).Text.ShouldContain(Visits.Library.In("da").Text("T01.P", "title"), Case.Sensitive);
    }

    [Fact]
    public async Task Everybody_asked_sees_on_their_own_page_that_it_is_open_the_same_whether_they_have_answered_or_not_until_it_closes()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACollection(await house.IdOf("birgit"), ["Hjemmeplejen Øst"], more: one => one.DialogueOn = one.DialogueOn.AddDays(30));
        const string line = "Du kan svare på »Hvor står vi?« til torsdag den 3. december 2026 kl. 12.";
        using var maja = await house.As("maja");
        var before = (await maja.Get("/me")).Text;
        // Under way, and not waiting for her; no day to be late for.
        var at = before.IndexOf(line, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(before.IndexOf("id=\"pile-UnderWay\"", StringComparison.Ordinal), before);
        before[before.LastIndexOf("<li", at, StringComparison.Ordinal)..before.IndexOf("</li>", at, StringComparison.Ordinal)].ShouldSatisfyAllConditions(
            item => item.ShouldContain("href=\"/answer\""), item => item.ShouldNotContain("om-desk-when"), item => item.ShouldNotContain("om-desk-late"), item => item.ShouldNotContain("om-desk-soon"));
        (await maja.Get("/me?lang=en")).Text.ShouldContain("It is voluntary.");

        (await house.Answer((await house.CodesOf(id))[await house.IdOf("maja")], "", 1)).ShouldBe(Omtanke.Assessments.Box.Sent.Taken);
        using var after = await house.As("maja");
        (await after.Get("/me?lang=da")).Text.ShouldBe(before);
        // Nobody else sees it, and from the closing nobody does.
        using (var aisha = await house.As("aisha"))
            (await aisha.Get("/me")).Text.ShouldNotContain("Hvor står vi?");
        house.Clock.Offset += TimeSpan.FromDays(10);
        using (var late = await house.As("maja"))
            (await late.Get("/me")).Text.ShouldNotContain("Hvor står vi?");
        await house.CloseIt(id);
        using (var over = await house.As("maja"))
            (await over.Get("/me")).Text.ShouldNotContain("Hvor står vi?");
    }

    [Fact]
    public async Task Whoever_holds_somebody_elses_letter_sees_neither_whether_it_is_answered_nor_what_was_begun_and_cannot_answer_after_it()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACollection(await house.IdOf("birgit"), ["Fjordskolen"]);
        var codes = (await house.CodesOf(id)).Values.ToList();
        var (mine, theirs) = (house.Browser(), house.Browser());
        var home = await Enter(mine, codes[0]);
        await mine.Post($"{home}/questions", ("version", "0"), ("T01.P1", "5"), ("comment", "Kun til kassen"));

        await Enter(theirs, codes[0]);
        var begun = await theirs.Get($"{home}/questions");
        begun.Text.ShouldNotContain("Kun til kassen");
        begun.Text.ShouldNotContain("""id="T01.P1-4" name="T01.P1" value="5" checked""");
        (await mine.Post($"{home}/sending")).Location.ShouldBe($"{home}/receipt");
        // Before and after it was used, each page is the same.
        (await theirs.Get(home)).Status.ShouldBe(HttpStatusCode.OK);
        Same(await theirs.Get($"{home}/questions")).ShouldBe(Same(begun));
        (await theirs.Post($"{home}/sending")).Location.ShouldBe($"{home}/questions");
        await theirs.Post($"{home}/questions", ("version", "0"), ("T01.P1", "1"));
        var late = await theirs.Post($"{home}/sending");
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("allerede svaret");

        // A colleague takes the same phone: their own code shows them nothing of the one before.
        await Enter(mine, codes[1]);
        (await mine.Get($"{home}/questions")).Text.ShouldNotContain("checked=\"checked\" value=\"5\"");
        (await mine.Get(home)).Status.ShouldBe(HttpStatusCode.OK);

        static string Same(Reply reply) => Tab().Replace(reply.Text, "");
    }

    [Fact]
    public async Task Two_windows_of_one_phone_never_write_over_each_other_in_silence()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACollection(await house.IdOf("birgit"), ["Fjordskolen"]);
        var phone = house.Browser();
        var home = await Enter(phone, (await house.CodesOf(id)).Values.First());
        await phone.Get(home);
        (await phone.Autosave($"{home}/questions", ("version", "0"), ("T01.P1", "4"), ("T01.P2", "-"))).Status.ShouldBe(HttpStatusCode.OK);
        var clash = await phone.Autosave($"{home}/questions", ("version", "0"), ("T01.P1", "-"), ("T01.P2", "2"));
        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("\"T01.P1\":\"4\"");
        clash.Text.ShouldContain("\"version\":1");
        // Without script: both are there, and one chooses.
        var page = await phone.Post($"{home}/questions", ("version", "0"), ("T01.P1", "1"));
        (page.Status, page.Text.Contains("name=\"version\" value=\"1\"", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Conflict, true));
        // Sent again after the answer was lost on the way, it is no quarrel.
        (await phone.Autosave($"{home}/questions", ("version", "0"), ("T01.P1", "4"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Wrong_codes_odd_answers_and_a_closed_box_each_get_a_clear_word_and_guessing_is_slowed_down()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACollection(await house.IdOf("birgit"), ["Fjordskolen"]);
        var codes = (await house.CodesOf(id)).Values.ToList();
        var phone = house.Browser();
        (await phone.Post("/answer", ("code", ""))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await phone.Post("/answer", ("code", "ABC"))).Text.ShouldContain("ti tegn");
        (await phone.Get("/answer?code=AAAAAAAAAA")).Status.ShouldBe(HttpStatusCode.NotFound);
        var home = await Enter(phone, codes[0]);
        (await phone.Post($"{home}/questions", ("version", "0"), ("T01.P1", "99"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await phone.Post($"{home}/questions", ("version", "0"), ("comment", new string('æ', 1001)))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        // A thousand of the widest letters still fit into the envelope.
        (await phone.Post($"{home}/questions", ("version", "0"), ("comment", new string('€', 1000)))).Location.ShouldBe($"{home}/review");
        (await phone.Post($"{home}/sending")).Location.ShouldBe($"{home}/receipt");

        var late = house.Browser();
        await Enter(late, codes[1]);
        house.Clock.Offset += TimeSpan.FromDays(10);
        // Its time is up, though nobody has emptied the box yet; and afterwards the same.
        foreach (var empty in (bool[])[false, true])
        {
            if (empty)
                await house.CloseIt(id);
            foreach (var path in (string[])["", "/questions", "/review"])
            {
                var over = await late.Get(home + path);
                over.Status.ShouldBe(HttpStatusCode.Gone);
                over.Text.ShouldContain("Indsamlingen er slut");
                over.Text.ShouldContain("10. december 2026");
            }
            (await late.Post($"{home}/sending")).Status.ShouldBe(HttpStatusCode.Gone);
            (await Enter(house.Browser(), codes[2])).ShouldBe(home);
        }
        (await house.ContentsOf(id)).Answers.Count.ShouldBe(1);

        var guesser = house.Browser();
        var got = new List<HttpStatusCode>();
        for (var tries = 0; tries < 14; tries++)
            got.Add((await guesser.Post("/answer", ("code", $"ZZZZZZZZ{tries / 5 + 2}{tries % 5 + 2}"))).Status);
        got[0].ShouldBe(HttpStatusCode.NotFound);
        got[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        // Somebody else, at the same address, gets in all the while.
        (await Enter(house.Browser(), codes[3])).ShouldBe(home);
    }

    [Fact]
    public async Task Signs_are_ticked_and_what_has_no_tick_is_a_no_and_a_temperature_is_one_of_three()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.IdOf("birgit");
        foreach (var (step, field, value, place) in ((string, string, string, short)[])[("T04.S3", "T04.S3.now", "yellow", 1), ("T10.S4", "T10.C2", "no", 2)])
        {
            var id = await house.ACollection(birgit, ["Fjordskolen"], step: step);
            var phone = house.Browser();
            var home = await Enter(phone, (await house.CodesOf(id)).Values.First());
            (await phone.Get($"{home}/questions")).Text.ShouldContain($"""name="{field}" value="{value}""");
            await phone.Post($"{home}/questions", ("version", "0"), (field, value));
            await phone.Post($"{home}/sending");
            await house.CloseIt(id);
            (await house.ContentsOf(id)).Answers.ShouldHaveSingleItem().Values.OfType<short>().ShouldBe([place]);
        }
        var signs = await house.ACollection(birgit, ["Fjordskolen"], step: "T04.S2");
        var browser = house.Browser();
        var at = await Enter(browser, (await house.CodesOf(signs)).Values.First());
        var page = (await browser.Get($"{at}/questions")).Text;
        var names = Box().Matches(page).Select(match => match.Groups["name"].Value).ToList();
        var groups = Shown().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups["name"].Value)).ToList();
        await browser.Post($"{at}/questions", [("version", "0"), (names[0], "yes"), .. groups.Select(group => ("shown", (string?)group))]);
        await browser.Post($"{at}/sending");
        await house.CloseIt(signs);
        var values = (await house.ContentsOf(signs)).Answers.ShouldHaveSingleItem().Values;
        (values.Length, values[0], values.Skip(1).All(value => value == 0)).ShouldBe((names.Count, (short)1, true));
    }

    private static async Task<string> Enter(Visitor phone, string code)
    {
        var reply = await phone.Post("/answer", ("code", code));
        reply.Status.ShouldBe(HttpStatusCode.SeeOther, reply.Text);
        return reply.Location!;
    }

    [GeneratedRegex("<legend>")]
    private static partial Regex Legend();

    // The one thing that tells two phones apart.
    [GeneratedRegex("""<meta name="omtanke-person" content="[0-9a-f]+">""")]
    private static partial Regex Tab();

    [GeneratedRegex("""type="checkbox" id="[^"]+" name="(?<name>[^"]+)"[ >]""", RegexOptions.ExplicitCapture)]
    private static partial Regex Box();

    [GeneratedRegex("""name="shown" value="(?<name>[^"]+)"[ >]""", RegexOptions.ExplicitCapture)]
    private static partial Regex Shown();
}
