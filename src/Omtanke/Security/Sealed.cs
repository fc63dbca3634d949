using System.Security.Cryptography;
using System.Text;

namespace Omtanke.Security;

/// <summary>
/// Text nobody can read without an <see cref="AccessGrant"/>: AES-256-GCM under the record's own key.
/// It can be stored and moved, and shows nothing of itself, not even when printed.
/// </summary>
/// <typeparam name="T">What is sealed; so far always <see cref="string"/> (a text, or an answer as JSON).</typeparam>
public sealed record Sealed<T>(byte[] Bytes)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(sealed)";
}

/// <summary>
/// Where a sealed text belongs. It goes into the seal as additional data, so that a text moved to another row, column, owner or workplace does not open.
/// </summary>
/// <param name="Kind">The kind of information.</param>
/// <param name="Column">Table and column, e.g. <c>notes.text</c>.</param>
/// <param name="Record">The row.</param>
/// <param name="Owner">Whose it is: the author, or the conversation.</param>
public readonly record struct Place(Kind Kind, string Column, Guid Record, Guid Owner);

/// <summary>The cipher itself: seals and opens bytes with a data key. Layout: version 1 · key version 4 · nonce 12 · tag 16 · text.</summary>
internal static class Cipher
{
    private const byte Version = 1;
    private const int Head = 1 + 4, Nonce = 12, Tag = 16;

    public static byte[] Seal(ReadOnlySpan<byte> dataKey, int keyVersion, Guid workplace, Place place, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var bytes = new byte[Head + Nonce + Tag + plain.Length];
        bytes[0] = Version;
        BitConverter.TryWriteBytes(bytes.AsSpan(1, 4), keyVersion);
        RandomNumberGenerator.Fill(bytes.AsSpan(Head, Nonce));
        using var aes = new AesGcm(RecordKey(dataKey, place), Tag);
        aes.Encrypt(bytes.AsSpan(Head, Nonce), plain, bytes.AsSpan(Head + Nonce + Tag), bytes.AsSpan(Head + Nonce, Tag), About(workplace, place, keyVersion));
        CryptographicOperations.ZeroMemory(plain);
        return bytes;
    }

    /// <exception cref="CryptographicException">The text was changed, or moved from where it was sealed.</exception>
    public static string Open(ReadOnlySpan<byte> dataKey, int keyVersion, Guid workplace, Place place, byte[] bytes)
    {
        if (bytes.Length < Head + Nonce + Tag || bytes[0] != Version || BitConverter.ToInt32(bytes, 1) != keyVersion)
            throw new CryptographicException("Not a sealed text of this key.");
        var plain = new byte[bytes.Length - Head - Nonce - Tag];
        using var aes = new AesGcm(RecordKey(dataKey, place), Tag);
        aes.Decrypt(bytes.AsSpan(Head, Nonce), bytes.AsSpan(Head + Nonce + Tag), bytes.AsSpan(Head + Nonce, Tag), plain, About(workplace, place, keyVersion));
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] RecordKey(ReadOnlySpan<byte> dataKey, Place place)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey, key, salt: [], info: place.Record.ToByteArray());
        return key;
    }

    private static byte[] About(Guid workplace, Place place, int keyVersion) =>
        Encoding.UTF8.GetBytes($"{workplace}|{place.Kind}|{place.Record}|{place.Owner}|{place.Column}|{keyVersion}");
}
