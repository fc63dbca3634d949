using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Omtanke.Data;

namespace Omtanke.Security;

/// <summary>Seals letters while they wait, with a key of the machinery's own.</summary>
public sealed class Envelope(IKeyRing ring) : IEnvelope
{
    private readonly byte[] key = ring.Derive("letters");

    /// <inheritdoc />
    public byte[] Close(Guid letter, LetterBody body)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(body);
        var closed = new byte[12 + 16 + plain.Length];
        RandomNumberGenerator.Fill(closed.AsSpan(0, 12));
        using var aes = new AesGcm(key, 16);
        aes.Encrypt(closed.AsSpan(0, 12), plain, closed.AsSpan(28), closed.AsSpan(12, 16), letter.ToByteArray());
        return closed;
    }

    /// <inheritdoc />
    public LetterBody Open(Guid letter, byte[] closed)
    {
        var plain = new byte[closed.Length - 28];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(closed.AsSpan(0, 12), closed.AsSpan(28), closed.AsSpan(12, 16), plain, letter.ToByteArray());
        return JsonSerializer.Deserialize<LetterBody>(plain)!;
    }
}
