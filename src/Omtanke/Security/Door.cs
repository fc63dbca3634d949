using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Security;

/// <summary>Sign-in, my account, who opened my information, and what we promise.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static void Furnish(IServiceCollection services)
    {
        services.AddScoped<Caller>();
        services.AddScoped<Gate>();
        services.AddScoped<Guest>();
        services.AddScoped<Erasure>();
        services.AddScoped<BallotKeys>();
        services.AddSingleton<IEnvelope, Envelope>();
        FurnishSignIn(services);
        services.AddScoped<IChore, LinkOpenings>();
        services.AddScoped<IChore, CheckOpenings>();
        services.AddScoped<IChore, ForgetOpenings>();
        services.AddScoped<IChore, ForgetSignIns>();
    }

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        Front.Front.Open(doors);
        SignIn.SignIn.Open(doors);
        SignIn.Code.Open(doors);
        SignIn.Recovery.Open(doors);
        SignIn.Again.Open(doors);
        SignIn.SignOut.Open(doors);
        Invitation.Invitation.Open(doors);
        SetUp.SetUp.Open(doors);
        MyAccount.MyAccount.Open(doors);
        MyAccount.PasswordAndCodeApp.Open(doors);
        Openings.Openings.Open(doors);
        Front.Confidentiality.Open(doors);
        Front.Accessibility.Open(doors);
    }

    private static void FurnishSignIn(IServiceCollection services)
    {
        services.AddIdentityCore<Account>(identity =>
        {
            // Only length counts; what else is wrong with a password, PasswordRule says.
            identity.Password.RequiredLength = PasswordRule.Least;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
        }).AddPasswordValidator<PasswordRuleValidator>();
        // People, not accounts, have names and addresses: there is nothing here for Identity to compare.
        services.RemoveAll<IUserValidator<Account>>();
        services.AddScoped<AccountStore>();
        services.AddScoped<IUserStore<Account>>(provider => provider.GetRequiredService<AccountStore>());
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = Accounts.Hashing.IterationCount);
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<Settings>((options, settings) =>
        {
            options.ServerDomain = settings.Address.Host;
            // A passkey is the whole sign-in here, so the device must have asked its owner, and must be able to find it without an address being typed.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            options.AttestationConveyancePreference = "none";
            options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.Origin == settings.Address.GetLeftPart(UriPartial.Authority));
        });
        services.AddDataProtection().SetApplicationName("Omtanke");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, ProtectionKeys.Setting>();
        services.AddSingleton<Tickets>();
        services.AddSingleton<Tries>();
        services.AddScoped<Accounts>();
        services.AddScoped<Passkeys>();
        services.AddScoped<Invitations>();
    }
}
