using System.Net;
using System.Net.Mail;

namespace Omtanke.Data.Mail;

/// <summary>The mail server letters go through.</summary>
/// <param name="Server"><c>smtp://user:password@host:587</c>; null: letters wait in the outbox.</param>
/// <param name="From">The sender's address.</param>
/// <param name="KeepsCopies">Only a demo keeps what has been sent, for its mailbox.</param>
public sealed record PostOffice(Uri? Server, string From, bool KeepsCopies = false)
{
    /// <summary>Throws the sentence when the settings cannot work.</summary>
    public PostOffice Understood()
    {
        if (Server is { Scheme: not "smtp" })
            throw StartFailure.MailNotUnderstood($"OMTANKE_SMTP begins with {Server.Scheme}:// and we speak only smtp:// (with STARTTLS, mostly on port 587)");
        if (Server is { Host: "" })
            throw StartFailure.MailNotUnderstood("OMTANKE_SMTP names no server");
        if (!MailAddress.TryCreate(From, out _))
            throw StartFailure.MailNotUnderstood("OMTANKE_MAIL_FROM is not a mail address");
        return this;
    }

    /// <summary>Encrypted on the way, unless the server is this very machine or somebody wrote <c>?starttls=off</c>.</summary>
    public bool Encrypted => Server is { IsLoopback: false } && Server.Query != "?starttls=off";

    /// <summary>The port: as written, else the one for handing in mail.</summary>
    public int Port => Server is { IsDefaultPort: false, Port: > 0 } ? Server.Port : 587;

    /// <summary>The sender, with a name.</summary>
    public MailAddress Sender => new(From, "Omtanke");

    /// <summary>A client for the server.</summary>
    public SmtpClient Client()
    {
        var client = new SmtpClient(Server!.Host, Port) { EnableSsl = Encrypted };
        if (Server.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password])
            client.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        return client;
    }
}
