using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Security;

/// <summary>How people sign in, and what they may do to it: one person's account at a time.</summary>
public sealed class Accounts(Database db, UserManager<Account> users, AccountStore store, Outbox outbox, Library library, TimeProvider clock)
{
    /// <summary>How passwords are hashed: PBKDF2 with HMAC-SHA-512, as many rounds as OWASP asks for.</summary>
    internal static readonly PasswordHasherOptions Hashing = new() { IterationCount = 210_000 };

    // Somebody must be hashed when nobody is found, or the time would tell.
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<Account>(Options.Create(Hashing)).HashPassword(new Account(), Guid.NewGuid().ToString()));

    /// <summary>The account of this person; made when there is none yet.</summary>
    public async Task<Account> Of(Person person)
    {
        if (await users.FindByIdAsync(person.Id.ToString()) is { } found)
            return found;
        // Two windows may come for the first time at once: one of them makes it, and both have it.
        await db.Database.ExecuteSqlAsync($"insert into accounts (id, email, security_stamp, concurrency_stamp) values ({person.Id}, {person.Email}, {Guid.NewGuid().ToString()}, {Guid.NewGuid().ToString()}) on conflict (id) do nothing");
        return (await users.FindByIdAsync(person.Id.ToString()))!;
    }

    /// <summary>The account whose person has this address and works here; null for nobody.</summary>
    public Task<Account?> At(string email)
    {
        var (people, typed) = (db.People, email.Trim().ToLowerInvariant());
#pragma warning disable CA1862 // This is a question to the database, which has an index on lower(email).
        return db.Accounts.SingleOrDefaultAsync(account => people.Any(person => person.Id == account.Id && person.LeftOn == null && person.Email.ToLower() == typed));
#pragma warning restore CA1862
    }

    /// <summary>Whether the password is this account's. Takes as long when there is no account or no password.</summary>
    public async Task<bool> Fits(Account? account, string password)
    {
        if (password.Length > PasswordRule.Most)
            password = "";
        if (account?.PasswordHash is not null)
            return await users.CheckPasswordAsync(account, password);
        users.PasswordHasher.VerifyHashedPassword(account ?? new Account(), NobodysHash.Value, password);
        return false;
    }

    /// <summary>Uses up the digits of the code app, or else a recovery code. True once for each.</summary>
    public async Task<bool> Uses(Account account, string code)
    {
        if (await store.GetAuthenticatorKeyAsync(account, default) is { } key && Totp.StepOf(Convert.FromHexString(key), code, clock.GetUtcNow()) is { } step)
            return await store.UseStep(account, step);
        return await Recovers(account, code);
    }

    /// <summary>Uses up a recovery code. Two at once: one of them finds that the account has changed.</summary>
    public async Task<bool> Recovers(Account account, string code) =>
        RecoveryCodes.Plain(code).Length == 16 && (await users.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded;

    /// <summary>How many recovery codes are left.</summary>
    public Task<int> RecoveryCodesLeft(Account account) => store.CountCodesAsync(account, default);

    /// <summary>Ten new recovery codes in place of the old ones. Only their hashes are kept, so this is the only time they can be shown.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodes(Account account)
    {
        var codes = RecoveryCodes.Make();
        await store.ReplaceCodesAsync(account, codes, default);
        await Save(account);
        return codes;
    }

    /// <summary>Sets the password and, with it, the code app.</summary>
    public async Task SetPassword(Account account, string password, byte[] key)
    {
        account.PasswordHash = null;
        await store.SetAuthenticatorKeyAsync(account, Convert.ToHexString(key), default);
        Must(await users.AddPasswordAsync(account, password));
    }

    /// <summary>Takes another code app into use.</summary>
    public async Task SetCodeApp(Account account, byte[] key)
    {
        await store.SetAuthenticatorKeyAsync(account, Convert.ToHexString(key), default);
        await Save(account);
    }

    /// <summary>Lets go of the password and the code app.</summary>
    public async Task RemovePassword(Account account)
    {
        Must(await users.RemovePasswordAsync(account));
        await store.RemoveAuthenticatorKey(account);
    }

    /// <summary>The passkeys, oldest first.</summary>
    public async Task<IReadOnlyList<UserPasskeyInfo>> Passkeys(Account account) => [.. (await users.GetPasskeysAsync(account)).OrderBy(passkey => passkey.CreatedAt)];

    /// <summary>Adds a passkey, or keeps what has changed about it.</summary>
    public async Task Keep(Account account, UserPasskeyInfo passkey) => Must(await users.AddOrUpdatePasskeyAsync(account, passkey));

    /// <summary>Removes a passkey.</summary>
    public async Task Remove(Account account, UserPasskeyInfo passkey) => Must(await users.RemovePasskeyAsync(account, passkey.CredentialId));

    /// <summary>Begins anew: earlier ways to sign in are gone, and so is every session.</summary>
    public async Task Renew(Account account)
    {
        await store.ForgetWays(account);
        await db.Sessions.Where(session => session.Person == account.Id).ExecuteDeleteAsync();
        await Save(account);
    }

    /// <summary>The person has chosen how to sign in, and their address has proved itself.</summary>
    public async Task Activate(Account account, string email)
    {
        account.Email = email;
        account.ActivatedAt ??= clock.GetUtcNow();
        await Save(account);
    }

    /// <summary>Tells the person that the ways to sign in have changed, so that nobody does it behind their back. Goes to the address that has proved itself.</summary>
    public Task Tell(Account account, Person person)
    {
        var words = library.In(person.Language).Words;
        return outbox.Write($"ways {Ids.New()}", (person.Name, account.Email ?? person.Email), words["account.letter.subject"],
            new LetterBody(words.With("account.letter.text", ("name", person.FirstName))));
    }

    private async Task Save(Account account) => Must(await users.UpdateAsync(account));

    private static void Must(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException($"The account refused: {string.Join(", ", result.Errors.Select(error => error.Code))}");
    }
}
