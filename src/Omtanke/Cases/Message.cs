using System.Security.Cryptography;
using System.Text;
using Omtanke.Security;

namespace Omtanke.Cases;

/// <summary>
/// A sentence that the psychologist would pass on to the leader. The employee is shown it word for word, and says yes or no to exactly that text; only with a yes does the leader see it.
/// What is written is never changed: put otherwise it is another, so that what a leader was told stays as it was told.
/// </summary>
public sealed class Message
{
    /// <summary>How long one may be. It is a sentence or two, not a report.</summary>
    public const int Longest = 600;

    private const string Column = "case_messages.text";

    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    /// <summary>The leader it is for.</summary>
    public required Guid Leader { get; init; }
    public Guid? Author { get; init; }
    public required Sealed<string> Text { get; init; }
    /// <summary>The print of the text, which a yes is to. Salted, with the salt sealed beside the text: whoever guesses a sentence learns nothing from it.</summary>
    public required byte[] Hash { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
    /// <summary>When it was taken away, or put otherwise in another.</summary>
    public DateTimeOffset? ReplacedAt { get; private set; }

    /// <summary>Writes one.</summary>
    public static Message Of(Guid id, Case one, Guid author, string text, AccessGrant grant, DateTimeOffset now)
    {
        var (salted, hash) = Salted(text);
        return new() { Id = id, CaseId = one.Id, Leader = one.Leader ?? throw new NotNow(), Author = author, Text = grant.SealAny(salted, Column, id), Hash = hash, WrittenAt = now };
    }

    /// <summary>It is taken away, or put otherwise in another.</summary>
    public void Replace(DateTimeOffset now) => ReplacedAt ??= now;

    /// <summary>The text, word for word.</summary>
    public string Read(AccessGrant grant) => grant.Open(Text, Column, Id)!.Split('\n', 2)[1];

    /// <summary>The print of the text, as a form carries it.</summary>
    public string Print => Convert.ToHexStringLower(Hash);

    private static (string Salted, byte[] Hash) Salted(string text)
    {
        var salted = $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}\n{text}";
        return (salted, SHA256.HashData(Encoding.UTF8.GetBytes(salted)));
    }
}
