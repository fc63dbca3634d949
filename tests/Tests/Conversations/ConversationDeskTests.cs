using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Tests.Conversations;

/// <summary>My page knows what waits for me in each state of a conversation, and nothing of what was written in it.</summary>
public sealed class ConversationDeskTests(TestCluster cluster)
{
    private static readonly DateTimeOffset Now = Visits.Monday;
    private static readonly DateOnly Today = Clock.Day(Now);

    [Fact]
    public async Task An_invitation_waits_for_the_one_who_is_invited_and_its_answer_for_the_other()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = await Two(house);
        var id = await Dated.Invited(house, maja, henrik, Now);
        (await Desk(house, henrik, Now)).ShouldBe([new(Pile.Waiting, "Maja vil gerne tale med dig. Svar på tiden", $"/conversations/{id}", null, true)]);
        (await Desk(house, maja, Now)).ShouldBe([new(Pile.UnderWay, "Venter på svar fra Henrik", $"/conversations/{id}")]);

        await house.Do(async db =>
        {
            var conversation = await db.Conversations.SingleAsync(found => found.Id == id);
            db.Add(conversation.AskForAnotherTime(henrik, Now));
            db.AddRange(conversation.Propose(henrik, [Now.AddDays(4)], Now));
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        (await Desk(house, maja, Now)).ShouldBe([new(Pile.Waiting, "Henrik har foreslået nye tider. Vælg en", $"/conversations/{id}", null, true)]);
        (await Desk(house, henrik, Now)).ShouldHaveSingleItem().Pile.ShouldBe(Pile.UnderWay);
    }

    [Fact]
    public async Task A_planned_talk_comes_nearer()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = await Two(house);
        var at = Now.AddDays(10);
        var id = await Dated.Planned(house, maja, henrik, at, Now);
        var day = Clock.Day(at);
        (await Desk(house, maja, Now)).ShouldBe([new(Pile.UnderWay, "Samtale med Henrik", $"/conversations/{id}", day)]);
        (await Desk(house, maja, Now.AddDays(4))).ShouldBe([new(Pile.Waiting, "Gør dig klar til at tale med Henrik", $"/conversations/{id}/preparation", day)]);
        (await Desk(house, maja, Now.AddDays(9))).ShouldHaveSingleItem().Urgent.ShouldBeTrue();
        (await Desk(house, henrik, at.AddMinutes(-10))).ShouldBe([new(Pile.Waiting, "Det er tid til at tale med Maja", $"/conversations/{id}/talk", day, true)]);
        (await Desk(house, henrik, at.AddDays(2))).ShouldBe([new(Pile.Waiting, "Fik du og Maja talt sammen?", $"/conversations/{id}/talk", day)]);
    }

    [Fact]
    public async Task Agreements_wait_to_be_written_and_confirmed_and_only_then_are_they_promises()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = await Two(house);
        var id = await Dated.Held(house, maja, henrik, Now, null);
        (await Desk(house, maja, Now)).ShouldBe([new(Pile.Waiting, "Skriv aftalerne fra samtalen med Henrik", $"/conversations/{id}/agreements")]);

        await Change(house, id, (db, _, grant) => db.Add(Dated.AnAgreement(id, grant, Doer.Employee, Today.AddDays(20), Now)));
        var toConfirm = new DeskItem(Pile.Waiting, "Læs og bekræft aftalerne med Henrik", $"/conversations/{id}/agreements", null, true);
        (await Desk(house, maja, Now)).ShouldBe([toConfirm]);
        await Change(house, id, (db, _, _) => db.Add(new Confirmation { Id = Ids.New(), Conversation = id, Person = maja, TextHash = [1], At = Now.AddMinutes(1) }));
        (await Desk(house, maja, Now.AddMinutes(2))).ShouldBe([new(Pile.UnderWay, "Henrik mangler at bekræfte jeres aftaler", $"/conversations/{id}/agreements")]);
        (await Desk(house, henrik, Now.AddMinutes(2))).ShouldHaveSingleItem().Text.ShouldBe("Læs og bekræft aftalerne med Maja");

        await Change(house, id, (_, conversation, _) => conversation.Unsettle(Now.AddMinutes(3)));
        (await Desk(house, maja, Now.AddMinutes(4))).ShouldBe([toConfirm], "the text has been changed since");

        await Change(house, id, (db, conversation, _) => db.Add(conversation.Agree(maja, Now.AddMinutes(5))));
        (await Desk(house, maja, Now.AddMinutes(6))).ShouldBe([new(Pile.MyPromise, "Aftale med Henrik", await Agreement(house, id), Today.AddDays(20))]);
        (await Desk(house, henrik, Now.AddMinutes(6))).ShouldBe([new(Pile.TheirPromise, "Aftale, som Maja står for", await Agreement(house, id), Today.AddDays(20))]);
    }

    [Fact]
    public async Task Promises_come_due_and_are_asked_after_and_what_helps_after_a_talk_lies_there()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = await Two(house);
        var id = await Dated.Held(house, maja, henrik, Now, Now.AddDays(60), (Doer.Both, Today.AddDays(20)));
        (await Desk(house, maja, Now.AddDays(1))).ShouldBe(
        [
            new(Pile.MyPromise, "Fælles aftale med Henrik", await Agreement(house, id), Today.AddDays(20)),
            new(Pile.UnderWay, "Tal sammen igen, du og Henrik", $"/conversations/{id}/follow-up", Today.AddDays(60)),
            new(Pile.Waiting, "Efter samtalen: fem ting at tænke igennem", $"/conversations/{id}/preparation/E4"),
        ]);
        (await Desk(house, maja, Now.AddDays(21)))[0].Urgent.ShouldBeTrue();
        (await Desk(house, maja, Now.AddDays(34))).ShouldContain(new DeskItem(Pile.Waiting, "Hjalp det, du og Henrik aftalte?", $"/conversations/{id}/follow-up", null, true));
        (await Desk(house, henrik, Now.AddDays(42))).ShouldContain(new DeskItem(Pile.Waiting, "Tal med andre ledere om, hvad der virker", $"/conversations/{id}/preparation/T07.S5"));
        (await Desk(house, maja, Now.AddDays(42))).Select(item => item.Text).ShouldNotContain("Tal med andre ledere om, hvad der virker");
        (await Desk(house, maja, Now.AddDays(54))).ShouldContain(new DeskItem(Pile.Waiting, "Find en tid til at tale med Henrik igen", $"/conversations/{id}/follow-up", Today.AddDays(60)));

        await Change(house, id, (db, _, _) => db.Add(new Outcome
        {
            Id = Ids.New(), Conversation = id, Agreement = db.Agreements.Single(found => found.Conversation == id).Id, Person = maja, Answer = Helped.Partly, Version = 1, At = Now.AddDays(34),
        }));
        (await Desk(house, maja, Now.AddDays(35))).Select(item => item.Text).ShouldNotContain("Hjalp det, du og Henrik aftalte?");
        (await Desk(house, henrik, Now.AddDays(35))).Select(item => item.Text).ShouldContain("Hjalp det, du og Maja aftalte?");
    }

    [Fact]
    public async Task A_paused_one_waits_for_the_employee_alone_and_a_closed_one_says_when_it_goes()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = await Two(house);
        var id = await Dated.Held(house, maja, henrik, Now, null, (Doer.Both, Today.AddDays(20)));
        await house.Turn(id, conversation => conversation.Pause(Now));
        (await Desk(house, maja, Now)).ShouldBe([new(Pile.Waiting, "Din leder har skiftet. Vælg, hvad der skal ske med samtalen", $"/conversations/{id}/handover", null, true)]);
        (await Desk(house, henrik, Now)).ShouldBeEmpty();

        await house.Turn(id, conversation => conversation.Resume(maja, Now));
        await house.Turn(id, conversation => conversation.Close(maja, Now));
        (await Desk(house, maja, Now)).ShouldBeEmpty();
        var erase = Today.AddMonths(12);
        foreach (var (person, other) in ((Guid, string)[])[(maja, "Henrik"), (henrik, "Maja")])
            (await Desk(house, person, erase.AddDays(-14).Nine())).ShouldBe([new(Pile.Waiting, $"Det, du delte med {other}, bliver snart slettet", $"/conversations/{id}/closing", erase)]);
    }

    [Fact]
    public async Task It_stands_on_the_page_and_costs_at_most_three_questions_to_the_database()
    {
        var asked = new Asked();
        await using var house = await Visits.Open(cluster, adjust: builder => builder.Services.ConfigureDbContext<Database>(options => options.AddInterceptors(asked)));
        var (maja, henrik) = await Two(house);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await Dated.Held(house, maja, henrik, Now, null, (Doer.Employee, Today.AddDays(20)), (Doer.Leader, Today.AddDays(2)));
            await Dated.Held(house, maja, henrik, Now, null);
        }
        (await (await house.As("maja")).Get("/me")).Text.ShouldContain("Aftale med Henrik");
        asked.Questions = 0;
        await Desk(house, maja, Now);
        asked.Questions.ShouldBe(3);
    }

    private static async Task<(Guid Maja, Guid Henrik)> Two(Visits house) => (await house.IdOf("maja"), await house.IdOf("henrik"));

    private static async Task<string> Agreement(Visits house, Guid conversation) =>
        $"/conversations/{conversation}/follow-up#agreement-{await house.Ask(db => db.Agreements.Where(found => found.Conversation == conversation).Select(found => found.Id).SingleAsync(), Acting.AtChores)}";

    private static Task Change(Visits house, Guid id, Action<Database, Conversation, AccessGrant> change) => house.Do(async db =>
    {
        var conversation = await db.Conversations.SingleAsync(found => found.Id == id);
        change(db, conversation, await Given.AGrant(house, db, conversation.Key));
        await db.SaveChangesAsync();
    }, Acting.AtChores);

    /// <summary>The desk of somebody who reads Danish, as their own transaction sees it.</summary>
    private static async Task<IReadOnlyList<DeskItem>> Desk(Visits house, Guid person, DateTimeOffset now)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var visit = new Visit(house.Clock);
        visit.Speak(Visits.Library.In("da"), ["da", "en"], "/me");
        var db = scope.ServiceProvider.GetRequiredService<Database>();
        await using var transaction = await db.Begin(Acting.As(person));
        return await new ConversationDesk(db, visit).For(person, now, TestContext.Current.CancellationToken);
    }

    private sealed class Asked : Microsoft.EntityFrameworkCore.Diagnostics.DbCommandInterceptor
    {
        public int Questions { get; set; }

        public override ValueTask<Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
            System.Data.Common.DbCommand command, Microsoft.EntityFrameworkCore.Diagnostics.CommandEventData eventData,
            Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Questions++;
            return ValueTask.FromResult(result);
        }
    }
}
