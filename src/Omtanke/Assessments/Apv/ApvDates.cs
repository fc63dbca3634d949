using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv;

/// <summary>The days of a leader-APV (L13, L14) in the calendars of those who have said yes to it: by when each has thought about it alone, when they meet, when they look at what they planned, and when they take it up again. Never what it is.</summary>
public sealed class ApvDates(Database db, Visit visit) : IDates
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<Dated>> For(Guid person, DateOnly from, DateOnly until, CancellationToken stop)
    {
        var yes = db.ApvLeaders.Where(one => one.Person == person && one.AgreedAt != null);
        // What somebody answers for themself, the plan gives.
        var looks = db.ApvActions.Where(action => !action.IsOut && action.Owner != person && action.Status != Status.Dropped && (action.Effect == null || action.Effect == Outcome.TooEarly) && action.CheckOn >= from && action.CheckOn <= until);
        var (apvs, mine, days) = (new List<Assessment>(), new List<Guid>(), new List<(Guid Apv, DateOnly On)>());
        await db.InOneTrip(
            async () => apvs = await db.Apvs.AsNoTracking().Where(apv => apv.Part == TakingPart.Leaders).ToListAsync(stop),
            async () => mine = await yes.Select(one => one.Apv).ToListAsync(stop),
            async () => days = [.. (await looks.Where(action => yes.Any(one => one.Apv == action.OriginId)).Select(action => new { action.OriginId, action.CheckOn }).Distinct().ToListAsync(stop)).Select(one => (one.OriginId!.Value, one.CheckOn!.Value))]);
        return
        [
            .. apvs.Where(apv => mine.Contains(apv.Id)).SelectMany(Course).Where(one => one.On >= from && one.On <= until),
            .. days.Select(one => Entry(one.Apv, FormattableString.Invariant($"look {one.On:yyyy-MM-dd}"), "calendar-feed.follow-up", one.On)),
        ];

        IEnumerable<Dated> Course(Assessment apv)
        {
            if (apv.AloneBy is { } alone)
                yield return Entry(apv.Id, "alone", "apv.dates.alone", alone);
            if (apv.MeetOn is { } meet)
                yield return Entry(apv.Id, "meet", "calendar-feed.talk", meet);
            if (apv is { IsClosed: true, AgainOn: { } again } && !apvs.Exists(apv.IsFollowedBy))
                yield return Entry(apv.Id, "again", "apv.dates.again", again);
        }
    }

    private Dated Entry(Guid apv, string what, string word, DateOnly on) => new($"apv {apv} {what}", visit[word], on, Lead.LeadersPage.AddressOf(apv));
}
