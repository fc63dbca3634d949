using System.ComponentModel;
using System.Diagnostics;

namespace Omtanke.Data.Embedded;

/// <summary>The user that PostgreSQL runs as: ourselves, or an ordinary one when we are root, because PostgreSQL refuses to be root.</summary>
sealed record PostgresUser(string? Name)
{
    public static readonly PostgresUser Self = new((string?)null);

    public bool IsSelf => Name is null;

    /// <summary>The owner of a database that is there already; else an account made for databases; else a new one; else nobody.</summary>
    public static async Task<PostgresUser> Choose(string cluster, CancellationToken stop)
    {
        if (!Environment.IsPrivilegedProcess) return Self;
        if (await OwnerOf(cluster, stop) is { } owner and not "root" && await Works(owner, stop)) return new(owner);
        foreach (var name in (string[])["omtanke", "postgres"]) if (await Works(name, stop)) return new(name);
        if (await MakeOne(stop)) return new("omtanke");
        return await Works("nobody", stop) ? new("nobody") : throw StartFailure.RootCannotStep("this machine lets us run it as nobody else");
    }

    /// <summary>Runs a program as this account and gives its code and what it said.</summary>
    public async Task<(int Code, string Output)> Run(string program, IEnumerable<string> arguments, CancellationToken stop)
    {
        using var process = new Process { StartInfo = StartInfo(program, arguments) };
        try
        {
            process.Start();
        }
        catch (Exception refused) when (refused is Win32Exception or InvalidOperationException)
        {
            return (126, refused.Message);
        }
        process.StandardInput.Close();
        try
        {
            var said = await Task.WhenAll(process.StandardError.ReadToEndAsync(stop), process.StandardOutput.ReadToEndAsync(stop));
            await process.WaitForExitAsync(stop);
            return (process.ExitCode, string.Concat(said).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill();   // only the helper; a database that is half up is stopped properly by whoever asked for it
            throw;
        }
    }

    public async Task<bool> CanRead(string file, CancellationToken stop) => await Try("test -r \"$1\"", file, stop);

    public async Task<bool> CanEnter(string folder, CancellationToken stop) => await Try("cd \"$1\"", folder, stop);

    /// <summary>Hands a file or folder over to this account.</summary>
    public async Task Own(string path, CancellationToken stop)
    {
        if (IsSelf) return;
        var (code, said) = await Self.Run("chown", ["-R", $"{Name}:", path], stop);
        if (code != 0) throw StartFailure.RootCannotStep($"{path} cannot be given to the user {Name} ({said})");
    }

    private static async Task<string?> OwnerOf(string path, CancellationToken stop)
    {
        if (!Directory.Exists(path)) return null;
        var (code, said) = await Self.Run("stat", OperatingSystem.IsMacOS() ? ["-L", "-f", "%Su", path] : ["-L", "-c", "%U", path], stop);
        return code == 0 ? said : null;
    }

    private static async Task<bool> Works(string name, CancellationToken stop) => await new PostgresUser(name).Try(":", "", stop);

    private static async Task<bool> MakeOne(CancellationToken stop)
    {
        await Self.Run("useradd", ["--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", "omtanke"], stop);
        return await Works("omtanke", stop);
    }

    private async Task<bool> Try(string script, string argument, CancellationToken stop) => (await Run("/bin/sh", ["-c", script, "sh", argument], stop)).Code == 0;

    private ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = "/",   // the account may not be allowed where we stand
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Name is not null) start.UserName = Name;
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(variable);
        start.Environment["LC_ALL"] = "C";
        return start;
    }
}
