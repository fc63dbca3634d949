using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Omtanke.Content;

/// <summary>What a YAML file from outside may not be, before anybody reads it as a tree: endless, deep, or referring to itself.</summary>
static class Strictness
{
    /// <summary>How deep lists and maps may stand in each other, how many a list may hold, how long a text may be, and how many values a file may have.</summary>
    internal const int Deepest = 10, LongestList = 100, LongestText = 8000, MostValues = 4000;

    internal static IEnumerable<ContentError> Faults(string text, string file)
    {
        var depth = new Stack<(bool IsList, int Count, int Line)>();
        var (values, documents) = (0, 0);
        var parser = new Parser(new StringReader(text));
        while (true)
        {
            ContentError? broken = null;
            try
            {
                if (!parser.MoveNext()) yield break;
            }
            catch (YamlException unreadable)
            {
                broken = new(file, (int)unreadable.Start.Line, "", $"is not readable YAML: {unreadable.Message}");
            }
            if (broken is not null)
            {
                yield return broken;
                yield break;
            }
            var at = parser.Current!;
            var line = (int)at.Start.Line;
            if (at is DocumentStart && ++documents > 1)
            {
                yield return new(file, line, "", "should be one document, without --- in between");
                yield break;
            }
            if (at is AnchorAlias || at is NodeEvent { Anchor.IsEmpty: false })
            {
                yield return new(file, line, "", "may not refer to itself with & and *");
                yield break;
            }
            if (at is NodeEvent)
            {
                if (depth.TryPop(out var inside))
                {
                    depth.Push(inside with { Count = inside.Count + 1 });
                    if (inside is { IsList: true, Count: LongestList })
                        yield return new(file, inside.Line, "", $"has a list of more than {LongestList}");
                }
                if (++values > MostValues)
                {
                    yield return new(file, line, "", $"has more than {MostValues} values");
                    yield break;
                }
            }
            if (at is Scalar { Value: var said })
            {
                if (said.Length > LongestText) yield return new(file, line, "", $"has a text of more than {LongestText} letters");
                if (said.Any(sign => char.IsControl(sign) && sign is not ('\n' or '\t'))) yield return new(file, line, "", "holds signs that cannot be shown");
            }
            if (at is SequenceStart or MappingStart) depth.Push((at is SequenceStart, 0, line));
            if (at is SequenceEnd or MappingEnd) depth.Pop();
            if (depth.Count > Deepest)
            {
                yield return new(file, line, "", $"has lists and maps more than {Deepest} deep");
                yield break;
            }
        }
    }
}
