using System.Net.Sockets;
using System.Text;

namespace Omtanke.Data.Mail;

/// <summary>Goes to the mail server's door and asks how it is, without a letter in hand.</summary>
public static class Doorstep
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Says hello, asks for nothing (NOOP) and leaves.</summary>
    /// <returns>What is wrong, in one word of <see cref="Trouble"/>; null when it answers as it should.</returns>
    public static async Task<string?> Knock(this PostOffice office, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(office.Server!.Host, office.Port, patience.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            if (!(await Answer(reader, patience.Token)).StartsWith("220", StringComparison.Ordinal))
                return "server";
            var offers = await Say($"EHLO {office.Sender.Host}", reader, writer, patience.Token);
            if (office.Encrypted && !offers.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase))
                return "encryption";
            var well = (await Say("NOOP", reader, writer, patience.Token)).StartsWith("250", StringComparison.Ordinal);
            await Say("QUIT", reader, writer, patience.Token);
            return well ? null : "server";
        }
        catch (Exception silent) when (silent is IOException or SocketException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return "server";
        }
    }

    private static async Task<string> Say(string line, StreamReader reader, StreamWriter writer, CancellationToken stop)
    {
        await writer.WriteLineAsync(line.AsMemory(), stop);
        return await Answer(reader, stop);
    }

    /// <summary>An answer may have several lines; the last has a space after its number.</summary>
    private static async Task<string> Answer(StreamReader reader, CancellationToken stop)
    {
        var answer = new StringBuilder();
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            answer.AppendLine(line);
            if (line.Length < 4 || line[3] == ' ')
                break;
        }
        return answer.ToString();
    }
}
