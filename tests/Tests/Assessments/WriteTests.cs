using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Assessments;
using Omtanke.Assessments.Chores;
using Omtanke.Data;
using Omtanke.OwnTools;

namespace Omtanke.Tests.Assessments;

/// <summary>Questions of a workplace's own: written without losing a word, asked as they were, and told by the same gate as all others.</summary>
public sealed partial class WriteTests(TestCluster cluster)
{
    private static readonly (string Name, string? Value)[] Plan =
    [
        ("opens", "2026-11-24"), ("opens-time", "09:00"), ("closes", "2026-12-08"), ("closes-time", "16:00"), ("feedback", "2026-12-18"), ("dialogue", "2027-01-07"),
        ("comment", "yes"), ("weeks", ""), ("language", "da"), ("owner", "birgit@fjordby.example"), ("title", "Vagtplanen"),
    ];

    [Fact]
    public async Task Questions_of_four_sorts_are_written_moved_shown_asked_answered_and_told()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var home = (await birgit.Post("/collections/questions")).Location.ShouldNotBeNull();
        foreach (var kind in (string[])["Choice", "Several", "Comment"])
            (await Press(birgit, home, $"add:{kind}")).Status.ShouldBe(HttpStatusCode.SeeOther);
        var ids = await Ids(birgit, home);
        ids.Count.ShouldBe(4);
        var words = new Dictionary<string, string>
        {
            ["title/da"] = "Vagtplanen", [$"text/da/{ids[0]}"] = "Passer vagtplanen til dit liv?", [$"low/da/{ids[0]}"] = "slet ikke", [$"high/da/{ids[0]}"] = "helt", [$"places/{ids[0]}"] = "7",
            [$"text/da/{ids[1]}"] = "Hvornår vil du helst møde?", [$"options/da/{ids[1]}"] = "Tidligt\nMidt på dagen\nSent", [$"text/da/{ids[2]}"] = "Hvad driller mest?", [$"options/da/{ids[2]}"] = "Korte varsler\nLange vagter",
            [$"text/da/{ids[3]}"] = "Hvad skal vi prøve først?",
        };
        // A button saves what is typed along with what it does.
        (await Press(birgit, home, $"up:{ids[2]}", words)).Location!.ShouldEndWith($"#{ids[2]}");
        (await Ids(birgit, home)).ShouldBe([ids[0], ids[2], ids[1], ids[3]]);
        (await birgit.Get(home)).Text.ShouldContain("Midt på dagen");
        (await Press(birgit, home, "preview")).Location.ShouldBe($"{home}/preview");
        var preview = (await birgit.Get($"{home}/preview")).Text;
        preview.ShouldContain("Passer vagtplanen til dit liv?");
        preview.ShouldContain("Hvad skal vi prøve først?");
        var ask = (await Press(birgit, home, "ask")).Location.ShouldNotBeNull();
        ask.ShouldStartWith("/collections/new?step=W");
        (await birgit.Get(ask)).Text.ShouldContain("Vagtplanen");
        var plan = (await birgit.Post("/collections", [.. Plan, ("step", ask.Split('=')[1]), ("unit", (await house.UnitOf("Sundhed og ældre")).ToString())])).Location.ShouldNotBeNull();
        var id = Guid.Parse(plan.Split('/')[^1]);
        (await birgit.Post($"{plan}/opening")).Location.ShouldBe(plan);

        // What is changed afterwards changes nothing in what is out.
        (await Press(birgit, home, "ask", new() { [$"text/da/{ids[0]}"] = "Noget helt andet?" })).Status.ShouldBe(HttpStatusCode.SeeOther);
        var codes = (await house.CodesOf(id)).Values.ToList();
        var phone = house.Browser();
        await phone.Get($"/answer?code={codes[0]}");
        var questions = (await phone.Get($"/collections/{id}/answer/questions")).Text;
        questions.ShouldContain("Passer vagtplanen til dit liv?");
        questions.ShouldContain("for=\"f-comment\"");
        questions.ShouldContain("Hvad skal vi prøve først?");
        questions.ShouldNotContain("Noget helt andet?");
        var names = await house.Ask(db => db.Collections.Where(one => one.Id == id).Select(one => one.Questions).SingleAsync(), Acting.AtChores);
        names.Length.ShouldBe(4);
        var sent = await phone.Post($"/collections/{id}/answer/questions", ("version", "0"), (names[0], "7"), ("shown", "Hvad driller mest?"), (names[2], "yes"), (names[3], "1"), ("comment", "Byt om to uger ad gangen"));
        sent.Location.ShouldBe($"/collections/{id}/answer/review");
        (await phone.Get(sent.Location!)).Text.ShouldContain("7 · helt");
        (await phone.Post($"/collections/{id}/answer/sending")).Location!.ShouldEndWith("/receipt");
        foreach (var (code, place) in codes.Skip(1).Take(29).Select((code, place) => (code, place)))
            await house.Answer(code, place < 12 ? "Flere hænder" : "", place % 7, place % 2, (place / 2) % 2, place % 3);
        await birgit.Post($"{plan}/closing");
        await house.DoChores();
        var result = (await birgit.Get($"{plan}/result")).Text;
        result.ShouldContain("Hvad driller mest?");
        result.ShouldContain("Hvad skal vi prøve først?");
        result.ShouldContain("Hvert spørgsmål står for sig");
        (await birgit.Get($"{plan}/result/table")).Text.ShouldContain("Passer vagtplanen til dit liv?");
        (await birgit.Get($"{plan}/result/word")).Status.ShouldBe(HttpStatusCode.OK);

        // They stand ready for next year, and are no tool among the tools.
        (await birgit.Get("/collections/new")).Text.ShouldContain($"{ask}\"");
        (await birgit.Get("/tools")).Text.ShouldNotContain("Vagtplanen");
        (await birgit.Get("/own-tools")).Text.ShouldNotContain("Vagtplanen");
        (await birgit.Post($"{home}/withdrawal")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await birgit.Get("/collections/new")).Text.ShouldNotContain($"{ask}\"");
    }

    [Fact]
    public async Task Offensive_acts_are_suggested_by_their_words_seen_before_anybody_is_asked_and_told_from_twenty()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var home = (await birgit.Post("/collections/questions")).Location.ShouldNotBeNull();
        await Press(birgit, home, "add:Theme");
        await Press(birgit, home, "add:Choice");
        var ids = await Ids(birgit, home);
        var words = new Dictionary<string, string>
        {
            ["title/da"] = "Tonen", [$"text/da/{ids[0]}"] = "Hvor tit er du udsat for mobning?", [$"text/da/{ids[1]}"] = "Tonen mellem os", [$"text/da/{ids[2]}"] = "Er der voldsom travlhed?", [$"options/da/{ids[2]}"] = "Ja\nNej",
        };
        (await Press(birgit, home, "ask", words)).Location.ShouldBe($"{home}#{ids[0]}", "what was ticked for her is seen first");
        var page = (await birgit.Get(home)).Text;
        Regex.IsMatch(page, $"name=\"acts/{ids[0]}\"[^>]* checked").ShouldBeTrue();
        Regex.IsMatch(page, $"name=\"acts/({ids[1]}|{ids[2]})\"[^>]* checked").ShouldBeFalse();
        page.ShouldNotContain("Svarene bliver blandet", Case.Sensitive, "no question here is answered in words");
        // Seen and taken away, it stays away; put back, it stays.
        await Press(birgit, home, "save", leave: $"acts/{ids[0]}");
        Regex.IsMatch((await birgit.Get(home)).Text, $"name=\"acts/{ids[0]}\"[^>]* checked").ShouldBeFalse();
        var ask = (await Press(birgit, home, "ask", new() { [$"acts/{ids[0]}"] = "yes" })).Location.ShouldNotBeNull();
        ask.ShouldStartWith("/collections/new?step=W");
        (await birgit.Get($"{home}/preview")).Text.ShouldContain("om-tone-red");

        foreach (var (many, told) in ((int, bool)[])[(19, false), (30, true)])
        {
            var plan = (await birgit.Post("/collections", [.. Plan, ("step", ask.Split('=')[1]), ("unit", (await house.UnitOf("Sundhed og ældre")).ToString())])).Location.ShouldNotBeNull();
            var id = Guid.Parse(plan.Split('/')[^1]);
            (await birgit.Post($"{plan}/opening")).Location.ShouldBe(plan);
            foreach (var (code, place) in (await house.CodesOf(id)).Values.Take(many).Select((code, place) => (code, place)))
                await house.Answer(code, "", place % 5, place % 3, place % 2);
            await house.CloseIt(id);
            await house.DoChores();
            var release = (await house.Within(async (_, services) => await services.GetRequiredService<Omtanke.Insight.Releases>().Of(id), Acting.AtChores)).ShouldNotBeNull();
            release.Questions.Select(question => question.Answering).ShouldBe([Omtanke.Insight.Answering.Acts, Omtanke.Insight.Answering.Choice, Omtanke.Insight.Answering.Choice]);
            var figure = release.Cells[0].Figures[0];
            (figure.Counts is not null, figure.Mean).ShouldBe((told, null));
            var result = (await birgit.Get($"/collections/{id}/result")).Text;
            result.ShouldContain(told ? "Rød: STOP OP" : "chikane mindst 20");
            (await birgit.Get($"/collections/{id}/result/word")).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task What_lacks_is_said_beside_its_field_nothing_typed_is_lost_and_two_at_once_write_over_nobody()
    {
        await using var house = await Visits.Open(cluster);
        using var aisha = await house.As("aisha");
        var home = (await aisha.Post("/collections/questions")).Location.ShouldNotBeNull();
        await Press(aisha, home, "add:Choice");
        var ids = await Ids(aisha, home);
        var words = new Dictionary<string, string> { ["title/da"] = "", [$"text/da/{ids[0]}"] = "Godt nok?", [$"text/da/{ids[1]}"] = "Hvornår?", [$"options/da/{ids[1]}"] = "Kun ét" };
        var lacks = await Press(aisha, home, "ask", words);
        lacks.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        lacks.Text.ShouldContain("Giv spørgsmålene et navn.");
        lacks.Text.ShouldContain("Skriv mindst to svar");
        lacks.Text.ShouldContain("Godt nok?");
        // Half done may be kept, and is shown to nobody.
        words["title/da"] = "Skolen";
        (await Press(aisha, home, "save", words)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await aisha.Get($"{home}/preview")).Location.ShouldBe(home);
        foreach (var (field, text, said) in ((string, string, string)[])[($"text/da/{ids[0]}", new string('x', 301), "for lang"), ($"options/da/{ids[1]}", string.Join('\n', Enumerable.Range(1, 11)), "plads til ti"), ($"options/da/{ids[1]}", "Ja\nja", "to gange")])
        {
            var wrong = await Press(aisha, home, "save", new() { [field] = text });
            wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            wrong.Text.ShouldContain(said);
        }
        (await Press(aisha, home, "preview", new() { [$"text/da/{ids[0]}"] = "<script>alert(1)</script>", [$"options/da/{ids[1]}"] = "Ja\nNej" })).Location.ShouldBe($"{home}/preview");
        (await aisha.Get($"{home}/preview")).Text.ShouldNotContain("<script>alert");
        var odd = await Press(aisha, home, "ask", new() { [$"text/da/{ids[0]}"] = "# Overskrift" });
        (odd.Status, odd.Text.Contains("kan vise", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));

        // Birgit had it open before Aisha saved: hers is shown to her again, and Aisha's stands.
        using var birgit = await house.As("birgit");
        var seen = await Fields(birgit, home);
        await Press(aisha, home, "save", new() { ["title/da"] = "Aishas navn" });
        var clash = await birgit.Post(home, [.. seen.Where(field => field.Name != "title/da"), ("title/da", "Birgits navn"), ("do", "save")]);
        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("Birgits navn");
        (await aisha.Get(home)).Text.ShouldContain("Aishas navn");

        // Another leader neither changes them nor sees a draft; whoever asks nobody finds no door.
        using var henrik = await house.As("henrik");
        (await henrik.Get("/collections/new")).Text.ShouldNotContain("Aishas navn");
        (await henrik.Post(home, [.. seen.Where(field => field.Name != "title/da"), ("title/da", "Henriks navn"), ("do", "save")])).Location.ShouldBe("/collections/new");
        (await aisha.Get(home)).Text.ShouldNotContain("Henriks navn");
        using var maja = await house.As("maja");
        (await maja.Get(home)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await maja.Post("/collections/questions")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task In_two_languages_each_reads_their_own_and_what_is_missing_in_one_is_lent_by_the_other()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var home = (await birgit.Post("/collections/questions")).Location.ShouldNotBeNull();
        await Press(birgit, home, "both");
        await Press(birgit, home, "add:Several");
        var ids = await Ids(birgit, home);
        var differ = await Press(birgit, home, "ask", new()
        {
            ["title/da"] = "Støj", ["title/en"] = "Noise", [$"text/da/{ids[0]}"] = "Hvor meget støj er der?", [$"text/da/{ids[1]}"] = "Hvor?", [$"text/en/{ids[1]}"] = "Where?", [$"options/da/{ids[1]}"] = "Køkken\nGang", [$"options/en/{ids[1]}"] = "Kitchen",
        });
        differ.Text.ShouldContain("lige mange svar");
        (await Press(birgit, home, "preview", new()
        {
            ["title/da"] = "Støj", ["title/en"] = "Noise", [$"text/da/{ids[0]}"] = "Hvor meget støj er der?", [$"text/da/{ids[1]}"] = "Hvor?", [$"text/en/{ids[1]}"] = "Where?", [$"options/da/{ids[1]}"] = "Køkken\nGang", [$"options/en/{ids[1]}"] = "Kitchen\nHallway",
        })).Location.ShouldBe($"{home}/preview");
        var english = (await birgit.Get($"{home}/preview?lang=en")).Text;
        english.ShouldContain("Kitchen");
        english.ShouldContain("Hvor meget støj er der?");
        english.ShouldNotContain("Køkken");
    }

    // A page's form as a browser would send it, with something typed and a button pressed.
    private static async Task<Reply> Press(Visitor visitor, string home, string button, Dictionary<string, string>? typed = null, string leave = "")
    {
        var fields = await Fields(visitor, home);
        return await visitor.Post(home, [.. fields.Where(field => field.Name != leave && typed?.ContainsKey(field.Name) is not true), .. (typed ?? []).Select(one => (one.Key, (string?)one.Value)), ("do", button)]);
    }

    private static async Task<IReadOnlyList<string>> Ids(Visitor visitor, string home) => [.. (await Fields(visitor, home)).Where(field => field.Name == "q").Select(field => field.Value!)];

    private static async Task<IReadOnlyList<(string Name, string? Value)>> Fields(Visitor visitor, string home)
    {
        var page = (await visitor.Get(home)).Text;
        var form = page[page.IndexOf($"action=\"{home}\"", StringComparison.Ordinal)..];
        form = form[..form.IndexOf("</form>", StringComparison.Ordinal)];
        return
        [
            .. Inputs().Matches(form).Where(input => !input.Value.Contains("type=\"checkbox\"", StringComparison.Ordinal) || input.Value.Contains(" checked", StringComparison.Ordinal)).Select(input => (Value(input.Value, "name"), (string?)WebUtility.HtmlDecode(Value(input.Value, "value")))),
            .. Areas().Matches(form).Select(area => (area.Groups["name"].Value, (string?)WebUtility.HtmlDecode(area.Groups["text"].Value))),
            .. Selects().Matches(form).Select(list => (list.Groups["name"].Value, (string?)list.Groups["value"].Value)),
        ];

        static string Value(string tag, string attribute) => Regex.Match(tag, $" {attribute}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
    }

    [GeneratedRegex("<input [^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Inputs();

    [GeneratedRegex("<textarea [^>]*name=\"(?<name>[^\"]*)\"[^>]*>(?<text>[^<]*)</textarea>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Areas();

    [GeneratedRegex("<select [^>]*name=\"(?<name>[^\"]*)\".*?<option value=\"(?<value>[0-9]+)\" selected", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Selects();
}
