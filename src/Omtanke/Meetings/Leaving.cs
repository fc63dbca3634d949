using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Meetings;

/// <summary>Somebody goes out of a series, by their own wish or because they have left the workplace.</summary>
internal static class Leaving
{
    /// <summary>What they had promised to run goes to whoever's turn it is, the keeping to whoever has been in it longest. With the last one the series goes as well.</summary>
    /// <returns>Whether the series is still there.</returns>
    public static async Task<bool> Of(Series series, Guid person, Database db, Erasure erasure, DateTimeOffset now)
    {
        if (series.After(person) is null)
        {
            await Erase([series], db, erasure);
            return false;
        }
        var meetings = await db.MeetingsOf(series.Id);
        var others = series.Members.Where(member => member != person).ToList();
        foreach (var meeting in meetings.Where(meeting => meeting.IsToCome(now)))
        {
            if (meeting.Facilitator == person)
                meeting.Facilitator = Turn.Next(others, TurnsIn(meetings, except: meeting.Id));
            meeting.Away = [.. meeting.Away.Where(one => one != person)];
        }
        db.Add(series.Happened(Moment.Left, person, now));
        await db.SaveChangesAsync();
        // Last: from here on they see nothing of it.
        await db.Database.ExecuteSqlAsync($"select leave_series({series.Id}, {person})");
        return true;
    }

    /// <summary>Erases series: keys first, then everything, with the letters about it.</summary>
    public static async Task Erase(IReadOnlyCollection<Series> gone, Database db, Erasure erasure, CancellationToken stop = default)
    {
        var ids = gone.Select(series => series.Id).ToArray();
        await erasure.Note([.. gone.Select(series => (series.Id, "series", (Guid?)series.Key))]);
        await db.Database.ExecuteSqlAsync($"""
            delete from letters using unnest({ids}) gone (id)
            where unique_key like 'series ' || gone.id || ' %' or unique_key like 'desk series ' || gone.id || ' %'
            """, stop);
        await db.Series.Where(series => ids.Contains(series.Id)).ExecuteDeleteAsync(stop);
    }

    /// <summary>Who has run the meetings and is going to, the oldest first. One that was called off is nobody's turn.</summary>
    public static IReadOnlyList<Guid> TurnsIn(IEnumerable<Meeting> meetings, Guid? except = null) =>
        [.. meetings.Where(meeting => meeting.CancelledAt is null && meeting.Id != except).OrderBy(meeting => meeting.Number).Select(meeting => meeting.Facilitator).OfType<Guid>()];
}
