using Microsoft.AspNetCore.Mvc;
using Omtanke.Data;
using Omtanke.Security.Ways;
using Omtanke.Web;

namespace Omtanke.Security.MyAccount;

/// <summary>A new password with its code app, or another code app alone.</summary>
public sealed partial class PasswordAndCodeApp
{
    /// <summary>The screens' routes.</summary>
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/account/password", (Database db, Accounts accounts, Tickets tickets, Caller caller) => Show(db, accounts, tickets, caller, withPassword: true))
            .May(Operation.Write, Kind.Account).ShownRecently();
        doors.MapGet("/account/code-app", (Database db, Accounts accounts, Tickets tickets, Caller caller) => Show(db, accounts, tickets, caller, withPassword: false))
            .May(Operation.Write, Kind.Account).ShownRecently();
        doors.MapPost("/account/password", SetPassword).May(Operation.Write, Kind.Account).ShownRecently();
        doors.MapPost("/account/code-app", SetCodeApp).May(Operation.Write, Kind.Account).ShownRecently();
    }

    private static async Task<IResult> Show(Database db, Accounts accounts, Tickets tickets, Caller caller, bool withPassword)
    {
        var (person, account) = await MyAccount.Me(db, accounts, caller);
        return withPassword || account.PasswordHash is not null
            ? Page.Of<PasswordAndCodeApp>(new { App = CodeApp.Begin(tickets, person), WithPassword = withPassword, person.Email })
            : Page.SeeOther("/account/password");
    }

    private static async Task<IResult> SetPassword(
        HttpContext http, Database db, Accounts accounts, Tickets tickets, Caller caller, Visit visit,
        [FromForm] string? password, [FromForm] string? again, [FromForm] string? digits, [FromForm] string? app)
    {
        var (person, account) = await MyAccount.Me(db, accounts, caller);
        var codeApp = CodeApp.Of(tickets, app, person);
        var errors = new NewPassword(password, again, digits).Judge(codeApp, person, visit.Now);
        if (errors.Any)
            return Page.Of<PasswordAndCodeApp>(new { App = codeApp ?? CodeApp.Begin(tickets, person), WithPassword = true, person.Email, Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        await accounts.SetPassword(account, password!, codeApp!.Key);
        await accounts.Uses(account, digits!);
        // A changed password puts everybody else out who may have used the old one.
        await SignedIn.EndOthers(db, person.Id, caller.Session!.Value);
        var first = await accounts.RecoveryCodesLeft(account) == 0;
        await accounts.Activate(account, account.Email ?? person.Email);
        await accounts.Tell(account, person);
        return first ? Page.Of<ShowCodes>(new { Codes = await accounts.NewRecoveryCodes(account), Next = "/account" }) : Page.SeeOther("/account", "account.password.saved");
    }

    private static async Task<IResult> SetCodeApp(Database db, Accounts accounts, Tickets tickets, Caller caller, Visit visit, [FromForm] string? digits, [FromForm] string? app)
    {
        var (person, account) = await MyAccount.Me(db, accounts, caller);
        if (account.PasswordHash is null)
            return Page.SeeOther("/account/password");
        var codeApp = CodeApp.Of(tickets, app, person);
        var errors = new Errors();
        NewPassword.JudgeDigits(errors, digits, codeApp, visit.Now);
        if (errors.Any)
            return Page.Of<PasswordAndCodeApp>(new { App = codeApp ?? CodeApp.Begin(tickets, person), WithPassword = false, person.Email, Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        await accounts.SetCodeApp(account, codeApp!.Key);
        await accounts.Uses(account, digits!);
        await accounts.Tell(account, person);
        return Page.SeeOther("/account", "account.code-app.saved");
    }
}
