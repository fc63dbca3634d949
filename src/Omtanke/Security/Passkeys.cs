using Microsoft.AspNetCore.Identity;
using Omtanke.Organisation;

namespace Omtanke.Security;

/// <summary>
/// The two legs of a passkey: we ask, the browser answers. What we asked travels in a sealed cookie of ten minutes, and each question is answered once.
/// </summary>
public sealed class Passkeys(IPasskeyHandler<Account> handler, Tickets tickets)
{
    private const string Asked = "passkey", Making = "new-passkey";

    /// <summary>Asks for a passkey: one of this account's, or any the browser knows of.</summary>
    public async Task<IResult> Ask(HttpContext http, Account? account)
    {
        var asked = await handler.MakeRequestOptionsAsync(account, http);
        tickets.Hand(http, Asked, new State(asked.AssertionState!, ""));
        return Results.Content(asked.RequestOptionsJson, "application/json");
    }

    /// <summary>Whose passkey answered; null when the answer does not hold.</summary>
    public async Task<(Account Account, UserPasskeyInfo Passkey)?> Answered(HttpContext http, string? credential)
    {
        if (tickets.Take<State>(http, Asked) is not { } asked || string.IsNullOrEmpty(credential))
            return null;
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = asked.Question });
        return result.Succeeded ? (result.User, result.Passkey) : null;
    }

    /// <summary>Asks the browser to make one for this person.</summary>
    public async Task<IResult> AskForNew(HttpContext http, Person person)
    {
        var user = new PasskeyUserEntity { Id = person.Id.ToString(), Name = person.Email, DisplayName = person.Name };
        var asked = await handler.MakeCreationOptionsAsync(user, http);
        tickets.Hand(http, Making, new State(asked.AttestationState!, user.Id));
        return Results.Content(asked.CreationOptionsJson, "application/json");
    }

    /// <summary>The passkey just made for this person; null when it does not hold.</summary>
    public async Task<UserPasskeyInfo?> Made(HttpContext http, Person person, string? credential)
    {
        if (tickets.Take<State>(http, Making) is not { } asked || asked.Person != person.Id.ToString() || string.IsNullOrEmpty(credential))
            return null;
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential, AttestationState = asked.Question });
        return result.Succeeded && result.UserEntity.Id == asked.Person ? result.Passkey : null;
    }

    private sealed record State(string Question, string Person);
}
