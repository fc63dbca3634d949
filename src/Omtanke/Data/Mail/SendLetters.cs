using Microsoft.EntityFrameworkCore;

namespace Omtanke.Data.Mail;

/// <summary>
/// Sends what lies in the outbox, one letter at a time. Before a letter leaves, its next try is written down; after it has left, that it has.
/// A sender killed in between has lost nothing: the one letter it held is tried again later, and may then come twice with the same number.
/// The other choice, marking it sent first, would lose that letter without anybody knowing, and a lost invitation is worse than a doubled one.
/// </summary>
public sealed partial class SendLetters(Database db, IEnvelope envelope, IPostman postman, PostOffice office, ILogger<SendLetters> log) : IChore
{
    private const int Most = 500;

    /// <summary>How long to wait after the first, second … failure. After one more the letter is dead.</summary>
    public static readonly IReadOnlyList<TimeSpan> Waits =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12)];

    /// <inheritdoc />
    public string Name => "letters";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromSeconds(20);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        if (!postman.IsReady)
            return;
        for (var sent = 0; sent < Most && await Take(now, stop) is { } letter; sent++)
            if (!await Send(letter, now, stop))
                return;
    }

    /// <summary>Takes the letter that has waited longest and writes down when it would be tried again. What another sender holds is passed over.</summary>
    private async Task<Letter?> Take(DateTimeOffset now, CancellationToken stop)
    {
        var (waits, atWork) = (Waits.ToArray(), Morning.AtWork(now) is not null);
        return (await db.Letters.FromSql($"""
            update letters set tries = tries + 1, send_at = {now} + ({waits})[least(tries + 1, {waits.Length})]
            where id = (
                select id from letters where sent_at is null and dead_at is null and send_at <= {now} and ({atWork} or not by_day)
                order by send_at, written_at limit 1 for update skip locked)
            returning *
            """).AsNoTracking().ToListAsync(stop)).SingleOrDefault();
    }

    /// <returns>Whether it makes sense to go on with the next.</returns>
    private async Task<bool> Send(Letter letter, DateTimeOffset now, CancellationToken stop)
    {
        try
        {
            await postman.Carry(letter, envelope.Open(letter.Id, letter.Body!), stop);
        }
        catch (Exception failed) when (!stop.IsCancellationRequested)
        {
            var trouble = Trouble.Of(failed);
            await Failed(letter, trouble, now);
            return !Trouble.IsTheServers(trouble);
        }
        // Not to be cut off: it has left.
        await db.Letters.Where(sent => sent.Id == letter.Id).ExecuteUpdateAsync(set => set
            .SetProperty(sent => sent.SentAt, now)
            .SetProperty(sent => sent.LastError, (string?)null)
            .SetProperty(sent => sent.Body, sent => office.KeepsCopies ? sent.Body : null), CancellationToken.None);
        return true;
    }

    private async Task Failed(Letter letter, string trouble, DateTimeOffset now)
    {
        var dead = letter.Tries > Waits.Count;
        Undelivered(log, letter.Id, trouble, dead ? "given up" : "to be tried again");
        await db.Letters.Where(failed => failed.Id == letter.Id).ExecuteUpdateAsync(set => set
            .SetProperty(failed => failed.LastError, trouble)
            .SetProperty(failed => failed.DeadAt, dead ? now : null), CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Warning, "Letter {Letter} did not get through ({Trouble}); {Then}.")]
    private static partial void Undelivered(ILogger log, Guid letter, string trouble, string then);
}
