using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Cases.Plans;

/// <summary>The days a plan is looked at again, for the personal calendar: that there is something to follow up, and no more.</summary>
public sealed class PlanDates(Database db, Visit visit) : IDates
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<Dated>> For(Guid person, DateOnly from, DateOnly until, CancellationToken stop)
    {
        var days = await (from review in db.PlanReviews
                          where review.OnDay >= @from && review.OnDay <= until
                          join plan in db.CasePlans on review.Plan equals plan.Id
                          join one in db.Cases on plan.CaseId equals one.Id
                          where one.ClosedAt == null ? one.Employee == person || one.Leader == person || one.Psychologist == person : plan.GoesOn && (one.Employee == person || one.Leader == person)
                          select review).AsNoTracking().ToListAsync(stop);
        return [.. days.Select(review => new Dated($"review {review.Plan} {review.OnDay.DayNumber}", visit["calendar-feed.follow-up"], review.OnDay, "/me"))];
    }
}
