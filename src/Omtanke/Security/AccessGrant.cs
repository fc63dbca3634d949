using System.Security.Cryptography;

namespace Omtanke.Security;

/// <summary>
/// Leave to open and seal the text of one record. Only the authorization in <see cref="Gate"/> makes one, after <see cref="Access.Decide"/> has said yes,
/// and the row in the log of openings is written in the same transaction.
/// </summary>
public sealed class AccessGrant
{
    private readonly Guid workplace;
    private readonly DataKey key;
    private readonly byte[] dataKey;

    internal AccessGrant(Guid workplace, DataKey key, byte[] dataKey, bool mayWrite)
    {
        this.workplace = workplace;
        this.key = key;
        this.dataKey = dataKey;
        MayWrite = mayWrite;
    }

    /// <summary>Whether this grant was given for something that writes.</summary>
    public bool MayWrite { get; }

    /// <summary>Opens a sealed text; null stays null.</summary>
    /// <param name="text">The sealed text.</param>
    /// <param name="column">Table and column it stands in.</param>
    /// <param name="record">The row it stands in.</param>
    /// <exception cref="CryptographicException">The text was changed, or moved from where it was sealed.</exception>
    public string? Open(Sealed<string>? text, string column, Guid record) =>
        text is null ? null : Cipher.Open(dataKey, key.KekVersion, workplace, At(column, record), text.Bytes);

    /// <summary>Seals a text for this row and column. Null or blank becomes null.</summary>
    /// <exception cref="InvalidOperationException">The grant was given for reading only.</exception>
    public Sealed<string>? Seal(string? text, string column, Guid record) =>
        string.IsNullOrWhiteSpace(text) ? null : SealAny(text, column, record);

    /// <summary>Seals a text for this row and column, an empty one too.</summary>
    public Sealed<string> SealAny(string text, string column, Guid record) => MayWrite
        ? new Sealed<string>(Cipher.Seal(dataKey, key.KekVersion, workplace, At(column, record), text))
        : throw new InvalidOperationException("This grant was given for reading.");

    private Place At(string column, Guid record) => new(key.Kind, column, record, key.Owner);
}
