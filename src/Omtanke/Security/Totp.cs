using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Omtanke.Security;

/// <summary>The six digits of a code app (RFC 6238: HMAC-SHA-1, thirty seconds). Identity's own provider takes the same code twice; this one says which step it was, so that it can be refused.</summary>
public static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret for a code app.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(20);

    /// <summary>The number of the thirty seconds that this moment lies in.</summary>
    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / 30;

    /// <summary>The digits of one step.</summary>
    public static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // SHA-1 is what the standard and every code app use; its weakness (collisions) does not touch HMAC.
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF, 4)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose digits these are, at most one step early or late; null when they are nobody's.</summary>
    public static long? StepOf(byte[] key, string code, DateTimeOffset now)
    {
        var typed = Encoding.ASCII.GetBytes(Digits(code));
        long? found = null;
        foreach (var step in (long[])[StepAt(now) - 1, StepAt(now), StepAt(now) + 1])
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, step)), typed))
                found = step;
        return found;
    }

    /// <summary>What a QR code holds so that a code app understands it.</summary>
    public static string Address(byte[] key, string email) =>
        $"otpauth://totp/Omtanke:{Uri.EscapeDataString(email)}?secret={Text(key)}&issuer=Omtanke&digits=6&period=30";

    /// <summary>The secret as people type it (RFC 4648 base 32).</summary>
    public static string Text(byte[] key)
    {
        var text = new StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var part in key)
        {
            (bits, held) = ((bits << 8) | part, held + 8);
            for (; held >= 5; held -= 5)
                text.Append(Alphabet[(bits >> (held - 5)) & 31]);
            bits &= (1 << held) - 1;
        }
        return text.ToString();
    }

    // People copy the digits with a space in the middle.
    private static string Digits(string code) => string.Concat(code.Where(char.IsAsciiDigit));
}
