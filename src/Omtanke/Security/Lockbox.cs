using System.Security.Cryptography;

namespace Omtanke.Security;

/// <summary>Seals the machinery's own small things (letters, app keys) under a key derived from the key file. Layout: nonce 12 · tag 16 · content.</summary>
internal sealed class Lockbox(byte[] key)
{
    private const int Nonce = 12, Tag = 16;

    /// <summary>Seals it for one place: moved elsewhere it does not open.</summary>
    public byte[] Close(ReadOnlySpan<byte> content, ReadOnlySpan<byte> place)
    {
        var closed = new byte[Nonce + Tag + content.Length];
        RandomNumberGenerator.Fill(closed.AsSpan(0, Nonce));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(closed.AsSpan(0, Nonce), content, closed.AsSpan(Nonce + Tag), closed.AsSpan(Nonce, Tag), place);
        return closed;
    }

    /// <summary>Opens it again.</summary>
    /// <exception cref="CryptographicException">Another key, another place, or changed.</exception>
    public byte[] Open(ReadOnlySpan<byte> closed, ReadOnlySpan<byte> place)
    {
        if (closed.Length < Nonce + Tag)
            throw new CryptographicException("Nothing that was sealed here.");
        var content = new byte[closed.Length - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(closed[..Nonce], closed[(Nonce + Tag)..], closed[Nonce..(Nonce + Tag)], content, place);
        return content;
    }
}
