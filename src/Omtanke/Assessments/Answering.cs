namespace Omtanke.Assessments;

/// <summary>Where one answers, and how a code is said.</summary>
internal static class Answering
{
    /// <summary>Where a code is typed.</summary>
    public const string Address = "/answer";

    /// <summary>Where a letter and its QR code lead. The code stands after the question mark: that part of an address no log should keep.</summary>
    public static string AddressOf(string code) => $"{Address}?code={code}";

    /// <summary>Where whoever holds a code answers.</summary>
    public static string HandOf(Guid collection) => $"/collections/{collection}/answer";

    /// <summary>Where somebody answers who is signed in, with their name.</summary>
    public static string MineOf(Guid collection) => $"/collections/{collection}/mine";

    /// <summary>Where a collection is answered.</summary>
    public static string HomeOf(Collection collection) => collection.IsNamed ? MineOf(collection.Id) : HandOf(collection.Id);

    /// <summary>A code as it is read from paper: five and five.</summary>
    public static string Spaced(string code) => code.Length == Security.Ballots.CodeLength ? $"{code[..5]} {code[5..]}" : code;

    /// <summary>A link as one says it aloud: without what every browser puts before it.</summary>
    public static string Said(string link) => link[(link.IndexOf("://", StringComparison.Ordinal) + 3)..];
}
