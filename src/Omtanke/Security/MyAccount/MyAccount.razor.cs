using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security.Ways;
using Omtanke.Web;

namespace Omtanke.Security.MyAccount;

/// <summary>My account: my language, how I sign in, and where I am signed in.</summary>
public sealed partial class MyAccount
{
    /// <summary>The screen's routes.</summary>
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/account", Show).May(Operation.Read, Kind.Account);
        doors.MapPost("/account/language", ChooseLanguage).May(Operation.Write, Kind.Account);
        doors.MapPost("/account/address", TakeAddress).May(Operation.Write, Kind.Account).ShownRecently();
        doors.MapPost("/account/passkeys/options", AskPasskey).May(Operation.Write, Kind.Account).ShownRecently();
        doors.MapPost("/account/passkeys", AddPasskey).May(Operation.Write, Kind.Account).ShownRecently();
        doors.MapPost("/account/passkeys/name", NamePasskey).May(Operation.Write, Kind.Account);
        doors.MapPost("/account/passkeys/removal", RemovePasskey).May(Operation.Write, Kind.Account).ShownRecently();
        doors.MapPost("/account/password/removal", RemovePassword).May(Operation.Write, Kind.Account).ShownRecently();
        doors.MapPost("/account/recovery-codes", NewCodes).May(Operation.Write, Kind.Account).ShownRecently();
        doors.MapPost("/account/sessions/ending", EndSession).May(Operation.Write, Kind.Account);
        doors.MapPost("/account/sessions/ending-of-all", EndAll).May(Operation.Write, Kind.Account);
    }

    private static async Task<IResult> Show(Database db, Accounts accounts, Caller caller, Visit visit) => Page.Of<MyAccount>(new { Model = await ModelOf(db, accounts, caller, visit) });

    private static async Task<Shown> ModelOf(Database db, Accounts accounts, Caller caller, Visit visit)
    {
        var (person, account) = await Me(db, accounts, caller);
        var (passkeys, codes, sessions) = (default(IReadOnlyList<UserPasskeyInfo>)!, 0, default(List<Session>)!);
        await db.InOneTrip(
            async () => passkeys = await accounts.Passkeys(account),
            async () => codes = await accounts.RecoveryCodesLeft(account),
            async () => sessions = await db.Sessions.AsNoTracking().Where(session => session.Person == person.Id && session.EndsAt > visit.Now).OrderByDescending(session => session.SeenAt).ToListAsync());
        return new(person, account, passkeys, codes, sessions, caller.Session!.Value);
    }

    private static async Task<IResult> ChooseLanguage(HttpContext http, Database db, Accounts accounts, Caller caller, Library library, [FromForm] string? language)
    {
        var (person, _) = await Me(db, accounts, caller);
        if (language is null || !library.Speaks(language))
            return Page.SeeOther("/account");
        person.Language = language;
        await db.SaveChangesAsync();
        // What this browser was told as a stranger no longer counts.
        http.Response.Cookies.Delete(Greeting.LanguageCookie);
        return Page.SeeOther("/account", "account.language.saved");
    }

    /// <summary>The workplace has written another address; the person says that it is theirs.</summary>
    private static async Task<IResult> TakeAddress(Database db, Accounts accounts, Caller caller)
    {
        var (person, account) = await Me(db, accounts, caller);
        await accounts.Tell(account, person);
        await accounts.Activate(account, person.Email);
        return Page.SeeOther("/account", "account.address.taken");
    }

    private static async Task<IResult> AskPasskey(HttpContext http, Database db, Accounts accounts, Passkeys passkeys, Caller caller) =>
        await passkeys.AskForNew(http, (await Me(db, accounts, caller)).Person);

    private static async Task<IResult> AddPasskey(HttpContext http, Database db, Accounts accounts, Passkeys passkeys, Caller caller, Visit visit, [FromForm] string? credential)
    {
        var (person, account) = await Me(db, accounts, caller);
        if (await passkeys.Made(http, person, credential) is not { } made)
            return Page.Of<MyAccount>(new { Model = await ModelOf(db, accounts, caller, visit), PasskeyFailed = true }, StatusCodes.Status422UnprocessableEntity);
        made.Name = Device.Of(http.Request.Headers.UserAgent.ToString());
        await accounts.Keep(account, made);
        var first = await accounts.RecoveryCodesLeft(account) == 0;
        await accounts.Activate(account, account.Email ?? person.Email);
        await accounts.Tell(account, person);
        return first ? Page.Of<ShowCodes>(new { Codes = await accounts.NewRecoveryCodes(account), Next = "/account" }) : Page.SeeOther("/account", "account.passkey.added");
    }

    private static async Task<IResult> NamePasskey(Database db, Accounts accounts, Caller caller, [FromForm] string? passkey, [FromForm] string? name)
    {
        var (_, account) = await Me(db, accounts, caller);
        if (await Find(accounts, account, passkey) is { } found && name?.Trim() is { Length: > 0 and <= 60 } given)
        {
            found.Name = given;
            await accounts.Keep(account, found);
        }
        return Page.SeeOther("/account", "account.passkey.named");
    }

    private static async Task<IResult> RemovePasskey(Database db, Accounts accounts, Caller caller, [FromForm] string? passkey)
    {
        var (person, account) = await Me(db, accounts, caller);
        if (await Find(accounts, account, passkey) is not { } found)
            return Page.SeeOther("/account");
        if (account.PasswordHash is null && (await accounts.Passkeys(account)).Count == 1)
            return Page.SeeOther("/account");
        await accounts.Remove(account, found);
        await accounts.Tell(account, person);
        return Page.SeeOther("/account", "account.passkey.removed");
    }

    private static async Task<IResult> RemovePassword(Database db, Accounts accounts, Caller caller)
    {
        var (person, account) = await Me(db, accounts, caller);
        if (account.PasswordHash is null)
            return Page.SeeOther("/account");
        if ((await accounts.Passkeys(account)).Count == 0)
            return Page.SeeOther("/account");
        await accounts.RemovePassword(account);
        await accounts.Tell(account, person);
        return Page.SeeOther("/account", "account.password.removed");
    }

    private static async Task<IResult> NewCodes(Database db, Accounts accounts, Caller caller)
    {
        var (person, account) = await Me(db, accounts, caller);
        await accounts.Tell(account, person);
        return Page.Of<ShowCodes>(new { Codes = await accounts.NewRecoveryCodes(account), Next = "/account" });
    }

    private static async Task<IResult> EndSession(HttpContext http, Database db, Caller caller, [FromForm] Guid? session)
    {
        await db.Sessions.Where(row => row.Person == caller.Person && row.Id == session).ExecuteDeleteAsync();
        if (session != caller.Session)
            return Page.SeeOther("/account", "account.sessions.ended");
        await SignedIn.End(http, db);
        SignIn.SignOut.Clear(http);
        return Page.SeeOther("/", "sign-in.signed-out");
    }

    private static async Task<IResult> EndAll(HttpContext http, Database db, Caller caller)
    {
        await db.Sessions.Where(session => session.Person == caller.Person).ExecuteDeleteAsync();
        await SignedIn.End(http, db);
        SignIn.SignOut.Clear(http);
        return Page.SeeOther("/", "account.sessions.all-ended");
    }

    /// <summary>The person signed in and their account.</summary>
    internal static async Task<(Person Person, Account Account)> Me(Database db, Accounts accounts, Caller caller)
    {
        // Where there is an account, it is at hand afterwards.
        var (person, _) = await db.InOneTrip(() => db.People.SingleAsync(person => person.Id == caller.Person), () => db.Accounts.FindAsync(caller.Person).AsTask());
        return (person, await accounts.Of(person));
    }

    private static async Task<UserPasskeyInfo?> Find(Accounts accounts, Account account, string? passkey) =>
        (await accounts.Passkeys(account)).FirstOrDefault(found => Named(found) == passkey);

    /// <summary>What a passkey is called in a form.</summary>
    internal static string Named(UserPasskeyInfo passkey) => WebEncoders.Base64UrlEncode(passkey.CredentialId);

    /// <summary>What the page shows.</summary>
    public sealed record Shown(Person Person, Account Account, IReadOnlyList<UserPasskeyInfo> Passkeys, int CodesLeft, IReadOnlyList<Session> Sessions, Guid ThisSession)
    {
        /// <summary>In how many ways they can sign in.</summary>
        public int Ways => Passkeys.Count + (Account.PasswordHash is null ? 0 : 1);
    }
}

/// <summary>Guards the ways to sign in: whoever finds an open screen shall not be able to let themself in for good.</summary>
internal static class Recently
{
    /// <summary>Asks for a fresh sign-in when the person has not shown for a quarter of an hour that it is them, also when they have been active all along.</summary>
    public static RouteHandlerBuilder ShownRecently(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(static async (context, next) =>
    {
        var services = context.HttpContext.RequestServices;
        var (db, caller, visit) = (services.GetRequiredService<Database>(), services.GetRequiredService<Caller>(), services.GetRequiredService<Visit>());
        var since = visit.Now - Session.Away;
        return await db.Sessions.AnyAsync(session => session.Id == caller.Session && session.VerifiedAt >= since)
            ? await next(context)
            : Refusal.Of(Verdict.Refresh, context.HttpContext);
    });
}
