using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Meetings;

/// <summary>My meetings, for the personal calendar: neutral, as every calendar entry is.</summary>
public sealed class SeriesDates(Database db, Visit visit) : IDates
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<Dated>> For(Guid person, DateOnly from, DateOnly until, CancellationToken stop)
    {
        var (begin, end, series) = (Morning.Start(from), Morning.Start(until.AddDays(1)), db.Series);
        var mine = await db.Meetings.AsNoTracking()
            .Where(meeting => meeting.PlannedAt >= begin && meeting.PlannedAt < end && meeting.CancelledAt == null && series.Any(one => one.Id == meeting.Series && one.Members.Contains(person))).ToListAsync(stop);
        return [.. mine.Select(meeting => new Dated($"meeting {meeting.Id}", visit["meetings.letters.calendar"], Clock.Day(meeting.PlannedAt!.Value), $"/meetings/{meeting.Series}/{meeting.Id}", meeting.PlannedAt, meeting.Minutes))];
    }
}
