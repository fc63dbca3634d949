using System.Net;
using Npgsql;
using Omtanke.Data;
using Omtanke.Data.Jobs;

namespace Omtanke.Tests.Data.Jobs;

/// <summary>When the database disappears, one line says so, and one that it is back: nobody finds anything in a log full of the inside of programs.</summary>
public sealed class DatabaseGoneTests(TestCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_line_tells_that_it_is_gone_and_one_that_it_is_back()
    {
        await using var house = await Visits.Open(cluster, empty: true, adjust: builder =>
        {
            var owner = builder.Services.Select(service => service.ImplementationInstance).OfType<OwnerConnection>().Single().Value;
            JobStore.Prepare(owner, Stop).GetAwaiter().GetResult();
            builder.Services.AddTimetable(Migrations.AppConnection(owner, House.AppPassword(Visits.Keys)));
        });
        await Until(() => house.Ask(db => Task.FromResult(db.Facts.Any(fact => fact.Name.StartsWith(ChoreRunner.FactPrefix)))));

        using var visitor = house.Browser();
        visitor.Cookies.Add(new Uri("https://localhost"), new Cookie("__Host-omtanke", new string('x', 43)) { Secure = true });
        await Doors(house, open: false);
        await Until(() => Task.FromResult(house.Log.Text.Contains("The database does not answer", StringComparison.Ordinal)));
        // Time enough for Quartz to have tried, and for its guard over the other nodes.
        await Task.Delay(TimeSpan.FromSeconds(12), Stop);
        // Whoever comes meanwhile is told to come again, in their language, and adds nothing to the log.
        for (var visit = 0; visit < 3; visit++)
        {
            var answer = await visitor.Get("/me");
            answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter.ShouldNotBeNull();
            answer.Text.ShouldContain("Noget gik galt hos os");
        }
        await Doors(house, open: true);
        await Until(() => Task.FromResult(house.Log.Text.Contains("The database answers again", StringComparison.Ordinal)));

        var loud = house.Log.Text.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal)).ToList();
        loud.ShouldHaveSingleItem().ShouldContain("The database does not answer");
        house.Log.Text.ShouldNotContain("at Quartz.");
    }

    private static async Task Doors(Visits house, bool open)
    {
        var database = new NpgsqlConnectionStringBuilder(house.Connection);
        var name = database.Database;
        (database.Database, database.Pooling) = ("postgres", false);
        await using var owner = new NpgsqlConnection(database.ConnectionString);
        await owner.OpenAsync(Stop);
        await using var command = new NpgsqlCommand($"""alter database "{name}" allow_connections {(open ? "true" : "false")}""", owner);
        await command.ExecuteNonQueryAsync(Stop);
        if (open)
            return;
        await using var end = new NpgsqlCommand($"select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '{name}'", owner);
        await end.ExecuteNonQueryAsync(Stop);
    }

    private static async Task Until(Func<Task<bool>> so)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (await so())
                return;
            await Task.Delay(100, Stop);
        }
        (await so()).ShouldBeTrue();
    }
}
