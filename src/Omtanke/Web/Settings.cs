using Omtanke.Data;

namespace Omtanke.Web;

/// <summary>What whoever installs it decides, from the environment. Everything has a value that works.</summary>
/// <param name="Port">Where the site listens on this machine.</param>
/// <param name="Data">The folder of database, keys and facts.</param>
/// <param name="Database">A PostgreSQL server of your own (owner's connection string); null for the embedded one.</param>
/// <param name="Demo">Whether the invented workplace and its sign-in by one press exist. Never in production.</param>
/// <param name="Address">The address people use, for links in letters.</param>
/// <param name="Production">Whether real people use it: an unsafe start is then refused.</param>
/// <param name="Smtp">The mail server, <c>smtp://user:password@host:587</c>; null keeps letters in the outbox.</param>
/// <param name="MailFrom">The sender's address.</param>
public sealed record Settings(int Port, string Data, string? Database, bool Demo, Uri Address, bool Production, Uri? Smtp, string MailFrom)
{
    /// <summary>Reads <c>PORT</c>, <c>OMTANKE_DATA</c>, <c>OMTANKE_DATABASE</c>, <c>OMTANKE_DEMO</c>, <c>OMTANKE_ADDRESS</c>, <c>OMTANKE_SMTP</c>, <c>OMTANKE_MAIL_FROM</c> and <c>ASPNETCORE_ENVIRONMENT</c>.</summary>
    /// <exception cref="StartFailure">A setting is not understood.</exception>
    public static Settings FromEnvironment(Func<string, string?> read)
    {
        // bin/run asks for development; started in any other way it is the real thing.
        var production = read("ASPNETCORE_ENVIRONMENT") is not "Development";
        var port = int.TryParse(read("PORT"), System.Globalization.CultureInfo.InvariantCulture, out var wished) ? wished : 5080;
        var typed = read("OMTANKE_ADDRESS") is { Length: > 0 } given ? given : $"http://localhost:{port}";
        if (!Uri.TryCreate(typed, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw StartFailure.AddressNotUnderstood(typed);
        return new Settings(
            port,
            Path.GetFullPath(read("OMTANKE_DATA") is { Length: > 0 } data ? data : "data"),
            read("OMTANKE_DATABASE") is { Length: > 0 } database ? database : null,
            Demo: !production && read("OMTANKE_DEMO") is not ("off" or "0" or "false"),
            address,
            production,
            read("OMTANKE_SMTP") is { Length: > 0 } smtp ? Uri.TryCreate(smtp, UriKind.Absolute, out var office) ? office : throw StartFailure.MailNotUnderstood("OMTANKE_SMTP is not an address") : null,
            read("OMTANKE_MAIL_FROM") is { Length: > 0 } from ? from : $"omtanke@{address.Host}");
    }

    /// <summary>A full link to a page of ours, for a letter.</summary>
    public string Link(string path) => new Uri(Address, path).ToString();
}
