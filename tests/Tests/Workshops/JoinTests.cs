using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Workshops;

namespace Omtanke.Tests.Workshops;

/// <summary>Joining by code: without an account, late or again, once however often it is tapped.</summary>
public sealed class JoinTests(TestCluster cluster)
{
    [Fact]
    public async Task Anybody_with_the_code_joins_with_a_first_name_or_none_however_the_code_is_typed()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var id = await maja.PlanWorkshop("T10");
        var code = (await house.WorkshopOf(id)).Code;
        foreach (var typed in (string[])[code.ToLowerInvariant(), $" {code[..3]} {code[3..]} ", $"{code[..2]}-{code[2..4]}-{code[4..]}"])
            (await house.Browser().Post("/join", ("code", typed))).Location.ShouldBe($"/join/{code}");
        (await house.Browser().Get($"/join/{code.ToLowerInvariant()}")).Location.ShouldBe($"/join/{code}");

        var phone = house.Browser();
        var door = await phone.Get($"/join/{code}");
        foreach (var said in (string[])["Vi taler sammen", "Du skal ikke have en konto", "slettes 30 dage efter"])
            door.Text.ShouldContain(said);
        door.Text.ShouldNotContain("value=\"self\"");
        var joined = await phone.Post($"/join/{code}", ("name", "  Bo  "), ("as", "guest"));
        joined.Location.ShouldBe($"/workshops/{id}/hand");
        (await (await house.Phone(code)).Post($"/join/{code}", ("name", ""))).Location.ShouldBe($"/workshops/{id}/hand");
        var people = await house.ParticipantsOf(id);
        people.Select(one => (one.Name, one.Person)).ShouldBe([("Bo", null), ("", null)]);

        // The phone's secret goes to the hand and to this door, and nowhere else; of it only a hash is kept.
        var cookies = phone.Cookies.GetCookies(new Uri($"https://localhost/workshops/{id}/hand")).Where(cookie => cookie.Name == "omtanke-guest").ToList();
        cookies.ShouldHaveSingleItem().Value.Length.ShouldBe(43);
        phone.Cookies.GetCookies(new Uri("https://localhost/me")).ShouldNotContain(cookie => cookie.Name == "omtanke-guest");
        people[0].SecretHash.ShouldBe(Participant.HashOf(cookies[0].Value));
        house.Log.Text.ShouldNotContain(cookies[0].Value);
    }

    [Fact]
    public async Task A_double_tap_two_tabs_and_the_way_back_are_one_participant()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var id = await maja.PlanWorkshop();
        var code = (await house.WorkshopOf(id)).Code;
        var phone = await house.Phone(code);
        await Task.WhenAll(phone.Post($"/join/{code}", ("name", "Bo")), phone.Post($"/join/{code}", ("name", "Bo")));
        (await phone.Get($"/join/{code}")).Location.ShouldBe($"/workshops/{id}/hand");
        (await phone.Post($"/join/{code}", ("name", "Bodil"))).Location.ShouldBe($"/workshops/{id}/hand");
        (await house.ParticipantsOf(id)).ShouldHaveSingleItem().Name.ShouldBe("Bodil");

        // Whoever left comes back as the one they were.
        await house.Do(async db => await db.Participants.ExecuteUpdateAsync(set => set.SetProperty(one => one.LeftAt, house.Clock.GetUtcNow())), Acting.AtChores);
        (await phone.Get($"/join/{code}")).Status.ShouldBe(HttpStatusCode.OK);
        await phone.Post($"/join/{code}", ("name", "Bodil"));
        (await house.ParticipantsOf(id)).ShouldHaveSingleItem().LeftAt.ShouldBeNull();
        // A phone that shows a secret nobody has is a new one.
        await (await house.Phone(code)).Post($"/join/{code}");
        (await house.ParticipantsOf(id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_joins_late_while_it_runs_and_as_oneself_where_one_is_signed_in()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.As("maja"), await house.As("henrik"));
        var id = await maja.PlanWorkshop();
        var (code, first) = ((await house.WorkshopOf(id)).Code, (await house.AgendaOf(id))[0].Id);
        await house.Change(id, workshop => workshop.Open(first, house.Clock.GetUtcNow()));
        (await henrik.Get($"/join/{code}")).Text.ShouldContain("Kom med som Henrik");
        await henrik.Post($"/join/{code}", ("as", "self"), ("name", "Anonym"));
        var jonas = await house.As("jonas");
        await jonas.Get($"/join/{code}");
        await jonas.Post($"/join/{code}", ("as", "guest"), ("name", "Jo"));
        // Nobody joins as somebody they are not.
        await (await house.Phone(code)).Post($"/join/{code}", ("as", "self"), ("name", "Henrik"));
        (await house.ParticipantsOf(id)).Select(one => (one.Name, one.Person)).ShouldBe([("Henrik", await house.IdOf("henrik")), ("Jo", null), ("Henrik", null)]);
    }

    [Fact]
    public async Task Wrong_closed_and_take_over_codes_get_a_clear_answer_and_no_way_in()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var (over, open) = (await maja.PlanWorkshop(), await maja.PlanWorkshop());
        await house.Change(over, workshop => workshop.Close(house.Clock.GetUtcNow()));
        foreach (var wrong in (string[])["QQQQQQ", (await house.WorkshopOf(over)).Code, (await house.WorkshopOf(open)).TakeOver])
        {
            var phone = house.Browser();
            var reply = await phone.Get($"/join/{wrong}");
            reply.Status.ShouldBe(HttpStatusCode.NotFound);
            reply.Text.ShouldContain("Vi kender ingen workshop med den kode");
            reply.Text.ShouldContain($"value=\"{wrong}\"");
            (await phone.Post($"/join/{wrong}", ("name", "Bo"))).Text.ShouldContain("Vi kender ingen workshop");
        }
        (await house.Browser().Post("/join", ("code", "AB"))).Text.ShouldContain("Koden har seks tegn");
        (await house.Browser().Post("/join", ("code", ""))).Text.ShouldContain("Skriv koden her");
        (await (await house.Phone((await house.WorkshopOf(open)).Code)).Post($"/join/{(await house.WorkshopOf(open)).Code}", ("name", new string('a', 41)))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await house.Ask(db => db.Participants.CountAsync(), Acting.AtChores)).ShouldBe(0);
    }

    [Fact]
    public async Task A_phone_that_guesses_waits_and_the_rest_of_the_office_does_not()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var id = await maja.PlanWorkshop();
        var (code, guesser) = ((await house.WorkshopOf(id)).Code, house.Browser());
        for (var tried = 0; tried < 12; tried++)
            await guesser.Get($"/join/{Workshop.NewCode()}");
        var refused = await guesser.Get($"/join/{code}");
        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Text.ShouldContain("Der er prøvet mange koder");
        (await guesser.Post($"/join/{code}", ("name", "Bo"))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        // The same address, another phone; and later on, the same phone.
        (await house.Browser().Get($"/join/{code}")).Status.ShouldBe(HttpStatusCode.OK);
        await house.Wait(TimeSpan.FromHours(1));
        (await guesser.Get($"/join/{code}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_code_that_belongs_to_another_workshop_now_leads_there_and_the_old_secret_stays_behind()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var (old, next) = (await maja.PlanWorkshop(), await maja.PlanWorkshop());
        var code = (await house.WorkshopOf(old)).Code;
        var phone = await house.Phone(code);
        await phone.Post($"/join/{code}", ("name", "Bo"));
        await house.Change(old, workshop => workshop.Close(house.Clock.GetUtcNow()));
        await house.Do(async db => await db.Workshops.Where(workshop => workshop.Id == next).ExecuteUpdateAsync(set => set.SetProperty(workshop => workshop.Code, code)), Acting.AtChores);
        (await phone.Get($"/join/{code}")).Status.ShouldBe(HttpStatusCode.OK);
        (await phone.Post($"/join/{code}", ("name", "Bo"))).Location.ShouldBe($"/workshops/{next}/hand");
        ((await house.ParticipantsOf(old)).Count, (await house.ParticipantsOf(next)).Count).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(Devices.Facilitator, true, "Du behøver ingen telefon")]
    [InlineData(Devices.Group, true, "Der er én telefon ved hvert bord")]
    [InlineData(Devices.Each, true, "Vi gemmer ikke, hvem der har skrevet hvad")]
    [InlineData(Devices.Each, false, "kan se, hvad du har skrevet")]
    public async Task The_promise_is_made_from_what_the_workshop_is_set_to(Devices devices, bool anonymous, string promise)
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var id = await maja.PlanWorkshop("T10", ("devices", $"{devices}"), ("days", "0"));
        await house.Do(async db => await db.WorkshopItems.ExecuteUpdateAsync(set => set.SetProperty(item => item.Anonymous, anonymous)), Acting.AtChores);
        var door = await house.Browser().Get($"/join/{(await house.WorkshopOf(id)).Code}");
        door.Text.ShouldContain(promise);
        door.Text.Contains("når mindst 5 har svaret", StringComparison.Ordinal).ShouldBe(anonymous);
        door.Text.ShouldContain("slettes, så snart workshoppen er slut");
    }

    [Fact]
    public async Task Five_hundred_phones_that_join_at_once_are_all_in_and_wait_for_nobody_who_runs_it()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var id = await maja.PlanWorkshop();
        var code = (await house.WorkshopOf(id)).Code;
        // Somebody who runs it holds the workshop in a transaction of theirs meanwhile.
        await house.Do(async db =>
        {
            await db.ClaimWorkshop(id);
            var replies = await Task.WhenAll(Enumerable.Range(0, 500).Select(number => house.Browser().Post($"/join/{code}", ("name", $"Gæst {number}"))));
            replies.ShouldAllBe(reply => reply.Location == $"/workshops/{id}/hand");
        }, Acting.As(await house.IdOf("maja")));
        var people = await house.ParticipantsOf(id);
        people.Count.ShouldBe(500);
        people.Select(one => one.Name).Distinct().Count().ShouldBe(500);
    }
}
