using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Tests.Administration;

/// <summary>Birgit of HR and Sofie the administrator keep the people of Fjordby.</summary>
public sealed class PeopleTests(TestCluster cluster)
{
    [Fact]
    public async Task Hr_cannot_make_anybody_an_administrator_and_cannot_touch_one()
    {
        await using var house = await Visits.Open(cluster);
        var (birgit, self, sofie) = (await house.As("birgit"), await house.IdOf("birgit"), await house.IdOf("admin"));
        var holding = await house.Ask(db => db.Roles.Where(row => row.Person == sofie && row.Role == Role.Administrator).Select(row => row.Id).SingleAsync());

        (await birgit.Post($"/administration/people/{self}/roles", ("role", "Administrator"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await birgit.Post($"/administration/people/{sofie}/roles/{holding}/ending")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await birgit.Post($"/administration/people/{sofie}/leaving")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await birgit.Post($"/administration/people/{sofie}", ("name", "Sofie Krogh"), ("email", "birgits-egen@fjordby.example"), ("language", "da"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await birgit.Get($"/administration/people/{self}")).Text.ShouldNotContain("value=\"Administrator\"");

        (await house.Ask(db => db.Roles.AnyAsync(row => row.Person == self && row.Role == Role.Administrator))).ShouldBeFalse();
        (await house.Ask(db => db.People.SingleAsync(person => person.Id == sofie))).ShouldSatisfyAllConditions(
            person => person.Email.ShouldBe("admin@fjordby.example"), person => person.LeftOn.ShouldBeNull());
        (await house.Ask(db => db.HoldersOf(Role.Administrator))).ShouldBe(1);
    }

    [Fact]
    public async Task An_administrator_makes_another_and_the_last_one_cannot_be_lost()
    {
        await using var house = await Visits.Open(cluster);
        var (admin, sofie, birgit) = (await house.As("admin"), await house.IdOf("admin"), await house.IdOf("birgit"));
        var holding = await house.Ask(db => db.Roles.Where(row => row.Person == sofie && row.Role == Role.Administrator).Select(row => row.Id).SingleAsync());

        (await admin.Post($"/administration/people/{sofie}/roles/{holding}/ending")).Text.ShouldContain("eneste administrator");
        (await admin.Post($"/administration/people/{sofie}/leaving")).Text.ShouldContain("eneste administrator");
        (await admin.Post($"/administration/people/{birgit}/roles", ("role", "Administrator"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await admin.Post($"/administration/people/{sofie}/roles/{holding}/ending")).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Who_leaves_is_out_at_once_in_every_window()
    {
        await using var house = await Visits.Open(cluster);
        var (birgit, maja, id) = (await house.As("birgit"), await house.As("maja"), await house.IdOf("maja"));
        (await maja.Get("/me")).Status.ShouldBe(HttpStatusCode.OK);

        (await birgit.Post($"/administration/people/{id}/leaving", ("left", ""))).Status.ShouldBe(HttpStatusCode.SeeOther);

        (await maja.Get("/me")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Ask(db => db.Sessions.CountAsync(session => session.Person == id))).ShouldBe(0);
        var page = (await birgit.Get($"/administration/people/{id}")).Text;
        page.ShouldContain("Hjemmeplejen Øst");
        (await birgit.Post($"/administration/people/{id}/return", ("return-unit", "Fjordskolen"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Ask(db => db.LeaderOf(id)))!.Name.ShouldBe("Aisha Rahman");
    }

    [Theory]
    [InlineData("", "ny@fjordby.example", "da", "", "Skriv personens navn.")]
    [InlineData("Ny", "", "da", "", "Skriv en mailadresse.")]
    [InlineData("Ny", "ikke en adresse", "da", "", "ligner ikke en mailadresse")]
    [InlineData("Ny", "MAJA@fjordby.example", "da", "", "har allerede den mailadresse")]
    [InlineData("Ny", "ny@fjordby.example", "tlh", "", "Vælg et af sprogene.")]
    [InlineData("Ny", "ny@fjordby.example", "da", "32-13-2026", "Skriv datoen som")]
    [InlineData("Ny", "ny@fjordby.example", "da", "2030-01-01", "Vælg i dag eller en tidligere dag.")]
    [InlineData("Ny", "ny@fjordby.example", "da", "1850-01-01", "meget langt tilbage")]
    public async Task A_form_with_something_wrong_comes_back_with_what_was_typed_and_a_word_about_it(string name, string email, string language, string from, string says)
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.As("birgit");
        var reply = await birgit.Post("/administration/people", ("name", name), ("email", email), ("language", language), ("from", from), ("unit", "Fjordskolen"));
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var text = WebUtility.HtmlDecode(reply.Text);
        text.ShouldContain(says);
        text.ShouldContain($"value=\"{email}\"");
    }

    [Fact]
    public async Task Names_of_any_kind_are_kept_as_they_are_and_shown_as_text()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.As("birgit");
        var reply = await birgit.Post("/administration/people", ("name", "  <b>Ø</b>  🌱 O'Brien  "), ("email", "o.brien+1@fjordby.example"), ("language", "en"), ("from", "24-11-2020"));
        reply.Status.ShouldBe(HttpStatusCode.SeeOther);
        var page = (await birgit.Get(reply.Location!)).Text;
        page.ShouldNotContain("<b>Ø");
        (await house.Ask(db => db.WithEmail("O.Brien+1@fjordby.example").Select(person => person.Name).SingleAsync())).ShouldBe("<b>Ø</b> 🌱 O'Brien");
        (await birgit.Post("/administration/people", ("name", new string('x', 121)), ("email", "lang@fjordby.example"), ("language", "da"))).Text.ShouldContain("for langt");
    }

    [Fact]
    public async Task Units_are_added_renamed_and_moved_but_never_below_themselves_and_used_ones_stay()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.As("birgit");
        var units = await house.Ask(db => db.UnitTree());
        var (health, night) = (units.Meant("Sundhed og ældre")[0].Id, units.Meant("Nattevagten")[0].Id);

        (await birgit.Post($"/administration/units/{health}", ("name", "Sundhed og ældre"), ("parent", "Nattevagten"))).Text.ShouldContain("under sig selv");
        (await birgit.Post($"/administration/units/{night}", ("name", "Fjordskolen"), ("parent", "Børn og skole"))).Text.ShouldContain("allerede en enhed");
        (await birgit.Post($"/administration/units/{night}/removal")).Text.ShouldContain("bliver stående");
        (await birgit.Post($"/administration/units/{night}", ("name", "Nattevagterne"), ("parent", "Sundhed og ældre"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await birgit.Post("/administration/units", ("name", "Ny enhed"), ("parent", "Nattevagterne"))).Status.ShouldBe(HttpStatusCode.SeeOther);

        units = await house.Ask(db => db.UnitTree());
        var fresh = units.Meant("Ny enhed")[0];
        units.Path(fresh.Id).ShouldBe("Fjordby Kommune / Sundhed og ældre / Nattevagterne / Ny enhed");
        (await birgit.Post($"/administration/units/{fresh.Id}/removal")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Ask(db => db.UnitTree()))[fresh.Id].ShouldBeNull();
    }

    [Fact]
    public async Task A_unit_gets_another_leader_or_none()
    {
        await using var house = await Visits.Open(cluster);
        var (birgit, maja) = (await house.As("birgit"), await house.IdOf("maja"));
        var east = (await house.Ask(db => db.UnitTree())).Meant("Hjemmeplejen Øst")[0].Id;

        (await birgit.Post($"/administration/units/{east}/leader", ("leader", "Jonas Bech · jonas@fjordby.example"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Ask(db => db.LeaderOf(maja)))!.Name.ShouldBe("Jonas Bech");
        (await birgit.Get($"/administration/units/{east}")).Text.ShouldContain("Henrik Lund");
        (await birgit.Post($"/administration/units/{east}/leader", ("leader", "Findes Ikke"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await birgit.Post($"/administration/units/{east}/leader", ("leader", "Aisha Rahman"), ("leader-from", "2026-01-01"))).Text.ShouldContain("før den dag, den nuværende leder");
        (await birgit.Post($"/administration/units/{east}/leader", ("leader", ""))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Ask(db => db.LeaderOf(maja)))!.Name.ShouldBe("Susanne Bruun");
    }

    [Fact]
    public async Task The_workplace_keeps_its_range_in_order()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.As("birgit");
        (await birgit.Post("/administration/workplace", ("name", "Fjordby"), ("language", "da"), ("months", "12"), ("least", "24"), ("most", "6"), ("cases", "24"))).Text.ShouldContain("Det længste må ikke");
        (await birgit.Post("/administration/workplace", ("name", "Fjordby"), ("language", "da"), ("months", "tolv"), ("least", "1"), ("most", "6"), ("cases", "24"))).Text.ShouldContain("helt tal");
        (await birgit.Post("/administration/workplace", ("name", "Fjordby"), ("language", "da"), ("months", "3"), ("least", "1"), ("most", "6"), ("cases", "0"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "something is kept");
        (await birgit.Post("/administration/workplace", ("name", "Fjordby"), ("language", "da"), ("months", "3"), ("least", "1"), ("most", "6"), ("cases", "9"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await birgit.Get("/administration/workplace")).Text.ShouldContain("value=\"9\"");
        (await house.Ask(db => db.Workplaces.SingleAsync())).RetentionMonths.ShouldBe(3);
    }

    [Fact]
    public async Task Everybody_in_a_unit_is_invited_once_and_nobody_who_has_left()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.As("birgit");
        (await birgit.Post("/administration/invitations", ("whom", "never"), ("unit", "Fjordskolen"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await birgit.Post("/administration/invitations", ("whom", "never"), ("unit", "Fjordskolen"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.UniqueKey.StartsWith("invitation ")))).ShouldBe(9);
        (await birgit.Post("/administration/invitations")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task People_are_found_by_a_part_of_the_name_by_unit_and_by_what_they_are()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.As("birgit");
        (await birgit.Get("/administration/people?q=ørbæk")).Text.ShouldContain("Ingen passer");
        (await birgit.Get("/administration/people?q=RAHM")).Text.ShouldContain("Aisha Rahman");
        (await birgit.Get("/administration/people?q=%25")).Text.ShouldContain("Ingen passer");
        var leaders = (await birgit.Get("/administration/people?who=Leaders&unit=Teknik%20og%20milj%C3%B8")).Text;
        leaders.ShouldContain("Niels Overgaard");
        leaders.ShouldContain("Carsten Bruhn");
        leaders.ShouldNotContain("Elena Rossi");
        (await birgit.Get("/administration/people?who=Left")).Text.ShouldContain("Poul Nystrøm");
        (await birgit.Get("/administration/people?page=99&who=nonsense&unit=nowhere")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
