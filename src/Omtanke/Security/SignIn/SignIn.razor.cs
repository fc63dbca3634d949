using Microsoft.AspNetCore.Mvc;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Security.SignIn;

/// <summary>Signing in: a passkey, or the first half of address and password.</summary>
public sealed partial class SignIn
{
    /// <summary>The screen's routes.</summary>
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/sign-in", Show).May(Operation.Enter, Kind.Open);
        doors.MapPost("/sign-in", Password).May(Operation.Enter, Kind.Open);
        doors.MapPost("/sign-in/passkey/options", (HttpContext http, Passkeys passkeys) => passkeys.Ask(http, null)).May(Operation.Enter, Kind.Open);
        doors.MapPost("/sign-in/passkey", Passkey).May(Operation.Enter, Kind.Open);
    }

    private static IResult Show(HttpContext http, Visit visit, string? to) =>
        visit.Person is null ? Page.Of<SignIn>(new { To = to, RanOut = Cookies.RanOut(http.Request) }) : Page.SeeOther(to ?? "/me");

    private static async Task<IResult> Passkey(HttpContext http, Database db, Passkeys passkeys, Accounts accounts, Visit visit, [FromForm] string? credential, [FromForm] string? to)
    {
        if (await passkeys.Answered(http, credential) is not { } answer || await db.People.FindAsync(answer.Account.Id) is not { LeftOn: null })
            return Page.Of<SignIn>(new { To = to, RanOut = Cookies.RanOut(http.Request), PasskeyFailed = true }, StatusCodes.Status422UnprocessableEntity);
        await accounts.Keep(answer.Account, answer.Passkey);
        await SignedIn.Begin(http, db, answer.Account.Id, "passkey", visit.Now);
        return Page.SeeOther(to ?? "/me");
    }

    private static async Task<IResult> Password(
        HttpContext http, Accounts accounts, Tries tries, Tickets tickets, [FromForm] string? email, [FromForm] string? password, [FromForm] string? to)
    {
        var errors = new Errors();
        errors.AddWhen(string.IsNullOrWhiteSpace(email), "email", "sign-in.email-missing");
        errors.AddWhen(string.IsNullOrEmpty(password), "password", "sign-in.password-missing");
        if (errors.Any)
            return Page.Of<SignIn>(new { To = to, RanOut = Cookies.RanOut(http.Request), Email = email, Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        var buckets = await tries.For(http, email!);
        if (await tries.Take(buckets) is { } later)
            return Patience.Ask(http, later, Page.Of<SignIn>(new { To = to, RanOut = Cookies.RanOut(http.Request), Email = email, Later = later }, StatusCodes.Status429TooManyRequests));
        var account = await accounts.At(email!);
        if (!await accounts.Fits(account, password!))
        {
            // One answer for an unknown address, a wrong password, and an account that only has passkeys.
            errors.Add("password", "sign-in.wrong");
            return Page.Of<SignIn>(new { To = to, RanOut = Cookies.RanOut(http.Request), Email = email, Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        }
        await tries.GiveBack(buckets, 1);
        tickets.Hand(http, HalfWay.Purpose, new HalfWay(account!.Id, account.SecurityStamp!, email!));
        return Page.SeeOther(LocalAddress.WithQuery("/sign-in/code", "to", LocalAddress.Of(to ?? "/me")));
    }
}

/// <summary>Somebody whose password was right, on the way to the second step.</summary>
/// <param name="Person">Who.</param>
/// <param name="Stamp">Their account's stamp: a password changed meanwhile ends the trip.</param>
/// <param name="Email">As typed, for counting tries.</param>
internal sealed record HalfWay(Guid Person, string Stamp, string Email)
{
    public const string Purpose = "half-way";
}

/// <summary>Too many tries: says when to come back, to machines too.</summary>
internal static class Patience
{
    public static IResult Ask(HttpContext http, DateTimeOffset later, IResult page)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling((later - http.RequestServices.GetRequiredService<Visit>().Now).TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return page;
    }
}
