using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Omtanke.Data.Embedded;

/// <summary>What the embedded database is to be like. The data folder must exist already (see <see cref="DataFolder"/>).</summary>
public sealed record EmbeddedPostgresOptions(string DataFolder)
{
    /// <summary>Where to look upwards for node_modules, besides the program's own folder.</summary>
    public string? ContentRoot { get; init; }

    /// <summary>The folder with bin, lib and share, when it is not the one from npm.</summary>
    public string? Programs { get; init; }

    /// <summary>Writes to the disk before it says *saved*. Only tests may say no.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>How many may be connected at once. Tests, with many databases, ask for more.</summary>
    public int Connections { get; init; } = 100;

    /// <summary>Started as root from a folder no other user may enter, the database lives here instead.</summary>
    public string Shelter { get; init; } = "/var/lib/omtanke";

    /// <summary>Where to tell of restarts.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;
}
