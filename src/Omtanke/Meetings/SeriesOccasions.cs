using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Meetings;

/// <summary>
/// What a series of meetings lays into the year: its meetings, and once a year to talk about whether they are still worth it (L10, L15).
/// Only for those who are in it: that a network exists is nobody else's business.
/// </summary>
public sealed class SeriesOccasions(Database db) : IOccasions
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<Occasion>> In(DateOnly from, DateOnly until, Words words, CancellationToken stop)
    {
        var (begin, end, meetings) = (Morning.Start(from), Morning.Start(until.AddDays(1)), db.Meetings);
        // A chore sees every series and is in none.
        var mine = await (
            from series in db.Series.FromSql($"select * from series where members @> array[(select acting_person())]").AsNoTracking()
            from meeting in meetings.Where(one => one.Series == series.Id && one.PlannedAt >= begin && one.PlannedAt < end && one.CancelledAt == null).DefaultIfEmpty()
            select new { Series = series, Meeting = meeting }).ToListAsync(stop);
        return
        [
            .. mine.Where(one => one.Meeting is not null).Select(one => new Occasion(
                $"meeting {one.Meeting!.Id}", OccasionKind.Meeting, words.With("meetings.occasion.meeting", ("name", one.Series.Name)), Clock.Day(one.Meeting.PlannedAt!.Value), $"/meetings/{one.Series.Id}/{one.Meeting.Id}")
                { Fixed = true, Done = one.Meeting.Came is not null }),
            .. mine.Select(one => one.Series).DistinctBy(series => series.Id).Where(series => series.EndedAt is null && series.LookOn >= from && series.LookOn <= until).Select(series => new Occasion(
                $"meeting {series.Id} look", OccasionKind.Meeting, words.With("meetings.occasion.look", ("name", series.Name)), series.LookOn, $"/meetings/{series.Id}")
                { Fixed = true }),
        ];
    }
}
