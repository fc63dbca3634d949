using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Steps;
using Omtanke.Workshops;
using Omtanke.Workshops.Begin;
using Omtanke.Workshops.Plan;

namespace Omtanke.Tests.Workshops;

/// <summary>Planning a workshop: from a tool to a page that knows when, where, how people join and what happens when.</summary>
public sealed partial class PlanTests(TestCluster cluster)
{
    [Fact]
    public async Task A_workshop_is_begun_from_a_tool_and_its_agenda_is_the_tools_steps_with_times()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        (await maja.Get("/workshops")).Text.ShouldContain("Du har ingen workshops endnu");
        (await maja.Get("/tools/start-the-dialogue")).Text.ShouldContain("href=\"/workshops/new?tool=T02\"");
        (await house.Browser().Get("/tools/start-the-dialogue")).Text.ShouldNotContain("/workshops/new");
        (await maja.Get("/tools/care-conversation")).Text.ShouldNotContain("/workshops/new");

        (await maja.Get("/workshops/new?tool=T02")).Text.ShouldContain("value=\"2026-11-30\"");
        var id = await maja.PlanWorkshop();
        var page = await maja.Get($"/workshops/{id}");
        page.Text.ShouldContain("mandag den 30. november 2026 kl. 09.00 · Kantinen · Hjemmeplejen Øst");
        var (tool, items, workshop) = (Visits.Library.Tool("T02")!, await house.AgendaOf(id), await house.WorkshopOf(id));
        items.Select(item => item.Step).ShouldBe(tool.Steps.Select(step => step.Id));
        foreach (var step in tool.Steps)
            WebUtility.HtmlDecode(page.Text).ShouldContain(Visits.Library.In("da").Text(step.Id, "title"));
        var minutes = items.Where(item => !item.IsOut).Sum(item => item.Minutes);
        page.Text.ShouldContain($"<strong data-agenda-total>{minutes}</strong>");
        page.Text.ShouldContain($"<strong data-agenda-end>{new TimeOnly(9, 0).AddMinutes(minutes):HH\\.mm}</strong>");
        workshop.Code.Length.ShouldBe(Workshop.CodeLength);
        page.Text.ShouldContain($"{workshop.Code[..3]} {workshop.Code[3..]}");
        page.Text.ShouldContain("<div class=\"om-qr\"><svg");
        (await maja.Get("/workshops")).Text.ShouldContain("Vi taler sammen");
        (await maja.Get($"/workshops/{id}?lang=en")).Text.ShouldContain("How people join");
    }

    [Fact]
    public async Task Every_tool_that_is_done_together_can_be_begun_and_none_that_is_not()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var together = Visits.Library.Tools.Where(Together.Suits).Select(tool => tool.Id).ToList();
        ((string[])["T01", "T02", "T03", "T04", "T05", "T06", "T08", "T09", "T10", "T11", "L02", "L06", "L08", "L09", "L10", "L11", "L13", "L14"]).ShouldBeSubsetOf(together);
        ((string[])["T07", "E", "L03", "L04", "L05", "L07"]).ShouldAllBe(alone => !together.Contains(alone));
        var choice = await maja.Get("/workshops/new");
        foreach (var tool in together)
        {
            choice.Text.ShouldContain($"/workshops/new?tool={tool}\"");
            (await maja.Get($"/workshops/{await maja.PlanWorkshop(tool)}")).Status.ShouldBe(HttpStatusCode.OK, tool);
        }
        (await maja.Post("/workshops", Halls.Filled("T07"))).Location.ShouldBe("/workshops/new");
    }

    [Theory]
    [InlineData("title", "", "Skriv, hvad workshoppen hedder.")]
    [InlineData("date", "2026-11-22", "Den dag er gået.")]
    [InlineData("date", "31-2-2027", "Skriv en dato")]
    [InlineData("date", "2031-01-01", "mere end to år")]
    [InlineData("time", "25.00", "Skriv et klokkeslæt")]
    [InlineData("devices", "1", "Vælg, hvilke skærme")]
    [InlineData("days", "366", "mellem 0 og 365")]
    [InlineData("days", "-1", "mellem 0 og 365")]
    [InlineData("language", "xx", "Vælg et sprog")]
    public async Task What_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(string field, string value, string fault)
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var reply = await maja.Post("/workshops", Halls.Filled("T02", ("who", "Kun os to"), (field, value)));
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Text.ShouldContain(fault);
        reply.Text.ShouldContain("value=\"Kun os to\"");
        (await house.Ask(db => db.Workshops.CountAsync(), Acting.AtChores)).ShouldBe(0);
    }

    [Fact]
    public async Task Pressed_twice_it_is_one_and_a_code_in_use_is_made_anew()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, me) = (await house.As("maja"), await house.IdOf("maja"));
        var id = Ids.New();
        (await maja.PlanWorkshop("T02", ("id", $"{id}"))).ShouldBe(id);
        (await maja.PlanWorkshop("T02", ("id", $"{id}"))).ShouldBe(id);
        (await house.Ask(db => db.Workshops.CountAsync(), Acting.AtChores)).ShouldBe(1);

        var first = await house.WorkshopOf(id);
        var codes = new Queue<string>([first.Code, "AAAAAA", "BBBBBB", first.TakeOver, "CCCCCC", "DDDDDD"]);
        var second = await house.Ask(
            db => BeginPage.Make(db, Ids.New(), Visits.Library.Tool("T02")!, Visits.Library.In("da"), Details.Of(first), null, me, house.Clock.GetUtcNow(), codes.Dequeue), Acting.As(me));
        (second.Code, second.TakeOver).ShouldBe(("CCCCCC", "DDDDDD"));
        (await house.AgendaOf(second.Id)).Count.ShouldBe((await house.AgendaOf(id)).Count);
        // A workshop that is over lets its code go.
        await house.Change(id, workshop => workshop.Close(house.Clock.GetUtcNow()));
        codes = new([first.Code, first.TakeOver]);
        (await house.Ask(db => BeginPage.Make(db, Ids.New(), Visits.Library.Tool("T02")!, Visits.Library.In("da"), Details.Of(first), null, me, house.Clock.GetUtcNow(), codes.Dequeue), Acting.As(me))).Code.ShouldBe(first.Code);
    }

    [Fact]
    public async Task The_next_one_of_the_same_group_remembers_it_and_nobody_elses_can_be_named()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.As("maja"), await house.As("henrik"));
        var first = await maja.PlanWorkshop();
        (await maja.Get($"/workshops/new?tool=T08&previous={first}")).Text.ShouldContain("value=\"Hjemmeplejen Øst\"");
        (await house.WorkshopOf(await maja.PlanWorkshop("T08", ("previous", $"{first}")))).Previous.ShouldBe(first);
        (await henrik.Get($"/workshops/new?tool=T08&previous={first}")).Text.ShouldNotContain("value=\"Hjemmeplejen Øst\"");
        (await house.WorkshopOf(await henrik.PlanWorkshop("T08", ("previous", $"{first}")))).Previous.ShouldBeNull();
    }

    [Fact]
    public async Task Details_are_changed_but_what_those_who_joined_were_promised_is_not_made_longer()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, jonas) = (await house.As("maja"), await house.As("jonas"));
        var id = await maja.PlanWorkshop();
        await maja.Post($"/workshops/{id}/facilitators", ("person", "jonas@fjordby.example"));
        var seen = Seen(await maja.Get($"/workshops/{id}"), $"action=\"/workshops/{id}\"");

        (await jonas.Post($"/workshops/{id}", Halls.Filled("T02", ("seen", seen), ("title", "Jonas' titel")))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var late = await maja.Post($"/workshops/{id}", Halls.Filled("T02", ("seen", seen), ("place", "Majas sted")));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("value=\"Majas sted\"");
        late.Text.ShouldContain("Den anden har: Jonas&#x27; titel");
        (await house.WorkshopOf(id)).Place.ShouldBe("Kantinen");

        var phone = await house.Phone((await house.WorkshopOf(id)).Code);
        await phone.Post($"/join/{(await house.WorkshopOf(id)).Code}", ("name", "Bo"));
        seen = Seen(await maja.Get($"/workshops/{id}"), $"action=\"/workshops/{id}\"");
        (await maja.Post($"/workshops/{id}", Halls.Filled("T02", ("seen", seen), ("days", "31")))).Text.ShouldContain("har fået et løfte");
        (await maja.Post($"/workshops/{id}", Halls.Filled("T02", ("seen", seen), ("days", "0"), ("devices", "Group")))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.WorkshopOf(id)).ShouldSatisfyAllConditions(workshop => workshop.Days.ShouldBe(0), workshop => workshop.Devices.ShouldBe(Devices.Group), workshop => workshop.Title.ShouldBe("Vi taler sammen"));
    }

    [Fact]
    public async Task The_agenda_is_changed_in_one_go_and_without_a_script_an_item_moves_with_what_was_typed()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var id = await maja.PlanWorkshop("T10");
        var items = await house.AgendaOf(id);
        var board = items.First(item => item.Mode == Mode.Ideas);
        var form = Halls.AgendaForm(((IEnumerable<Item>)items).Reverse());
        Set(form, $"minutes-{board.Id}", "45");
        Set(form, $"mode-{board.Id}", "Agree");
        Set(form, $"people-{board.Id}", "4");
        Set(form, $"out-{items[0].Id}", "yes");
        (await maja.Post($"/workshops/{id}/agenda", [.. form])).Status.ShouldBe(HttpStatusCode.SeeOther);
        var now = await house.AgendaOf(id);
        now.Select(item => item.Id).ShouldBe(items.Select(item => item.Id).Reverse());
        now.Single(item => item.Id == board.Id).ShouldSatisfyAllConditions(item => item.Minutes.ShouldBe(45), item => item.Mode.ShouldBe(Mode.Agree), item => item.People.ShouldBe(4));
        now[^1].IsOut.ShouldBeTrue();

        form = Halls.AgendaForm(now);
        Set(form, $"minutes-{now[1].Id}", "7");
        (await maja.Post($"/workshops/{id}/agenda/{now[1].Id}/position", [.. form, ("way", "up")])).Location.ShouldBe($"/workshops/{id}#i-{now[1].Id}");
        var moved = await house.AgendaOf(id);
        (moved[0].Id, moved[0].Minutes, moved[1].Id).ShouldBe((now[1].Id, 7, now[0].Id));
        (await maja.Post($"/workshops/{id}/agenda/{moved[0].Id}/position", ("way", "up"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.AgendaOf(id)).Select(item => item.Id).ShouldBe(moved.Select(item => item.Id));
        (await maja.Post($"/workshops/{id}/agenda/{moved[0].Id}/position", ("way", "down"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.AgendaOf(id))[1].Id.ShouldBe(moved[0].Id);
    }

    [Theory]
    [InlineData("minutes", "601", "højst 600")]
    [InlineData("minutes", "-5", "højst 600")]
    [InlineData("minutes", "ti", "højst 600")]
    [InlineData("mode", "Count", "Vælg en af de måder")]
    [InlineData("mode", "2", "Vælg en af de måder")]
    [InlineData("people", "1", "hvor mange der sidder sammen")]
    [InlineData("people", "99", "hvor mange der sidder sammen")]
    public async Task A_wrong_agenda_changes_nothing_and_says_which_field_it_is(string field, string value, string fault)
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var id = await maja.PlanWorkshop("T10");
        var items = await house.AgendaOf(id);
        var board = items.First(item => item.Mode == Mode.Ideas);
        var form = Halls.AgendaForm(((IEnumerable<Item>)items).Reverse());
        Set(form, $"{field}-{board.Id}", value);
        var reply = await maja.Post($"/workshops/{id}/agenda", [.. form]);
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        reply.Text.ShouldContain(fault);
        reply.Text.ShouldContain($"href=\"#f-{field}-{board.Id}\"");
        // The order that was typed stands on the page, and not in the database.
        reply.Text.IndexOf($"i-{items[^1].Id}", StringComparison.Ordinal).ShouldBeLessThan(reply.Text.IndexOf($"i-{items[0].Id}", StringComparison.Ordinal));
        (await house.AgendaOf(id)).Select(item => (item.Id, item.Minutes, item.Mode)).ShouldBe(items.Select(item => (item.Id, item.Minutes, item.Mode)));
    }

    [Fact]
    public async Task Two_who_change_the_agenda_meet_and_neither_is_written_over_unseen()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, jonas) = (await house.As("maja"), await house.As("jonas"));
        var id = await maja.PlanWorkshop("T10");
        await maja.Post($"/workshops/{id}/facilitators", ("person", "jonas@fjordby.example"));
        var items = await house.AgendaOf(id);
        var seen = Seen(await maja.Get($"/workshops/{id}"), "data-agenda ");
        var (hers, his) = (Halls.AgendaForm(items), Halls.AgendaForm(items));
        Set(his, $"minutes-{items[1].Id}", "33");
        Set(hers, $"minutes-{items[1].Id}", "44");
        (await jonas.Post($"/workshops/{id}/agenda", [.. his, ("seen", seen)])).Status.ShouldBe(HttpStatusCode.SeeOther);
        var clash = await maja.Post($"/workshops/{id}/agenda", [.. hers, ("seen", seen)]);
        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("value=\"44\"");
        clash.Text.ShouldContain("Den anden har: 33 minutter");
        (await house.AgendaOf(id))[1].Minutes.ShouldBe(33);
        (await maja.Post($"/workshops/{id}/agenda", [.. hers, ("seen", Seen(clash, "data-agenda "))])).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.AgendaOf(id))[1].Minutes.ShouldBe(44);
        // What holds already is no quarrel: a form sent twice.
        (await maja.Post($"/workshops/{id}/agenda", [.. hers, ("seen", seen)])).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Once_somebody_has_written_an_item_keeps_its_way_and_its_promise_and_one_that_is_on_is_not_left_out()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var id = await maja.PlanWorkshop("T10");
        var items = await house.AgendaOf(id);
        var board = items.First(item => item.Mode == Mode.Ideas);
        await house.Change(id, workshop =>
        {
            workshop.Open(items[0].Id, house.Clock.GetUtcNow());
            workshop.GoTo(board.Id);
        });
        await house.Do(async db =>
        {
            db.Add(new Idea { Id = Ids.New(), Workshop = id, Item = board.Id, Place = "x", Text = "Nogen skrev", Token = new byte[32] });
            await db.SaveChangesAsync();
        }, Acting.AtChores);

        var form = Halls.AgendaForm(items);
        Set(form, $"mode-{board.Id}", "Talk");
        (await maja.Post($"/workshops/{id}/agenda", [.. form])).Text.ShouldContain("Så kan måden ikke skiftes");
        form = Halls.AgendaForm(items);
        Set(form, $"out-{board.Id}", "yes");
        (await maja.Post($"/workshops/{id}/agenda", [.. form])).Text.ShouldContain("I er i gang med punktet");
        form = Halls.AgendaForm(items);
        Set(form, $"anonymous-{board.Id}", board.Anonymous ? null : "yes");
        Set(form, $"minutes-{board.Id}", "50");
        (await maja.Post($"/workshops/{id}/agenda", [.. form])).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.AgendaOf(id)).Single(item => item.Id == board.Id).ShouldSatisfyAllConditions(item => item.Minutes.ShouldBe(50), item => item.Anonymous.ShouldBe(board.Anonymous));
        (await maja.Get($"/workshops/{id}")).Text.ShouldContain(board.Anonymous ? "Der er skrevet uden navne" : "Der er skrevet med navne");

        await house.Change(id, workshop => workshop.Close(house.Clock.GetUtcNow()));
        (await maja.Post($"/workshops/{id}/agenda", [.. Halls.AgendaForm(items)])).Status.ShouldBe(HttpStatusCode.Conflict);
        (await maja.Post($"/workshops/{id}", Halls.Filled("T02"))).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Poster_and_calendar_file_say_when_where_and_how_to_join_in_the_workshops_own_language()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var id = await maja.PlanWorkshop("T10", ("language", "en"), ("title", "Talking, together"));
        var code = (await house.WorkshopOf(id)).Code;
        var poster = await maja.Get($"/workshops/{id}/poster");
        foreach (var said in (string[])["Talking, together", "Kantinen", "Monday 30 November 2026", $"{code[..3]} {code[3..]}", $"https://localhost/join/{code}", "localhost/join and type", "You do not need an account", "deleted 30 days after"])
            poster.Text.ShouldContain(said);
        var calendar = (await maja.Get($"/workshops/{id}/calendar.ics")).Text.Replace("\r\n ", "", StringComparison.Ordinal);
        foreach (var line in (string[])["DTSTART:20261130T080000Z", @"SUMMARY:Talking\, together", "LOCATION:Kantinen", $"DESCRIPTION:Take part with your phone: https://localhost/join/{code}"])
            calendar.ShouldContain(line + "\r\n");
    }

    [Fact]
    public async Task My_page_says_what_is_today_what_goes_on_and_whose_minutes_nobody_has_been_given()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var id = await maja.PlanWorkshop();
        (await maja.Get("/me")).Text.ShouldContain("Workshoppen »Vi taler sammen«");
        await house.Wait(TimeSpan.FromDays(7) - TimeSpan.FromHours(4));
        maja = await house.As("maja");
        (await maja.Get("/me")).Text.ShouldContain("begynder i dag kl. 09.00");
        var first = (await house.AgendaOf(id))[0].Id;
        await house.Change(id, workshop => workshop.Open(first, house.Clock.GetUtcNow()));
        (await maja.Get("/me")).Text.ShouldContain("er i gang");
        await house.Change(id, workshop => workshop.Close(house.Clock.GetUtcNow()));
        (await maja.Get("/me")).Text.ShouldContain("Referatet af »Vi taler sammen«");
        await house.Change(id, workshop => workshop.HandedOutAt = house.Clock.GetUtcNow());
        (await maja.Get("/me")).Text.ShouldNotContain("Vi taler sammen");
        (await maja.Get("/workshops")).Text.ShouldContain("Vi taler sammen");
    }

    private static void Set(List<(string Name, string? Value)> form, string field, string? value)
    {
        form.RemoveAll(one => one.Name == field);
        if (value is not null)
            form.Add((field, value));
    }

    private static string Seen(Reply page, string form) => Mark().Match(page.Text[page.Text.IndexOf(form, StringComparison.Ordinal)..]).Groups["mark"].Value;

    [GeneratedRegex("name=\"seen\" value=\"(?<mark>[0-9a-f]{16})\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();
}
