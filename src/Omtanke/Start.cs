using System.Net;
using System.Net.Sockets;
using Omtanke.Administration.Commands;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Data.Backups;
using Omtanke.Data.Embedded;
using Omtanke.Data.Jobs;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke;

/// <summary>The start: takes the data folder, brings up the database, migrates, builds the house and opens the door. Anything that goes wrong is one sentence and one exit code.</summary>
internal static class Start
{
    /// <summary>Serves, or carries out an administrator's command.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(string[] args)
    {
        var settings = default(Web.Settings);
        try
        {
            settings = Web.Settings.FromEnvironment(Environment.GetEnvironmentVariable);
            return args switch
            {
                ["content", .. var rest] => new ContentCommands(StepKinds.Check, moreOfOne: StepKinds.Check).Run(rest, Console.Out),
                ["doctor"] => await new DoctorCommand(settings, Console.Out).Run(default),
                ["backup", var file] => await new BackupCommand(settings, Console.Out).Take(file, default),
                ["restore", var file, .. var options] when options.All(option => option is "--replace" or "--without-keys") =>
                    await new BackupCommand(settings, Console.Out).BringBack(file, options, default),
                [] => await Serve(settings),
                _ => Unknown(),
            };
        }
        catch (Exception failed) when (StartFailure.From(failed, settings?.Port, settings?.Data) is { } failure)
        {
            await Console.Error.WriteLineAsync(failure.Sentence);
            return (int)failure.Code;
        }
        catch (ContentException broken)
        {
            await Console.Error.WriteLineAsync(broken.Message);
            return (int)ExitCode.ContentBroken;
        }
    }

    private static async Task<int> Serve(Web.Settings settings)
    {
        using var stop = new CancellationTokenSource();
        using var signals = new Signals(stop);
        try
        {
            return await Serve(settings, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (int)ExitCode.Fine;
        }
    }

    private static async Task<int> Serve(Web.Settings settings, CancellationTokenSource stop)
    {
        using var logs = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
        using var folder = DataFolder.Open(settings.Data);
        PortMustBeFree(settings.Port);
        await using var embedded = settings.Database is null ? await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(folder.Path) { Log = logs.CreateLogger("Database") }, stop.Token) : null;
        var owner = embedded?.ConnectionString ?? settings.Database!;
        if (embedded is null)
            await ExternalPostgres.MustBeUsable(owner, stop.Token);

        await Restore.MustNotBeUnderWay(owner, stop.Token);
        var keys = KeyFile.PathIn(folder.Path);
        await RightKeys.MustBe(owner, keys, File.Exists(keys) ? KeyFile.At(keys).Fingerprint : null, stop.Token);
        var ring = KeyFile.At(keys);
        await Migrations.Run(owner, House.AppPassword(ring), stop.Token);
        await RightKeys.Note(owner, ring.Fingerprint, stop.Token);
        await Replay.Run(owner, TombstoneFile.In(folder.Path), stop.Token);
        await JobStore.Prepare(owner, stop.Token);
        var library = StepKinds.MustServe(Library.Read(Library.Folder(), strict: !settings.Production));
        if (settings.Production)
            await DoctorCommand.MustBeSafe(settings, owner, library, stop.Token);
        var app = await House.Build(settings, owner, ring, library, new Clock(),
            builder => builder.Services.AddTimetable(Migrations.AppConnection(owner, House.AppPassword(ring))));
        if (settings.Demo)
            await SeedDemo(app);
        await app.StartAsync(stop.Token);
        Console.WriteLine($"Omtanke is open at {settings.Address}");
        if (!settings.Demo && await FirstCode(app) is { } code)
            Console.WriteLine($"Nobody has signed in here yet. Set it up at {settings.Link("/set-up")} with the code {code}");
        await app.WaitForShutdownAsync(stop.Token);
        return (int)ExitCode.Fine;
    }

    // The web server says so too, but only after the database has been made.
    private static void PortMustBeFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        probe.Start();
    }

    private static async Task SeedDemo(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await Demo.Fjordby.IsElsewhere(scope.ServiceProvider.GetRequiredService<Database>()))
            throw StartFailure.DemoOfOthers();
        await scope.ServiceProvider.GetRequiredService<Demo.DemoClock>().GoOn();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<Database>(), scope.ServiceProvider.GetRequiredService<Clock>().GetUtcNow());
        await Demo.Fjordby.Found(db, now);
        await Demo.Fjordby.Live(db, scope.ServiceProvider, now);
    }

    private static async Task<string?> FirstCode(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await SetUpCode.Issue(scope.ServiceProvider.GetRequiredService<Database>(), scope.ServiceProvider.GetRequiredService<Clock>());
    }

    private static int Unknown()
    {
        Console.Error.WriteLine("Omtanke does not know that command. Try: content list [--json] | content check [FOLDER|ZIP] | doctor | backup FILE | restore FILE [--replace] [--without-keys]");
        return (int)ExitCode.NotUnderstood;
    }
}
