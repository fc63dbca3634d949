using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Tests.Conversations;

/// <summary>A new leader inherits nothing unless the employee says so.</summary>
public sealed class HandOverTests(TestCluster cluster)
{
    [Fact]
    public async Task It_rests_until_Maja_decides_and_the_new_leader_gets_only_what_she_ticks()
    {
        await using var house = await Visits.Open(cluster);
        var (id, agreements) = await Courses.Agreed(house, ("Fast makker på aftenvagter", Doer.Leader, 10), ("Jeg siger til i tide", Doer.Employee, 20));
        var before = (await house.Letters()).Count;
        await NewLeader(house, "jonas");
        await house.DoChores();
        await house.DoChores();

        using var henrik = await house.As("henrik");
        using var jonas = await house.As("jonas");
        using var maja = await house.As("maja");
        (await house.Letters()).Skip(before).Where(letter => letter.Key.Contains(id.ToString(), StringComparison.Ordinal)).ShouldHaveSingleItem().To.ShouldBe("maja");
        (await henrik.Get($"/conversations/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await henrik.Get("/conversations")).Text.ShouldNotContain(id.ToString());
        (await henrik.Get("/me")).Text.ShouldNotContain(id.ToString());
        (await jonas.Get($"/conversations/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await maja.Get("/me")).Text.ShouldContain($"/conversations/{id}/handover");

        var page = (await maja.Get($"/conversations/{id}/handover")).Text;
        page.ShouldContain("Jonas Bech");
        page.ShouldNotContain("name=\"agreement\" value=\"" + agreements[0] + "\" checked");
        page.ShouldNotContain("Room 4", Case.Sensitive, "nor where they used to meet");
        var reply = await maja.Post($"/conversations/{id}/handover", ("id", Courses.Hidden(page, "id")), ("form", "Care"), ("with", Courses.Hidden(page, "with")), ("agreement", agreements[0].ToString()),
            ("date1", "2026-11-30"), ("time1", "10:00"), ("minutes", "60"), ("place", ""), ("message", "Kan vi fortsætte her?"));
        reply.Status.ShouldBe(HttpStatusCode.SeeOther, reply.Text);
        var next = Guid.Parse(reply.Location!["/conversations/".Length..]);

        (await house.Conversation(next)).ShouldSatisfyAllConditions(it => it.State.ShouldBe(Stage.Invited), it => it.Follows.ShouldBe(id));
        var seen = await jonas.Get($"/conversations/{next}/follow-up");
        seen.Text.ShouldContain("Fast makker på aftenvagter");
        seen.Text.ShouldNotContain("Jeg siger til i tide");
        (await jonas.Get($"/conversations/{next}")).Text.ShouldNotContain(id.ToString());
        (await jonas.Get($"/conversations/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await henrik.Get($"/conversations/{next}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await henrik.Get($"/conversations/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await maja.Get($"/conversations/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await house.Conversation(id)).State.ShouldBe(Stage.Closed);
    }

    [Fact]
    public async Task Closed_instead_it_is_shown_to_neither_leader()
    {
        await using var house = await Visits.Open(cluster);
        var (id, _) = await Courses.Agreed(house, ("Fast makker", Doer.Leader, 10));
        await NewLeader(house, "jonas");
        await house.DoChores();
        var before = (await house.Letters()).Count;
        (await (await house.As("maja")).Post($"/conversations/{id}/closing")).Status.ShouldBe(HttpStatusCode.SeeOther);
        foreach (var leader in (string[])["henrik", "jonas"])
            (await (await house.As(leader)).Get($"/conversations/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await house.Letters()).Count.ShouldBe(before, "nobody is told but Maja, who did it");
        await house.Wait(TimeSpan.FromDays(380));
        (await house.Letters()).Where(letter => letter.Key.Contains(id.ToString(), StringComparison.Ordinal)).Skip(0).Count(letter => letter.To == "henrik" && letter.Key.Contains("Retention", StringComparison.Ordinal)).ShouldBe(0);
    }

    [Theory]
    [InlineData("handover")]
    [InlineData("closing")]
    public async Task A_planned_talk_that_falls_leaves_every_calendar_it_stood_in(string way)
    {
        await using var house = await Visits.Open(cluster);
        using var maja = await house.As("maja");
        var id = await maja.Ask(("companion-name", "Tove"), ("companion-email", "tove@union.example"));
        await (await house.As("henrik")).Accept(id);
        await NewLeader(house, "jonas");
        await house.DoChores();
        var before = (await house.Letters()).Count;

        var page = (await maja.Get($"/conversations/{id}/handover")).Text;
        (await maja.Post($"/conversations/{id}/{way}", ("id", Courses.Hidden(page, "id")), ("form", "Care"), ("with", Courses.Hidden(page, "with")),
            ("date1", "2026-11-30"), ("time1", "10:00"), ("minutes", "60"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var fallen = (await house.Letters()).Skip(before).Where(letter => letter.Key.Contains(id.ToString(), StringComparison.Ordinal)).ToList();
        fallen.Select(letter => letter.To).Order().ShouldBe(["henrik", "maja", "tove"]);
        fallen.ShouldAllBe(letter => letter.Body.Calendar!.Contains("STATUS:CANCELLED", StringComparison.Ordinal));
        (await fallen.Single(letter => letter.To == "henrik").Leads(await house.As("henrik"))).ShouldBeNull("a former leader is shown on to nothing of it");
        (await maja.Get($"/conversations/{id}/calendar.ics")).Text.ShouldContain("STATUS:CANCELLED");
        foreach (var where in (string[])["", "/closing"])
        {
            var over = (await maja.Get($"/conversations/{id}{where}")).Text;
            over.ShouldContain("Indtil da er det kun dig, der kan læse den.");
            over.ShouldNotContain("kan I begge");
        }
    }

    private static Task NewLeader(Visits house, string persona) => house.Do(async db =>
    {
        var maja = await house.IdOf("maja");
        var unit = await db.Memberships.Where(it => it.Person == maja && it.UntilOn == null).Select(it => it.Unit).SingleAsync();
        await db.Lead(unit, await house.IdOf(persona), new(2026, 11, 23));
    });
}
