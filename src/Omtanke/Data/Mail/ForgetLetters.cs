using Microsoft.EntityFrameworkCore;

namespace Omtanke.Data.Mail;

/// <summary>
/// A sent letter has told what it had to tell. A month later nobody needs to know to whom; what it was about stays another year, as ids, so that it is never written twice.
/// </summary>
public sealed class ForgetLetters(Database db, PostOffice office) : IChore
{
    /// <inheritdoc />
    public string Name => "old-letters";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromHours(6);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        if (office.KeepsCopies)
            return;
        var (month, year) = (now.AddDays(-30), now.AddMonths(-13));
        await db.Database.ExecuteSqlAsync($"update letters set to_name = '', to_email = '', body = null where sent_at < {month} and to_email <> ''", stop);
        await db.Database.ExecuteSqlAsync($"delete from letters where coalesce(sent_at, dead_at) < {year}", stop);
    }
}
