using System.Security.Cryptography;
using System.Text;
using Omtanke.Content;

namespace Omtanke.OwnTools;

/// <summary>What a folder says, for the pages that change it.</summary>
internal static class Wording
{
    /// <summary>How long a title and any other text may be.</summary>
    internal const int LongestLine = 200, LongestText = 4000;

    /// <summary>The tool's name in the visitor's language, or in the one there is.</summary>
    internal static string Title(ToolFolder folder, string language) => Title(folder.Said(), folder.Outline().Id, language);

    /// <summary>What somebody calls a part.</summary>
    internal static string Title(IReadOnlyDictionary<(string Code, string Id, string Field), string> said, string id, string language) =>
        new[] { language, "da", "en" }.SelectMany(code => new[] { "title", "label", "text", "situation" }.Select(field => said.GetValueOrDefault((code, id, field)))).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? id;

    /// <summary>What has changed in ours since the copy last looked at it; nothing where there is no such tool.</summary>
    internal static IReadOnlyList<ToolDifference> News(Work work, Draft draft, Library ours) =>
        work.BasedOn is { } id && ours.Tools.FirstOrDefault(tool => tool.Id == id) is { } tool && draft.Known is { } known ? ToolEdit.Differences(known, ours.FolderOf(tool)) : [];

    /// <summary>A mark of a text, to see whether it is still the one that a form was made from.</summary>
    internal static string Mark(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Tidy(text))))[..12];

    /// <summary>A text as it is compared: browsers send other line ends, and trim.</summary>
    internal static string Tidy(string text) => text.ReplaceLineEndings("\n").Trim();

    /// <summary>The texts that may be written for a part, in the order they are read.</summary>
    internal static IReadOnlyList<string> FieldsOf(ToolPart piece) => piece.Values.ContainsKey("kind") && !piece.Fields.Contains("label") ? [.. piece.Fields.Union(["title", "lead"]).OrderBy(field => field switch { "title" => 0, "lead" => 1, _ => 2 })] : piece.Fields;

    /// <summary>Whether it is written on one line.</summary>
    internal static bool IsLine(string field) => field is "title" or "label" or "audience" or "time" or "centre";
}
