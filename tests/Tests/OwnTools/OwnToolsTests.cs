using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;

namespace Omtanke.Tests.OwnTools;

/// <summary>A workplace makes a tool its own: who may, who sees it, what is never overwritten, and what those keep who have begun.</summary>
public sealed partial class OwnToolsTests(TestCluster cluster)
{
    private const string OwnWords = "Jeg siger højt, når jeg går hjem til tiden.";

    private static readonly Library ours = Visits.Library;

    [Fact]
    public async Task Hr_copies_a_tool_changes_a_statement_takes_it_into_use_and_an_employee_finds_it_beside_ours()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        using var maja = await house.As("maja");
        var tool = await Copy(birgit, "T06");
        await Write(birgit, $"{tool}/steps/T06.S3", ("da/T06.Q1/text", OwnWords));
        // A draft is for those who keep tools.
        (await maja.Get("/tools/W1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await maja.Get("/tools")).Text.ShouldNotContain("Bygger på");
        (await birgit.Get($"{tool}/preview")).Text.ShouldContain(OwnWords);
        (await birgit.Get($"{tool}/preview?step=W1.S3")).Text.ShouldContain(OwnWords);

        await TakeIntoUse(birgit, tool, "Vores egne ord");
        var read = (await maja.Get("/tools/w1-leader-as-role-model")).Text;
        read.ShouldContain(OwnWords);
        read.ShouldContain("Bygger på");
        read.ShouldContain("(T06) · udgave 1");
        // Ours says what it said, in the same house.
        (await maja.Get("/tools/leader-as-role-model")).Text.ShouldNotContain(OwnWords);
        (await maja.Get("/tools?q=hjem+til+tiden")).Text.ShouldContain("/tools/w1-leader-as-role-model");
        (await maja.Get("/tools/W1/W1.S3/word")).Bytes.Length.ShouldBeGreaterThan(1000);
        (await maja.Get("/tools/W1/W1.S3/paper")).Text.ShouldContain(OwnWords);
        // In English the statement is lent in Danish, and the page says so.
        (await maja.Get("/tools/W1?lang=en")).Text.ShouldContain(ours.Text("T06.Q1", "text", "en").Split('.')[0]);
    }

    [Fact]
    public async Task A_stranger_finds_ours_alone_and_is_asked_to_sign_in_at_a_link_to_the_workplaces_own()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        await InUse(birgit, "T06");
        using var stranger = house.Browser();
        (await stranger.Get("/tools")).Text.ShouldNotContain("/tools/w1-");
        (await stranger.Get("/tools?q=rollemodel")).Text.ShouldNotContain("/tools/w1-");
        foreach (var address in (string[])["/tools/W1", "/tools/w1-leader-as-role-model", "/tools/W1/W1.S3", "/tools/W1/W1.S3/paper", "/tools/W1/W1.S3/word", "/tools/W1/zip", "/tools/w999-nothing"])
            (await stranger.Get(address)).Location.ShouldStartWith("/sign-in?to=");
        (await stranger.Get("/tools/wheel-of-nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("maja")]
    [InlineData("henrik")]
    [InlineData("karen")]
    [InlineData("lars")]
    public async Task Nobody_else_changes_a_tool_nor_sees_a_draft_not_even_past_the_door(string persona)
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var tool = await InUse(birgit, "T06");
        using var other = await house.As(persona);
        foreach (var address in (string[])["/own-tools", tool, $"{tool}/steps/T06.S3", $"{tool}/preview", $"{tool}/zip", $"{tool}/editions/1", $"{tool}/ours"])
            (await other.Get(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.Post($"{tool}/steps/T06.S3", ("da/T06.Q1/text", "nej"), ("was/da/T06.Q1/text", Mark(ours.Text("T06.Q1", "text", "da"))), ("do", "save"))).Status.ShouldBe(HttpStatusCode.NotFound);

        // The second lock: the database itself shows them no draft and takes no edition from them.
        var person = await house.IdOf(persona);
        (await house.Ask(db => Task.FromResult(db.Drafts.ToList()), Acting.As(person))).ShouldBeEmpty();
        await Should.ThrowAsync<Microsoft.EntityFrameworkCore.DbUpdateException>(() => house.Do(db =>
        {
            db.Add(new Edition { Tool = 1, Number = 2, Files = "{}", Note = "", By = person, At = house.Clock.GetUtcNow() });
            return db.SaveChangesAsync();
        }, Acting.As(person)));
    }

    [Fact]
    public async Task What_somebody_has_begun_keeps_its_words_when_the_tool_is_changed_and_when_it_is_withdrawn()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        using var maja = await house.As("maja");
        var tool = await InUse(birgit, "T06");
        var old = ours.Text("T06.Q1", "text", "da");
        var begun = (await maja.Post("/reflections", ("step", "W1.S3"))).Location!;
        (await maja.Autosave(begun, ("version", "0"), ("W1.Q1", "4"))).Status.ShouldBe(HttpStatusCode.OK);

        await Write(birgit, $"{tool}/steps/T06.S3", ("da/T06.Q1/text", OwnWords), ("do", "out:T06.Q2"));
        await TakeIntoUse(birgit, tool);
        var page = (await maja.Get(begun)).Text;
        page.ShouldContain(old);
        page.ShouldContain(ours.Text("T06.Q2", "text", "da"));
        page.ShouldNotContain(OwnWords);
        (await maja.Autosave(begun, ("version", "1"), ("W1.Q2", "5"))).Status.ShouldBe(HttpStatusCode.OK);
        // Whoever begins now meets the new words.
        var later = (await maja.Post("/reflections", ("step", "W1.S3"))).Location!;
        later.ShouldNotBe(begun);
        (await maja.Get(later)).Text.ShouldContain(OwnWords);
        (await maja.Get(later)).Text.ShouldNotContain(old);
        (await maja.Autosave(later, ("version", "0"), ("W1.Q1", "2"))).Status.ShouldBe(HttpStatusCode.OK);

        (await birgit.Post($"{tool}/withdrawal", ("do", "withdraw"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Get("/tools/W1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await maja.Post("/reflections", ("step", "W1.S3"))).Location.ShouldBe("/reflections/new");
        (await maja.Get(begun)).Text.ShouldContain(old);
        (await maja.Get(later)).Text.ShouldContain(OwnWords);
        (await maja.Autosave(begun, ("version", "2"), ("W1.Q3", "1"))).Status.ShouldBe(HttpStatusCode.OK);
        (await maja.Get(begun + "/word")).Bytes.Length.ShouldBeGreaterThan(1000);
        (await maja.Get(begun + "/json")).Text.ShouldContain(old);
        (await maja.Get("/reflections/mine.json")).Text.ShouldContain(OwnWords);
        (await maja.Get("/reflections")).Text.ShouldContain(ours.Text("T06.S3", "title", "da"));

        (await birgit.Post($"{tool}/withdrawal", ("do", "return"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await maja.Get("/tools/W1")).Text.ShouldContain(OwnWords);
    }

    [Fact]
    public async Task Two_who_change_at_the_same_time_are_both_heard_and_what_both_touched_is_shown_before_anything_is_saved()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        using var jonas = await house.As("jonas");
        var tool = await Copy(birgit, "T06");
        var page = $"{tool}/steps/T06.S3";
        var (one, two) = (ours.Text("T06.Q1", "text", "da"), ours.Text("T06.Q2", "text", "da"));
        (string, string?)[] Form(string first, string second) => [("da/T06.Q1/text", first), ("was/da/T06.Q1/text", Mark(one)), ("da/T06.Q2/text", second), ("was/da/T06.Q2/text", Mark(two)), ("do", "save")];

        (await birgit.Post(page, Form("Birgits egen", two))).Status.ShouldBe(HttpStatusCode.SeeOther);
        // Jonas' form is older, but he has touched another text.
        (await jonas.Post(page, Form(one, "Jonas' egen"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var both = (await birgit.Get(page)).Text;
        both.ShouldContain("Birgits egen");
        both.ShouldContain("Jonas&#x27; egen");

        var clash = await jonas.Post(page, Form("Jonas vil også", "Jonas vil mere"));
        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("Birgits egen");
        clash.Text.ShouldContain("Jonas vil også");
        clash.Text.ShouldContain("En anden har rettet det samme");
        (await birgit.Get(page)).Text.ShouldNotContain("Jonas vil også");
        // Having seen it, he may.
        await Write(jonas, page, ("da/T06.Q1/text", "Jonas vil også"));
        (await birgit.Get(page)).Text.ShouldContain("Jonas vil også");

        // Nobody takes into use what they have not seen.
        var version = Regex.Match((await birgit.Get(tool)).Text, "name=\"version\" value=\"(\\d+)\"").Groups[1].Value;
        await Write(jonas, page, ("da/T06.Q1/text", "Og lige en ting til"));
        var stale = await birgit.Post($"{tool}/editions", ("version", version));
        stale.Status.ShouldBe(HttpStatusCode.Conflict);
        stale.Text.ShouldContain("En anden har rettet i kladden imens");
    }

    [Fact]
    public async Task Steps_and_statements_are_moved_added_taken_out_and_brought_back()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var tool = await Copy(birgit, "T06");
        await birgit.Post($"{tool}/steps", ("do", "down:T06.W"));
        await birgit.Post($"{tool}/steps", ("do", "out:T06.S4"));
        await birgit.Post($"{tool}/steps", ("do", "out:no-such-step"));
        var page = (await birgit.Get(tool)).Text;
        page.IndexOf("id=\"T06.S1\"", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("id=\"T06.W\"", StringComparison.Ordinal));
        page.ShouldContain("value=\"back:T06.S4\"");
        page.ShouldNotContain("id=\"T06.S4\"");
        await birgit.Post($"{tool}/steps", ("do", "back:T06.S4"));
        (await birgit.Get(tool)).Text.ShouldContain("id=\"T06.S4\"");

        var added = (await birgit.Post($"{tool}/steps/T06.S3", ("do", "add:T06.S3:statements"), ("minutes", "15"))).Location!;
        var id = added.Split('#')[1];
        id.ShouldStartWith("T06.S3.o");
        // Without words it is not whole, and the page says where to mend it.
        var fault = await birgit.Post($"{tool}/editions", ("version", await Version(birgit, tool)));
        fault.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        fault.Text.ShouldContain($"{tool}/steps/T06.S3#{id}");
        await Write(birgit, $"{tool}/steps/T06.S3", ($"da/{id}/text", OwnWords));
        await TakeIntoUse(birgit, tool);
        (await birgit.Get("/tools/W1")).Text.ShouldContain(OwnWords);
        (await birgit.Get("/tools/W1")).Text.ShouldContain("15 minutter");
        // In English it is lent, and told.
        (await birgit.Get("/tools/W1?lang=en")).Text.ShouldContain("exists only in Danish");
    }

    [Fact]
    public async Task Editions_are_compared_word_by_word_and_one_is_gone_back_to()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var tool = await InUse(birgit, "T06");
        var old = ours.Text("T06.Q1", "text", "da");
        await Write(birgit, $"{tool}/steps/T06.S3", ("da/T06.Q1/text", old + " Altid."));
        (await birgit.Get($"{tool}/editions/draft")).Text.ShouldMatch("<ins>.*Altid");
        await TakeIntoUse(birgit, tool, "Med altid");
        var compared = (await birgit.Get($"{tool}/editions/2")).Text;
        compared.ShouldMatch("<ins>.*Altid");
        (await birgit.Get(tool)).Text.ShouldContain("Med altid");
        (await birgit.Post($"{tool}/editions/1/draft")).Status.ShouldBe(HttpStatusCode.SeeOther);
        await TakeIntoUse(birgit, tool, "Uden igen");
        (await birgit.Get("/tools/W1")).Text.ShouldNotContain("Altid.");
        (await birgit.Get($"{tool}/editions/99")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task When_ours_changes_the_workplace_is_told_what_and_takes_in_what_it_likes()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var tool = await Copy(birgit, "T06");
        await Write(birgit, $"{tool}/steps/T06.S3", ("da/T06.Q2/text", OwnWords));
        (await birgit.Get(tool)).Text.ShouldNotContain($"{tool}/ours\"");
        // The copy was made of an older edition of ours: then two statements read otherwise.
        await house.Do(async db =>
        {
            var draft = db.Drafts.Single();
            var before = draft.Known!.Say("da", "T06.Q1", "text", "Som den lød før.").Say("da", "T06.Q2", "text", "Også anderledes.");
            (draft.Base, draft.Files) = (before.ToJson(), draft.Folder.Say("da", "T06.Q1", "text", "Som den lød før.").ToJson());
            await db.SaveChangesAsync();
        }, Acting.As(await house.IdOf("birgit")));

        (await birgit.Get(tool)).Text.ShouldContain("2 ting er ændret");
        var news = (await birgit.Get($"{tool}/ours")).Text;
        news.ShouldContain("Som den lød");
        news.ShouldContain(OwnWords);
        (await birgit.Post($"{tool}/ours", ("take", "Text/T06.Q1/da.text"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await birgit.Post($"{tool}/ours", ("leave", "Text/T06.Q2/da.text"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await birgit.Get($"{tool}/ours")).Text.ShouldContain("I har set det hele");
        var step = (await birgit.Get($"{tool}/steps/T06.S3")).Text;
        step.ShouldContain(ours.Text("T06.Q1", "text", "da"));
        step.ShouldContain(OwnWords);
        step.ShouldNotContain("Som den lød før.");
    }

    [Fact]
    public async Task A_tool_goes_out_as_a_folder_and_comes_in_as_the_same()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        using var stranger = house.Browser();
        var sent = (await stranger.Get("/tools/spot-strain/zip")).Bytes;
        var arrived = await Send(birgit, "/own-tools/arrivals", "file", "T04.zip", sent);
        arrived.Status.ShouldBe(HttpStatusCode.SeeOther);
        (await birgit.Get($"{arrived.Location}/zip")).Bytes.ShouldBe(sent);
        await TakeIntoUse(birgit, arrived.Location!);
        using var maja = await house.As("maja");
        (await maja.Get("/tools/W1/zip")).Bytes.ShouldBe(sent);
        (await maja.Get("/tools/W1")).Text.ShouldContain("Bygger på");

        // A changed folder becomes the draft; another tool's folder does not.
        var changed = ToolFolder.FromZip(new MemoryStream(sent)).Say("da", "T04", "title", "Hvad ser vi?").ToZip();
        (await Send(birgit, $"{arrived.Location}/arrivals", "file", "x.zip", changed)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await birgit.Get(arrived.Location!)).Text.ShouldContain("Hvad ser vi?");
        var other = await Send(birgit, $"{arrived.Location}/arrivals", "file", "x.zip", (await stranger.Get("/tools/T06/zip")).Bytes);
        other.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        other.Text.ShouldContain("Det er et andet værktøj");
    }

    [Fact]
    public async Task A_bad_folder_names_the_line_in_the_readers_language_and_nothing_is_kept_of_it()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var folder = ours.FolderOf(ours.Tool("T06")!);
        var lines = folder.Files["tool.yaml"].Split('\n');
        var line = Array.FindIndex(lines, one => one.Contains("T06.S4,", StringComparison.Ordinal) || one.Contains("id: T06.S3.P", StringComparison.Ordinal));
        lines[line] = lines[line].Replace("kind: pairs", "kind: paris", StringComparison.Ordinal);
        var bad = folder.With("tool.yaml", string.Join('\n', lines)).ToZip();

        var danish = await Send(birgit, "/own-tools/arrivals", "file", "bad.zip", bad);
        danish.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        danish.Text.ShouldContain($"tool.yaml</span>, linje {line + 1}");
        danish.Text.ShouldContain("Der findes ingen slags trin, der hedder");
        (await Send(birgit, "/own-tools/arrivals?lang=en", "file", "bad.zip", bad)).Text.ShouldContain("There is no kind of step called");
        (await birgit.Get("/own-tools?lang=da")).Text.ShouldContain("I har ingen egne værktøjer endnu");
        (await Send(birgit, "/own-tools/arrivals", "file", "x.zip", Encoding.UTF8.GetBytes("no zip"))).Text.ShouldContain("ikke en zip-fil");
        (await Send(birgit, "/own-tools/arrivals", "file", "x.zip", new byte[1_500_000])).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await birgit.Post("/own-tools/arrivals")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_drawing_is_put_in_and_an_image_that_is_no_drawing_is_refused_kindly()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var tool = await Copy(birgit, "T05");
        var place = $"{tool}/steps/T05.S1/drawings";
        const string Kitten = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M1 1h8v7z" class="om-killing"/></svg>""";
        (await Send(birgit, place, "file", "Min killing.svg", Encoding.UTF8.GetBytes(Kitten), ("place", "T05.S1.2"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await birgit.Get($"{tool}/preview")).Text.ShouldContain("om-killing");
        var photo = await Send(birgit, place, "file", "photo.svg", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        photo.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        photo.Text.ShouldContain("Tegningen kan ikke bruges, som den er");
        var script = await Send(birgit, place, "file", "x.svg", Encoding.UTF8.GetBytes(Kitten.Replace("<path", "<script>alert(1)</script><path", StringComparison.Ordinal)));
        script.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        script.Text.ShouldContain("Den må kun bestå af figurer og tekst");
        script.Text.ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task A_text_too_long_is_told_beside_its_field_and_nothing_is_lost()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        var tool = await Copy(birgit, "T06");
        var reply = await birgit.Post($"{tool}/steps/T06.S3", ("da/T06.Q1/text", "kanariefugl" + new string('x', 4001)), ("was/da/T06.Q1/text", Mark(ours.Text("T06.Q1", "text", "da"))), ("do", "save"));
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Text.ShouldContain("kanariefugl");
        reply.Text.ShouldContain("Teksten er for lang");
        var hostile = "<script>alert(1)</script>";
        await Write(birgit, $"{tool}/steps/T06.S3", ("da/T06.Q1/text", hostile));
        await TakeIntoUse(birgit, tool);
        (await birgit.Get("/tools/W1")).Text.ShouldNotContain(hostile);
        (await birgit.Get($"{tool}/steps/T06.S3")).Text.ShouldNotContain(hostile);
    }

    [Fact]
    public async Task Every_tool_of_ours_can_be_made_ones_own_and_every_step_of_it_opened_for_changing()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        foreach (var tool in ours.Tools)
        {
            var own = await Copy(birgit, tool.Id);
            foreach (var step in tool.Steps)
                (await birgit.Get($"{own}/steps/{step.Id}")).Status.ShouldBe(HttpStatusCode.OK, step.Id);
            (await birgit.Get($"{own}/preview")).Status.ShouldBe(HttpStatusCode.OK);
            await TakeIntoUse(birgit, own);
            (await birgit.Get($"/tools/W{own.Split('/')[^1]}")).Status.ShouldBe(HttpStatusCode.OK);
        }
        (await birgit.Get("/own-tools")).Status.ShouldBe(HttpStatusCode.OK);
        (await birgit.Get("/own-tools?lang=en")).Status.ShouldBe(HttpStatusCode.OK);
        (await birgit.Get("/tools")).Status.ShouldBe(HttpStatusCode.OK);
        (await birgit.Get("/reflections/new")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string> Copy(Visitor visitor, string id) => (await visitor.Post("/own-tools", ("tool", id))).Location.ShouldNotBeNull();

    private static async Task<string> InUse(Visitor visitor, string id)
    {
        var tool = await Copy(visitor, id);
        await TakeIntoUse(visitor, tool);
        return tool;
    }

    private static async Task<string> Version(Visitor visitor, string tool) => VersionField().Match((await visitor.Get(tool)).Text) is { Success: true } found ? found.Groups[1].Value : "0";

    private static async Task TakeIntoUse(Visitor visitor, string tool, string note = "")
    {
        var reply = await visitor.Post($"{tool}/editions", ("version", await Version(visitor, tool)), ("note", note));
        reply.Status.ShouldBe(HttpStatusCode.SeeOther, reply.Text);
    }

    // Writes as a browser does: with the marks of the page it has open.
    private static async Task Write(Visitor visitor, string page, params (string Name, string? Value)[] fields)
    {
        var open = (await visitor.Get(page)).Text;
        var marks = fields.Select(field => (Name: $"was/{field.Name}", Match: Regex.Match(open, $"name=\"was/{Regex.Escape(field.Name)}\" value=\"([0-9a-f]+)\""))).Where(mark => mark.Match.Success)
            .Select(mark => (mark.Name, (string?)mark.Match.Groups[1].Value));
        (string, string?)[] act = fields.Any(field => field.Name == "do") ? [] : [("do", "save")];
        var reply = await visitor.Post(page, [.. fields, .. marks, .. act]);
        reply.Status.ShouldBe(HttpStatusCode.SeeOther, reply.Text);
    }

    private static Task<Reply> Send(Visitor visitor, string page, string field, string name, byte[] bytes, params (string Name, string Value)[] more)
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var form = new MultipartFormDataContent { { file, field, name } };
        foreach (var (other, value) in more)
            form.Add(new StringContent(value), other);
        return visitor.Send(new HttpRequestMessage(HttpMethod.Post, page) { Content = form });
    }

    private static string Mark(string text) => Wording.Mark(text);

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"", RegexOptions.None, 1000)]
    private static partial Regex VersionField();
}
