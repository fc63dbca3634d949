using Microsoft.AspNetCore.Mvc;
using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Security.SignIn;

/// <summary>For somebody who only has passkeys and has lost them: a recovery code from the paper. With a password, the code is the second step instead.</summary>
public sealed partial class Recovery
{
    /// <summary>The screen's routes.</summary>
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/sign-in/recovery", (string? to) => Page.Of<Recovery>(new { To = to })).May(Operation.Enter, Kind.Open);
        doors.MapPost("/sign-in/recovery", Enter).May(Operation.Enter, Kind.Open);
    }

    private static async Task<IResult> Enter(
        HttpContext http, Database db, Accounts accounts, Tries tries, Visit visit, [FromForm] string? email, [FromForm] string? code, [FromForm] string? to)
    {
        var errors = new Errors();
        errors.AddWhen(string.IsNullOrWhiteSpace(email), "email", "sign-in.email-missing");
        errors.AddWhen(string.IsNullOrWhiteSpace(code), "code", "sign-in.recovery.missing");
        if (errors.Any)
            return Page.Of<Recovery>(new { To = to, Email = email, Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        var buckets = await tries.For(http, email!);
        if (await tries.Take(buckets) is { } later)
            return Patience.Ask(http, later, Page.Of<Recovery>(new { To = to, Email = email, Later = later }, StatusCodes.Status429TooManyRequests));
        if (await accounts.At(email!) is not { PasswordHash: null } account || !await accounts.Recovers(account, code!))
        {
            errors.Add("code", "sign-in.recovery.wrong");
            return Page.Of<Recovery>(new { To = to, Email = email, Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        }
        await tries.GiveBack(buckets, 1);
        await SignedIn.Begin(http, db, account.Id, "recovery", visit.Now);
        return Page.SeeOther("/account", "sign-in.recovery.welcome");
    }
}
