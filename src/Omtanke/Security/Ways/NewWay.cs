using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Security.Ways;

/// <summary>A code app about to be taken into use. Its secret waits in the form, sealed, until the first digits have come back right.</summary>
/// <param name="Ticket">The secret as the form carries it.</param>
/// <param name="Key">The secret.</param>
/// <param name="Email">What the code app shall call it.</param>
public sealed record CodeApp(string Ticket, byte[] Key, string Email)
{
    private const string Purpose = "code app";

    /// <summary>Begins one for this person.</summary>
    public static CodeApp Begin(Tickets tickets, Person person)
    {
        var key = Totp.NewKey();
        return new(tickets.Write(Purpose, new Waiting(person.Id, key), TimeSpan.FromHours(1)), key, person.Email);
    }

    /// <summary>The one this form was shown with; null after an hour, and for somebody else's form.</summary>
    public static CodeApp? Of(Tickets tickets, string? ticket, Person person) =>
        tickets.Read<Waiting>(Purpose, ticket) is { } waiting && waiting.Person == person.Id ? new(ticket!, waiting.Key, person.Email) : null;

    private sealed record Waiting(Guid Person, byte[] Key);
}

/// <summary>A password and a code app as somebody filled them in.</summary>
/// <param name="Password">The password, typed.</param>
/// <param name="Again">The same once more.</param>
/// <param name="Digits">The first digits from the code app.</param>
public sealed record NewPassword(string? Password, string? Again, string? Digits)
{
    /// <summary>What is wrong with it.</summary>
    public Errors Judge(CodeApp? app, Person person, DateTimeOffset now)
    {
        var errors = new Errors();
        if (PasswordRule.Judge(Password ?? "", person.Name, person.Email) is { } wrong)
            errors.Add("password", wrong);
        errors.AddWhen(Password != Again, "again", "account.password.differ");
        JudgeDigits(errors, Digits, app, now);
        return errors;
    }

    /// <summary>What is wrong with the digits alone.</summary>
    public static void JudgeDigits(Errors errors, string? digits, CodeApp? app, DateTimeOffset now)
    {
        errors.AddWhen(app is null, "digits", "account.code-app.too-late");
        errors.AddWhen(app is not null && Totp.StepOf(app.Key, digits ?? "", now) is null, "digits", "account.code-app.wrong");
    }
}
