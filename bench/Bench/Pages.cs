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
/// (one indexed query, the same number of bytes, the same server), beside one that does the same for somebody who is signed in, in a transaction of their own, as every page does,
/// and beside itself at a tenth of the data. Prints JSON.
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
        ("a leader's cases", "/cases", Who.CaseLeader),
        ("call list", "/cases/calls", Who.Psychologist),
        ("intake", "/cases/intake", Who.Psychologist),
        ("the team", "/cases/team", Who.TeamLead),
        ("asking for one", "/cases/new?for=employee", Who.CaseLeader),
        ("the rail", "/cases/{case}", Who.Psychologist),
        ("the rail, as the leader sees it", "/cases/{case}", Who.CaseLeader),
        ("learning points", "/cases/points", Who.Psychologist),
        ("the report", "/cases/report", Who.TeamLead),
        ("a psychologist's page", "/me", Who.Psychologist),
        ("the team lead's page", "/me", Who.TeamLead),
        ("a leader's page", "/me", Who.CaseLeader),
        // What a page costs that does no more than know who asks.
        ("reminders", "/account/reminders", Who.Psychologist),
    ];

    private const int WarmUp = 1200, Rounds = 8;

    public static async Task<int> Run(Options options)
    {
        var folder = Directory.CreateTempSubdirectory("omtanke-bench-").FullName;
        try
        {
            await using var postgres = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(folder), CancellationToken.None);
            await using var whole = await Town.Open(postgres.ConnectionString, folder, "whole", options);
            await using var tenth = options.Tenth.People < 1000 ? null : await Town.Open(postgres.ConnectionString, folder, "tenth", options.Tenth);
            var pages = (options.Cases > 0 ? Cases : options.Actions > 0 ? Plan : All).Where(page => options.Only is null || page.Name == options.Only).ToList();
            // A house that has been open for a while is measured: by then the compiler has made what people use most quick, and is done with it.
            foreach (var page in pages.Concat(pages))
                await Measure(page, users: 20, WarmUp, whole, tenth);
            var rows = new List<Row>();
            foreach (var page in pages)
                foreach (var users in (int[])[1, 20])
                    rows.Add(await Measure(page, users, options.Requests, whole, tenth));
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
    private sealed record Row(string Page, int Users, int Bytes, int Questions, double P50, double P95, double ReferenceP50, double ReferenceP95, double SignedInReferenceP50, double SignedInReferenceP95, double P50AtATenth, double P95AtATenth)
    {
        public double TimesReference => Times(P95, ReferenceP95);

        public double TimesSignedInReference => Times(P95, SignedInReferenceP95);

        /// <summary>Half of the visits beside half of those to a tenth of the data: what a busy machine shakes least.</summary>
        public double HalfTimesATenth => Times(P50, P50AtATenth);

        public double TimesATenth => Times(P95, P95AtATenth);

        private static double Times(double one, double other) => other == 0 ? 0 : Math.Round(one / other, 2);
    }

    /// <summary>The whole program on a database of its own, and those who visit it.</summary>
    private sealed class Town(WebApplication app, LargeWorkplace large, ConcurrentDictionary<Guid, string> visitors) : IAsyncDisposable
    {
        private readonly Dictionary<Guid, Guid> talks = large.Open.Where(talk => visitors.ContainsKey(talk.Employee)).GroupBy(talk => talk.Employee).ToDictionary(group => group.Key, group => group.First().Conversation);

        public static async Task<Town> Open(string owner, string folder, string database, Options size)
        {
            var connection = await Database(owner, database);
            var ring = KeyFile.At(Path.Combine(folder, "keys", "omtanke.key"));
            await Migrations.Run(connection, House.AppPassword(ring));
            var settings = new Omtanke.Web.Settings(0, folder, null, Demo: false, new Uri("http://localhost"), Production: false, Smtp: null, "omtanke@localhost");
            var app = await House.Build(settings, connection, ring, Library.Read(Library.Folder()), new Clock(), builder => builder.WebHost.UseUrls("http://127.0.0.1:0"));
            MapReference(app);
            var large = new LargeWorkplace(app.Services.GetRequiredService<Installation>(), ring, DateTimeOffset.UtcNow);
            await using (var db = new NpgsqlConnection(connection))
            {
                await db.OpenAsync();
                await Console.Error.WriteLineAsync($"Making {size.People} people, {size.Conversations} conversations, {size.Actions} actions and {size.Cases} cases …");
                await large.Make(db, size);
            }
            await app.StartAsync();
            return new Town(app, large, await SitDown(connection, large));
        }

        /// <summary>Those who visit this page, in turn: the page and the bare endpoint beside it.</summary>
        public Visits To((string Name, string Path, Who Who) page, int users)
        {
            var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = users }) { BaseAddress = new Uri(app.Urls.First()) };
            var people = visitors.Keys.Where(id => page.Who == large.WhoIs(id)).ToArray();
            return new Visits(client, users, n => (people[n % people.Length], PathFor(page.Path, people[n % people.Length]), visitors[people[n % people.Length]]));
        }

        private string PathFor(string path, Guid person) =>
            path.Replace("{id}", talks.GetValueOrDefault(person).ToString(), StringComparison.Ordinal).Replace("{case}", large.CaseOf.GetValueOrDefault(person).ToString(), StringComparison.Ordinal);

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    /// <summary>So many visitors of one page, and how long they waited.</summary>
    /// <param name="client">Whom they ask.</param>
    /// <param name="users">How many at once.</param>
    /// <param name="visitor">The person, the address and the session of a visit.</param>
    private sealed class Visits(HttpClient client, int users, Func<int, (Guid Person, string Path, string Session)> visitor) : IDisposable
    {
        public int Bytes { get; private set; }
        public List<double> Ours { get; } = [];
        public List<double> Bare { get; } = [];
        public List<double> SignedIn { get; } = [];

        public Task Ask(int n) => Once(client, visitor(n).Path, visitor(n).Session, size => Bytes = size);

        public async Task WarmUp()
        {
            await Load(Ask, users, 100);
            await Load(AskReference, users, 100);
            await Load(AskSignedIn, users, 100);
        }

        public async Task Round(int requests)
        {
            Ours.AddRange(await Load(Ask, users, requests));
            Bare.AddRange(await Load(AskReference, users, requests));
            SignedIn.AddRange(await Load(AskSignedIn, users, requests));
        }

        public void Dispose() => client.Dispose();

        private Task AskReference(int n) => Once(client, Reference("/reference", n), null, _ => { });

        private Task AskSignedIn(int n) => Once(client, Reference("/reference/signed-in", n), visitor(n).Session, _ => { });

        private string Reference(string path, int n) => string.Create(CultureInfo.InvariantCulture, $"{path}?bytes={Bytes}&id={visitor(n).Person}");
    }

    private static async Task<Row> Measure((string Name, string Path, Who Who) page, int users, int requests, Town whole, Town? tenth)
    {
        using var ours = whole.To(page, users);
        using var small = tenth?.To(page, users);
        await ours.WarmUp();
        if (small is not null)
            await small.WarmUp();
        var asked = 0;
        using (var listener = new ActivityListener { ShouldListenTo = source => source.Name == "Npgsql", Sample = (ref _) => ActivitySamplingResult.AllData, ActivityStopped = _ => Interlocked.Increment(ref asked) })
        {
            ActivitySource.AddActivityListener(listener);
            await ours.Ask(0);
        }
        // In turns, so that a machine that slows down slows all of them.
        for (var round = 0; round < Rounds; round++)
        {
            await ours.Round(requests / Rounds);
            if (small is not null)
                await small.Round(requests / Rounds);
        }
        var row = new Row(
            page.Name, users, ours.Bytes, asked, At(ours.Ours, 0.5), At(ours.Ours, 0.95), At(ours.Bare, 0.5), At(ours.Bare, 0.95), At(ours.SignedIn, 0.5), At(ours.SignedIn, 0.95), small is null ? 0 : At(small.Ours, 0.5), small is null ? 0 : At(small.Ours, 0.95));
        await Console.Error.WriteLineAsync(
            $"{row.Page}, {users}: {asked} questions, {row.P50} and {row.P95} ms; bare {row.ReferenceP50} and {row.ReferenceP95} ms: {row.TimesReference} times; signed in {row.SignedInReferenceP50} and {row.SignedInReferenceP95} ms: {row.TimesSignedInReference} times; at a tenth {row.P50AtATenth} and {row.P95AtATenth} ms: {row.HalfTimesATenth} and {row.TimesATenth} times");
        return row;
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

    /// <summary>The bare endpoint, and the one for somebody who is signed in: one indexed query and as many bytes as the page they stand beside.</summary>
    private static void MapReference(WebApplication app)
    {
        var source = app.Services.GetRequiredService<NpgsqlDataSource>();
        app.MapGet("/reference", async (Guid id, int bytes, HttpContext http) =>
        {
            await using var command = source.CreateCommand(NameOf);
            command.Parameters.Add(new() { Value = id });
            await Answer(http, (string?)await command.ExecuteScalarAsync(), bytes);
        }).WithMetadata(new May(Operation.Enter, Kind.Open));
        app.MapGet("/reference/signed-in", async (Guid id, int bytes, Omtanke.Data.Database db, HttpContext http) =>
            await Answer(http, await db.First(NameOf, row => row.GetString(0), id), bytes)).May(Operation.Read, Kind.Account);
    }

    private const string NameOf = "select name from people where id = $1";

    private static async Task Answer(HttpContext http, string? name, int bytes)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes((name ?? "").PadRight(bytes)));
    }

    /// <summary>Gives forty employees, the administrator, the team of psychologists and forty leaders in cases a session each.</summary>
    private static async Task<ConcurrentDictionary<Guid, string>> SitDown(string connection, LargeWorkplace large)
    {
        var visitors = new ConcurrentDictionary<Guid, string>();
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        foreach (var person in large.Open.Select(talk => talk.Employee).Distinct().Where((_, n) => n % 37 == 0).Take(40).Append(large.Administrator).Concat(large.Team).Concat(large.CaseOf.Keys.Except(large.Team).TakeLast(40)))
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
