using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security.Ways;
using Omtanke.Web;

namespace Omtanke.Security.Invitation;

/// <summary>Coming in by an entry code, from a letter or from the first set-up: choose a passkey, or a password and a code app.</summary>
public sealed partial class Invitation
{
    /// <summary>The screen's routes.</summary>
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/invitation/{code}", Show).May(Operation.Enter, Kind.Open);
        doors.MapPost("/invitation/{code}/passkey/options", AskPasskey).May(Operation.Enter, Kind.Open);
        doors.MapPost("/invitation/{code}/passkey", Passkey).May(Operation.Enter, Kind.Open);
        doors.MapGet("/invitation/{code}/password", ShowPassword).May(Operation.Enter, Kind.Open);
        doors.MapPost("/invitation/{code}/password", Password).May(Operation.Enter, Kind.Open);
    }

    private static async Task<IResult> Show(string code, Database db, Visit visit) =>
        await Find(db, code, visit.Now) is { } guest ? Page.Of<Invitation>(new { guest.Person, Code = code, Workplace = (await db.TheWorkplace())?.Name }) : Ended();

    private static async Task<IResult> AskPasskey(string code, HttpContext http, Database db, Passkeys passkeys, Visit visit) =>
        await Find(db, code, visit.Now) is { } guest ? await passkeys.AskForNew(http, guest.Person) : Ended();

    private static async Task<IResult> Passkey(
        string code, HttpContext http, Database db, Accounts accounts, Passkeys passkeys, Visit visit, [FromForm] string? credential)
    {
        if (await Find(db, code, visit.Now) is not { } guest)
            return Ended();
        if (await passkeys.Made(http, guest.Person, credential) is not { } made)
            return Page.Of<Invitation>(new { guest.Person, Code = code, Workplace = (await db.TheWorkplace())?.Name, PasskeyFailed = true }, StatusCodes.Status422UnprocessableEntity);
        made.Name = Device.Of(http.Request.Headers.UserAgent.ToString());
        return await Welcome(http, db, accounts, guest, visit, "passkey", account => accounts.Keep(account, made));
    }

    private static async Task<IResult> ShowPassword(string code, Database db, Tickets tickets, Visit visit) =>
        await Find(db, code, visit.Now) is { } guest ? Page.Of<InvitationPassword>(new { guest.Person, Code = code, App = CodeApp.Begin(tickets, guest.Person) }) : Ended();

    private static async Task<IResult> Password(
        string code, HttpContext http, Database db, Accounts accounts, Tickets tickets, Visit visit,
        [FromForm] string? password, [FromForm] string? again, [FromForm] string? digits, [FromForm] string? app)
    {
        if (await Find(db, code, visit.Now) is not { } guest)
            return Ended();
        var codeApp = CodeApp.Of(tickets, app, guest.Person);
        var errors = new NewPassword(password, again, digits).Judge(codeApp, guest.Person, visit.Now);
        if (errors.Any)
            return Page.Of<InvitationPassword>(
                new { guest.Person, Code = code, App = codeApp ?? CodeApp.Begin(tickets, guest.Person), Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        return await Welcome(http, db, accounts, guest, visit, "password", async account =>
        {
            await accounts.SetPassword(account, password!, codeApp!.Key);
            await accounts.Uses(account, digits!);
        });
    }

    /// <summary>The code is used up, the chosen way is kept, and the person is in: all of it or nothing.</summary>
    private static async Task<IResult> Welcome(HttpContext http, Database db, Accounts accounts, Guest guest, Visit visit, string method, Func<Account, Task> keep)
    {
        await using var transaction = await db.Begin(Acting.As(guest.Person.Id));
        if (await db.EntryCodes.Where(entry => entry.Id == guest.Entry.Id && entry.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.UsedAt, visit.Now)) == 0)
            return Ended();
        var account = await accounts.Of(guest.Person);
        if (account.ActivatedAt is not null)
            await accounts.Renew(account);
        await keep(account);
        await accounts.Activate(account, account.ActivatedAt is null ? guest.Person.Email : account.Email ?? guest.Person.Email);
        var codes = await accounts.NewRecoveryCodes(account);
        await accounts.Tell(account, guest.Person);
        await SignedIn.Begin(http, db, guest.Person.Id, method, visit.Now);
        await transaction.CommitAsync();
        return Page.Of<ShowCodes>(new { Codes = codes, Next = guest.Entry.Purpose == "set-up" ? "/administration" : "/me" });
    }

    private static async Task<Guest?> Find(Database db, string code, DateTimeOffset now)
    {
        var hash = EntryCode.Hash(code);
        var entry = await db.EntryCodes.AsNoTracking().SingleOrDefaultAsync(entry => entry.CodeHash == hash);
        return entry is { Person: { } id } && entry.Holds(now) && await db.People.FindAsync(id) is { LeftOn: null } person ? new(entry, person) : null;
    }

    private static IResult Ended() => Page.Of<Ended>(status: StatusCodes.Status404NotFound);

    private sealed record Guest(EntryCode Entry, Person Person);
}
