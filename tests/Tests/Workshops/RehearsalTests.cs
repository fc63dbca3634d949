using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Steps;
using Omtanke.Workshops;

namespace Omtanke.Tests.Workshops;

/// <summary>Rehearsing: eleven people who do not exist come, write, answer and vote, and leave nothing behind.</summary>
public sealed class RehearsalTests(TestCluster cluster)
{
    [Fact]
    public async Task They_do_what_the_item_asks_and_everything_goes_when_it_ends_but_those_who_came_before()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var id = await maja.PlanWorkshop("T10");
        var (code, items) = ((await house.WorkshopOf(id)).Code, await house.AgendaOf(id));
        await (await house.Phone(code)).Post($"/join/{code}", ("name", "Tidlig"));
        var board = items.First(item => item.Mode == Mode.Ideas);
        (await maja.Post($"/workshops/{id}/rehearsal/hands")).Location.ShouldBe($"/workshops/{id}");

        house.Clock.Offset += TimeSpan.FromMinutes(1);
        (await maja.Post($"/workshops/{id}/rehearsal", ("do", "begin"))).Location.ShouldBe($"/workshops/{id}/run");
        await maja.Post($"/workshops/{id}/rehearsal", ("do", "begin"));
        (await house.ParticipantsOf(id)).Count(one => one.Simulated).ShouldBe(11);
        (await house.WorkshopOf(id)).ShouldSatisfyAllConditions(workshop => workshop.Rehearsing.ShouldBeTrue(), workshop => workshop.IsOpen.ShouldBeTrue());
        (await maja.Get($"/workshops/{id}")).Text.ShouldContain("Det er en prøve");
        (await maja.Get("/me")).Text.ShouldNotContain("Vi taler sammen");
        await (await house.Phone(code)).Post($"/join/{code}", ("name", "Under prøven"));

        await house.Change(id, workshop => workshop.GoTo(board.Id));
        await maja.Post($"/workshops/{id}/rehearsal/hands");
        await maja.Post($"/workshops/{id}/rehearsal/hands");
        var ideas = await house.Ask(db => db.Ideas.ToListAsync(), Acting.AtChores);
        ideas.Count.ShouldBe(22);
        ideas.ShouldAllBe(idea => idea.Item == board.Id && idea.Text.Length > 0 && (idea.Author == null) == board.Anonymous);
        var places = Together.Of(Visits.Library.Step(board.Step), Visits.Library.In("da")).Places.Select(place => place.Name).ToList();
        ideas.Select(idea => idea.Place).Distinct().ShouldBe(places, ignoreOrder: true);

        await house.Do(async db => await db.WorkshopItems.Where(item => item.Id == board.Id).ExecuteUpdateAsync(set => set.SetProperty(item => item.Stage, Stage.Voting)), Acting.AtChores);
        var voted = await maja.Post($"/workshops/{id}/rehearsal/hands");
        voted.Status.ShouldBe(HttpStatusCode.SeeOther);
        await maja.Post($"/workshops/{id}/rehearsal/hands");
        var votes = await house.Ask(db => db.Votes.ToListAsync(), Acting.AtChores);
        votes.GroupBy(vote => Convert.ToHexString(vote.Token)).ShouldAllBe(voter => voter.Count() <= Item.VotesEach);
        votes.Select(vote => Convert.ToHexString(vote.Token)).Distinct().Count().ShouldBe(11);

        (await maja.Post($"/workshops/{id}/rehearsal", ("do", "end"))).Location.ShouldBe($"/workshops/{id}");
        (await house.WorkshopOf(id)).ShouldSatisfyAllConditions(
            workshop => workshop.Rehearsing.ShouldBeFalse(), workshop => workshop.OpenedAt.ShouldBeNull(), workshop => workshop.Item.ShouldBeNull(), workshop => workshop.ClockEndsAt.ShouldBeNull(), workshop => workshop.Code.ShouldBe(code));
        (await house.Ask(async db => await db.Ideas.CountAsync() + await db.Votes.CountAsync() + await db.Ballots.CountAsync() + await db.Seats.CountAsync(), Acting.AtChores)).ShouldBe(0);
        (await house.ParticipantsOf(id)).ShouldHaveSingleItem().Name.ShouldBe("Tidlig");
        (await house.AgendaOf(id)).ShouldAllBe(item => item.Stage == Stage.Gathering && item.Round == 0 && item.Piece == 0);
    }

    [Fact]
    public async Task They_answer_what_is_counted_once_each_and_every_answer_is_one_that_may_be_given()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var id = await maja.PlanWorkshop("T01");
        var items = await house.AgendaOf(id);
        var (item, together) = items.Select(item => (item, Together.Of(Visits.Library.Step(item.Step), Visits.Library.In("da")))).First(one => one.Item2.Modes.Contains(Mode.Count));
        await house.Do(async db => await db.WorkshopItems.Where(one => one.Id == item.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Mode, Mode.Count)), Acting.AtChores);
        await maja.Post($"/workshops/{id}/rehearsal", ("do", "begin"));
        await house.Change(id, workshop => workshop.GoTo(item.Id));
        await maja.Post($"/workshops/{id}/rehearsal/hands");
        await maja.Post($"/workshops/{id}/rehearsal/hands");
        var answers = (await house.Ask(db => db.Ballots.ToListAsync(), Acting.AtChores)).ConvertAll(ballot => Answer.FromJson(ballot.Answer));
        answers.Count.ShouldBe(11);
        foreach (var question in together.Questions.Where(question => question.Options.Count > 0))
            answers.ShouldAllBe(answer => question.Options.Any(option => option.Value == answer[question.Name]));
    }

    [Fact]
    public async Task A_rehearsal_that_was_left_ends_by_itself_and_the_workshop_is_still_to_come()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var id = await maja.PlanWorkshop();
        await maja.Post($"/workshops/{id}/rehearsal", ("do", "begin"));
        await house.Wait(TimeSpan.FromHours(25));
        (await house.WorkshopOf(id)).ShouldSatisfyAllConditions(workshop => workshop.Rehearsing.ShouldBeFalse(), workshop => workshop.OpenedAt.ShouldBeNull(), workshop => workshop.ClosedAt.ShouldBeNull());
        (await house.ParticipantsOf(id)).ShouldBeEmpty();
        (await house.PartsOf(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_has_begun_in_earnest_is_not_rehearsed_and_nothing_of_it_goes()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var id = await maja.PlanWorkshop();
        var (code, first) = ((await house.WorkshopOf(id)).Code, (await house.AgendaOf(id))[0].Id);
        await (await house.Phone(code)).Post($"/join/{code}", ("name", "Bo"));
        await house.Change(id, workshop => workshop.Open(first, house.Clock.GetUtcNow()));
        foreach (var step in (string[])["begin", "end"])
            (await maja.Post($"/workshops/{id}/rehearsal", ("do", step))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await house.WorkshopOf(id)).ShouldSatisfyAllConditions(workshop => workshop.Rehearsing.ShouldBeFalse(), workshop => workshop.IsOpen.ShouldBeTrue());
        (await house.ParticipantsOf(id)).ShouldHaveSingleItem().Name.ShouldBe("Bo");
    }
}
