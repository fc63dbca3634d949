using System.Text;
using System.Text.RegularExpressions;
using Omtanke.Data.Embedded;
using Omtanke.Security;
using Omtanke.Tests.Data.Mail;
using Omtanke.Tests.Start;

namespace Omtanke.Browser;

/// <summary>
/// A stranger installs it: the real program, without the demo, with a mail server. From the code in the console to an agreement between two people who were a line
/// in a file a moment before.
/// </summary>
public sealed partial class StrangerTests(Chromium chromium) : IAsyncLifetime
{
    private const string
        Password = "gule ænder på isen 7",
        People = "Navn;E-mail;Enhed;Roller;Leder af;Sprog;Stoppet\r\n"
            + "Ida Kjær;ida@havnen.example;Drift / Hold Syd;;;dansk;\r\n"
            + "Ole Brandt;ole@havnen.example;Drift;;Drift / Hold Syd;dansk;\r\n"
            + "Sara Munk;sara@havnen.example;Drift / Hold Syd;;;engelsk;\r\n",
        Promise = "Vagterne byttes ikke mere uden et opkald først";

    private readonly string data = Path.Combine(Path.GetTempPath(), $"omtanke-stranger-{Guid.NewGuid():N}");
    private readonly MailServer post = new();
    private Uri address = null!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        post.Dispose();
        await EmbeddedPostgres.StopLeftOver(new EmbeddedPostgresOptions(data), CancellationToken.None);
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task From_the_code_in_the_console_to_an_agreement_between_two_people()
    {
        using var omtanke = await RunningOmtanke.Open(data, smtp: post.Address);
        address = new Uri($"http://localhost:{omtanke.Port}");
        await SetUp(await chromium.Window(address), await TheCode(omtanke));

        var (ida, ole, sara) = (await chromium.Window(address, phone: true), await chromium.Window(address), await chromium.Window(address));
        await ChoosesPassword(ole, await Letter("ole", "/invitation/"), "/me");
        await ChoosesPassword(sara, await Letter("sara", "/invitation/"), "/me");
        await ida.HoldsPasskeys();
        await ida.GotoAsync(await Letter("ida", "/invitation/"));
        await ida.Press("invitation.passkey.button");
        await ida.Press("account.codes.go-on");
        await SignsInAgain(ida);

        await Agree(ida, ole);
        (await sara.GotoAsync(new Uri(ida.Url).AbsolutePath))!.Status.ShouldBe(404, "it is between the two");
        (await omtanke.Stop()).ShouldBe(0);
    }

    private static async Task SetUp(IPage admin, string code)
    {
        foreach (var language in (string[])["en", "da"])
        {
            await admin.GotoAsync($"/set-up?lang={language}");
            await admin.IsOpenToAll();
        }
        await admin.FillAsync("[name=code]", code);
        await admin.FillAsync("[name=workplace]", "Havnen");
        await admin.FillAsync("[name=name]", "Anne Wulff");
        await admin.FillAsync("[name=email]", "anne@havnen.example");
        await admin.Press("set-up.go-on");
        await admin.Reaches("/invitation/[^/]+$");
        await ChoosesPassword(admin, new Uri(admin.Url).AbsolutePath, "/administration");
        (await admin.GotoAsync("/set-up"))!.Status.ShouldBe(404, "that door opens once");
        (await admin.GotoAsync("/demo"))!.Status.ShouldBe(404);

        await admin.GotoAsync("/administration/import");
        await admin.SetInputFilesAsync("[name=file]", new FilePayload { Name = "personer.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(People) });
        await admin.Press("administration.import.upload");
        await admin.CheckAsync("[name=create]");
        await admin.Press("administration.preview.again");
        await admin.Press("administration.preview.confirm");
        await admin.Reaches("^(?!.*/import/)");
        await admin.GotoAsync("/administration/invitations");
        await admin.Press("administration.invite.send");
        await Assertions.Expect(admin.Locator("body")).ToContainTextAsync(Journey.Say("administration.invite.sent"));
    }

    /// <summary>A password with a code app; the page looked at in both languages on the way.</summary>
    private static async Task ChoosesPassword(IPage page, string invitation, string then)
    {
        await page.GotoAsync(invitation);
        await page.Press("invitation.password.button");
        await page.Reaches("/password($|[?#])");
        foreach (var language in (string[])["en", "da"])
        {
            await page.GotoAsync($"{invitation}/password?lang={language}");
            await page.IsOpenToAll();
        }
        await page.FillAsync("[name=password]", Password);
        await page.FillAsync("[name=again]", Password);
        var key = Key(await page.Locator(".om-secret").InnerTextAsync());
        await page.FillAsync("[name=digits]", Totp.Code(key, Totp.StepAt(DateTimeOffset.UtcNow)));
        await page.Press("invitation.password.done");
        await page.Press("account.codes.go-on");
        await page.Reaches($"{then}$");
    }

    /// <summary>Out everywhere, and in again with nothing but the passkey.</summary>
    private static async Task SignsInAgain(IPage page)
    {
        await page.GotoAsync("/account");
        await page.Locator("main form[action='/account/sessions/ending-of-all'] button").ClickAsync();
        await page.GotoAsync("/sign-in?to=/conversations/new");
        await page.Reaches("^(?!.*sign-in).*/conversations/new");
    }

    private async Task Agree(IPage ida, IPage ole)
    {
        await ida.Shows("Ole Brandt");
        await ida.Press("conversations.ask.send");
        await ida.Reaches("/[0-9a-f-]{36}($|[?#])");
        var home = new Uri(ida.Url).AbsolutePath;

        await ole.GotoAsync(await Letter("ole", "/go/"));
        new Uri(ole.Url).AbsolutePath.ShouldBe(home);
        await ole.Press("conversations.answer.accept");
        await ole.Shows(Journey.Say("conversations.answer.accepted"));
        await ole.GotoAsync($"{home}/talk");
        await ole.CheckAsync("[name=together]");
        await ole.Press("conversations.hold.begin");
        await ole.Write("[name='T07.F2.1']", "Ida bliver ringet op på sine fridage.");
        await ida.GotoAsync($"{home}/talk");
        await ida.Shows("Ida bliver ringet op på sine fridage.");

        await ole.GotoAsync($"{home}/agreements");
        await ole.FillAsync("[name=what]", Promise);
        await ole.CheckAsync("[name=who][value=Leader]");
        await ole.FillAsync("[name=due]", DateTime.UtcNow.AddDays(14).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await ole.Press("conversations.agree.add-do");
        await ole.Shows(Journey.Say("conversations.agree.added"));
        await ole.Press("conversations.agree.confirm");
        await ole.Shows(Journey.Say("conversations.agree.waiting", ("name", "Ida")));
        await ida.GotoAsync($"{home}/agreements");
        await ida.Shows(Promise);
        await ida.Press("conversations.agree.confirm");
        await ida.Shows(Journey.Say("conversations.agree.settled"));
    }

    /// <summary>What the console says.</summary>
    private static async Task<string> TheCode(RunningOmtanke omtanke)
    {
        for (var tries = 0; tries < 100 && !Code().IsMatch(omtanke.Said); tries++)
            await Task.Delay(100);
        return Code().Match(omtanke.Said).Groups["code"].Value;
    }

    /// <summary>The page that somebody's newest letter of this sort leads to. Letters leave a moment after they are written.</summary>
    private async Task<string> Letter(string to, string page)
    {
        var link = new Regex($@"{Regex.Escape(address.ToString().TrimEnd('/'))}(?<path>{page}[\w-]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        for (var tries = 0; tries < 600; tries++)
        {
            var found = post.Letters.Where(letter => letter.To.Contains($"<{to}@havnen.example>", StringComparison.Ordinal))
                .Select(letter => link.Match(letter.Data.Replace("=\r\n", "", StringComparison.Ordinal))).LastOrDefault(match => match.Success);
            if (found is not null)
                return found.Groups["path"].Value;
            await Task.Delay(100);
        }
        throw new ShouldAssertException($"No letter to {to} leads to {page}.");
    }

    private static byte[] Key(string shown)
    {
        var bits = string.Concat(shown.Where(char.IsLetterOrDigit).Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2))];
    }

    [GeneratedRegex(@"with the code (?<code>\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
