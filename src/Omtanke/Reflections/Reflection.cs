using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;

namespace Omtanke.Reflections;

/// <summary>One person's own answer to one step of a tool, sealed under a key of its own that dies with it.</summary>
public sealed class Reflection
{
    private const string Column = "reflections.answer";

    public required Guid Id { get; init; }
    public required Guid Author { get; init; }
    /// <summary>The tool's id, e.g. <c>T07</c>.</summary>
    public required string Tool { get; init; }
    /// <summary>The step's id, e.g. <c>T07.P</c>.</summary>
    public required string Step { get; init; }

    /// <summary>Which edition of it, where the tool is the workplace's own: a note keeps the one it was begun with. Ours have one edition, the program's.</summary>
    public int? ToolVersion { get; init; }

    public required Guid Key { get; init; }
    public required Sealed<string> Answer { get; set; }
    /// <summary>0 until something has been written.</summary>
    public required int Version { get; set; }
    public required DateTimeOffset BegunAt { get; init; }
    public required DateTimeOffset SavedAt { get; set; }

    /// <summary>Begins one, with nothing in it yet.</summary>
    public static Reflection Begin(Guid id, Guid author, Tool tool, string step, Guid key, AccessGrant grant, DateTimeOffset now) => new()
    {
        Id = id, Author = author, Tool = tool.Id, ToolVersion = tool.Own?.Version, Step = step, Key = key, Answer = grant.SealAny(Steps.Answer.Empty.ToJson(), Column, id), Version = 0, BegunAt = now, SavedAt = now,
    };

    /// <summary>Lets it begin with what a group has agreed on: nothing of the author's own, so it still counts as empty.</summary>
    public void StartWith(AccessGrant grant, Answer start) => Answer = grant.SealAny(start.ToJson(), Column, Id);

    /// <summary>What stands in it.</summary>
    public Answer Read(AccessGrant grant) => Steps.Answer.FromJson(grant.Open(Answer, Column, Id)!);

    /// <summary>Takes another answer.</summary>
    public void Write(AccessGrant grant, Answer answer, DateTimeOffset now) =>
        (Answer, Version, SavedAt) = (grant.SealAny(answer.ToJson(), Column, Id), Version + 1, now);
}
