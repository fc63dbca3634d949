using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Security.SignIn;

/// <summary>Showing once more that it is you: after a quarter of an hour away, and before changing how you sign in.</summary>
public sealed partial class Again
{
    /// <summary>The screen's routes.</summary>
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/sign-in/again", (Database db, Accounts accounts, Caller caller, string? to) => Show(db, accounts, caller, to, new Errors())).May(Operation.Read, Kind.Account);
        doors.MapPost("/sign-in/again", Password).May(Operation.Read, Kind.Account);
        doors.MapPost("/sign-in/again/passkey/options", AskPasskey).May(Operation.Read, Kind.Account);
        doors.MapPost("/sign-in/again/passkey", Passkey).May(Operation.Read, Kind.Account);
        doors.MapPost("/sign-in/again/demo", Demo).May(Operation.Read, Kind.Account);
    }

    private static async Task<IResult> Show(Database db, Accounts accounts, Caller caller, string? to, Errors errors, DateTimeOffset? later = null, bool passkeyFailed = false)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(found => found.Id == caller.Person);
        var model = new
        {
            To = to,
            Errors = errors,
            Later = later,
            PasskeyFailed = passkeyFailed,
            HasPasskey = account is not null && (await accounts.Passkeys(account)).Count > 0,
            HasPassword = account?.PasswordHash is not null,
            IsDemo = await SatDown(db, caller),
        };
        return Page.Of<Again>(model, later is not null ? StatusCodes.Status429TooManyRequests : errors.Any || passkeyFailed ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> AskPasskey(HttpContext http, Database db, Passkeys passkeys, Caller caller) =>
        await passkeys.Ask(http, await db.Accounts.SingleOrDefaultAsync(account => account.Id == caller.Person));

    private static async Task<IResult> Passkey(
        HttpContext http, Database db, Accounts accounts, Passkeys passkeys, Caller caller, Visit visit, [FromForm] string? credential, [FromForm] string? to)
    {
        if (await passkeys.Answered(http, credential) is not { } answer || answer.Account.Id != caller.Person)
            return await Show(db, accounts, caller, to, new Errors(), passkeyFailed: true);
        await accounts.Keep(answer.Account, answer.Passkey);
        return await Done(http, db, caller, visit, to);
    }

    private static async Task<IResult> Password(
        HttpContext http, Database db, Accounts accounts, Tries tries, Caller caller, Visit visit, [FromForm] string? password, [FromForm] string? code, [FromForm] string? to)
    {
        var errors = new Errors();
        var buckets = tries.For(caller.Session!.Value);
        if (await tries.Take(buckets) is { } later)
            return Patience.Ask(http, later, await Show(db, accounts, caller, to, errors, later));
        var account = await db.Accounts.SingleOrDefaultAsync(found => found.Id == caller.Person);
        if (!await accounts.Fits(account, password ?? ""))
            errors.Add("password", "sign-in.again.wrong-password");
        else if (!await accounts.Uses(account!, code ?? ""))
            errors.Add("code", "sign-in.code.wrong");
        if (errors.Any)
            return await Show(db, accounts, caller, to, errors);
        await tries.GiveBack(buckets, 1);
        return await Done(http, db, caller, visit, to);
    }

    /// <summary>In a demo nobody has anything to show: one press is enough.</summary>
    private static async Task<IResult> Demo(HttpContext http, Database db, Settings settings, Caller caller, Visit visit, [FromForm] string? to) =>
        settings.Demo && await SatDown(db, caller) ? await Done(http, db, caller, visit, to) : Page.SeeOther("/sign-in/again");

    private static async Task<IResult> Done(HttpContext http, Database db, Caller caller, Visit visit, string? to)
    {
        await SignedIn.Renew(http, db, caller.Session!.Value, visit.Now);
        return Page.SeeOther(to ?? "/me");
    }

    private static Task<bool> SatDown(Database db, Caller caller) => db.Sessions.AnyAsync(session => session.Id == caller.Session && session.Method == "demo");
}
