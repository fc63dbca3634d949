using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Tests.Security;

/// <summary>Somebody of the demo who gets an invitation and chooses a password with a code app, all by the front door; and then signs in as people do.</summary>
internal sealed partial class Newcomer
{
    public const string Password = "gule ænder på isen 7";

    private readonly Visits house;
    private readonly byte[] key;

    private Newcomer(Visits house, string persona, Guid id, byte[] key, IReadOnlyList<string> recoveryCodes) =>
        (this.house, Email, Id, this.key, RecoveryCodes) = (house, $"{persona}@fjordby.example", id, key, recoveryCodes);

    public string Email { get; }
    public Guid Id { get; }
    public IReadOnlyList<string> RecoveryCodes { get; }
    public string Secret => Totp.Text(key);

    /// <summary>The digits the code app shows now.</summary>
    public string Digits => Totp.Code(key, Totp.StepAt(house.Clock.GetUtcNow()));

    /// <summary>Invites, follows the link in the letter and chooses.</summary>
    public static async Task<Newcomer> Comes(Visits house, string persona = "maja")
    {
        var link = await Invited(house, persona);
        using var browser = house.Browser();
        var form = await browser.Get($"{link}/password");
        var key = Key(form.Text);
        var reply = await browser.Post($"{link}/password", ("password", Password), ("again", Password), ("digits", Totp.Code(key, Totp.StepAt(house.Clock.GetUtcNow()))), ("app", App(form.Text)));
        reply.Status.ShouldBe(HttpStatusCode.OK, reply.Text);
        // The digits used at the beginning are used: half a minute later there are new ones.
        house.Clock.Offset += TimeSpan.FromSeconds(30);
        return new Newcomer(house, persona, await house.IdOf(persona), key, [.. Codes().Matches(reply.Text).Select(code => code.Groups["code"].Value)]);
    }

    /// <summary>Writes an invitation, and reads the address in the letter as its receiver would.</summary>
    public static async Task<string> Invited(Visits house, string persona, Guid? person = null)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Database>();
        var id = person ?? await house.IdOf(persona);
        await scope.ServiceProvider.GetRequiredService<Invitations>().Write(await db.People.SingleAsync(person => person.Id == id));
        var at = $"{persona}@fjordby.example";
        var letter = await db.Letters.Where(letter => letter.ToEmail == at && letter.UniqueKey.StartsWith("invitation")).OrderByDescending(letter => letter.WrittenAt).FirstAsync();
        var text = scope.ServiceProvider.GetRequiredService<IEnvelope>().Open(letter.Id, letter.Body!).Text;
        return Link().Match(text).Value;
    }

    /// <summary>Both steps in this browser; the last answer.</summary>
    public async Task<Reply> SignIn(Visitor browser, string? password = null, string? digits = null, string to = "/me")
    {
        var first = await browser.Post("/sign-in", ("email", Email), ("password", password ?? Password), ("to", to));
        return first.Status == HttpStatusCode.SeeOther ? await browser.Post("/sign-in/code", ("code", digits ?? Digits), ("to", to)) : first;
    }

    /// <summary>A browser this person has signed in with.</summary>
    public async Task<Visitor> AtHome()
    {
        var browser = house.Browser();
        (await SignIn(browser)).Location.ShouldBe("/me");
        house.Clock.Offset += TimeSpan.FromSeconds(30);
        return browser;
    }

    /// <summary>The secret of the code app that a page shows.</summary>
    public static byte[] Key(string page) => Bytes(SecretText().Match(page).Groups["secret"].Value.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>The same, sealed, as the form carries it.</summary>
    public static string App(string page) => WebUtility.HtmlDecode(AppField().Match(page).Groups["app"].Value);

    private static byte[] Bytes(string base32)
    {
        var bits = string.Concat(base32.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2))];
    }

    [GeneratedRegex(@"/invitation/[a-z0-9-]+")]
    private static partial Regex Link();

    [GeneratedRegex("""<code class="om-secret">(?<secret>[^<]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex SecretText();

    [GeneratedRegex("""name="app" value="(?<app>[^"]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex AppField();

    [GeneratedRegex("<li><code>(?<code>[^<]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Codes();
}
