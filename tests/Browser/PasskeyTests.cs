using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Browser;

/// <summary>Signing in with a passkey, against an authenticator that the browser plays.</summary>
public sealed partial class PasskeyTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task Somebody_invited_chooses_a_passkey_and_signs_in_with_it_ever_after()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address, phone: true);
        await page.HoldsPasskeys();
        await page.GotoAsync(await Invited(house, "maja"));
        await page.Press("invitation.passkey.button");
        await page.Reaches("/invitation/.+/passkey$");
        await page.IsOpenToAll();

        await page.GotoAsync("/account");
        await page.Shows("Maja Holm");
        await page.Locator("main form[action='/account/sessions/ending-of-all'] button").ClickAsync();
        // The browser offers the passkey by itself where the address is asked for; whoever is there need not press anything.
        await page.GotoAsync("/sign-in?to=/conversations");
        await page.Reaches("/conversations($|[?#])");
    }

    [Fact]
    public async Task Somebody_signed_in_adds_a_passkey_gives_it_a_name_and_shows_by_it_that_it_is_them()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.HoldsPasskeys();
        await page.SitDownAs("maja");
        await page.GotoAsync("/account");
        await page.Press("account.passkey.add");
        await page.Reaches("/account/passkeys($|[?#])");
        await page.IsOpenToAll();
        await page.GotoAsync("/account");
        await page.FillAsync("main form[action='/account/passkeys/name'] [name=name]", "Min telefon 📱");
        await page.Press("account.passkey.save-name");
        (await page.InputValueAsync("main form[action='/account/passkeys/name'] [name=name]")).ShouldBe("Min telefon 📱");

        house.Clock.Offset += Session.Away + TimeSpan.FromMinutes(1);
        await page.GotoAsync("/sign-in/again?to=/tools");
        await page.Press("sign-in.passkey.button");
        await page.Reaches("/tools($|[?#])");
    }

    [Fact]
    public async Task Whoever_has_no_passkey_here_is_told_so_and_can_try_again()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address);
        await page.HoldsPasskeys();
        await page.GotoAsync("/sign-in");
        await page.Press("sign-in.passkey.button");
        await Assertions.Expect(page.Locator("[data-passkey-message]")).ToHaveTextAsync(Journey.Say("account.passkey.cancelled"));
    }

    private static async Task<string> Invited(Visits house, string persona)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var (db, email) = (scope.ServiceProvider.GetRequiredService<Database>(), $"{persona}@fjordby.example");
        await scope.ServiceProvider.GetRequiredService<Invitations>().Write(await db.People.SingleAsync(person => person.Email == email));
        var letter = await db.Letters.SingleAsync(letter => letter.ToEmail == email && letter.UniqueKey.StartsWith("invitation"));
        return Link().Match(scope.ServiceProvider.GetRequiredService<IEnvelope>().Open(letter.Id, letter.Body!).Text).Value;
    }

    [GeneratedRegex(@"/invitation/[a-z0-9-]+")]
    private static partial Regex Link();
}
