using Npgsql;
using Omtanke.Data;
using Omtanke.Data.Embedded;

namespace Omtanke.Tests.Data.Embedded;

/// <summary>The database that comes with Omtanke, set as it is for real use; one for all tests here.</summary>
public sealed class EmbeddedPostgresTests(DatabaseHome home) : IClassFixture<DatabaseHome>
{
    [Fact]
    public async Task It_answers_and_sorts_as_Danes_do()
    {
        var letters = await home.Ask("SELECT string_agg(name, ' ' ORDER BY name) FROM unnest(ARRAY['Åse', 'Ane', 'Øjvind', 'Ærlig', 'Zenia', 'Birgit']) name");
        letters.ShouldBe("Ane Birgit Zenia Ærlig Øjvind Åse");
    }

    [Fact]
    public void Nothing_of_it_listens_on_the_network()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows sockets as files.");
        var listening = ((string[])["/proc/net/tcp", "/proc/net/tcp6"]).Where(File.Exists)
            .SelectMany(File.ReadLines).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.ElementAtOrDefault(3) == "0A").Select(parts => $"socket:[{parts[9]}]").ToHashSet();
        var its = Directory.GetFiles($"/proc/{home.Postgres.ProcessId}/fd").Select(file => new FileInfo(file).LinkTarget).Where(target => target?.StartsWith("socket:", StringComparison.Ordinal) == true).ToArray();
        its.ShouldNotBeEmpty();
        its.ShouldNotContain(socket => listening.Contains(socket!));
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("socket")]
    public void Its_folders_are_closed_to_others(string folder) =>
        File.GetUnixFileMode(Path.Combine(home.Folder, folder)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    [Theory]
    [InlineData("fsync", "on")]
    [InlineData("full_page_writes", "on")]
    [InlineData("synchronous_commit", "on")]
    [InlineData("data_checksums", "on")]
    [InlineData("listen_addresses", "")]
    public async Task What_is_saved_is_on_the_disk(string setting, string value) => (await home.Ask($"SHOW {setting}")).ShouldBe(value);

    [Fact]
    public async Task What_people_write_never_reaches_its_log()
    {
        await home.Ask("CREATE TABLE IF NOT EXISTS unique_words (word text PRIMARY KEY CHECK (word <> 'canary-check'))");
        await home.Ask("INSERT INTO unique_words VALUES ('canary-once') ON CONFLICT DO NOTHING");
        string[] wrong =
        [
            "INSERT INTO unique_words VALUES ('canary-once')", "INSERT INTO unique_words VALUES ('canary-check')",
            "SELECT 'canary-number'::int", "SELECT canary_syntax FROM FROM", "DO $$ BEGIN RAISE EXCEPTION 'canary-raised'; END $$",
            "DO $$ BEGIN RAISE WARNING 'canary-warned'; END $$; SELECT 1/0",
        ];
        foreach (var statement in wrong) await Should.ThrowAsync<PostgresException>(() => home.Ask(statement));
        await using var connection = new NpgsqlConnection(home.Postgres.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var withValue = new NpgsqlCommand("INSERT INTO unique_words VALUES ($1)", connection) { Parameters = { new() { Value = "canary-once" } } };
        await Should.ThrowAsync<PostgresException>(() => withValue.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        var log = await File.ReadAllTextAsync(Path.Combine(home.Folder, "postgres.log"), TestContext.Current.CancellationToken);
        log.ShouldContain("ready to accept connections");
        log.ShouldNotContain("canary");
    }

    [Fact]
    public void A_second_Omtanke_is_refused_with_the_number_of_the_first()
    {
        var refused = Should.Throw<StartFailure>(() => DataFolder.Open(home.Folder));
        refused.Code.ShouldBe(ExitCode.AlreadyRunning);
        refused.Sentence.ShouldContain($"process {Environment.ProcessId}");
    }

    [Fact]
    public async Task The_command_line_finds_it_while_it_runs()
    {
        var found = EmbeddedPostgres.FindRunning(home.Folder).ShouldNotBeNull();
        await using var connection = new NpgsqlConnection(found);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        connection.Database.ShouldBe("omtanke");
    }
}

/// <summary>The same database, when somebody kills it.</summary>
public sealed class KilledPostgresTests(DatabaseHome home) : IClassFixture<DatabaseHome>
{
    [Fact]
    public async Task Killed_it_comes_back_by_itself_with_everything_that_was_saved()
    {
        await home.Ask("CREATE TABLE saved AS SELECT 'kept' AS word");
        var before = home.Postgres.ProcessId;
        using (var process = System.Diagnostics.Process.GetProcessById(before)) process.Kill();
        NpgsqlConnection.ClearAllPools();

        (await home.AskUntilItAnswers("SELECT word FROM saved")).ShouldBe("kept");
        SpinWait.SpinUntil(() => home.Postgres.ProcessId != before, TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }
}
