using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Omtanke.Security;

/// <summary>What a password must be: long, and not what anybody would guess first. No demand for capitals, digits or signs.</summary>
public static class PasswordRule
{
    /// <summary>The shortest that is allowed.</summary>
    public const int Least = 12;

    /// <summary>The longest: more would only cost time.</summary>
    public const int Most = 200;

    // What people choose first, Danes included. Compared without capitals, digits at the ends and signs.
    private static readonly string[] Obvious =
    [
        "password", "passwordpassword", "adgangskode", "kodeord", "hemmelig", "velkommen", "welcome", "qwertyuiop", "qwertyuiopå", "qwerty", "asdfghjkl", "letmein",
        "iloveyou", "jegelskerdig", "danmark", "københavn", "kobenhavn", "sommer", "vinter", "foraar", "forår", "efteraar", "efterår", "arbejdsplads", "mitarbejde",
        "fodbold", "brøndby", "brondby", "administrator", "correcthorsebatterystaple", "abcdefghijkl", "abcdefghijklm", "changeme", "ændremig", "login", "logmigind",
    ];

    /// <summary>What is wrong with it, as a word key; null when nothing is.</summary>
    public static string? Judge(string password, string name, string email) =>
        password.Length < Least ? "account.password.too-short"
        : password.Length > Most ? "account.password.too-long"
        : IsAbout(password, name, email) ? "account.password.about-you"
        : IsObvious(password) ? "account.password.obvious"
        : null;

    private static bool IsAbout(string password, string name, string email)
    {
        // What is left when one's own name, address and the product's name are taken out must still be worth something.
        var left = password.ToLowerInvariant();
        string[] known = [email, .. email.Split('@', '.'), .. name.Split(' ', '-'), "omtanke"];
        foreach (var part in known.Select(part => part.ToLowerInvariant()).Where(part => part.Length > 2).OrderByDescending(part => part.Length))
            left = left.Replace(part, "", StringComparison.Ordinal);
        return left.Length < password.Length && left.Count(char.IsLetterOrDigit) < 8;
    }

    private static bool IsObvious(string password)
    {
        var plain = new StringBuilder();
        foreach (var sign in password.ToLowerInvariant().Where(char.IsLetterOrDigit))
            plain.Append(sign);
        var core = plain.ToString().Trim('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return core.Length == 0 || password.Distinct().Count() < 5 || Obvious.Contains(core, StringComparer.Ordinal) || Repeats(core);
    }

    // The same short word again and again.
    private static bool Repeats(string core) => Enumerable.Range(1, Math.Min(7, core.Length / 2)).Any(length =>
        Enumerable.Range(0, core.Length).All(at => core[at] == core[at % length]));
}

/// <summary>The same rule for whoever sets a password through Identity.</summary>
internal sealed class PasswordRuleValidator : IPasswordValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) => Task.FromResult(
        PasswordRule.Judge(password ?? "", "", user.Email ?? "") is { } wrong ? IdentityResult.Failed(new IdentityError { Code = wrong, Description = wrong }) : IdentityResult.Success);
}
