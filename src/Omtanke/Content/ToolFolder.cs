using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Omtanke.Content;

/// <summary>
/// One tool as a folder of files, held in memory: <c>tool.yaml</c>, the words of each language, <c>drawings/</c>, and the decks it brings with it in <c>decks/</c>.
/// It never changes; a change makes another.
/// </summary>
public sealed partial class ToolFolder
{
    /// <summary>How many files it may hold, how large each may be, and all together, in bytes.</summary>
    public const int MostFiles = 150, LargestFile = 256 * 1024, LargestWhole = 2 * 1024 * 1024;

    static readonly DateTimeOffset longAgo = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    static readonly JsonSerializerOptions plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    readonly ImmutableSortedDictionary<string, string> files;
    string? hash;

    ToolFolder(ImmutableSortedDictionary<string, string> files) => this.files = files;

    /// <summary>A folder without a file.</summary>
    public static ToolFolder Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>Its files by path, written with /, in a fixed order.</summary>
    public IReadOnlyDictionary<string, string> Files => files;

    /// <summary>What tells it from every other.</summary>
    public string Hash => hash ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    /// <summary>What the folder is called: the tool's id and slug, as the file has them.</summary>
    public string Name
    {
        get
        {
            try
            {
                var part = Part.ReadMap(files.GetValueOrDefault("tool.yaml", ""), "tool.yaml");
                return $"{part.Maybe("id")}-{part.Maybe("slug")}" is var name && Safe().IsMatch(name) ? name : "tool";
            }
            catch (ContentException)
            {
                return "tool";
            }
        }
    }

    /// <summary>The same with one file more, or another text in it.</summary>
    public ToolFolder With(string path, string text) => new(files.SetItem(path, text));

    /// <summary>The same without a file.</summary>
    public ToolFolder Without(string path) => new(files.Remove(path));

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(files.ToDictionary(), plain);

    /// <summary>Out of the store.</summary>
    public static ToolFolder FromJson(string json) => new(Empty.files.AddRange(JsonSerializer.Deserialize<Dictionary<string, string>>(json, plain) ?? []));

    /// <summary>As a file to send: the same folder always gives the same bytes.</summary>
    public byte[] ToZip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, text) in files)
            {
                var entry = zip.CreateEntry($"{Name}/{path}", CompressionLevel.Optimal);
                entry.LastWriteTime = longAgo;
                using var file = entry.Open();
                file.Write(utf8.GetBytes(text));
            }
        return bytes.ToArray();
    }

    /// <summary>A folder on disk, with the same manners as one that was sent.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="under">Put before each path: where it stands in the tool's folder.</param>
    public static ToolFolder FromDisk(string folder, string under = "")
    {
        var read = new Unpacking();
        foreach (var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            read.Take(under + Path.GetRelativePath(folder, path).Replace('\\', '/'), () => File.OpenRead(path), isLink: File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint));
        return read.Folder();
    }

    /// <summary>Unpacks one that was sent, believing nothing it says of itself. What is wrong with it is a <see cref="ContentException"/>.</summary>
    public static ToolFolder FromZip(Stream sent)
    {
        try
        {
            using var zip = new ZipArchive(sent, ZipArchiveMode.Read);
            if (zip.Entries.Count > MostFiles * 2) throw new ContentException(new ContentError("zip", 0, "", $"holds {zip.Entries.Count} files; a tool has {MostFiles} at most"));
            var entries = zip.Entries.Where(entry => !entry.FullName.EndsWith('/') && !IsLitter(entry.FullName)).ToList();
            var root = RootOf([.. entries.Select(entry => entry.FullName)]);
            var read = new Unpacking();
            foreach (var entry in entries)
                read.Take(entry.FullName[root.Length..], entry.Open, isLink: ((entry.ExternalAttributes >> 16) & 0xF000) is not (0 or 0x8000));
            return read.Folder();
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException or EndOfStreamException or IOException or ArgumentException or OverflowException)
        {
            throw new ContentException(new ContentError("zip", 0, "", "cannot be unpacked: it is no zip file, or it is damaged or locked"));
        }
    }

    // What computers leave behind by themselves.
    static bool IsLitter(string path) => path.StartsWith("__MACOSX/", StringComparison.Ordinal) || path.Split('/')[^1] is ".DS_Store" or "Thumbs.db" or "desktop.ini";

    // Some pack the folder, some what is in it.
    static string RootOf(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0) throw new ContentException(new ContentError("zip", 0, "", "is empty"));
        if (paths.Contains("tool.yaml")) return "";
        var tops = paths.Select(path => path.Split('/')[0]).Distinct(StringComparer.Ordinal).ToList();
        return tops.Count == 1 && paths.All(path => path.Contains('/')) ? $"{tops[0]}/"
            : throw new ContentException(new ContentError("zip", 0, "", $"should hold one tool's folder, and holds {string.Join(", ", tops.Take(5))}"));
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,79}$", RegexOptions.None, 1000)] private static partial Regex Safe();

    [GeneratedRegex("^(tool|[a-z]{2,3})\\.yaml$|^drawings/[a-z0-9][a-z0-9-]{0,59}\\.svg$|^decks/[a-z0-9][a-z0-9-]{0,59}/(deck|[a-z]{2,3})\\.yaml$", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Known();

    /// <summary>Takes file by file, and stops where there is too much.</summary>
    sealed class Unpacking
    {
        readonly Dictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);
        readonly List<ContentError> errors = [];
        int whole;

        internal void Take(string path, Func<Stream> open, bool isLink)
        {
            var shown = path.Length > 80 ? path[..80] + "…" : path;
            shown = string.Concat(shown.Select(sign => char.IsControl(sign) ? '?' : sign));
            if (path.StartsWith('/') || path.Contains('\\') || path.Contains(':') || path.Split('/').Contains("..")) errors.Add(new(shown, 0, "", "points outside the folder"));
            else if (isLink) errors.Add(new(shown, 0, "", "is a link to another file"));
            else if (!Known().IsMatch(path)) errors.Add(new(shown, 0, "", "is no file of a tool; it has tool.yaml, da.yaml, en.yaml, drawings/name.svg and decks/name/"));
            else if (files.ContainsKey(path)) errors.Add(new(shown, 0, "", "is there twice"));
            else if (files.Count >= MostFiles) throw new ContentException([.. errors, new(shown, 0, "", $"is one file too many; a tool has {MostFiles} at most")]);
            else files[path] = Read(shown, open);
        }

        internal ToolFolder Folder() => errors.Count > 0 ? throw new ContentException(errors) : new(Empty.files.AddRange(files));

        // Counts what comes out, whatever was said of it before.
        string Read(string shown, Func<Stream> open)
        {
            using var file = open();
            var bytes = new byte[LargestFile + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > LargestFile) throw new ContentException([.. errors, new(shown, 0, "", $"is larger than {LargestFile / 1024} KB")]);
            if ((whole += length) > LargestWhole) throw new ContentException([.. errors, new(shown, 0, "", $"is too much: a tool is {LargestWhole / 1024 / 1024} MB at most")]);
            return Text(shown, bytes.AsSpan(0, length));
        }

        string Text(string shown, ReadOnlySpan<byte> bytes)
        {
            if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[3..];
            try
            {
                var text = utf8.GetString(bytes).ReplaceLineEndings("\n");
                if (!text.Contains('\0')) return text;
            }
            catch (ArgumentException)
            {
            }
            errors.Add(new(shown, 1, "", "is no text in UTF-8"));
            return "";
        }
    }
}
