using System.Globalization;

namespace Omtanke.Data.Backups;

/// <summary>Something gone for good.</summary>
/// <param name="Record">The row.</param>
/// <param name="Kind">The table it stood in, e.g. <c>conversations</c>.</param>
/// <param name="Key">The key of its text, gone as well.</param>
/// <param name="ErasedAt">When.</param>
public sealed record Gravestone(Guid Record, string Kind, Guid? Key, DateTimeOffset ErasedAt);

/// <summary>
/// The list of what is gone for good, as a file beside the database. A backup knows only what was erased before it was taken;
/// this list goes on, so that a restore can erase the rest again. Lines are added and never changed.
/// </summary>
public sealed class TombstoneFile(string path)
{
    private readonly Lock oneAtATime = new();

    /// <summary>Where it lies.</summary>
    public string Path { get; } = path;

    /// <summary>The list of this data folder.</summary>
    public static TombstoneFile In(string dataFolder) => new(System.IO.Path.Combine(dataFolder, "tombstones"));

    /// <summary>Adds to the list. When this returns, the lines are on the disk and not only on their way to it.</summary>
    public void Add(params IReadOnlyCollection<Gravestone> stones)
    {
        if (stones.Count == 0)
            return;
        var lines = string.Concat(stones.Select(stone => $"{Line(stone)}\n"));
        lock (oneAtATime)
        {
            using var file = new FileStream(Path, Options());
            // A line that a power cut left half is closed, so that it spoils no other.
            if (file.Length > 0 && !EndsWhole(file))
                lines = "\n" + lines;
            file.Seek(0, SeekOrigin.End);
            file.Write(System.Text.Encoding.ASCII.GetBytes(lines));
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>Everything on the list.</summary>
    public IReadOnlyList<Gravestone> Read() => File.Exists(Path) ? [.. File.ReadLines(Path).Select(Parse).OfType<Gravestone>()] : [];

    private static string Line(Gravestone stone) =>
        string.Create(CultureInfo.InvariantCulture, $"{stone.ErasedAt.UtcDateTime:O} {stone.Kind} {stone.Record} {stone.Key?.ToString() ?? "-"}");

    private static Gravestone? Parse(string line) =>
        line.Split(' ') is [var at, var kind, var record, var key]
        && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var erasedAt)
        && Guid.TryParse(record, CultureInfo.InvariantCulture, out var id)
            ? new(id, kind, Guid.TryParse(key, CultureInfo.InvariantCulture, out var keyId) ? keyId : null, erasedAt)
            : null;

    private static bool EndsWhole(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
