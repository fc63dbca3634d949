using System.Security.Cryptography;

namespace Omtanke.Security;

/// <summary>Codes for the day the phone is gone: each lets its owner in once. Written in small letters and digits that cannot be mistaken for each other.</summary>
public static class RecoveryCodes
{
    /// <summary>How many somebody gets.</summary>
    public const int Count = 10;

    private const string Alphabet = "abcdefghjkmnpqrstvwxyz23456789";

    /// <summary>Ten new ones, each with 78 bits that nobody can guess.</summary>
    public static IReadOnlyList<string> Make() => [.. Enumerable.Range(0, Count).Select(_ => One(4, 4))];

    /// <summary>One code of some groups, as <c>k7mq-4xw9-p2ha-9rte</c>.</summary>
    public static string One(int groups, int length) =>
        string.Join('-', Enumerable.Range(0, groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, length)));

    /// <summary>The same code however it was typed: with spaces, capitals or without dashes.</summary>
    public static string Plain(string typed) => string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
