using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Data.Mail;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke;

/// <summary>Builds the house on a ready database: the same for <c>bin/run</c>, for tests and for benchmarks.</summary>
public static class House
{
    /// <summary>Makes the application. The database must have been migrated.</summary>
    /// <param name="settings">What the installer decided.</param>
    /// <param name="ownerConnection">The connection string of the tables' owner; used only for what the app's own role may not do.</param>
    /// <param name="ring">The keys.</param>
    /// <param name="library">The content.</param>
    /// <param name="clock">The time.</param>
    /// <param name="adjust">Last adjustments, for tests: another server, another mail sender.</param>
    public static async Task<WebApplication> Build(
        Settings settings, string ownerConnection, IKeyRing ring, Library library, Clock clock, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = settings.Production ? "Production" : "Development" });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls($"http://localhost:{settings.Port}");
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        // What fails is told once, by Mishaps, without a word of anybody's text; EF's own log would tell it again with the whole command.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        // A database that is gone is told once, by Changes, and a chore that fails by ChoreRunner; Quartz would write a page of its inside every few seconds until somebody comes.
        builder.Logging.AddFilter("Quartz", LogLevel.None);

        var connection = Migrations.AppConnection(ownerConnection, AppPassword(ring));
        // What a visit sets, it sets for its transaction; nothing else stays on its connection, so nothing need be wiped off before the next.
        var visits = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { NoResetOnClose = true }.ConnectionString);
        // What is asked beside a visit's own transaction has connections of its own: when sixty come at once, all of them would otherwise hold one and wait for another.
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = 6 }.ConnectionString);
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(ring);
        services.AddSingleton(library);
        services.AddSingleton(clock);
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(_ => source);
        services.AddKeyedSingleton(nameof(visits), (_, _) => visits);
        services.AddSingleton(new OwnerConnection(ownerConnection));
        services.AddSingleton(await Founded(source));
        services.AddDbContextPool<Database>(options => options.UseNpgsql(visits).AskInOneTrip().EnableDetailedErrors(false).EnableSensitiveDataLogging(false));
        services.AddData(settings.Data, new PostOffice(settings.Smtp, settings.MailFrom, KeepsCopies: settings.Demo));
        // What does not fit an endpoint is answered by Mishaps, on every installation alike.
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        Rooms.Furnish(services);
        adjust?.Invoke(builder);

        var app = builder.Build();
        // Asked for once, they are closed with the house.
        app.Services.GetRequiredService<NpgsqlDataSource>();
        app.Services.GetRequiredKeyedService<NpgsqlDataSource>(nameof(visits));
        app.UseProxy(settings);
        app.UseResponseCompression();
        app.UseMiddleware<Manners>();
        app.UseFiles(WebRoot());
        // Whoever asks for the head of a page, as what looks through mails does, hears what the page would say; the server keeps the rest back.
        app.Use((http, next) =>
        {
            http.Request.Method = HttpMethods.IsHead(http.Request.Method) ? HttpMethods.Get : http.Request.Method;
            return next(http);
        });
        app.UseRouting();
        app.UseMiddleware<Mishaps>();
        app.UseMiddleware<Arrivals>();
        app.UseMiddleware<Greeting>();
        Rooms.Open(app);
        app.MapFallback(Page.NotFound).May(Operation.Enter, Kind.Open);
        RefuseSilentDoors(app);
        return app;
    }

    /// <summary>The password of the app's database role: derived from the key file, so every node that may open text may also connect, and no other.</summary>
    public static string AppPassword(IKeyRing ring) => Convert.ToHexStringLower(ring.Derive("database role omtanke_app"));

    /// <summary>Where the front-end build lies: beside the program when published, else in the source tree.</summary>
    public static string WebRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Directory.Exists(Path.Combine(folder, "src", "Omtanke", "wwwroot")))
                return Path.Combine(folder, "src", "Omtanke", "wwwroot");
        return Path.Combine(AppContext.BaseDirectory, "wwwroot");
    }

    /// <summary>The id of this installation, made the first time.</summary>
    private static async Task<Installation> Founded(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("""
            insert into facts (name, value, at) values ('installation', $1, now()) on conflict (name) do update set value = facts.value returning value
            """);
        command.Parameters.Add(new() { Value = Ids.New().ToString() });
        return new Installation(Guid.Parse((string)(await command.ExecuteScalarAsync())!));
    }

    private static void RefuseSilentDoors(IEndpointRouteBuilder app)
    {
        var silent = app.DataSources.SelectMany(source => source.WithoutMay()).ToList();
        if (silent.Count > 0)
            throw new InvalidOperationException($"These endpoints do not say what they do (.May(…)): {string.Join(", ", silent)}");
    }
}

/// <summary>The connection string of the tables' owner: for migrations, backup and the self-check, never for a visit.</summary>
public sealed record OwnerConnection(string Value);
