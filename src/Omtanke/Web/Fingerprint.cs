namespace Omtanke.Web;

/// <summary>How the hash of a confirmed text is shown to people who want to see that they have the same text before them.</summary>
public static class Fingerprint
{
    private const int Group = 4, Enough = 2;

    /// <summary>Its beginning, in groups of four: enough to compare at a glance.</summary>
    public static string Short(byte[] hash) => string.Join(' ', Groups(hash).Take(Enough));

    /// <summary>All of it, in groups of four.</summary>
    public static string Whole(byte[] hash) => string.Join(' ', Groups(hash));

    private static IEnumerable<string> Groups(byte[] hash) => Convert.ToHexStringLower(hash).Chunk(Group).Select(group => new string(group));
}
