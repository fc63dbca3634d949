using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Cases.Three;

/// <summary>A meeting of three that is on, for the personal calendar: neither what it is nor with whom, and its link leads to one's own page.</summary>
public sealed class ThreeDates(Database db, Visit visit) : IDates
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<Dated>> For(Guid person, DateOnly from, DateOnly until, CancellationToken stop)
    {
        var (begin, end) = (Morning.Start(from), Morning.Start(until.AddDays(1)));
        var mine = await (from meeting in db.CaseMeetings.AsNoTracking()
                          where meeting.BookedAt != null && meeting.CancelledAt == null && meeting.StartsAt >= begin && meeting.StartsAt < end
                          join one in db.Cases on meeting.CaseId equals one.Id
                          where one.Employee == person || meeting.Leader == person || meeting.Psychologist == person
                          select new { meeting.Id, meeting.StartsAt, meeting.Minutes }).ToListAsync(stop);
        return [.. mine.Select(meeting => new Dated($"meeting {meeting.Id}", visit["three-party.letters.calendar"], Clock.Day(meeting.StartsAt), "/me", meeting.StartsAt, meeting.Minutes))];
    }
}
