using System.Diagnostics;
using Omtanke.Data;

namespace Omtanke.Tests.Start;

/// <summary>What bin/run finds before .NET can say anything: on a machine that we pretend is poor.</summary>
public sealed class RunScriptTests : IDisposable
{
    private readonly string tools = Directory.CreateTempSubdirectory("omtanke-tools-").FullName;

    public RunScriptTests()
    {
        foreach (var needed in (string[])["dirname", "id"]) File.CreateSymbolicLink(Path.Combine(tools, needed), $"/usr/bin/{needed}");
    }

    public void Dispose() => Directory.Delete(tools, recursive: true);

    [Fact]
    public async Task Without_Node_it_says_so() => await Ends(ExitCode.NodeMissing, "Node is missing.");

    [Fact]
    public async Task An_old_Node_is_told_by_its_version()
    {
        Has("node", "v18.19.1");
        Has("npm", "10.2.4");
        await Ends(ExitCode.NodeMissing, "Node is too old (v18.19.1).");
    }

    [Fact]
    public async Task Without_the_SDK_it_says_so()
    {
        Has("node", "v22.1.0");
        Has("npm", "10.2.4");
        await Ends(ExitCode.DotnetMissing, "The .NET SDK is missing.");
    }

    [Fact]
    public async Task An_old_SDK_is_told_by_its_version()
    {
        Has("node", "v20.0.0");
        Has("npm", "10.2.4");
        Has("dotnet", "9.0.100");
        await Ends(ExitCode.DotnetMissing, "(9.0.100)");
    }

    [Theory]
    [InlineData("http")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("123456789012345678901234567890")]
    public async Task A_port_that_is_none_is_not_understood(string port) => await Ends(ExitCode.NotUnderstood, "PORT must be a number", port);

    private void Has(string tool, string version)
    {
        var path = Path.Combine(tools, tool);
        File.WriteAllText(path, $"#!/bin/sh\necho {version}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private async Task Ends(ExitCode code, string words, string port = "5080")
    {
        var start = new ProcessStartInfo("/bin/bash", [Path.Combine(Root(), "bin", "run")]) { UseShellExecute = false, RedirectStandardError = true };
        start.Environment["PATH"] = tools;
        start.Environment["HOME"] = tools;
        start.Environment["PORT"] = port;
        using var run = Process.Start(start).ShouldNotBeNull();
        var said = await run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        ((ExitCode)run.ExitCode).ShouldBe(code, said);
        said.ShouldContain(words);
        said.Trim().ShouldNotContain("\n");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "bin", "run"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
