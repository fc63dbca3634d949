using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Actions.Reminders;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Data.Embedded;
using Omtanke.Security;

namespace Omtanke.Bench;

/// <summary>
/// A morning on which many are reminded of their part of the plan, among ten times as many actions: on one node that is cut off half-way, then on two at once. Counts letters and reminders, and those that came twice or not at all. Prints JSON.
/// </summary>
internal static class Reminders
{
    private const int Nine = 9;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Reminds so many.</summary>
    public static async Task<int> Run(int people)
    {
        var folder = Directory.CreateTempSubdirectory("omtanke-bench-").FullName;
        try
        {
            await using var postgres = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(folder), CancellationToken.None);
            var data = Path.Combine(folder, "data");
            var ring = KeyFile.At(Path.Combine(data, "keys", "omtanke.key"));
            await Migrations.Run(postgres.ConnectionString, House.AppPassword(ring));
            // A Tuesday in winter, at a quarter past nine.
            var now = Clock.At(new DateOnly(2027, 1, 12), new TimeOnly(Nine, 15));
            var clock = new Clock { Offset = now - TimeProvider.System.GetUtcNow() };
            await using var house = await House.Build(new Omtanke.Web.Settings(0, data, null, Demo: false, new Uri("http://localhost"), Production: false, Smtp: null, "omtanke@localhost"), postgres.ConnectionString, ring, Library.Read(Library.Folder()), clock);
            await using var owner = new NpgsqlConnection(postgres.ConnectionString);
            await owner.OpenAsync();
            await Console.Error.WriteLineAsync($"Making {people} people and {people * 10} actions …");
            await new LargeWorkplace(house.Services.GetRequiredService<Installation>(), ring, now).Make(owner, new Options(People: people, Conversations: 0));
            await Do(owner, $"""
                insert into actions (id, origin, what, owner, keeper, shown, due_on, made_at)
                select gen_random_uuid(), 'Own', 'Noget', p.id, p.id, 'Few', date '2027-01-12' + case when n = 1 then 0 else 20 + n end, timestamptz '2026-10-01' from people p cross join generate_series(1, 10) n;
                analyze actions
                """);
            var began = Stopwatch.GetTimestamp();
            using (var power = new CancellationTokenSource())
            {
                // Cut off as soon as a third has been written.
                var first = Remind(house, now, power.Token);
                while (!first.IsCompleted && await Count(owner, "select count(*) from letters") < people / 3)
                    await Task.Delay(20);
                await power.CancelAsync();
                await first.ContinueWith(_ => { }, TaskScheduler.Default);
            }
            var cutOffAt = await Count(owner, "select count(*) from letters");
            await Task.WhenAll(Remind(house, now, default), Remind(house, now, default));
            await Remind(house, now, default);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var letters = await Count(owner, "select count(*) from letters where by_day");
            var reminders = await Count(owner, "select count(*) from action_reminders");
            var lost = await Count(owner, "select count(*) from people p where not exists (select from letters l where l.to_email = p.email)");
            var doubled = await Count(owner, "select count(*) from (select to_email from letters group by to_email having count(*) > 1) twice");
            Console.WriteLine(JsonSerializer.Serialize(new { Environment.ProcessorCount, People = people, Actions = people * 10, CutOffAt = cutOffAt, Letters = letters, Reminders = reminders, Lost = lost, Doubled = doubled, Seconds = Math.Round(seconds, 1) }, Json));
            return (letters, reminders, lost, doubled) == (people, people, 0, 0) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Remind(Microsoft.AspNetCore.Builder.WebApplication house, DateTimeOffset now, CancellationToken stop)
    {
        await using var scope = house.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IChore>().OfType<RemindOfActions>().Single().Do(now, stop);
    }

    private static async Task Do(NpgsqlConnection db, string sql)
    {
        await using var command = new NpgsqlCommand(sql, db) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> Count(NpgsqlConnection db, string sql)
    {
        await using var command = new NpgsqlCommand(sql, db);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
