namespace Omtanke.Workshops;

/// <summary>Where one joins, and how it is said.</summary>
internal static class Joining
{
    /// <summary>Where the six characters are typed.</summary>
    public const string Address = "/join";

    /// <summary>Where the QR code leads.</summary>
    public static string AddressOf(string code) => $"{Address}/{code}";

    /// <summary>Where somebody who has joined is.</summary>
    public static string HandOf(Guid workshop) => $"/workshops/{workshop}/hand";

    /// <summary>A code as it is read from a wall: three and three.</summary>
    public static string Spaced(string code) => code.Length == Workshop.CodeLength ? $"{code[..3]} {code[3..]}" : code;

    /// <summary>A link as one says it aloud: without what every browser puts before it.</summary>
    public static string Said(string link) => link[(link.IndexOf("://", StringComparison.Ordinal) + 3)..];
}
