using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Data;
using Omtanke.Data.Mail;

namespace Omtanke.Tests.Data.Mail;

public sealed class SendLettersTests(TestCluster cluster)
{
    private const string Text = "Kære Åse\n\nDer venter noget på dig i Omtanke.\n.\nhttps://localhost/me";

    [Fact]
    public async Task A_letter_goes_to_the_mail_server_as_it_was_written_and_its_body_is_gone_from_the_database()
    {
        using var server = new MailServer();
        await using var house = await Open(server);
        await Write(house, calendar: "BEGIN:VCALENDAR\r\nSUMMARY:Møde\r\nEND:VCALENDAR\r\n");

        await house.DoChores();

        var letter = server.Letters.ShouldHaveSingleItem();
        letter.From.ShouldContain("<omtanke@localhost>");
        letter.To.ShouldContain("<aase@example.org>");
        Decoded(letter.Header("Subject")).ShouldBe("Nyt på Omtanke");
        letter.Header("From").ShouldContain("omtanke@localhost");
        Decoded(letter.Header("To")).ShouldBe("Åse Østergård <aase@example.org>");
        var stored = await house.Ask(db => db.Letters.SingleAsync());
        letter.Header("Message-ID").ShouldBe($"<{stored.Id:N}@localhost>");
        Unfolded(letter.Data).Split("\r\n").Single(line => line.StartsWith("Content-Type: text/calendar", StringComparison.Ordinal)).Split("; ")
            .ShouldBe(["Content-Type: text/calendar", "method=PUBLISH", "charset=utf-8", "name=omtanke.ics"], ignoreOrder: true);
        QuotedPrintable(letter.Data.Split("quoted-printable\r\n\r\n")[1].Split("\r\n----")[0])
            .ShouldBe("Kære Åse\r\n\r\nDer venter noget på dig i Omtanke.\r\n.\r\nhttps://localhost/me");
        letter.Data.ShouldContain(Convert.ToBase64String("BEGIN:VCALENDAR\r\nSUMMARY:Møde\r\nEND:VCALENDAR\r\n"u8));

        stored.SentAt!.Value.ShouldBe(house.Clock.GetUtcNow(), TimeSpan.FromSeconds(5));
        stored.Body.ShouldBeNull();
    }

    [Fact]
    public async Task A_sent_letter_is_not_sent_again_and_one_for_later_waits_until_then()
    {
        using var server = new MailServer();
        await using var house = await Open(server);
        await Write(house, "now");
        await Write(house, "tomorrow", sendAt: house.Clock.GetUtcNow().AddDays(1));

        await house.DoChores();
        await house.DoChores();
        server.Letters.Count.ShouldBe(1);

        await house.Wait(TimeSpan.FromDays(1));
        server.Letters.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_letter_is_tried_six_times_over_fifteen_hours_and_is_then_dead()
    {
        using var server = new MailServer { Refusal = "550 5.1.1 aase@example.org does not live here" };
        await using var house = await Open(server);
        await Write(house);

        await house.DoChores();
        foreach (var wait in SendLetters.Waits)
        {
            await house.Wait(wait - TimeSpan.FromSeconds(20));
            var tries = (await TheLetter(house)).Tries;
            await house.Wait(TimeSpan.FromSeconds(40));
            var letter = await TheLetter(house);
            letter.Tries.ShouldBe(tries + 1);
            letter.LastError.ShouldBe("mailbox");
        }

        var dead = await TheLetter(house);
        dead.Tries.ShouldBe(6);
        dead.DeadAt.ShouldNotBeNull();
        house.Log.Text.ShouldNotContain("aase@example.org");
        house.Log.Text.ShouldNotContain("Der venter noget");

        server.Refusal = null;
        await house.Wait(TimeSpan.FromDays(2));
        server.Letters.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_asks_who_we_are_is_told_and_a_wrong_password_is_said_in_one_word()
    {
        using var server = new MailServer { SignIn = "omtanke:hemme lig" };
        await using var house = await Open(server);
        await Write(house);
        await house.DoChores();
        server.Letters.Count.ShouldBe(1);

        server.SignIn = "omtanke:another";
        await Write(house, "second");
        await house.DoChores();
        (await house.Ask(db => db.Letters.SingleAsync(letter => letter.UniqueKey == "second"))).LastError.ShouldBe("sign-in");
    }

    [Fact]
    public async Task When_the_server_is_down_only_one_letter_pays_for_finding_out()
    {
        using var server = new MailServer { HangsUp = true };
        await using var house = await Open(server);
        await Write(house, "first");
        await Write(house, "second");

        await house.DoChores();

        (await house.Ask(db => db.Letters.SumAsync(letter => letter.Tries))).ShouldBe(1);
    }

    [Fact]
    public async Task A_letter_whose_sender_was_killed_comes_again_later_and_with_the_same_number()
    {
        using var server = new MailServer();
        using var killed = new CancellationTokenSource();
        await using var house = await Open(server, services => services.AddSingleton<IPostman>(provider => new KilledOnTheWayBack(provider.GetRequiredService<PostOffice>(), killed)));
        await Write(house);

        await using (var scope = house.Services.CreateAsyncScope())
            await Should.ThrowAsync<OperationCanceledException>(() => scope.ServiceProvider.GetServices<IChore>().OfType<SendLetters>().Single().Do(house.Clock.GetUtcNow(), killed.Token));
        await house.DoChores();
        server.Letters.Count.ShouldBe(1);
        await house.Wait(TimeSpan.FromMinutes(2));

        server.Letters.Select(letter => letter.Header("Message-ID")).Distinct().ShouldHaveSingleItem();
        server.Letters.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_senders_at_once_send_every_letter_once()
    {
        using var server = new MailServer();
        await using var house = await Open(server);
        foreach (var number in Enumerable.Range(1, 12))
            await Write(house, $"letter {number}");

        await Task.WhenAll(house.DoChores(), house.DoChores(), house.DoChores());

        server.Letters.Count.ShouldBe(12);
        server.Letters.Select(letter => letter.Header("Message-ID")).Distinct().Count().ShouldBe(12);
    }

    [Fact]
    public async Task Without_a_mail_server_letters_wait()
    {
        await using var house = await Open(null);
        await Write(house);

        await house.Wait(TimeSpan.FromDays(3));

        var letter = await TheLetter(house);
        (letter.Tries, letter.SentAt, letter.DeadAt).ShouldBe((0, null, null));
    }

    [Fact]
    public async Task A_month_later_nobody_can_see_who_was_written_to()
    {
        using var server = new MailServer();
        await using var house = await Open(server);
        await Write(house);
        await house.DoChores();

        await house.Wait(TimeSpan.FromDays(31));

        var letter = await TheLetter(house);
        (letter.ToName, letter.ToEmail, letter.UniqueKey).ShouldBe(("", "", "one"));
    }

    [Theory]
    [InlineData("smtps://mail.example.org:465", "smtp://")]
    [InlineData("http://mail.example.org", "smtp://")]
    public void An_address_that_cannot_work_is_refused_with_a_sentence(string address, string says) =>
        Should.Throw<StartFailure>(() => new PostOffice(new Uri(address), "omtanke@example.org").Understood()).Sentence.ShouldContain(says);

    [Fact]
    public void Mail_is_encrypted_unless_the_server_is_this_machine()
    {
        Office("smtp://mail.example.org").ShouldBe((587, true));
        Office("smtp://mail.example.org:25?starttls=off").ShouldBe((25, false));
        Office("smtp://localhost:1025").ShouldBe((1025, false));

        static (int, bool) Office(string address) => new PostOffice(new Uri(address), "a@b.dk") is var office ? (office.Port, office.Encrypted) : default;
    }

    private Task<Visits> Open(MailServer? server, Action<IServiceCollection>? more = null) => Visits.Open(cluster, demo: false, adjust: builder =>
    {
        var office = new PostOffice(server?.Address, "omtanke@localhost");
        builder.Services.AddSingleton(office);
        builder.Services.AddSingleton<IPostman>(new SmtpPostman(office));
        more?.Invoke(builder.Services);
    });

    private static async Task Write(Visits house, string key = "one", string? calendar = null, DateTimeOffset? sendAt = null)
    {
        await using var scope = house.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Outbox>().Write(key, ("Åse Østergård", "aase@example.org"), "Nyt på Omtanke", new LetterBody(Text, calendar), sendAt);
    }

    private static Task<Letter> TheLetter(Visits house) => house.Ask(db => db.Letters.SingleAsync());

    private static string Unfolded(string text) => text.Replace("\r\n ", " ", StringComparison.Ordinal);

    private static string Decoded(string header) =>
        System.Text.RegularExpressions.Regex.Replace(header.Replace("?= =?", "?==?", StringComparison.Ordinal), @"=\?utf-8\?(.)\?(.*?)\?=", word =>
            word.Groups[1].Value == "B" ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[2].Value)) : QuotedPrintable(word.Groups[2].Value.Replace('_', ' ')),
            System.Text.RegularExpressions.RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    private static string QuotedPrintable(string text)
    {
        var bytes = new List<byte>();
        text = text.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '=' && at + 2 < text.Length)
            {
                bytes.Add(Convert.ToByte(text.Substring(at + 1, 2), 16));
                at += 2;
            }
            else
                bytes.Add((byte)text[at]);
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>Stands for a sender that is killed after the mail server took the letter and before it could write that down.</summary>
    private sealed class KilledOnTheWayBack(PostOffice office, CancellationTokenSource killed) : IPostman
    {
        public bool IsReady => true;

        public async Task Carry(Letter letter, LetterBody body, CancellationToken stop)
        {
            await new SmtpPostman(office).Carry(letter, body, stop);
            if (killed.IsCancellationRequested)
                return;
            await killed.CancelAsync();
            killed.Token.ThrowIfCancellationRequested();
        }
    }
}
