using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Omtanke.Data.Mail;

/// <summary>Carries letters to the workplace's mail server: plain text, and the calendar file where there is one.</summary>
public sealed class SmtpPostman(PostOffice office) : IPostman
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public bool IsReady => office.Server is not null;

    /// <inheritdoc />
    public async Task Carry(Letter letter, LetterBody body, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        using var mail = Compose(letter, body);
        using var client = office.Client();
        try
        {
            await client.SendMailAsync(mail, patience.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    private MailMessage Compose(Letter letter, LetterBody body)
    {
        var mail = new MailMessage
        {
            From = office.Sender,
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = body.Text.ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        mail.To.Add(new MailAddress(letter.ToEmail, letter.ToName, Encoding.UTF8));
        // The same letter always has the same number, so that a mail system which gets it twice can tell.
        mail.Headers["Message-ID"] = $"<{letter.Id:N}@{office.Sender.Host}>";
        // Nobody's out-of-office answers a machine.
        mail.Headers["Auto-Submitted"] = "auto-generated";
        mail.Headers["X-Auto-Response-Suppress"] = "All";
        if (body.Calendar is { } calendar)
            mail.Attachments.Add(new Attachment(new MemoryStream(Encoding.UTF8.GetBytes(calendar)), new ContentType("text/calendar; method=PUBLISH; charset=utf-8") { Name = "omtanke.ics" }));
        return mail;
    }
}
