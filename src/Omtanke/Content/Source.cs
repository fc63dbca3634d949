namespace Omtanke.Content;

/// <summary>Where content is read from: a folder on disk, or files held in memory. Paths are written with /, from the top.</summary>
interface ISource
{
    /// <summary>What complaints call it: put before each path.</summary>
    string Name { get; }

    /// <summary>Whether the file is there.</summary>
    bool Has(string path);

    /// <summary>The folders directly below one, in a fixed order.</summary>
    IEnumerable<string> Folders(string path);

    /// <summary>The files directly in a folder whose names end so, in a fixed order.</summary>
    IEnumerable<string> Files(string path, string ending);

    /// <summary>A file's text.</summary>
    string Read(string path);
}

/// <summary>A folder on disk.</summary>
sealed class DiskSource(string folder) : ISource
{
    readonly string root = Path.GetFullPath(folder);

    public string Name => $"{Path.GetFileName(root)}/";

    internal string Root => root;

    internal bool Exists => Directory.Exists(root);

    public bool Has(string path) => File.Exists(Path.Combine(root, path));

    public IEnumerable<string> Folders(string path) => Below(path, Directory.GetDirectories);

    public IEnumerable<string> Files(string path, string ending) => Below(path, Directory.GetFiles).Where(file => file.EndsWith(ending, StringComparison.Ordinal));

    public string Read(string path) => File.ReadAllText(Path.Combine(root, path));

    IEnumerable<string> Below(string path, Func<string, string[]> what) => Directory.Exists(Path.Combine(root, path))
        ? what(Path.Combine(root, path)).Select(found => Path.GetRelativePath(root, found).Replace('\\', '/')).Order(StringComparer.Ordinal)
        : [];
}

/// <summary>A tool's folder in memory.</summary>
sealed class FolderSource(ToolFolder folder) : ISource
{
    public string Name => "";

    public bool Has(string path) => folder.Files.ContainsKey(path);

    public IEnumerable<string> Folders(string path) =>
        folder.Files.Keys.Where(file => file.StartsWith($"{path}/", StringComparison.Ordinal) && file.IndexOf('/', path.Length + 1) > 0)
            .Select(file => file[..file.IndexOf('/', path.Length + 1)]).Distinct(StringComparer.Ordinal);

    public IEnumerable<string> Files(string path, string ending) =>
        folder.Files.Keys.Where(file => (path.Length == 0 ? !file.Contains('/') : file.StartsWith($"{path}/", StringComparison.Ordinal) && file.LastIndexOf('/') == path.Length) && file.EndsWith(ending, StringComparison.Ordinal));

    public string Read(string path) => folder.Files[path];
}
