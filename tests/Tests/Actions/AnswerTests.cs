using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Actions.Reminders;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Tests.Assessments;
using Omtanke.Tests.Conversations;

namespace Omtanke.Tests.Actions;

/// <summary>A reminder is answered from the mail by whoever holds it: once, by a press and not by a look, and nothing more of the plan can be seen or done with it.</summary>
public sealed class AnswerTests(TestCluster cluster)
{
    private static readonly DateOnly Today = Clock.Day(Visits.Monday);

    private static string Say(string key) => WebUtility.HtmlEncode(Visits.Library.In("da").Words[key]).Replace("&#248;", "ø", StringComparison.Ordinal);

    [Fact]
    public async Task Looking_changes_nothing_and_a_press_answers_once()
    {
        await using var house = await Visits.Open(cluster);
        var (action, link) = await Reminded(house);
        var before = await house.TheAction(action);
        using var mail = house.Browser();
        foreach (var (header, value) in ((string, string)[])[("Accept", "text/html"), ("Sec-Purpose", "prefetch"), ("User-Agent", "SafeLinks scanner")])
        {
            var look = new HttpRequestMessage(HttpMethod.Get, link);
            look.Headers.TryAddWithoutValidation(header, value);
            var page = await mail.Send(look);
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Text.ShouldContain("Flytte mødet til om morgenen");
            page.Headers.GetValues("Referrer-Policy").ShouldBe(["strict-origin"]);
            page.Headers.CacheControl!.NoStore.ShouldBeTrue();
            page.Headers.Contains("Set-Cookie").ShouldBeFalse("nobody is signed in by a link");
        }
        (await mail.Send(new(HttpMethod.Head, link))).Status.ShouldBe(HttpStatusCode.OK, "what asks for the head first finds the page there");
        (await house.TheAction(action)).ShouldBeEquivalentTo(before);

        // Pressed twice at the same moment.
        var pressed = await Task.WhenAll(mail.Post(link, ("answer", "Done")), mail.Post(link, ("answer", "Done")));
        pressed.Select(reply => reply.Status).Order().ShouldBe([HttpStatusCode.SeeOther, HttpStatusCode.Gone]);
        pressed.ShouldAllBe(reply => reply.Status != HttpStatusCode.SeeOther || reply.Location == link);
        var done = await house.TheAction(action);
        (done.Status, done.DoneOn, done.Version).ShouldBe((Status.Done, Today, before.Version + 1));
        (await house.TheLastEvent(action)).Person.ShouldBe(await house.IdOf("maja"));
        (await mail.Get(link)).Text.ShouldContain(Say("plan-answer.thanks.Done"));
        (await mail.Post(link, ("answer", "Stuck"), ("why", "Igen"))).Status.ShouldBe(HttpStatusCode.Gone);
        (await house.TheAction(action)).Version.ShouldBe(done.Version);
        // Another site's page cannot press.
        var (_, other) = await Reminded(house);
        var foreign = new HttpRequestMessage(HttpMethod.Post, other) { Content = new FormUrlEncodedContent([new("answer", "Done")]) };
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        (await mail.Send(foreign)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_new_day_needs_a_reason_and_a_day_ahead_and_nobodys_change_is_written_over()
    {
        await using var house = await Visits.Open(cluster);
        var (action, link) = await Reminded(house, one => (one.StartOn, one.CheckOn) = (Today.AddDays(-5), Today.AddDays(30)));
        using var mail = house.Browser();
        var page = (await mail.Get(link)).Text;
        var version = Version(page);

        foreach (var (due, why, fault) in ((string, string, string)[])[("", "Ferie", "form.wrong.day-missing"), ("2026-02-30", "Ferie", "form.wrong.day"), ("2026-11-23", "Ferie", "plan-answer.errors.past"), ("2031-01-01", "Ferie", "plan-answer.errors.far"), ("2026-12-24", "", "plan-answer.errors.why-NewDate"), ("2026-12-24", new string('x', 600), "form.wrong.text-too-long")])
        {
            var wrong = await mail.Post(link, ("answer", "NewDate"), ("version", version), ("due", due), ("why", why));
            wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, fault);
            WebUtility.HtmlDecode(wrong.Text).ShouldContain(Visits.Library.In("da").Words[fault]);
            wrong.Text.ShouldContain(due.Length > 0 ? $"value=\"{due}\"" : why);
            if (why.Length > 0)
                wrong.Text.ShouldContain($">{why}</textarea>");
        }
        (await mail.Post(link, ("answer", "Erase"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await mail.Post(link)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await mail.Post(link, ("answer", "Worked"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "nobody asked whether it helped yet");

        // Henrik moves it meanwhile.
        await house.Do(async db =>
        {
            db.Add((await db.ClaimAction(action))!.Postpone(Today.AddDays(3), "Andet", await house.IdOf("henrik"), Visits.Monday));
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        var clash = await mail.Post(link, ("answer", "NewDate"), ("version", version), ("due", "2026-12-24"), ("why", "Ferie i ugen"));
        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("Ferie i ugen");
        (await house.TheAction(action)).DueOn.ShouldBe(Today.AddDays(3));

        // The last day of February, in a year that has it.
        (await mail.Post(link, ("answer", "NewDate"), ("version", Version(clash.Text)), ("due", "29.2.2028"), ("why", "Ferie i ugen"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var moved = await house.TheAction(action);
        moved.DueOn.ShouldBe(new DateOnly(2028, 2, 29));
        moved.CheckOn.ShouldBe(new DateOnly(2028, 2, 29).AddDays(30));
        (await house.TheLastEvent(action)).About.ShouldBe("Ferie i ugen");
    }

    [Fact]
    public async Task Whoever_is_stuck_says_so_in_a_line_and_whoever_keeps_it_hears_of_it()
    {
        await using var house = await Visits.Open(cluster);
        var (action, link) = await Reminded(house, keeper: "henrik");
        using var mail = house.Browser();
        (await mail.Post(link, ("answer", "Stuck"), ("why", " "))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await mail.Post(link, ("answer", "Stuck"), ("why", "Vi mangler <b>penge</b>"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.TheLastEvent(action)).About.ShouldBe("Vi mangler <b>penge</b>");
        (await house.TheAction(action)).Status.ShouldBe(Status.UnderWay);

        await house.Run<TellKeepers>(Visits.Monday.AddMinutes(5));
        await house.Run<TellKeepers>(Visits.Monday.AddMinutes(10));
        using var henrik = await house.As("henrik");
        (await henrik.Get("/me")).Text.ShouldContain("Gået i stå: Flytte mødet");
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.ToEmail.StartsWith("henrik@") && letter.UniqueKey.StartsWith("desk Reminder ")))).ShouldBe(1);
        // Something has happened to it: it lies there no longer.
        await house.Do(async db =>
        {
            db.Add((await db.ClaimAction(action))!.Postpone(Today.AddDays(30), "Der er penge", await house.IdOf("henrik"), Visits.Monday.AddHours(1)));
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        (await henrik.Get("/me")).Text.ShouldNotContain("Gået i stå");
    }

    [Fact]
    public async Task Where_nobody_else_keeps_it_the_leader_of_a_group_that_sees_it_is_told_and_where_nobody_is_it_says_so()
    {
        await using var house = await Visits.Open(cluster);
        var east = await house.UnitOf("Hjemmeplejen Øst");
        var (action, link) = await Reminded(house, one => (one.Units, one.Shown) = ([east], Shown.Units));
        var (_, alone) = await Reminded(house, one => one.Shown = Shown.Few, owner: "jonas", what: "Kun min egen");
        using var mail = house.Browser();
        (await mail.Get(link)).Text.ShouldContain("Den, der følger op på handlingen, får besked");
        (await mail.Get(alone)).Text.ShouldNotContain("får besked");
        foreach (var stuck in (string[])[link, alone])
            (await mail.Post(stuck, ("answer", "Stuck"), ("why", "Vi mangler penge"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await mail.Get(link)).Text.ShouldContain("Den, der følger op på handlingen, får besked");
        (await mail.Get(alone)).Text.ShouldContain("Ingen får besked");
        await house.Run<TellKeepers>(Visits.Monday.AddMinutes(5));

        var told = (await house.Ask(db => db.ActionCalls.AsNoTracking().ToListAsync(), Acting.AtChores)).ShouldHaveSingleItem();
        (told.Action, told.Person).ShouldBe((action, await house.IdOf("henrik")));
        using var henrik = await house.As("henrik");
        (await henrik.Get("/me")).Text.ShouldContain("Gået i stå: Flytte mødet");
    }

    [Fact]
    public async Task Whoever_asked_somebody_to_take_it_on_hears_of_a_no_and_nobody_else_does()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.AnAction(await house.IdOf("maja"), "Flytte mødet");
        using var maja = await house.As("maja");
        using var aisha = await house.As("aisha");
        await maja.Post($"/actions/{id}/offer", ("to", "Aisha Rahman"));
        await aisha.Post($"/actions/{id}/refusal", ("answer", "Jeg er på kursus"));
        await house.Run<TellKeepers>(Visits.Monday.AddMinutes(5));

        (await maja.Get("/me")).Text.ShouldContain("Svaret var nej: Flytte mødet");
        (await house.Ask(db => db.ActionCalls.CountAsync(), Acting.AtChores)).ShouldBe(1);
        (await house.Ask(db => db.Letters.Where(letter => letter.UniqueKey.StartsWith("desk Reminder ")).Select(letter => letter.ToEmail).ToListAsync())).ShouldBe(["maja@fjordby.example"]);
        // Taken back is no no.
        await maja.Post($"/actions/{id}/offer", ("to", "Henrik Lund"));
        await maja.Post($"/actions/{id}/offer/withdrawal");
        await house.Run<TellKeepers>(Visits.Monday.AddMinutes(10));
        (await house.Ask(db => db.ActionCalls.CountAsync(), Acting.AtChores)).ShouldBe(1);
    }

    [Fact]
    public async Task On_the_day_to_look_it_asks_whether_it_helped_and_too_early_asks_again_in_four_weeks()
    {
        await using var house = await Visits.Open(cluster);
        var done = Today.AddDays(-30);
        var (action, link) = await Reminded(house, one => (one.Status, one.DoneOn, one.ToldOn, one.DueOn, one.CheckOn) = (Status.Done, done, done, done, Today));
        using var mail = house.Browser();
        (await mail.Get(link)).Text.ShouldContain(Say("plan-answer.helped"));
        (await mail.Post(link, ("answer", "TooEarly"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var early = await house.TheAction(action);
        (early.Effect, early.CheckOn).ShouldBe((Outcome.TooEarly, Today.AddDays(AnswerPage.Later)));

        await house.Run<RemindOfActions>(Today.AddDays(AnswerPage.Later).Nine());
        var again = house.LinkOf((await house.Noted())[^1]);
        again.ShouldNotBe(link);
        (await mail.Post(again, ("answer", "Partly"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.TheAction(action)).Effect.ShouldBe(Outcome.Partly);
    }

    [Fact]
    public async Task What_is_over_says_kindly_what_to_do_and_shows_nothing()
    {
        await using var house = await Visits.Open(cluster);
        using var mail = house.Browser();
        var jonas = await house.IdOf("jonas");
        foreach (var (how, end) in ((Action<PlannedAction>, string)[])[(one => one.Owner = jonas, "Elsewhere"), (one => one.IsOut = true, "Closed"), (one => (one.Status, one.Effect) = (Status.Done, Outcome.Worked), "Closed"), (one => one.Status = Status.Dropped, "Closed")])
        {
            var (action, link) = await Reminded(house, what: "Hemmelig handling");
            await house.Do(async db =>
            {
                how((await db.ClaimAction(action))!);
                await db.SaveChangesAsync();
            }, Acting.AtChores);
            foreach (var reply in (Reply[])[await mail.Get(link), await mail.Post(link, ("answer", "Done"))])
            {
                reply.Status.ShouldBe(HttpStatusCode.Gone, end);
                WebUtility.HtmlDecode(reply.Text).ShouldContain(Visits.Library.In("da").Words[$"plan-answer.end.{end}.title"]);
                reply.Text.ShouldNotContain("Hemmelig");
            }
        }
        var (_, left) = await Reminded(house, owner: "aisha");
        await house.Do(db => db.People.Where(person => person.Email == "aisha@fjordby.example").ExecuteUpdateAsync(set => set.SetProperty(person => person.LeftOn, Today)));
        (await mail.Post(left, ("answer", "Done"))).Status.ShouldBe(HttpStatusCode.Gone);
        var (open, old) = await Reminded(house);
        house.Clock.Offset += ActionReminder.Life;
        (await mail.Post(old, ("answer", "Done"))).Status.ShouldBe(HttpStatusCode.Gone);
        (await house.TheAction(open)).Status.ShouldBe(Status.Planned);
    }

    [Fact]
    public async Task A_link_cannot_be_made_changed_or_guessed_and_what_few_may_see_is_not_shown_to_whoever_holds_a_mail()
    {
        await using var house = await Visits.Open(cluster);
        var (action, link) = await Reminded(house);
        var (_, other) = await Reminded(house, owner: "henrik");
        var (secret, few) = await Reminded(house, one => one.Shown = Shown.Few, owner: "jonas", what: "Hemmelig handling");
        using var mail = house.Browser();
        var (bytes, theirs) = (Bytes(link), Bytes(other));
        List<string> forged = ["x", new('A', 64), link[6..] + "A", link[6..^1]];
        // Every byte of it matters; and no half of one goes with half of another.
        for (var at = 0; at < bytes.Length; at += 5)
            forged.Add(Text([.. bytes[..at], (byte)(bytes[at] ^ 1), .. bytes[(at + 1)..]]));
        forged.Add(Text([.. bytes[..16], .. theirs[16..]]));
        forged.Add(Text([.. bytes[..32], .. theirs[32..]]));
        foreach (var token in forged)
            (await mail.Post("/plan/" + token, ("answer", "Done"))).Status.ShouldBe(HttpStatusCode.NotFound, token);
        (await house.TheAction(action)).Status.ShouldBe(Status.Planned);
        // The mail of one works for no other; nothing in the database makes one.
        (await house.Ask(db => db.Letters.AsNoTracking().CountAsync(letter => letter.UniqueKey.Contains(link)))).ShouldBe(0);

        (await mail.Get(few)).Text.ShouldNotContain("Hemmelig");
        (await mail.Get(few)).Text.ShouldContain($"/actions/{secret}");
        using (var henrik = await house.As("henrik"))
            (await henrik.Get(few)).Text.ShouldNotContain("Hemmelig");
        using (var jonas = await house.As("jonas"))
            (await jonas.Get(few)).Text.ShouldContain("Hemmelig handling");
        (await mail.Post(few, ("answer", "Done"))).Status.ShouldBe(HttpStatusCode.SeeOther);

        var replies = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 110; attempt++)
            replies.Add((await mail.Get("/plan/" + new string('B', 64))).Status);
        replies[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static async Task<(Guid Action, string Link)> Reminded(Visits house, Action<PlannedAction>? and = null, string owner = "maja", string? keeper = null, string what = "Flytte mødet til om morgenen")
    {
        var action = await house.ADueAction(await house.IdOf(owner), Today, and, keeper is null ? null : await house.IdOf(keeper), what: what);
        await house.Do(db => db.Letters.ExecuteDeleteAsync());
        await house.Run<RemindOfActions>(Visits.Monday);
        return (action, house.LinkOf((await house.Noted()).Single(one => one.Action == action && one.What != Prompt.Keeper)));
    }

    private static string Version(string page) => Regex.Match(page, "name=\"version\" value=\"(?<version>\\d+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["version"].Value;

    private static byte[] Bytes(string link) => System.Buffers.Text.Base64Url.DecodeFromChars(link.AsSpan(AnswerLinks.Address.Length));

    private static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
