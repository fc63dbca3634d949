using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Workshops;
using Omtanke.Workshops.Act;

namespace Omtanke.Tests.Workshops;

/// <summary>It ends with an owner, a date and how it will be seen that it worked; and the next time begins with what is open.</summary>
public sealed partial class ActionsTests(TestCluster cluster)
{
    [Fact]
    public async Task They_are_written_by_hand_missing_things_are_said_plainly_and_bad_dates_lose_nothing()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await house.AWorkshop([await house.IdOf("jonas")]);
        var address = $"/workshops/{id}/actions";
        (await jonas.Get(address)).Text.ShouldContain("Der er ingen handlinger endnu");

        var wrong = await jonas.Post(address, ("what", ""), ("who", "Mette og <b>Per"), ("due", "i morgen tidlig"));
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var told in (string[])["Skriv, hvad I vil gøre.", "Skriv datoen som 24-11-2026", "Mette og &lt;b&gt;Per", "i morgen tidlig"])
            wrong.Text.ShouldContain(told);

        var made = Ids.New().ToString();
        foreach (var _ in Enumerable.Range(0, 2))
            (await jonas.Post(address, ("id", made), ("what", "Kaffe klokken ni"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var page = (await jonas.Get(address)).Text;
        page.ShouldContain("Ingen står for den endnu. Ingen dato endnu.");
        (await jonas.Get($"/workshops/{id}/run")).Text.ShouldContain("1 handling mangler et navn eller en dato.", Case.Sensitive, "it is asked about before closing");
        (await jonas.Autosave($"{address}/{made}", ("version", "1"), ("what", "Kaffe klokken ni"), ("who", "Mette"), ("due", "1.12.2026"), ("measure", "Vi sidder der"))).Text.ShouldContain("\"hint\":\"\"");
        (await jonas.Get($"/workshops/{id}/run")).Text.ShouldNotContain("mangler et navn");
        (await jonas.Autosave($"{address}/{made}", ("version", "2"), ("what", "Kaffe"), ("due", "snart"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await jonas.Autosave($"{address}/{Ids.New()}", ("version", "1"), ("what", "x"))).Status.ShouldBe(HttpStatusCode.Gone);
        await jonas.Post(address, ("what", "Først af dem"), ("due", "2026-11-25"));
        await jonas.Post(address, ("what", "Uden dag"));
        (await house.Ask(db => db.ActionsOf(id), Acting.AtChores)).Select(action => action.What).ShouldBe(["Først af dem", "Kaffe klokken ni", "Uden dag"]);
        (await jonas.Autosave($"{address}/{made}", ("version", "2"), ("what", "Kaffe"), ("who", new string('a', 151)))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task What_is_put_aside_leaves_every_list_says_why_and_comes_back_as_it_was()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.AWorkshop([await house.IdOf("jonas")], closed: true);
        var (address, made) = ($"/workshops/{id}/actions", Ids.New());
        await house.WeeksAgo(1, jonas => jonas.Post(address, ("id", $"{made}"), ("what", "Kaffe klokken ni"), ("due", "2026-11-20")));
        var jonas = await house.As("jonas");
        var unsaid = await jonas.Post($"{address}/{made}/absence", ("out", "yes"));
        unsaid.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        unsaid.Text.ShouldContain("hvorfor den bliver lagt til side");
        (await jonas.Post($"{address}/{made}/absence", ("out", "yes"), ("reason", "Maskinen er væk"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Ask(db => db.ActionsOf(id), Acting.AtChores)).ShouldBeEmpty();
        foreach (var page in (string[])["/me", $"/workshops/{id}/minutes"])
            (await jonas.Get(page)).Text.ShouldNotContain("Kaffe klokken ni");
        (await jonas.Get("/me")).Text.ShouldNotContain("ikke gjort til tiden");
        (await jonas.Autosave($"{address}/{made}", ("version", "2"), ("what", "Te"))).Status.ShouldBe(HttpStatusCode.Gone);
        (await jonas.Get(address)).Text.ShouldContain("1 handling er lagt til side");

        foreach (var _ in Enumerable.Range(0, 2))
            (await jonas.Post($"{address}/{made}/absence", ("out", "no"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Ask(db => db.ActionsOf(id), Acting.AtChores)).ShouldHaveSingleItem().What.ShouldBe("Kaffe klokken ni");
        var told = await house.Ask(db => db.ActionEvents.AsNoTracking().Where(one => one.Action == made).OrderBy(one => one.At).ThenBy(one => one.Id).ToListAsync(), Acting.AtChores);
        told.Select(one => (one.What, one.About, one.Person)).ShouldBe([
            (ActionMoment.Made, "", await house.IdOf("jonas")), (ActionMoment.PutAside, "Maskinen er væk", await house.IdOf("jonas")), (ActionMoment.CameBack, "", await house.IdOf("jonas"))], ignoreOrder: true);
    }

    [Fact]
    public async Task A_whole_name_that_only_one_has_or_an_address_makes_it_theirs_and_all_else_stays_words()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var (maja, id) = (await house.IdOf("maja"), await house.AWorkshop([await house.IdOf("jonas")], closed: true));
        var (address, made) = ($"/workshops/{id}/actions", Ids.New());
        await jonas.Post(address, ("id", $"{made}"), ("what", "Kaffe"), ("who", "Maja"));
        (await Who(made)).ShouldBe((null, "Maja"), "a first name is anybody's");
        (await jonas.Autosave($"{address}/{made}", ("version", "1"), ("what", "Kaffe"), ("who", "Maja Holm"))).Text.ShouldContain("Maja Holm f\u00E5r den p\u00E5 sin egen side.");
        (await Who(made)).ShouldBe((maja, "Maja Holm"));
        (await jonas.Autosave($"{address}/{made}", ("version", "2"), ("what", "Kaffe"), ("who", "Aftenholdet"))).Status.ShouldBe(HttpStatusCode.OK);
        (await Who(made)).ShouldBe((null, "Aftenholdet"));
        (await jonas.Autosave($"{address}/{made}", ("version", "3"), ("what", "Kaffe"), ("who", "Maja Holm · maja@fjordby.example"))).Status.ShouldBe(HttpStatusCode.OK);
        (await Who(made)).ShouldBe((maja, "Maja Holm"));
        // The same words again change nothing, whatever the field still says.
        (await jonas.Autosave($"{address}/{made}", ("version", "1"), ("what", "Kaffe"), ("who", "maja@fjordby.example"))).Status.ShouldBe(HttpStatusCode.OK);
        (await jonas.Get($"/workshops/{id}/people?of=who&who=maja")).Text.ShouldContain("Maja Holm");
        // Whoever goes on writing in one sitting changed it once.
        (await house.Ask(db => db.ActionEvents.Where(one => one.Action == made).Select(one => one.What).ToListAsync(), Acting.AtChores)).ShouldBe([ActionMoment.Made]);
        await house.Do(db => db.People.Where(person => person.Id == maja).ExecuteUpdateAsync(set => set.SetProperty(person => person.LeftOn, new DateOnly(2026, 11, 1))));
        var other = Ids.New();
        await jonas.Post(address, ("id", $"{other}"), ("what", "Te"), ("who", "Maja Holm"));
        (await Who(other)).ShouldBe((null, "Maja Holm"), "whoever has left gets nothing");

        Task<(Guid?, string)> Who(Guid action) => house.Ask(async db => await db.Actions.Where(one => one.Id == action).Select(one => new { one.Owner, one.Who }).SingleAsync() is var one ? (one.Owner, one.Who) : default, Acting.AtChores);
    }

    [Fact]
    public async Task What_somebody_answers_for_is_offered_to_another_and_not_taken_and_nothing_is_written_over_unseen()
    {
        await using var house = await Visits.Open(cluster);
        var (henriks, aishas, id) = (await house.IdOf("henrik"), await house.IdOf("aisha"), await house.AWorkshop([await house.IdOf("jonas")], closed: true));
        var (address, made) = ($"/workshops/{id}/actions", Ids.New());
        await house.WeeksAgo(1, early => early.Post(address, ("id", $"{made}"), ("what", "Kaffe"), ("who", "Henrik Lund"), ("due", "2026-12-01"), ("measure", "Vi sidder der")));
        using var jonas = await house.As("jonas");
        using var henrik = await house.As("henrik");
        using var aisha = await house.As("aisha");
        (string, string?)[] typed = [("version", "1"), ("what", "Kaffe"), ("measure", "")];
        (await jonas.Autosave($"{address}/{made}", [.. typed, ("who", "Aisha Rahman"), ("due", "2027-05-01")])).Text.ShouldContain("En senere dato skal have en grund");
        foreach (var nobody in (string[])["", "Aftenholdet"])
            (await jonas.Post($"{address}/{made}", [.. typed, ("who", nobody), ("due", "2026-12-01")])).Text.ShouldContain("Nogen står allerede for den");
        (await Now()).ShouldBe((henriks, "Henrik Lund", (Guid?)null, (DateOnly?)new DateOnly(2026, 12, 1), "Vi sidder der"));

        for (var sent = 0; sent < 2; sent++)
            (await jonas.Autosave($"{address}/{made}", [.. typed, ("who", "Aisha Rahman"), ("due", "2026-12-01")])).Status.ShouldBe(HttpStatusCode.OK);
        (await Now()).ShouldBe((henriks, "Henrik Lund", aishas, (DateOnly?)new DateOnly(2026, 12, 1), ""));
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.UniqueKey.StartsWith("desk Asked")))).ShouldBe(1);
        (await jonas.Get(address)).Text.ShouldContain("En anden er spurgt, om de tager den");
        (await aisha.Post($"/actions/{made}/refusal")).Location.ShouldBe("/actions");
        (await Now()).ShouldBe((henriks, "Henrik Lund", (Guid?)null, (DateOnly?)new DateOnly(2026, 12, 1), ""));

        var unsaid = await jonas.Post($"{address}/{made}/outcome", ("outcome", "open"), ("date", "2027-05-01"));
        unsaid.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        unsaid.Text.ShouldContain("hvorfor den får mere tid");
        (await jonas.Post($"{address}/{made}/outcome", ("outcome", "open"), ("date", "2027-05-01"), ("why", "Maskinen er i stykker"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var history = (await henrik.Get($"/actions/{made}")).Text;
        foreach (var said in (string[])["Jonas Bech bad Aisha Rahman om at tage den.", "Aisha Rahman sagde nej.", "Vi sidder der", "Maskinen er i stykker", "1. dec. 2026"])
            history.ShouldContain(said);

        Task<(Guid?, string, Guid?, DateOnly?, string)> Now() => house.Ask(async db => await db.Actions.AsNoTracking().SingleAsync(one => one.Id == made) is var one ? (one.Owner, one.Who, one.OfferedTo, one.DueOn, one.Measure) : default, Acting.AtChores);
    }

    [Fact]
    public async Task Nobody_real_gets_anything_from_a_rehearsal()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await house.AWorkshop([await house.IdOf("jonas")], opened: false);
        await jonas.Post($"/workshops/{id}/rehearsal", ("do", "begin"));
        await house.WeeksAgo(1, early => early.Post($"/workshops/{id}/actions", ("what", "Kaffe"), ("who", "Maja Holm"), ("due", "2026-11-20")));
        (await house.Ask(db => db.Actions.Where(action => action.OriginId == id).Select(action => action.Owner).SingleAsync(), Acting.AtChores)).ShouldBeNull();
        (await jonas.Get("/me")).Text.ShouldNotContain("ikke gjort til tiden");
        await jonas.Post($"/workshops/{id}/rehearsal", ("do", "end"));
        (await house.Ask(async db => await db.Actions.CountAsync(action => action.OriginId == id), Acting.AtChores)).ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_is_planned_for_a_day_that_has_passed_and_what_is_late_keeps_its_day_until_it_gets_another()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.AWorkshop([await house.IdOf("jonas")], closed: true);
        var (address, made) = ($"/workshops/{id}/actions", Ids.New());
        await house.WeeksAgo(1, early => early.Post(address, ("id", $"{made}"), ("what", "Kaffe"), ("due", "2026-11-20")));
        var jonas = await house.As("jonas");
        var past = await jonas.Post(address, ("what", "Te til alle"), ("due", "2026-11-22"));
        past.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        past.Text.ShouldContain("f-due-error");
        foreach (var shown in (string[])["Den dag er gået", "Te til alle", "2026-11-22"])
            past.Text.ShouldContain(shown);
        (await jonas.Post(address, ("what", "Te til alle"), ("due", "2026-11-23"))).Status.ShouldBe(HttpStatusCode.SeeOther, "today is not past");

        (await jonas.Autosave($"{address}/{made}", ("version", "1"), ("what", "Kaffe klokken ni"), ("due", "2026-11-20"))).Status.ShouldBe(HttpStatusCode.OK, "late as it was");
        (await jonas.Autosave($"{address}/{made}", ("version", "2"), ("what", "Kaffe klokken ni"), ("due", "2026-11-21"))).Text.ShouldContain("Den dag er g\u00E5et");
        (await jonas.Post($"{address}/{made}", ("version", "2"), ("what", "Kaffe klokken ni"), ("due", "2026-11-21"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await jonas.Post($"/actions/{made}/wording", ("version", "2"), ("what", "Kaffe klokken ti"), ("due", "2026-11-21"))).Text.ShouldContain("Den dag er gået");
        (await jonas.Post($"/actions/{made}/wording", ("version", "2"), ("what", "Kaffe klokken ti"), ("due", "2026-11-20"))).Location.ShouldBe($"/actions/{made}");
        (await house.Ask(db => db.ActionsOf(id), Acting.AtChores)).Select(action => (action.What, action.DueOn)).ShouldBe([("Kaffe klokken ti", new DateOnly(2026, 11, 20)), ("Te til alle", new DateOnly(2026, 11, 23))]);
    }

    [Fact]
    public async Task Two_who_change_the_same_action_both_see_both()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, birgit) = (await house.As("jonas"), await house.As("birgit"));
        var id = await house.AWorkshop([await house.IdOf("jonas"), await house.IdOf("birgit")], closed: true);
        var made = Ids.New();
        await jonas.Post($"/workshops/{id}/actions", ("id", made.ToString()), ("what", "Kaffe"));
        var address = $"/workshops/{id}/actions/{made}";
        await jonas.Autosave(address, ("version", "1"), ("what", "Kaffe klokken ni"));
        var late = await birgit.Autosave(address, ("version", "1"), ("what", "Te"));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("Kaffe klokken ni");
        var page = await birgit.Post(address, ("version", "1"), ("what", "Te til alle"));
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain("Kaffe klokken ni");
        page.Text.ShouldContain("Te til alle");
    }

    [Fact]
    public async Task One_press_makes_them_of_whatever_hung_there_and_was_agreed_on_and_a_second_press_makes_no_more()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var me = await house.IdOf("jonas");
        var id = await house.AWorkshop([me]);
        var board = await house.ItemOf(id, "T04.S4");
        var phone = (await house.Join(id, "Ida"))[0];
        var (chosen, other) = (await house.Write(phone, board, "T04.S4.L1", "Kaffe sammen", chosen: true), await house.Write(phone, board, "T04.S4.L1", "Grin mere"));
        await house.GoTo(board, Stage.Shown);
        await house.Agree(board, ("T04.S4.A1.what", "Stille rum"), ("T04.S4.A1.who", "Per"));
        var address = $"/workshops/{id}/actions";
        var list = (await jonas.Get(address)).Text;
        list.ShouldContain($"name=\"idea\" value=\"{chosen}\"");
        var pressed = PressFor(list, "Stille rum");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            await jonas.Post(address, ("idea", chosen.ToString()));
            await jonas.Post(address, ("proposal", pressed));
        }
        var actions = await house.Ask(db => db.ActionsOf(id), Acting.AtChores);
        actions.Select(action => (action.What, action.Who, action.Part, action.Shown)).ShouldBe([("Kaffe sammen", "", board.Id, Shown.Few), ("Stille rum", "Per", board.Id, Shown.Few)]);
        (await jonas.Get(address)).Text.ShouldNotContain($"name=\"idea\" value=\"{chosen}\"");
        // What hung there and was not chosen waits further down; put aside, it is not made anew.
        await jonas.Post(address, ("idea", other.ToString()));
        var grin = (await house.Ask(db => db.ActionsOf(id), Acting.AtChores)).Single(action => action.What == "Grin mere");
        await jonas.Post($"{address}/{grin.Id}/absence", ("out", "yes"), ("reason", "Det gør vi allerede"));
        await jonas.Post(address, ("idea", other.ToString()));
        (await house.Ask(db => db.ActionsOf(id), Acting.AtChores)).Count.ShouldBe(2);

        var policy = await house.AWorkshop([me], "T10");
        var points = await house.ItemOf(policy, "T10.S4");
        await house.Agree(points, ("T10.C1", "yes"), ("T10.C2", "no"), ("T10.C2.note", "Natholdet ved det ikke"), ("T10.C3", "partly"));
        var no = Visits.Library.In("da").Plain("T10.C2", "text");
        var asked = (await jonas.Get($"/workshops/{policy}/actions")).Text;
        await jonas.Post($"/workshops/{policy}/actions", ("proposal", PressFor(asked, no)));
        var missing = (await house.Ask(db => db.ActionsOf(policy), Acting.AtChores)).ShouldHaveSingleItem();
        (missing.What, missing.Issue).ShouldBe((no, "Natholdet ved det ikke"));
        Presses().Count(asked).ShouldBe(1, "only what was said no to");
    }

    [Fact]
    public async Task What_hangs_in_the_lane_of_a_level_becomes_an_action_on_that_level()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, me) = (await house.As("jonas"), await house.IdOf("jonas"));
        var id = await house.AWorkshop([me], "T05");
        var board = await house.ItemOf(id, "T05.S3.B");
        var phone = (await house.Join(id, "Ida"))[0];
        foreach (var (lane, text) in (IEnumerable<(string, string)>)[("T05.S3.L1", "Gå en tur"), ("T05.S3.L2", "Spis sammen"), ("T05.S3.L3", "Sig, hvad der kan vente"), ("T05.S3.L4", "Fast vikar")])
            await jonas.Post($"/workshops/{id}/actions", ("idea", (await Shown(lane, text)).ToString()));
        var actions = await house.Ask(db => db.ActionsOf(id), Acting.AtChores);
        actions.OrderBy(action => action.Level).Select(action => (action.What, action.Level)).ShouldBe([("Gå en tur", Level.Individual), ("Spis sammen", Level.Group), ("Sig, hvad der kan vente", Level.Leader), ("Fast vikar", Level.Organisation)]);

        // What leaders agreed on for themselves, together and above them keeps it as well.
        var leaders = await house.AWorkshop([me], "L14");
        await house.Agree(await house.ItemOf(leaders, "L14.S4"), ("L14.S4.C.1", "Et kursus for alle"));
        await jonas.Post($"/workshops/{leaders}/actions", ("proposal", PressFor((await jonas.Get($"/workshops/{leaders}/actions")).Text, "Et kursus for alle")));
        (await house.Ask(db => db.ActionsOf(leaders), Acting.AtChores)).ShouldHaveSingleItem().Level.ShouldBe(Level.Organisation);

        async Task<Guid> Shown(string lane, string text)
        {
            var idea = await house.Write(phone, board, lane, text, chosen: true);
            await house.GoTo(board, Stage.Shown);
            return idea;
        }
    }

    [Fact]
    public async Task What_nobody_signed_can_be_acted_on_only_where_enough_have_written()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await house.AWorkshop([await house.IdOf("jonas")], more: (_, items) => items.Single(item => item.Step == "T04.S4").Anonymous = true);
        var board = await house.ItemOf(id, "T04.S4");
        var phones = await house.Join(id, "A", "B", "C", "D", "E");
        foreach (var phone in phones.Take(4))
            await house.Write(phone, board, "T04.S4.L1", $"Ord fra {phone.Name}");
        await house.GoTo(board, Stage.Shown);
        (await jonas.Get($"/workshops/{id}/actions")).Text.ShouldNotContain("Ord fra");
        await house.Write(phones[4], board, "T04.S4.L1", "Ord fra E");
        (await jonas.Get($"/workshops/{id}/actions")).Text.ShouldContain("5 ting mere");
    }

    [Fact]
    public async Task The_next_workshop_begins_with_what_is_open_and_hears_how_it_went()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var me = await house.IdOf("jonas");
        var first = await house.AWorkshop([me], closed: true);
        var second = await house.AWorkshop([me], closed: true, previous: first);
        var third = await house.AWorkshop([me], previous: second);
        var ids = Enumerable.Range(0, 3).Select(_ => Ids.New()).ToList();
        await house.WeeksAgo(4, early => early.Post($"/workshops/{first}/actions", ("id", $"{ids[0]}"), ("what", "Kaffe fra den første"), ("due", "2026-11-01")));
        await jonas.Post($"/workshops/{first}/actions", ("id", $"{ids[1]}"), ("what", "Larm fra den første"));
        await house.WeeksAgo(1, early => early.Post($"/workshops/{second}/actions", ("id", $"{ids[2]}"), ("what", "Skilt fra den anden"), ("due", "2026-11-20")));
        var page = (await jonas.Get($"/workshops/{third}/actions")).Text;
        page.ShouldContain("Fra sidst");
        foreach (var told in (string[])["Kaffe fra den første", "Larm fra den første", "Skilt fra den anden", "Dagen er gået"])
            page.ShouldContain(told);

        (await jonas.Post($"/workshops/{first}/actions/{ids[0]}/outcome", ("next", $"{third}"), ("outcome", "done"))).Location.ShouldBe($"/workshops/{third}/actions");
        (await jonas.Post($"/workshops/{second}/actions/{ids[2]}/outcome", ("next", $"{third}"), ("outcome", "open"), ("date", "2026-12-20"), ("why", "Vi venter på nøglen"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var undated = await jonas.Post($"/workshops/{first}/actions/{ids[1]}/outcome", ("next", $"{third}"), ("outcome", "open"), ("date", "til jul"));
        undated.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        undated.Text.ShouldContain("til jul");
        undated.Text.ShouldContain("Fra sidst");
        (await jonas.Post($"/workshops/{first}/actions/{ids[1]}/outcome", ("next", $"{third}"), ("outcome", "open"), ("date", "2026-11-22"))).Text.ShouldContain("Den dag er gået");
        (await jonas.Post($"/workshops/{first}/actions/{ids[1]}/outcome", ("next", $"{third}"), ("outcome", "open"))).Status.ShouldBe(HttpStatusCode.SeeOther);

        var open = await house.Ask(db => db.OpenActionsBefore(third), Acting.As(me));
        open.Select(action => (action.What, action.DueOn)).ShouldBe([("Skilt fra den anden", new DateOnly(2026, 12, 20)), ("Larm fra den første", null)]);
        (await house.Ask(db => db.Actions.Where(action => action.Id == ids[0]).Select(action => action.DoneOn).SingleAsync(), Acting.AtChores)).ShouldBe(new DateOnly(2026, 11, 23));
        (await house.Ask(db => db.ActionEvents.Where(one => one.Action == ids[2]).OrderBy(one => one.At).Select(one => one.What).ToListAsync(), Acting.AtChores)).ShouldBe([ActionMoment.Made, ActionMoment.Postponed], ignoreOrder: true);
        (await house.Ask(db => db.OpenActionsBefore(third), Acting.As(await house.IdOf("birgit")))).ShouldBeEmpty("only those who ran them see them");
        (await jonas.Get("/me")).Text.ShouldNotContain("Skilt");
    }

    [Fact]
    public async Task Whoever_ran_it_sees_on_their_own_page_what_is_due_and_what_is_to_be_read_through()
    {
        await using var house = await Visits.Open(cluster);
        var me = await house.IdOf("jonas");
        var id = await house.AWorkshop([me], closed: true);
        await house.WeeksAgo(1, early => early.Post($"/workshops/{id}/actions", ("what", "Kaffe"), ("due", "2026-11-20")));
        var jonas = await house.As("jonas");
        var page = (await jonas.Get("/me")).Text;
        page.ShouldContain("1 handling fra »Torsdagsmødet« er ikke gjort til tiden");
        page.ShouldContain("Referatet af »Torsdagsmødet« er klar til at blive læst igennem");
        (await (await house.As("birgit")).Get("/me")).Text.ShouldNotContain("Torsdagsmødet");
    }

    // What the button beside these words sends.
    private static string PressFor(string page, string what) =>
        Presses().Matches(page).Single(press => WebUtility.HtmlDecode(press.Groups["what"].Value).Trim() == what).Groups["id"].Value;

    [GeneratedRegex("""name="proposal" value="(?<id>[^"]+)".*?<span class="sr-only">: (?<what>.*?)</span>""", RegexOptions.Singleline)]
    private static partial Regex Presses();
}
