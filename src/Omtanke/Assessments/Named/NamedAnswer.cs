using Omtanke.Assessments.Box;
using Omtanke.Security;

namespace Omtanke.Assessments.Named;

/// <summary>What somebody answers with their name. Sealed under a key of its own, so that what is taken back is gone in older backups too; all of one length, whatever it says.</summary>
public sealed class NamedAnswer
{
    internal const string DraftColumn = "named_answers.draft", AnswerColumn = "named_answers.answer";

    public required Guid Id { get; init; }
    public required Guid Collection { get; init; }
    public required Guid Person { get; init; }
    /// <summary>The unit they sit in.</summary>
    public required Guid Unit { get; init; }
    public required Guid Key { get; init; }
    /// <summary>Begun and not sent: its author's alone.</summary>
    public Sealed<string>? Draft { get; private set; }
    /// <summary>Sent: what those it is for may read when the collection has closed.</summary>
    public Sealed<string>? Answer { get; private set; }
    /// <summary>How often it was saved.</summary>
    public int Version { get; private set; }

    /// <summary>Whether it was sent.</summary>
    public bool IsSent => Answer is not null;

    /// <summary>Whether something was changed in it since it was sent.</summary>
    public bool IsBegun => Draft is not null;

    /// <summary>An empty one.</summary>
    public static NamedAnswer Begin(Guid id, Chair chair, Guid key) => new() { Id = id, Collection = chair.Collection, Person = chair.Person, Unit = chair.Unit, Key = key };

    /// <summary>Keeps what is begun.</summary>
    public void Keep(AccessGrant grant, Slip slip) => (Draft, Version) = (grant.SealAny(Written(slip), DraftColumn, Id), slip.Version);

    /// <summary>Sends what is begun.</summary>
    public void Send(AccessGrant grant, Slip slip) => (Answer, Draft, Version) = (grant.SealAny(Written(slip), AnswerColumn, Id), null, Version + 1);

    /// <summary>What is sent.</summary>
    public Slip? Sent(AccessGrant grant) => Read(grant.Open(Answer, AnswerColumn, Id));

    /// <summary>What its author was last at: what is begun, else what is sent.</summary>
    public Slip Latest(AccessGrant grant, int questions) => (Read(grant.Open(Draft, DraftColumn, Id)) ?? Sent(grant) ?? Slip.Empty(questions)) with { Version = Version };

    private static string Written(Slip slip)
    {
        var padded = new byte[Ballots.Length];
        (slip with { Version = 0 }).Write().CopyTo(padded, 0);
        return Convert.ToBase64String(padded);
    }

    private static Slip? Read(string? text) => text is null ? null : Slip.Read(Convert.FromBase64String(text));
}
