using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Data;
using Omtanke.Data.Jobs;

namespace Omtanke.Tests.Data.Jobs;

public sealed class TimetableTests(TestCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_nodes_on_one_database_run_each_chore_once_and_the_other_goes_on_when_one_stops()
    {
        var runs = new Runs();
        await using var first = await Node("first", await cluster.NewDatabase(), runs);
        await using var second = await Node("second", first.Connection, runs);

        await Until(() => runs.All.Count >= 4);
        await first.DisposeAsync();
        var until = DateTime.UtcNow;
        await Until(() => runs.All.Any(run => run.Node == "second" && run.At > until));

        // A run takes its time: each node for itself would be at it while the other is.
        runs.AtOnce.ShouldBe(1);
        runs.All.ShouldAllBe(run => run.Told > DateTimeOffset.UtcNow.AddDays(99), "the chore is told our time, not the machine's");
    }

    [Fact]
    public async Task The_app_may_use_the_timetable_but_owns_none_of_it_and_a_second_start_leaves_it_as_it_is()
    {
        var connection = await cluster.NewDatabase();
        await Migrations.Run(connection, House.AppPassword(Visits.Keys), Stop);
        await JobStore.Prepare(connection, Stop);
        (await Ask(connection, "create table jobs.mark (x int); select count(*) from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'omtanke_app'")).ShouldBe(0);

        await JobStore.Prepare(connection, Stop);
        (await Ask(connection, "select count(*) from pg_tables where schemaname = 'jobs' and tablename = 'mark'")).ShouldBe(1);

        await Ask(connection, "comment on schema jobs is 'Quartz 1.0'; select 0::bigint");
        await JobStore.Prepare(connection, Stop);
        (await Ask(connection, "select count(*) from pg_tables where schemaname = 'jobs' and tablename = 'mark'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_chore_that_fails_is_noted_without_its_words_and_the_others_run()
    {
        var runs = new Runs();
        await using var house = await Visits.Open(cluster, demo: false, adjust: builder =>
        {
            builder.Services.AddScoped<IChore, Failing>();
            builder.Services.AddSingleton(runs).AddSingleton(new NodeName("only")).AddScoped<IChore, Counting>();
        });

        await house.Services.GetRequiredService<ChoreRunner>().RunAll(house.Clock.GetUtcNow(), Stop);

        runs.All.Count.ShouldBe(1);
        (await house.Ask(db => db.Facts.SingleAsync(fact => fact.Name == "chore failing"))).Value.ShouldBe(nameof(InvalidOperationException));
        (await house.Ask(db => db.Facts.SingleAsync(fact => fact.Name == "chore counting"))).Value.ShouldBe("ok");
        house.Log.Text.ShouldNotContain("somebody's words");
    }

    private static async Task<RunningNode> Node(string name, string connection, Runs runs)
    {
        await Migrations.Run(connection, House.AppPassword(Visits.Keys));
        await JobStore.Prepare(connection);
        var app = await House.Build(Visits.SettingsFor(demo: false), connection, Visits.Keys, Visits.Library, new Clock { Offset = TimeSpan.FromDays(100) }, builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Services.AddSingleton(runs).AddSingleton(new NodeName(name)).AddScoped<IChore, Counting>();
            builder.Services.AddTimetable(Migrations.AppConnection(connection, House.AppPassword(Visits.Keys)));
        });
        await app.StartAsync();
        return new RunningNode(app, connection);
    }

    private static async Task Until(Func<bool> so)
    {
        for (var tries = 0; !so() && tries < 300; tries++)
            await Task.Delay(100);
        so().ShouldBeTrue();
    }

    private static async Task<long> Ask(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed record NodeName(string Name);

    private sealed class Runs
    {
        private int now, most;

        public ConcurrentQueue<(string Node, DateTime At, DateTimeOffset Told)> All { get; } = new();

        /// <summary>The most that ran at the same time.</summary>
        public int AtOnce => most;

        public async Task Run(Func<Task> work)
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            try
            {
                await work();
            }
            finally
            {
                Interlocked.Decrement(ref now);
            }
        }
    }

    private sealed class Counting(Runs runs, NodeName node) : IChore
    {
        public string Name => "counting";

        public TimeSpan Every => TimeSpan.FromSeconds(1);

        public Task Do(DateTimeOffset now, CancellationToken stop)
        {
            runs.All.Enqueue((node.Name, DateTime.UtcNow, now));
            return runs.Run(() => Task.Delay(TimeSpan.FromMilliseconds(600), stop));
        }
    }

    private sealed class Failing : IChore
    {
        public string Name => "failing";

        public TimeSpan Every => TimeSpan.FromHours(1);

        public Task Do(DateTimeOffset now, CancellationToken stop) => throw new InvalidOperationException("somebody's words");
    }

    private sealed class RunningNode(Microsoft.AspNetCore.Builder.WebApplication app, string connection) : IAsyncDisposable
    {
        private bool gone;

        public string Connection => connection;

        public async ValueTask DisposeAsync()
        {
            if (gone)
                return;
            gone = true;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
