namespace Omtanke.Content;

/// <summary>What makes a tool a workplace's own.</summary>
/// <param name="Number">Its number at this workplace; its id is W and the number.</param>
/// <param name="Version">Which version of it this is; 0 for a draft.</param>
/// <param name="BasedOn">The tool of ours it was copied from; null when it came from elsewhere.</param>
/// <param name="Borrowed">The languages in which some of its texts are missing, and are shown in another.</param>
public sealed record Own(int Number, int Version, string? BasedOn, IReadOnlyCollection<string> Borrowed);

/// <summary>A workplace's own tool, read and whole: ready to stand beside ours.</summary>
public sealed class OwnTool
{
    internal OwnTool(Tool tool, IReadOnlyDictionary<string, Dictionary<(string Id, string Field), Written>> texts, IReadOnlyList<string> idleDrawings) => (Tool, Texts, IdleDrawings) = (tool, texts, idleDrawings);

    /// <summary>The tool, under its own id.</summary>
    public Tool Tool { get; }

    internal IReadOnlyDictionary<string, Dictionary<(string Id, string Field), Written>> Texts { get; }

    internal IReadOnlyList<string> IdleDrawings { get; }

    /// <summary>The id of the workplace's tool with this number. None of ours begins with W and a number.</summary>
    public static string IdOf(int number) => $"W{number}";

    /// <summary>Whether an id or a slug could be one of a workplace's own.</summary>
    public static bool IsOwn(string slugOrId) => slugOrId.Length > 1 && slugOrId[0] is 'w' or 'W' && char.IsAsciiDigit(slugOrId[1]);

    /// <summary>What an id in the file of a tool is called once the tool is a workplace's own: T06.Q1 is W3.Q1, and what stands in a deck of T04 is W3.T04.G1.</summary>
    internal static Func<string, string> Naming(string local, string own) =>
        id => id == local ? own : id.StartsWith($"{local}.", StringComparison.Ordinal) ? own + id[local.Length..] : $"{own}.{id}";

    /// <summary>Reads a folder by the same rules as ours, or throws a <see cref="ContentException"/> with everything that is wrong in it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="own">Whose it is.</param>
    /// <param name="ours">Our library: its languages, and the decks it shares.</param>
    public static OwnTool Read(ToolFolder folder, Own own, Library ours) => LibraryReader.Read(folder, own, ours);
}
