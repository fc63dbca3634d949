using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Security;

/// <summary>
/// Identity's own store, with two things kept better: the secret of the code app is sealed with the key file, and of recovery codes only keyed hashes are kept.
/// A copy of the database alone lets nobody in.
/// </summary>
public sealed class AccountStore(Database db, IKeyRing ring)
    : UserOnlyStore<Account, Database, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>(db)
{
    private const string Provider = "omtanke", Authenticator = "authenticator", Recovery = "recovery", LastStep = "last-step";

    private readonly Lockbox box = new(ring.Derive("authenticator keys"));
    private readonly byte[] pepper = ring.Derive("recovery codes");

    /// <inheritdoc />
    public override Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, Authenticator, Convert.ToBase64String(box.Close(Convert.FromHexString(key), user.Id.ToByteArray())), cancellationToken);

    /// <inheritdoc />
    public override async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        await GetTokenAsync(user, Provider, Authenticator, cancellationToken) is { } closed
            ? Convert.ToHexString(box.Open(Convert.FromBase64String(closed), user.Id.ToByteArray()))
            : null;

    /// <inheritdoc />
    public override Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, Recovery, string.Join(' ', recoveryCodes.Select(code => Hash(user, code))), cancellationToken);

    /// <inheritdoc />
    public override async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var hash = Hash(user, code);
        var left = await Left(user, cancellationToken);
        if (!left.Contains(hash, StringComparer.Ordinal))
            return false;
        await SetTokenAsync(user, Provider, Recovery, string.Join(' ', left.Where(other => other != hash)), cancellationToken);
        return true;
    }

    /// <inheritdoc />
    public override async Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) => (await Left(user, cancellationToken)).Length;

    /// <summary>Lets go of the code app.</summary>
    public async Task RemoveAuthenticatorKey(Account account)
    {
        await RemoveTokenAsync(account, Provider, Authenticator, default);
        await SaveChanges(default);
    }

    /// <summary>Uses the digits of one step: true the first time, false for the same or an earlier step, also when two come at once.</summary>
    public async Task<bool> UseStep(Account account, long step)
    {
        var value = step.ToString(CultureInfo.InvariantCulture);
        return await Context.Database.ExecuteSqlAsync($"""
            insert into account_tokens (user_id, login_provider, name, value) values ({account.Id}, {Provider}, {LastStep}, {value})
            on conflict (user_id, login_provider, name) do update set value = excluded.value
            where account_tokens.value::bigint < excluded.value::bigint
            """) == 1;
    }

    /// <summary>Forgets everything somebody could sign in with, before new ways are chosen.</summary>
    public async Task ForgetWays(Account account)
    {
        account.PasswordHash = null;
        await Context.Set<IdentityUserToken<Guid>>().Where(token => token.UserId == account.Id && token.Name != LastStep).ExecuteDeleteAsync();
        await Context.Set<IdentityUserPasskey<Guid>>().Where(passkey => passkey.UserId == account.Id).ExecuteDeleteAsync();
    }

    private async Task<string[]> Left(Account user, CancellationToken stop) =>
        (await GetTokenAsync(user, Provider, Recovery, stop))?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private string Hash(Account user, string code) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(pepper, (byte[])[.. user.Id.ToByteArray(), .. Encoding.ASCII.GetBytes(RecoveryCodes.Plain(code))]));
}
