using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Omtanke.Tests.Data.Mail;

/// <summary>A mail server just large enough to hold the conversation of RFC 5321 with us, and to refuse in the ways real ones do.</summary>
internal sealed class MailServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Lock writing = new();
    private readonly List<Received> received = [];

    public MailServer()
    {
        listener.Start();
        _ = Listen();
    }

    /// <summary>A whole letter as it came over the wire.</summary>
    public sealed record Received(string From, string To, string Data)
    {
        /// <summary>The head, unfolded.</summary>
        public string Head => Data.Split("\r\n\r\n", 2)[0].Replace("\r\n ", " ", StringComparison.Ordinal);

        /// <summary>One line of the head.</summary>
        public string Header(string name) => Head.Split("\r\n").Single(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();
    }

    public Uri Address => new($"smtp://{(SignIn is null ? "" : "omtanke:hemme%20lig@")}127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Answers RCPT TO with this, when set.</summary>
    public string? Refusal { get; set; }

    /// <summary>Hangs up in the middle of the letter.</summary>
    public bool HangsUp { get; set; }

    /// <summary>User and password that are asked for.</summary>
    public string? SignIn { get; set; }

    /// <summary>Everything said to it.</summary>
    public List<string> Heard { get; } = [];

    public IReadOnlyList<Received> Letters
    {
        get
        {
            lock (writing)
                return [.. received];
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        listener.Stop();
    }

    private async Task Listen()
    {
        try
        {
            while (true)
                _ = Talk(await listener.AcceptTcpClientAsync(closing.Token));
        }
        catch (Exception) when (closing.IsCancellationRequested)
        {
            // Closed for today.
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        var (from, to, known) = ("", "", SignIn is null);
        await writer.WriteLineAsync("220 small.example ESMTP");
        while (await reader.ReadLineAsync(closing.Token) is { } line)
        {
            lock (writing)
                Heard.Add(line);
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync(SignIn is null ? "250 small.example" : "250-small.example\r\n250 AUTH LOGIN");
                    break;
                case "AUTH":
                    known = await MaySignIn(line, reader, writer);
                    await writer.WriteLineAsync(known ? "235 welcome" : "535 5.7.8 omtanke is not let in");
                    break;
                case "MAIL":
                    from = line;
                    await writer.WriteLineAsync(known ? "250 ok" : "530 5.7.0 who are you");
                    break;
                case "RCPT":
                    to = line;
                    await writer.WriteLineAsync(Refusal ?? "250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    if (HangsUp)
                        return;
                    var data = await Data(reader);
                    lock (writing)
                        received.Add(new(from, to, data));
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    private async Task<bool> MaySignIn(string line, StreamReader reader, StreamWriter writer)
    {
        var user = line.Split(' ').ElementAtOrDefault(2);
        if (user is null)
        {
            await writer.WriteLineAsync("334 VXNlcm5hbWU6");
            user = await reader.ReadLineAsync();
        }
        await writer.WriteLineAsync("334 UGFzc3dvcmQ6");
        var password = await reader.ReadLineAsync();
        return $"{Plain(user)}:{Plain(password)}" == SignIn;

        static string Plain(string? base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64 ?? ""));
    }

    private static async Task<string> Data(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
            data.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        return data.ToString();
    }
}
