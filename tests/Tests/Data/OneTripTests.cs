using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Organisation;
using Dated = Omtanke.Tests.Conversations.Dated;

namespace Omtanke.Tests.Data;

/// <summary>Several who ask at once are answered as if each had asked alone, and the database is gone to as often as the longest of them needs.</summary>
public sealed class OneTripTests(TestCluster cluster)
{
    [Fact]
    public async Task Each_gets_the_answer_to_its_own_question()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        using var trips = new RoundTrips(house);
        await house.Do(async db =>
        {
            trips.Take();
            var (names, many, one, none) = (new List<string>(), 0, default(Person), default(Person));
            await db.InOneTrip(
                // Three questions, one after the other.
                async () =>
                {
                    names.Add(await db.People.Where(person => person.Id == maja).Select(person => person.Name).SingleAsync());
                    names.Add(await db.People.Where(person => person.Id == henrik).Select(person => person.Name).SingleAsync());
                    names.Add(await db.People.Where(person => person.Id == maja).Select(person => person.Email).SingleAsync());
                },
                // Lets two others ask.
                async () => (many, one) = await db.InOneTrip(() => db.People.CountAsync(), () => db.People.FirstOrDefaultAsync(person => person.Id == henrik)),
                // Has nothing to ask, and what is not there is not there.
                () => Task.CompletedTask,
                async () => none = await db.People.SingleOrDefaultAsync(person => person.Id == Guid.Empty));
            trips.Take().Count.ShouldBe(3);

            names.ShouldBe(["Maja Holm", "Henrik Lund", "maja@fjordby.example"], ignoreOrder: false);
            many.ShouldBe(await db.People.CountAsync());
            one!.Id.ShouldBe(henrik);
            none.ShouldBeNull();
            // What was read together is at hand as what was read alone.
            (await db.People.FindAsync(henrik)).ShouldBeSameAs(one);
        });
    }

    [Fact]
    public async Task Whom_the_first_answer_lets_work_is_whom_the_next_question_is_answered_for()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, birgit) = (await house.IdOf("maja"), await house.IdOf("birgit"));
        await Dated.Invited(house, maja, await house.IdOf("henrik"), Visits.Monday);
        async Task<int> SeenBy(Guid person)
        {
            await using var scope = house.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<Database>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var (_, seen) = await db.InOneTrip(
                () => db.First("select set_config('omtanke.person', $1, true)", row => row.GetString(0), person.ToString()),
                () => db.Conversations.CountAsync(conversation => conversation.Employee == maja));
            return seen;
        }

        (await SeenBy(maja)).ShouldBeGreaterThan(0);
        (await SeenBy(birgit)).ShouldBe(0);
    }

    [Fact]
    public async Task When_one_question_fails_all_who_still_wait_are_told_and_nothing_hangs()
    {
        await using var house = await Visits.Open(cluster);
        await Should.ThrowAsync<PostgresException>(() => house.Do(async db =>
        {
            var answered = 0;
            await Should.ThrowAsync<PostgresException>(db.InOneTrip(
                async () => answered = await db.People.CountAsync(),
                () => db.First("select 1 / 0", row => row.GetValue(0).ToString()!),
                async () => answered = await db.Units.CountAsync() * 1000));
            answered.ShouldBeInRange(1, 999);
            // The transaction is over; it says so itself.
            await db.People.CountAsync();
        }));
        // An asker's own mistake is its own.
        await house.Do(async db =>
        {
            var people = 0;
            await Should.ThrowAsync<InvalidOperationException>(db.InOneTrip(async () => people = await db.People.CountAsync(), () => throw new InvalidOperationException("mine")));
            people.ShouldBeGreaterThan(0);
            (await db.People.CountAsync()).ShouldBe(people);
        });
    }

    [Fact]
    public async Task A_visit_leaves_nothing_of_itself_on_its_connection()
    {
        await using var house = await Visits.Open(cluster);
        var maja = await house.As("maja");
        var connections = house.Services.GetRequiredKeyedService<NpgsqlDataSource>("visits");
        for (var n = 0; n < 3; n++)
            await maja.Get("/me");
        await maja.Get("/conversations/00000000-0000-0000-0000-000000000001");
        await using var connection = await connections.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("select coalesce(current_setting('omtanke.person', true), ''), coalesce(current_setting('omtanke.chores', true), ''), (select count(*) from conversations)", connection);
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await row.ReadAsync(TestContext.Current.CancellationToken);
        (row.GetString(0), row.GetString(1), row.GetInt64(2)).ShouldBe(("", "", 0L));
    }
}
