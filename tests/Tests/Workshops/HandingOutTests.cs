using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Workshops;

namespace Omtanke.Tests.Workshops;

/// <summary>The minutes are the group's until it gives them to somebody, and only those it names read them.</summary>
public sealed class HandingOutTests(TestCluster cluster)
{
    [Fact]
    public async Task Only_those_named_read_them_without_the_single_notes_and_by_a_letter_that_says_nothing()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, karen, henrik) = (await house.As("jonas"), await house.As("karen"), await house.As("henrik"));
        var id = await Wrote(house, jonas);
        var give = $"/workshops/{id}/minutes/handing-out";
        (await karen.Get($"/workshop-minutes/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);

        var wrong = await jonas.Post(give, ("people", "karen@fjordby.example\nIngen Kender Mig"));
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wrong.Text.ShouldContain("Vi kan ikke finde: Ingen Kender Mig.");
        (await jonas.Post(give)).Text.ShouldContain("Vælg, hvem der skal have det.");
        (await jonas.Post(give, ("people", "karen@fjordby.example\nLars Vestergaard"))).Status.ShouldBe(HttpStatusCode.SeeOther);

        var page = (await karen.Get($"/workshop-minutes/{id}")).Text;
        page.ShouldContain("Kaffe sammen");
        page.ShouldNotContain("Larm fra gangen");
        page.ShouldNotContain("Taget ud");
        (await karen.Get("/me")).Text.ShouldContain($"/workshop-minutes/{id}");
        foreach (var visitor in (Visitor[])[henrik, await house.As("birgit"), await house.As("admin"), await house.As("maja")])
            (await visitor.Get($"/workshop-minutes/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await karen.Get($"/workshops/{id}/minutes")).Status.ShouldBe(HttpStatusCode.NotFound);

        var letters = await house.Ask(db => db.Letters.AsNoTracking().ToListAsync());
        letters.Select(letter => letter.ToName).Order().ShouldBe(["Karen Friis", "Lars Vestergaard"]);
        var envelope = (IEnvelope)house.Services.GetService(typeof(IEnvelope))!;
        foreach (var letter in letters)
            foreach (var text in (string[])[letter.Subject, envelope.Open(letter.Id, letter.Body!).Text])
                foreach (var told in (string[])["Torsdag", "referat", "workshop", "Spot", id.ToString()])
                    text.ShouldNotContain(told);
        // The database itself shows readers the minutes and nothing that single people wrote.
        var asKaren = Acting.As(await house.IdOf("karen"));
        (await house.Ask(async db => (await db.WorkshopMinutes.AnyAsync(), await db.Ideas.CountAsync(), await db.Participants.CountAsync(), await db.Votes.CountAsync()), asKaren)).ShouldBe((true, 0, 0, 0));
        (await house.Ask(async db => (await db.Workshops.CountAsync(), await db.WorkshopMinutes.CountAsync(), await db.Actions.CountAsync()), Acting.As(await house.IdOf("henrik")))).ShouldBe((0, 0, 0));
        (await house.Ask(db => db.Workshops.ExecuteUpdateAsync(set => set.SetProperty(workshop => workshop.Title, "løgn")), asKaren)).ShouldBe(0);

        await jonas.Post(give, ("back", $"{await house.IdOf("karen")}"));
        (await karen.Get($"/workshop-minutes/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await house.Ask(db => db.WorkshopMinutes.CountAsync(), asKaren)).ShouldBe(0);
    }

    [Fact]
    public async Task Those_who_took_part_read_them_on_their_phone_once_they_are_handed_out_and_not_after_they_are_taken_back()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await Wrote(house, jonas);
        var phone = (await house.Join(id, "Ida"))[0];
        var (ida, stranger) = (phone.Browser(house), house.Browser());
        var page = $"/workshops/{id}/hand/minutes";
        (await ida.Get(page)).Text.ShouldNotContain("Kaffe sammen");
        (await ida.Get(page)).Text.ShouldContain("Referatet er på vej");

        await jonas.Post($"/workshops/{id}/minutes/handing-out", ("room", "yes"));
        var read = await ida.Get(page);
        read.Status.ShouldBe(HttpStatusCode.OK);
        read.Text.ShouldContain("Kaffe sammen");
        read.Text.ShouldContain("Larm fra gangen");
        (await stranger.Get(page)).Location.ShouldBe("/join");
        (await (phone with { Workshop = Ids.New() }).Browser(house).Get(page)).Location.ShouldBe("/join");
        (await house.Ask(db => db.Letters.CountAsync())).ShouldBe(0);

        await jonas.Post($"/workshops/{id}/minutes/handing-out", ("back", "room"));
        (await ida.Get(page)).Text.ShouldNotContain("Kaffe sammen");
    }

    [Fact]
    public async Task Somebody_who_joined_as_themself_is_ticked_instead_of_typed_and_nobody_else_can_be()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, maja) = (await house.As("jonas"), await house.As("maja"));
        var id = await Wrote(house, jonas);
        var (joined, other) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        await house.Do(async db =>
        {
            db.Add(new Participant { Id = Ids.New(), Workshop = id, SecretHash = Participant.HashOf("x"), Name = "Maja", Person = joined, JoinedAt = house.Clock.GetUtcNow(), SeenAt = house.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        (await jonas.Get($"/workshops/{id}/minutes")).Text.ShouldContain($"value=\"{joined}\"");
        await jonas.Post($"/workshops/{id}/minutes/handing-out", ("person", $"{joined}"), ("person", $"{other}"));
        (await maja.Get($"/workshop-minutes/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await (await house.As("henrik")).Get($"/workshop-minutes/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Actions_without_an_owner_are_asked_about_and_hold_nothing_back()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await Wrote(house, jonas);
        await jonas.Post($"/workshops/{id}/actions", ("what", "Kaffe"));
        (await jonas.Get($"/workshops/{id}/minutes")).Text.ShouldContain("1 handling mangler et navn eller en dato.");
        (await jonas.Post($"/workshops/{id}/minutes/handing-out", ("room", "yes"))).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    // A closed workshop with minutes, a chosen idea, one that was not chosen, and a part that was taken out.
    private static async Task<Guid> Wrote(Visits house, Visitor jonas)
    {
        var id = await house.AWorkshop([await house.IdOf("jonas")]);
        var board = await house.ItemOf(id, "T04.S4");
        var phone = (await house.Join(id, "Eva"))[0];
        await house.Write(phone, board, "T04.S4.L1", "Kaffe sammen", chosen: true);
        await house.Write(phone, board, "T04.S4.L2", "Larm fra gangen");
        await house.GoTo(board, Stage.Shown);
        await house.Close(id);
        await jonas.Post($"/workshops/{id}/minutes");
        var other = (await house.PartsOf(id))[^1];
        await jonas.Autosave($"/workshops/{id}/minutes/{other.Id}", ("version", "1"), ("text", "Taget ud"));
        await jonas.Post($"/workshops/{id}/minutes/{other.Id}/absence", ("out", "yes"));
        return id;
    }
}
