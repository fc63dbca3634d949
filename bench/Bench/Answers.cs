using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Assessments;
using Omtanke.Assessments.Box;
using Omtanke.Bench.Live;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Data.Embedded;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Bench;

/// <summary>
/// A whole workplace answers twenty statements, many at once: each comes in with a code, sees the promise, answers, looks it over and sends. Beside them a bare form and one insert into the same PostgreSQL, equally durable.
/// Counts those that were acknowledged and those that are stored, and the processor's time of everything but the phones. Prints JSON.
/// </summary>
internal static partial class Answers
{
    private const int AtOnce = 32, Parts = 4;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = AtOnce });

    /// <summary>Measures so many people.</summary>
    public static async Task<int> Run(int people)
    {
        var folder = Directory.CreateTempSubdirectory("omtanke-bench-").FullName;
        try
        {
            await using var postgres = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(folder), CancellationToken.None);
            var data = Path.Combine(folder, "data");
            await Console.Error.WriteLineAsync($"Making {people} people, each with a code …");
            var (collection, codes) = await Prepare(postgres.ConnectionString, data, people);
            await using var node = await Node.Start(data, postgres.ConnectionString, demo: false);
            await Do(postgres.ConnectionString, "create table bare_answers (id uuid primary key, answers smallint[] not null)");
            using var bare = Bare.Start(out var port, postgres.ConnectionString);
            try
            {
                // The first tenth only warms both up.
                var warm = codes.Length / 10;
                await Part(codes[..warm], code => Answer(node.Address, code));
                await Part(codes[..warm], _ => Fill(port));
                var (ours, theirs) = (new List<Measured>(), new List<Measured>());
                // In turns, so that a machine that slows down slows both.
                foreach (var part in codes[warm..].Chunk((codes.Length - warm + Parts - 1) / Parts))
                {
                    ours.Add(await Part(part, code => Answer(node.Address, code)));
                    theirs.Add(await Part(part, _ => Fill(port)));
                }
                var stored = await Do(postgres.ConnectionString, $"select count(*)::int from collection_box where collection = '{collection}'");
                var (whole, reference) = (Sum(ours), Sum(theirs));
                Console.WriteLine(JsonSerializer.Serialize(new
                {
                    Environment.ProcessorCount, AtOnce, Acknowledged = warm + whole.People, Stored = stored, RespondentsPerSecond = whole.PerSecond, CpuSecondsPer1000 = whole.Cpu1000,
                    BareRespondentsPerSecond = reference.PerSecond, BareCpuSecondsPer1000 = reference.Cpu1000, ShareOfBare = Math.Round(whole.PerSecond / reference.PerSecond, 2),
                }, Json));
                return whole.People + warm == stored ? 0 : 1;
            }
            finally
            {
                bare.Kill();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A workplace, and a collection in all of it that is out: its id and everybody's code.</summary>
    private static async Task<(Guid Collection, string[] Codes)> Prepare(string connection, string data, int people)
    {
        var ring = KeyFile.At(Path.Combine(data, "keys", "omtanke.key"));
        await Migrations.Run(connection, House.AppPassword(ring));
        await using var house = await House.Build(new Omtanke.Web.Settings(0, data, null, Demo: false, new Uri("http://localhost"), Production: false, Smtp: null, "omtanke@localhost"), connection, ring, Library.Read(Library.Folder()), new Clock());
        var now = DateTimeOffset.UtcNow;
        var large = new LargeWorkplace(house.Services.GetRequiredService<Installation>(), ring, now);
        await using (var owner = new NpgsqlConnection(connection))
        {
            await owner.OpenAsync();
            await large.Make(owner, new Options(People: people, Conversations: 0));
        }
        await using var scope = house.Services.CreateAsyncScope();
        var (db, services) = (scope.ServiceProvider.GetRequiredService<Database>(), scope.ServiceProvider);
        await using var transaction = await db.Begin(Acting.AtChores);
        var (id, today) = (Ids.New(), Clock.Day(now));
        var top = await db.Set<Omtanke.Organisation.Unit>().Where(unit => unit.Parent == null).Select(unit => unit.Id).ToArrayAsync();
        var collection = new Collection
        {
            Id = id, Series = id, Round = 1, Tool = "T01", Step = "T01.M", Language = "da", Title = "Hvor står vi?", Mode = Mode.Anonymous, Keepers = [large.Administrator], Units = top, AsksComment = true,
            OpensAt = now, ClosesAt = now.AddDays(10), FeedbackOn = today.AddDays(17), DialogueOn = today.AddDays(24), BegunAt = now,
        };
        db.Add(collection);
        await db.SaveChangesAsync();
        if (await services.GetRequiredService<Omtanke.Assessments.Box.Opening>().Open(collection, null, now) is { } hindrance)
            throw new InvalidOperationException(hindrance);
        // Nobody is to be written to.
        collection.Told = 3;
        await db.SaveChangesAsync();
        var ballots = (await services.GetRequiredService<BallotKeys>().Fetch(collection.Key!.Value))!;
        var codes = (await db.AskedPeople.Where(one => one.Collection == id).Select(one => one.Person).ToListAsync()).Select(ballots.CodeOf).ToArray();
        await transaction.CommitAsync();
        return (id, codes);
    }

    /// <summary>One person, from the letter in their hand to the receipt, without script: seven requests.</summary>
    private static async Task Answer(Uri server, string code)
    {
        var cookies = new Dictionary<string, string>(StringComparer.Ordinal);
        var hand = await Ask(HttpMethod.Get, new Uri(server, $"/answer?code={code}"), cookies);
        await Ask(HttpMethod.Get, hand.Onward!, cookies);
        var questions = new Uri($"{hand.Onward}/questions");
        var page = await Ask(HttpMethod.Get, questions, cookies);
        var fields = Radio().Matches(page.Body).GroupBy(radio => radio.Groups["name"].Value, StringComparer.Ordinal)
            .Select(question => KeyValuePair.Create(question.Key, question.ElementAt(Random.Shared.Next(question.Count())).Groups["value"].Value)).Append(KeyValuePair.Create("version", "0")).ToList();
        var review = await Ask(HttpMethod.Post, questions, cookies, fields);
        await Ask(HttpMethod.Get, review.Onward!, cookies);
        var receipt = await Ask(HttpMethod.Post, new Uri($"{hand.Onward}/sending"), cookies, []);
        if (receipt.Onward?.AbsolutePath.EndsWith("/receipt", StringComparison.Ordinal) is not true || fields.Count != 21)
            throw new InvalidOperationException($"Not sent: {receipt.Onward}, {fields.Count} fields.");
        await Ask(HttpMethod.Get, receipt.Onward, cookies);
    }

    /// <summary>One person at the bare form: three requests.</summary>
    private static async Task Fill(int port)
    {
        var form = new Uri($"http://localhost:{port}/form");
        await Ask(HttpMethod.Get, form, []);
        var thanks = await Ask(HttpMethod.Post, form, [], [.. Enumerable.Range(1, 20).Select(question => KeyValuePair.Create($"q{question}", Random.Shared.Next(5).ToString(CultureInfo.InvariantCulture)))]);
        await Ask(HttpMethod.Get, thanks.Onward!, []);
    }

    private static async Task<(string Body, Uri? Onward)> Ask(HttpMethod method, Uri address, Dictionary<string, string> cookies, List<KeyValuePair<string, string>>? form = null)
    {
        using var request = new HttpRequestMessage(method, address);
        if (cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form);
        using var reply = await Client.SendAsync(request);
        if ((int)reply.StatusCode >= 400)
            throw new InvalidOperationException($"{address.AbsolutePath}: {(int)reply.StatusCode}");
        if (reply.Headers.TryGetValues("Set-Cookie", out var given))
            foreach (var cookie in given.Select(one => one.Split(';')[0].Split('=', 2)))
                cookies[cookie[0]] = cookie[1];
        return (await reply.Content.ReadAsStringAsync(), reply.Headers.Location is { } onward ? new Uri(address, onward) : null);
    }

    private sealed record Measured(int People, double Seconds, double Cpu)
    {
        public double PerSecond => Math.Round(People / Seconds, 1);

        public double Cpu1000 => Math.Round(Cpu / People * 1000, 2);
    }

    private static Measured Sum(List<Measured> parts) => new(parts.Sum(part => part.People), parts.Sum(part => part.Seconds), parts.Sum(part => part.Cpu));

    private static async Task<Measured> Part(string[] codes, Func<string, Task> one)
    {
        var (began, busy, next) = (Stopwatch.GetTimestamp(), Busy(), -1);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var place && place < codes.Length)
                await one(codes[place]);
        }));
        return new(codes.Length, Stopwatch.GetElapsedTime(began).TotalSeconds, Busy() - busy);
    }

    /// <summary>Seconds that all processors have worked for all but this process (Linux; elsewhere 0). On a machine otherwise at rest that is the server and its database.</summary>
    private static double Busy()
    {
        if (!File.Exists("/proc/stat"))
            return 0;
        // user, nice, system, idle, iowait, irq, softirq; in hundredths of a second.
        var times = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..8].Select(one => double.Parse(one, CultureInfo.InvariantCulture)).ToArray();
        return ((times.Sum() - times[3] - times[4]) / 100) - Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
    }

    private static async Task<int> Do(string connection, string sql)
    {
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        await using var command = new NpgsqlCommand(sql, db);
        return await command.ExecuteScalarAsync() is int number ? number : 0;
    }

    [GeneratedRegex("<input[^>]*type=\"radio\"[^>]*name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Radio();
}
