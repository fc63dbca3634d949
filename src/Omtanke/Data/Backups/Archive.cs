using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Omtanke.Data.Backups;

/// <summary>What a backup holds; lies in it as <c>manifest.json</c>.</summary>
/// <param name="Format">The shape of the file.</param>
/// <param name="Id">The same in a backup and the keys that belong to it.</param>
/// <param name="MadeAt">The moment of the snapshot.</param>
/// <param name="Version">The Omtanke that made it.</param>
/// <param name="KeyFile">A fingerprint of the key file the texts are sealed under.</param>
/// <param name="Migrations">The shape of the database it was taken from.</param>
/// <param name="Tables">One entry each, in the order they can be filled.</param>
public sealed record Manifest(int Format, Guid Id, DateTimeOffset MadeAt, string Version, string KeyFile, IReadOnlyList<string> Migrations, IReadOnlyList<StoredTable> Tables)
{
    /// <summary>The format this program writes and reads.</summary>
    public const int TheFormat = 1;
}

/// <summary>A table in a backup: PostgreSQL's own binary COPY of the columns named.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in the order they were written.</param>
/// <param name="Sha256">The hash of the entry, so that a damaged backup is found before anything is thrown away for it.</param>
public sealed record StoredTable(string Schema, string Name, IReadOnlyList<string> Columns, string Sha256)
{
    /// <summary>The entry's name.</summary>
    public string Entry => $"{Schema}.{Name}";

    /// <summary>The table as SQL names it.</summary>
    public string Sql => $"\"{Schema}\".\"{Name}\"";

    /// <summary>The columns as SQL names them.</summary>
    public string SqlColumns => string.Join(", ", Columns.Select(column => $"\"{column}\""));
}

/// <summary>Writes one file of a backup: whole or not at all, and readable to its owner alone.</summary>
internal sealed class ArchiveWriter : IDisposable
{
    private readonly string path;
    private readonly FileStream file;
    private readonly ZipArchive zip;
    private readonly List<StoredTable> tables = [];

    public ArchiveWriter(string path)
    {
        this.path = path;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        file = new FileStream(Part, options);
        zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
    }

    private string Part => path + ".part";

    /// <summary>Adds a table from a stream of COPY.</summary>
    public async Task Add(StoredTable table, Stream rows, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var entry = await zip.CreateEntry(table.Entry, CompressionLevel.Fastest).OpenAsync(stop))
        {
            var buffer = new byte[81920];
            int read;
            while ((read = await rows.ReadAsync(buffer, stop)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await entry.WriteAsync(buffer.AsMemory(0, read), stop);
            }
        }
        tables.Add(table with { Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) });
    }

    /// <summary>Closes it and gives it its name.</summary>
    public async Task Finish(Manifest about, CancellationToken stop)
    {
        await using (var entry = await zip.CreateEntry("manifest.json").OpenAsync(stop))
            await JsonSerializer.SerializeAsync(entry, about with { Tables = tables }, cancellationToken: stop);
        await zip.DisposeAsync();
        file.Flush(flushToDisk: true);
        await file.DisposeAsync();
        File.Move(Part, path);
    }

    public void Dispose()
    {
        file.Dispose();
        File.Delete(Part);
    }
}

/// <summary>Reads one file of a backup.</summary>
internal sealed class ArchiveReader : IDisposable
{
    private readonly ZipArchive zip;

    private ArchiveReader(ZipArchive zip, Manifest about) => (this.zip, About) = (zip, about);

    public Manifest About { get; }

    /// <summary>Opens it and sees that it is whole, entry by entry.</summary>
    /// <exception cref="StartFailure">It is no backup, is damaged, or was made by a newer Omtanke.</exception>
    public static async Task<ArchiveReader> Open(string path, CancellationToken stop)
    {
        ZipArchive? opened = null;
        try
        {
            opened = await ZipFile.OpenReadAsync(path, stop);
            await using var entry = await (opened.GetEntry("manifest.json") ?? throw new InvalidDataException()).OpenAsync(stop);
            var about = await JsonSerializer.DeserializeAsync<Manifest>(entry, cancellationToken: stop) ?? throw new InvalidDataException();
            if (about.Format != Manifest.TheFormat)
                throw StartFailure.BackupRefused($"{path} was made by another Omtanke ({about.Version}) in a format that this one cannot read. Restore it with that version");
            var archive = new ArchiveReader(opened, about);
            foreach (var table in about.Tables)
                if (await archive.HashOf(table, stop) != table.Sha256)
                    throw new InvalidDataException();
            return archive;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or JsonException)
        {
            opened?.Dispose();
            throw StartFailure.BackupRefused($"{path} is not an Omtanke backup, or it is damaged. Use another copy of it");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw StartFailure.BackupRefused($"There is no file {path}");
        }
    }

    public async Task<Stream> Read(StoredTable table, CancellationToken stop) => await (zip.GetEntry(table.Entry) ?? throw new InvalidDataException()).OpenAsync(stop);

    public void Dispose() => zip.Dispose();

    private async Task<string> HashOf(StoredTable table, CancellationToken stop)
    {
        await using var rows = await Read(table, stop);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(rows, stop));
    }
}
