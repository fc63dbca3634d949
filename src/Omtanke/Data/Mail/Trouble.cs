using System.Net.Mail;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace Omtanke.Data.Mail;

/// <summary>
/// Why a letter did not get through, in one word that the administrator's page explains. Never the mail server's own words: they may hold an address.
/// </summary>
public static class Trouble
{
    /// <summary>Every word there is.</summary>
    public static readonly IReadOnlyList<string> All = ["address", "mailbox", "server", "encryption", "sign-in", "later", "refused", "unreadable", "other"];

    /// <summary>The word for an exception.</summary>
    public static string Of(Exception exception) => exception switch
    {
        SmtpException { StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath } => "mailbox",
        SmtpException { StatusCode: SmtpStatusCode.MustIssueStartTlsFirst or SmtpStatusCode.ClientNotPermitted or (SmtpStatusCode)535 or (SmtpStatusCode)534 } => "sign-in",
        SmtpException { InnerException: AuthenticationException } => "encryption",
        // .NET has no number for a server that does not offer STARTTLS.
        SmtpException { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: null } => "encryption",
        SmtpException { StatusCode: SmtpStatusCode.GeneralFailure or SmtpStatusCode.ServiceNotAvailable } or TimeoutException or IOException => "server",
        SmtpException { StatusCode: var code } => (int)code is >= 400 and < 500 ? "later" : "refused",
        FormatException or ArgumentException => "address",
        CryptographicException => "unreadable",
        _ => "other",
    };

    /// <summary>Whether it says something of the server and not of this letter: then the rest need not be tried now.</summary>
    public static bool IsTheServers(string trouble) => trouble is "server" or "encryption" or "sign-in";
}
