using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Omtanke.Security;

namespace Omtanke.Actions.Reminders;

/// <summary>
/// The address in a reminder that can be answered without signing in. It names the reminder and the person it went to, under a seal only the key file makes: nothing that lets anybody in is stored.
/// Which action it is, how long it holds and whether it was used stands in the reminder's own row. Short, because it stands in a plain mail on a phone.
/// </summary>
public sealed class AnswerLinks(IKeyRing ring)
{
    /// <summary>Where the addresses begin.</summary>
    public const string Address = "/plan/";

    private const int Id = 16, Seal = 16, Length = Id + Id + Seal;

    private readonly byte[] key = ring.Derive("answers from the mail");

    /// <summary>The address of a reminder.</summary>
    public string To(Guid reminder, Guid person)
    {
        Span<byte> link = stackalloc byte[Length];
        reminder.TryWriteBytes(link);
        person.TryWriteBytes(link[Id..]);
        Sealed(link[..^Seal]).CopyTo(link[^Seal..]);
        return Address + Base64Url.EncodeToString(link);
    }

    /// <summary>Which reminder a link is of, and whose; null when it is none of ours.</summary>
    public (Guid Reminder, Guid Person)? Read(string token)
    {
        var link = new byte[Length];
        // A longer one does not fit, and one with other bits at its end is another link.
        if (token.Length != Base64Url.GetEncodedLength(Length) || Base64Url.DecodeFromChars(token, link, out _, out var read) != OperationStatus.Done || read != Length)
            return null;
        return CryptographicOperations.FixedTimeEquals(Sealed(link.AsSpan(..^Seal)), link.AsSpan(^Seal..)) ? (new Guid(link.AsSpan(..Id)), new Guid(link.AsSpan(Id, Id))) : null;
    }

    private ReadOnlySpan<byte> Sealed(ReadOnlySpan<byte> content) => HMACSHA256.HashData(key, content).AsSpan(0, Seal);
}
