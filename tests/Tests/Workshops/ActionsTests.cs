using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Workshops;
using Omtanke.Workshops.Act;

namespace Omtanke.Tests.Workshops;

/// <summary>It ends with an owner, a date and how it will be seen that it worked; and the next time begins with what is open.</summary>
public sealed class ActionsTests(TestCluster cluster)
{
    [Fact]
    public async Task They_are_written_by_hand_missing_things_are_said_plainly_and_bad_dates_lose_nothing()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await house.AWorkshop([await house.IdOf("jonas")]);
        var address = $"/workshops/{id}/actions";
        (await jonas.Get(address)).Text.ShouldContain("Her er ingen handlinger endnu");

        var wrong = await jonas.Post(address, ("what", ""), ("who", "Mette og <b>Per"), ("due", "i morgen tidlig"));
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var told in (string[])["Skriv, hvad I vil gøre.", "Skriv datoen som 24-11-2026", "Mette og &lt;b&gt;Per", "i morgen tidlig"])
            wrong.Text.ShouldContain(told);

        var made = Ids.New().ToString();
        foreach (var _ in Enumerable.Range(0, 2))
            (await jonas.Post(address, ("id", made), ("what", "Kaffe klokken ni"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var page = (await jonas.Get(address)).Text;
        page.ShouldContain("Ingen ejer endnu. Ingen dato endnu.");
        (await jonas.Get($"/workshops/{id}/run")).Text.ShouldContain("1 handling mangler en ejer eller en dato.", Case.Sensitive, "it is asked about before closing");
        (await jonas.Autosave($"{address}/{made}", ("version", "1"), ("what", "Kaffe klokken ni"), ("who", "Mette"), ("due", "1.12.2026"), ("effect", "Vi sidder der"))).Text.ShouldContain("\"hint\":\"\"");
        (await jonas.Get($"/workshops/{id}/run")).Text.ShouldNotContain("mangler en ejer");
        (await jonas.Autosave($"{address}/{made}", ("version", "2"), ("what", "Kaffe"), ("due", "snart"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await jonas.Autosave($"{address}/{Ids.New()}", ("version", "1"), ("what", "x"))).Status.ShouldBe(HttpStatusCode.Gone);
        await jonas.Post(address, ("what", "Først af dem"), ("due", "2026-11-25"));
        await jonas.Post(address, ("what", "Uden dag"));
        (await house.Ask(db => db.ActionsOf(id), Acting.AtChores)).Select(action => action.What).ShouldBe(["Først af dem", "Kaffe klokken ni", "Uden dag"]);
        (await jonas.Post($"{address}/{made}/removal")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await jonas.Get(address)).Text.ShouldNotContain("Kaffe klokken ni");
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
    public async Task One_press_makes_them_of_what_was_chosen_and_agreed_on_and_a_second_press_makes_no_more()
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
        (await jonas.Get(address)).Text.ShouldContain($"name=\"idea\" value=\"{chosen}\"");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            await jonas.Post(address, ("idea", chosen.ToString()));
            await jonas.Post(address, ("idea", other.ToString()));
            await jonas.Post(address, ("item", board.Id.ToString()), ("field", "T04.S4.A1.what"));
        }
        var actions = await house.Ask(db => db.ActionsOf(id), Acting.AtChores);
        actions.Select(action => (action.What, action.Who)).ShouldBe([("Kaffe sammen", ""), ("Stille rum", "Per")]);
        (await jonas.Get(address)).Text.ShouldNotContain("name=\"idea\"");

        var policy = await house.AWorkshop([me], "T10");
        var list = (await house.Ask(db => db.WorkshopItems.AsNoTracking().Where(item => item.Workshop == policy).ToListAsync(), Acting.AtChores))
            .FirstOrDefault(item => Omtanke.Steps.StepKinds.Read(Visits.Library.Step(item.Step)) is Omtanke.Steps.Checklist { Graded: true });
        list.ShouldNotBeNull();
        var points = ((Omtanke.Steps.Checklist)Omtanke.Steps.StepKinds.Read(Visits.Library.Step(list.Step))).Items;
        await house.Agree(list, (points[0], "yes"), (points[1], "no"), (points[2], "partly"));
        await jonas.Post($"/workshops/{policy}/actions", ("item", list.Id.ToString()), ("field", points[1]));
        await jonas.Post($"/workshops/{policy}/actions", ("item", list.Id.ToString()), ("field", points[0]));
        (await house.Ask(db => db.ActionsOf(policy), Acting.AtChores)).ShouldHaveSingleItem().What.ShouldBe(Visits.Library.In("da").Text(points[1], "text"));
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
        await jonas.Post($"/workshops/{first}/actions", ("id", $"{ids[0]}"), ("what", "Kaffe fra den første"), ("due", "2026-11-01"));
        await jonas.Post($"/workshops/{first}/actions", ("id", $"{ids[1]}"), ("what", "Larm fra den første"));
        await jonas.Post($"/workshops/{second}/actions", ("id", $"{ids[2]}"), ("what", "Skilt fra den anden"), ("due", "2026-11-20"));
        var page = (await jonas.Get($"/workshops/{third}/actions")).Text;
        page.ShouldContain("Fra sidst");
        foreach (var told in (string[])["Kaffe fra den første", "Larm fra den første", "Skilt fra den anden", "Dagen er gået"])
            page.ShouldContain(told);

        (await jonas.Post($"/workshops/{first}/actions/{ids[0]}/outcome", ("next", $"{third}"), ("outcome", "done"))).Location.ShouldBe($"/workshops/{third}/actions");
        (await jonas.Post($"/workshops/{second}/actions/{ids[2]}/outcome", ("next", $"{third}"), ("outcome", "open"), ("date", "2026-12-20"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var undated = await jonas.Post($"/workshops/{first}/actions/{ids[1]}/outcome", ("next", $"{third}"), ("outcome", "open"), ("date", "til jul"));
        undated.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        undated.Text.ShouldContain("til jul");
        undated.Text.ShouldContain("Fra sidst");
        (await jonas.Post($"/workshops/{first}/actions/{ids[1]}/outcome", ("next", $"{third}"), ("outcome", "open"))).Status.ShouldBe(HttpStatusCode.SeeOther);

        var open = await house.Ask(db => db.OpenActionsBefore(third), Acting.As(me));
        open.Select(action => (action.What, action.DueOn)).ShouldBe([("Skilt fra den anden", new DateOnly(2026, 12, 20)), ("Larm fra den første", null)]);
        (await house.Ask(db => db.WorkshopActions.Where(action => action.Id == ids[0]).Select(action => action.DoneOn).SingleAsync(), Acting.AtChores)).ShouldBe(new DateOnly(2026, 11, 23));
        (await house.Ask(db => db.OpenActionsBefore(third), Acting.As(await house.IdOf("birgit")))).ShouldBeEmpty("only those who ran them see them");
        (await jonas.Get("/me")).Text.ShouldNotContain("Skilt");
    }

    [Fact]
    public async Task Whoever_ran_it_sees_on_their_own_page_what_is_due_and_what_is_to_be_read_through()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, me) = (await house.As("jonas"), await house.IdOf("jonas"));
        var id = await house.AWorkshop([me], closed: true);
        await jonas.Post($"/workshops/{id}/actions", ("what", "Kaffe"), ("due", "2026-11-20"));
        var page = (await jonas.Get("/me")).Text;
        page.ShouldContain("1 handling fra »Torsdagsmødet« skal snart være gjort");
        page.ShouldContain("Referatet af »Torsdagsmødet« er klar til at blive læst igennem");
        (await (await house.As("birgit")).Get("/me")).Text.ShouldNotContain("Torsdagsmødet");
    }
}
