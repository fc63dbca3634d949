using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Npgsql;

namespace Omtanke.Data;

/// <summary>
/// Hears from the database that a record has a new version, whichever node wrote it: one listening connection for all open pages of this node.
/// A missed message costs nothing: pages also ask by themselves.
/// </summary>
public sealed class Changes(NpgsqlDataSource source, IHostApplicationLifetime house) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2), Pulse = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Channel<int>, Guid> listeners = new();

    /// <summary>
    /// The versions of one record as they come, the one <paramref name="current"/> gives first; now and then the last one again, so that a dead line is noticed.
    /// Ends after <paramref name="life"/>, when the reader leaves, when the house closes, or when the line to the database broke: whoever still wants it asks anew.
    /// </summary>
    public async IAsyncEnumerable<int> Of(Guid record, Func<Task<int>> current, TimeSpan life, [EnumeratorCancellation] CancellationToken left = default)
    {
        // Only the newest counts: a slow reader skips the ones between.
        var channel = Channel.CreateBounded<int>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        listeners[channel] = record;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(left, house.ApplicationStopping);
        end.CancelAfter(life);
        try
        {
            // Listening already: nothing is missed between this and the first change.
            var version = await current();
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
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var line = await source.OpenConnectionAsync(stoppingToken);
                line.Notification += (_, notice) => Tell(notice.Payload);
                await using (var listen = new NpgsqlCommand("listen omtanke_changes", line))
                    await listen.ExecuteNonQueryAsync(stoppingToken);
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
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Tell(string payload)
    {
        if (payload.Split(' ') is not [var id, var number] || !Guid.TryParse(id, out var record) || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return;
        foreach (var (channel, wanted) in listeners)
            if (wanted == record)
                channel.Writer.TryWrite(version);
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
}
