using System.Text.Json;
using Omtanke.Data;

namespace Omtanke.Security;

/// <summary>Seals letters while they wait, with a key of the machinery's own.</summary>
public sealed class Envelope(IKeyRing ring) : IEnvelope
{
    private readonly Lockbox box = new(ring.Derive("letters"));

    /// <inheritdoc />
    public byte[] Close(Guid letter, LetterBody body) => box.Close(JsonSerializer.SerializeToUtf8Bytes(body), letter.ToByteArray());

    /// <inheritdoc />
    public LetterBody Open(Guid letter, byte[] closed) => JsonSerializer.Deserialize<LetterBody>(box.Open(closed, letter.ToByteArray()))!;
}
