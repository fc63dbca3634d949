using System.Net.Mail;
using Omtanke.Web;

namespace Omtanke.Conversations.Ask;

/// <summary>Where and for how long, as typed.</summary>
public sealed record TypedPlace(string Place, string Minutes)
{
    /// <summary>The longest place.</summary>
    public const int Longest = 300;

    /// <summary>How long a talk may be chosen to last.</summary>
    public static readonly IReadOnlyList<int> Lengths = [30, 45, 60, 90, 120];

    /// <summary>As a form sent it.</summary>
    public static TypedPlace From(Posted form) => new(form["place"], form["minutes"]);

    /// <summary>The minutes meant.</summary>
    public int Judge(Errors errors)
    {
        errors.AddWhen(Place.Length > Longest, "place", "conversations.ask.error.place-long");
        if (int.TryParse(Minutes, System.Globalization.CultureInfo.InvariantCulture, out var minutes) && minutes is >= 5 and <= 480)
            return minutes;
        errors.Add("minutes", "conversations.ask.error.minutes");
        return 60;
    }
}

/// <summary>A companion as typed.</summary>
public sealed record TypedCompanion(string Name, string Role, string Email)
{
    /// <summary>The longest name or role.</summary>
    public const int Longest = 100;

    /// <summary>Nobody.</summary>
    public static readonly TypedCompanion Nobody = new("", "", "");

    /// <summary>Whether anything was typed.</summary>
    public bool Any => Name.Length + Role.Length + Email.Length > 0;

    /// <summary>As a form sent it.</summary>
    public static TypedCompanion From(Posted form) =>
        new(form["companion-name"], form["companion-role"], form["companion-email"]);

    /// <summary>As it is kept.</summary>
    public static TypedCompanion Of(Companion? companion) => companion is null ? Nobody : new(companion.Name, companion.Role, companion.Email ?? "");

    /// <summary>The companion meant; null for nobody.</summary>
    public Companion? Judge(Errors errors)
    {
        if (!Any)
            return null;
        errors.AddWhen(Name.Length == 0, "companion-name", "conversations.ask.error.companion-name");
        errors.AddWhen(Name.Length > Longest, "companion-name", "conversations.ask.error.long-100");
        errors.AddWhen(Role.Length > Longest, "companion-role", "conversations.ask.error.long-100");
        errors.AddWhen(Email.Length > 0 && !IsAddress(Email), "companion-email", "conversations.ask.error.email");
        return new Companion(Name, Role, Email.Length == 0 ? null : Email);
    }

    private static bool IsAddress(string text) =>
        text.Length <= 254 && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);
}
