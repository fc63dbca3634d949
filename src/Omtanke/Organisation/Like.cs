namespace Omtanke.Organisation;

/// <summary>Patterns for looking something up by a part of it.</summary>
internal static class Like
{
    /// <summary>What was typed, anywhere; its own signs mean themselves.</summary>
    public static string Anywhere(string typed) =>
        $"%{typed.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
}
