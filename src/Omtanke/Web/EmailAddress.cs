namespace Omtanke.Web;

/// <summary>Whether something typed can be an e-mail address. Only sending shows whether it is one.</summary>
public static class EmailAddress
{
    /// <summary>The longest a mail system takes.</summary>
    public const int Longest = 254;

    /// <summary>One @ with something on both sides, a dot in what follows it, and nothing that ends a line or a list.</summary>
    public static bool IsOne(string typed)
    {
        if (typed.Length > Longest || typed.Any(sign => char.IsWhiteSpace(sign) || char.IsControl(sign) || sign is ',' or ';' or '<' or '>' or '"' or '(' or ')'))
            return false;
        var at = typed.IndexOf('@', StringComparison.Ordinal);
        var domain = typed[(at + 1)..];
        return at is > 0 and <= 64 && !domain.Contains('@', StringComparison.Ordinal) && domain.Contains('.', StringComparison.Ordinal)
            && domain is not ['.' or '-', ..] and not [.., '.' or '-'] && !typed.Contains("..", StringComparison.Ordinal);
    }
}
