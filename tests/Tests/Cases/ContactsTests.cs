using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Tests.Cases;

/// <summary>The contacts of a case as the psychologist keeps them: moved, called off, and noted for the day they were.</summary>
public sealed class ContactsTests(TestCluster cluster)
{
    private static readonly DateOnly Today = Clock.Day(Visits.Monday);

    [Fact]
    public async Task One_that_is_moved_stands_on_its_new_day_and_one_that_is_called_off_is_nothing_to_do_any_more()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACase(more: (db, one) => db.AddRange(Plan(one, 2), Plan(one, 3)));
        var (moved, off) = await Two(house, id);
        var (later, far) = (Today.AddDays(5), Today.AddDays(30));
        using var lars = await house.As("lars");
        (await lars.Post($"/cases/{id}/contacts/{moved}/day", ("version", "1"), ($"{moved}-due", Dates.Write(later)))).Location.ShouldBe($"/cases/{id}#contacts");
        (await The(house, moved)).DueOn.ShouldBe(later);
        (await lars.Post($"/cases/{id}/contacts/{moved}/day", ("version", "1"), ($"{moved}-due", Dates.Write(far)))).Status.ShouldBe(HttpStatusCode.Conflict, "an old page");
        (await The(house, moved)).DueOn.ShouldBe(later);
        (await lars.Post($"/cases/{id}/contacts/{off}/cancellation", ("version", "1"))).Location.ShouldBe($"/cases/{id}#contacts");
        var calls = (await lars.Get("/cases/calls")).Text;
        calls.ShouldContain($"#contact-{moved}");
        calls.ShouldNotContain($"#contact-{off}");
        (await lars.Post($"/cases/{id}/contacts/{moved}/day", ("version", "2"), ($"{moved}-due", Dates.Write(far)))).Location.ShouldBe($"/cases/{id}#contacts");
        (await lars.Get("/cases/calls")).Text.ShouldNotContain($"#contact-{moved}", Shouldly.Case.Sensitive, "it is more than a week away");

        foreach (var (day, word) in new[] { (Today.AddDays(-1), "past"), (Today.AddDays(400), "far") })
            foreach (var (path, fields) in new[] { ($"contacts/{moved}/day", ((string, string?)[])[("version", "3"), ($"{moved}-due", Dates.Write(day))]), ("contacts", [("form", "plan"), ("kind", "Talk"), ("due", Dates.Write(day))]) })
                await Refused(lars, id, path, word, fields, kept: Dates.Write(day));
        (await The(house, moved)).DueOn.ShouldBe(far);
        (await house.Ask(db => db.CaseContacts.CountAsync(), Acting.AtChores)).ShouldBe(2);
        // Nobody else does any of it: neither those it is with, nor a colleague.
        foreach (var other in (Visitor[])[await house.As("maja"), await house.As("henrik"), await house.As(await house.Somebody("Nanna Toft", Role.Psychologist))])
            foreach (var verb in (string[])["day", "held", "cancellation"])
                (await other.Post($"/cases/{id}/contacts/{moved}/{verb}", ("version", "3"), ($"{moved}-due", Dates.Write(later)))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await The(house, moved)).ShouldSatisfyAllConditions(one => one.DueOn.ShouldBe(far), one => one.CancelledAt.ShouldBeNull());
    }

    [Fact]
    public async Task One_is_noted_for_the_day_it_was_held_never_for_one_to_come_or_before_the_case_and_what_is_wrong_is_said_beside_the_field()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACase(more: (db, one) => db.AddRange(Plan(one, 0), Plan(one, 0)));
        var (planned, _) = await Two(house, id);
        using var lars = await house.As("lars");
        foreach (var form in (string[])["note", $"{planned}"])
            foreach (var (on, minutes, with, word) in ((int, string, string, string)[])[(1, "30", "Employee", "not-yet"), (-1, "30", "Employee", "before"), (0, "0", "Employee", "minutes"), (0, "601", "Employee", "minutes"), (0, "30", "Nobody", "with-whom")])
                await Refused(lars, id, Path(form), word, Held(form, Today.AddDays(on), minutes, with), kept: form == "note" ? Dates.Write(Today.AddDays(on)) : "");
        (await house.TheCase(id))!.State.ShouldBe(Progress.Registered, "nothing has been held");
        (await The(house, planned)).HeldOn.ShouldBeNull();

        (await lars.Post($"/cases/{id}/{Path("note")}", Held("note", Today, "25", "Others"))).Location.ShouldBe($"/cases/{id}#contacts");
        (await lars.Post($"/cases/{id}/{Path($"{planned}")}", Held($"{planned}", Today, "50", "Employee"))).Location.ShouldBe($"/cases/{id}#contacts");
        (await house.Ask(db => db.CaseContacts.Where(one => one.HeldOn == Today).OrderBy(one => one.Minutes).Select(one => new ValueTuple<int?, Present?>(one.Minutes, one.WithWhom)).ToListAsync(), Acting.AtChores))
            .ShouldBe([(25, Present.Others), (50, Present.Employee)]);
        using var maja = await house.As("maja");
        WebUtility.HtmlDecode((await maja.Get($"/cases/{id}")).Text).ShouldContain(Visits.Library.In("da").Words.With("cases.contacts.minutes", ("n", 50)));

        string Path(string form) => form == "note" ? "contacts/held" : $"contacts/{form}/held";
    }

    [Fact]
    public async Task A_contact_with_the_leader_is_none_where_the_leader_was_not_there_and_a_slip_is_undone_as_long_as_the_case_is_open()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACase();
        using var lars = await house.As("lars");
        var words = Visits.Library.In("da").Words;
        // Nobody is chosen beforehand: who was there depends on what it was.
        (await lars.Get($"/cases/{id}")).Text.ShouldNotContain("<option value=\"Employee\" selected>");
        foreach (var kind in (string[])["LeaderStart", "Leader", "LeaderEnd"])
            await Refused(lars, id, "contacts/held", "was-there", Held("note", Today, "20", "Employee", kind), kept: "20");
        await Refused(lars, id, "contacts/held", "was-there", Held("note", Today, "20", "Leader", "Talk"), kept: "20");
        (await house.Ask(db => db.CaseContacts.CountAsync(), Acting.AtChores)).ShouldBe(0);

        await lars.Post($"/cases/{id}/contacts/held", Held("note", Today, "20", "Leader", "LeaderEnd"));
        var slip = await house.Ask(db => db.CaseContacts.AsNoTracking().SingleAsync(), Acting.AtChores);
        (await house.TheCase(id))!.State.ShouldBe(Progress.Begun);
        // Neither those it is with nor an old page undoes it.
        foreach (var other in (Visitor[])[await house.As("maja"), await house.As("henrik"), await house.As(await house.Somebody("Nanna Toft", Role.Psychologist))])
            (await other.Post($"/cases/{id}/contacts/{slip.Id}/taking-back", ("version", $"{slip.Version}"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await lars.Post($"/cases/{id}/contacts/{slip.Id}/taking-back", ("version", "1"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await lars.Post($"/cases/{id}/contacts/{slip.Id}/taking-back", ("version", $"{slip.Version}"))).Location.ShouldBe($"/cases/{id}#contact-{slip.Id}");
        (await The(house, slip.Id)).ShouldSatisfyAllConditions(one => one.IsPlanned.ShouldBeTrue(), one => one.DueOn.ShouldBe(Today), one => one.Leader.ShouldBeNull());
        (await house.TheCase(id))!.ShouldSatisfyAllConditions(one => one.State.ShouldBe(Progress.Registered, "nothing has been held"), one => one.BegunAt.ShouldBeNull());
        (await lars.Post($"/cases/{id}/contacts/{slip.Id}/taking-back", ("version", "3"))).Status.ShouldBe(HttpStatusCode.Conflict, "there is nothing to undo");
        // What began by mistake is the employee's and the psychologist's to know, as the beginning is.
        WebUtility.HtmlDecode((await (await house.As("maja")).Get($"/cases/{id}")).Text).ShouldContain(words.With("cases.event.NotBegun", ("name", "Lars Vestergaard")));
        WebUtility.HtmlDecode((await (await house.As("henrik")).Get($"/cases/{id}")).Text).ShouldNotContain(words.With("cases.event.NotBegun", ("name", "Lars Vestergaard")));

        // It is called off, and the right one noted; another held one keeps the case begun.
        await lars.Post($"/cases/{id}/contacts/{slip.Id}/cancellation", ("version", "3"));
        await lars.Post($"/cases/{id}/contacts/held", Held("note", Today, "50", "Employee"));
        await lars.Post($"/cases/{id}/contacts/held", Held("note", Today, "55", "Employee"));
        var last = await house.Ask(db => db.CaseContacts.AsNoTracking().SingleAsync(one => one.Minutes == 55), Acting.AtChores);
        await lars.Post($"/cases/{id}/contacts/{last.Id}/taking-back", ("version", $"{last.Version}"));
        (await house.TheCase(id))!.State.ShouldBe(Progress.Begun);
    }

    [Fact]
    public async Task What_was_planned_and_came_to_nothing_is_not_said_to_wait_for_the_leader_when_it_is_over()
    {
        await using var house = await Visits.Open(cluster);
        var id = await house.ACase(closed: true, more: (db, one) => db.AddRange(Plan(one, 2), Contact.Plan(one.Id, ContactKind.LeaderEnd, Today.AddDays(3), Visits.Monday)));
        var words = Visits.Library.In("da").Words;
        foreach (var persona in (string[])["maja", "henrik", "lars"])
        {
            var page = WebUtility.HtmlDecode((await (await house.As(persona)).Get($"/cases/{id}")).Text);
            page.ShouldContain(words["cases.contacts.came-to-nothing"], Shouldly.Case.Sensitive, persona);
            page.ShouldNotContain(words["cases.contacts.rests"], Shouldly.Case.Sensitive, persona);
        }
    }

    private static (string, string?)[] Held(string form, DateOnly on, string minutes, string with, string kind = "Talk") =>
        [("form", form), ("version", "1"), ("which", kind), ($"{form}-on", Dates.Write(on)), ($"{form}-minutes", minutes), ($"{form}-with", with)];

    private static async Task Refused(Visitor visitor, Guid id, string path, string word, (string, string?)[] fields, string kept)
    {
        var reply = await visitor.Post($"/cases/{id}/{path}", fields);
        reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{path} {word}");
        WebUtility.HtmlDecode(reply.Text).ShouldContain(Visits.Library.In("da").Words[$"cases.errors.{word}"], Shouldly.Case.Sensitive, path);
        reply.Text.ShouldContain(kept);
    }

    private static Contact Plan(Omtanke.Cases.Case one, int days) => Contact.Plan(one.Id, ContactKind.Talk, Today.AddDays(days), Visits.Monday);

    private static async Task<(Guid, Guid)> Two(Visits house, Guid id) =>
        await house.Ask(db => db.CaseContacts.Where(one => one.CaseId == id).OrderBy(one => one.DueOn).Select(one => one.Id).ToListAsync(), Acting.AtChores) is [var first, var second] ? (first, second) : throw new InvalidOperationException();

    private static Task<Contact> The(Visits house, Guid contact) => house.Ask(db => db.CaseContacts.AsNoTracking().SingleAsync(one => one.Id == contact), Acting.AtChores);
}
