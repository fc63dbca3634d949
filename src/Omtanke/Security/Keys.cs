using System.Security.Cryptography;
using System.Text;

namespace Omtanke.Security;

/// <summary>Where the key-encryption keys come from: a file today, a key service tomorrow.</summary>
public interface IKeyRing
{
    /// <summary>The version new keys are wrapped with.</summary>
    int Version { get; }

    /// <summary>Wraps a data key for a kind, bound to its id.</summary>
    byte[] Wrap(Kind kind, Guid key, byte[] dataKey);

    /// <summary>Unwraps it again.</summary>
    /// <exception cref="CryptographicException">Another key file, or a changed or moved row.</exception>
    byte[] Unwrap(Kind kind, Guid key, int version, byte[] wrapped);

    /// <summary>A secret for one purpose of the machinery (the app's database password, sealed letters), the same on every node that has the key file.</summary>
    byte[] Derive(string purpose);
}

/// <summary>
/// The key file: one line, <c>omtanke-key 1 BASE64</c>, mode 0400, outside the database. From it comes one key-encryption key per kind.
/// Without it nothing that people wrote can be opened, by anybody.
/// </summary>
public sealed class KeyFile : IKeyRing
{
    private readonly byte[] root;

    private KeyFile(byte[] root) => this.root = root;

    /// <inheritdoc />
    public int Version => 1;

    /// <summary>Where it lies in a data folder.</summary>
    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "keys", "omtanke.key");

    /// <summary>Tells two key files apart without telling anything of either.</summary>
    public string Fingerprint => Convert.ToHexStringLower(Derive("fingerprint"))[..16];

    /// <summary>Reads the key file, or makes it (mode 0400) where there is none.</summary>
    /// <exception cref="InvalidDataException">The file is not a key file.</exception>
    public static KeyFile At(string path)
    {
        if (!File.Exists(path))
            Make(path);
        var parts = File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is not ["omtanke-key", "1", var encoded])
            throw new InvalidDataException($"{path} is not an Omtanke key file.");
        return new KeyFile(Convert.FromBase64String(encoded));
    }

    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead;
        using var file = new StreamWriter(path, Encoding.ASCII, options);
        file.Write($"omtanke-key 1 {Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}\n");
    }

    /// <inheritdoc />
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, root, 32, info: Encoding.UTF8.GetBytes(purpose));

    /// <inheritdoc />
    public byte[] Wrap(Kind kind, Guid key, byte[] dataKey)
    {
        var wrapped = new byte[12 + 16 + dataKey.Length];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, 12));
        using var aes = new AesGcm(Derive($"kek {kind}"), 16);
        aes.Encrypt(wrapped.AsSpan(0, 12), dataKey, wrapped.AsSpan(28), wrapped.AsSpan(12, 16), About(kind, key));
        return wrapped;
    }

    /// <inheritdoc />
    public byte[] Unwrap(Kind kind, Guid key, int version, byte[] wrapped)
    {
        if (version != Version)
            throw new CryptographicException($"The key file does not hold version {version}.");
        var dataKey = new byte[wrapped.Length - 28];
        using var aes = new AesGcm(Derive($"kek {kind}"), 16);
        aes.Decrypt(wrapped.AsSpan(0, 12), wrapped.AsSpan(28), wrapped.AsSpan(12, 16), dataKey, About(kind, key));
        return dataKey;
    }

    private static byte[] About(Kind kind, Guid key) => Encoding.UTF8.GetBytes($"{kind}|{key}");
}

/// <summary>A wrapped data key, in the schema <c>keys</c>.</summary>
public sealed class DataKey
{
    public required Guid Id { get; init; }
    public required Kind Kind { get; init; }
    /// <summary>Whose: an author, or a conversation.</summary>
    public required Guid Owner { get; init; }
    public required int KekVersion { get; init; }
    public required byte[] Wrapped { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>What is gone for good; replayed after every restore.</summary>
public sealed class Tombstone
{
    public required Guid Record { get; init; }
    public required string Kind { get; init; }
    public Guid? Key { get; init; }
    public required DateTimeOffset ErasedAt { get; init; }
}
