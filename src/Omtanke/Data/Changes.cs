using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Npgsql;

namespace Omtanke.Data;

/// <summary>
/// Hears from the database that a record has a new version, whichever node wrote it: one listening connection for all open pages of this node.
/// A missed message costs nothing: pages also ask by themselves. As the one that always stands in line to the database, it is also the one that tells when the database is gone.
/// </summary>
public sealed partial class Changes(NpgsqlDataSource source, IHostApplicationLifetime house, ILogger<Changes> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2), Pulse = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Channel<int>, (Guid Record, Guid Session)> listeners = new();

    /// <summary>
    /// The versions of one record as they come, the one <paramref name="current"/> gives first; now and then the last one again, so that a dead line is noticed.
    /// Ends at once when the session ends it is read in (<paramref name="current"/> says null when that is so already), after <paramref name="life"/>,
    /// when the reader leaves, when the house closes, or when the line to the database broke: whoever still wants it asks anew.
    /// </summary>
    public async IAsyncEnumerable<int> Of(Guid record, Guid session, Func<Task<int?>> current, TimeSpan life, [EnumeratorCancellation] CancellationToken left = default)
    {
        // Only the newest counts: a slow reader skips the ones between.
        var channel = Channel.CreateBounded<int>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        listeners[channel] = (record, session);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(left, house.ApplicationStopping);
        end.CancelAfter(life);
        try
        {
            // Listening already: nothing is missed between this and the first change.
            if (await current() is not { } version)
                yield break;
            yield return version;
            while (await Next(channel.Reader, version, end.Token) is { } next)
                yield return version = Math.Max(version, next);
        }
        finally
        {
            listeners.TryRemove(channel, out _);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var gone = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var open = false;
            try
            {
                await using var line = await source.OpenConnectionAsync(stoppingToken);
                line.Notification += (_, notice) => Tell(notice.Payload);
                await using (var listen = new NpgsqlCommand("listen omtanke_changes", line))
                    await listen.ExecuteNonQueryAsync(stoppingToken);
                open = true;
                if (gone)
                    Back(log);
                gone = false;
                while (true)
                    await line.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception broken) when (broken is NpgsqlException or IOException or System.Net.Sockets.SocketException)
            {
                foreach (var channel in listeners.Keys)
                    channel.Writer.TryComplete();
                // Once: a line that merely broke and comes again at the next try is not worth a word.
                if (!open && !gone)
                    Gone(log, broken is PostgresException said ? said.SqlState : broken.GetType().Name);
                gone |= !open;
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Tell(string payload)
    {
        if (payload.Split(' ') is not [var id, var number] || !Guid.TryParse(id, out var record) || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return;
        foreach (var (channel, wanted) in listeners)
            if (wanted.Record == record)
                channel.Writer.TryWrite(version);
            else if (wanted.Session == record)
                channel.Writer.TryComplete();
    }

    private static async Task<int?> Next(ChannelReader<int> channel, int last, CancellationToken end)
    {
        try
        {
            return await channel.WaitToReadAsync(end).AsTask().WaitAsync(Pulse, end) ? channel.TryRead(out var version) ? version : last : null;
        }
        catch (TimeoutException)
        {
            return last;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "The database does not answer ({Trouble}). Nobody can read or save anything now. Omtanke asks again every other second, and goes on by itself when it answers.")]
    private static partial void Gone(ILogger log, string trouble);

    [LoggerMessage(LogLevel.Warning, "The database answers again.")]
    private static partial void Back(ILogger log);
}
