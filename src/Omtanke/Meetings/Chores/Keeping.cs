using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Meetings.Letters;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Meetings.Chores;

/// <summary>
/// What happens to series by itself: who has left the workplace leaves them, what was said of a meeting is shown after a week, a meeting is reminded of the day before,
/// a series nobody has used for long is over, and two years after its end all of it goes. This chore sees dates and states, never a text.
/// </summary>
public sealed class Keeping(Database db, Erasure erasure, DeskLetters letters) : IChore
{
    private const int Most = 200, NoticeDays = 14, IdleMonths = 18;

    /// <inheritdoc />
    public string Name => "meetings";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    public async Task Do(DateTimeOffset now, CancellationToken stop)
    {
        var today = Clock.Day(now);
        await Until(() => LetGo(now, stop), stop);
        await Until(() => ShowWhatWasSaid(now, stop), stop);
        await Until(() => Erase(today, stop), stop);
        await Until(() => End(now, stop), stop);
        if (Morning.Of(now) is null)
            return;
        await Until(() => GiveNotice(today, now, stop), stop);
        if (Morning.AtWork(now) is not null)
            await Remind(today, stop);
    }

    // A batch is a transaction: cut off half-way, all of it stands as before, and comes again.
    private async Task Until(Func<Task<bool>> some, CancellationToken stop)
    {
        for (var more = true; more;)
        {
            stop.ThrowIfCancellationRequested();
            await using var transaction = await db.Begin(Acting.AtChores, stop);
            more = await some();
            await transaction.CommitAsync(stop);
            db.ChangeTracker.Clear();
        }
    }

    private async Task<bool> LetGo(DateTimeOffset now, CancellationToken stop)
    {
        var today = Clock.Day(now);
        var some = await db.Series.FromSql($"""
            select s.* from series s where exists (select from unnest(s.members) m left join people p on p.id = m where p.id is null or p.left_on < {today})
            order by s.id limit {Most} for update of s skip locked
            """).ToListAsync(stop);
        foreach (var series in some)
        {
            var here = (await db.People.AsNoTracking().Where(person => series.Members.Contains(person.Id) && (person.LeftOn == null || person.LeftOn >= today)).Select(person => person.Id).ToListAsync(stop)).ToHashSet();
            foreach (var person in series.Members.Where(member => !here.Contains(member)).ToList())
            {
                if (!await Leaving.Of(series, person, db, erasure, now))
                    break;
                await db.Entry(series).ReloadAsync(stop);
            }
        }
        await db.Database.ExecuteSqlAsync($"delete from series_invitations i using people p where p.id = i.person and p.left_on < {today}", stop);
        return some.Count == Most;
    }

    private async Task<bool> ShowWhatWasSaid(DateTimeOffset now, CancellationToken stop)
    {
        var before = now - Meeting.Waits;
        // Where nothing was said there is nothing to show, but nobody is asked about it any more either.
        await db.Database.ExecuteSqlAsync($"""
            select show_evaluations(m.id, {now}) from meetings m where m.shown_at is null and m.cancelled_at is null and m.planned_at + make_interval(mins => m.minutes) <= {before}
            """, stop);
        return false;
    }

    private async Task<bool> Erase(DateOnly today, CancellationToken stop)
    {
        var gone = await db.Series.FromSql($"select * from series where erase_on <= {today} order by erase_on limit {Most} for update skip locked").AsNoTracking().ToListAsync(stop);
        if (gone.Count > 0)
            await Leaving.Erase(gone, db, erasure, stop);
        return gone.Count == Most;
    }

    private async Task<bool> End(DateTimeOffset now, CancellationToken stop)
    {
        var before = now.AddMonths(-IdleMonths);
        var idle = await db.Series.FromSql($"""
            select s.* from series s where s.ended_at is null and s.begun_at < {before} and not exists (select from series_events e where e.series = s.id and e.at >= {before})
                and not exists (select from meetings m where m.series = s.id and m.cancelled_at is null and m.planned_at >= {before})
            order by s.id limit {Most} for update of s skip locked
            """).ToListAsync(stop);
        db.AddRange(idle.ConvertAll(series => series.End(null, now)));
        await db.SaveChangesAsync(stop);
        return idle.Count == Most;
    }

    private async Task<bool> GiveNotice(DateOnly today, DateTimeOffset now, CancellationToken stop)
    {
        var told = await db.Series.FromSql($"""
            update series set notice_sent_at = {now} where id in (
                select id from series where erase_on <= {today.AddDays(NoticeDays)} and notice_sent_at is null order by erase_on limit {Most} for update skip locked)
            returning *
            """).AsNoTracking().ToListAsync(stop);
        foreach (var person in await db.Here(told.SelectMany(series => series.Members), stop))
            await letters.Remind(person, today);
        return told.Count == Most;
    }

    // On the last working day before it. A letter that is written already is not written again: run twice, it is one reminder.
    private async Task Remind(DateOnly today, CancellationToken stop)
    {
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        var (from, until) = (Morning.Start(today.AddDays(1)), Morning.NextEnds(today));
        var due = await db.People.FromSql($"""
            select distinct p.* from meetings m join series s on s.id = m.series join people p on p.id = any(s.members) and p.left_on is null and p.id <> all(m.away)
            where m.planned_at >= {from} and m.planned_at < {until} and m.cancelled_at is null and s.ended_at is null
            """).AsNoTracking().ToListAsync(stop);
        foreach (var person in due)
            await letters.Remind(person, today);
        await transaction.CommitAsync(stop);
    }
}
