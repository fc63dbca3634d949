using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Data.Embedded;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Bench;

/// <summary>
/// Each ordinary page in a workplace as large as a municipality, at 1 and at 20 users at once, beside a bare endpoint in the same run
/// (one indexed query, the same number of bytes, the same server), and beside itself at a tenth of the data. Prints JSON.
/// </summary>
internal static class Pages
{
    private static readonly (string Name, string Path, Who Who)[] All =
    [
        ("my page", "/me", Who.Employee),
        ("my conversations", "/conversations", Who.Employee),
        ("one conversation", "/conversations/{id}", Who.Employee),
        ("preparation", "/conversations/{id}/preparation", Who.Employee),
        ("the talk", "/conversations/{id}/talk", Who.Employee),
        ("agreements", "/conversations/{id}/agreements", Who.Employee),
        ("record", "/conversations/{id}/record", Who.Employee),
        ("follow up", "/conversations/{id}/follow-up", Who.Employee),
        ("who opened", "/openings", Who.Employee),
        ("my account", "/account", Who.Employee),
        // One row of one's own: what a page costs that does no more than know who asks.
        ("reminders", "/account/reminders", Who.Employee),
        ("tools", "/tools", Who.Employee),
        ("people", "/administration/people", Who.Administrator),
        ("units", "/administration/units", Who.Administrator),
    ];

    /// <summary>The same for a plan with many actions in it.</summary>
    private static readonly (string Name, string Path, Who Who)[] Plan =
    [
        ("my page", "/me", Who.Employee),
        ("my actions", "/actions", Who.Employee),
        ("my board", "/actions?form=board", Who.Employee),
        ("my group's plan", "/actions?whose=group", Who.Employee),
        ("the open plan", "/actions?whose=workplace", Who.Employee),
        ("the open plan by month", "/actions?whose=workplace&form=calendar", Who.Employee),
    ];

    /// <summary>The same for early intervention: ten years of it, and ten times that.</summary>
    private static readonly (string Name, string Path, Who Who)[] Cases =
    [
        ("my cases", "/cases", Who.Psychologist),
        ("call list", "/cases/calls", Who.Psychologist),
        ("intake", "/cases/intake", Who.Psychologist),
        ("the team", "/cases/team", Who.TeamLead),
        ("learning points", "/cases/points", Who.Psychologist),
        ("the report", "/cases/report", Who.TeamLead),
        ("my page", "/me", Who.Psychologist),
    ];

    private const int WarmUp = 1200;

    public static async Task<int> Run(Options options)
    {
        var folder = Directory.CreateTempSubdirectory("omtanke-bench-").FullName;
        try
        {
            await using var postgres = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(folder), CancellationToken.None);
            var tenth = options.Tenth.People < 1000 ? [] : await Measure(postgres.ConnectionString, folder, "tenth", options.Tenth);
            var whole = await Measure(postgres.ConnectionString, folder, "whole", options);
            var rows = whole.Select(row => row with { P95AtATenth = tenth.SingleOrDefault(small => small.Page == row.Page && small.Users == row.Users)?.P95 ?? 0 }).ToList();
            Console.WriteLine(JsonSerializer.Serialize(new { options.People, options.Conversations, options.Actions, options.Cases, options.Psychologists, options.Requests, Environment.ProcessorCount, Pages = rows }, Json));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>One page at one number of users; times in milliseconds.</summary>
    /// <param name="Questions">How often one visit asks the database something.</param>
    private sealed record Row(string Page, int Users, int Bytes, int Questions, double P50, double P95, double ReferenceP50, double ReferenceP95, double P95AtATenth)
    {
        public double TimesReference => Math.Round(P95 / ReferenceP95, 2);

        public double TimesATenth => P95AtATenth == 0 ? 0 : Math.Round(P95 / P95AtATenth, 2);
    }

    private static async Task<List<Row>> Measure(string owner, string folder, string database, Options size)
    {
        var connection = await Database(owner, database);
        var ring = KeyFile.At(Path.Combine(folder, "keys", "omtanke.key"));
        await Migrations.Run(connection, House.AppPassword(ring));
        var settings = new Omtanke.Web.Settings(0, folder, null, Demo: false, new Uri("http://localhost"), Production: false, Smtp: null, "omtanke@localhost");
        await using var app = await House.Build(settings, connection, ring, Library.Read(Library.Folder()), new Clock(), builder => builder.WebHost.UseUrls("http://127.0.0.1:0"));
        MapReference(app);
        var large = new LargeWorkplace(app.Services.GetRequiredService<Installation>(), ring, DateTimeOffset.UtcNow);
        await using (var db = new NpgsqlConnection(connection))
        {
            await db.OpenAsync();
            await Console.Error.WriteLineAsync($"Making {size.People} people, {size.Conversations} conversations, {size.Actions} actions and {size.Cases} cases …");
            await large.Make(db, size);
        }
        await app.StartAsync();
        var address = new Uri(app.Urls.First());
        var visitors = await SitDown(connection, large);

        var rows = new List<Row>();
        var pages = (size.Cases > 0 ? Cases : size.Actions > 0 ? Plan : All).Where(page => size.Only is null || page.Name == size.Only).ToList();
        // A house that has been open for a while is measured: by then the compiler has made what people use most quick, and is done with it.
        foreach (var page in pages.Concat(pages))
            await MeasureOne(address, page, users: 20, WarmUp, large, visitors);
        foreach (var page in pages)
            foreach (var users in (int[])[1, 20])
                rows.Add(await MeasureOne(address, page, users, size.Requests, large, visitors));
        await app.StopAsync();
        return rows;
    }

    private static async Task<Row> MeasureOne(Uri address, (string Name, string Path, Who Who) page, int users, int requests, LargeWorkplace large, ConcurrentDictionary<Guid, string> visitors)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = users }) { BaseAddress = address };
        var people = visitors.Keys.Where(id => page.Who == large.WhoIs(id)).ToArray();
        var talks = large.Open.Where(talk => visitors.ContainsKey(talk.Employee)).GroupBy(talk => talk.Employee).ToDictionary(group => group.Key, group => group.First().Conversation);
        var bytes = 0;
        var asked = 0;
        var listener = new ActivityListener { ShouldListenTo = source => source.Name == "Npgsql", Sample = (ref _) => ActivitySamplingResult.AllData, ActivityStopped = _ => Interlocked.Increment(ref asked) };

        Task Ask(int n) => Once(client, page.Path.Replace("{id}", talks.GetValueOrDefault(people[n % people.Length]).ToString(), StringComparison.Ordinal), visitors[people[n % people.Length]], size => bytes = size);
        Task AskReference(int n) => Once(client, string.Create(CultureInfo.InvariantCulture, $"/reference?bytes={bytes}&id={people[n % people.Length]}"), null, _ => { });

        await Load(Ask, users, 100);
        ActivitySource.AddActivityListener(listener);
        await Ask(0);
        listener.Dispose();
        await Load(AskReference, users, 100);
        var (ours, bare) = (new List<double>(), new List<double>());
        // In turns, so that a machine that slows down slows both.
        for (var round = 0; round < 4; round++)
        {
            ours.AddRange(await Load(Ask, users, requests / 4));
            bare.AddRange(await Load(AskReference, users, requests / 4));
        }
        await Console.Error.WriteLineAsync($"{page.Name}, {users}: {asked} questions, {At(ours, 0.5)} and {At(ours, 0.95)} ms, bare {At(bare, 0.5)} and {At(bare, 0.95)} ms: {At(ours, 0.95) / At(bare, 0.95):0.0} times");
        return new Row(page.Name, users, bytes, asked, At(ours, 0.5), At(ours, 0.95), At(bare, 0.5), At(bare, 0.95), 0);
    }

    private static async Task<List<double>> Load(Func<int, Task> ask, int users, int requests)
    {
        var (times, next) = (new ConcurrentBag<double>(), 0);
        await Task.WhenAll(Enumerable.Range(0, users).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var n && n <= requests)
            {
                var began = Stopwatch.GetTimestamp();
                await ask(n);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }));
        return [.. times];
    }

    private static async Task Once(HttpClient client, string path, string? secret, Action<int> size)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (secret is not null)
            request.Headers.Add("Cookie", $"omtanke={secret}");
        using var reply = await client.SendAsync(request);
        var body = await reply.Content.ReadAsByteArrayAsync();
        if (reply.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"{path}: {(int)reply.StatusCode} {reply.Headers.Location}");
        size(body.Length);
    }

    /// <summary>The bare endpoint: one indexed query and as many bytes as the page it stands beside.</summary>
    private static void MapReference(WebApplication app)
    {
        var source = app.Services.GetRequiredService<NpgsqlDataSource>();
        app.MapGet("/reference", async (Guid id, int bytes, HttpContext http) =>
        {
            await using var command = source.CreateCommand("select name from people where id = $1");
            command.Parameters.Add(new() { Value = id });
            var name = (string?)await command.ExecuteScalarAsync() ?? "";
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(name.PadRight(bytes)));
        }).WithMetadata(new May(Operation.Enter, Kind.Open));
    }

    /// <summary>Gives forty employees, the administrator and the team of psychologists a session each.</summary>
    private static async Task<ConcurrentDictionary<Guid, string>> SitDown(string connection, LargeWorkplace large)
    {
        var visitors = new ConcurrentDictionary<Guid, string>();
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        foreach (var person in large.Open.Select(talk => talk.Employee).Distinct().Where((_, n) => n % 37 == 0).Take(40).Append(large.Administrator).Concat(large.Team))
        {
            var secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
            await using var insert = new NpgsqlCommand("""
                insert into sessions (id, secret_hash, person, device, method, signed_in_at, verified_at, seen_at, ends_at)
                values (gen_random_uuid(), $1, $2, 'bench', 'bench', now(), now(), now(), now() + interval '1 day')
                """, db) { Parameters = { new() { Value = SHA256.HashData(Encoding.ASCII.GetBytes(secret)) }, new() { Value = person } } };
            await insert.ExecuteNonQueryAsync();
            visitors[person] = secret;
        }
        return visitors;
    }

    private static async Task<string> Database(string owner, string name)
    {
        await using var db = new NpgsqlConnection(owner);
        await db.OpenAsync();
        await using var create = new NpgsqlCommand($"create database \"{name}\"", db);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(owner) { Database = name }.ConnectionString;
    }

    private static double At(List<double> times, double share)
    {
        var sorted = times.Order().ToList();
        return Math.Round(sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))], 2);
    }
}
