using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;

namespace Omtanke.Conversations;

/// <summary>One step of one person's private preparation: the answer as JSON, sealed under the author's key.</summary>
public sealed class Preparation
{
    private const string Column = "preparations.answer";

    public required Guid Id { get; init; }
    public required Guid Conversation { get; init; }
    public required Guid Author { get; init; }
    /// <summary>The step's id, e.g. <c>T07.F1</c> or <c>E2.C</c>.</summary>
    public required string Step { get; init; }
    public required Guid Key { get; init; }
    public required Sealed<string> Answer { get; set; }
    public required int Version { get; set; }
    public required DateTimeOffset SavedAt { get; set; }

    /// <summary>The first saving of a step.</summary>
    public static Preparation Begin(Guid conversation, Guid author, string step, Guid key, AccessGrant grant, Answer answer, DateTimeOffset now)
    {
        var id = Ids.New();
        return new() { Id = id, Conversation = conversation, Author = author, Step = step, Key = key, Answer = grant.SealAny(answer.ToJson(), Column, id), Version = 1, SavedAt = now };
    }

    /// <summary>What stands in it.</summary>
    public Answer Read(AccessGrant grant) => Steps.Answer.FromJson(grant.Open(Answer, Column, Id)!);

    /// <summary>Takes another answer.</summary>
    public void Write(AccessGrant grant, Answer answer, DateTimeOffset now) =>
        (Answer, Version, SavedAt) = (grant.SealAny(answer.ToJson(), Column, Id), Version + 1, now);
}
