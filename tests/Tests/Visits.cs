using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Demo;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Tests;

/// <summary>
/// The house, open for visits: a database of its own with the people of Fjordby, entered by the front door.
/// <code>await using var house = await Visits.Open(cluster); var maja = await house.As("maja"); var page = await maja.Get("/me");</code>
/// </summary>
public sealed class Visits : IAsyncDisposable
{
    /// <summary>A Monday at noon, in winter time.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 11, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<Library> TheLibrary = new(() => Library.Read(Library.Folder()));
    private static readonly Lazy<string> Folder = new(() => Scratch.Folder("house"));
    private static readonly Lazy<IKeyRing> Ring = new(() => KeyFile.At(Path.Combine(Scratch.Folder("keys"), "omtanke.key")));

    private readonly WebApplication app;

    private Visits(WebApplication app, Clock clock, LogOfEverything log, string connection) => (this.app, Clock, Log, Connection) = (app, clock, log, connection);

    /// <summary>The clock of the house; move it by setting <see cref="Clock.Offset"/>, or by <see cref="Wait"/>.</summary>
    public Clock Clock { get; }

    /// <summary>Everything the house wrote to its log.</summary>
    public LogOfEverything Log { get; }

    /// <summary>The owner's connection string of the database.</summary>
    public string Connection { get; }

    /// <summary>The services of the house.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Every endpoint of the house.</summary>
    public IEnumerable<Microsoft.AspNetCore.Routing.RouteEndpoint> Endpoints =>
        ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>();

    /// <summary>Where the house listens, when it is on the network: by the name that passkeys want.</summary>
    public Uri Address => new(app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    /// <summary>The content of the house.</summary>
    public static Library Library => TheLibrary.Value;

    /// <summary>The keys of every test house.</summary>
    public static IKeyRing Keys => Ring.Value;

    /// <summary>Opens a house.</summary>
    /// <param name="cluster">The tests' PostgreSQL.</param>
    /// <param name="empty">Without any people: as somebody finds it who installs it.</param>
    /// <param name="lived">With the two years that Fjordby has behind it; otherwise its people only.</param>
    /// <param name="demo">With the demo's doors; signing in by one press needs them.</param>
    /// <param name="network">On a real port of this machine, for a real browser; otherwise in memory.</param>
    /// <param name="adjust">Last adjustments.</param>
    public static async Task<Visits> Open(TestCluster cluster, bool empty = false, bool lived = false, bool demo = true, bool network = false, Action<WebApplicationBuilder>? adjust = null)
    {
        var clock = new Clock { Offset = Monday - TimeProvider.System.GetUtcNow() };
        var template = await cluster.Template(empty ? "house_empty" : lived ? "house_lived" : "house_fjordby", connection => Fill(connection, empty, lived));
        var connection = await cluster.NewDatabase(template);
        var log = new LogOfEverything();
        var settings = network ? SettingsFor(demo) with { Address = new Uri($"http://localhost:{FreePort()}") } : SettingsFor(demo);
        var app = await House.Build(settings, connection, Keys, Library, clock, builder =>
        {
            if (network)
                builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Address.Port}");
            else
                builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
            adjust?.Invoke(builder);
        });
        await app.StartAsync();
        return new Visits(app, clock, log, connection);
    }

    /// <summary>Settings of a test house.</summary>
    public static Settings SettingsFor(bool demo) =>
        new(5080, Folder.Value, null, demo, new Uri("https://localhost"), Production: false, Smtp: null, "omtanke@localhost");

    /// <summary>A browser in which this person of the demo has sat down.</summary>
    public async Task<Visitor> As(string persona)
    {
        var visitor = Browser();
        (await visitor.Post("/demo/sign-in", ("persona", persona))).Status.ShouldBe(HttpStatusCode.SeeOther);
        return visitor;
    }

    /// <summary>A browser with a session of any person, by id.</summary>
    public async Task<Visitor> As(Guid person)
    {
        var secret = await SignIn(person);
        var visitor = Browser();
        visitor.Cookies.Add(new Uri("https://localhost"), new System.Net.Cookie("__Host-omtanke", secret) { Secure = true });
        return visitor;
    }

    /// <summary>A session of any person, by id.</summary>
    /// <returns>The secret its cookie holds.</returns>
    public async Task<string> SignIn(Guid person)
    {
        var secret = Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        await Do(async db =>
        {
            var now = Clock.GetUtcNow();
            db.Add(new Session
            {
                Id = Ids.New(), Person = person, SecretHash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(secret)), Device = "Test", Method = "test",
                SignedInAt = now, VerifiedAt = now, SeenAt = now, EndsAt = now + Session.Life,
            });
            await db.SaveChangesAsync();
        });
        return secret;
    }

    /// <summary>A browser without a session.</summary>
    public Visitor Browser() => new(app.GetTestServer().CreateHandler());

    /// <summary>The id of one of the demo's people.</summary>
    public Task<Guid> IdOf(string persona) => Ask(db => db.People.Where(person => person.Email == persona + "@fjordby.example").Select(person => person.Id).SingleAsync());

    /// <summary>Looks into the database as the app's own role, acting for somebody (nobody unless said).</summary>
    public async Task<T> Ask<T>(Func<Database, Task<T>> question, Acting acting = default)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Database>();
        await using var transaction = await db.Begin(acting);
        var answer = await question(db);
        await transaction.CommitAsync();
        return answer;
    }

    /// <summary>Changes something in the database as the app's own role.</summary>
    public Task Do(Func<Database, Task> change, Acting acting = default) => Ask(async db =>
    {
        await change(db);
        return true;
    }, acting);

    /// <summary>Time passes, and everything that happens by itself happens.</summary>
    public async Task Wait(TimeSpan time)
    {
        Clock.Offset += time;
        await DoChores();
    }

    /// <summary>Everything that happens by itself happens now.</summary>
    public async Task DoChores()
    {
        await using var scope = Services.CreateAsyncScope();
        foreach (var chore in scope.ServiceProvider.GetServices<IChore>())
            await chore.Do(Clock.GetUtcNow(), CancellationToken.None);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    // The house must know its own address before it opens: letters lead there, and passkeys hold nowhere else.
    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Fill(string connection, bool empty, bool lived)
    {
        await Migrations.Run(connection, House.AppPassword(Keys));
        if (empty)
            return;
        var clock = new Clock { Offset = Monday - TimeProvider.System.GetUtcNow() };
        await using var app = await House.Build(SettingsFor(demo: true), connection, Keys, Library, clock, builder => builder.WebHost.UseTestServer());
        await using var scope = app.Services.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<Database>(), clock.GetUtcNow());
        await Fjordby.Found(db, now);
        if (lived)
            await Fjordby.Live(db, scope.ServiceProvider, now);
    }
}

/// <summary>What a visitor got.</summary>
/// <param name="Status">The status.</param>
/// <param name="Text">The whole answer as text.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Bytes">The whole answer.</param>
public sealed record Reply(HttpStatusCode Status, string Text, System.Net.Http.Headers.HttpResponseHeaders Headers, byte[] Bytes)
{
    /// <summary>Where it sends the visitor on to.</summary>
    public string? Location => Headers.Location?.ToString();
}

/// <summary>A browser with its cookies; follows no redirects by itself.</summary>
public sealed class Visitor(HttpMessageHandler server) : IDisposable
{
    private readonly HttpMessageInvoker client = new(server);

    /// <summary>The cookies it holds.</summary>
    public CookieContainer Cookies { get; } = new();

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    /// <summary>Goes to a page.</summary>
    public Task<Reply> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Sends a form.</summary>
    public Task<Reply> Post(string path, params (string Name, string? Value)[] form) =>
        Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value ?? ""))) });

    /// <summary>Sends a form as our own script does, for an answer in JSON.</summary>
    public Task<Reply> Autosave(string path, params (string Name, string? Value)[] form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value ?? ""))) };
        request.Headers.Add("X-Omtanke", "autosave");
        return Send(request);
    }

    /// <summary>Sends anything.</summary>
    public async Task<Reply> Send(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(new Uri("https://localhost"), request.RequestUri!);
        if (Cookies.GetCookieHeader(request.RequestUri) is { Length: > 0 } cookies)
            request.Headers.Add("Cookie", cookies);
        using var response = await client.SendAsync(request, CancellationToken.None);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set)
                Cookies.SetCookies(request.RequestUri, cookie);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return new Reply(response.StatusCode, System.Text.Encoding.UTF8.GetString(bytes), response.Headers, bytes);
    }
}

/// <summary>Keeps every line the house logs, to be searched for what must not be there.</summary>
public sealed class LogOfEverything : ILoggerProvider
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

    /// <summary>The whole log.</summary>
    public string Text => string.Join('\n', lines);

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Pen(lines);

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private sealed class Pen(System.Collections.Concurrent.ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
    }
}
