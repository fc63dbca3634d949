using Omtanke.Data;
using Omtanke.Data.Embedded;

namespace Omtanke.Tests.Start;

/// <summary>Start, stop and kill, as somebody at a keyboard does it.</summary>
public sealed class StartTests : IAsyncLifetime
{
    private readonly string data = Path.Combine(Path.GetTempPath(), $"omtanke-start-{Guid.NewGuid():N}");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await EmbeddedPostgres.StopLeftOver(new EmbeddedPostgresOptions(data), CancellationToken.None);
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task After_kill_9_the_next_start_recovers_and_a_stop_leaves_nothing_running()
    {
        using (var killed = await RunningOmtanke.Open(data))
        {
            killed.Kill();
        }
        EmbeddedPostgres.FindRunning(data).ShouldNotBeNull("The database outlives the kill; that is what the next start has to deal with.");

        using var again = await RunningOmtanke.Open(data);
        again.Said.ShouldContain("left its database running");
        using var browser = new HttpClient();
        (await browser.GetAsync(new Uri($"http://localhost:{again.Port}/"), TestContext.Current.CancellationToken)).StatusCode.ShouldNotBe(System.Net.HttpStatusCode.InternalServerError);

        (await again.Stop()).ShouldBe(0);
        EmbeddedPostgres.FindRunning(data).ShouldBeNull();
        File.Exists(Path.Combine(data, "postgres", "postmaster.pid")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_demo_where_anybody_is_anybody_never_opens_a_real_workplace()
    {
        using (var real = await RunningOmtanke.Open(data))
            await real.Stop();
        await using (var postgres = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(data), TestContext.Current.CancellationToken))
        {
            await using var source = Npgsql.NpgsqlDataSource.Create(postgres.ConnectionString);
            await using var found = source.CreateCommand("insert into workplace (id, name, language, founded_at) values (gen_random_uuid(), 'Fjordby Kommune', 'da', now())");
            await found.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var (code, said) = await RunningOmtanke.Refused(data, demo: true);

        code.ShouldBe(ExitCode.UnsafeStart);
        said.ShouldContain("OMTANKE_DEMO=off bin/run");
        said.ShouldNotContain("is open at");
    }

    [Fact]
    public async Task Where_the_key_file_is_gone_or_another_it_says_so_and_makes_no_new_one()
    {
        using (var real = await RunningOmtanke.Open(data))
            await real.Stop();
        var (file, copy) = (Omtanke.Security.KeyFile.PathIn(data), Path.Combine(data, "copy.key"));
        File.Move(file, copy);

        var (missing, saidMissing) = await RunningOmtanke.Refused(data);
        missing.ShouldBe(ExitCode.KeyFileWrong);
        saidMissing.ShouldContain($"The key file {file} is missing");
        File.Exists(file).ShouldBeFalse("a new one would open nothing and look as if all were well");

        Omtanke.Security.KeyFile.At(file);
        var (another, saidAnother) = await RunningOmtanke.Refused(data);
        another.ShouldBe(ExitCode.KeyFileWrong);
        saidAnother.ShouldContain("is not the one this database was sealed under");

        File.Move(copy, file, overwrite: true);
        using var again = await RunningOmtanke.Open(data);
        (await again.Stop()).ShouldBe(0);
    }

    [Fact]
    public async Task A_second_one_is_told_whether_the_folder_or_the_port_is_taken()
    {
        using var first = await RunningOmtanke.Open(data);

        var (folder, aboutFolder) = await RunningOmtanke.Refused(data, first.Port);
        folder.ShouldBe(ExitCode.AlreadyRunning);
        aboutFolder.ShouldBe($"Another Omtanke (process {first.Id}) already uses the data folder {data}. Stop it first, or give this one its own folder: OMTANKE_DATA=/path bin/run");

        var elsewhere = data + "-elsewhere";
        var (port, aboutPort) = await RunningOmtanke.Refused(elsewhere, first.Port);
        port.ShouldBe(ExitCode.PortTaken);
        aboutPort.ShouldBe($"Port {first.Port} is taken by another program. Stop that program, or choose another port: PORT={first.Port + 1} bin/run");
        Directory.Exists(Path.Combine(elsewhere, "postgres")).ShouldBeFalse();

        (await first.Stop()).ShouldBe(0);
        Directory.Delete(elsewhere, recursive: true);
    }
}
