using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Security;

/// <summary>
/// The secret of one asking: it makes everybody's code, and seals what comes in. While it is there, whoever holds it and the list of those asked can tell whose a code is;
/// it is wrapped under the key file, and gone when the asking is closed.
/// </summary>
public sealed class Ballots
{
    /// <summary>How long everything that is sealed is, whatever it says.</summary>
    public const int Length = 4096;

    /// <summary>How many characters a code has.</summary>
    public const int CodeLength = 10;

    /// <summary>Letters and digits that are not mistaken for each other on paper.</summary>
    public const string CodeLetters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private readonly byte[] codes;
    private readonly Lockbox box;

    internal Ballots(byte[] secret)
    {
        codes = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "codes"u8.ToArray());
        box = new Lockbox(HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "box"u8.ToArray()));
    }

    /// <summary>Somebody's code: the same however often it is printed, and stored nowhere.</summary>
    public string CodeOf(Guid person)
    {
        // A byte that would make some letters likelier than others is passed over.
        var limit = 256 - (256 % CodeLetters.Length);
        var drawn = HKDF.Expand(HashAlgorithmName.SHA256, codes, 64, person.ToByteArray());
        return string.Concat(drawn.Where(one => one < limit).Take(CodeLength).Select(one => CodeLetters[one % CodeLetters.Length]));
    }

    /// <summary>Seals what somebody answered.</summary>
    public byte[] Seal(Guid envelope, ReadOnlySpan<byte> content) => box.Close(Fixed.Pad(content, Length), envelope.ToByteArray());

    /// <summary>Opens an envelope.</summary>
    public byte[] Open(Guid envelope, ReadOnlySpan<byte> sealedContent) => Fixed.Unpad(box.Open(sealedContent, envelope.ToByteArray()));
}

/// <summary>Makes, fetches and deletes the secrets of askings, and knows a code when it is typed.</summary>
public sealed class BallotKeys(Database db, IKeyRing ring, Erasure erasure)
{
    private readonly byte[] pepper = ring.Derive("codes of collections"), names = ring.Derive("members of collections");

    /// <summary>A new secret.</summary>
    /// <param name="owner">The asking.</param>
    /// <param name="now">The time.</param>
    /// <returns>The key's id, to be kept on the record, and the secret.</returns>
    public (Guid Key, Ballots Ballots) Begin(Guid owner, DateTimeOffset now)
    {
        var (id, secret) = (Ids.New(), RandomNumberGenerator.GetBytes(32));
        db.Add(new DataKey { Id = id, Kind = Kind.Collection, Owner = owner, KekVersion = ring.Version, Wrapped = ring.Wrap(Kind.Collection, id, secret), MadeAt = now });
        return (id, new Ballots(secret));
    }

    /// <summary>A secret that is there; null when it is gone, and everything sealed under it with it.</summary>
    public async Task<Ballots?> Fetch(Guid key) =>
        await db.First("select kek_version, wrapped from keys.data_keys where id = $1", row => new Wrapped(row.GetInt32(0), row.GetFieldValue<byte[]>(1)), key) is { } stored
            ? new Ballots(ring.Unwrap(Kind.Collection, key, stored.Version, stored.Key))
            : null;

    /// <summary>Deletes a secret for good: no older backup and no restore opens an envelope again.</summary>
    /// <param name="key">The key.</param>
    /// <param name="table">Where the envelopes stood.</param>
    public Task Shred(Guid key, string table) => erasure.Note([(key, table, key)]);

    /// <summary>What a phone holds in place of a code. Made with the key file, so that whoever has only the database cannot try codes out.</summary>
    public string SecretOf(string code) => Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(HMACSHA256.HashData(pepper, Encoding.ASCII.GetBytes(code)));

    /// <summary>What is stored of it.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    /// <summary>A code as it is kept, from one as it is typed: small letters, blanks and hyphens do not matter.</summary>
    public static string CodeFrom(string typed) => string.Concat(typed.ToUpperInvariant().Where(Ballots.CodeLetters.Contains));

    /// <summary>Somebody's name as one who took part: the same in every round of a series, and only the key file leads from a person to it.</summary>
    public Guid NameIn(Guid series, Guid person) => new(HMACSHA256.HashData(names, (byte[])[.. series.ToByteArray(), .. person.ToByteArray()]).AsSpan(0, 16));

    private sealed record Wrapped(int Version, byte[] Key);
}

/// <summary>What somebody has begun, sealed under a secret that only their phone holds.</summary>
public sealed class PhoneBox(string secret)
{
    private readonly Lockbox box = new(HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(secret), 32, info: "draft"u8.ToArray()));

    /// <summary>What it is found by. The secret cannot be made of it.</summary>
    public byte[] Id { get; } = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(secret), 32, info: "id"u8.ToArray());

    /// <summary>Seals it.</summary>
    public byte[] Seal(ReadOnlySpan<byte> content) => box.Close(Fixed.Pad(content, Ballots.Length), Id);

    /// <summary>Opens it.</summary>
    public byte[] Open(ReadOnlySpan<byte> sealedContent) => Fixed.Unpad(box.Open(sealedContent, Id));
}

/// <summary>Makes everything one length, so that nobody learns from the size how much somebody wrote.</summary>
internal static class Fixed
{
    private const int Head = 4;

    public static byte[] Pad(ReadOnlySpan<byte> content, int length)
    {
        if (content.Length > length - Head)
            throw new ArgumentException("Too long for the envelope.", nameof(content));
        var padded = new byte[length];
        BitConverter.TryWriteBytes(padded, content.Length);
        content.CopyTo(padded.AsSpan(Head));
        return padded;
    }

    public static byte[] Unpad(ReadOnlySpan<byte> padded) => padded.Slice(Head, BitConverter.ToInt32(padded)).ToArray();
}
