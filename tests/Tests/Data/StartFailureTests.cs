using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Omtanke.Data;

namespace Omtanke.Tests.Data;

/// <summary>What goes wrong at the start becomes one sentence and one code.</summary>
public sealed class StartFailureTests(TestCluster cluster)
{
    [Fact]
    public async Task A_taken_port_is_recognised_as_the_web_server_reports_it()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        await using var app = builder.Build();

        var thrown = await Should.ThrowAsync<Exception>(() => app.StartAsync(TestContext.Current.CancellationToken));
        var failure = StartFailure.From(thrown, port).ShouldNotBeNull();
        failure.Code.ShouldBe(ExitCode.PortTaken);
        failure.Sentence.ShouldContain($"Port {port} is taken");
    }

    [Fact]
    public void A_full_disk_is_recognised_as_the_system_reports_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a disk that is always full.");
        var thrown = Should.Throw<IOException>(() => File.WriteAllText("/dev/full", "x"));
        StartFailure.From(new InvalidOperationException("outer", thrown)).ShouldNotBeNull().Code.ShouldBe(ExitCode.DiskFull);
    }

    [Fact]
    public void A_full_disk_is_recognised_as_the_database_reports_it() =>
        StartFailure.From(new PostgresException("could not extend file", "ERROR", "ERROR", PostgresErrorCodes.DiskFull)).ShouldNotBeNull().Code.ShouldBe(ExitCode.DiskFull);

    [Fact]
    public void What_nobody_foresaw_is_not_called_something_else() => StartFailure.From(new InvalidOperationException("a mistake of ours")).ShouldBeNull();

    [Fact]
    public void Every_code_is_a_number_of_its_own() => Enum.GetValues<ExitCode>().Cast<int>().ShouldBeUnique();

    [Fact]
    public async Task A_server_that_does_not_answer_is_named_without_its_password()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        var refused = await Refused($"Host=127.0.0.1;Port={port};Username=omtanke;Password=very-secret;Database=omtanke");
        refused.Code.ShouldBe(ExitCode.DatabaseUnreachable);
        refused.Sentence.ShouldContain($"127.0.0.1:{port}");
        refused.Sentence.ShouldNotContain("very-secret");
    }

    [Fact]
    public async Task A_server_that_is_too_old_is_told_by_its_version()
    {
        using var old = new OldServer("14.9");
        var refused = await Refused($"Host=127.0.0.1;Port={old.Port};Username=omtanke;Database=omtanke");
        refused.Code.ShouldBe(ExitCode.DatabaseVersion);
        refused.Sentence.ShouldContain("PostgreSQL 14.9, and Omtanke needs 15");
    }

    [Theory]
    [InlineData("Password", "wrong", "does not let the user")]
    [InlineData("Database", "nowhere", "no database named nowhere")]
    public async Task A_server_that_refuses_us_says_why(string key, string value, string reason)
    {
        var connection = new NpgsqlConnectionStringBuilder(await cluster.NewDatabase()) { [key] = value };
        (await Refused(connection.ConnectionString)).Sentence.ShouldContain(reason);
    }

    [Fact]
    public async Task Nonsense_instead_of_a_connection_string_is_answered_with_an_example() =>
        (await Refused("postgres://what")).Code.ShouldBe(ExitCode.NotUnderstood);

    [Fact]
    public async Task Our_own_server_is_new_enough() => await ExternalPostgres.MustBeUsable(await cluster.NewDatabase(), TestContext.Current.CancellationToken);

    private static Task<StartFailure> Refused(string connection) =>
        Should.ThrowAsync<StartFailure>(() => ExternalPostgres.MustBeUsable(connection, TestContext.Current.CancellationToken));

    /// <summary>Says hello as PostgreSQL does, with a version of our choice, and nothing more.</summary>
    private sealed class OldServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public OldServer(string version)
        {
            listener.Start();
            _ = Greet(version);
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public void Dispose() => listener.Dispose();

        private async Task Greet(string version)
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            var heard = new byte[4096];
            while (await stream.ReadAsync(heard) is > 0 and var length)
            {
                if (heard[0] == 'X') return;
                var asksForTls = length == 8;
                await stream.WriteAsync(asksForTls ? "N"u8.ToArray() : [.. Message('R', [0, 0, 0, 0]), .. Parameter("server_version", version), .. Parameter("client_encoding", "UTF8"), .. Message('Z', [(byte)'I'])]);
            }
        }

        private static byte[] Parameter(string name, string value) => Message('S', Encoding.ASCII.GetBytes($"{name}\0{value}\0"));

        private static byte[] Message(char kind, byte[] body)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, body.Length + 4);
            return [(byte)kind, .. length, .. body];
        }
    }

    [Theory]
    [InlineData("OMTANKE_ADDRESS", "abc")]
    [InlineData("OMTANKE_ADDRESS", "ftp://omtanke.example.org")]
    [InlineData("OMTANKE_SMTP", "mail")]
    public void A_setting_that_is_no_address_is_named_and_nothing_starts(string setting, string value)
    {
        var failure = Should.Throw<StartFailure>(() => Omtanke.Web.Settings.FromEnvironment(name => name == setting ? value : null));
        failure.Code.ShouldBe(ExitCode.NotUnderstood);
        failure.Sentence.ShouldStartWith(setting);
    }
}
