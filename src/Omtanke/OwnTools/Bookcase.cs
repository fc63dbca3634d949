using System.Collections.Concurrent;
using Npgsql;
using Omtanke.Content;
using Omtanke.Steps;

namespace Omtanke.OwnTools;

/// <summary>Our library with the workplace's tools beside ours, kept in memory until the mark in the database says that they are others.</summary>
public sealed partial class Bookcase(Library ours, NpgsqlDataSource source, ILogger<Bookcase> log)
{
    private const int Kept = 40;

    private readonly ConcurrentDictionary<(int Tool, int Number), Task<OwnTool?>> editions = [];
    private readonly ConcurrentDictionary<(string Mark, int Tool, int Number), Library> earlier = [];
    private Stand whole = new("", ours);

    /// <summary>Our own tools alone.</summary>
    public Library Ours => ours;

    /// <summary>The same with one tool in an edition that somebody began with, whether or not it is in use today; as it is today where there is no such edition.</summary>
    public async Task<Library> With(int tool, int number, Stand now)
    {
        var (mark, library) = now;
        if (library.Tools.Any(found => found.Own?.Number == tool && found.Own.Version == number) || await Edition(tool, number) is not { } edition)
            return library;
        if (earlier.Count >= Kept)
            earlier.Clear();
        return earlier.GetOrAdd((mark, tool, number), _ => ours.With([edition]));
    }

    /// <summary>A tool of the whole library as a folder; null where it is gone meanwhile.</summary>
    public async Task<ToolFolder?> FolderOf(Tool tool) => tool.Own is not { } own ? ours.FolderOf(tool)
        : await Ask("select files from own_tool_versions where tool = $1 and number = $2", row => row.GetString(0), own.Number, own.Version) is [var files, ..] ? ToolFolder.FromJson(files) : null;

    /// <summary>Reads a folder by all the rules there are.</summary>
    public Judgement Judge(ToolFolder folder, Own own)
    {
        try
        {
            var read = OwnTool.Read(folder, own, ours);
            var library = ours.With([read]);
            return new(read, library, [.. Check.Of(read), .. StepKinds.Check(read.Tool, library)], Check.AdviceOn(library, read));
        }
        catch (ContentException broken)
        {
            return new(null, ours, [.. broken.Errors.DistinctBy(error => (error.File, error.Line, error.Message))], []);
        }
    }

    /// <summary>All tools that are in use here, as they stand at this moment: one short question to the database, and more only when something has changed.</summary>
    public async Task<Stand> Now()
    {
        var mark = await Ask("select value from facts where name = 'own-tools'", row => row.GetString(0)) is [var found, ..] ? found : "";
        var known = whole;
        if (known.Mark == mark)
            return known;
        var inUse = await Ask("select number, latest from own_tools where latest > 0 and withdrawn_at is null and purpose = 'Tool' order by number", row => (Tool: row.GetInt32(0), Number: row.GetInt32(1)));
        var read = new List<OwnTool>();
        foreach (var (tool, number) in inUse)
            if (await Edition(tool, number) is { } edition)
                read.Add(edition);
        return whole = new(mark, ours.With(read));
    }

    // An edition never changes: it is read once.
    private Task<OwnTool?> Edition(int tool, int number)
    {
        if (editions.Count >= 10 * Kept)
            editions.Clear();
        // What could not be read, because the database was away, is read again by the next who asks.
        if (editions.TryGetValue((tool, number), out var known) && known.IsFaulted)
            editions.TryRemove(new((tool, number), known));
        return editions.GetOrAdd((tool, number), key => Read(key.Tool, key.Number));
    }

    private async Task<OwnTool?> Read(int tool, int number)
    {
        var found = await Ask("select v.files, t.based_on from own_tool_versions v join own_tools t on t.number = v.tool where v.tool = $1 and v.number = $2", row => (Files: row.GetString(0), BasedOn: row.IsDBNull(1) ? null : row.GetString(1)), tool, number);
        if (found is not [var (files, basedOn), ..])
            return null;
        var judged = Judge(ToolFolder.FromJson(files), new Own(tool, number, basedOn, []));
        if (judged.Faults.Count == 0)
            return judged.Tool;
        // It was whole when it was taken into use: a newer program knows other kinds. The others stand; this one waits until somebody mends it.
        Unread(log, tool, number, judged.Faults[0].ToString());
        return null;
    }

    private async Task<List<T>> Ask<T>(string question, Func<NpgsqlDataReader, T> read, params int[] values)
    {
        await using var command = source.CreateCommand(question);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await rows.ReadAsync())
            found.Add(read(rows));
        return found;
    }

    [LoggerMessage(LogLevel.Warning, "The workplace's tool {Tool}, edition {Number}, cannot be read by this version of Omtanke and is not shown: {Fault}")]
    private static partial void Unread(ILogger log, int tool, int number, string fault);
}

/// <summary>The tools as they stand.</summary>
/// <param name="Mark">What their last change left in the database.</param>
/// <param name="Library">All of them.</param>
public sealed record Stand(string Mark, Library Library);

/// <summary>What a folder is found to be.</summary>
/// <param name="Tool">The tool, as far as it can be read at all.</param>
/// <param name="Library">Our library with it.</param>
/// <param name="Faults">What must be mended before it can be used.</param>
/// <param name="Advice">What could be better.</param>
public sealed record Judgement(OwnTool? Tool, Library Library, IReadOnlyList<ContentError> Faults, IReadOnlyList<ContentError> Advice);
